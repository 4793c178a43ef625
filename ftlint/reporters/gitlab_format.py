"""The `gitlab` format: a Code Quality report.

Source: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format and
`app/validators/json_schemas/codeclimate.json` of GitLab, as of 2026-11.
"""

from __future__ import annotations

from typing import IO, TYPE_CHECKING, Any, Final

from ftlint.findings import Severity
from ftlint.reporters.fingerprints import Fingerprints
from ftlint.reporters.machine_text import write_list
from ftlint.reporters.paths import path_or_name, project_root
from ftlint.rulebook import rulebook
from ftlint.text.words import visible

if TYPE_CHECKING:
    from ftlint.findings import Finding
    from ftlint.reporters import Look
    from ftlint.results import FileResult, Result

_SEVERITIES: Final = {Severity.ERROR: "critical", Severity.WARNING: "minor", Severity.INFO: "info"}
"""Of GitLab's info, minor, major, critical, blocker."""


def write(result: Result, to: IO[str], look: Look) -> None:
    """Write an array with an object for each finding. Raises OSError when an input cannot be read again."""
    fingerprints = Fingerprints(from_text=look.excerpts)
    root = project_root()
    for_file = ((file, path_or_name(file.name, root)) for file in result.files)
    write_list(
        (_entry(file, one, fingerprints, path) for file, path in for_file for one in file.findings), to
    )
    to.write("\n")


def _entry(file: FileResult, finding: Finding, fingerprints: Fingerprints, path: str) -> dict[str, Any]:
    location = file.location(finding)
    name = rulebook().cards[finding.code].name
    return {
        "description": f"{finding.code} {name}: {visible(finding.message)}",
        "check_name": f"{finding.code}-{name}",
        "fingerprint": fingerprints.of(file, finding, path),
        "severity": _SEVERITIES[finding.severity],
        "location": {"path": visible(path), "lines": {"begin": location.line, "end": location.end_line}},
    }
