"""Repairs of calls: their names, their shape, and the settings around them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from ftlint.findings import Severity
from ftlint.fixes import Fix, fix, safe, unsafe
from ftlint.fixing.edits import Add, Put, Remove

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ftlint.findings import FixKind, Path, Report
    from ftlint.fixing.edits import Edit
    from ftlint.fixing.subject import Subject
    from ftlint.view.toolbox import Toolbox

_PREFIX = "functions."
_SEPARATORS = re.compile(r"[\s_.-]+")


@fix("FT306")
def declared_name(line: Subject, report: Report) -> Fix | None:
    """Write the name as it is declared, where the two differ only in how they are written."""
    path = report.place.path
    name = line.get(path)
    if report.severity is Severity.INFO or not isinstance(name, str) or not line.examples:
        return None
    found = _declared(name, line.examples[-1].toolbox)
    if found is None:
        return None
    kind, meant = found

    def edits() -> Iterable[Edit]:
        yield Put(path, line.json(meant))
        example, call = line.call_at(path) or (None, None)
        for answer in call.answers if call and call.legacy else ():  # paired by the name
            if example is not None and answer.id == name:
                yield Put(example.at_home(answer.id_path), line.json(meant))

    return Fix(kind, "write the name of the tool as it is declared", edits)


def _declared(name: str, box: Toolbox) -> tuple[FixKind, str] | None:
    """Find the one declared name that is meant, and how sure that is."""
    bare = name.strip().removeprefix(_PREFIX).strip()
    if bare in box.by_name:
        return "safe", bare
    by_case, by_letters = _spellings(box)
    if len(named := by_case.get(bare.casefold(), [])) == 1:
        return "safe", named[0]
    if len(named := by_letters.get(_letters(bare), [])) == 1:
        return "unsafe", named[0]
    return None


@lru_cache(8)
def _spellings(box: Toolbox) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """List the declared names by what they are without case, and without case and separators."""
    by_case: dict[str, list[str]] = {}
    by_letters: dict[str, list[str]] = {}
    for name in box.by_name:
        by_case.setdefault(name.casefold(), []).append(name)
        by_letters.setdefault(_letters(name), []).append(name)
    return by_case, by_letters


def _letters(name: str) -> str:
    return _SEPARATORS.sub("", name).casefold()


@fix("FT319")
def remove_setting(_: Subject, report: Report) -> Fix | None:
    """Remove a setting for calls that cannot be made."""
    path = report.place.path
    return safe('remove "parallel_tool_calls"', lambda: [Remove(path)]) if path else None


@fix("FT320")
def remove_or_wrap(line: Subject, report: Report) -> Fix | None:
    """Remove an empty `tool_calls` beside text; put calls that are no array into one."""
    path = report.place.path
    given = line.get(path)
    if not given and isinstance(given, list | None):
        found = line.message_at(path)
        if found is None or not found.message.has_text:
            return None
        return safe('remove the empty "tool_calls"', lambda: [Remove(path)])
    if isinstance(given, dict) and _is_call(given):
        return unsafe("put the call into an array", lambda: [Put(path, f"[{line.source(path)}]")])
    if isinstance(given, str) and (text := _list_text(given)) is not None:
        from ftlint.fixes.splicing import spliced

        return unsafe("write the array itself", lambda: [Put(path, spliced(text, line.style))])
    return None


def _list_text(text: str) -> str | None:
    """Give the JSON text of calls; None if a text is none."""
    import jiter

    if not text.lstrip().startswith("["):
        return None
    try:
        calls = jiter.from_json(text.encode("utf-8", "surrogatepass"), allow_inf_nan=False)
    except ValueError:
        return None
    return text if calls and all(_is_call(call) for call in calls) else None


def _is_call(value: object) -> bool:
    function = value.get("function") if isinstance(value, dict) else None
    return isinstance(function, dict) and isinstance(function.get("name"), str)


@fix("FT321")
def complete_call(line: Subject, report: Report) -> Fix | None:
    """Add the type that a call lacks, right a wrong one, and nest the function of a flat call."""
    path = report.place.path
    if report.place.on == "key" or not path:
        return None
    if path[-1] == "type" and _is_call(line.get(path[:-1])):
        return unsafe('write "function"', lambda: [Put(path, line.json("function"))])
    call = line.get(path)
    if not isinstance(call, dict) or not isinstance(path[-1], int):
        return None
    if "function" not in call:
        from ftlint.fixes.flat_calls import nested

        return nested(line, path, call)
    return safe('add "type": "function"', lambda: _typed(line, path, call)) if "type" not in call else None


def _typed(line: Subject, path: Path, call: dict[str, object]) -> list[Edit]:
    """Add the type behind the id, or at the start."""
    keys = list(call)
    behind = keys.index("id") + 1 if "id" in call else 0
    return [Add(path, "type", line.json("function"), before=keys[behind] if behind < len(keys) else None)]
