"""What generators (pydantic, agent SDKs) write into schemas, and no model or server needs."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from ftlint.schemas.problem import Problem
from ftlint.text.words import count

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ftlint.schemas.document import Document, Node

_NULL = {"type": "null"}


NOTE = 'leave out "title" and "default": null; for a nullable "anyOf" write "type": ["…", "null"]'


def noise(document: Document) -> Iterator[Problem]:
    """Yield one problem that counts the noise of a whole schema and stands at the first of it."""
    found = [(node.path, keyword) for node in document.nodes.values() for keyword in noisy(node)]
    if found:
        path, keyword = found[0]
        counts = Counter(keyword for _, keyword in found)
        yield Problem(
            "generated-noise", (*path, keyword), "key", f"generated noise: {counted(counts)}", NOTE, counts
        )


def counted(counts: Mapping[str, int]) -> str:
    """Put counts of noise into words."""
    words = {
        "title": ('"title"', '"title"s'),
        "default": ('"default": null', '"default": null'),
        "anyOf": ('nullable "anyOf"', 'nullable "anyOf"s'),
    }
    return ", ".join(
        count(counts[keyword], *names) for keyword, names in words.items() if counts.get(keyword)
    )


def noisy(node: Node) -> Iterator[str]:
    """Go through the keywords of a schema that are noise."""
    for keyword, value in node.schema.items():
        if (
            (keyword == "title" and isinstance(value, str))
            or (keyword == "default" and value is None)
            or (keyword == "anyOf" and isinstance(value, list) and len(value) > 1 and _NULL in value)
        ):
            yield keyword
