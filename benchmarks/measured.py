"""Run a program to its end as a process of its own, and say how long it took and how much memory it held.

As a program, it is the small parent that `run` puts around each measured one: on Linux, a new process
inherits the peak of its parent, and the parent that reads the reports may have grown large.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks.processes import Peaks

_SCALE = 1 if sys.platform == "darwin" else 1024


@dataclass(frozen=True)
class Run:
    """One run of a program."""

    seconds: float
    cpu: float
    """Seconds of all its processes, in user and system mode."""
    peaks: list[int]
    """Bytes: the largest resident set of each process, the largest first. Not on Linux: only that one."""
    status: int
    output: str = ""


def run(*command: str) -> Run:
    """Run `python` with these arguments, and measure it from outside."""
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder) / "output"
        whole = [sys.executable, "-m", "benchmarks.measured", str(output), sys.executable, *command]
        report = subprocess.run(whole, check=True, stdout=subprocess.PIPE).stdout
        return Run(**json.loads(report) | {"output": output.read_text(encoding="utf-8")})


def _measure(output: Path, command: list[str]) -> Run:
    with output.open("wb") as stream:
        start = time.perf_counter()
        process = subprocess.Popen(command, stdout=stream)
        with Peaks(process.pid) as peaks:
            _, status, usage = os.wait4(process.pid, 0)
            seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    # What the system says in the end is the largest one's, and more exact than what was seen on the way.
    largest, *others = peaks.sizes() or [0]
    exact = max(largest, usage.ru_maxrss * _SCALE)
    return Run(seconds, usage.ru_utime + usage.ru_stime, [exact, *others], process.returncode)


if __name__ == "__main__":
    print(json.dumps(asdict(_measure(Path(sys.argv[1]), sys.argv[2:]))))
