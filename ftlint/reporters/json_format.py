"""The `json` format: one object, as `ftlint.reporters.contract` says."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING, Literal, cast

from ftlint import __version__
from ftlint.reporters.contract import FileEntry, FindingEntry, Fixes, Related, ReportEntry, Tool
from ftlint.reporters.figures import summary_of
from ftlint.reporters.machine_text import json_text, write_list
from ftlint.reporters.pointers import pointer
from ftlint.rulebook import rulebook

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ftlint.findings import Finding
    from ftlint.reporters import Look
    from ftlint.results import FileResult, Repairs, Result


def write(result: Result, to: IO[str], look: Look) -> None:
    """Write the report, indented; ASCII only, so that no terminal or log can misread it."""
    del look
    frame = json_text(entry_of(result, []).model_dump(mode="json"), indent=2)
    before, found, behind = frame.partition('"findings": ')
    to.write(before + found)
    write_list((entry.model_dump(mode="json") for entry in _entries(result)), to, margin="  ")
    to.write(behind.removeprefix("[]") + "\n")


def entry_of(result: Result, findings: list[FindingEntry] | None = None) -> ReportEntry:
    """Make the report's entry, with `findings` in the place of its own. Raises OSError as reporters do."""
    return ReportEntry(
        schema_version=1,
        tool=Tool(name="ftlint", version=__version__),
        target=result.job.target.name,
        model=result.job.model.name,
        findings=list(_entries(result)) if findings is None else findings,
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
        fixes=_fixes(result.repairs),
        over_budget=result.over_budget,
    )


def _entries(result: Result) -> Iterator[FindingEntry]:
    return (finding_entry(file, finding) for file, finding in result.findings)


def _fixes(repairs: Repairs | None) -> Fixes | None:
    if repairs is None:
        return None
    by_rule = dict(sorted(repairs.fixed.items()))
    return Fixes(fixed=repairs.fixed.total(), by_rule=by_rule, refused=list(repairs.refused))


def finding_entry(file: FileResult, finding: Finding) -> FindingEntry:
    """Make the entry of one finding. Raises OSError when an input cannot be read again."""
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
        fix=finding.fix,
        related=[
            Related(file=label.file or file.name, line=label.line or finding.line, message=label.text)
            for label in finding.labels
        ],
    )
