"""What was done to which line of a file, and how many lines it became, in little memory."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Titles = tuple[str, ...]

MOST_TITLES: Final = 1_000
"""How many different sets of titles are kept: a title may have text of the line in it."""

OTHERS: Final[Titles] = ("other fixes",)
"""Stands for the sets of titles beyond those."""


class Noted(NamedTuple):
    """What was done to a line."""

    line: int
    titles: Titles
    became: int
    """How many lines it is now: none where it was dropped, several where it was parted."""


class Done:
    """What was done to each line: three numbers, of which one stands for the set of its titles."""

    def __init__(self) -> None:
        self._known: dict[Titles, int] = {}
        self._lines = array("q")
        self._which = array("q")
        self._became = array("q")

    def note(self, line: int, titles: Iterable[str], became: int = 1) -> None:
        """Note what was done to a line, and how many it became. The lines must come in their order."""
        key = tuple(sorted(titles))
        if key not in self._known and len(self._known) >= MOST_TITLES:
            key = OTHERS
        self._lines.append(line)
        self._which.append(self._known.setdefault(key, len(self._known)))
        self._became.append(became)

    def __iter__(self) -> Iterator[Noted]:
        """Go through the lines, with what was done to each."""
        titles = list(self._known)
        for line, which, became in zip(self._lines, self._which, self._became, strict=True):
            yield Noted(line, titles[which], became)
