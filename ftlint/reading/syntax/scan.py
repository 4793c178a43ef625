"""Walk a text by the grammar of JSON, and stop where it breaks. Linear, and without recursion."""

from __future__ import annotations

import re
from dataclasses import field
from typing import TYPE_CHECKING, Literal

from ftlint.reading.syntax.unreadable import (
    MINUS_INFINITY,
    WORD,
    lone_surrogate,
    too_large,
    unquoted_infinity,
)
from ftlint.records import dataclass

if TYPE_CHECKING:
    from ftlint.findings import Span
    from ftlint.reading.syntax.fault import Fault

MAX_DEPTH = 200
"""The brackets that may be open around a value: what the parser (jiter) takes."""

Expect = Literal["value", "key", "colon", "comma", "end", "string", "number", "depth"]
"""What should have stood where the walk stopped; `string`, `number`: it began, and is malformed."""

SPACE = re.compile(r"[ \t\n\r]*+")
STRING = re.compile(r'"[^"\\\x00-\x1f]*+(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\x00-\x1f]*+)*+"')
NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*+)(?:\.[0-9]++)?+(?:[eE][+-]?[0-9]++)?+(?![\w.+-])")
# An empty array or object holds no value that would be too deep.
_EMPTY = re.compile(r"[\[{][ \t\n\r]*+[\]}]")
_CLOSES = {"{": "}", "[": "]"}
_WORDS = frozenset({"true", "false", "null"})


@dataclass(slots=True)
class Open:
    """A bracket that is open. `key` is the latest key, for an object."""

    bracket: str
    at: int
    key: Span | None = None


@dataclass(slots=True)
class Walk:
    """How far the grammar held.

    `expect` is None if it held to the end; else it says what was due at `at`. `last` is the token
    before, `before` the one ahead of that. `soft` is the first thing that the grammar of JSON (or a
    common extension of it) takes and that still cannot be read.
    """

    text: str
    at: int
    expect: Expect | None = "value"
    stack: list[Open] = field(default_factory=list)
    last: Span | None = None
    before: Span | None = None
    soft: Fault | None = None

    def char(self) -> str:
        """Give the character at the stop, or "" at the end."""
        return self.text[self.at : self.at + 1]

    def token(self, span: Span | None) -> str:
        """Give the text of a token, or "" where there is none."""
        return "" if span is None else self.text[slice(*span)]


def scan(text: str, start: int = 0) -> Walk:
    """Walk `text` from `start`; never raises."""
    return go_on(Walk(text, start))


def go_on(walk: Walk) -> Walk:
    """Walk on from where a walk stands; never raises."""
    while walk.expect is not None:
        match = SPACE.match(walk.text, walk.at)
        walk.at = match.end() if match else walk.at
        if walk.expect == "end" and walk.at == len(walk.text):
            walk.expect = None
        elif not _step(walk):
            break
    return walk


def _step(walk: Walk) -> bool:
    """Take one token, or give False: it does not fit, or there is none."""
    char, expect = walk.char(), walk.expect
    opened = walk.stack[-1].bracket if walk.stack else ""
    if opened and char in ("}", "]") and (expect == "comma" or walk.token(walk.last) == opened):
        return char == _CLOSES[opened] and _close(walk)
    if expect == "value":
        return _value(walk, char)
    if expect == "key":
        return char == '"' and _string(walk, "colon")
    if expect == "colon":
        return char == ":" and _take(walk, walk.at + 1, "value")
    if expect == "comma":
        return char == "," and _take(walk, walk.at + 1, "key" if opened == "{" else "value")
    return False


def _value(walk: Walk, char: str) -> bool:
    if char in ("{", "["):
        if len(walk.stack) >= MAX_DEPTH and not _EMPTY.match(walk.text, walk.at):
            walk.expect = "depth"
            return False
        walk.stack.append(Open(char, walk.at))
        return _take(walk, walk.at + 1, "key" if char == "{" else "value")
    if char == '"':
        return _string(walk, _after(walk))
    if char == "-" or char.isdecimal():
        return _number(walk)
    return _word(walk)


def _word(walk: Walk) -> bool:
    match = WORD.match(walk.text, walk.at)
    if match is None:
        return False
    if match[0] not in _WORDS:
        soft = unquoted_infinity(walk.text, match.span())
        if soft is None:
            return False
        walk.soft = walk.soft or soft
    return _take(walk, match.end(), _after(walk))


def _string(walk: Walk, then: Expect) -> bool:
    match = STRING.match(walk.text, walk.at)
    if match is None:
        walk.expect = "string"
        return False
    if walk.soft is None and "\\u" in match[0]:
        walk.soft = lone_surrogate(walk.text, match.span())
    if then == "colon":
        walk.stack[-1].key = match.span()
    return _take(walk, match.end(), then)


def _number(walk: Walk) -> bool:
    match = NUMBER.match(walk.text, walk.at)
    if match is not None:
        walk.soft = walk.soft or too_large(walk.text, match.span())
        return _take(walk, match.end(), _after(walk))
    match = MINUS_INFINITY.match(walk.text, walk.at)
    if match is not None:
        walk.soft = walk.soft or unquoted_infinity(walk.text, match.span())
        return _take(walk, match.end(), _after(walk))
    walk.expect = "number"
    return False


def _close(walk: Walk) -> bool:
    walk.stack.pop()
    return _take(walk, walk.at + 1, _after(walk))


def _after(walk: Walk) -> Expect:
    return "comma" if walk.stack else "end"


def _take(walk: Walk, end: int, then: Expect) -> bool:
    walk.before, walk.last = walk.last, (walk.at, end)
    walk.at, walk.expect = end, then
    return True
