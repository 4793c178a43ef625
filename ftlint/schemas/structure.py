"""Whether a schema is one: each keyword with a value that it may have. One mistake gives one problem."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ftlint.schemas import type_names
from ftlint.schemas.children import Child, children
from ftlint.schemas.ecma import NotEcma, translate
from ftlint.schemas.keywords import TYPES, Shape
from ftlint.schemas.leaves import is_right
from ftlint.schemas.problem import Problem
from ftlint.schemas.shape_words import EXPECTED, advice, misplaced
from ftlint.text.words import kind, quote

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ftlint.findings import Path
    from ftlint.schemas.document import Node

_ANCHOR = re.compile(r"[A-Za-z_][-A-Za-z0-9._]*")


def structure(node: Node, shapes: Mapping[str, Shape]) -> Iterator[Problem]:
    """Yield what is wrong with the keywords of one schema, but not with the schemas inside it."""
    for keyword, value in node.schema.items():
        shape = shapes.get(keyword)
        if shape is not None:
            yield from _keyword(keyword, shape, value, node.path)
    name = node.schema.get("$id")
    if isinstance(name, str) and "#" in name[:-1] and "$anchor" in shapes:
        yield _problem(
            (*node.path, "$id"), f'"$id" is {quote(name)}; expected a URI without a fragment', None
        )
    for child in children(node.schema, shapes):
        if not isinstance(child.value, dict | bool) and len(child.route) > 1:
            yield _no_schema(child, node.path)


def _keyword(keyword: str, shape: Shape, value: object, path: Path) -> Iterator[Problem]:
    here = (*path, keyword)
    if shape == "type" and value != []:
        yield from _type(value, here)
    elif keyword == "required" and isinstance(value, list):
        yield from _names(value, here, "required")
    elif shape in ("names by name", "schema or names by name") and isinstance(value, dict):
        yield from _lists(value, here, mixed=shape != "names by name")
    elif not _holds(shape, value):
        yield _wrong(keyword, shape, value, path)
    else:
        yield from _text(keyword, value, here)


def _text(keyword: str, value: object, here: Path) -> Iterator[Problem]:
    if keyword == "pattern":
        yield from _pattern(value, here, "value")
    elif keyword == "patternProperties" and isinstance(value, dict):
        for source in value:
            yield from _pattern(source, (*here, source), "key")
    elif keyword in ("$anchor", "$dynamicAnchor") and not _ANCHOR.fullmatch(str(value)):
        yield _problem(
            here, f"{quote(value)} cannot be an anchor", "letters, digits, - _ . and a letter first"
        )


def _holds(shape: Shape, value: object) -> bool:
    if shape == "schema":
        return isinstance(value, dict | bool)
    if shape == "schemas":
        return isinstance(value, list) and bool(value)
    if shape == "schema or schemas":
        return isinstance(value, dict | bool | list)
    if shape in ("schemas by name", "schema or names by name"):
        return isinstance(value, dict)
    return shape != "type" and is_right(shape, value)


def _wrong(keyword: str, shape: Shape, value: object, path: Path) -> Problem:
    if value == []:
        text = f"{quote(keyword)} is empty; expected {EXPECTED[shape]}"
        note = "no value at all is allowed this way" if keyword == "enum" else f"leave {quote(keyword)} out"
        return _problem((*path, keyword), text, note)
    what = kind(value) if isinstance(value, dict | list) else quote(value)
    return _problem(
        (*path, keyword),
        f"{quote(keyword)} is {what}; expected {EXPECTED[shape]}",
        advice(keyword, shape, value, path),
    )


def _type(value: object, here: Path) -> Iterator[Problem]:
    if isinstance(value, str):
        if value not in TYPES:
            yield _problem(here, f"{quote(value)} is not a type of JSON Schema", type_names.advice(value))
        return
    if not isinstance(value, list):
        what = kind(value) if isinstance(value, dict) else quote(value)
        note = 'leave "type" out' if value is None else None
        yield _problem(here, f'"type" is {what}; expected {EXPECTED["type"]}', note)
        return
    seen: set[str] = set()
    for index, name in enumerate(value):
        if not isinstance(name, str) or name not in TYPES:
            note = 'write "null", with quotes' if name is None else None
            note = type_names.advice(name) if isinstance(name, str) else note
            yield _problem((*here, index), f"{quote(name)} is not a type of JSON Schema", note)
        elif name in seen:
            yield _problem((*here, index), f"{quote(name)} is named twice", "name each type once")
        else:
            seen.add(name)


def _names(names: list[object], here: Path, keyword: str) -> Iterator[Problem]:
    seen: set[str] = set()
    for index, name in enumerate(names):
        if not isinstance(name, str):
            what = kind(name) if isinstance(name, dict | list) else quote(name)
            yield _problem(
                (*here, index), f"{quote(keyword)} names {what}; expected the name of a property", None
            )
        elif name in seen:
            yield _problem((*here, index), f"{quote(keyword)} names {quote(name)} twice", "name it once")
        else:
            seen.add(name)


def _lists(lists: dict[str, object], here: Path, *, mixed: bool) -> Iterator[Problem]:
    for name, item in lists.items():
        if isinstance(item, list):
            yield from _names(item, (*here, name), str(here[-1]))
        elif not mixed:
            what = kind(item) if isinstance(item, dict) else quote(item)
            yield _problem(
                (*here, name), f"{quote(name)} is {what}; expected an array of property names", None
            )


def _no_schema(child: Child, path: Path) -> Problem:
    keyword, name = child.route[0], child.route[-1]
    what = kind(child.value) if isinstance(child.value, list) else quote(child.value)
    label = quote(name) if isinstance(name, str) else f"item {name} of {quote(keyword)}"
    note = misplaced(name, child.value) if keyword == "properties" else None
    inside = ' in "properties"' if keyword == "properties" else ""
    return _problem((*path, *child.route), f"{label}{inside} is {what}; expected a schema", note)


def _pattern(source: object, here: Path, on: str) -> Iterator[Problem]:
    """Report a pattern that is broken in JavaScript and in Python: what either reads may be accepted."""
    try:
        translate(str(source))
    except NotEcma as why:
        try:
            re.compile(str(source))
        except (re.error, OverflowError):
            text = f"{quote(source)} is not a pattern: {why}"
            yield Problem("invalid-schema", here, "key" if on == "key" else "value", text, None)
        except RecursionError:
            return


def _problem(path: Path, message: str, note: str | None) -> Problem:
    return Problem("invalid-schema", path, "value", message, note)
