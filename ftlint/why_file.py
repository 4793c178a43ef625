"""The examples of a file that a server's message names, and what was found on them."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING

from ftlint.reading.reader import Chunk, read_lines
from ftlint.records import dataclass

if TYPE_CHECKING:
    from ftlint.findings import Finding
    from ftlint.results import FileResult
    from ftlint.why import Explanation

MOST_LINES = 10
"""How many of the lines that a message names are shown."""


@dataclass(slots=True)
class LookedUp:
    """What a file has of what a message is about. Line numbers are 1-based."""

    named: list[int] = field(default_factory=list)
    """The named lines that are there, up to MOST_LINES."""
    missing: list[int] = field(default_factory=list)
    """Named lines behind the end of the file."""
    left_out: int = 0
    lines: int = 0
    """How many lines were read to find the named ones: all, if one is missing."""
    shown: list[Finding] = field(default_factory=list)
    """On the named lines, or of the probable rules where no line is named."""
    silent: dict[int, bytes] = field(default_factory=dict)
    """The named lines that nothing was found on."""
    elsewhere: list[Finding] = field(default_factory=list)


def look_up(explanation: Explanation, file: FileResult) -> LookedUp:
    """Pick from a linted file what a message is about. Raises OSError when the file cannot be read again."""
    wanted = explanation.named.lines[:MOST_LINES]
    found = LookedUp(left_out=len(explanation.named.lines) - len(wanted))
    raws, found.lines = _raw_lines(file, wanted)
    found.named = [number for number in wanted if number in raws]
    found.missing = [number for number in wanted if number not in raws]
    for finding in file.findings:
        if _is_meant(finding, explanation, file):
            found.shown.append(finding)
        else:
            found.elsewhere.append(finding)
    seen = {finding.line for finding in found.shown if not finding.whole_file}
    if file.tally.examples or not found.shown:  # a file that could not be read by lines has said why
        found.silent = {number: raws[number] for number in found.named if number not in seen}
    return found


def _is_meant(finding: Finding, explanation: Explanation, file: FileResult) -> bool:
    named = explanation.named.lines[:MOST_LINES]
    if finding.whole_file:
        return finding.code in explanation.rules or not file.tally.examples
    return finding.line in named if named else finding.code in explanation.rules


def _raw_lines(file: FileResult, wanted: tuple[int, ...]) -> tuple[dict[int, bytes], int]:
    """Read the wanted lines, and tell how many lines that took."""
    found: dict[int, bytes] = {}
    number = 0
    last = max(wanted, default=0)
    for line in read_lines(file.source, Chunk(0, 0, file.source.size)) if wanted else ():
        number += 1
        if number in wanted:
            found[number] = line.raw
        if number == last:
            break
    return found, number
