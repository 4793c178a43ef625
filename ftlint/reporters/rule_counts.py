"""Findings counted by rule."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING

from ftlint.records import dataclass
from ftlint.reporters.closing import is_about_an_example

if TYPE_CHECKING:
    from ftlint.findings import Finding, Severity
    from ftlint.results import FileResult, Result


@dataclass
class RuleCount:
    """All findings of one rule at one level, in all files."""

    code: str
    severity: Severity
    found: list[tuple[FileResult, Finding]] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.found)

    @property
    def examples(self) -> int:
        """How many examples they are in."""
        return len({(file.name, one.line) for file, one in self.found if is_about_an_example(one)})

    @property
    def fixable(self) -> int:
        """How many of them have a fix, safe or not."""
        return sum(finding.fix is not None for _, finding in self.found)


def rule_counts(result: Result) -> list[RuleCount]:
    """Count findings by rule: the heavier level first, then what is found more often, then by code."""
    counts: dict[tuple[str, Severity], RuleCount] = {}
    for file, finding in result.findings:
        key = finding.code, finding.severity
        counts.setdefault(key, RuleCount(*key)).found.append((file, finding))
    return sorted(counts.values(), key=lambda rule: (rule.severity.rank, -rule.count, rule.code))
