"""What scanning gives: parts of a file, merged in its order and finished into findings."""

from __future__ import annotations

import heapq
from dataclasses import field
from functools import cached_property
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from ftlint.checks.catalogue import FOLDS
from ftlint.findings import Finding, Report, Severity
from ftlint.folds import START, At
from ftlint.inputs import InputError
from ftlint.kept import Kept
from ftlint.kept_findings import Findings
from ftlint.ordering import sorted_runs
from ftlint.records import dataclass
from ftlint.tally import Tally

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ftlint.findings import FixKind
    from ftlint.folds import AnyFold
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
    hits: Kept[Hit] = field(default_factory=Kept)
    """In the order of the lines."""
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
        whole.hits.extend(part.hits)
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


def finish(part: Part, plan: Plan, before: Iterable[Hit] = (), behind: Iterable[Hit] = ()) -> Findings:
    """Close the folds, and give every hit its line and its level, in the order of the file.

    `before` and `behind` are hits that no scanning gives, in any order: at the same place they come before
    those of the lines, or behind them. Raises InputError where the temporary folder has no room.
    """

    def found(hits: Iterable[Hit]) -> Iterator[Finding]:
        return (finding_of(hit, part.line_of(hit.at), plan.levels[hit.code]) for hit in hits)

    late = Kept(behind)
    for fold in FOLDS:
        if fold.code in part.states:
            late.extend(_closed(fold, part))
    hits: Iterable[Hit] = part.hits
    if not part.hits.put_away:  # put together by hand, perhaps
        hits = sorted(part.hits, key=lambda hit: part.line_of(hit.at))
    lines = _line_by_line(found(_without_repeats(hits)))
    runs = [*sorted_runs(found(before), _order), lines, *sorted_runs(found(late), _order)]
    return Findings(heapq.merge(*runs, key=_order))


def _closed(fold: AnyFold, part: Part) -> Kept[Hit]:
    """Close a fold: all that it says, or nothing where it raises."""
    try:
        said = fold.finish(part.states[fold.code], part.line_of)
        return Kept(Hit(at, fold.code, report, DROPS.get(fold.code)) for at, report in said)
    except InputError:
        raise
    except Exception as error:
        part.crashes.append(crash(START, fold.code, error))
        return Kept()


def crash(at: At, code: str, error: Exception) -> Crash:
    """Note that a check raised."""
    return Crash(at, code, f"{type(error).__name__}: {error}")


def _without_repeats(hits: Iterable[Hit]) -> Iterator[Hit]:
    said: set[tuple[str, str]] = set()
    for hit in hits:
        if hit.code in ONCE:
            wording = (hit.code, hit.report.message)
            if wording in said:
                continue
            said.add(wording)
        yield hit


def _line_by_line(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Sort findings that come in the order of the lines."""
    for _, of_line in groupby(findings, attrgetter("line")):
        yield from sorted(of_line, key=_order)


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


def _order(finding: Finding) -> tuple[int, tuple[tuple[int, str], ...]]:
    steps = finding.place.path
    return finding.line, tuple((step, "") if isinstance(step, int) else (-1, step) for step in steps)
