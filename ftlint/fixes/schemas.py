"""Repairs of the JSON Schema of a tool's parameters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ftlint.fixes import Fix, fix, unsafe
from ftlint.fixing.edits import Add, Remove

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ftlint.findings import Path, Report
    from ftlint.fixing.edits import Edit
    from ftlint.fixing.subject import Subject
    from ftlint.schemas.document import Document, Node
    from ftlint.view.example import Example
    from ftlint.view.toolbox import Tool


@fix("FT412")
def meet_strict(line: Subject, report: Report) -> Fix | None:
    """Close the objects of a strict schema where nothing else is missing; otherwise it is not strict.

    To require what was optional would make calls wrong that leave it out, on some lines and not on others.
    """
    found = next((each for each in _tools(line) if report.place.path[: len(each[1])] == each[1]), None)
    if found is None or report.place.inner is not None:
        return None
    tool, path = found
    open_objects = _objects_to_close(tool.parameters)
    if open_objects is None:
        return unsafe('leave out "strict"', lambda: [Remove((*path, "strict"))])
    inside = (*path, "parameters")
    return unsafe(
        'add "additionalProperties": false',
        lambda: [Add((*inside, *node), "additionalProperties", "false") for node in open_objects],
    )


def _objects_to_close(parameters: object) -> list[Path] | None:
    """List the objects that only have to refuse other keys; None where that does not make a schema strict."""
    from ftlint.schemas.document import Document
    from ftlint.schemas.strict import strict_problems

    document = Document(parameters)
    nodes = [document.nodes[problem.path] for problem in strict_problems(parameters)]
    return [node.path for node in nodes] if all(_can_be_closed(node, document) for node in nodes) else None


def _can_be_closed(node: Node, document: Document) -> bool:
    """Say whether an object has all of its properties, each required, so that no other key is meant."""
    properties, required = node.schema.get("properties", {}), node.schema.get("required", [])
    if not isinstance(properties, dict) or not isinstance(required, list):
        return False
    if any(name not in required for name in properties) or not (properties or not node.path):
        return False
    if "additionalProperties" in node.schema or "patternProperties" in node.schema or "$ref" in node.schema:
        return False
    # What is added to a part of an object would refuse the keys of its other parts.
    alone = node.outer is None or (node.path[-2:-1] == ("anyOf",) and "properties" not in node.outer.schema)
    return alone and node.path not in document.inner


@fix("FT414")
def strip_noise(line: Subject, report: Report) -> Fix | None:
    """Leave out what generators wrote, in all tools of the list at once."""
    noisy = [(tool, path) for tool, path in _tools(line) if any(p.counts for p in tool.problems)]
    if not any(_has_repair(tool) for tool, _ in noisy):
        return None

    def edits() -> Iterator[Edit]:
        from ftlint.fixes.noise import stripped

        for tool, path in noisy:
            yield from stripped(tool.parameters, (*path, "parameters"), line)

    return unsafe("strip what generators leave in schemas", edits)


def _has_repair(tool: Tool) -> bool:
    from ftlint.fixes.noise import has_plain_choice

    counts = [problem.counts for problem in tool.problems if problem.counts]
    return any("title" in each or "default" in each for each in counts) or has_plain_choice(tool.parameters)


def _tools(line: Subject) -> Iterator[tuple[Tool, Path]]:
    """Go through the tools of a line that are not written as JSON text, with their paths in it."""
    for example in line.examples[-1:]:
        for tool in example.toolbox.tools:
            if not _in_text(example, (*tool.path, "parameters")):
                yield tool, example.at_home(tool.path)


def _in_text(example: Example, path: Path) -> bool:
    texts = example.toolbox.texts
    return bool(texts) and any(path[:depth] in texts for depth in range(1, len(path) + 1))
