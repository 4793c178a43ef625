"""What pydantic says about a config, in words: the key, what it is, and what to write instead."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

from ftlint.config import keys
from ftlint.config.choices import OURS, unknown
from ftlint.config.errors import Mistake
from ftlint.text.words import nearest, path_text, quote

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic import ValidationError
    from pydantic_core import ErrorDetails

    from ftlint.config.reading import Document
    from ftlint.findings import Path

_KINDS = {
    bool: "true or false",
    str: "a string",
    int: "a whole number",
    float: "a number",
    list: "a list",
    dict: "a table",
    datetime.time: "a time",
}


def mistakes(error: ValidationError, document: Document, root: Path) -> Iterator[Mistake]:
    """Say each mistake at its place. `root` leads to the table of settings in the document."""
    details = error.errors(include_url=False)
    strays = [detail["loc"] for detail in details if detail["type"] == "extra_forbidden"]
    for detail in details:
        if detail["type"] == "missing" and any(_stands_for(stray, detail["loc"]) for stray in strays):
            continue  # the key is there, under a name that is said to be wrong
        on_key = detail["loc"][-1] == "[key]"
        path = tuple(step for step in detail["loc"] if step != "[key]")
        on_key = on_key or detail["type"] == "extra_forbidden"
        find = document.positions.key if on_key else document.positions.value
        spot = find((*root, *path))
        yield Mistake(document.name, spot.line, spot.column, _sentence(detail, path, on_key))


def _stands_for(stray: tuple[str | int, ...], missing: tuple[str | int, ...]) -> bool:
    return stray[:-1] == missing[:-1] and nearest(str(stray[-1]), [str(missing[-1])]) is not None


def twice(document: Document, root: Path, rules: object) -> Iterator[Mistake]:
    """Say which rules have a level by their code and by their name."""
    from ftlint.rulebook import UnknownRule, rulebook

    seen: dict[str, str] = {}
    for name in rules if isinstance(rules, dict) else ():
        try:
            code = rulebook().find(name).code
        except UnknownRule:
            continue
        if code in seen:
            spot = document.positions.key((*root, "rules", name))
            first = document.positions.key((*root, "rules", seen[code]))
            said = f"rules: {quote(name)} is {code}, which has a level already in line {first.line}"
            yield Mistake(document.name, spot.line, spot.column, said)
        seen.setdefault(code, name)


def _sentence(detail: ErrorDetails, path: Path, on_key: bool) -> str:
    if detail["type"] == OURS:
        named = path[:-1] if on_key else path
        return f"{path_text(named)}: {detail['msg']}"
    if detail["type"] == "extra_forbidden":
        return _unknown_key(path)
    wanted = _wanted(path)
    if detail["type"] == "missing":
        return f"{path_text(path[:-1])} has no {quote(path[-1])}; write {wanted}"
    value = detail["input"]
    shown = _kind(value) if detail["type"].endswith("_type") else quote(value)
    return f"{path_text(path)} is {shown}; write {wanted}"


def _unknown_key(path: Path) -> str:
    *above, key = path
    if not above and key == "tool":
        return "in this file the settings stand at the top, without [tool.ftlint]"
    model = keys.Dataset if above else keys.Settings
    where = f"{path_text(tuple(above))}: " if above else ""
    return where + unknown(
        "unknown key", str(key), [field.alias or "" for field in model.model_fields.values()]
    )


def _wanted(path: Path) -> str:
    """Say what to write at a path."""
    in_dataset = path[0] == "datasets" and len(path) > 2
    model: type[keys.Keys] = keys.Dataset if in_dataset else keys.Settings
    name, depth = (path[2], len(path) - 3) if in_dataset else (path[0], len(path) - 1)
    field = next(field for field in model.model_fields.values() if field.alias == name)
    return write_of(field.metadata).at(depth)


def write_of(metadata: list[Any]) -> keys.Write:
    """Find what is to be written among the marks of a field."""
    return next(mark for mark in metadata if isinstance(mark, keys.Write))


def _kind(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return _KINDS.get(type(value), "a date")
