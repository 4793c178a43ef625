"""Keys and tokens, by the shapes that their issuers gave them (`rules/secrets.toml`). Nobody is asked."""

# No `from __future__ import annotations`: `ftlint.strict` reads the types of the dataclasses.
import re
import tomllib
from datetime import date
from functools import cache
from typing import Final, Literal, NamedTuple

from ftlint.data import rules_folder
from ftlint.detectors.classes import classes_of, encoded
from ftlint.detectors.genuine import looks_genuine, passes
from ftlint.records import dataclass
from ftlint.strict import read

DOT: Final = "•"
"""Stands for every character of a secret on the screen."""

# In JSON text that is in a string, a line feed before the secret is the letters \n.
_BEFORE: Final = r"(?:(?<![A-Za-z0-9_-])|(?<=\\[nrt]))"
_AFTER: Final = r"(?![A-Za-z0-9_-])"

# Every secret has twenty letters, digits and signs of base64 in a row; prose has not.
_RUN: Final = b"a" * 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """What one kind of secret looks like."""

    name: str
    """With its article, as messages say it."""
    marks: tuple[str, ...]
    """Every such secret has one of them in it, or before it: what to look for first."""
    pattern: str
    """A regular expression; its group `secret`, if it has one, is the secret."""
    source: str
    as_of: date
    check: Literal["none", "crc32", "jwt", "mixed"] = "none"
    """What else must hold (see `ftlint.detectors.genuine`)."""

    @property
    def regex(self) -> re.Pattern[str]:
        """The pattern, where it does not begin or end within a word."""
        return re.compile(f"{_BEFORE}(?:{self.pattern}){_AFTER}")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Table:
    shapes: tuple[Shape, ...]


class Secret(NamedTuple):
    """A secret in a text. `mark` is its public beginning, if it has one."""

    start: int
    end: int
    name: str
    mark: str


@cache
def shapes() -> tuple[Shape, ...]:
    """Load the shapes that ship with ftlint, once. Raises ValueError if the table is malformed."""
    text = (rules_folder() / "secrets.toml").read_text("utf-8")
    return read(_Table, tomllib.loads(text)).shapes


@cache
def _marks() -> tuple[str, ...]:
    return tuple({mark: None for shape in shapes() for mark in shape.marks})


def may_hold_secret(text: str) -> bool:
    """Say quickly that a text holds no secret."""
    return has_long_word(classes_of(encoded(text))) and any(map(text.__contains__, _marks()))


def has_long_word(classes: bytes) -> bool:
    """Say whether a text is written together as far as every secret is, by the classes of its characters."""
    return _RUN in classes.replace(b"0", b"a")


def secrets_in(text: str) -> list[Secret]:
    """Find the secrets in a text, in order; none overlap. Placeholders and documented examples are none."""
    found = []
    for shape in shapes():
        if not any(mark in text for mark in shape.marks):
            continue
        for match in shape.regex.finditer(text):
            group = "secret" if "secret" in match.re.groupindex else 0
            start, end = match.span(group)
            mark = next((mark for mark in shape.marks if text.startswith(mark, start)), "")
            body = text[start + len(mark) : end]
            if looks_genuine(body) and passes(shape.check, text[start:end]):
                found.append(Secret(start, end, shape.name, mark))
    found.sort()
    return [one for index, one in enumerate(found) if not index or one.start >= found[index - 1].end]


def concealed(text: str) -> str:
    """Put a dot for every character of every secret; the length stays. The text may be JSON."""
    if not may_hold_secret(text):
        return text
    parts, done = [], 0
    for start, end, *_ in secrets_in(text):
        parts += [text[done:start], DOT * (end - start)]
        done = end
    return "".join((*parts, text[done:]))
