"""One file, one process and two: how much faster two are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from benchmarks.contenders import engines, linter, take_turns
from benchmarks.make_data import MB, write
from benchmarks.results import disagreements, in_mb
from benchmarks.table import table

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_KIND: Final = "tool-heavy"
_HEAD: Final = ("program", "seconds", "CPU s", "MB/s", "peak MB", "sum MB", "speed : one job")


def compare_jobs(mb: float, rounds: int, folder: Path) -> Iterator[str]:
    """Print the table, and give what is wrong with the figures."""
    path = folder / "jobs.jsonl"
    write(_KIND, int(mb * MB), path)
    entries = {(engine, jobs): (linter(engine, jobs), path) for engine in engines() for jobs in (1, 2)}
    results = take_turns(entries, rounds, "jobs")
    path.unlink()
    rows = [
        (
            entries[engine, jobs][0].name,
            f"{result.seconds:.2f}",
            f"{result.cpu:.2f}",
            f"{mb / result.seconds:.1f}",
            in_mb(result.peak),
            in_mb(sum(result.peaks)),
            results[engine, 1].times(result),
        )
        for (engine, jobs), result in results.items()
    ]
    print(f"jobs ({_KIND}): {mb:g} MB\n\n{table(_HEAD, rows)}\n", flush=True)
    yield from disagreements("jobs", results.values())
