"""The `json` format: one object, as `ftlint.reporters.contract` says."""

from __future__ import annotations

import json
from typing import IO, TYPE_CHECKING, Literal, cast

from ftlint import __version__
from ftlint.reporters.contract import FileEntry, FindingEntry, Related, ReportEntry, Tool
from ftlint.reporters.figures import summary_of
from ftlint.rulebook import rulebook

if TYPE_CHECKING:
    from ftlint.findings import Finding, Path
    from ftlint.reporters import Look
    from ftlint.results import FileResult, Result


def write(result: Result, to: IO[str], look: Look) -> None:
    """Write the report, indented; ASCII only, so that no terminal or log can misread it."""
    del look
    entry = entry_of(result)
    to.write(json.dumps(entry.model_dump(mode="json"), indent=2) + "\n")


def entry_of(result: Result) -> ReportEntry:
    """Make the report's entry. Raises OSError when an input cannot be read again."""
    return ReportEntry(
        schema_version=1,
        tool=Tool(name="ftlint", version=__version__),
        target=result.job.target.name,
        model=result.job.model.name,
        findings=[_finding(file, finding) for file, finding in result.findings],
        summary=summary_of(result.files, result.job),
        files=[
            FileEntry(
                path=file.name,
                format=file.format,
                role=file.role,
                summary=summary_of([file], result.job),
                notices=file.notices,
            )
            for file in result.files
        ],
        notices=result.notices,
        internal_errors=result.crashes,
    )


def _finding(file: FileResult, finding: Finding) -> FindingEntry:
    location = file.location(finding)
    place = finding.place
    return FindingEntry(
        code=finding.code,
        name=rulebook().cards[finding.code].name,
        severity=cast("Literal['error', 'warning', 'info']", finding.severity.value),
        message=finding.message,
        help=finding.help,
        file=file.name,
        line=location.line,
        column=location.column,
        end_line=location.end_line,
        end_column=location.end_column,
        pointer=pointer(place.path),
        inner_pointer=None if place.inner is None else pointer(place.inner),
        fix=None,
        related=[
            Related(file=label.file or file.name, line=label.line or finding.line, message=label.text)
            for label in finding.labels
        ],
    )


def pointer(path: Path) -> str:
    """Write a path as a JSON Pointer (RFC 6901)."""
    return "".join(f"/{step}" for step in (str(s).replace("~", "~0").replace("/", "~1") for s in path))
