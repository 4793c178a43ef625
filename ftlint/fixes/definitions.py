"""Repairs of tool definitions, the schemas of their parameters aside."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ftlint.fixes import Fix, fix, safe, unsafe
from ftlint.fixes.splicing import spliced
from ftlint.fixing.edits import Add, Put, Remove

if TYPE_CHECKING:
    from ftlint.findings import Path, Report
    from ftlint.fixing.subject import Subject

_FLAT_KEYS: Final = {
    "name": "name",
    "description": "description",
    "parameters": "parameters",
    "strict": "strict",
    "input_schema": "parameters",
    "inputSchema": "parameters",
}
"""What a flat tool has, and its key in a function: `input_schema` is Anthropic's, `inputSchema` MCP's."""


@fix("FT401")
def shape_tool(line: Subject, report: Report) -> Fix | None:
    """Nest a flat tool, put a lone one into an array, leave out null; other shapes say too little."""
    path = report.place.path
    if report.place.inner is not None or not path:
        return None
    value = line.get(path)
    if path[-1] in ("tools", "functions"):
        return _shape_list(line, path, value)
    if path[-1] == "type":
        tool = line.get(path[:-1])
        named = isinstance(tool, dict) and _is_named(tool.get("function"))
        return unsafe('write the type "function"', lambda: [Put(path, '"function"')]) if named else None
    if len(path) > 1 and path[-2] == "tools" and isinstance(value, dict) and _is_flat(value):
        return unsafe('nest the tool in "function"', lambda: [Put(path, _nested(line, path, value))])
    return None


def _shape_list(line: Subject, path: Path, value: object) -> Fix | None:
    if value is None:
        return safe(f'leave out "{path[-1]}"', lambda: [Remove(path)])
    if path[-1] != "tools" or not isinstance(value, dict):
        return None
    if _is_named(value.get("function")) or _is_flat(value):
        return unsafe('put "tools" into an array', lambda: [Put(path, f"[{line.source(path)}]")])
    return None


def _is_named(function: object) -> bool:
    return isinstance(function, dict) and isinstance(function.get("name"), str)


def _is_flat(tool: dict[str, object]) -> bool:
    if tool.get("type", "function") != "function" or not _is_named(tool):
        return False
    inside = [_FLAT_KEYS.get(key) for key in tool if key != "type"]
    return None not in inside and len(set(inside)) == len(inside)


def _nested(line: Subject, path: Path, tool: dict[str, object]) -> str:
    colon, comma = line.style.colon, line.style.comma
    members = [f'"{_FLAT_KEYS[key]}"{colon}{line.source((*path, key))}' for key in tool if key != "type"]
    return f'{{"type"{colon}"function"{comma}"function"{colon}{{{comma.join(members)}}}}}'


@fix("FT402")
def add_tool_type(line: Subject, report: Report) -> Fix | None:
    """Say that a tool is a function, which is all that it can be."""
    path = report.place.path
    tool = line.get(path)
    if report.place.inner is not None or not isinstance(tool, dict) or "function" not in tool:
        return None
    return safe('add "type": "function"', lambda: [Add(path, "type", '"function"', before=next(iter(tool)))])


@fix("FT415")
def decode_tools(line: Subject, report: Report) -> Fix | None:
    """Write what the text holds, as it is spelled there. Text in text comes out in a later pass."""
    path = report.place.path
    text = line.get(path)
    if report.place.inner is not None or not isinstance(text, str):
        return None
    return safe("take the JSON out of its quotes", lambda: [Put(path, spliced(text, line.style))])
