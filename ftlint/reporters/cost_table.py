"""What a file costs at every provider, as a table."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING

from ftlint.reporters.tables import Table, write_json, write_table
from ftlint.text.words import count, visible

if TYPE_CHECKING:
    from ftlint.pricing import Comparison
    from ftlint.reporters import Look

NAMED = 3
"""Models that are named where several are left out for one reason."""


def write(comparison: Comparison, to: IO[str], look: Look, output_format: str = "table") -> None:
    """Write the comparison as a `table`, or as `json`. Raises OSError."""
    if output_format == "json":
        write_json(comparison, to)
        return
    to.write(f"{_title(comparison)}\n\n")
    if comparison.offers:
        write_table(table(comparison), to, look)
        to.write("\n")
    for left in comparison.skipped:
        some = ", ".join(left.models[:NAMED])
        more = len(left.models) - NAMED
        to.write(f"left out  {left.target}: {some}{f' and {more} more' if more > 0 else ''}: {left.reason}\n")


def _title(comparison: Comparison) -> str:
    parts = [f"{count(comparison.examples, 'example')} ({comparison.format})"]
    if comparison.unread:
        parts.append(f"{comparison.unread:,} not readable and not counted")
    if comparison.bound:
        parts.append(
            f"text counted exactly, framing within {100 * comparison.bound / comparison.tokens:.0f} %"
        )
    if comparison.unsized_images:
        parts.append(f"{count(comparison.unsized_images, 'image')} of unknown size, counted at the least")
    if comparison.uncounted_parts:
        parts.append(f"{count(comparison.uncounted_parts, 'audio or file part')} not counted")
    return f"{visible(comparison.file)}: {', '.join(parts)}"


def table(comparison: Comparison) -> Table:
    """Lay the bills out, one model on a row."""
    columns = ("target", "model", "tokens", "epochs", "per 1M", "cost", "as of", "notice")
    least = "≥ " if comparison.unsized_images or comparison.uncounted_parts else ""
    rows = tuple(
        (
            offer.target,
            offer.model,
            f"{least}{offer.tokens:,}",
            f"{offer.epochs.n}{' (default)' if offer.epochs.source == 'default' else ''}",
            f"{offer.cost.per_million_tokens:,.2f}",
            f"{least}{offer.cost.training:,.2f} {offer.cost.currency}",
            offer.cost.as_of.isoformat(),
            offer.notice,
        )
        for offer in comparison.offers
    )
    return Table(columns, rows, frozenset(("tokens", "per 1M", "cost")), frozenset(("model", "as of")))
