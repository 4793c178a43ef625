"""Calls with name and arguments on the call itself, as other formats write them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ftlint.fixes import Fix, unsafe
from ftlint.fixes.argument_text import arguments
from ftlint.fixing.call_ids import call_ids, can_name
from ftlint.fixing.edits import Put
from ftlint.text.inner_json import inner_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ftlint.findings import Path
    from ftlint.fixing.edits import Edit
    from ftlint.fixing.subject import Subject

_KEYS: Final = frozenset({"id", "type", "name", "arguments"})


def nested(line: Subject, path: Path, call: dict[str, object]) -> Fix | None:
    """Write name and arguments into a `function`; None where the call has anything else, or lacks one."""
    given = call.get("arguments")
    named = isinstance(call.get("id"), str) and bool(call.get("id"))
    if not call.keys() <= _KEYS or not isinstance(call.get("name"), str) or not isinstance(given, str | dict):
        return None
    if not named and ("FT310" in line.plan.levels and not can_name(line.plan.job.target)):
        return None

    def edits() -> Iterable[Edit]:
        name, text = line.source((*path, "name")), _arguments(line, path, given)
        colon, comma = line.style.colon, line.style.comma
        function = f'{{"name"{colon}{name}{comma}"arguments"{colon}{text}}}'
        members = [f'"type"{colon}"function"', f'"function"{colon}{function}']
        if named:
            members.insert(0, f'"id"{colon}{line.source((*path, "id"))}')
        elif "FT310" in line.plan.levels:
            members.insert(0, f'"id"{colon}{line.json(call_ids(line).new(path))}')
            yield from call_ids(line).tell_results(path)
        yield Put(path, f"{{{comma.join(members)}}}")

    return unsafe('put name and arguments into "function"', edits)


def _arguments(line: Subject, path: Path, given: str | dict[str, object]) -> str:
    source = line.source((*path, "arguments"))
    if isinstance(given, str):
        return source
    text = inner_text(source)
    return arguments(line, (*path, "function", "arguments"), text)
