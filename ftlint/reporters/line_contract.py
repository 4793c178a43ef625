"""The `jsonl` report: one finding on each line, the summary on the last; a contract like the JSON report."""

from __future__ import annotations

from typing import Literal

from pydantic import RootModel

from ftlint.reporters.contract import FileEntry, FindingEntry, Fixes, Part, Summary, Tool


class FindingKind(Part):
    """What a finding's line begins with."""

    type: Literal["finding"] = "finding"


class FindingLine(FindingEntry, FindingKind):
    """A line with one finding."""


class SummaryLine(Part):
    """The last line. Where it is missing, the run did not come to its end."""

    type: Literal["summary"] = "summary"
    schema_version: Literal[1]
    tool: Tool
    target: str
    model: str
    summary: Summary
    files: list[FileEntry]
    notices: list[str]
    internal_errors: list[str]
    fixes: Fixes | None
    over_budget: list[str]


class ReportLine(RootModel[FindingLine | SummaryLine]):
    """Any line of the report."""
