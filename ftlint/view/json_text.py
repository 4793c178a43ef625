"""JSON text where a JSON value should stand: definitions of tools are read through it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

import jiter

from ftlint.findings import Place

if TYPE_CHECKING:
    from collections.abc import Container

    from ftlint.findings import Path


_IN_A_TOOL: Final = ("function", "parameters")
_IN_A_FUNCTION: Final = ("parameters",)


def read_list(value: object, path: Path, texts: dict[Path, None]) -> object:
    """Give a list of tools with all JSON text in it decoded; `texts` gets the paths of what was text."""
    listed = _decoded(value, list, path, texts)
    if not isinstance(listed, list):
        return listed
    return [
        tool if _is_plain(tool) else _read(tool, (*path, index), texts, _IN_A_TOOL)
        for index, tool in enumerate(listed)
    ]


def _is_plain(tool: object) -> bool:
    """Say quickly that a tool, as nearly all, is an object of objects, in which there is no JSON text."""
    if type(tool) is not dict or "parameters" in tool:
        return False
    function = tool.get("function")
    return type(function) is dict and type(function.get("parameters")) is dict


def _read(value: object, path: Path, texts: dict[Path, None], keys: tuple[str, ...] = ()) -> object:
    """Decode an object, and what it has under some keys."""
    found = _decoded(value, dict, path, texts)
    if not isinstance(found, dict):
        return found
    below = {"function": _IN_A_FUNCTION}
    inside = {key: _read(found[key], (*path, key), texts, below.get(key, ())) for key in keys if key in found}
    if all(inside[key] is found[key] for key in inside):
        return found
    return {**found, **inside}


def _decoded(value: object, wanted: type, path: Path, texts: dict[Path, None]) -> object:
    if isinstance(value, str) and value.lstrip()[:1] in ("{", "["):
        try:
            decoded = jiter.from_json(value.encode("utf-8", "surrogatepass"))
        except ValueError:
            return value
        if isinstance(decoded, wanted):
            texts[path] = None
            return decoded
    return value


def place_within(texts: Container[Path], path: Path, on: Literal["value", "key"] = "value") -> Place:
    """Give the place of a path that may lead into JSON text.

    A place has one inside only: where text is in text, it is that of the inner one.
    """
    around = [path[:depth] for depth in range(1, len(path)) if path[:depth] in texts]
    if not around:
        return Place(path, on)
    if len(around) > 1:
        path, on = around[1], "value"
    return Place(around[0], on, inner=path[len(around[0]) :])
