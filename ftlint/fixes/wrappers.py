"""Calls out of the wrapper that models write around parallel calls."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final, NamedTuple

from ftlint.findings import Severity
from ftlint.fixes import Fix, fix, unsafe
from ftlint.fixes.argument_text import arguments, is_object
from ftlint.fixing.call_ids import call_ids, can_name, member
from ftlint.fixing.edits import Insert, Put
from ftlint.text.inner_json import inner_text
from ftlint.view.pairing import name_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ftlint.findings import Path, Report
    from ftlint.fixing.edits import Edit
    from ftlint.fixing.subject import Subject
    from ftlint.view.example import Example
    from ftlint.view.nodes import Answer, Call

_PREFIX: Final = "functions."
_USE: Final = frozenset({"recipient_name", "parameters"})
_RESULT: Final = frozenset({"role", "tool_call_id", "content"})


class _Use(NamedTuple):
    """One of the calls in a wrapper: the name of the tool, and the text of its arguments."""

    name: str
    text: str


@fix("FT324")
def unwrap(line: Subject, report: Report) -> Fix | None:
    """Write the calls in the wrapper as calls of their own, and give each its result."""
    found = line.call_at(report.place.path)
    if found is None or report.severity is Severity.INFO:
        return None
    example, call = found
    uses = _uses(line, example, call)
    results = _results(example, call, len(uses)) if uses else None
    if results is None or name_of(call) is None or call.legacy or not can_name(line.plan.job.target):
        return None

    def edits() -> Iterable[Edit]:
        path = example.at_home(call.path)
        ids = [str(call.id), *(call_ids(line).fresh() for _ in uses[1:])]
        calls = [_call(line, path, name, use) for name, use in zip(ids, uses, strict=True)]
        yield Put(path, line.style.comma.join(calls))
        yield from _divided(line, example, call, ids, results)

    return unsafe("write the calls in the wrapper as calls of their own", edits)


def _uses(line: Subject, example: Example, call: Call) -> list[_Use]:
    """List the calls in a wrapper; none if there is one that cannot be written as a call."""
    value = call.value
    listed = value.get("tool_uses") if isinstance(value, dict) and len(value) == 1 else None
    if not isinstance(listed, list) or not call.raw.keys() <= {"id", "type", "function"}:
        return []
    uses = []
    for use in listed:
        name = use.get("recipient_name") if isinstance(use, dict) and use.keys() == _USE else None
        name = name.strip().removeprefix(_PREFIX) if isinstance(name, str) else ""
        if not name or (example.toolbox.tools and name not in example.toolbox.by_name):
            return []
        uses.append((name, use["parameters"]))
    given = [parameters for _, parameters in uses]
    texts = _texts(line, example, call, given)
    return [_Use(name, text) for (name, _), text in zip(uses, texts, strict=False)]


def _texts(line: Subject, example: Example, call: Call, given: list[object]) -> list[str]:
    """Give the JSON text of each of the parameters as it stands; none if one is no object."""
    if all(isinstance(each, str) and is_object(each) for each in given):
        return [str(each) for each in given]
    if not all(isinstance(each, dict) for each in given):
        return []
    within: list[Path] = [("tool_uses", number, "parameters") for number in range(len(given))]
    if isinstance(call.arguments, str):
        from ftlint.text.places import Index

        index = Index(call.arguments)
        found = [index.follow(path)[0] for path in within]
        return [call.arguments[at.start : at.end] for at in found]
    home = example.at_home(call.arguments_path)
    return [inner_text(line.source((*home, *path))) for path in within]


def _results(example: Example, call: Call, count: int) -> list[str] | None:
    """Give the texts into which the one result is to be divided; none if it need not, None if it cannot."""
    answers = call.answers
    if call.unanswered and count > 1:  # as many calls would be without a result
        return None
    if len(answers) in (0, count):
        return []
    [answer, *more] = answers
    home = example.at_home(answer.message.path)
    if more or not answer.message.raw.keys() <= _RESULT or not isinstance(home[-1], int):
        return None
    return _elements(answer, count)


def _elements(answer: Answer, count: int) -> list[str] | None:
    """Give the elements of a result that is an array with one for each call."""
    content = answer.message.content
    if not isinstance(content, str) or not content.lstrip().startswith("["):
        return None
    try:
        values = json.loads(content)
    except (ValueError, RecursionError):
        return None
    if len(values) != count or len({type(value) for value in values}) != 1:
        return None
    if isinstance(values[0], str):
        return values if all(values) else None
    if not isinstance(values[0], dict):
        return None
    from ftlint.text.places import Index

    index = Index(content)
    places = [index.follow((number,))[0] for number in range(count)]
    return [content[at.start : at.end] for at in places]


def _call(line: Subject, path: Path, name: str, use: _Use) -> str:
    colon, comma = line.style.colon, line.style.comma
    text = arguments(line, (*path, "function", "arguments"), use.text)
    function = f'{{"name"{colon}{line.json(use.name)}{comma}"arguments"{colon}{text}}}'
    members = f'"type"{colon}"function"{comma}"function"{colon}{function}'
    return f'{{"id"{colon}{line.json(name)}{comma}{members}}}'


def _divided(line: Subject, example: Example, call: Call, ids: list[str], texts: list[str]) -> Iterable[Edit]:
    """Name the calls in their results, or write the parts of the one result as results of their own."""
    homes = [example.at_home(answer.message.path) for answer in call.answers]
    if not texts:
        yield from [member(line, home, "tool_call_id", name) for home, name in zip(homes, ids, strict=False)]
        return
    [home] = homes
    yield Put((*home, "content"), line.json(texts[0]))
    for name, text in zip(ids[1:], texts[1:], strict=True):
        result = {"role": "tool", "tool_call_id": name, "content": text}
        yield Insert(home[:-1], int(home[-1]) + 1, line.json(result))
