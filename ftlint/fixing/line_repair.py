"""One line, repaired: its fixes are applied in passes until nothing changes.

A change whose result is no JSON object, or has a finding that was not there before, is refused.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter
from dataclasses import field
from typing import TYPE_CHECKING, Final, NamedTuple

from ftlint.engine import Scanner
from ftlint.fixing.edits import Change, EditError, applied
from ftlint.fixing.subject import Subject
from ftlint.folds import START
from ftlint.parts import Part
from ftlint.reading.parsing import Broken, parse_line
from ftlint.reading.reader import Line
from ftlint.records import dataclass
from ftlint.text.jsontext import BrokenTextError

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Sequence

    from ftlint.engine import Seen
    from ftlint.findings import Path
    from ftlint.fixes import Fix
    from ftlint.parts import Plan

MOST_PASSES: Final = 50
"""How often a line is looked at again: each pass makes changes, or refuses one."""

MOST_REFUSED: Final = 20
"""How many fixes of a line are refused before it is left as it is by then: each costs looks at the line."""


class Refusal(NamedTuple):
    """A fix that was not made, and why."""

    code: str
    path: Path
    title: str
    reason: str


@dataclass(slots=True)
class Repaired:
    """What became of a line. `raw` is None where the line is dropped; line feeds in it part several lines."""

    raw: bytes | None
    fixed: Counter[str] = field(default_factory=Counter)
    """How many fixes were made, by rule."""
    titles: dict[str, None] = field(default_factory=dict)
    """What was done, each once, in its order."""
    refused: list[Refusal] = field(default_factory=list)

    def take(self, raw: bytes | None, made: Iterable[_Planned]) -> None:
        """Note that fixes were made."""
        self.raw = raw
        for one in made:
            self.fixed[one.code] += 1
            self.titles[one.fix.title] = None

    def refuse(self, one: _Planned, reason: str) -> None:
        """Note that a fix was not made."""
        self.refused.append(Refusal(one.code, one.path, one.fix.title, reason))

    def has_refused(self, code: str, path: Path) -> bool:
        """Say whether this fix was tried before, and not made."""
        return any(refusal[:2] == (code, path) for refusal in self.refused)


class _Planned(NamedTuple):
    code: str
    path: Path
    fix: Fix
    changes: Sequence[Change] = ()


class LineRepair:
    """Repairs lines of one file, one at a time, by the rules of its plan."""

    def __init__(self, plan: Plan, *, unsafe: bool, only: Container[str] | None = None) -> None:
        self._plan = plan
        self._scanner = Scanner(plan)
        self._kinds = ("safe", "unsafe") if unsafe else ("safe",)
        self._only = only
        self._ahead: tuple[bytes, list[Seen]] | None = None
        """A result that was looked at and taken: the next pass begins with it."""

    def repair(self, raw: bytes) -> Repaired:
        """Apply the fixes of a line, given without its ending, until nothing changes. Never raises.

        Where it becomes several lines, these are left as they are: each is to be looked at as a line.
        """
        result = Repaired(raw)
        known = {raw}
        for _ in range(MOST_PASSES):
            if not self._pass(result) or result.raw is None or len(result.refused) > MOST_REFUSED:
                break
            if b"\n" in result.raw:
                break
            if not result.refused and result.raw in known:  # two fixes undo each other
                break
            known.add(result.raw)
        return result

    def _pass(self, result: Repaired) -> bool:
        """Make what fixes can be made together; False where nothing is left to do."""
        raw = result.raw or b""
        ahead, self._ahead = self._ahead, None
        seen = ahead[1] if ahead is not None and ahead[0] == raw else self._look(raw)
        fixes = [
            _Planned(each.code, each.report.place.path, each.fix)
            for each in seen
            if each.fix is not None
            and each.fix.kind in self._kinds
            and (self._only is None or each.code in self._only)
            and not result.has_refused(each.code, each.report.place.path)
        ]
        if dropped := [one for one in fixes if one.fix.edits is None]:
            result.take(None, dropped[:1])
            return True
        subject = Subject(raw, self._plan)
        planned = _apart(self._planned(fixes, subject, result))
        before = Counter(each.code for each in seen)
        while planned:
            new, reason = self._tried(subject, planned, before)
            if new is not None:
                result.take(new, planned)
                return True
            if len(planned) == 1:
                result.refuse(planned[0], reason)
                return True
            planned = planned[: len(planned) // 2]  # one of them is to blame
        return False

    def _planned(self, fixes: Iterable[_Planned], subject: Subject, result: Repaired) -> list[_Planned]:
        """Work out what each fix changes; one for which that cannot be done is refused."""
        planned = []
        for one in fixes:
            try:
                changes = subject.editor.changes(one.fix.edits() if one.fix.edits else ())
            except (EditError, BrokenTextError) as error:
                result.refuse(one, f"it cannot be made: {error}")
                continue
            if _alter(changes, subject.text):
                planned.append(one._replace(changes=changes))
        return planned

    def _tried(
        self, subject: Subject, planned: Sequence[_Planned], before: Counter[str]
    ) -> tuple[bytes | None, str]:
        """Make changes and look at the result: the new line, or why it is refused."""
        changes = [change for one in planned for change in one.changes]
        text = applied(subject.text, sorted(changes, key=lambda change: change[:2]))
        raw = text.encode("utf-8", "surrogateescape")
        if any(isinstance(parse_line(each), Broken) for each in raw.split(b"\n")):
            return None, "the result would not be a JSON object"
        if isinstance(parse_line(subject.raw), Broken):
            return raw, ""  # what was hidden in it comes to light
        seen = self._look(raw)
        brought = Counter(each.code for each in seen) - before
        if brought:
            return None, f"it would bring {', '.join(sorted(brought))}"
        self._ahead = raw, seen
        return raw, ""

    def _look(self, raw: bytes) -> list[Seen]:
        return list(self._scanner.look(Line(0, 0, raw, b""), START, Part()))


def _alter(changes: Sequence[Change], text: str) -> bool:
    """Say whether changes, in their order, make another text; only what they span is read."""
    if not changes:
        return False
    begin, end = changes[0].start, max(change.end for change in changes)
    part = text[begin:end]
    return applied(part, (Change(one.start - begin, one.end - begin, one.text) for one in changes)) != part


def _apart(planned: Iterable[_Planned]) -> list[_Planned]:
    """Leave out every fix that meets an earlier one: it is made in a later pass."""
    taken: list[Change] = []
    chosen = []
    for one in planned:
        if not any(_meets(change, taken) for change in one.changes):
            chosen.append(one)
            for change in one.changes:
                insort(taken, change)
    return chosen


def _meets(change: Change, taken: list[Change]) -> bool:
    """Say whether a change touches one of others, which are in their order and do not touch."""
    at = bisect_left(taken, change)
    return any(
        change.start <= other.end and other.start <= change.end for other in taken[max(at - 1, 0) : at + 1]
    )
