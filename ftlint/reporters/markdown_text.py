"""Text from strangers in Markdown: it stays text, whatever it looks like."""

from __future__ import annotations

import re

from ftlint.text.words import visible

_TICKS = re.compile("`+")


def code(text: str) -> str:
    """Write text as a code span, in which GitHub makes no markup, link, mention or image of it.

    `|`, which would end a cell of a table, is shown as an escape.
    """
    shown = visible(text).replace("|", r"\x7c")
    if not shown.strip():
        return "(blank)"
    longest = max((len(run) for run in _TICKS.findall(shown)), default=0)
    ticks = "`" * (longest + 1)
    pad = " " if longest or shown[0] == " " == shown[-1] else ""
    return f"{ticks}{pad}{shown}{pad}{ticks}"


def fenced(lines: list[str]) -> str:
    """Write lines as a fenced block; none of them can close it."""
    shown = [visible(line) for line in lines]
    longest = max((len(run) for line in shown for run in _TICKS.findall(line)), default=0)
    fence = "`" * max(3, longest + 1)
    return "\n".join([f"{fence}text", *shown, fence])
