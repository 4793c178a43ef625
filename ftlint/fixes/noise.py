"""Taking out of a schema what generators write into it, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from ftlint.fixing.edits import Insert, Put, Raw, Remove, Rename
from ftlint.schemas.document import Document
from ftlint.schemas.keywords import IN_PLACE, TYPES
from ftlint.schemas.noise import noisy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ftlint.findings import Path
    from ftlint.fixing.edits import Edit
    from ftlint.fixing.subject import Subject
    from ftlint.schemas.document import Node

_NULL: Final = {"type": "null"}
_NOTES: Final = frozenset({
    "title", "description", "default", "examples", "deprecated", "readOnly", "writeOnly", "$comment",
})  # fmt: skip
"""Keywords that decide nothing."""
_MEANS_MORE: Final = IN_PLACE | {"$ref", "$dynamicRef", "const", "nullable", "$id", "$anchor", "$defs"}
"""Keywords beside which a type cannot get null as a second one."""


def stripped(parameters: object, path: Path, line: Subject) -> Iterator[Edit]:
    """Give the edits that strip the schema at a path of the line; what cannot be said shorter stays."""
    replaced: set[Path] = set()
    for node in Document(parameters).nodes.values():
        if node.path[:-2] in replaced and node.path[-2] == "anyOf":
            continue  # it is written anew
        at = (*path, *node.path)
        for keyword in noisy(node):
            if keyword != "anyOf":
                yield Remove((*at, keyword))
            elif (types := _plain_types(node)) is not None:
                replaced.add(node.path)
                yield from (Rename((*at, "anyOf"), "type"), Put((*at, "anyOf"), line.json(types)))
            elif (branch := _one_branch(node)) is not None:
                yield from _spliced(node, at, branch, line)


def has_plain_choice(parameters: object) -> bool:
    """Say whether a schema has a nullable `anyOf` that can be written as a type."""
    nodes = Document(parameters).nodes.values()
    return any(_plain_types(node) is not None or _one_branch(node) is not None for node in nodes)


def _plain_types(node: Node) -> list[str] | None:
    """Give the types of a nullable choice of mere types; None if it is no such choice."""
    if not _stands_alone(node):
        return None
    types: list[str] = []
    branches: Any = node.schema["anyOf"]
    for branch in branches:
        if not isinstance(branch, dict) or not branch.keys() <= {"type", "title"}:
            return None
        if branch.get("type") not in TYPES or not isinstance(branch.get("title", ""), str):
            return None
        types.append(branch["type"])
    return [*(name for name in dict.fromkeys(types) if name != "null"), "null"] if len(types) > 1 else None


def _one_branch(node: Node) -> int | None:
    """Find the one branch of a nullable choice beside null, if null can be one of its types."""
    if not _stands_alone(node):
        return None
    branches: Any = node.schema["anyOf"]
    others = [index for index, branch in enumerate(branches) if branch != _NULL]
    branch = branches[others[0]] if len(others) == 1 and len(branches) == 2 else None
    if not isinstance(branch, dict) or branch.get("type") not in TYPES or branch.keys() & _MEANS_MORE:
        return None
    kept = {keyword for keyword in node.schema if keyword not in noisy(node)}
    if kept & branch.keys() or not isinstance(branch.get("enum", []), list):
        return None
    return others[0]


def _stands_alone(node: Node) -> bool:
    """Say whether a schema is a nullable choice, and nothing beside it decides anything."""
    return bool(node.path) and node.schema.keys() - _NOTES == {"anyOf"} and "anyOf" in noisy(node)


def _spliced(node: Node, at: Path, index: int, line: Subject) -> Iterator[Edit]:
    """Put the members of a branch in the place of its `anyOf`, with null as a second type."""
    whole, inside = line.editor.standing((*at, "anyOf")), (*at, "anyOf", index)
    branch = line.editor.standing(inside)
    start = whole.key[0] if whole.key else whole.start
    schema: Any = node.schema["anyOf"][index]  # type: ignore[index]  # found there before
    yield Raw((start, branch.start + 1), "")
    yield Raw((branch.end - 1, whole.end), "")
    yield Put((*inside, "type"), line.json([schema["type"], "null"]))
    if "enum" in schema and None not in schema["enum"]:
        yield Insert((*inside, "enum"), len(schema["enum"]), "null")
