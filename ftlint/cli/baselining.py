"""`ftlint baseline`: keep a record of what is known, so that only new findings are reported."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

import click

from ftlint.cli import completing
from ftlint.cli.check_options import job_options, selected
from ftlint.cli.running import refuse, say_crashes
from ftlint.cli.session import begin, refusals
from ftlint.config import Given
from ftlint.text.words import count, visible

if TYPE_CHECKING:
    from ftlint.results import Result

Way = Literal["write", "update", "prune"]


def keep(result: Result, path: Path, way: Way) -> None:
    """Renew the baseline at `path` from a run, and say what changed.

    Ends the program with a sentence and 2 where that cannot be done; the old baseline is then as it was.
    """
    from ftlint.baseline.applying import renewed
    from ftlint.baseline.entries import Baseline, BaselineError, read_baseline, write_baseline
    from ftlint.config.search import shown

    try:
        if way == "prune" and not path.exists():
            refuse(f"{path}: no such file; ftlint baseline write makes it")
        old = read_baseline(path) if path.exists() else Baseline(path)
        new = renewed(result, old, add=way != "prune", prune=way != "update")
        write_baseline(new)
    except (BaselineError, OSError) as error:
        refuse(str(error))
    gone, come = (old.counts - new.counts).total(), (new.counts - old.counts).total()
    known = count(new.counts.total(), "known finding")
    click.echo(f"{visible(shown(str(path)))}: {known} ({come:,} new, {gone:,} removed)")


def set_aside(result: Result, path: Path) -> None:
    """Take out of a result what the baseline knows. Ends the program where it cannot be read."""
    from ftlint.baseline.applying import set_aside
    from ftlint.baseline.entries import BaselineError, read_baseline

    try:
        set_aside(result, read_baseline(path))
    except (BaselineError, OSError) as error:
        refuse(str(error))


@click.group(no_args_is_help=True)
def baseline() -> None:
    """Keep known findings apart, so that only new ones are reported.

    A finding is known by its rule, its file and what the example says: lines may move. A reason can be
    written beside each entry of the file, as "reason".
    """


def _command(way: Way, summary: str) -> click.Command:
    @click.argument("paths", shell_complete=completing.data_files, nargs=-1, metavar="PATHS...")
    @click.option("--baseline", metavar="FILE", help="The file.  [default: .ftlint-baseline.json]")
    @job_options
    def run(
        paths: tuple[str, ...],
        baseline: str | None,
        config: str | None,
        isolated: bool,
        stdin_filename: str,
        no_progress: bool,
        **given: Any,
    ) -> None:
        session = begin(
            paths,
            Given(**selected(given), baseline=baseline),
            config,
            isolated=isolated,
            stdin_name=stdin_filename,
            show_progress=not no_progress,
        )
        if not session.paths:
            raise click.UsageError("name files or folders to check, or list datasets in the config")
        path = Path(session.settings.baseline) if session.settings.baseline else session.usual_baseline
        with refusals(), ExitStack() as stack:
            result = session.lint(session.open(stack))
            say_crashes(result.crashes)
            if result.crashes:
                sys.exit(2)
            keep(result, path, way)

    return click.command(way, help=summary)(run)


_WAYS: Final[dict[Way, str]] = {
    "write": "Take all findings of these files as known, and nothing else.",
    "update": "Take new findings as known too; let none go.",
    "prune": "Let go what is not there any more; take nothing new.",
}

for _way, _summary in _WAYS.items():
    baseline.add_command(_command(_way, _summary))
