"""Why the text of tool-call arguments is not JSON, in words about a call."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Final

from ftlint.findings import Label, Place, Report
from ftlint.reading.syntax import diagnose
from ftlint.reading.syntax.python import python_value
from ftlint.text.words import quote

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ftlint.findings import Path
    from ftlint.reading.syntax.fault import Fault

NOT_JSON: Final = "tool-call arguments are not JSON"
_FENCE: Final = re.compile(r"\s*(?P<open>```[\w-]*)[ \t]*\n?(?P<body>.*?)(?:\n?```\s*)?\Z", re.DOTALL)
_PROSE: Final = re.compile(r"[^\W\d_][^\"'`:={}\[\]()<>]*")
_MOST_NAMES: Final = 6
_PYTHON: Final = re.compile("'|True|False|None")
_OF_A_LINE: Final = (
    ("one line holds", "a call takes"),
    ("write one object on a line", "write one object in a call"),
    ("remove the comma: lines are not joined by commas", "remove the comma"),
    ("the line", "the text"),
)
"""What the diagnosis says of a line, said of a call."""


def broken_arguments(text: str, path: Path, required: Sequence[str] = ()) -> Report | None:
    """Say why a text is not JSON, at the place in it; None if nothing is wrong. Never raises.

    `required` are the names of the arguments that the tool requires.
    """
    if not text.strip():
        what = "only white space" if text else "an empty string"
        return Report(Place(path), f"{NOT_JSON}: they are {what}", as_object(None, required))
    if (fence := _FENCE.match(text)) is not None:
        return _fenced(fence, path)
    fault = diagnose(text)
    if fault is None:
        return None
    said, help_ = _of_a_call(fault.message), fault.help and _of_a_call(fault.help)
    if _PYTHON.match(text, *fault.span) and (encoded := _encoded(text)) is not None:
        said, help_ = "a Python dict, as str() or repr() writes it", f"write json.dumps of it: {encoded}"
    elif "{" not in text and text.lstrip()[0] != "[" and not (fault.help or "").startswith("write {"):
        help_ = _named(text, fault, required)  # its repair alone would be JSON, and no object
    labels = tuple(Label(Place(path, inside=span), label) for span, label in fault.labels)
    return Report(Place(path, inside=fault.span), f"{NOT_JSON}: {said}", help_, labels)


def as_object(value: object, required: Sequence[str]) -> str:
    """Say how to write arguments as an object in place of a JSON value that is none."""
    if value is not None and value not in ("", []):
        return f'write an object with the names of the parameters: {{"…": {quote(value, 40)}}}'
    if not required:
        return 'write "{}" for a call without arguments'
    names = [f"{quote(name, 40)}: …" for name in required[:_MOST_NAMES]]
    more = ["…"] if len(required) > _MOST_NAMES else []
    return f"write {quote('{' + ', '.join(names + more) + '}', 400)}"


def _named(text: str, fault: Fault, required: Sequence[str]) -> str:
    """Say how to write as an object what is one word or value without a name, or is nothing like one."""
    start, end = fault.span
    if fault.repair is not None and text.strip() == text[start:end]:
        try:
            return as_object(json.loads(fault.repair), required)
        except (ValueError, RecursionError):
            pass
    if _PROSE.fullmatch(text.strip()):
        return as_object(text.strip(), required)
    return 'write an object with the names of the parameters: {"…": …}'


def _fenced(fence: re.Match[str], path: Path) -> Report:
    body = fence["body"].strip()
    help_ = f"write the JSON alone: {quote(body, 80)}" if body else "write the JSON alone"
    said = f"{NOT_JSON}: they stand in a Markdown fence, {fence['open'][:20]}"
    return Report(Place(path, inside=fence.span("open")), said, help_)


def _encoded(text: str) -> str | None:
    """Write a Python dict as JSON; None if the text is none, or JSON has no form for what is in it."""
    value = python_value(text)
    if not isinstance(value, dict):
        return None
    try:
        return quote(json.dumps(value, ensure_ascii=False, allow_nan=False), 120)
    except (TypeError, ValueError, RecursionError):
        return None


def _of_a_call(words: str) -> str:
    for line, call in _OF_A_LINE:
        words = words.replace(line, call)
    return words
