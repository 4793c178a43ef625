"""What is wrong with a config: every mistake with its place and what to write instead."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ftlint.text.glyphs import visible

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_SHOWN = 30
"""Mistakes of one file that are written out; the others are only counted."""


@dataclass(frozen=True, slots=True, order=True)
class Mistake:
    """One mistake. `line` and `column` are 1-based, the column in code points; 0 where there is no place."""

    file: str
    line: int
    column: int
    message: str

    def __str__(self) -> str:
        """Write it as compilers do, on one line, with nothing in it that acts on a terminal."""
        place = f":{self.line}:{self.column}" if self.line else ""
        return visible(f"{self.file}{place}: {self.message}")


class ConfigError(Exception):
    """A config cannot be used. `mistakes` are all that it has, in the order of the file."""

    def __init__(self, mistakes: Sequence[Mistake]) -> None:
        self.mistakes = tuple(sorted(set(mistakes)))
        super().__init__("\n".join(self.lines))

    @property
    def lines(self) -> list[str]:
        """The mistakes in words, each on a line of its own, safe to print."""
        shown = [str(mistake) for mistake in self.mistakes[:MOST_SHOWN]]
        more = len(self.mistakes) - len(shown)
        return [*shown, f"{visible(self.mistakes[0].file)}: and {more:,} more mistakes"] if more else shown
