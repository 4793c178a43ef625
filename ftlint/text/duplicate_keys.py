"""Keys that one object holds twice. Parsers silently keep the last; the text still knows both."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ftlint.text.jsontext import STRING_PATTERN, decode

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ftlint.findings import Path, Span

# The lone quote is a string that is never closed: unmatched, the search would start again inside that string.
_TOKEN = re.compile(rf'{STRING_PATTERN}|[\[\]{{}},]|(?P<unclosed>")', re.DOTALL)
_CLOSES = {"{": "}", "[": "]"}


class _Open:
    """A container that is not closed yet, and the part of the path that leads on from it."""

    __slots__ = ("awaits_key", "close", "part", "seen")

    def __init__(self, bracket: str) -> None:
        self.close = _CLOSES[bracket]
        self.part: str | int = 0
        self.seen: dict[str, Span] = {}
        self.awaits_key = bracket == "{"

    def comma(self) -> None:
        if self.close == "}":
            self.awaits_key = True
        elif isinstance(self.part, int):
            self.part += 1

    def first(self, key: str, token: Span) -> Span | None:
        """Take note of a key; give the token of an equal one before it."""
        self.awaits_key = False
        self.part = key
        first = self.seen.setdefault(key, token)
        return None if first == token else first


def duplicate_keys(line: str) -> Iterator[tuple[Path, Span, Span]]:
    """Yield every repeated key: the member's path, its first key token, and this later one.

    Keys are compared decoded. Meant for valid JSON text; other text ends the search where it breaks. A key
    that stands three times is yielded twice, each time against the first.
    """
    stack: list[_Open] = []
    for token in _TOKEN.finditer(line):
        mark = line[token.start()]
        if mark in "{[":
            stack.append(_Open(mark))
        elif not stack or token["unclosed"]:
            return
        elif mark == ",":
            stack[-1].comma()
        elif mark == stack[-1].close:
            stack.pop()
        elif mark != '"':
            return
        elif stack[-1].awaits_key:
            key = decode(line, token.span())
            first = None if key is None else stack[-1].first(key, token.span())
            if first:
                yield tuple(container.part for container in stack), first, token.span()
