"""A line that holds several JSON objects, and where they are to be parted."""

from __future__ import annotations

import re
from json import JSONDecoder
from typing import TYPE_CHECKING, Final

from ftlint.reading.parsing import Parsed, parse_line

if TYPE_CHECKING:
    from ftlint.findings import Span

_SPACE: Final = " \t\r"
_BEHIND: Final = re.compile(r"[ \t\r]*(?:\Z|(?:,[ \t\r]*)?(?=\{))")


def gaps_between_objects(text: str, start: int = 0) -> list[Span]:
    """Find what stands between the objects that a line is made of: white space, a comma, or nothing.

    Nothing is found where there is one object, or anything else. Never raises; linear in the line's length.
    """
    decoder = JSONDecoder()
    begin = len(text) - len(text[start:].lstrip(_SPACE))
    gaps: list[Span] = []
    while True:
        try:
            _, end = decoder.raw_decode(text, begin)
        except (ValueError, RecursionError):
            return []
        behind = _BEHIND.match(text, end)
        whole = isinstance(parse_line(text[begin:end].encode("utf-8", "surrogateescape")), Parsed)
        if behind is None or not whole:
            return []
        if behind.end() == len(text):
            return gaps
        gaps.append(behind.span())
        begin = behind.end()
