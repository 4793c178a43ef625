"""Folding: what is equal is shown once, and counted exactly."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING

from ftlint.records import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ftlint.findings import Finding
    from ftlint.results import FileResult

SHOWN = 3
"""How many findings of one rule in one file are shown."""


@dataclass
class Group:
    """All findings of one rule in one file. The first of each wording is shown, up to SHOWN."""

    file: FileResult
    findings: list[Finding] = field(default_factory=list)

    @property
    def shown(self) -> list[Finding]:
        """The findings to show."""
        if len(self.findings) <= SHOWN:
            return self.findings
        by_wording: dict[str, Finding] = {}
        for finding in self.findings:
            by_wording.setdefault(finding.message, finding)
            if len(by_wording) == SHOWN:
                break
        return list(by_wording.values())

    @property
    def folded(self) -> list[Finding]:
        """The findings that are only counted."""
        shown = {id(finding) for finding in self.shown}
        return [finding for finding in self.findings if id(finding) not in shown]


def groups_of(files: Iterable[FileResult]) -> list[Group]:
    """Group findings: file by file, the heavier level first, then in the order of the first line."""
    groups = []
    for file in files:
        by_rule: dict[tuple[str, str], Group] = {}
        for finding in file.findings:
            by_rule.setdefault((finding.code, finding.severity), Group(file)).findings.append(finding)
        groups += sorted(by_rule.values(), key=lambda group: group.findings[0].severity.rank)
    return groups
