"""What was done to which line of a file, in little memory."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Titles = tuple[str, ...]

MOST_TITLES: Final = 1_000
"""How many different sets of titles are kept: a title may have text of the line in it."""

OTHERS: Final[Titles] = ("other fixes",)
"""Stands for the sets of titles beyond those."""


class Done:
    """The titles of the fixes of each line: a number for the line, and one for the set of its titles."""

    def __init__(self) -> None:
        self._known: dict[Titles, int] = {}
        self._lines = array("q")
        self._which = array("q")

    def note(self, line: int, titles: Iterable[str]) -> None:
        """Note what was done to a line. The lines must come in their order."""
        key = tuple(sorted(titles))
        if key not in self._known and len(self._known) >= MOST_TITLES:
            key = OTHERS
        self._lines.append(line)
        self._which.append(self._known.setdefault(key, len(self._known)))

    def __iter__(self) -> Iterator[tuple[int, Titles]]:
        """Go through the lines, with what was done to each."""
        titles = list(self._known)
        for line, which in zip(self._lines, self._which, strict=True):
            yield line, titles[which]
