"""The `sarif` format: SARIF 2.1.0, as GitHub's code scanning and other viewers read it.

Source: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

from __future__ import annotations

import re
from functools import cache
from itertools import islice
from typing import IO, TYPE_CHECKING, Any, Final

from ftlint import __version__
from ftlint.reporters.ci_limits import SARIF_LOCATIONS, SARIF_RESULTS, SARIF_RESULTS_SHOWN
from ftlint.reporters.fingerprints import Fingerprints
from ftlint.reporters.machine_text import json_text
from ftlint.reporters.paths import STDIN, file_uri, path_or_name, project_path, project_root, uri_path
from ftlint.reporters.sarif_rules import LEVELS, rule_of
from ftlint.rulebook import rulebook
from ftlint.text.words import path_text, visible

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from ftlint.findings import Finding, Label
    from ftlint.reporters import Look
    from ftlint.results import FileResult, Result

SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
BASE: Final = "SRCROOT"

FINGERPRINT: Final = "ftlint/v1"
"""GitHub's own `primaryLocationLineHash` is left to its upload action, which warns about any other value than
its own. Source: `fingerprints.ts` of github/codeql-action."""

_LINK = re.compile(r"\](?=\()")
_PLACEHOLDER = re.compile(r"\{(\d+)\}")


def write(result: Result, to: IO[str], look: Look) -> None:
    """Write a log of one run. Raises OSError when an input cannot be read again."""
    run = _Run(result, look)
    frame = json_text({"$schema": SCHEMA, "version": "2.1.0", "runs": [run.entry()]})
    behind = "]}]}"
    to.write(frame.removesuffix(behind))
    for number, entry in enumerate(run.results()):
        to.write("," * (number > 0) + json_text(entry))
    to.write(behind + "\n")


class _Run:
    """One run of ftlint, with tables of the rules and files that its results refer to."""

    def __init__(self, result: Result, look: Look) -> None:
        self._result = result
        self._fingerprints = Fingerprints(from_text=look.excerpts)
        self._root = root = project_root()
        self._place = cache(lambda name: _location(name, root))
        self._path = cache(lambda name: path_or_name(name, root))
        """Asked for every finding: links are followed once for each file."""
        self._total = sum(len(file.findings) for file in result.files)
        codes = sorted({finding.code for _, finding in self._found()})
        self._rules = {code: index for index, code in enumerate(codes)}
        self._files = {file.name: index for index, file in enumerate(result.files)}

    def _found(self) -> Iterator[tuple[FileResult, Finding]]:
        """Go through the findings that are reported: where they are many, the heaviest first."""
        if self._total <= SARIF_RESULTS_SHOWN:
            return self._result.findings
        by_level = (pair for level in LEVELS for pair in self._result.findings if pair[1].severity is level)
        return islice(by_level, SARIF_RESULTS)

    def entry(self) -> dict[str, Any]:
        """Make the entry of the run, without the results: they are its last member."""
        cards = rulebook().cards
        driver = {"name": "ftlint", "version": __version__, "semanticVersion": __version__}
        return {
            "tool": {"driver": {**driver, "rules": [rule_of(cards[code]) for code in self._rules]}},
            "columnKind": "unicodeCodePoints",
            "originalUriBaseIds": {BASE: {"uri": self._root.as_uri().rstrip("/") + "/"}},
            "invocations": [self._invocation()],
            "artifacts": [
                {
                    "location": self._place(file.name),
                    "length": file.source.size,
                    "roles": ["analysisTarget"],
                }
                for file in self._result.files
            ],
            "results": [],
        }

    def results(self) -> Iterator[dict[str, Any]]:
        """Make the entries of the results. Raises OSError when an input cannot be read again."""
        return (self._finding(file, finding) for file, finding in self._found())

    def _invocation(self) -> dict[str, Any]:
        crashes = self._result.crashes
        notes = [_notification("error", f"internal error: {crash}") for crash in crashes]
        left_out = self._total - SARIF_RESULTS
        if left_out > 0:
            most = f"GitHub takes {SARIF_RESULTS:,} results, and shows {SARIF_RESULTS_SHOWN:,}"
            said = f"{left_out:,} findings are left out, the lightest ones: {most}"
            notes.append(_notification("warning", said))
        for file in self._result.files:
            notes += [_notification("note", f"{file.name}: {notice}") for notice in file.notices]
        notes += [_notification("note", notice) for notice in self._result.notices]
        return {"executionSuccessful": not crashes, "toolExecutionNotifications": notes}

    def _finding(self, file: FileResult, finding: Finding) -> dict[str, Any]:
        text = finding.message + (f"\nhelp: {finding.help}" if finding.help else "")
        related = [self._related(file, finding, label) for label in finding.labels[:SARIF_LOCATIONS]]
        entry: dict[str, Any] = {
            "ruleId": finding.code,
            "ruleIndex": self._rules[finding.code],
            "level": LEVELS[finding.severity],
            "message": {"text": message_text(text)},
            "locations": [self._location(file, finding)],
            "partialFingerprints": {FINGERPRINT: self._fingerprints.of(file, finding, self._path(file.name))},
        }
        if related:
            entry["relatedLocations"] = related
        if finding.fix:  # `fixes`, the edits themselves, would stand beside this
            entry["properties"] = {"fix": finding.fix}
        return entry

    def _location(self, file: FileResult, finding: Finding) -> dict[str, Any]:
        where = file.location(finding)
        region = {"startLine": where.line}
        if not finding.whole_file:
            region |= {
                "startColumn": where.column, "endLine": where.end_line, "endColumn": where.end_column,
            }  # fmt: skip
        location: dict[str, Any] = {"physicalLocation": self._physical(file.name, region)}
        if finding.place.path:
            location["logicalLocations"] = [
                {"fullyQualifiedName": path_text(finding.place.path), "kind": "member"}
            ]
        return location

    def _related(self, file: FileResult, finding: Finding, label: Label) -> dict[str, Any]:
        region = {"startLine": label.line or finding.line}
        if label.file is None and label.line in (None, finding.line) and not finding.whole_file:
            start, end = file.places_of(finding).locate(label.place)
            region |= {"startColumn": start + 1, "endColumn": end + 1}
        return {
            "physicalLocation": self._physical(label.file or file.name, region),
            "message": {"text": message_text(label.text)},
        }

    def _physical(self, name: str, region: dict[str, int]) -> dict[str, Any]:
        artifact = dict(self._place(name))
        if name in self._files:
            artifact["index"] = self._files[name]
        return {"artifactLocation": artifact, "region": region}


def _location(name: str, root: Path) -> dict[str, Any]:
    path = project_path(name, root)
    if path is None:
        return {"uri": file_uri(name)} if name != STDIN else {"uri": STDIN}
    return {"uri": uri_path(path), "uriBaseId": BASE}


def _notification(level: str, text: str) -> dict[str, Any]:
    return {"level": level, "message": {"text": message_text(text)}}


def message_text(text: str) -> str:
    """Write text as a SARIF message: nothing in it becomes a link or a placeholder (3.11.5 and 3.11.6)."""
    shown = "\n".join(visible(line) for line in text.split("\n"))
    return _PLACEHOLDER.sub(r"{{\1}}", _LINK.sub(r"\]", shown))
