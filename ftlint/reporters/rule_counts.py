"""Findings counted by rule."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING, Final

from ftlint.kept_findings import is_about_an_example
from ftlint.line_numbers import LineNumbers
from ftlint.records import dataclass

if TYPE_CHECKING:
    from ftlint.findings import Finding, Severity
    from ftlint.results import FileResult, Result

MOST_PLACES: Final = 4
"""How many of a rule's places are known: those that are named, and whether there are more."""


@dataclass
class RuleCount:
    """All findings of one rule at one level, in all files."""

    code: str
    severity: Severity
    first: tuple[FileResult, Finding]
    count: int = 0
    """How many there are."""
    fixable: int = 0
    """How many of them have a fix, safe or not."""
    lines: LineNumbers = field(default_factory=LineNumbers)
    """The lines that they are on, in whichever file; not those about a whole file."""
    places: list[str] = field(default_factory=list)
    """The first few distinct places, with their file."""
    _examples: dict[str, LineNumbers] = field(default_factory=dict)
    """The lines of the examples that they are in, by file."""

    def add(self, file: FileResult, finding: Finding) -> None:
        """Count one more."""
        self.count += 1
        self.fixable += finding.fix is not None
        if not finding.whole_file:
            self.lines.add(finding.line)
        if is_about_an_example(finding):
            self._examples.setdefault(file.name, LineNumbers()).add(finding.line)
        if len(self.places) < MOST_PLACES:
            place = file.name if finding.whole_file else f"{file.name}:{finding.line}"
            if place not in self.places:
                self.places.append(place)

    @property
    def examples(self) -> int:
        """How many examples they are in."""
        return sum(map(len, self._examples.values()))


def rule_counts(result: Result) -> list[RuleCount]:
    """Count findings by rule: the heavier level first, then what is found more often, then by code."""
    counts: dict[tuple[str, Severity], RuleCount] = {}
    for file, finding in result.findings:
        key = finding.code, finding.severity
        if key not in counts:
            counts[key] = RuleCount(*key, (file, finding))
        counts[key].add(file, finding)
    return sorted(counts.values(), key=lambda rule: (rule.severity.rank, -rule.count, rule.code))
