"""One finding as people read it: what, where, the excerpt with its caret, the turns, and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from ftlint.detectors.secrets import DOT, concealed
from ftlint.findings import Severity
from ftlint.reporters.closing import FIXABLE
from ftlint.reporters.timeline import timeline
from ftlint.rulebook import rulebook
from ftlint.text.excerpt import window
from ftlint.text.words import count, lines, path_text, visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ftlint.findings import Finding, Place, Span
    from ftlint.reporters.groups import Group

STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow", Severity.INFO: "bold cyan"}
_QUIET = "dim"


def group_block(group: Group, width: int, *, excerpts: bool = True) -> Iterator[Text]:
    """Go through the lines of a group: its shown findings, and a count of the rest.

    Without `excerpts` nothing of the file is shown.
    """
    for finding in group.shown:
        yield from _finding(group, finding, width, excerpts=excerpts)
        yield Text()
    if group.folded:
        numbers = group.folded_lines
        said = f"   … and {group.folded:,} more {group.code} in {count(len(numbers), 'example')}"
        yield Text(f"{said} ({lines(numbers.first)})", style=_QUIET)
        yield Text()


def _finding(group: Group, finding: Finding, width: int, *, excerpts: bool) -> Iterator[Text]:
    style = STYLES[finding.severity]
    card = rulebook().cards[finding.code]
    yield Text.assemble(
        (f"{finding.severity} {finding.code}", style),
        (f" {FIXABLE}" if finding.fix else "", "bold cyan"),
        (f" {card.name}: ", "bold"),
        visible(finding.message),
    )
    if finding.whole_file:
        yield Text.assemble(("  --> ", _QUIET), visible(group.file.name))
        yield from _notes(group, finding, " ")
        return
    places = group.file.places_of(finding)
    span = places.locate(finding.place)
    place = _breadcrumb(finding.place)
    where = f"{visible(group.file.name)}:{finding.line}:{span[0] + 1}"
    yield Text.assemble(("  --> ", _QUIET), where, (f" · {place}" if place else "", _QUIET))
    margin = " " * (len(str(finding.line)) + 1)
    if excerpts:
        text = _without_secrets(places.line, span if finding.hide else None)
        yield from _excerpt(finding, text, span, width)
        if finding.place.raw is None and (turns := _turns(group, finding)):
            yield Text.assemble((f"{margin} = turns: ", _QUIET), turns)
    yield from _notes(group, finding, margin)


def _excerpt(finding: Finding, text: str, span: Span, width: int) -> Iterator[Text]:
    number = str(finding.line)
    margin = " " * (len(number) + 1)
    excerpt = window(text, span, max(width - len(number) - 5, 20))
    yield Text(f"{margin} |", style=_QUIET)
    yield Text.assemble((f" {number} | ", _QUIET), excerpt.text)
    caret = ("^" * excerpt.caret_width, STYLES[finding.severity])
    yield Text.assemble((f"{margin} | ", _QUIET), " " * excerpt.caret_offset, caret)


def _without_secrets(line: str, hidden: Span | None) -> str:
    """Put dots for the secrets of a line, and for what a finding hides; all columns stay."""
    if hidden is not None:
        start, end = hidden
        line = line[:start] + DOT * (end - start) + line[end:]
    return concealed(line)


def _notes(group: Group, finding: Finding, margin: str) -> Iterator[Text]:
    for label in finding.labels:
        if label.file is not None:
            where = f"{visible(label.file)}:{label.line or 1}"
        elif label.line is not None and label.line != finding.line:
            where = f"line {label.line:,}"
        else:
            column = group.file.places_of(finding).locate(label.place)[0] + 1
            where = _breadcrumb(label.place) or f"column {column:,}"
        yield Text.assemble((f"{margin} = note: ", _QUIET), f"{where}: {visible(label.text)}")
    if finding.help:
        yield Text.assemble((f"{margin} = ", _QUIET), ("help: ", "bold"), visible(finding.help))


def _breadcrumb(place: Place) -> str:
    crumb = path_text(place.path)
    if place.inner:
        crumb += f" → {path_text(place.inner)}"
    return crumb


def _turns(group: Group, finding: Finding) -> str | None:
    return timeline(group.file.raw_of(finding), finding.place.path, group.file.format)
