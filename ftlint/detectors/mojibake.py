"""Text that was decoded with a wrong encoding: ftfy judges, once a cheap test has found a sign of it."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

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
_PAIR: Final = re.compile("[^\x00-\x7f]{2}|\xc3 ")
"""What every trace begins with. Most texts have none, and `_TRACE` takes 5 ms to compile."""
_WHOLE: Final = re.compile(r"[^\x00-\x7f]+")
_CHANGED: Final = re.compile("(?:[^\x00-\x7f]|(?<=\xc3) )+")  # the space is what became of U+00A0 in an "à"
_SPACE: Final = re.compile(r"[\s\"]")


class Repair(NamedTuple):
    """What was meant by a span of a text."""

    start: int
    end: int
    meant: str


class Damage(NamedTuple):
    """Damaged characters of a text, and the word around them as it is and as it was meant."""

    start: int
    end: int
    word: str
    meant: str


def may_hold_mojibake(foreign: str) -> bool:
    """Say quickly that a text holds none, by its runs of characters that are not ASCII, each with a space."""
    return _may_hold(foreign)


def mojibake_in(text: str) -> Damage | None:
    """Find the first characters of a text that a wrong encoding made of others; None if ftfy finds none.

    A line that has lost characters (U+FFFD) is left out: FT905 speaks of it.
    """
    for start, line, fixed in _damaged_lines(text):
        return _first(line, fixed, start)
    return None


def repairs(text: str) -> Iterator[Repair]:
    """Go through all damaged characters of a text: those of which `mojibake_in` finds the first."""
    for start, line, fixed in _damaged_lines(text):
        for repair in _differences(line, fixed):
            yield Repair(start + repair.start, start + repair.end, repair.meant)


def _damaged_lines(text: str) -> Iterator[tuple[int, str, str]]:
    """Go through the lines that ftfy repairs: where each starts, the line, and its repaired form."""
    if text.isascii() or not _may_hold(text):
        return
    from ftfy import fix_encoding

    start = 0
    for line in text.split("\n"):
        if not line.isascii() and "\ufffd" not in line and _may_hold(line):
            fixed = fix_encoding(line)
            if fixed != line:
                yield start, line, fixed
        start += len(line) + 1


def _differences(line: str, fixed: str) -> Iterator[Repair]:
    """Go through the runs of characters in which a line and its repaired form differ."""
    before, after = _CHANGED.split(line), _CHANGED.split(fixed)
    if before == after:  # a damaged character is nowhere ASCII, nor is what was meant
        for run, meant in zip(_CHANGED.finditer(line), _CHANGED.findall(fixed), strict=True):
            if run[0] != meant:
                yield Repair(run.start(), run.end(), meant)
        return
    start = _alike(line, fixed)
    same = _alike(line[start:][::-1], fixed[start:][::-1])
    yield Repair(start, len(line) - same, fixed[start : len(fixed) - same])


def _alike(one: str, other: str) -> int:
    """Count the characters that two texts have in common at their start."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))


def _may_hold(text: str) -> bool:
    return _PAIR.search(text) is not None and _trace().search(text) is not None


@cache
def _trace() -> re.Pattern[str]:
    return re.compile(_TRACE)


def _first(line: str, fixed: str, offset: int) -> Damage:
    """Find where a line and its repaired form part."""
    start = at = _alike(line, fixed)
    while start and not line[start - 1].isascii() and line[start - 1] == fixed[start - 1]:
        start -= 1
    run = _WHOLE.match(line, start)
    end = run.end() if run and run.end() > at else at + 1
    begin = max((space.end() for space in _SPACE.finditer(line, 0, start)), default=0)
    return Damage(offset + start, offset + end, _word(line, begin), _word(fixed, begin))


def _word(line: str, start: int) -> str:
    space = _SPACE.search(line, start)
    return line[start : space.start() if space else len(line)]
