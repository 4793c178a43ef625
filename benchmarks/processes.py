"""How much memory each process of a program has held at most, as Linux tells it while they run."""

from __future__ import annotations

import threading
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Iterator

_PAUSE = 0.05
_PROC = Path("/proc")


class Peaks:
    """Watches a process and its descendants, from a thread. Elsewhere than on Linux it sees nothing."""

    def __init__(self, pid: int) -> None:
        self._pid = pid
        self._peaks: dict[int, int] = {}
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._thread.join()

    def sizes(self) -> list[int]:
        """List the peak of each process in bytes, the largest first."""
        return sorted(self._peaks.values(), reverse=True)

    def _watch(self) -> None:
        while not self._ended.wait(_PAUSE):
            for pid in _family(self._pid):
                # The newest is the largest, but for the moment between a process's start and its program's.
                self._peaks[pid] = _peak(pid) or self._peaks.get(pid, 0)


def _family(pid: int) -> Iterator[int]:
    yield pid
    with suppress(OSError):
        for thread in (_PROC / str(pid) / "task").iterdir():
            for child in (thread / "children").read_text("ascii").split():
                yield from _family(int(child))


def _peak(pid: int) -> int:
    with suppress(OSError, StopIteration):
        lines = (_PROC / str(pid) / "status").read_text("ascii", "replace").splitlines()
        return int(next(line for line in lines if line.startswith("VmHWM:")).split()[1]) * 1024
    return 0
