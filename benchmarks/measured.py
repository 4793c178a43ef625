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

_SCALE = 1 if sys.platform == "darwin" else 1024


@dataclass(frozen=True)
class Run:
    """One run of a program."""

    seconds: float
    cpu: float
    """Seconds of all its processes, in user and system mode."""
    peak: int
    """Bytes: the largest resident set; with worker processes, that of the largest one."""
    status: int
    output: str


def run(*command: str) -> Run:
    """Run `python` with these arguments, and measure it from outside."""
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder) / "output"
        whole = [sys.executable, "-m", "benchmarks.measured", str(output), sys.executable, *command]
        report = subprocess.run(whole, check=True, stdout=subprocess.PIPE).stdout
        return Run(output=output.read_text(encoding="utf-8"), **json.loads(report))


def _measure(output: Path, command: list[str]) -> Run:
    with output.open("wb") as stream:
        start = time.perf_counter()
        process = subprocess.Popen(command, stdout=stream)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    cpu = usage.ru_utime + usage.ru_stime
    return Run(seconds, cpu, usage.ru_maxrss * _SCALE, process.returncode, "")


if __name__ == "__main__":
    fields = asdict(_measure(Path(sys.argv[1]), sys.argv[2:]))
    del fields["output"]
    print(json.dumps(fields))
