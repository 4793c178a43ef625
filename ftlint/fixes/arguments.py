"""Repairs of tool-call arguments."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from ftlint.findings import Severity
from ftlint.fixes import Fix, fix, safe, unsafe
from ftlint.fixes.argument_text import arguments, is_object, takes_nothing
from ftlint.fixes.splicing import spliced
from ftlint.fixing.edits import Add, Put
from ftlint.fixing.subject import MISSING
from ftlint.text.inner_json import inner_text

if TYPE_CHECKING:
    from ftlint.findings import Path, Report
    from ftlint.fixing.subject import Subject

_NOTHING: Final = 'write "{}" for a call without arguments'
_MOST_LAYERS: Final = 5


@fix("FT301")
def encode_arguments(line: Subject, report: Report) -> Fix | None:
    """Write an object as the JSON text of it; numbers and the order of keys stay as they are written."""
    path = report.place.path
    if report.place.on == "key" or not path:
        return None
    if path[-1] != "arguments":
        return _without_arguments(line, path)
    given = line.get(path)
    if isinstance(given, dict):
        return safe(
            "encode the arguments as JSON text", lambda: [Put(path, line.json(inner_text(line.source(path))))]
        )
    if given is None and takes_nothing(line, path[:-1]):
        return unsafe(_NOTHING, lambda: [Put(path, line.json("{}"))])
    return None


def _without_arguments(line: Subject, function: Path) -> Fix | None:
    """Add the arguments that a call lacks."""
    if line.get((*function, "arguments")) is not MISSING or not takes_nothing(line, function):
        return None
    return unsafe(_NOTHING, lambda: [Add(function, "arguments", line.json("{}"))])


@fix("FT302")
def repair_arguments(line: Subject, report: Report) -> Fix | None:
    """Write as JSON what is nearly JSON: fenced, printed by Python, or with mistakes that are plain."""
    path = report.place.path
    text = line.get(path)
    if _may_be_wrong(report) or not isinstance(text, str):
        return None
    if not text.strip():
        if not takes_nothing(line, path[:-1]):
            return None
        return unsafe(_NOTHING, lambda: [Put(path, arguments(line, path, "{}"))])
    from ftlint.fixes.broken_text import as_object

    repaired = as_object(text)
    if repaired is None:
        return None
    return unsafe("write the arguments as JSON", lambda: [Put(path, arguments(line, path, repaired))])


@fix("FT304")
def encode_once(line: Subject, report: Report) -> Fix | None:
    """Take the object's text out of the strings around it."""
    path = report.place.path
    inner = line.get(path)
    for _ in range(_MOST_LAYERS):
        if _may_be_wrong(report) or not isinstance(inner, str) or inner.lstrip().startswith("{"):
            break
        try:
            inner = json.loads(inner)
        except (ValueError, RecursionError):
            return None
    if _may_be_wrong(report) or not isinstance(inner, str) or not is_object(inner):
        return None
    return safe("encode the arguments once", lambda: [Put(path, arguments(line, path, inner))])


@fix("FT326")
def decode_arguments(line: Subject, report: Report) -> Fix | None:
    """Write the object that a string holds in its place; numbers and the order of keys stay."""
    path = report.place.path
    text = line.get(path)
    if not isinstance(text, str):
        return None
    return safe("write the arguments as an object", lambda: [Put(path, spliced(text, line.style))])


def _may_be_wrong(report: Report) -> bool:
    """Say whether the mistake may be why an output of a preference line is not the preferred one."""
    return report.severity is Severity.INFO
