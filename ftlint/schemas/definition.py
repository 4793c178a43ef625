"""What is wrong with the schema of a tool, whatever its calls look like."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ftlint.schemas.document import Document, Node
from ftlint.schemas.keywords import TYPES
from ftlint.schemas.noise import noise
from ftlint.schemas.problem import Kind, Problem
from ftlint.schemas.references import references
from ftlint.schemas.requirements import requirements
from ftlint.schemas.strict import strict_problems
from ftlint.schemas.structure import structure
from ftlint.schemas.suggestions import Suggestions
from ftlint.text.words import kind, quote

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Kind", "Problem", "problems", "strict_problems"]


_SAY_ITEMS = ("items", "prefixItems", "$ref", "$dynamicRef", "allOf")
"""Keywords that say what the items are, or may lead to where it is said."""


def problems(parameters: object) -> list[Problem]:
    """Give everything that is wrong with the `parameters` of a tool. Any JSON value goes in.

    `null` is taken as "no parameters", as is an object without a `type`.
    """
    if parameters is None:
        return []
    if not isinstance(parameters, dict):
        shown = quote(parameters) if isinstance(parameters, bool) else kind(parameters)
        text = f'"parameters" is {shown}; expected an object: a schema of "type": "object"'
        return [Problem("not-an-object", (), "value", text, None)]
    document = Document(parameters)
    suggestions = Suggestions()
    found = list(_root(parameters))
    for node in document.nodes.values():
        found += structure(node, document.shapes)
        found += references(node, document, suggestions)
        found += _array(node)
    return [*found, *requirements(document, suggestions), *noise(document)]


def _root(schema: dict[str, object]) -> Iterator[Problem]:
    named = schema.get("type")
    names = [named] if isinstance(named, str) else named
    if (
        not isinstance(names, list)
        or not names
        or "object" in names
        or any(name not in TYPES for name in names)
    ):
        return
    text = f'the root type is {quote(named)}; expected "object": arguments are always an object'
    yield Problem("not-an-object", ("type",), "value", text, None)


def _array(node: Node) -> Iterator[Problem]:
    named = node.schema.get("type")
    is_array = named == "array" or (isinstance(named, list) and "array" in named)
    if not is_array or not node.path or any(keyword in node.schema for keyword in _SAY_ITEMS):
        return
    name = quote(node.path[-1]) if node.path[-2:-1] == ("properties",) else "this schema"
    text = f'{name} is an array without "items"'
    note = 'say what its items are, such as "items": {"type": "string"}'
    yield Problem("array-without-items", (*node.path, "type"), "value", text, note)
