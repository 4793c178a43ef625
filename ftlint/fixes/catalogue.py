"""Every fixer there is: the modules are listed here, and nowhere else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ftlint.fixes import (
    Fixer,
    arguments,
    calls,
    definitions,
    ids,
    keys,
    legacy,
    lines,
    messages,
    preference,
    roles,
    schemas,
    texts,
    turns,
    wrappers,
)

if TYPE_CHECKING:
    from ftlint.findings import Report
    from ftlint.fixes import Fix
    from ftlint.fixing.subject import Subject

_MODULES: Final = (
    arguments,
    calls,
    definitions,
    ids,
    keys,
    legacy,
    lines,
    messages,
    preference,
    roles,
    schemas,
    texts,
    turns,
    wrappers,
)

FIXERS: Final = {
    code: fixer
    for module in _MODULES
    for fixer in vars(module).values()
    if isinstance(fixer, Fixer)
    for code in fixer.codes
}


def fix_of(code: str, subject: Subject, report: Report) -> Fix | None:
    """Say how a mistake is repaired; None where no repair is plain."""
    fixer = FIXERS.get(code)
    return None if fixer is None else fixer.run(subject, report)
