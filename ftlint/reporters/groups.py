"""Folding: what is equal is shown once, and counted exactly."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ftlint.line_numbers import LineNumbers

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ftlint.findings import Finding
    from ftlint.results import FileResult

SHOWN = 3
"""How many findings of one rule in one file are shown."""


class Group:
    """All findings of one rule in one file. The first of each wording is shown, up to SHOWN."""

    def __init__(self, file: FileResult, code: str) -> None:
        """Begin without findings."""
        self.file = file
        self.code = code
        self._first: list[Finding] = []
        self._by_wording: dict[str, Finding] = {}
        self._rest = 0
        self._lines = LineNumbers()
        """Of the rest."""

    def add(self, finding: Finding) -> None:
        """Take in one more finding."""
        if len(self._first) <= SHOWN:
            self._first.append(finding)
        if len(self._by_wording) < SHOWN and finding.message not in self._by_wording:
            self._by_wording[finding.message] = finding
        else:
            self._rest += 1
            self._lines.add(finding.line)

    @property
    def shown(self) -> list[Finding]:
        """The findings to show."""
        return self._first if len(self._first) <= SHOWN else list(self._by_wording.values())

    @property
    def folded(self) -> int:
        """How many findings are only counted."""
        return self._rest if len(self._first) > SHOWN else 0

    @property
    def folded_lines(self) -> LineNumbers:
        """The lines of those that are only counted."""
        return self._lines


def groups_of(files: Iterable[FileResult]) -> list[Group]:
    """Group findings: file by file, the heavier level first, then in the order of the first line."""
    groups = []
    for file in files:
        by_rule: dict[tuple[str, str], Group] = {}
        for finding in file.findings:
            key = finding.code, finding.severity
            if key not in by_rule:
                by_rule[key] = Group(file, finding.code)
            by_rule[key].add(finding)
        groups += sorted(by_rule.values(), key=lambda group: group.shown[0].severity.rank)
    return groups
