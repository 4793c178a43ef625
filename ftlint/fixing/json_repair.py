"""Broken JSON, repaired step by step where each fault says by itself what should stand there."""

from __future__ import annotations

from typing import Final

from ftlint.reading.syntax.diagnosis import explain
from ftlint.reading.syntax.scan import Open, Walk, go_on, scan

MOST_REPAIRS: Final = 1_000
"""A line with more faults is left to a person."""
LONGEST: Final = 2_000_000
"""Characters; a longer line is left to a person, too."""
_TIMES: Final = 8
_AND: Final = 100_000
"""The characters that are read in all: so many times the line, and so many more."""


def repaired(text: str, start: int = 0) -> str | None:
    """Make the repairs that the diagnosis names, one after another, until the text from `start` on is JSON.

    None where a fault has no plain repair: the text was cut off, or would become two lines.
    """
    if len(text) > LONGEST:
        return None
    left = _TIMES * len(text) + _AND
    walk = scan(text, start)
    for _ in range(MOST_REPAIRS):
        if walk.expect is None:
            return text
        if walk.at == len(text) or left < 0:
            return None  # cut off: who knows what stood there
        if walk.char() == "'":
            left -= len(text)  # the diagnosis then reads all of the text as Python
        fault = explain(walk, start)
        if fault.repair is None or "\n" in fault.repair:
            return None
        begin, end = fault.span
        text = text[:begin] + fault.repair + text[end:]
        walk = _resumed(walk, begin, text, start)
        left += walk.at
        walk = go_on(walk)
        left -= walk.at
    return None


def _resumed(walk: Walk, changed: int, text: str, start: int) -> Walk:
    """Go back to the last bracket that was open before the change: all up to there is as it was."""
    stack = [opened for opened in walk.stack if opened.at < changed]
    if not stack:
        return Walk(text, start)
    bracket, at = stack[-1].bracket, stack[-1].at
    stack[-1] = Open(bracket, at)
    soft = walk.soft if walk.soft is not None and walk.soft.span[1] <= at else None
    return Walk(text, at + 1, "key" if bracket == "{" else "value", stack, (at, at + 1), None, soft)
