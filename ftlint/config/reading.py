"""A config file as bytes, as text, and as a table with places. What is not TOML is a mistake with a line."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING, Any

from ftlint.config.errors import ConfigError, Mistake
from ftlint.config.positions import Positions
from ftlint.records import dataclass

if TYPE_CHECKING:
    from pathlib import Path

LARGEST = 256 * 1024
"""Bytes of a file that settings are looked for in."""
_LONG_LINE = 2_000
_MOST_DOTS = 500
"""A key of thousands of parts takes `tomllib` time that grows with their square."""

_AT = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)\Z")
_PLAINER = {
    "Cannot overwrite a value": "the key stands twice",
    "Invalid value": "no value can be read here; a text stands between quotes",
    "Invalid statement": "neither a key nor a heading",
    "Unclosed array": "a list is not closed: ] is missing",
    "Unclosed inline table": "a table is not closed: } is missing",
    "Illegal character '\\n'": "a text is not closed, or a key has no value",
    "Expected '=' after a key in a key/value pair": "a key is followed by = and its value",
}


@dataclass(frozen=True, slots=True)
class Document:
    """A TOML file: what it says, and where."""

    name: str
    table: dict[str, Any]
    positions: Positions


def read_bytes(path: Path, name: str) -> bytes:
    """Read a config. Raises ConfigError for one that cannot be read, or is too large to be one."""
    try:
        with path.open("rb") as stream:
            data = stream.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        said = getattr(error, "strerror", None) or str(error)
        raise ConfigError([Mistake(name, 0, 0, f"the config cannot be read: {said}")]) from error
    if len(data) > LARGEST:
        raise ConfigError([Mistake(name, 0, 0, f"larger than {LARGEST:,} bytes: this is no config")])
    return data


def parse(data: bytes, name: str) -> Document:
    """Read TOML. Raises ConfigError with the line that is not."""
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = len(data[: error.start].rpartition(b"\n")[2].decode("utf-8", "replace")) + 1
        raise ConfigError([Mistake(name, line, column, "not UTF-8")]) from error
    for number, line_text in enumerate(text.split("\n"), 1):
        if len(line_text) > _LONG_LINE and line_text.count(".") > _MOST_DOTS:
            raise ConfigError([Mistake(name, number, 1, f"a line with more than {_MOST_DOTS} dots")])
    try:
        return Document(name, tomllib.loads(text), Positions(text))
    except tomllib.TOMLDecodeError as error:
        raise ConfigError([_syntax(error, text, name)]) from error
    except RecursionError as error:
        raise ConfigError([Mistake(name, 1, 1, "nested too deep")]) from error
    except ValueError as error:  # a number of thousands of digits, an impossible day
        raise ConfigError([Mistake(name, 1, 1, f"not TOML: {error}")]) from error


def _syntax(error: tomllib.TOMLDecodeError, text: str, name: str) -> Mistake:
    said = str(error)
    found = _AT.search(said)
    what = said[: found.start()] if found else said
    what = _PLAINER.get(what, what[:1].lower() + what[1:])
    if found and found[1]:
        return Mistake(name, int(found[1]), int(found[2]), f"not TOML: {what}")
    *before, last = text.rstrip("\n").split("\n")
    return Mistake(name, len(before) + 1, len(last) + 1, f"not TOML: {what}")
