"""A repaired file beside the file as it was: the lines that changed, one at a time."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from ftlint.reading.reader import Chunk, read_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ftlint.fixing.done import Noted, Titles
    from ftlint.fixing.rounds import FixedFile
    from ftlint.reading.reader import Line, Source


class ChangedLine(NamedTuple):
    """A line that is not what it was. `new` is None where it was dropped; line feeds part several lines."""

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
    rounds = [_Round(done) for done in file.done]
    for number, old in enumerate(_lines(file.converted[1] if file.converted else file.original), 1):
        titles: dict[str, None] = {}
        became = 1
        for each in rounds:
            became = sum(each.next(titles) for _ in range(became))
        new = [line.raw for line in islice(news, became)]
        if len(new) < became:
            return
        if new != [old.raw]:
            yield ChangedLine(number, old.raw, b"\n".join(new) if new else None, tuple(titles))


class _Round:
    """One time that a file was written anew, gone through line by line."""

    def __init__(self, done: Iterable[Noted]) -> None:
        self._line = 0
        self._left = iter(done)
        self._noted = next(self._left, None)

    def next(self, titles: dict[str, None]) -> int:
        """Go to the next line; say how many it became, and add to `titles` what was done to it."""
        self._line += 1
        noted = self._noted
        if noted is None or noted.line != self._line:
            return 1
        titles |= dict.fromkeys(noted.titles)
        self._noted = next(self._left, None)
        return noted.became


def _lines(source: Source) -> Iterator[Line]:
    return read_lines(source, Chunk(0, 0, source.size))
