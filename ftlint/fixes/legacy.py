"""Functions, the deprecated form, written as tools: all of a line at once."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from ftlint.fixes import Fix, fix, unsafe
from ftlint.fixes.objects import object_of
from ftlint.fixing.call_ids import fits
from ftlint.fixing.edits import EditError, Put, Remove, Rename

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ftlint.findings import Path, Report
    from ftlint.fixing.edits import Edit
    from ftlint.fixing.subject import Subject
    from ftlint.view.example import Example
    from ftlint.view.nodes import Answer, Call


@fix("FT121")
def functions_to_tools(line: Subject, report: Report) -> Fix | None:
    """Write definitions, calls and results in the form of tools, with ids that pair them."""
    if not all(map(_is_plain, line.examples)):
        return None
    return unsafe("write functions as tools", lambda: _edits(line))


def _edits(line: Subject) -> list[Edit]:
    """Work out all edits of a line; what two conversations share is changed once. Raises EditError."""
    if not all(map(_is_plain, line.examples)):  # of two conversations, the second was not known before
        raise EditError("the other conversation of the line is not plain")
    edits: dict[Path, list[Edit]] = {}
    ids: dict[Path, str] = {}
    free = _free_ids(line.examples)
    for example in line.examples:
        if example.value.get("functions"):
            at = example.at_home(("functions",))
            edits[at] = list(_of_definitions(line, at))
        for call in example.calls:
            at = example.at_home(call.path)
            if call.legacy and at not in ids:
                ids[at] = next(free)
                edits[at] = list(_of_call(line, at, call, ids[at]))
        for answer in example.answers:
            at = example.at_home(answer.message.path)
            if answer.legacy and answer.call is not None and at not in edits:
                name = ids[example.at_home(answer.call.path)]
                edits[at] = list(_of_answer(line, at, answer, name))
    return [edit for some in edits.values() for edit in some]


def _of_definitions(line: Subject, at: Path) -> Iterator[Edit]:
    around, listed = line.get(at[:-1]), line.get(at)
    if isinstance(around, dict) and "tools" in around:
        yield Remove((*at[:-1], "tools"))
    yield Rename(at, "tools")
    for index, definition in enumerate(listed if isinstance(listed, list) else ()):
        path = (*at, index)
        if not (isinstance(definition, dict) and "function" in definition):
            members = {"type": '"function"', "function": line.source(path)}
            yield Put(path, object_of(line, members))


def _of_call(line: Subject, at: Path, call: Call, name: str) -> Iterator[Edit]:
    if "tool_calls" in call.message.raw:
        yield Remove((*at[:-1], "tool_calls"))
    members = {"id": line.json(name), "type": '"function"', "function": line.source(at)}
    yield Rename(at, "tool_calls")
    yield Put(at, f"[{object_of(line, members)}]")


def _of_answer(line: Subject, at: Path, answer: Answer, name: str) -> Iterator[Edit]:
    raw, text = answer.message.raw, line.json(name)
    yield Put((*at, "role"), '"tool"')
    if "tool_call_id" in raw:
        yield Put((*at, "tool_call_id"), text)
        yield Remove((*at, "name"))
    else:
        yield Rename((*at, "name"), "tool_call_id")
        yield Put((*at, "name"), text)


def _is_plain(example: Example) -> bool:
    """Say whether a conversation is in the old form only, and each result answers one call."""
    value = example.value
    functions, tools = value.get("functions", [{}]), value.get("tools")
    listed = isinstance(functions, list) and all(isinstance(each, dict) for each in functions)
    if example.holes or tools or not listed or not functions:
        return False
    if not all(call.legacy and len(call.message.calls) == 1 for call in example.calls):
        return False
    if any(message.lost_calls and not message.calls for message in example.messages):
        return False
    return all(map(_is_paired, example.answers))


def _is_paired(answer: Answer) -> bool:
    return (
        answer.legacy
        and isinstance(answer.id, str)
        and isinstance(answer.message.content, str | list)
        and answer.call is not None
        and answer.call.legacy
        and not answer.repeats
    )


def _free_ids(examples: list[Example]) -> Iterator[str]:
    """Make ids that no call of the line has: `call_1`, or `call00001` where the target wants that form."""
    taken = {call.id for example in examples for call in example.calls if isinstance(call.id, str)}
    short = fits(examples[0].job.target, "call_1")
    names = (f"call_{number}" if short else f"call{number:05}" for number in count(1))
    return (name for name in names if name not in taken)
