"""Names that a schema requires and nothing describes."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any

from ftlint.schemas.problem import Problem
from ftlint.text.words import quote

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ftlint.findings import Path
    from ftlint.schemas.document import Document, Node
    from ftlint.schemas.suggestions import Suggestions

_TESTS = frozenset({"if", "not"})
_OPEN = ("patternProperties", "additionalProperties", "unevaluatedProperties")


def requirements(document: Document, suggestions: Suggestions) -> Iterator[Problem]:
    """Yield the names in `required` that no schema for the same object has a property for.

    A group of schemas with no `properties` at all describes nothing, and is left alone, but for the root:
    it describes the arguments. What stands under `if` and `not` asks, and demands nothing.
    """
    groups: dict[Path, _Known] = {}
    tests = {
        (*node.path, keyword) for node in document.nodes.values() for keyword in _TESTS & node.schema.keys()
    }
    for node in document.nodes.values():
        names = node.schema.get("required")
        if isinstance(names, list) and not _is_within(node.path, tests):
            start = _outermost(node)
            if start.path not in groups:
                groups[start.path] = _Known(document, described=_is_root(start))
                groups[start.path].add(start)
            yield from _undescribed(node, names, groups[start.path], suggestions)


def without_undescribed(parameters: object, problems: Iterable[Problem]) -> object:
    """Give a schema that does not require what nothing describes; `problems` are those of the schema."""
    wrong: dict[Path, set[Any]] = {}
    for problem in problems:
        if problem.kind == "required-without-property":
            wrong.setdefault(problem.path[:-1], set()).add(problem.path[-1])
    if not wrong:
        return parameters
    schema: Any = deepcopy(parameters)
    for path, indices in wrong.items():
        names = schema
        for step in path:
            names = names[step]
        unknown = {names[index] for index in indices}
        names[:] = [name for name in names if not isinstance(name, str) or name not in unknown]
    return schema


def _undescribed(
    node: Node, names: list[object], known: _Known, suggestions: Suggestions
) -> Iterator[Problem]:
    if not known.complete or not known.described:
        return
    seen: set[str] = set()
    for index, name in enumerate(names):
        if isinstance(name, str) and name not in known.names and name not in seen:
            seen.add(name)
            near = suggestions.nearest(name, known.names)
            note = (
                f"did you mean {quote(near)}?"
                if near
                else 'describe it in "properties", or do not require it'
            )
            text = f'{quote(name)} is required, but "properties" does not have it'
            yield Problem("required-without-property", (*node.path, "required", index), "value", text, note)


def _is_within(path: Path, tests: set[Path]) -> bool:
    return bool(tests) and any(path[:depth] in tests for depth in range(1, len(path) + 1))


def _is_root(node: Node) -> bool:
    return not node.path and node.schema.get("type", "object") == "object"


def _outermost(node: Node) -> Node:
    while node.outer is not None:
        node = node.outer
    return node


class _Known:
    """The property names of all schemas that speak of one object."""

    def __init__(self, document: Document, *, described: bool = False) -> None:
        self.document = document
        self.names: dict[str, None] = {}
        self.complete = True
        self.described = described

    def add(self, start: Node) -> None:
        waiting, seen = [start], {start.path}
        while waiting:
            node = waiting.pop()
            self._read(node)
            for following in self._same_object(node):
                if following.path not in seen:
                    seen.add(following.path)
                    waiting.append(following)

    def _read(self, node: Node) -> None:
        properties = node.schema.get("properties")
        if isinstance(properties, dict):
            self.described = True
            self.names.update(dict.fromkeys(properties))
        elif "properties" in node.schema:
            self.complete = False
        if any(isinstance(node.schema.get(keyword), dict) for keyword in _OPEN):
            self.complete = False

    def _same_object(self, node: Node) -> Iterator[Node]:
        for keyword in ("$ref", "$dynamicRef"):
            ref = node.schema.get(keyword)
            if ref is not None:
                target = self.document.follow(ref, node.base) if isinstance(ref, str) else None
                found = self.document.nodes.get(target) if target is not None else None
                if found is None:
                    self.complete = False
                else:
                    yield found
        yield from self.document.inner.get(node.path, ())
