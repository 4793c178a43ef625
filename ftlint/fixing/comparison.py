"""A repaired file beside the file as it was: the lines that changed, one at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ftlint.reading.reader import Chunk, read_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ftlint.fixing.done import Titles
    from ftlint.fixing.rounds import FixedFile
    from ftlint.reading.reader import Line, Source


class ChangedLine(NamedTuple):
    """A line that is not what it was. `new` is None where it was dropped."""

    number: int
    """1-based, in the file as it was; if it was converted, as it was then."""
    old: bytes
    new: bytes | None
    titles: Titles
    """What was done to it."""


def changed_lines(file: FixedFile) -> Iterator[ChangedLine]:
    """Go through the lines that changed or were dropped. Raises OSError.

    Line endings are not compared. The files are read side by side, and only one line of each is kept.
    """
    if not file.changed:
        return
    news = _lines(file.current)
    rounds = [
        _Round(dropped, titles) for dropped, titles in zip(file.dropped, map(iter, file.titles), strict=True)
    ]
    for number, old in enumerate(_lines(file.converted[1] if file.converted else file.original), 1):
        titles: dict[str, None] = {}
        if any(each.drops_next(titles) for each in rounds):
            yield ChangedLine(number, old.raw, None, tuple(titles))
            continue
        new = next(news, None)
        if new is None:
            return
        if new.raw != old.raw:
            yield ChangedLine(number, old.raw, new.raw, tuple(titles))


class _Round:
    """One time that a file was written anew, gone through line by line."""

    def __init__(self, dropped: list[int], done: Iterator[tuple[int, Titles]]) -> None:
        self._line = 0
        self._dropped = iter(dropped)
        self._next_dropped = next(self._dropped, 0)
        self._done = done
        self._next_done = next(done, (0, ()))

    def drops_next(self, titles: dict[str, None]) -> bool:
        """Go to the next line and say whether it was dropped; what was done to it is added to `titles`."""
        self._line += 1
        if self._next_done[0] == self._line:
            titles |= dict.fromkeys(self._next_done[1])
            self._next_done = next(self._done, (0, ()))
        if self._next_dropped != self._line:
            return False
        self._next_dropped = next(self._dropped, 0)
        return True


def _lines(source: Source) -> Iterator[Line]:
    return read_lines(source, Chunk(0, 0, source.size))
