"""Compare ftlint with its floor and the naive programs: `python -m benchmarks.run --mb 100 --rounds 3`.

Times are printed and never judged, since they say as much about the machine. What is judged: all programs
must count the same tokens, and ftlint must find no error where there is none. Otherwise the exit code is 1.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
import tempfile
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Final

from benchmarks.contenders import compete, contenders
from benchmarks.growth import grow
from benchmarks.jobs import compare_jobs
from benchmarks.kinds import compare
from benchmarks.make_data import KINDS, MB, write
from benchmarks.results import Results
from benchmarks.start import start

if TYPE_CHECKING:
    from collections.abc import Iterator

_PARTS: Final = ("start", "kinds", "jobs", "growth")
_PACKAGES: Final = ("ftlint", "jiter", "tiktoken", "splintr-rs", "jsonschema", "jsonschema-rs")


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description="Compare ftlint with its floor and the naive programs.")
    parser.add_argument("--mb", type=float, default=100, help="size of each file (default: 100)")
    parser.add_argument("--rounds", type=int, default=3, help="how often each program runs (default: 3)")
    parser.add_argument("--part", action="append", choices=_PARTS, help="only this one (repeatable)")
    parser.add_argument("--file", action="append", choices=KINDS, help="only this kind (repeatable)")
    parser.add_argument(
        "--growth",
        type=float,
        nargs="+",
        metavar="MB",
        help="sizes (default: a tenth of --mb, as much, and ten times as much)",
    )
    parser.add_argument(
        "--clock", choices=("wall", "cpu"), default="wall", help="what ratios are of, in start and kinds"
    )
    given = parser.parse_args()
    if given.rounds < 1 or min([given.mb, *(given.growth or ())]) <= 0:
        parser.error("there is no less than one round, and no file of no bytes")
    print(f"{_machine()}\n", flush=True)
    with tempfile.TemporaryDirectory(prefix="ftlint-bench-") as name:
        faults = list(_run(given, Path(name)))
    for fault in faults:
        print(fault, file=sys.stderr)
    sys.exit(bool(faults))


def _machine() -> str:
    """Say what the times are of."""
    found = []
    for package in _PACKAGES:
        try:
            found.append(f"{package} {version(package)}")
        except PackageNotFoundError:
            found.append(f"no {package}")
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    system = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores{load}"
    return f"{system}, Python {platform.python_version()}; {', '.join(found)}"


def _run(given: argparse.Namespace, folder: Path) -> Iterator[str]:
    """Run the parts that are asked for, and give what is wrong with the figures."""
    parts = given.part or _PARTS
    _warm_up(folder)
    if "start" in parts:
        start(folder, given.clock)
    if "kinds" in parts:
        for kind in given.file or KINDS:
            yield from compare(kind, given.mb, given.rounds, folder, given.clock)
    if "jobs" in parts:
        yield from compare_jobs(2 * given.mb, given.rounds, folder)
    if "growth" in parts:
        yield from grow(given.growth or [given.mb * times for times in (0.1, 1, 10)], given.rounds, folder)


def _warm_up(folder: Path) -> None:
    """Let all runs find compiled modules, as an installed program does, whatever the environment says."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ["PYTHONPYCACHEPREFIX"] = str(folder / "bytecode")
    path = folder / "warm-up.jsonl"
    write("tool-heavy", MB, path)
    for program in contenders((1,)):
        compete(program, path, Results())


if __name__ == "__main__":
    main()
