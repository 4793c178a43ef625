"""Files of several sizes: whether the time for each byte, and the memory, stay the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from benchmarks.contenders import engines, linter, take_turns
from benchmarks.make_data import MB, write
from benchmarks.results import disagreements, in_mb
from benchmarks.table import say, table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

_KIND: Final = "tool-heavy"
_JOBS: Final = (1, 2)
_HEAD: Final = ("program", "MB", "seconds", "ms for each MB", "CPU ms for each MB", "peak MB of each process")


def grow(sizes: Sequence[float], rounds: int, folder: Path) -> Iterator[str]:
    """Print the table, for the fastest engine, and give what is wrong with the figures."""
    entries = {}
    for mb in sizes:
        say(f"growth: making {mb:g} MB")
        path = folder / f"growth-{mb:g}.jsonl"
        write(_KIND, int(mb * MB), path)
        entries.update({(jobs, mb): (linter(engines()[-1], jobs), path) for jobs in _JOBS})
    results = take_turns(entries, rounds, "growth")
    rows = []
    for (jobs, mb), (program, path) in sorted(entries.items()):
        result = results[jobs, mb]
        path.unlink(missing_ok=True)
        each = " + ".join(map(in_mb, result.peaks))
        per_mb = (f"{1000 * seconds / mb:.1f}" for seconds in (result.seconds, result.cpu))
        rows.append((program.name, f"{mb:g}", f"{result.seconds:.2f}", *per_mb, each))
    print(f"growth ({_KIND})\n\n{table(_HEAD, rows)}\n", flush=True)
    for mb in sizes:
        yield from disagreements(f"growth, {mb:g} MB", (results[jobs, mb] for jobs in _JOBS))
