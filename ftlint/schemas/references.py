"""References of a schema that lead to nothing, out of it, or back to themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ftlint.schemas.problem import Problem
from ftlint.text.words import kind, quote

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ftlint.schemas.document import Document, Node
    from ftlint.schemas.suggestions import Suggestions

_LONGEST_CIRCLE = 20
"""Steps: a hostile schema may have a chain of thousands, and it would be followed from each of its links."""


def references(node: Node, document: Document, suggestions: Suggestions) -> Iterator[Problem]:
    """Yield what is wrong with where the references of one schema lead."""
    for keyword in ("$ref", "$dynamicRef"):
        ref = node.schema.get(keyword)
        if keyword not in document.shapes or not isinstance(ref, str):
            continue
        found = _fault(ref, node, document, suggestions)
        if found is not None:
            message, note = found
            yield Problem("unresolved-ref", (*node.path, keyword), "value", message, note)


def _fault(
    ref: str, node: Node, document: Document, suggestions: Suggestions
) -> tuple[str, str | None] | None:
    target = document.follow(ref, node.base)
    if target is None:
        near = _near(ref, document, suggestions)
        if document.is_outside(ref, node.base):
            note = near or 'copy the definition into "$defs" of this schema and write "#/$defs/…"'
            return f"{quote(ref)} is outside of this schema and is never fetched", note
        return f"{quote(ref)} leads to nothing in this schema", near
    value = document.at(target)
    if not isinstance(value, dict | bool):
        return f"{quote(ref)} leads to {kind(value)}; expected a schema", None
    if _circles(node, document):
        return f"{quote(ref)} leads back to itself and says nothing", None
    return None


def _near(ref: str, document: Document, suggestions: Suggestions) -> str | None:
    """Find the definition that a reference was meant to lead to."""
    if not isinstance(document.root, dict):
        return None
    last = ref.rsplit("/", 1)[-1].removeprefix("#")
    for holder in ("$defs", "definitions"):
        names = document.root.get(holder)
        if isinstance(names, dict):
            name = last if last in names else suggestions.nearest(last, names)
            if name is not None:
                escaped = name.replace("~", "~0").replace("/", "~1")
                return f"did you mean {quote(f'#/{holder}/{escaped}')}?"
    return None


def _circles(node: Node, document: Document) -> bool:
    """Whether following `$ref` after `$ref` comes back to where it began."""
    current = node
    for _ in range(_LONGEST_CIRCLE):
        ref = current.schema.get("$ref")
        target = document.follow(ref, current.base) if isinstance(ref, str) else None
        following = document.nodes.get(target) if target is not None else None
        if following is None:
            return False
        if following.path == node.path:
            return True
        current = following
    return False
