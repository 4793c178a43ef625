"""What `--diff` shows of a file that is edited as a whole: the first changed lines, and how many more."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING

from rich.text import Text

from ftlint.fixing.streaming import Mentions
from ftlint.reading.parsing import decode
from ftlint.reporters.changed_line import line_block
from ftlint.reporters.diff_format import SHOWN
from ftlint.reporters.full_format import console_for
from ftlint.text.words import count, visible

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ftlint.fixing.streaming import Piece
    from ftlint.reporters import Look


def write(name: str, pieces: Iterable[Piece], to: IO[str], look: Look) -> None:
    """Write the lines of a file that change; nothing where none does. Raises OSError."""
    console = console_for(to, look)
    more, shown = Mentions(), 0
    for piece in pieces:
        if piece.old == piece.new:
            continue
        if shown == SHOWN:
            more.add(piece.number)
            continue
        if not shown:
            for sign in ("---", "+++"):
                console.print(Text(f"{sign} {visible(name)}", style="bold"), soft_wrap=True)
        shown += 1
        console.print(Text(f"@@ line {piece.number:,}", style="cyan"))
        for line in line_block(decode(piece.old), decode(piece.new), console.width):
            console.print(line, soft_wrap=True)
    if more.count:
        console.print(Text(f"… and {count(more.count, 'more line')} ({more}) changed", style="dim"))
