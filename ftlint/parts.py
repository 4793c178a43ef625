"""What scanning gives: parts of a file, merged in its order and finished into findings."""

from __future__ import annotations

from dataclasses import field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from ftlint.checks.catalogue import FOLDS
from ftlint.findings import Finding, Place, Report, Severity
from ftlint.folds import START, At
from ftlint.records import dataclass
from ftlint.tally import Tally

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ftlint.findings import FixKind
    from ftlint.jobs import Job

DROPS: Final[Mapping[str, FixKind]] = {"FT702": "unsafe", "FT704": "unsafe"}
"""Rules over a whole file that are satisfied when the line is dropped."""

ONCE: Final = ("FT416",)
"""Rules whose equal reports are one: a pattern that ran out of time is tried once by every worker."""


class Hit(NamedTuple):
    """A report of a rule, at a line."""

    at: At
    code: str
    report: Report
    fix: FixKind | None = None


class Crash(NamedTuple):
    """A check that raised: a fault of ftlint's, which does not stop the others."""

    at: At
    code: str
    error: str


@dataclass(frozen=True)
class Plan:
    """What to check a file for. Rules that are off are not in `levels`."""

    job: Job
    levels: Mapping[str, Severity]
    format: str = "sft"


@dataclass
class Part:
    """What is known of a chunk, or of several neighbouring ones."""

    lines: dict[int, int] = field(default_factory=dict)
    """How many lines each chunk has, by its number."""
    hits: list[Hit] = field(default_factory=list)
    crashes: list[Crash] = field(default_factory=list)
    states: dict[str, Any] = field(default_factory=dict)
    tally: Tally = field(default_factory=Tally)
    endings: dict[bytes, int] = field(default_factory=dict)
    """How many lines end in what."""

    def line_of(self, at: At) -> int:
        """Find the 1-based number of a line in the file; the part must begin where the file does."""
        return self._first_lines.get(at.chunk, 1) + at.line

    @cached_property
    def _first_lines(self) -> dict[int, int]:
        first, lines = {}, 1
        for number, count in sorted(self.lines.items()):
            first[number] = lines
            lines += count
        return first


def merge(parts: Iterable[Part]) -> Part:
    """Join parts in the order of the file. The parts are used up."""
    whole = Part()
    for part in parts:
        whole.lines |= part.lines
        whole.hits += part.hits
        whole.crashes += part.crashes
        whole.tally.add(part.tally)
        for ending, count in part.endings.items():
            whole.endings[ending] = whole.endings.get(ending, 0) + count
        for fold in FOLDS:
            if fold.code in part.states:
                state = part.states[fold.code]
                known = whole.states.get(fold.code)
                whole.states[fold.code] = state if known is None else fold.merge(known, state)
    return whole


def finish(part: Part, plan: Plan) -> list[Finding]:
    """Close the folds, and give every hit its line and its level, in the order of the file."""
    hits = list(part.hits)
    for fold in FOLDS:
        if fold.code in part.states:
            try:
                found = list(fold.finish(part.states[fold.code], part.line_of))
            except Exception as error:
                part.crashes.append(crash(START, fold.code, error))
                continue
            hits += [Hit(at, fold.code, report, DROPS.get(fold.code)) for at, report in found]
    hits = list(_without_repeats(hits))
    findings = [finding_of(hit, part.line_of(hit.at), plan.levels[hit.code]) for hit in hits]
    return sorted(findings, key=lambda finding: (finding.line, _order(finding.place)))


def crash(at: At, code: str, error: Exception) -> Crash:
    """Note that a check raised."""
    return Crash(at, code, f"{type(error).__name__}: {error}")


def _without_repeats(hits: list[Hit]) -> Iterator[Hit]:
    said: set[tuple[str, str]] = set()
    for hit in hits:
        if hit.code in ONCE:
            wording = (hit.code, hit.report.message)
            if wording in said:
                continue
            said.add(wording)
        yield hit


def finding_of(hit: Hit, line: int, level: Severity) -> Finding:
    """Make a finding of a hit."""
    report = hit.report
    return Finding(
        hit.code,
        report.severity or level,
        line,
        hit.at.offset,
        report.place,
        report.message,
        report.help,
        report.labels,
        whole_file=hit.at == START,
        fix=hit.fix,
        hide=report.hide,
    )


def _order(place: Place) -> tuple[tuple[int, str], ...]:
    return tuple((step, "") if isinstance(step, int) else (-1, step) for step in place.path)
