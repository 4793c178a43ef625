"""Files whose lines are something else than JSON objects, each by itself."""

from __future__ import annotations

import json
import re
from typing import IO, TYPE_CHECKING, Final

from ftlint.fixing.containers.one_line import on_one_line
from ftlint.fixing.containers.refusal import ConversionError
from ftlint.fixing.python_text import json_of_python, lines_of_python
from ftlint.reading.parsing import BOM
from ftlint.reading.reader import Chunk, read_lines
from ftlint.reading.syntax.python import MAX_LENGTH
from ftlint.text.style import surrogates_escaped

if TYPE_CHECKING:
    from collections.abc import Callable

    from ftlint.reading.reader import Source

_BYTES_OF_A_CHARACTER: Final = 4
_BREAK: Final = re.compile(rb"\r\n?")


def write_decoded(source: Source, to: IO[bytes]) -> None:
    """Write the object that each line holds as text in a string; other lines stay as they are.

    Raises ConversionError, OSError.
    """
    _write_lines(source, to, _decoded, "no line is a string that holds a JSON object")


def write_python(source: Source, to: IO[bytes]) -> None:
    """Write Python dicts as JSON: one on each line, or a list or a dict that is the whole file.

    A line that JSON cannot hold stays as it is. Raises ConversionError, OSError.
    """
    whole = _whole(source)
    if whole is None:
        _write_lines(source, to, _of_python, "no line is a Python dict that JSON can hold")
        return
    for text in whole:
        to.write(text.encode() + b"\n")


def write_line_feeds(source: Source, to: IO[bytes], block: int) -> None:
    """Write a line feed for every carriage return. Raises OSError."""
    held = b""
    with source.open() as stream:
        while text := stream.read(block):
            text = held + text
            held = b"\r" if text.endswith(b"\r") else b""
            to.write(_BREAK.sub(b"\n", text.removesuffix(held)))
    to.write(_BREAK.sub(b"\n", held))


def _write_lines(
    source: Source, to: IO[bytes], rewritten: Callable[[bytes, int], bytes | None], none: str
) -> None:
    done = 0
    for number, line in enumerate(read_lines(source, Chunk(0, 0, source.size)), 1):
        if line.unread:
            raise ConversionError(number, "the line is too long to be read")
        text = rewritten(line.raw.removeprefix(BOM) if number == 1 else line.raw, number)
        done += text is not None
        to.write((line.raw if text is None else text) + line.ending)
    if not done:
        raise ConversionError(1, none)


def _decoded(raw: bytes, number: int) -> bytes | None:
    if not raw.strip().startswith(b'"'):
        return None
    try:
        held = json.loads(raw.decode()).strip(" \t\r\n")
        if not held.startswith("{"):
            return None
        return on_one_line(surrogates_escaped(held).encode(), number)
    except (ValueError, ConversionError):  # what is wrong there is said when the line is looked at again
        return None


def _of_python(raw: bytes, _number: int) -> bytes | None:
    try:
        text = json_of_python(raw.decode())
    except UnicodeDecodeError:
        return None
    return None if text is None else text.encode()


def _whole(source: Source) -> list[str] | None:
    """Read a file that is a single Python value; None if it is not, or is too long."""
    if source.size > MAX_LENGTH * _BYTES_OF_A_CHARACTER:
        return None
    with source.open() as stream:
        raw = stream.read()
    try:
        return lines_of_python(raw.removeprefix(BOM).decode())
    except UnicodeDecodeError:
        return None
