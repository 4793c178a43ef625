"""Text that was decoded with a wrong encoding: ftfy judges, once a cheap test has found a sign of it."""

from __future__ import annotations

import re
from functools import cache
from typing import Final, NamedTuple

# The bytes of UTF-8 as Windows-1252 and its kin show them: a letter for the first byte of a character, a sign
# for the next. In text that is right, such a pair is rare; ftfy knows which of them are.
_SIGNS: Final = (
    "\x80-\xbf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013\u2014\u2018-\u201a\u201c-\u201e"
    "\u2020-\u2022\u2026\u2030\u2039\u203a\u20ac\u2122"
)
_TRACE: Final = (
    f"[\xc2-\xf4][{_SIGNS}]|\xc3 "
    "|[\u0432\u03b2\u0101\u0e42\u05d2]\u20ac|\u0432\u0402"  # a quote in Windows-1251, 1253 and so on
    "|\u201a\u00c4[\x80-\uffff]|\u221a[\x80-\uffff]"  # quotes and accents in Mac OS Roman
    "|[\u0410-\u042f][\u00a0-\u00bf\u201a-\u2122\u0402-\u045f][\u0410-\u042f]"
)
_WHOLE: Final = re.compile(r"[^\x00-\x7f]+")
_SPACE: Final = re.compile(r"[\s\"]")


class Damage(NamedTuple):
    """Damaged characters of a text, and the word around them as it is and as it was meant."""

    start: int
    end: int
    word: str
    meant: str


def mojibake_in(text: str) -> Damage | None:
    """Find the first characters of a text that a wrong encoding made of others; None if ftfy finds none.

    A line that has lost characters (U+FFFD) is left out: FT905 speaks of it.
    """
    if text.isascii() or _trace().search(text) is None:
        return None
    from ftfy import fix_encoding

    start = 0
    for line in text.split("\n"):
        if not line.isascii() and "\ufffd" not in line and _trace().search(line):
            fixed = fix_encoding(line)
            if fixed != line:
                return _first(line, fixed, start)
        start += len(line) + 1
    return None


@cache
def _trace() -> re.Pattern[str]:
    return re.compile(_TRACE)


def _first(line: str, fixed: str, offset: int) -> Damage:
    """Find where a line and its repaired form part."""
    at = next((i for i, (a, b) in enumerate(zip(line, fixed, strict=False)) if a != b), len(fixed))
    start = at
    while start and not line[start - 1].isascii() and line[start - 1] == fixed[start - 1]:
        start -= 1
    run = _WHOLE.match(line, start)
    end = run.end() if run and run.end() > at else at + 1
    begin = max((space.end() for space in _SPACE.finditer(line, 0, start)), default=0)
    return Damage(offset + start, offset + end, _word(line, begin), _word(fixed, begin))


def _word(line: str, start: int) -> str:
    space = _SPACE.search(line, start)
    return line[start : space.start() if space else len(line)]
