"""Scan lines: bytes in, a `Part` out, and nothing of this machine but the file.

`ftlint.parts` merges parts in the order of the file, and finishes them. Any cut of a file gives the same.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from ftlint.checks.catalogue import EXAMPLE_CHECKS, FOLDS, LINE_CHECKS, TOOLBOX_CHECKS
from ftlint.findings import Place, Report
from ftlint.fixing.subject import Subject
from ftlint.folds import At
from ftlint.parts import Hit, Part, crash
from ftlint.reading.formats import stray_format
from ftlint.reading.parsing import Broken, parse_line
from ftlint.reading.reader import read_lines
from ftlint.reading.repeated_tail import RepeatedTails
from ftlint.shapes.plain import plainly_a_chat
from ftlint.toolboxes import Toolboxes
from ftlint.view.example import read_example
from ftlint.view.pairing import pair
from ftlint.view.threads import led_home, threads_of
from ftlint.view.traits import traits_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ftlint.checks import ExampleCheck
    from ftlint.fixes import Fix
    from ftlint.parts import Plan
    from ftlint.reading.reader import Chunk, Line, Source
    from ftlint.view.example import Example
    from ftlint.view.toolbox import Toolbox
    from ftlint.view.traits import Traits

CODES = ("FT001", "FT011", "FT118")
"""The rules that are checked here, line by line."""


def scan(source: Source, chunk: Chunk, number: int, plan: Plan) -> Part:
    """Check every line of a chunk. Raises OSError when the file cannot be read."""
    return Scanner(plan).scan(read_lines(source, chunk), number)


class Seen(NamedTuple):
    """What is wrong with a line."""

    code: str
    report: Report
    fix: Fix | None


class Scanner:
    """Checks lines, and remembers tool lists from one line to the next."""

    def __init__(self, plan: Plan, *, large: bool = False) -> None:
        """Begin to check what `plan` says, of a `large` file or a small one."""
        self.plan = plan
        if large and plan.job.counter is not None:
            plan.job.counter.expect_much()
        self.line_checks = [
            check for check in LINE_CHECKS if check.code in plan.levels and check.concerns(plan.format)
        ]
        self.checks = [check for check in EXAMPLE_CHECKS if check.code in plan.levels]
        self.toolbox_checks = [check for check in TOOLBOX_CHECKS if check.code in plan.levels]
        self.folds = [fold for fold in FOLDS if fold.code in plan.levels]
        self.counts_tokens = plan.job.counter is not None
        self._tails = RepeatedTails()
        self._toolboxes = Toolboxes(self._tails)
        self._concerned: dict[Traits, list[ExampleCheck]] = {}

    def scan(self, lines: Iterable[Line], number: int) -> Part:
        """Check lines; `number` is that of their chunk."""
        part = Part(states={fold.code: fold.empty() for fold in self.folds})
        count = 0
        for line in lines:
            count += 1
            if line.ending or line.raw.strip():  # spaces after the last line ending are a blank line, no more
                part.endings[line.ending] = part.endings.get(line.ending, 0) + 1
            at = At(number, line.number, line.offset)
            for code, report, fix in self.look(line, at, part):
                part.hits.append(Hit(at, code, report, fix.kind if fix else None))
        part.lines[number] = count
        return part

    def look(self, line: Line, at: At, part: Part) -> Iterator[Seen]:
        """Check one line: what is wrong with it by the rules that are on, and how it is repaired."""
        subject = Subject(line.raw, self.plan)
        for code, report in self._line(line, subject, at, part):
            if code in self.plan.levels:
                yield Seen(code, report, _fix(code, subject, report, at, part))

    def _line(self, line: Line, subject: Subject, at: At, part: Part) -> Iterator[tuple[str, Report]]:
        if not line.raw.strip():
            yield "FT011", Report(Place(raw=(0, len(line.raw))), "the line is blank", "remove it")
            return
        part.tally.examples += 1
        if line.unread:
            part.tally.unread += 1
            said = f"the line has {len(line.raw) + line.unread:,} bytes, and is too long to be read"
            yield "FT001", Report(Place(raw=(0, 0)), said, "write one example on each line")
            return
        parsed = parse_line(line.raw, self._tails)
        if isinstance(parsed, Broken):
            part.tally.unread += 1
            yield parsed.code, parsed.report
            return
        subject.value = parsed.value
        yield from parsed.reports
        yield from self._value(parsed.value, parsed.plain and self.plan.format == "sft", subject, at, part)

    def _value(
        self, value: dict[str, object], plain: bool, subject: Subject, at: At, part: Part
    ) -> Iterator[tuple[str, Report]]:
        stray = None if plain else stray_format(value, self.plan.format)
        if stray is not None:
            part.tally.unread += 1
            yield "FT118", stray
            return
        for check in self.line_checks:
            yield from _run(check, (value, self.plan.job), at, part)
        examples = subject.examples
        said: set[tuple[str, Place]] = set()
        for thread in threads_of(self.plan.format, value):
            toolbox, reports = self._toolboxes.of(thread.chat, partial(self._check_tools, at, part))
            example = read_example(
                thread.chat,
                toolbox,
                self.plan.job,
                thread.context,
                thread.rest,
                thread.home,
                bare=thread.bare,
            )
            pair(example)
            examples.append(example)
            found = [] if plain else list(_shape_reports(thread.chat))
            found += reports
            self._check(example, found, at, part)
            if thread.home is None:
                yield from found
                continue
            homed = [(code, led_home(code, report, thread)) for code, report in found]
            # The input of a preference line is in both of its conversations, its mistakes are said once.
            yield from [(code, report) for code, report in homed if (code, report.place) not in said]
            said |= {(code, report.place) for code, report in homed}
        self._count(examples, at, part)

    def _check_tools(self, at: At, part: Part, toolbox: Toolbox) -> Iterator[tuple[str, Report]]:
        for check in self.toolbox_checks:
            yield from _run(check, (toolbox,), at, part)

    def _check(self, example: Example, found: list[tuple[str, Report]], at: At, part: Part) -> None:
        traits = traits_of(example)
        concerned = self._concerned.get(traits)
        if concerned is None:
            concerned = self._concerned[traits] = [check for check in self.checks if check.concerns(traits)]
        for check in concerned:
            try:
                for report in check.run(example):
                    found.append((check.code, report))  # noqa: PERF401 (what came before a fault stays)
            except Exception as error:
                part.crashes.append(crash(at, check.code, error))

    def _count(self, examples: list[Example], at: At, part: Part) -> None:
        if not examples or not examples[0].messages:
            part.tally.unread += 1
            return
        example, *others = examples
        for fold in self.folds:
            try:
                fold.see(part.states[fold.code], example, at)
            except Exception as error:
                part.crashes.append(crash(at, fold.code, error))
        part.tally.see(example)
        for other in others:
            part.tally.see_other(other)
        if self.counts_tokens:
            part.tally.see_tokens(example, others, at)


def _fix(code: str, subject: Subject, report: Report, at: At, part: Part) -> Fix | None:
    from ftlint.fixes.catalogue import fix_of

    try:
        return fix_of(code, subject, report)
    except Exception as error:
        part.crashes.append(crash(at, code, error))
        return None


def _shape_reports(chat: dict[str, object]) -> Iterator[tuple[str, Report]]:
    if not plainly_a_chat(chat):
        from ftlint.shapes.claims import claim_reports
        from ftlint.shapes.models import CHAT_EXAMPLE

        yield from claim_reports(CHAT_EXAMPLE, chat)


def _run(check: Any, subject: tuple[object, ...], at: At, part: Part) -> Iterator[tuple[str, Report]]:
    try:
        for report in check.run(*subject):
            yield check.code, report
    except Exception as error:
        part.crashes.append(crash(at, check.code, error))
