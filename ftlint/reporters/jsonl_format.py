"""The `jsonl` format: one JSON object a line, as `ftlint.reporters.line_contract` says."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING

from ftlint.reporters.json_format import entry_of, finding_entry
from ftlint.reporters.line_contract import FindingLine, SummaryLine
from ftlint.reporters.machine_text import json_text

if TYPE_CHECKING:
    from ftlint.reporters import Look
    from ftlint.results import Result


def write(result: Result, to: IO[str], look: Look) -> None:
    """Write a line for each finding, and one with all else."""
    del look
    for file, finding in result.findings:
        line = FindingLine.model_construct(**dict(finding_entry(file, finding)))
        to.write(json_text(line.model_dump(mode="json")) + "\n")
    rest = {name: value for name, value in entry_of(result, []) if name != "findings"}
    to.write(json_text(SummaryLine.model_construct(**rest).model_dump(mode="json")) + "\n")
