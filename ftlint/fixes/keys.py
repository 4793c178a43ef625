"""Repairs of unknown keys: what the report advises, where that loses nothing that is needed."""

from __future__ import annotations

import re
from types import NoneType
from typing import TYPE_CHECKING, Any, Final

from ftlint.fixes import Fix, fix, unsafe
from ftlint.fixes.objects import object_of
from ftlint.fixes.required import lacks
from ftlint.fixing.edits import Add, Insert, Put, Remove, Rename
from ftlint.text.inner_json import inner_text
from ftlint.view.nodes import WEIGHTS
from ftlint.view.roles import known_role

if TYPE_CHECKING:
    from ftlint.findings import Path, Report
    from ftlint.fixing.edits import Edit
    from ftlint.fixing.subject import Subject

_WRITE: Final = re.compile(r'write "(\w+)"')
_MOVE: Final = re.compile(r'move it into "(\w+)"')

_FITS: Final[dict[str, tuple[type, ...]]] = {
    "messages": (list,),
    "tools": (list,),
    "functions": (list,),
    "tool_calls": (list,),
    "content": (str, list, NoneType),
    "arguments": (str, dict),
    "parameters": (dict,),
    "function": (dict,),
    "function_call": (dict,),
    "image_url": (dict,),
    "input_audio": (dict,),
    "file": (dict,),
    "audio": (dict, NoneType),
    "strict": (bool, NoneType),
    "parallel_tool_calls": (bool,),
    "weight": (int, float, str),
}
"""What may stand under a key; a string under the others."""


@fix("FT103", "FT104")
def mend_unknown_key(line: Subject, report: Report) -> Fix | None:
    """Rename, move or remove a key, as the report advises."""
    path, advice = report.place.path, report.help or ""
    around = line.get(path[:-1])
    if report.place.on != "key" or report.place.inner is not None:
        return None
    if not path or not isinstance(around, dict) or path[-1] not in around:
        return None
    if found := _WRITE.fullmatch(advice):
        return _renamed(line, path, around, found[1])
    if found := _MOVE.match(advice):
        return _moved(line, path, around, found[1])
    if path[-1] == "system" and "role" not in around:
        return _said_first(line, path, around)
    return _removed(line, path, around)


def _removed(line: Subject, path: Path, around: dict[Any, Any]) -> Fix | None:
    if lacks(line, path, around) or (path[-1] == "weight" and not _changes_nothing(around["weight"])):
        return None
    return unsafe("remove the unknown key", lambda: [Remove(path)])


def _renamed(line: Subject, path: Path, around: dict[Any, Any], key: str) -> Fix | None:
    value = around[path[-1]]
    if key in around or not isinstance(value, _FITS.get(key, (str,))):
        return None

    def edits() -> list[Edit]:
        if key == "arguments" and isinstance(value, dict) and "FT301" in line.plan.levels:
            return [Rename(path, key), Put(path, line.json(inner_text(line.source(path))))]
        return [Rename(path, key)]

    return unsafe(f'write "{key}" as the key', edits)


def _moved(line: Subject, path: Path, around: dict[Any, Any], into: str) -> Fix | None:
    key, inner = str(path[-1]), around.get(into)
    if not isinstance(inner, dict) or key in inner:
        return None
    if key == "parallel_tool_calls" and not (inner.get("tools") or around.get("tools")):
        return _removed(line, path, around)  # without tools it would be the next mistake

    def edits() -> list[Edit]:
        return [Remove(path), Add((*path[:-1], into), key, line.source(path))]

    return unsafe(f'move "{key}" into "{into}"', edits)


def _said_first(line: Subject, path: Path, around: dict[Any, Any]) -> Fix | None:
    """Make a system prompt beside the messages the first of them, if they have none."""
    text, messages = around["system"], around.get("messages")
    if not isinstance(text, str) or not text.strip() or not isinstance(messages, list) or not messages:
        return None
    roles = [known_role(each.get("role")) for each in messages if isinstance(each, dict)]
    if "system" in roles or "developer" in roles:
        return None

    def edits() -> list[Edit]:
        message = object_of(line, {"role": '"system"', "content": line.source(path)})
        return [Remove(path), Insert((*path[:-1], "messages"), 0, message)]

    return unsafe('write "system" as the first message', edits)


def _changes_nothing(weight: object) -> bool:
    """Say whether a weight of a whole example is 1, as it is without."""
    return isinstance(weight, str | int | float) and WEIGHTS.get(weight) == 1
