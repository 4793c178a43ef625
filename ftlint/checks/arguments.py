"""Rules about the arguments of tool calls: their JSON, and what the tool's schema says of them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from ftlint.checks import check
from ftlint.checks.calls import is_wrapper
from ftlint.findings import Label, Place, Report
from ftlint.text.words import kind, quote
from ftlint.view.nodes import MAY_BE_TOO_LARGE, NOT_JSON

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ftlint.schemas.arguments import Violation
    from ftlint.view.example import Example
    from ftlint.view.nodes import Call

_MOST_LAYERS: Final = 5


@check("FT302", needs="doubtful")
def arguments_not_json(example: Example) -> Iterator[Report]:
    """Find arguments that are a string, and not JSON."""
    for call in example.calls:
        text = call.arguments
        if isinstance(text, str) and (call.value is NOT_JSON or MAY_BE_TOO_LARGE.search(text)):
            from ftlint.view import argument_text

            report = argument_text.broken_arguments(text, call.arguments_path, _required(example, call))
            if report is not None:
                yield report
            elif call.value is NOT_JSON:
                yield Report(Place(call.arguments_path), f"{argument_text.NOT_JSON}: the parser refuses them")


@check("FT303", needs="doubtful")
def arguments_not_an_object(example: Example) -> Iterator[Report]:
    """Find arguments that are JSON, and no object."""
    for call in example.calls:
        value = call.value
        if isinstance(value, dict) or value is NOT_JSON or unwrapped(value) is not None:
            continue
        said = f"tool-call arguments are JSON, but {kind(value)}, not an object"
        from ftlint.view.argument_text import as_object

        yield Report(Place(call.arguments_path), said, as_object(value, _required(example, call)))


def _required(example: Example, call: Call) -> list[str]:
    """List the arguments that the called tool requires."""
    tool = example.tool_of(call)
    names = tool.parameters.get("required") if tool and isinstance(tool.parameters, dict) else None
    return [name for name in names if isinstance(name, str)] if isinstance(names, list) else []


@check("FT304", needs="doubtful")
def arguments_double_encoded(example: Example) -> Iterator[Report]:
    """Find arguments that are JSON text of JSON text."""
    for call in example.calls:
        if (inner := unwrapped(call.value)) is not None:
            said = "tool-call arguments are encoded twice: the string holds a string that holds the object"
            text = json.dumps(inner, ensure_ascii=False)
            yield Report(Place(call.arguments_path), said, f"encode once: write {quote(text, 120)}")


def unwrapped(value: object) -> dict[str, object] | None:
    """Give the object that a string holds as JSON, or as JSON of JSON; None if it holds none."""
    from ftlint.reading.unobjects import held_object

    for _ in range(_MOST_LAYERS):
        if not isinstance(value, str):
            return None
        if (held := held_object(value)) is not None:
            return held
        try:
            value = json.loads(value)
        except (ValueError, RecursionError):
            return None
    return None


@check("FT305", needs="doubtful")
def duplicate_argument(example: Example) -> Iterator[Report]:
    """Find keys that stand twice in one object of the arguments."""
    for call in example.calls:
        text = call.arguments
        if not isinstance(text, str) or not call.repeats_keys:
            continue
        from ftlint.text.duplicate_keys import duplicate_keys

        for path, first, later in duplicate_keys(text):
            label = Label(Place(call.arguments_path, inside=first), "first here")
            said = f"the argument {quote(path[-1])} is given twice"
            help_ = "keep one: readers take the last and drop the rest"
            yield Report(Place(call.arguments_path, inside=later), said, help_, (label,))


@check("FT326", needs="calls")
def arguments_as_text(example: Example) -> Iterator[Report]:
    """Find arguments that are JSON text where the target's trainers take objects."""
    wanted = example.job.target.arguments
    for call in () if wanted is None or wanted.value != "object" else example.calls:
        if isinstance(call.arguments, str) and isinstance(call.value, dict) and not call.legacy:
            said = "tool-call arguments are JSON text; chat templates take an object"
            yield Report(
                Place(call.arguments_path), said, f"write the object itself: {quote(call.value, 120)}"
            )


@check("FT307", needs="doubtful")
def arguments_violate_schema(example: Example) -> Iterator[Report]:
    """Find arguments that the tool's parameters do not allow."""
    yield from _violations(example, "schema")


@check("FT308", needs="doubtful")
def argument_format(example: Example) -> Iterator[Report]:
    """Find arguments that do not have the `format` that the tool's parameters name."""
    yield from _violations(example, "format")


@check("FT416", needs="doubtful")
def costly_pattern(example: Example) -> Iterator[Report]:
    """Find a `pattern` of a tool's parameters that takes too long on real arguments."""
    yield from _violations(example, "slow-pattern")


def _violations(example: Example, wanted: str) -> Iterator[Report]:
    for call in example.calls:
        if call.violations is None:
            call.violations = _checked(example, call)
        for found in call.violations:
            if found.kind == wanted:
                yield Report(_place(call, found), found.message, found.help)


def _checked(example: Example, call: Call) -> list[Violation]:
    tool = example.tool_of(call)
    value = call.value if isinstance(call.value, dict) else unwrapped(call.value)
    if tool is None or value is None or is_wrapper(example, call):
        return []
    return tool.checker.violations(value)


def _place(call: Call, found: Violation) -> Place:
    if isinstance(call.arguments, dict):
        return Place((*call.arguments_path, *found.path), found.on)
    if not isinstance(call.value, dict):  # encoded twice: a place has one inside only
        return Place(call.arguments_path)
    return Place(call.arguments_path, found.on, inner=found.path)
