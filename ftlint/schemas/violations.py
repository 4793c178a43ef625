"""Faults made ready for a person: one mistake gives one violation, placed and worded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ftlint.schemas.advice import advice
from ftlint.schemas.spelling import UNKNOWN, declared, spelling
from ftlint.schemas.violation import Violation
from ftlint.schemas.wording import message, unknown
from ftlint.text.words import one_of, quote

if TYPE_CHECKING:
    from ftlint.findings import Path
    from ftlint.schemas.faults import Fault
    from ftlint.schemas.violation import Kind


def violations(faults: list[Fault], kind: Kind) -> list[Violation]:
    """Word faults, leaving out those that another one explains."""
    valued = {fault.path for fault in faults if fault.keyword in ("enum", "const")}
    faults = [fault for fault in faults if not (fault.keyword == "type" and fault.path in valued)]
    names = spelling(faults)
    found: dict[tuple[Path, str], Violation] = {}
    for index, fault in enumerate(faults):
        if index in names.explained:
            continue
        if index in names.instead:
            wanted = quote(names.instead[index])
            said = f"{unknown(fault.path)}, and {wanted}, which is required, is missing"
            made = Violation(kind, fault.path, "key", said, f"write {wanted}, if that is what is given here")
        elif fault.keyword in UNKNOWN or (fault.keyword == "false" and _is_name(fault)):
            meant = names.meant.get(index)
            made = _unknown(fault, kind, meant, required=_is_explained(fault, meant, faults))
        elif fault.keyword == "propertyNames":
            made = Violation(kind, fault.path, "key", message(fault), None)
        else:
            made = Violation(
                kind, fault.path, "value", message(fault), _help(fault, names.misspelled.get(index))
            )
        found.setdefault((made.path, made.message), made)
    return list(found.values())


def _is_name(fault: Fault) -> bool:
    return bool(fault.path) and isinstance(fault.path[-1], str)


def _is_explained(fault: Fault, meant: str | None, faults: list[Fault]) -> bool:
    return meant is not None and any(
        other.keyword == "required" and other.name == meant and other.path == fault.path[:-1]
        for other in faults
    )


def _unknown(fault: Fault, kind: Kind, meant: str | None, *, required: bool) -> Violation:
    text = unknown(fault.path)
    if meant is not None:
        note = f"{quote(meant)} is required" if required else None
        return Violation(kind, fault.path, "key", f"{text}; did you mean {quote(meant)}?", note)
    if fault.keyword == "false":
        return Violation(kind, fault.path, "key", f"{quote(fault.path[-1])} is not allowed here", None)
    known = declared(fault.schema)
    note = f"known are {one_of(known)}" if known else "none is known here"
    return Violation(kind, fault.path, "key", text, note)


def _help(fault: Fault, written: str | None) -> str | None:
    if written is not None:
        return f"{quote(written)} is given, which the schema does not name: is it {quote(fault.name)}?"
    return advice(fault)
