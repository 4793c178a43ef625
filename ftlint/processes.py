"""What the system says of processors, and how Ctrl-C is kept from processes that others wait for."""

from __future__ import annotations

import os
import signal
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


def cpus() -> int:
    """Count the processors that this process may use: its affinity, and its container's share of time."""
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(usable, _share() or usable))


def _share() -> int | None:
    """Read how many processors' time a container gets (`cpu.max` of Linux's cgroup v2); None: no limit."""
    with suppress(OSError, ValueError):
        most, period = Path("/sys/fs/cgroup/cpu.max").read_text("ascii").split()
        return -(-int(most) // int(period))
    return None


@contextmanager
def interrupts_held() -> Iterator[None]:
    """Keep Ctrl-C waiting; processes that are started meanwhile never see it, from their first moment on."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows: see `deaf`
        yield
        return
    from multiprocessing import resource_tracker

    resource_tracker.ensure_running()  # else the first process starts it, which undoes what follows
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def deaf() -> None:
    """Ignore Ctrl-C in this process: whoever started it ends it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
