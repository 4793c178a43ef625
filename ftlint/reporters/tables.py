"""Tables: drawn by rich on a terminal, plain aligned columns elsewhere, Markdown for the documents, JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from typing import IO, TYPE_CHECKING, Any, Literal

from rich.cells import cell_len

from ftlint.records import dataclass

if TYPE_CHECKING:
    from ftlint.reporters import Look

GAP = "  "
_WIDEST = 10_000
"""Columns of a screen on which every table is at home."""


@dataclass(frozen=True, slots=True)
class Table:
    """Cells of text under headings."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    right: frozenset[str] = frozenset()
    """The columns of numbers."""
    whole: frozenset[str] = frozenset()
    """The columns that a terminal never breaks."""


def write_table(table: Table, to: IO[str], look: Look) -> None:
    """Write a table: with rules and colours on a terminal, else one row on one line, columns aligned."""
    if to.isatty() or look.color == "always":
        _draw(table, to, look)
        return
    for line in plain_lines(table):
        to.write(line + "\n")


def plain_lines(table: Table) -> list[str]:
    """Align the columns with spaces; nothing is cut or wrapped."""
    everything = (table.columns, *table.rows)
    widths = [max(cell_len(row[index]) for row in everything) for index in range(len(table.columns))]
    lines = []
    for row in everything:
        cells = [
            _padded(cell, width, right=name in table.right)
            for cell, width, name in zip(row, widths, table.columns, strict=True)
        ]
        lines.append(GAP.join(cells).rstrip())
    return lines


def markdown(table: Table) -> str:
    """Write a table in Markdown."""
    rules = ["--:" if name in table.right else "---" for name in table.columns]
    rows = (table.columns, tuple(rules), *table.rows)
    return "\n".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |" for row in rows)


def write_json(value: object, to: IO[str]) -> None:
    """Write data as JSON: dataclasses are objects, days are ISO 8601, money is a number."""
    to.write(json.dumps(plain_data(value), indent=2, ensure_ascii=False) + "\n")


def plain_data(value: object) -> Any:
    """Turn dataclasses, days and exact numbers into what JSON knows."""
    if is_dataclass(value) and not isinstance(value, type):
        return {item.name: plain_data(getattr(value, item.name)) for item in fields(value)}
    if isinstance(value, Mapping):
        return {key: plain_data(item) for key, item in value.items()}
    if isinstance(value, (tuple, list)):
        return [plain_data(item) for item in value]
    if isinstance(value, Decimal):
        return float(value)
    return value.isoformat() if isinstance(value, date) else value


def _draw(table: Table, to: IO[str], look: Look) -> None:
    from rich import box
    from rich.table import Table as Drawn
    from rich.text import Text

    from ftlint.reporters.full_format import console_for

    drawn = Drawn(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold")
    for name in table.columns:
        side: Literal["left", "right"] = "right" if name in table.right else "left"
        whole = name in table.right | table.whole
        drawn.add_column(Text(name), justify=side, overflow="fold", no_wrap=whole)
    for row in table.rows:
        drawn.add_row(*(Text(cell) for cell in row))
    console = console_for(to, look)
    if console.measure(drawn, options=console.options.update_width(_WIDEST)).minimum <= console.width:
        console.print(drawn)
        return
    for line in plain_lines(table):  # rich would cut codes and fold words
        console.print(Text(line), soft_wrap=True)


def _padded(cell: str, width: int, *, right: bool) -> str:
    space = " " * (width - cell_len(cell))
    return space + cell if right else cell + space
