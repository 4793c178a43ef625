"""`ftlint check`: the command that most people only ever use."""

from __future__ import annotations

import os
import sys
from contextlib import ExitStack
from typing import IO, TYPE_CHECKING

import click

from ftlint.cli import completing
from ftlint.cli.check_options import check_options, selected
from ftlint.cli.help_text import EXAMPLES, EXIT_CODES, GroupedCommand
from ftlint.cli.running import guard, refuse, say_crashes
from ftlint.cli.session import Session, begin, refusals
from ftlint.config import Given
from ftlint.findings import Severity
from ftlint.reporters import Look, heeding_excerpts

if TYPE_CHECKING:
    from typing import Any

    from ftlint.reporters import Color
    from ftlint.reporters.outputs import Output
    from ftlint.results import Result
    from ftlint.tokens.counter import Engine


@click.command(cls=GroupedCommand, epilog=f"{EXAMPLES}\n{EXIT_CODES}")
@click.argument("paths", shell_complete=completing.data_files, nargs=-1, metavar="PATHS...")
@check_options
@click.pass_context
def check(
    context: click.Context,
    /,
    paths: tuple[str, ...],
    fix: bool,
    diff: bool,
    statistics: bool,
    watch: bool,
    show_settings: bool,
    config: str | None,
    isolated: bool,
    stdin_filename: str,
    no_progress: bool,
    engine: Engine,
    color: Color,
    **given: Any,
) -> None:
    """Check fine-tuning files.

    PATHS are files (also .gz, .zst, .xz), folders (every .jsonl and .ndjson file below), patterns, or - for
    the standard input; without any, the datasets of the config.
    """
    session = begin(
        paths,
        Given(**selected(given)),
        config,
        isolated=isolated,
        stdin_name=stdin_filename,
        show_progress=not no_progress,
        engine=engine,
    )
    if show_settings:
        from ftlint.config.showing import show_settings as lines_of

        in_use = str(session.baseline) if session.baseline is not None else None
        guard(lambda: click.echo("\n".join(lines_of(session.settings, baseline=in_use))))
        return
    if not session.paths:
        raise click.UsageError("name files or folders to check, or list datasets in the config", context)
    settings = session.settings
    look = Look(color=color, excerpts=settings.excerpts, fail_on=Severity(settings.fail_on))
    outputs = _outputs(settings.output_format)
    if watch:
        if fix or diff:
            raise click.UsageError(
                "--watch shows what is found; it does not go with --fix or --diff", context
            )
        from ftlint.cli.watching import watch as keep_watch

        sys.exit(
            keep_watch(session, lambda found: _write(found, outputs, look, sys.stdout, statistics=statistics))
        )
    if given["unsafe_fixes"] and not (fix or diff):
        click.echo("ftlint: --unsafe-fixes does nothing without --fix or --diff", err=True)
    if diff and given["output_format"] and (left := [each.name for each in outputs if each.path is None]):
        said = f"{left[0]} is left out, since --diff takes the standard output; write"
        click.echo(f"ftlint: {said} --output-format {left[0]}=FILE", err=True)
    with refusals(), ExitStack() as stack:
        result = _checked(session, outputs, look, stack, fix=fix, diff=diff, statistics=statistics)
    sys.exit(2 if result.crashes else int(result.fails(settings.fail_on)))


def _checked(
    session: Session,
    outputs: list[Output],
    look: Look,
    stack: ExitStack,
    *,
    fix: bool,
    diff: bool,
    statistics: bool,
) -> Result:
    to: IO[str] = sys.stdout
    if diff:
        from ftlint.cli.fixing import show_fixes

        if not look.excerpts:
            refuse("--diff shows what stands in the files; it cannot go with --no-excerpts")
        result = show_fixes(session, stack, look)
    elif fix:
        from ftlint.cli.fixing import fix as repair

        result, to = repair(session, stack)
    else:
        result = session.lint(session.open(stack))
    session.set_aside(result)
    session.hold_to_budget(result)
    if diff:  # the standard output has the changes
        statistics, outputs = False, [output for output in outputs if output.path is not None]
    guard(lambda: _write(result, outputs, look, to, statistics=statistics))
    say_crashes(result.crashes if look.excerpts else [])
    return result


def _write(result: Result, outputs: list[Output], look: Look, to: IO[str], *, statistics: bool) -> None:
    from ftlint.reporters.outputs import OutputError, commands_off, write_outputs

    if statistics:
        from ftlint.reporters.statistics import write

        with commands_off(to):
            heeding_excerpts(write)(result, to, look)
        outputs = [output for output in outputs if output.path is not None]
    try:
        write_outputs(result, outputs, look, to)
    except OutputError as error:
        refuse(str(error))
    if os.environ.get("GITHUB_ACTIONS") == "true" and _is_a_log(outputs):
        from ftlint.reporters.github_format import annotate

        heeding_excerpts(annotate)(result, to, look)


def _is_a_log(outputs: list[Output]) -> bool:
    """Say whether people read the standard output, and annotations are not asked for anyway."""
    names = {output.name for output in outputs if output.path is None}
    return bool(names & {"full", "concise", "grouped"}) and "github" not in {each.name for each in outputs}


def _outputs(given: tuple[str, ...]) -> list[Output]:
    from ftlint.reporters.outputs import OutputError, parse_outputs

    try:
        return parse_outputs(given)
    except OutputError as error:
        refuse(str(error))
