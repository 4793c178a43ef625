"""The last word on a run: what was fixed, how many findings there are, and how many more can be fixed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ftlint.findings import Severity
from ftlint.line_numbers import LineNumbers
from ftlint.text.words import count

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ftlint.results import Result

FIXABLE = "[*]"
"""Stands beside a finding that can be fixed."""


def closing(result: Result, *, done: bool = True) -> Iterator[str]:
    """Go through the last lines: fixes made and not made, the verdict, and what else can be fixed.

    `done` says whether the fixes were made, or only shown.
    """
    if result.repairs is not None:
        fixed = result.repairs.fixed
        rules = ", ".join(f"{code} x{number:,}" for code, number in sorted(fixed.items()))
        verb = "Fixed" if done else "Would fix"
        yield f"{verb} {count(fixed.total(), 'finding')}: {rules}." if fixed else "Nothing to fix."
        refused = result.repairs.refused
        if refused:
            yield f"Refused {count(len(refused), 'fix', 'fixes')}:"
            yield from (f"  {sentence}" for sentence in refused[:MOST_REFUSALS])
            if len(refused) > MOST_REFUSALS:
                yield f"  … and {len(refused) - MOST_REFUSALS:,} more"
    yield verdict(result)
    yield from (f"Over budget: {sentence}." for sentence in result.over_budget)
    if (offer := fixable(result)) is not None:
        yield offer


MOST_REFUSALS = 5
"""How many refused fixes are told one by one."""


def verdict(result: Result) -> str:
    """Say `Found 3 errors and 1 warning in 2 of 1,204 examples.`, or that nothing was found."""
    examples = sum(file.tally.examples for file in result.files)
    levels = [(result.count(level), level) for level in (Severity.ERROR, Severity.WARNING, Severity.INFO)]
    found = [count(number, level.value) for number, level in levels if number]
    over = count(examples, "example")
    if len(result.files) > 1:
        over += f" in {count(len(result.files), 'file')}"
    known = sum(file.suppressed for file in result.files)
    aside = f" ({known:,} more in the baseline)" if known else ""
    if not found:
        return f"No {'new ' * bool(known)}findings in {over}{aside}."
    remain = "Found" if result.repairs is None else "Remaining:"
    touched = _examples(result)
    listed = found[0] if len(found) == 1 else f"{', '.join(found[:-1])} and {found[-1]}"
    if not examples:
        return f"{remain} {listed}; nothing else was checked, since no line could be read as an example."
    if not touched:
        return f"{remain} {listed}; {over}{aside}."
    return f"{remain} {listed} in {touched:,} of {over}{aside}."


def _examples(result: Result) -> int:
    """Count the examples with findings; a file that is there twice counts once."""
    by_name: dict[str, LineNumbers] = {}
    for file in result.files:
        numbers = by_name.setdefault(file.name, LineNumbers())
        numbers |= file.examples
    return sum(map(len, by_name.values()))


def fixable(result: Result) -> str | None:
    """Say how many findings `--fix` repairs, and how many more `--unsafe-fixes`; None if there are none."""
    safe, unsafe = result.fixable("safe"), result.fixable("unsafe")
    if not safe and not unsafe:
        return None
    if not safe:
        return f"{FIXABLE} {unsafe:,} fixable with --fix --unsafe-fixes."
    more = f" ({unsafe:,} more with --fix --unsafe-fixes)" if unsafe else ""
    return f"{FIXABLE} {safe:,} fixable with --fix{more}."
