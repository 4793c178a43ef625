"""One file, all programs: the table, and whether they agree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.contenders import NAMES, Results, compete
from benchmarks.make_data import MB, write
from benchmarks.table import say, table

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def compare(kind: str, mb: float, rounds: int, folder: Path) -> Iterator[str]:
    """Print the table of one file, and give what is wrong with the figures."""
    path = folder / f"{kind}.jsonl"
    lines = write(kind, int(mb * MB), path)
    size = path.stat().st_size
    results = {name: Results() for name in NAMES}
    for number in range(rounds):
        for name in NAMES:
            say(f"{kind}: round {number + 1} of {rounds}, {name}")
            compete(name, path, results[name])
    path.unlink()
    rows = [_row(name, results, size, lines) for name in NAMES]
    head = ("seconds", "CPU s", "MB/s", "lines/s", "peak MB", "speed : fair", "speed : naive")
    print(f"{kind}: {mb:g} MB, {lines:,} lines\n\n{table(('program', *head), rows)}\n", flush=True)
    counted = {figures[:3] for result in results.values() for figures in result.figures}
    if len(counted) != 1:
        yield f"{kind}: the programs disagree on (examples, tokens, trained tokens): {sorted(counted)}"
    for figures in results["ftlint"].figures:
        if bool(figures.errors) != (kind == "bad"):
            yield f"{kind}: ftlint found {figures.errors:,} errors"


def _row(name: str, results: dict[str, Results], size: int, lines: int) -> tuple[str, ...]:
    result = results[name]
    return (
        name,
        f"{result.seconds:.2f}",
        f"{result.cpu:.2f}",
        f"{size / MB / result.seconds:.1f}",
        f"{lines / result.seconds:,.0f}",
        f"{result.peak / MB:.0f}",
        *(f"{results[other].seconds / result.seconds:.1f}x" for other in ("fair", "naive")),
    )
