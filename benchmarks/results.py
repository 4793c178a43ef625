"""What the runs of a program come to: medians, peaks, and whether all say the same."""

from __future__ import annotations

import statistics
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple

from benchmarks.make_data import MB

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from benchmarks.measured import Run


Clock = Literal["wall", "cpu"]
"""What a ratio is of: the time on the clock, or that of all processors together."""


class Figures(NamedTuple):
    """What a program says of a file. `errors` is only asked of ftlint."""

    examples: int
    tokens: int
    trained: int
    errors: int = 0


@dataclass
class Results:
    """The runs of one program on one file."""

    runs: list[Run] = field(default_factory=list)
    figures: set[Figures] = field(default_factory=set)

    @property
    def seconds(self) -> float:
        """The median."""
        return statistics.median(run.seconds for run in self.runs)

    @property
    def cpu(self) -> float:
        """The median."""
        return statistics.median(run.cpu for run in self.runs)

    @property
    def peaks(self) -> list[int]:
        """Those of the run that held the most, process by process, the largest first."""
        return max((run.peaks for run in self.runs), key=sum)

    @property
    def peak(self) -> int:
        """The largest of any process in any run."""
        return max(run.peaks[0] for run in self.runs)

    def times(self, other: Results, of: Clock = "wall") -> str:
        """Say how many times as long as another this took."""
        if of == "cpu":
            return f"{self.cpu / other.cpu:.2f}x"
        return f"{self.seconds / other.seconds:.2f}x"


def in_mb(size: int) -> str:
    """Write a number of bytes."""
    return f"{size / MB:.0f}"


def disagreements(what: str, results: Iterable[Results]) -> Iterator[str]:
    """Say so when the programs do not count the same."""
    counted = {figures[:3] for result in results for figures in result.figures}
    if len(counted) != 1:
        yield f"{what}: the programs disagree on (examples, tokens, trained tokens): {sorted(counted)}"
