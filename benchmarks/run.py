"""Compare ftlint with the naive programs: `python -m benchmarks.run --mb 100 --rounds 3`.

Times are printed and never judged, since they say as much about the machine. What is judged: all programs
must count the same tokens, and ftlint must find no error where there is none. Otherwise the exit code is 1.
"""

from __future__ import annotations

import argparse
import os
import platform
import statistics
import sys
import tempfile
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Final

from benchmarks.compare import compare
from benchmarks.contenders import NAMES, Results, compete
from benchmarks.make_data import KINDS, MB, write
from benchmarks.measured import run
from benchmarks.table import say, table

if TYPE_CHECKING:
    from collections.abc import Sequence

_EXAMPLES: Final = Path(__file__).parent.parent / "examples" / "support-agent.jsonl"
_STARTS: Final = 7


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description="Compare ftlint with the naive programs.")
    parser.add_argument("--mb", type=float, default=100, help="size of each file (default: 100)")
    parser.add_argument("--rounds", type=int, default=3, help="how often each program runs (default: 3)")
    parser.add_argument("--file", action="append", choices=KINDS, help="only this one (repeatable)")
    parser.add_argument("--growth", type=float, nargs="*", metavar="MB", help="default: 10 50 100")
    given = parser.parse_args()
    growth = [10, 50, 100] if given.growth is None else given.growth
    machine = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores"
    print(f"{machine}, Python {platform.python_version()}\n")
    with tempfile.TemporaryDirectory(prefix="ftlint-bench-") as name:
        folder = Path(name)
        _warm_up(folder)
        faults = [
            fault for kind in given.file or KINDS for fault in compare(kind, given.mb, given.rounds, folder)
        ]
        _start(folder)
        _growth(growth, folder)
    for fault in faults:
        print(fault, file=sys.stderr)
    sys.exit(bool(faults))


def _warm_up(folder: Path) -> None:
    """Let all runs find compiled modules, as an installed program does, whatever the environment says."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ["PYTHONPYCACHEPREFIX"] = str(folder / "bytecode")
    path = folder / "warm-up.jsonl"
    write("tool-heavy", MB, path)
    for name in NAMES:
        compete(name, path, Results())


def _start(folder: Path) -> None:
    """Print how long a small file takes, from the start of Python to its end."""
    path = folder / "ten.jsonl"
    with _EXAMPLES.open("rb") as stream:
        path.write_bytes(b"".join(islice(stream, 10)))
    commands = {
        "ftlint, 10 lines": ("-m", "ftlint", str(path)),
        "ftlint, 10 lines, json": ("-m", "ftlint", str(path), "--output-format", "json"),
        "ftlint --version": ("-m", "ftlint", "--version"),
        "import click, rich.console, pydantic": ("-c", "import click, rich.console, pydantic"),
        "python alone": ("-c", ""),
    }
    times: dict[str, list[float]] = {name: [] for name in commands}
    for number in range(_STARTS + 1):
        say(f"start: round {number} of {_STARTS}")
        for name, command in commands.items():
            took = run(*command).seconds * 1000
            if number:  # the first one compiles modules
                times[name].append(took)
    rows = [(name, f"{statistics.median(took):.0f}", f"{min(took):.0f}") for name, took in times.items()]
    print(f"start\n\n{table(('whole process', 'median ms', 'best ms'), rows)}\n", flush=True)


def _growth(sizes: Sequence[float], folder: Path) -> None:
    """Print how much memory ftlint takes for files of some sizes."""
    rows = []
    for mb in sizes:
        path = folder / "growth.jsonl"
        say(f"growth: {mb:g} MB")
        write("tool-heavy", int(mb * MB), path)
        result = Results()
        compete("ftlint", path, result)
        rows.append((f"{mb:g}", f"{result.peak / MB:.0f}", f"{result.seconds:.2f}"))
        path.unlink()
    if rows:
        print(f"growth (tool-heavy)\n\n{table(('MB', 'peak MB', 'seconds'), rows)}\n", flush=True)


if __name__ == "__main__":
    main()
