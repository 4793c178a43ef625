"""`ftlint --fix` and `ftlint --diff`: files are repaired aside, and then put in place, or shown."""

from __future__ import annotations

import shutil
import sys
from dataclasses import replace
from typing import IO, TYPE_CHECKING

import click

from ftlint.cli.running import guard, refuse, show
from ftlint.cli.session import Group, everything
from ftlint.results import Repairs
from ftlint.text.words import path_text, visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from contextlib import ExitStack

    from ftlint.cli.session import Session
    from ftlint.fixing.rounds import Fixed, FixedFile
    from ftlint.reading.reader import Source
    from ftlint.reporters import Look
    from ftlint.results import Result


def fix(session: Session, stack: ExitStack) -> tuple[Result, IO[str]]:
    """Repair files in their place, or the standard input on its way to the standard output.

    Gives what is still wrong, and the stream that the report belongs on. Ends the program with a sentence
    and 2 where a file cannot be replaced: it is then as it was.
    """
    from ftlint.fixing.replacing import FileError, replace_file, stamp

    groups = session.open(stack)
    to = sys.stderr if session.piped else sys.stdout
    try:
        stamps = {source.name: stamp(source) for source in everything(groups) if not session.is_stdin(source)}
        fixed = _repaired(session, groups, stack, beside=True)
        if fixed.result.crashes:
            return _untouched(fixed), to
        for file in fixed.files:
            if file.original.name not in stamps:
                guard(lambda: _pour(file))  # noqa: B023 (called at once)
            elif file.changed:
                replace_file(file.current.path, file.original, stamps[file.original.name])
                _rename(fixed.result, file)
    except FileError as error:
        refuse(str(error))
    return fixed.result, to


def show_fixes(session: Session, stack: ExitStack, look: Look) -> Result:
    """Show what `fix` would change, say how much on the standard error, and give what is wrong now."""
    from ftlint.fixing.replacing import FileError
    from ftlint.reporters.closing import closing
    from ftlint.reporters.diff_format import write

    try:
        fixed = _repaired(session, session.open(stack), stack, beside=False)
    except FileError as error:
        refuse(str(error))
    show(lambda: write(fixed, sys.stdout, look))
    for sentence in closing(fixed.result, done=False):
        click.echo(visible(sentence), err=True)
    return fixed.before


def _repaired(session: Session, groups: Sequence[Group], stack: ExitStack, *, beside: bool) -> Fixed:
    from ftlint.fixing.replacing import Scratch
    from ftlint.fixing.rounds import Repair

    def lint(current: Sequence[Source]) -> Result:
        left = iter(current)
        return session.lint(
            [
                Group([next(left) for _ in group.training], next(left) if group.validation else None)
                for group in groups
            ]
        )

    scratch = stack.enter_context(Scratch(beside=beside))
    repair = Repair(lint, session.levels, scratch.path_for, session.settings.unsafe_fixes)
    fixed = repair.run(everything(groups))
    fixed.result.repairs = Repairs(fixed.fixed, tuple(_refusals(fixed)))
    return fixed


def _untouched(fixed: Fixed) -> Result:
    """Give what is wrong with the files as they stay: what ftlint does not understand, it does not change."""
    click.echo("ftlint: nothing was changed, because of an internal error", err=True)
    for before, now in zip(fixed.before.files, fixed.result.files, strict=True):
        before.crashes = now.crashes  # it may have come up only with the repaired text
    return fixed.before


def _pour(file: FixedFile) -> None:
    with file.current.open() as stream:
        shutil.copyfileobj(stream, sys.stdout.buffer)
    sys.stdout.buffer.flush()


def _rename(result: Result, file: FixedFile) -> None:
    """Have the report read the file where it stands from now on."""
    for found in result.files:
        if found.source.path == file.current.path:
            found.source = replace(file.original, size=file.current.size)


def _refusals(fixed: Fixed) -> Iterator[str]:
    for file in fixed.files:
        if file.unconverted is not None:
            yield f"{file.original.name}: {file.unconverted}"
        for line, refusal in file.refused:
            where = path_text(refusal.path)
            at = f" at {where}" if where else ""
            yield f"{file.original.name}:{line}: {refusal.code}{at}: {refusal.reason}"
