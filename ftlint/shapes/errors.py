"""What pydantic finds wrong with a value, as paths into the data; each mistake once."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from ftlint.findings import Place
from ftlint.reading.formats import METADATA_KEYS, REQUEST_KEYS
from ftlint.records import dataclass
from ftlint.shapes.synonyms import PART_TYPES, meant_key, stand_in
from ftlint.text.words import nearest, one_of, quote
from ftlint.view.nodes import WEIGHTS
from ftlint.view.roles import known_role, meant_role

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pydantic import TypeAdapter

    from ftlint.findings import Path


@dataclass(frozen=True)
class ShapeError:
    """One error of pydantic's, with the path in the data.

    An unknown key of the example itself is a `request_parameter` or `metadata` if it is known as one. Content
    that is one part is a `content_part`; a custom tool call, which has no `function`, a `custom_call`.
    """

    type: str
    path: Path
    reason: str
    value: object
    """What stands there; for a missing key, the object that lacks it."""
    message: str = "message"
    """What the message that it is in is called: "assistant message"."""
    meant: str | None = None
    """What was surely meant: a key or a value, as JSON."""
    allowed: str = ""
    """What may stand there, in words; for an unknown key, the keys that are known there."""
    stand_in: str | None = None
    """For a missing key, the key that stands in its place."""

    @property
    def is_unknown_key(self) -> bool:
        """Whether the mistake is a key that should not be there."""
        return self.type in ("extra_forbidden", "request_parameter", "metadata")

    @property
    def place(self) -> Place:
        """The key if it should not be there, the object if a key is missing, else the value."""
        if self.type in ("missing", "custom_call"):
            around = self.path[:-1]
            return Place(around) if self.stand_in is None else Place((*around, self.stand_in), on="key")
        return Place(self.path, on="key" if self.is_unknown_key else "value")


def shape_errors(shape: TypeAdapter[Any], value: Mapping[str, object]) -> list[ShapeError]:
    """Validate a value, and list what is wrong with it, in the order of the places.

    A message whose role is only called otherwise (`human`) is looked at as what it is meant to be, so
    that its role does not hide its other mistakes.
    """
    from pydantic import ValidationError

    meant, errors = _with_meant_roles(value)
    try:
        shape.validate_python(meant)
    except ValidationError as error:
        for detail in error.errors(include_url=False, include_context=True):
            errors.append(_shape_error(detail, meant))
    return errors


def without_renamed(errors: list[ShapeError]) -> list[ShapeError]:
    """Drop each missing key that an unknown key beside it stands for: that one's error says so.

    Calls stand for content: who writes them under a wrong role has not forgotten the text.
    """
    unknown = [error for error in errors if error.is_unknown_key]
    filled = {(*e.path[:-1], e.meant) for e in unknown if e.meant is not None}
    filled |= {(*e.path[:-1], '"content"') for e in unknown if e.path[-1] in ("tool_calls", "function_call")}
    return [e for e in errors if not (_is_lack(e) and (*e.path[:-1], quote(e.path[-1])) in filled)]


def _is_lack(error: ShapeError) -> bool:
    return error.type == "missing" or (error.value is None and not error.is_unknown_key)


def general(path: Path) -> tuple[str, ...]:
    """Write a path as claims do: `("messages", 2, "role")` is `messages[]`, `role`."""
    written: list[str] = []
    for step in path:
        if isinstance(step, int) and written:
            written[-1] += "[]"
        else:
            written.append(str(step).replace("[]", "[ ]"))  # a key that only looks like an index
    return tuple(written)


def _with_meant_roles(value: Mapping[str, object]) -> tuple[Mapping[str, object], list[ShapeError]]:
    messages = value.get("messages")
    if not isinstance(messages, list):
        return value, []
    errors, meant = [], list(messages)
    for index, message in enumerate(messages):
        if not isinstance(message, dict):
            continue
        role, known = message.get("role"), meant_role(message)
        if known is None or role == known:
            continue
        meant[index] = {**message, "role": known}
        if role != "function":  # the old form beside the new one is a rule of its own
            path = ("messages", index, "role")
            errors.append(ShapeError("union_tag_invalid", path, "", role, meant=quote(known)))
    return {**value, "messages": meant}, errors


def _shape_error(detail: Any, value: Mapping[str, object]) -> ShapeError:
    kind: str = detail["type"]
    path = _data_path(detail["loc"], kind == "extra_forbidden")
    given = detail["input"]
    if kind in ("union_tag_invalid", "union_tag_not_found"):
        tag = detail["ctx"]["discriminator"].strip("'")
        path = (*path, tag)
        if isinstance(given, dict) and tag in given:  # there, though it may not even be a string
            kind, given = "union_tag_invalid", given[tag]
        else:
            kind = "missing"
    elif kind == "extra_forbidden" and len(path) == 1:
        kind = _kind_of_top_key(path[0])
    hints = _hints(kind, path, given, value)
    kind = _special_kind(kind, path, given)
    return ShapeError(kind, path, detail["msg"], given, _message_name(path, value), *hints)


def _special_kind(kind: str, path: Path, given: object) -> str:
    if isinstance(given, dict):
        from ftlint.shapes.models import PARTS

        where, named = general(path), given.get("type")
        if where == ("messages[]", "content") and named in PARTS and named in given:
            return "content_part"
        if where == ("messages[]", "tool_calls[]", "function") and named == "custom" and kind == "missing":
            return "custom_call"
    return kind


def _kind_of_top_key(key: str | int) -> str:
    if key in METADATA_KEYS:
        return "metadata"
    return "request_parameter" if key in REQUEST_KEYS else "extra_forbidden"


class _Hints(NamedTuple):
    """What was meant, what is allowed, and what stands in its place: fields of a `ShapeError`."""

    meant: str | None = None
    allowed: str = ""
    stand_in: str | None = None


def _hints(kind: str, path: Path, given: object, value: Mapping[str, object]) -> _Hints:
    from ftlint.shapes.models import FIELDS, MESSAGE_KEYS, PARTS

    last, where = path[-1], general(path)
    if kind == "extra_forbidden":
        known, around = _known_keys(path, value)
        free = [key for key in known if key not in around]
        of_another_role = where[:-1] == ("messages[]",) and last in MESSAGE_KEYS
        meant = None if of_another_role else meant_key(str(last), free)
        return _Hints(_written(meant), _listed(known))
    if kind == "missing" and isinstance(given, dict):
        known, _ = _known_keys(path, value)
        here = (
            next((part for part in PARTS if part in given), None) if where[-2:-1] == ("content[]",) else None
        )
        found = stand_in(str(last), [key for key in given if key not in known])
        return _Hints(_written(here), _listed(FIELDS.get(str(last), ())), found)
    if kind == "union_tag_invalid":
        tags = FIELDS[str(last)]
        meant = None
        if isinstance(given, str):
            meant = PART_TYPES.get(given) if last == "type" else known_role(given)
            meant = meant or nearest(given, tags)
        return _Hints(_written(meant), _listed(tags))
    if where == ("messages[]", "weight"):
        weight = WEIGHTS.get(given) if isinstance(given, str | int | float) else None
        return _Hints(None if weight is None else str(weight), "0 or 1")
    return _Hints()


@cache
def _listed(names: tuple[str, ...]) -> str:
    return one_of(names)


def _written(meant: str | None) -> str | None:
    return None if meant is None else quote(meant)


def _known_keys(path: Path, value: Mapping[str, object]) -> tuple[tuple[str, ...], Mapping[str, object]]:
    """List the keys that the object around the end of a path may have; and give that object."""
    from ftlint.shapes.models import FIELDS, PARTS

    around: Any = value
    for step in path[:-1]:
        around = around[step]
    where = ".".join(general(path[:-1]))
    if where == "messages[]":
        return FIELDS.get(str(around.get("role")), ("role", "content")), around
    if where == "messages[].content[]" and around.get("type") in PARTS:
        return ("type", around["type"]), around
    return FIELDS.get(where, ()), around


def _message_name(path: Path, value: Mapping[str, object]) -> str:
    match path:
        case ("messages", int(index), _, *_):
            message: Any = value["messages"]
            message = message[index]
            role = known_role(message.get("role")) if isinstance(message, dict) else None
            return f"{role} message" if role else "message"
    return "message"


def _data_path(loc: tuple[str | int, ...], ends_on_key: bool) -> Path:
    """Take the names of union members out of pydantic's location."""
    return tuple(_data_steps(loc, ends_on_key))


def _data_steps(loc: tuple[str | int, ...], ends_on_key: bool) -> Iterator[str | int]:
    array = ""
    tag_is_next = False
    for index, step in enumerate(loc):
        is_key = ends_on_key and index == len(loc) - 1
        if not tag_is_next and (is_key or step not in ("<text>", "<parts>")):
            yield step
        tag_is_next = not tag_is_next and isinstance(step, int) and array in _UNIONS
        array = step if isinstance(step, str) and step not in ("<text>", "<parts>") else array


_UNIONS = ("messages", "content")
