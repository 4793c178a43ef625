"""The findings of a file, most of them put away where they are many; their counts are always at hand."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from ftlint import kept
from ftlint.findings import Finding
from ftlint.kept import Kept
from ftlint.line_numbers import LineNumbers

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ftlint.findings import FixKind, Severity

    Kind = tuple[str, Severity, FixKind | None]

BLANK_LINE = "FT011"
"""A line, and not an example."""


class Findings(Kept[Finding]):
    """Findings in the order of the file, counted as they come."""

    def __init__(self, items: Iterable[Finding] = ()) -> None:
        self.counts: Counter[Kind] = Counter()
        """How many there are, by rule, level and fix."""
        self.examples = LineNumbers()
        """The lines of the examples that they are on."""
        super().__init__(items)

    def append(self, item: Finding) -> None:
        """Add and count a finding."""
        super().append(item)
        self.counts[item.code, item.severity, item.fix] += 1
        if is_about_an_example(item):
            self.examples.add(item.line)

    def extend(self, items: Iterable[Finding]) -> None:
        """Add and count findings."""
        for item in items:
            self.append(item)


def is_about_an_example(finding: Finding) -> bool:
    """Tell whether a finding is on an example, and not on the file or on a blank line."""
    return not finding.whole_file and finding.code != BLANK_LINE


class Room:
    """What the findings of several files may take in memory: those that find no room are put away."""

    def __init__(self) -> None:
        self._left = kept.BATCH

    def take(self, findings: Findings) -> Findings:
        """Give the findings of one more file back. Raises InputError where the temporary folder is full."""
        self._left -= findings.loose
        if self._left < 0:
            findings.put_away_all()
        return findings


def counted(findings: Sequence[Finding]) -> Findings:
    """Give findings with their counts."""
    return findings if isinstance(findings, Findings) else Findings(findings)
