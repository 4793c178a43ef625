"""One line after another, rewritten for a provider."""

from __future__ import annotations

from collections import Counter
from dataclasses import field, replace
from typing import TYPE_CHECKING

from ftlint.converting.messages import developers_as_system, messages_of, names_of_results, roles_of_others
from ftlint.converting.portable import STEPS, plan_for
from ftlint.converting.preference import from_trl, to_trl
from ftlint.converting.route import TRL, NoWay
from ftlint.engine import Scanner
from ftlint.findings import Severity
from ftlint.fixing.edits import EditError, applied
from ftlint.fixing.line_repair import LineRepair
from ftlint.fixing.streaming import Mentions
from ftlint.fixing.subject import Subject
from ftlint.folds import START
from ftlint.lessons import Lessons, assistant_turns
from ftlint.parts import Part
from ftlint.reading.formats import format_of, stray_format
from ftlint.reading.parsing import Broken, parse_line
from ftlint.reading.reader import Line
from ftlint.records import dataclass
from ftlint.text.jsontext import BrokenTextError

if TYPE_CHECKING:
    from collections.abc import Callable

    from ftlint.converting.route import Route
    from ftlint.fixing.edits import Edit

DEVELOPERS = ("developer message made a system message", "developer messages made system messages")
NAMES = (
    "name on a tool result left out: its call has it",
    "names on tool results left out: their calls have them",
)
FRAMES = ("preference example in another frame", "preference examples in another frame")
WEIGHTS = 'hf has no "weight": it is kept, and trainers learn from every assistant turn'
PARALLEL = 'hf has no "parallel_tool_calls": it is kept, and trainers leave it alone'


@dataclass
class Left:
    """What could not be carried over, of one kind."""

    said: str
    """Of the first one."""
    mentions: Mentions = field(default_factory=Mentions)


@dataclass
class _Line:
    """A line on its way."""

    raw: bytes
    native: bytes = b""
    """It in its native format, with all but the frame rewritten."""
    done: Counter[tuple[str, str]] = field(default_factory=Counter)
    left: list[tuple[str, str]] = field(default_factory=list)
    """The kind, and what is said of it."""


class Conversion:
    """Rewrites the lines of one file for a target, one at a time, and counts what that does."""

    def __init__(self, target: str, way: Route) -> None:
        """Prepare it. Raises UnknownTarget."""
        self.plan = plan_for(target, way.format)
        self.way = way
        self.examples = self.changed = 0
        self.done: Counter[tuple[str, str]] = Counter()
        """What was done, in words (of one, of several)."""
        self.left: dict[str, Left] = {}
        """What could not be carried over, by its kind."""
        self.before, self.after = Lessons(), Lessons()
        # Arguments last: functions written as tools bring texts to be decoded, and would be refused for it.
        early = {code: level for code, level in self.plan.levels.items() if code != "FT326"}
        plans = [replace(self.plan, levels=early), self.plan] if early != self.plan.levels else [self.plan]
        self._repairs = [LineRepair(plan, unsafe=True, only=STEPS) for plan in plans]
        self._scanner = Scanner(self.plan)

    def change(self, raw: bytes, number: int) -> bytes | None:
        """Rewrite a line; None where it cannot be read. Never raises."""
        parsed = parse_line(raw)
        if isinstance(parsed, Broken) or self._strays(parsed.value):
            return None
        self.examples += 1
        line = _Line(raw)
        try:
            if self.way.from_trl:
                self._edit(line, from_trl, FRAMES)
            halfway = line.raw
            self._carry(line)
            if self.way.to_trl and (line.raw != halfway or not self.way.from_trl):
                self._edit(line, to_trl, FRAMES)
            elif self.way.to_trl:
                line.raw, line.done = raw, Counter()
        except NoWay as reason:
            line = _Line(raw, left=[("frame", f"the example is left as it is: {reason}")])
        else:
            self._count(halfway, self.before)
            self._count(line.native, self.after)
        self.done += line.done
        self.changed += line.raw != raw
        for kind, said in line.left:
            self.left.setdefault(kind, Left(said)).mentions.add(number)
        return line.raw

    def _strays(self, value: dict[str, object]) -> bool:
        if self.way.from_trl:
            return format_of(value) != TRL
        return stray_format(value, self.way.format) is not None

    def _carry(self, line: _Line) -> None:
        """Rewrite what stands in the frame."""
        for repair in self._repairs:
            repaired = repair.repair(line.raw)
            line.raw = repaired.raw or line.raw
            for code, times in repaired.fixed.items():
                line.done[STEPS[code]] += times
        target = self.plan.job.target
        self._edit(line, lambda subject: roles_of_others(subject.value or {}), STEPS["FT105"])
        self._edit(line, lambda subject: developers_as_system(subject.value or {}, target), DEVELOPERS)
        self._edit(line, lambda subject: names_of_results(subject.value or {}, target), NAMES)
        line.native = line.raw
        self._look_back(line)

    def _edit(self, line: _Line, edits_of: Callable[[Subject], list[Edit]], words: tuple[str, str]) -> None:
        """Make edits that no rule asks for. Raises NoWay where the line cannot take them."""
        subject = Subject(line.raw, self.plan)
        subject.value = _value(line.raw)
        if not (edits := edits_of(subject)):
            return
        try:
            text = applied(subject.text, subject.editor.changes(edits))
        except (EditError, BrokenTextError) as error:
            raise NoWay(f"it cannot be rewritten ({error})") from error
        raw = text.encode("utf-8", "surrogateescape")
        if isinstance(parse_line(raw), Broken):
            raise NoWay("the result would not be a JSON object")
        line.raw = raw
        line.done[words] += 1 if words is FRAMES else len(edits)

    def _count(self, raw: bytes, lessons: Lessons) -> None:
        for message in assistant_turns(self.way.format, _value(raw)):
            lessons.see(message)

    def _look_back(self, line: _Line) -> None:
        """Note what the target does not take, and what it does not know."""
        for code, report, _ in self._scanner.look(Line(0, 0, line.raw, b""), START, Part()):
            if code in STEPS or report.severity in (None, Severity.ERROR):
                line.left.append((code, report.message))
        if self.plan.job.target.name == "hf":
            value = _value(line.raw)
            line.left += [("weight", WEIGHTS) for _, message in messages_of(value) if "weight" in message]
            given = value.get("input") if self.way.format == "dpo" else value
            if isinstance(given, dict) and "parallel_tool_calls" in given:
                line.left.append(("parallel", PARALLEL))


def _value(raw: bytes) -> dict[str, object]:
    parsed = parse_line(raw)
    return {} if isinstance(parsed, Broken) else parsed.value
