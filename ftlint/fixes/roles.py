"""Repairs of roles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ftlint.fixes import Fix, fix, safe, unsafe
from ftlint.fixing.edits import Put
from ftlint.text.words import nearest
from ftlint.view.roles import ROLES, meant_role

if TYPE_CHECKING:
    from ftlint.findings import Report
    from ftlint.fixing.subject import Subject


@fix("FT105")
def write_known_role(line: Subject, report: Report) -> Fix | None:
    """Write the role that is meant: safe where only case or spaces are wrong, else a person should look."""
    path = report.place.path
    role, message = line.get(path), line.get(path[:-1])
    if path[-1:] != ("role",) or not isinstance(role, str) or not isinstance(message, dict):
        return None
    meant = meant_role(message) or nearest(role, ROLES)
    if meant is None:
        return None
    make = safe if role.strip().lower() == meant else unsafe
    return make(f'write the role as "{meant}"', lambda: [Put(path, line.json(meant))])
