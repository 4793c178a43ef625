"""What all commands share: an option, refusals, and a run that ends in a sentence when it cannot begin."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, NoReturn

import click

from ftlint.text.glyphs import visible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


color_option = click.option(
    "--color",
    type=click.Choice(["auto", "always", "never"]),
    default="auto",
    show_default=True,
    help="NO_COLOR and FORCE_COLOR are honoured too.",
)


def guard(write: Callable[[], None]) -> None:
    """Write to the standard output; a reader that leaves early changes nothing of the exit code."""
    try:
        write()
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def show(write: Callable[[], None]) -> None:
    """Write what shows parts of files to the standard output, as `guard` does; no part of it is a command."""
    from ftlint.reporters.outputs import commands_off

    def shown() -> None:
        with commands_off(sys.stdout):
            write()

    guard(shown)


def say_crashes(crashes: Iterable[str]) -> None:
    """Say ftlint's own faults."""
    for crash in crashes:
        click.echo(f"ftlint: internal error: {crash}", err=True)


def refuse(sentence: str) -> NoReturn:
    """End the program: it was asked for what cannot be done."""
    click.echo(f"ftlint: {visible(sentence)}", err=True)
    sys.exit(2)
