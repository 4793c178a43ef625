"""The programs that are compared, and the one form in which their figures are."""

from __future__ import annotations

import json
import statistics
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from benchmarks.measured import run

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.measured import Run

NAMES: Final = ("ftlint", "fair", "naive")
"""`fair` and `naive` are those of `benchmarks.naive`."""


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
    def peak(self) -> int:
        """The largest, in bytes."""
        return max(run.peak for run in self.runs)


def compete(name: str, path: Path, results: Results) -> None:
    """Run a program on a file once more. Raises RuntimeError when it breaks down."""
    if name == "ftlint":
        done = run("-m", "ftlint", str(path), "--output-format", "json", "--no-progress")
    else:
        done = run("-m", "benchmarks.naive", name, str(path))
    if done.status not in (0, 1):
        raise RuntimeError(f"{name} ended with {done.status} on {path.name}")
    results.figures.add(_figures(name, json.loads(done.output)))
    results.runs.append(done)


def _figures(name: str, said: dict[str, Any]) -> Figures:
    if name != "ftlint":
        return Figures(said["examples"], said["tokens"], said["trained"])
    whole = said["summary"]
    return Figures(whole["examples"], whole["tokens"]["total"], whole["tokens"]["trained"], whole["errors"])
