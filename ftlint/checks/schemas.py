"""Rules about the JSON Schema of a tool's parameters."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final

from ftlint.checks import toolbox_check
from ftlint.findings import Label, Report
from ftlint.text.words import count, quote

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ftlint.findings import Place
    from ftlint.schemas.problem import Kind, Problem
    from ftlint.view.toolbox import Tool, Toolbox

_LABELS: Final = 3
"""How many further places of one mistake are shown."""


@toolbox_check("FT406")
def invalid_schema(box: Toolbox) -> Iterator[Report]:
    """Find what is not JSON Schema."""
    yield from _each(box, "invalid-schema")


@toolbox_check("FT407")
def parameters_not_an_object(box: Toolbox) -> Iterator[Report]:
    """Find parameters that are no schema of an object."""
    for tool, problem in _problems(box, "not-an-object"):
        if problem.path:
            help_ = 'write "object", and what is here as one of its "properties"'
        else:
            help_ = 'write {"type": "object", "properties": {…}}; without parameters, leave the key out'
        yield Report(_place(box, tool, problem), problem.message, help_)


@toolbox_check("FT408")
def unresolved_ref(box: Toolbox) -> Iterator[Report]:
    """Find references to nothing."""
    for tool, problem in _problems(box, "unresolved-ref"):
        help_ = problem.help or 'write the schema itself in its place, or put it under "$defs"'
        yield Report(_place(box, tool, problem), problem.message, help_)


@toolbox_check("FT410")
def required_without_property(box: Toolbox) -> Iterator[Report]:
    """Find required names that no property describes; once for each tool."""
    for tool in box.tools if box.problems else ():
        found = [problem for problem in tool.problems if problem.kind == "required-without-property"]
        if len(found) < 2:
            yield from (Report(_place(box, tool, one), one.message, one.help) for one in found)
            continue
        names = list(dict.fromkeys(quote(_at(tool.parameters, one), 40) for one in found))
        if len(names) > 5:
            names[4:] = [f"{len(names) - 4:,} more"]
        said = f'{", ".join(names[:-1])} and {names[-1]} are required, but "properties" does not have them'
        labels = tuple(Label(_place(box, tool, one), "and this") for one in found[1 : 1 + _LABELS])
        help_ = 'describe them in "properties", or do not require them'
        yield Report(_place(box, tool, found[0]), said, help_, labels)


@toolbox_check("FT411")
def array_without_items(box: Toolbox) -> Iterator[Report]:
    """Find arrays of nobody knows what."""
    yield from _each(box, "array-without-items")


@toolbox_check("FT412")
def strict_not_met(box: Toolbox) -> Iterator[Report]:
    """Find strict tools with schemas that strict mode does not take; once for each tool."""
    from ftlint.schemas.definition import strict_problems

    for tool in box.tools:
        found = strict_problems(tool.parameters) if tool.raw.get("strict") is True else []
        if found:
            others = len(found) - 1
            also = f"; likewise in {count(others, 'more object')}" if others else ""
            labels = tuple(Label(_place(box, tool, one), "and here") for one in found[1 : 1 + _LABELS])
            place = _place(box, tool, found[0])
            yield Report(place, found[0].message + also, found[0].help, labels)


@toolbox_check("FT414")
def generated_schema_noise(box: Toolbox) -> Iterator[Report]:
    """Count what generators leave in schemas; once for a list of tools."""
    from ftlint.schemas.noise import NOTE, counted

    found = list(_problems(box, "generated-noise"))
    if found:
        counts: Counter[str] = Counter()
        for _, problem in found:
            counts.update(problem.counts)
        said = f"generated noise: {counted(counts)} in {count(len(found), 'tool definition')}"
        yield Report(_place(box, *found[0]), said, NOTE)


def _each(box: Toolbox, kind: Kind) -> Iterator[Report]:
    for tool, problem in _problems(box, kind):
        yield Report(_place(box, tool, problem), problem.message, problem.help)


def _problems(box: Toolbox, kind: Kind) -> Iterator[tuple[Tool, Problem]]:
    for tool, problem in box.problems:
        if problem.kind == kind:
            yield tool, problem


def _place(box: Toolbox, tool: Tool, problem: Problem) -> Place:
    return box.place((*tool.path, "parameters", *problem.path), problem.on)


def _at(parameters: Any, problem: Problem) -> object:
    for step in problem.path:
        parameters = parameters[step]
    return parameters
