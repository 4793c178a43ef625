"""Progress on a terminal, for runs that take longer than a moment."""

from __future__ import annotations

import time
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from rich.progress import Progress, TaskID

PATIENCE = 1.0
"""Seconds before anything is shown."""


@contextmanager
def progress_bar(size: int, to: IO[str], *, wanted: bool) -> Iterator[Callable[[int], None]]:
    """Yield what is to be told of every piece of work done, in bytes of `size`.

    A bar appears on `to` after a second, if that is a terminal and a bar is wanted; it goes when all is done.
    """
    if not wanted or not to.isatty():
        yield lambda _: None
        return
    bar = _Bar(size, to)
    try:
        yield bar.advance
    finally:
        bar.stop()


class _Bar:
    def __init__(self, size: int, to: IO[str]) -> None:
        self._size = size
        self._to = to
        self._done = 0
        self._begun = time.monotonic()
        self._shown: tuple[Progress, TaskID] | None = None

    def advance(self, more: int) -> None:
        self._done += more
        if self._shown is None and time.monotonic() - self._begun > PATIENCE:
            self._shown = _open(self._size, self._to)
        if self._shown is not None:
            bar, task = self._shown
            bar.update(task, completed=self._done)

    def stop(self) -> None:
        if self._shown is not None:
            self._shown[0].stop()


def _open(size: int, to: IO[str]) -> tuple[Progress, TaskID]:
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, Progress, TimeRemainingColumn

    bar = Progress(
        "checking",
        BarColumn(),
        DownloadColumn(),
        TimeRemainingColumn(),
        console=Console(file=to),
        transient=True,
    )
    bar.start()
    return bar, bar.add_task("checking", total=size)
