"""Repairs of the frames of preference and reinforcement lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeGuard

from ftlint.fixes import Fix, fix, safe, unsafe
from ftlint.fixing.edits import Put, Remove, Rename
from ftlint.view.preference import INPUT, belongs, keys_of
from ftlint.view.roles import known_role

if TYPE_CHECKING:
    from ftlint.findings import Report
    from ftlint.fixing.subject import Subject


@fix("FT802")
def rename_part(line: Subject, report: Report) -> Fix | None:
    """Rename the key of a part, if what it holds is that part; a list of messages becomes the input."""
    path = report.place.path
    part = next((part for part, key in keys_of(line.value or {}).items() if (key,) == path), None)
    value = line.get(path)
    if part is None:
        return None
    rename, title = Rename(path, part), f'rename the key to "{part}"'
    if part != INPUT:
        return safe(title, lambda: [rename]) if _speaks(value) and all(map(belongs, value)) else None
    if isinstance(value, dict):
        return safe(title, lambda: [rename]) if _speaks(value.get("messages")) else None
    if not _speaks(value):
        return None
    return unsafe(
        'put the messages into "input"',
        lambda: [rename, Put(path, f'{{"messages"{line.style.colon}{line.source(path)}}}')],
    )


def _speaks(value: object) -> TypeGuard[list[object]]:
    """Say whether a value is a list of messages."""
    if not isinstance(value, list) or not value:
        return False
    return all(isinstance(each, dict) and known_role(each.get("role")) is not None for each in value)


@fix("FT808")
def remove_weight(line: Subject, report: Report) -> Fix | None:
    """Remove the weight of an output's message; safe where it says what holds anyway."""
    path = report.place.path
    certain = line.get(path) == 1
    return (safe if certain else unsafe)('remove the "weight"', lambda: [Remove(path)])


@fix("FT821")
def write_developer(line: Subject, report: Report) -> Fix | None:
    """Let the developer say what the system says."""
    path = report.place.path
    return unsafe('write the role "developer"', lambda: [Put(path, '"developer"')])
