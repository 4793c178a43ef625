"""Repairs of what a message holds: tool results as parts, a null content, weights."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ftlint.fixes import Fix, fix, safe
from ftlint.fixing.edits import Put, Remove
from ftlint.view.nodes import WEIGHTS

if TYPE_CHECKING:
    from ftlint.findings import Report
    from ftlint.fixing.subject import Subject

_TEXT_PART: Final = frozenset({"type", "text", "prompt_cache_breakpoint"})
"""What a text part may have: the mark of a cache says nothing to a trainer."""


@fix("FT112")
def join_text_parts(line: Subject, report: Report) -> Fix | None:
    """Write the text parts of a tool result as one string, with nothing between them."""
    path = report.place.path
    parts = line.get(path)
    if not isinstance(parts, list) or not all(map(_is_plain_text, parts)):
        return None

    def edits() -> list[Put]:
        texts = [line.source((*path, index, "text"))[1:-1] for index in range(len(parts))]
        return [Put(path, f'"{"".join(texts)}"')]

    return safe("write the text parts as one string", edits)


def _is_plain_text(part: object) -> bool:
    return (
        isinstance(part, dict)
        and part.get("type") == "text"
        and isinstance(part.get("text"), str)
        and part.keys() <= _TEXT_PART
    )


@fix("FT113")
def leave_null_out(line: Subject, report: Report) -> Fix | None:
    """Remove a content that is null: the calls stand without it."""
    path = report.place.path
    if path[-1:] != ("content",) or line.get(path) is not None:
        return None
    return safe('leave "content" out', lambda: [Remove(path)])


@fix("FT115")
def write_weight_as_number(line: Subject, report: Report) -> Fix | None:
    """Write 0 or 1 where the weight is that in another spelling; other weights are a person's to choose."""
    path = report.place.path
    weight = line.get(path)
    meant = WEIGHTS.get(weight) if isinstance(weight, str | int | float) else None
    if meant is None:
        return None
    return safe("write the weight as a number", lambda: [Put(path, str(meant))])


@fix("FT116")
def remove_weight(line: Subject, report: Report) -> Fix | None:
    """Remove a weight where none is heeded."""
    path = report.place.path
    if path[-1:] != ("weight",) or not isinstance(line.get(path[:-1]), dict):
        return None
    return safe("remove the weight", lambda: [Remove(path)])
