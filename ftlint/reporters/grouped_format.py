"""The `grouped` format: by file, one line for each finding, equal ones folded."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING

from rich.text import Text

from ftlint.reporters.closing import FIXABLE, closing
from ftlint.reporters.finding_block import STYLES
from ftlint.reporters.full_format import console_for
from ftlint.reporters.groups import groups_of
from ftlint.rulebook import rulebook
from ftlint.text.words import count, lines, visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ftlint.findings import Finding
    from ftlint.reporters import Look
    from ftlint.reporters.groups import Group
    from ftlint.results import FileResult, Result

_QUIET = "dim"


def write(result: Result, to: IO[str], look: Look) -> None:
    """Write the findings and notices of each file, and the verdict."""
    console = console_for(to, look)
    for file in result.files:
        for line in _block(file):
            console.print(line, soft_wrap=True)
    for sentence in closing(result):
        console.print(Text(visible(sentence), style="bold"), soft_wrap=True)


def _block(file: FileResult) -> Iterator[Text]:
    groups = groups_of([file])
    if not groups and not file.notices:
        return
    yield Text(visible(file.name), style="bold")
    where = {id(one): _where(file, one) for group in groups for one in group.shown}
    width = max(map(len, where.values()), default=0)
    for group in groups:
        for finding in group.shown:
            yield _line(finding, where[id(finding)].ljust(width))
        if group.folded:
            yield _folded(group, width)
    for notice in file.notices:
        yield Text.assemble(("  notice ", "bold"), visible(notice))
    yield Text()


def _where(file: FileResult, finding: Finding) -> str:
    location = file.location(finding)
    return "file" if finding.whole_file else f"{location.line}:{location.column}"


def _line(finding: Finding, where: str) -> Text:
    return Text.assemble(
        (f"  {where}  ", _QUIET),
        (f"{finding.severity:<7} {finding.code}", STYLES[finding.severity]),
        (f" {FIXABLE}" if finding.fix else "", "bold cyan"),
        (f" {rulebook().cards[finding.code].name}: ", "bold"),
        visible(finding.message),
    )


def _folded(group: Group, width: int) -> Text:
    numbers = group.folded_lines
    examples = count(len(numbers), "example")
    said = f"and {group.folded:,} more {group.code} in {examples} ({lines(numbers.first)})"
    return Text(f"  {'…':<{width}}  {said}", style=_QUIET)
