"""The `full` format: the screen that people read. All of it is `Text`: data is never markup."""

from __future__ import annotations

import os
from typing import IO, TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from ftlint.reporters.closing import closing
from ftlint.reporters.figures_block import figures_block
from ftlint.reporters.finding_block import group_block
from ftlint.reporters.groups import groups_of
from ftlint.text.words import visible

if TYPE_CHECKING:
    from ftlint.reporters import Look
    from ftlint.results import Result

PIPED_WIDTH = 120
"""Cells, where no terminal says how wide it is."""


def write(result: Result, to: IO[str], look: Look) -> None:
    """Write findings, verdict, figures and notices. Raises OSError when an input cannot be read again."""
    console = console_for(to, look)
    for group in groups_of(result.files):
        for line in group_block(group, console.width, excerpts=look.excerpts):
            console.print(line, soft_wrap=True)
    for sentence in closing(result):
        console.print(Text(visible(sentence), style="bold"), soft_wrap=True)
    blocks = [list(figures_block(file, result.job)) for file in result.files]
    for block in filter(None, blocks):
        console.print()
        for line in block:
            console.print(line, soft_wrap=True)
    if not any(blocks):
        return  # what nobody can upload yet needs no dates
    for notice in result.notices:
        console.print(Text.assemble((f" {'notice':<13}", "bold"), notice), soft_wrap=True)


def console_for(to: IO[str], look: Look) -> Console:
    """Make a console that honours `look`, NO_COLOR, FORCE_COLOR and COLUMNS."""
    width = look.width
    if width is None and not to.isatty() and "COLUMNS" not in os.environ:
        width = PIPED_WIDTH
    return Console(
        file=to,
        width=width,
        force_terminal={"always": True, "never": False, "auto": None}[look.color],
        no_color=True if look.color == "never" else None,
        markup=False,
        emoji=False,
        highlight=False,
        legacy_windows=False,
    )
