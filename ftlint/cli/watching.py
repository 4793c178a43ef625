"""`ftlint --watch`: the command line's side of `ftlint.watching`."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from ftlint.cli.running import refuse
from ftlint.cli.session import refusals

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from ftlint.cli.session import Session
    from ftlint.results import Result


def watch(session: Session, write: Callable[[Result], None]) -> int:
    """Check again whatever changes, until Ctrl-C; gives the exit code of the last result.

    `write` shows a result. Ends the program with a sentence where there is nothing to watch.
    """
    from ftlint.config.matching import excluded
    from ftlint.inputs import find_files
    from ftlint.watching import watch as keep_watch

    if "-" in (*session.paths, session.settings.validation):
        refuse("--watch needs files; the standard input cannot be read again")
    session = replace(session, show_progress=False)
    with ExitStack() as stack:
        with refusals():
            groups = session.open(stack)
        held = [Path(group.validation.name) for group in groups if group.validation is not None]

        def files() -> Collection[Path]:
            named = {str(Path(path)) for path in session.paths}
            found = find_files(session.paths)
            kept = [file for file in found if str(file) in named or not excluded(session.settings, str(file))]
            return dict.fromkeys([*kept, *held])

        def run(changed: Collection[Path] | None) -> Result:
            chosen = session if changed is None else replace(session, paths=[str(path) for path in changed])
            result = chosen.lint(chosen.open(stack))
            chosen.set_aside(result)
            return result

        def show(result: Result) -> None:
            session.hold_to_budget(result)
            write(result)

        result = keep_watch(run, files, show, sys.stdout, together=bool(held))
    if result is None:
        return 2
    return 2 if result.crashes else int(result.fails(session.settings.fail_on))
