"""The `markdown` format: a page for a job summary or a comment, small enough for both."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING

from ftlint.reporters.ci_limits import MARKDOWN_BYTES
from ftlint.reporters.closing import closing, verdict
from ftlint.reporters.figures_block import figures_block
from ftlint.reporters.markdown_text import code, fenced
from ftlint.reporters.rule_counts import rule_counts
from ftlint.rulebook import rulebook
from ftlint.text.words import count, lines

if TYPE_CHECKING:
    from ftlint.reporters import Look
    from ftlint.reporters.rule_counts import RuleCount
    from ftlint.results import Result

_PLACES = 3
"""How many places of a rule are named."""
_ROOM = 300
"""Bytes that are kept for sentences about what is left out."""


class _Page:
    """Blocks of Markdown up to a size; what does not fit is counted."""

    def __init__(self, most: int) -> None:
        self._parts: list[str] = []
        self._room = most

    def add(self, part: str) -> bool:
        """Add a part with its line ends, if there is room for it."""
        size = len(part.encode("utf-8", "backslashreplace"))
        if size > self._room:
            return False
        self._room -= size
        self._parts.append(part)
        return True

    def add_all(self, head: str, parts: list[str], noun: str) -> None:
        """Add a section: its head, as many of its parts as fit, and how many do not."""
        if not parts:
            return
        self.add(head)
        self._room -= _ROOM
        left = sum(not self.add(part) for part in parts)
        self._room += _ROOM
        if left:
            self.add(f"\n… and {count(left, noun)} left out: this page has no room for more.\n")

    def text(self) -> str:
        """Give the whole page."""
        return "".join(self._parts)


def write(result: Result, to: IO[str], look: Look) -> None:
    """Write verdict, rules, first findings, figures and notices. Raises OSError as all reporters do."""
    page = _Page(MARKDOWN_BYTES)
    failed = result.fails(look.fail_on) or bool(result.crashes)
    mark = "❌" if failed else "⚠️" if any(file.findings for file in result.files) else "✅"
    said = verdict(result)
    page.add(f"## {mark} ftlint: {said}\n")
    page.add_all("\n", [f"- {code(line.strip())}\n" for line in closing(result) if line != said], "line")
    page.add_all("\n", [f"- internal error: {code(crash)}\n" for crash in result.crashes], "internal error")
    rules = rule_counts(result)
    head = "\n| rule | name | level | findings | examples | first places |\n|---|---|---|--:|--:|---|\n"
    page.add_all(head, [_row(rule, several=len(result.files) > 1) for rule in rules], "rule")
    page.add_all("\n### The first of each\n\n", [_first(rule) for rule in rules], "rule")
    figures = [[line.plain for line in figures_block(file, result.job)] for file in result.files]
    page.add_all("\n### Figures\n", [f"\n{fenced(block)}\n" for block in figures if block], "file")
    if any(figures):
        page.add_all("\n", [f"- {code(notice)}\n" for notice in result.notices], "notice")
    to.write(page.text())


def _row(rule: RuleCount, *, several: bool) -> str:
    name = rulebook().cards[rule.code].name
    cells = [
        rule.code,
        name,
        rule.severity,
        f"{rule.count:,}",
        f"{rule.examples:,}",
        _places(rule, several=several),
    ]
    return f"| {' | '.join(cells)} |\n"


def _places(rule: RuleCount, *, several: bool) -> str:
    if not several:
        return lines(rule.lines.first, _PLACES) if rule.lines else "the whole file"
    more = ["…"] if len(rule.places) > _PLACES else []
    return ", ".join([*map(code, rule.places[:_PLACES]), *more])


def _first(rule: RuleCount) -> str:
    file, finding = rule.first
    where = file.name
    if not finding.whole_file:
        location = file.location(finding)
        where += f":{location.line}:{location.column}"
    help_ = f"\n  help: {code(finding.help)}" if finding.help else ""
    return f"- **{rule.code}** {code(where)}\n  {code(finding.message)}{help_}\n"
