"""The `concise` format: one line for each finding, for people, editors and grep."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING

from ftlint.reporters.closing import closing
from ftlint.rulebook import rulebook
from ftlint.text.words import visible

if TYPE_CHECKING:
    from ftlint.reporters import Look
    from ftlint.results import Result


def write(result: Result, to: IO[str], look: Look) -> None:
    """Write `file:line:column: severity: CODE name: message`, what to know of the files, and the verdict."""
    del look
    for file, finding in result.findings:
        location = file.location(finding)
        name = rulebook().cards[finding.code].name
        where = f"{visible(file.name)}:{location.line}:{location.column}"
        to.write(f"{where}: {finding.severity}: {finding.code} {name}: {visible(finding.message)}\n")
    for file in result.files:
        for notice in file.notices:
            to.write(f"{visible(file.name)}: notice: {visible(notice)}\n")
    for sentence in closing(result):
        to.write(f"{visible(sentence)}\n")
