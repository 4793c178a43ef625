"""FT708: tools that are declared on every line and hardly ever called."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ftlint.findings import Place, Report
from ftlint.text.words import count, nearest, quote

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ftlint.tally import Tally

ENOUGH_EXAMPLES: Final = 10
"""Fewer examples say nothing about a tool that none of them calls."""

MANY_EXAMPLES: Final = 100
"""From here on, a tool that is called once or twice is hardly taught either."""

FEW_CALLS: Final = 3

NEARLY_ALL: Final = 0.9
"""The share of the examples that must declare a tool: others pick different tools for every example."""

NAMED: Final = 3


def uncalled_tools(tally: Tally) -> Iterator[Report]:
    """Report, once for a file, the tools that nearly all examples declare and none or few call."""
    examples = tally.examples - tally.unread
    if examples < ENOUGH_EXAMPLES or not tally.called:
        return
    fewest = FEW_CALLS if examples >= MANY_EXAMPLES else 1
    rare = [
        name
        for name, declared in tally.declared.items()
        if declared >= NEARLY_ALL * examples and tally.called[name] < fewest
    ]
    if rare and (rare := _unless_misspelt(rare, tally)):
        never = [name for name in rare if not tally.called[name]]
        seldom = [f"{quote(name, 40)} ({tally.called[name]})" for name in rare if tally.called[name]]
        parts = []
        if never:
            parts.append(f"never called: {_names([quote(name, 40) for name in never])}")
        if seldom:
            parts.append(f"hardly ever called: {_names(seldom)}")
        said = f"{count(len(rare), 'declared tool is', 'declared tools are')} {'; '.join(parts)}"
        them = "it" if len(rare) == 1 else "them"
        way = f"add examples that call {them}, or leave {them} out: what is declared is paid for all the same"
        yield Report(Place(), said, way)


def _unless_misspelt(names: Sequence[str], tally: Tally) -> list[str]:
    """Leave out the tools that are called by a wrong name: that is said where they are."""
    meant = {
        nearest(called.rpartition(".")[2], tally.declared) or called.rpartition(".")[2]
        for called in tally.called
        if called not in tally.declared
    }
    return [name for name in names if name not in meant]


def _names(shown: Sequence[str]) -> str:
    more = f" and {len(shown) - NAMED:,} more" if len(shown) > NAMED else ""
    return f"{', '.join(shown[:NAMED])}{more}"
