"""`--statistics`: how many findings each rule has, in place of the findings."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING

from ftlint.reporters.closing import closing
from ftlint.reporters.rule_counts import rule_counts
from ftlint.reporters.tables import Table, write_table
from ftlint.rulebook import rulebook
from ftlint.text.words import visible

if TYPE_CHECKING:
    from ftlint.reporters import Look
    from ftlint.results import Result


def write(result: Result, to: IO[str], look: Look) -> None:
    """Write a table, and the verdict. Of what is in the files only refused fixes are quoted."""
    cards = rulebook().cards
    rows = tuple(
        (f"{rule.count:,}", rule.code, cards[rule.code].name, rule.severity.value, f"{rule.fixable:,}",
         f"{rule.examples:,}")
        for rule in rule_counts(result)
    )  # fmt: skip
    if rows:
        columns = ("findings", "code", "name", "level", "fixable", "examples")
        right = frozenset({"findings", "fixable", "examples"})
        write_table(Table(columns, rows, right, frozenset({"code", "name"})), to, look)
        to.write("\n")
    for sentence in closing(result):
        to.write(f"{visible(sentence)}\n")
