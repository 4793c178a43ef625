"""What a server meant, on the screen: the answer, the probable rules, and the named examples of a file."""

from __future__ import annotations

import re
import shlex
from dataclasses import replace
from typing import IO, TYPE_CHECKING

from rich.text import Text

from ftlint.findings import Severity
from ftlint.reporters.closing import verdict
from ftlint.reporters.finding_block import STYLES, group_block
from ftlint.reporters.full_format import console_for
from ftlint.reporters.groups import groups_of
from ftlint.reporters.timeline import timeline
from ftlint.rulebook import rulebook
from ftlint.text.words import count, lines, quote, visible
from ftlint.why_file import look_up

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ftlint.findings import Finding
    from ftlint.messages import Known
    from ftlint.reporters import Look
    from ftlint.reporters.groups import Group
    from ftlint.results import FileResult, Result
    from ftlint.why import Explanation
    from ftlint.why_file import LookedUp

_QUIET = "dim"
_WORD = re.compile(r"\{(key|name|kind)\}")


def write_why(explanation: Explanation, result: Result | None, to: IO[str], look: Look) -> None:
    """Write what a message means and, with the result of linting a file, what it names there.

    Raises OSError when the file cannot be read again.
    """
    console = console_for(to, look)
    file = result.files[0] if result is not None else None
    blocks = [_answer(explanation, explanation.known, file)] if explanation.known else [_unknown(explanation)]
    if result is not None and file is not None:
        blocks.append(_in_file(explanation, result, file, console.width))
    for number, block in enumerate(blocks):
        if number:
            console.print()
        for line in block:
            console.print(line, soft_wrap=True)


def _answer(explanation: Explanation, known: Known, file: FileResult | None) -> Iterator[Text]:
    if explanation.reworded:
        yield Text.assemble(("most like: ", _QUIET), known.texts[0])
    words = explanation.words
    yield Text(_WORD.sub(lambda slot: quote(words.get(slot[1], "…")), known.answer), style="bold")
    if known.rules:
        yield Text()
    for number, pointer in enumerate(known.rules, 1):
        card = rulebook().cards[pointer.code]
        found = [finding for finding in file.findings if finding.code == card.code] if file else []
        there = f" ({count(len(found), 'finding')} in {visible(file.name)})" if file and found else ""
        yield Text.assemble(
            (f" {number}  ", _QUIET),
            (card.code, STYLES.get(card.severity, "")),
            (f" {card.name}{there}: ", "bold"),
            pointer.why,
        )
        yield Text.assemble("    ", ("help: ", "bold"), pointer.fix)
    yield Text()
    when = f", {known.as_of}" if known.as_of else ""
    doubt = "" if known.verified else "; the wording is unverified"
    yield Text(f" source: {known.provider}{when}: {known.source}{doubt}", style=_QUIET)


def _unknown(explanation: Explanation) -> Iterator[Text]:
    yield Text("no known message is like this", style="bold")
    yield Text(
        "help: paste the sentence that the server wrote, whole, between single quotes; or pipe it to `why -`"
    )
    if explanation.near:
        yield Text("the nearest:", style=_QUIET)
    for known in explanation.near:
        yield Text.assemble((f"  {known.provider}: ", _QUIET), known.texts[0])


def _in_file(explanation: Explanation, result: Result, file: FileResult, width: int) -> Iterator[Text]:
    found = look_up(explanation, file)
    name = visible(file.name)
    if not found.named and not explanation.rules:
        yield Text.assemble((f"{name}: ", "bold"), verdict(result))
        return
    if found.named:
        yield Text(f"In {name}, {lines(found.named)}:", style="bold")
    groups = groups_of([replace(file, findings=found.shown)])
    for group in sorted(groups, key=lambda group: _likelihood(explanation, group)):
        yield from group_block(group, width)
    for number, raw in found.silent.items():
        turns = timeline(raw, _path(explanation, file, number), file.format)
        if turns is not None:
            yield Text.assemble((f" {number} = turns: ", _QUIET), turns)
        yield Text(f" {_nothing(explanation, number, is_blank=not raw.strip())}")
    yield from _rest(explanation, found, file, result)


def _likelihood(explanation: Explanation, group: Group) -> int:
    """Order by the probable rules; what else was found on the example comes behind."""
    code, rules = group.code, explanation.rules
    return rules.index(code) if code in rules else len(rules)


def _path(explanation: Explanation, file: FileResult, number: int) -> tuple[str | int, ...]:
    """Lead to the turn that the message names, which is on the first line that it names."""
    named = explanation.named
    if named.turn is None or number != named.lines[0]:
        return ()
    start = ("input", "messages") if file.format == "dpo" else ("messages",)
    return (*start, max(named.turn - 1, 0))


def _nothing(explanation: Explanation, number: int, *, is_blank: bool) -> str:
    if is_blank:
        return f"line {number:,} is blank"
    if explanation.known is not None and not explanation.rules:
        return f"line {number:,} has the right form; what it says is for you to judge"
    return f"no rule finds a mistake on line {number:,}; is this the very file that was uploaded?"


def _rest(explanation: Explanation, found: LookedUp, file: FileResult, result: Result) -> Iterator[Text]:
    name = visible(file.name)
    if found.missing:
        has = f"{name} has {count(found.lines, 'line')}"
        yield Text(f"{has}: no {lines(found.missing)}; is this the very file that was uploaded?")
    if found.left_out:
        yield Text(f"… and {count(found.left_out, 'more line')} that the message names", style=_QUIET)
    if not found.named and not found.shown:
        yield Text(f"none of these rules finds anything in {name}")
    if found.elsewhere:
        said = f"… and {count(len(found.elsewhere), 'finding')} elsewhere"
        listed = "; ".join(_places(explanation, found.elsewhere))
        target = "" if result.job.target.name == "openai" else f" --target {result.job.target.name}"
        command = f"`ftlint {visible(shlex.quote(file.name))}{target}` shows all"
        yield Text(f"{said}{': ' if listed else ''}{listed} ({command})", style=_QUIET)


def _places(explanation: Explanation, elsewhere: list[Finding]) -> Iterator[str]:
    """Say where the probable rules and, behind them, the first few errors are."""
    errors = [finding.code for finding in elsewhere if finding.severity is Severity.ERROR]
    others = [code for code in dict.fromkeys(errors) if code not in explanation.rules]
    for code in [*explanation.rules, *others[:3]]:
        there = [finding for finding in elsewhere if finding.code == code]
        if there:
            where = [finding.line for finding in there if not finding.whole_file]
            yield f"{code} on {lines(where)}" if where else code
