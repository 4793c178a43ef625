"""One file of each kind, all programs: the tables, and whether they agree."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from benchmarks.contenders import FAIR, NAIVE, contenders, take_turns
from benchmarks.make_data import MB, write
from benchmarks.results import disagreements, in_mb
from benchmarks.table import table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from benchmarks.contenders import Contender
    from benchmarks.results import Clock, Results

TWO_JOBS_FROM: Final = 25
"""MB; in smaller files, two processes would show little more than how long they take to start."""

_HEAD: Final = (
    *("program", "seconds", "CPU s", "MB/s", "lines/s", "peak MB", "sum MB"),
    *("time : floor", "speed : fair", "speed : naive"),
)


def compare(kind: str, mb: float, rounds: int, folder: Path, of: Clock) -> Iterator[str]:
    """Print the table of one file, and give what is wrong with the figures."""
    path = folder / f"{kind}.jsonl"
    lines = write(kind, int(mb * MB), path)
    size = path.stat().st_size
    programs = contenders((1, 2) if mb >= TWO_JOBS_FROM else (1,))
    results = take_turns({program.name: (program, path) for program in programs}, rounds, kind)
    path.unlink()
    rows = [row(program, results, size, lines, of) for program in programs]
    print(f"{kind}: {mb:g} MB, {lines:,} lines\n\n{table(_HEAD, rows)}\n", flush=True)
    yield from disagreements(kind, results.values())
    for program in programs:
        for figures in results[program.name].figures:
            if program.linter and bool(figures.errors) != (kind == "bad"):
                yield f"{kind}: {program.name} found {figures.errors:,} errors"


def row(
    program: Contender, results: Mapping[str, Results], size: int, lines: int, of: Clock
) -> tuple[str, ...]:
    """Write what a program did with a file of `size` bytes and so many lines."""
    result = results[program.name]
    return (
        program.name,
        f"{result.seconds:.2f}",
        f"{result.cpu:.2f}",
        f"{size / MB / result.seconds:.1f}",
        f"{lines / result.seconds:,.0f}",
        in_mb(result.peak),
        in_mb(sum(result.peaks)),
        result.times(results[program.floor], of),
        *(results[other].times(result, of) for other in (FAIR, NAIVE)),
    )
