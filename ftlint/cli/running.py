"""What all commands share: an option, refusals, and a run that ends in a sentence when it cannot begin."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, NoReturn

import click

from ftlint.text.glyphs import visible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from contextlib import ExitStack

    from ftlint.findings import Severity
    from ftlint.jobs import Job
    from ftlint.results import Result

color_option = click.option(
    "--color",
    type=click.Choice(["auto", "always", "never"]),
    default="auto",
    show_default=True,
    help="NO_COLOR and FORCE_COLOR are honoured too.",
)


@dataclass(frozen=True, slots=True)
class Inputs:
    """What is to be read: files, folders, or `-`."""

    paths: Sequence[str]
    validation: str | None = None
    format: str | None = None
    """None: each file's own."""
    stdin_name: str = "-"
    show_progress: bool = True


def run(inputs: Inputs, job: Job, levels: dict[str, Severity], stack: ExitStack) -> Result:
    """Lint what the user named; ends the program with a sentence and 2 where it cannot be read."""
    from ftlint.inputs import InputError
    from ftlint.linting import lint_sources, open_sources, open_validation
    from ftlint.progress import progress_bar

    stdin = sys.stdin.buffer if sys.stdin is not None else None
    if stdin is None and "-" in (*inputs.paths, inputs.validation):
        refuse("the standard input is closed")
    try:
        sources = list(open_sources(inputs.paths, stdin, stack, inputs.stdin_name))
        held = open_validation(inputs.validation, stdin, stack) if inputs.validation is not None else None
        size = sum(source.size for source in [*sources, *([held] if held else [])])
        with progress_bar(size, sys.stderr, wanted=inputs.show_progress) as advance:
            return lint_sources(sources, job, levels, inputs.format, advance, held)
    except InputError as error:
        refuse(str(error))


def guard(write: Callable[[], None]) -> None:
    """Write to the standard output; a reader that leaves early changes nothing of the exit code."""
    try:
        write()
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def say_crashes(crashes: Iterable[str]) -> None:
    """Say ftlint's own faults."""
    for crash in crashes:
        click.echo(f"ftlint: internal error: {crash}", err=True)


def refuse(sentence: str) -> NoReturn:
    """End the program: it was asked for what cannot be done."""
    click.echo(f"ftlint: {visible(sentence)}", err=True)
    sys.exit(2)
