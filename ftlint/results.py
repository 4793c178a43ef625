"""What a run found: the object that `lint` returns and that every output format is made of."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING, Literal, NamedTuple

from ftlint.findings import Severity
from ftlint.kept_findings import counted
from ftlint.reading.parsing import decode
from ftlint.records import dataclass
from ftlint.tally import Tally
from ftlint.text.places import Places

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterator, Sequence

    from ftlint.cost import Cost, Epochs, HourlyPrice
    from ftlint.findings import Finding, FixKind
    from ftlint.jobs import Job
    from ftlint.kept_findings import Kind
    from ftlint.line_numbers import LineNumbers
    from ftlint.reading.reader import Source


class Location(NamedTuple):
    """A range in a file: 1-based, in code points, the end exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(frozen=True, slots=True)
class Repairs:
    """What was done to the files before they were checked for the last time."""

    fixed: Counter[str]
    """How many findings were fixed, by rule."""
    refused: tuple[str, ...] = ()
    """The fixes that were not made: sentences that name file, line, rule and reason."""


@dataclass
class FileResult:
    """What was found in one file, and what was counted."""

    source: Source
    format: str
    role: Literal["training", "validation"] = "training"
    rules: frozenset[str] = frozenset()
    """The codes of the rules that were on."""
    findings: Sequence[Finding] = field(default_factory=list)
    """In the order of the lines; where they are many, most of them are not in memory."""
    tally: Tally = field(default_factory=Tally)
    epochs: Epochs | None = None
    cost: Cost | None = None
    hourly: HourlyPrice | None = None
    """Where training is billed by the hour: there is no `cost` then."""
    longest_line: int | None = None
    suppressed: int = 0
    """How many findings are set aside, since the baseline knows them."""
    crashes: list[str] = field(default_factory=list)
    """Faults of ftlint's: sentences that name rule and line."""
    notices: list[str] = field(default_factory=list)
    _raw: tuple[int, bytes] | None = field(default=None, repr=False)
    """The line that was read last, and its offset."""
    _places: tuple[int, Places] | None = field(default=None, repr=False)
    """Where things are in the line that was looked into last, and its offset."""

    @property
    def name(self) -> str:
        """The file's name, as it was given."""
        return self.source.name

    def raw_of(self, finding: Finding) -> bytes:
        """Read the line that a finding is on, without its ending. Raises OSError."""
        if self._raw is None or self._raw[0] != finding.offset:
            self._raw = (finding.offset, self.source.line_at(finding.offset))
        return self._raw[1]

    def text_of(self, finding: Finding) -> str:
        """Decode the line that a finding is on. Raises OSError."""
        return self.places_of(finding).line

    def places_of(self, finding: Finding) -> Places:
        """Give what locates places in the line that a finding is on. Raises OSError."""
        if self._places is None or self._places[0] != finding.offset:
            self._places = (finding.offset, Places(decode(self.raw_of(finding))))
        return self._places[1]

    def location(self, finding: Finding) -> Location:
        """Locate a finding; one about the whole file is at line 1. Raises OSError."""
        if finding.whole_file:
            return Location(1, 1, 1, 1)
        start, end = self.places_of(finding).locate(finding.place)
        return Location(finding.line, start + 1, finding.line, end + 1)

    def count(self, severity: Severity) -> int:
        """Count the findings of one level."""
        return sum(number for (_, level, _), number in self.counts.items() if level is severity)

    @property
    def counts(self) -> Counter[Kind]:
        """How many findings there are, by rule, level and fix."""
        return counted(self.findings).counts

    @property
    def examples(self) -> LineNumbers:
        """The lines of the examples that have findings."""
        return counted(self.findings).examples


@dataclass
class Result:
    """What a run found in all files."""

    job: Job
    files: list[FileResult]
    notices: list[str] = field(default_factory=list)
    """Sentences about the model and its dates; never findings."""
    over_budget: list[str] = field(default_factory=list)
    """Sentences: the limits on cost and tokens that the user set, and that are exceeded."""
    repairs: Repairs | None = None
    """None: nothing was to be fixed."""

    @property
    def findings(self) -> Iterator[tuple[FileResult, Finding]]:
        """Go through all findings, file by file, in the order of the lines."""
        for file in self.files:
            for finding in file.findings:
                yield file, finding

    @property
    def crashes(self) -> list[str]:
        """Faults of ftlint's, in all files."""
        return [crash for file in self.files for crash in file.crashes]

    def count(self, severity: Severity) -> int:
        """Count the findings of one level."""
        return sum(file.count(severity) for file in self.files)

    def fixable(self, kind: FixKind) -> int:
        """Count the findings that have a fix of one kind."""
        counts = [file.counts for file in self.files]
        return sum(number for each in counts for (_, _, fix), number in each.items() if fix == kind)

    def fails(self, fail_on: Severity | str) -> bool:
        """Say whether any finding is at the level `fail_on` or above, or the budget is exceeded."""
        lightest = Severity(fail_on).rank
        found = any(level.rank <= lightest for file in self.files for _, level, _ in file.counts)
        return found or bool(self.over_budget)
