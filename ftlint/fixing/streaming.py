"""A file written again, line by line, in constant memory: what needs nothing is copied byte for byte."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING, Final, NamedTuple

from ftlint.reading.reader import split_ending
from ftlint.records import dataclass
from ftlint.text.words import lines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ftlint.reading.reader import Source

    Change = Callable[[bytes, int], bytes | None]
    """From a line without its ending, and its number, to what it becomes; None where it cannot be read."""

BLOCK: Final = 1024 * 1024
"""Bytes of an overlong line that are copied at a time."""

NAMED: Final = 5
"""Lines that are remembered by their number."""


@dataclass
class Mentions:
    """How often something came up, and the first lines that it came up on."""

    count: int = 0
    lines: list[int] = field(default_factory=list)

    def add(self, line: int, times: int = 1) -> None:
        """Note that it came up on a line, `times` times."""
        self.count += times
        if len(self.lines) < NAMED and line not in self.lines:
            self.lines.append(line)

    def __str__(self) -> str:
        return lines(self.lines)


class Piece(NamedTuple):
    """A line as it was and as it is now, or a part of one that is too long to be read."""

    number: int
    """Of the line, 1-based."""
    old: bytes
    new: bytes
    ending: bytes


def rewritten(source: Source, change: Change, unread: Mentions) -> Iterator[Piece]:
    """Go through a file, and change its lines; the pieces make up the new file. Raises OSError.

    Blank lines, and those that `change` cannot read or that are too long, stay; the latter are noted in
    `unread`.
    """
    with source.open() as stream:
        number = 0
        while text := stream.readline(source.longest_line + 2):
            number += 1
            raw, ending = split_ending(text)
            if len(raw) > source.longest_line:
                unread.add(number)
                yield Piece(number, text, text, b"")
                while not text.endswith(b"\n") and (text := stream.readline(BLOCK)):
                    yield Piece(number, text, text, b"")
                continue
            new = change(raw, number) if raw.strip() else raw
            if new is None:
                unread.add(number)
            yield Piece(number, raw, raw if new is None else new, ending)
