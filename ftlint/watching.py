"""`--watch`: files are looked at again and again, and what has changed is checked again.

By plain `stat`, which is cheap for the few files that somebody works on, and also sees changes on network
disks and in containers, where the system's notices (inotify and its likes) do not come.
"""

from __future__ import annotations

import time
from dataclasses import field, replace
from typing import IO, TYPE_CHECKING, Final

from ftlint.inputs import InputError
from ftlint.records import dataclass
from ftlint.text.words import count, visible

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping
    from pathlib import Path

    from ftlint.results import FileResult, Result

    State = tuple[int, ...] | None
    """By what a change is seen; None for a file that is not there."""
    States = Mapping[Path, State]

INTERVAL: Final = 0.2
"""Seconds between two looks; more where a look takes long, as in a folder with very many files."""

SETTLING: Final = 0.05
"""Seconds for which files must rest after a change: they may be half written, or about to be renamed."""

_PATIENCE: Final = 10
"""How often that is waited for: some files never rest."""

_CLEAR: Final = "\x1b[H\x1b[2J\x1b[3J"


def watch(
    run: Callable[[Collection[Path] | None], Result],
    files: Callable[[], Collection[Path]],
    show: Callable[[Result], None],
    to: IO[str],
    *,
    together: bool = False,
) -> Result | None:
    """Check files, and check those again that change, until Ctrl-C; gives the last result, if there is one.

    `files` finds what is to be watched, in the order of the report. `run` checks the files that it is given,
    or all for None; what its sources read must stay readable. `show` writes a result about all of them.
    With `together`, files are compared with each other: all are checked when one changes. What cannot be
    read (InputError, OSError) is said on `to`, and waited for.
    """
    watcher = _Watcher(run, files, show, to, together)
    try:
        while True:
            begun = time.monotonic()
            watcher.look()
            time.sleep(max(INTERVAL, time.monotonic() - begun))
    except KeyboardInterrupt:
        return watcher.result


@dataclass
class _Watcher:
    run: Callable[[Collection[Path] | None], Result]
    files: Callable[[], Collection[Path]]
    show: Callable[[Result], None]
    to: IO[str]
    together: bool
    result: Result | None = None
    seen: States = field(default_factory=dict)
    said: str | None = None
    """What keeps the files from being checked now."""

    def look(self) -> None:
        """Look once: check and show what has changed."""
        try:
            now = self._settled()
            if now == self.seen and self.said is None:
                return
            self._check(now)
        except (InputError, OSError) as error:
            if isinstance(error, BrokenPipeError):
                raise
            if self.said != str(error):
                self._begin([])
                self.to.write(f"{visible(str(error))}; waiting for it\n")
                self.to.flush()
            self.said = str(error)

    def _check(self, now: States) -> None:
        changed = [path for path, state in now.items() if self.seen.get(path) != state]
        self.seen = now  # noted before it is read: what changes meanwhile is seen at the next look
        if self.result is None or self.together or self.said is not None:
            fresh = self.run(None)
        else:
            fresh = _joined(self.result, self.run(changed) if changed else None, now)
        self._begin(changed)
        self.result, self.said = fresh, None
        self.show(fresh)
        self.to.flush()

    def _settled(self) -> States:
        """Look at the files until they rest."""
        try:
            now = _states(self.files())
        except InputError:  # between the two steps of a save, a file may be gone for a moment
            time.sleep(SETTLING)
            now = _states(self.files())
        if not self.seen:
            return now
        for _ in range(_PATIENCE):
            if now == self.seen:
                break
            time.sleep(SETTLING)
            before, now = now, _states(self.files())
            if now == before:
                break
        return now

    def _begin(self, changed: Collection[Path]) -> None:
        """Set off a result from the one before: clear a terminal, or else write a line."""
        if self.result is None and self.said is None:
            return
        if self.to.isatty():
            self.to.write(_CLEAR)
            return
        what = visible(str(next(iter(changed)))) if len(changed) == 1 else count(len(changed), "file")
        self.to.write(f"\n--- {time.strftime('%H:%M:%S')}: {what} changed ---\n")


def _joined(known: Result, fresh: Result | None, files: Collection[Path]) -> Result:
    """Put what was found anew in the place of what was known of the same files; keep the order of `files`."""
    found: dict[Path, FileResult] = {}
    for file in [*known.files, *(fresh.files if fresh else [])]:
        found[file.source.origin or file.source.path] = file
    return replace(fresh or known, files=[found[path] for path in files if path in found])


def _states(files: Collection[Path]) -> States:
    return {path: _state(path) for path in files}


def _state(path: Path) -> State:
    try:
        state = path.stat()
    except OSError:
        return None
    return state.st_dev, state.st_ino, state.st_size, state.st_mtime_ns, state.st_ctime_ns
