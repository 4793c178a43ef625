"""Repairs of the ids by which calls and results name each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ftlint.fixes import Fix, fix, unsafe
from ftlint.fixing.call_ids import call_ids, can_name, member, number_text
from ftlint.fixing.edits import Put
from ftlint.view.pairing import name_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ftlint.findings import Report
    from ftlint.fixing.edits import Edit
    from ftlint.fixing.subject import Subject
    from ftlint.view.nodes import Answer, Call


@fix("FT310", "FT311")
def number_calls(line: Subject, report: Report) -> Fix | None:
    """Give a call without an id, or with that of another, one of its own, and its results the same."""
    path = report.place.path
    call = path if path and isinstance(path[-1], int) else path[:-1]
    if report.place.on == "key" or not isinstance(line.get(call), dict) or not can_name(line.plan.job.target):
        return None
    return unsafe(
        "give the call an id of its own, and its result the same", lambda: call_ids(line).give(call)
    )


@fix("FT317")
def replace_id(line: Subject, report: Report) -> Fix | None:
    """Write an id that the target takes, in the call and in its results."""
    old = line.get(report.place.path)
    if not isinstance(old, str) or not can_name(line.plan.job.target):
        return None
    title = f"write an id that {line.plan.job.target.name} takes, in the call and its result"
    return unsafe(title, lambda: call_ids(line).replace(old))


@fix("FT312", "FT316")
def name_call(line: Subject, report: Report) -> Fix | None:
    """Write the id of the one call that a result can be meant for into the result."""
    found = line.answer_at(report.place.path) if report.place.on == "value" else None
    if found is None:
        return None
    example, answer = found
    call = _meant(answer)
    if call is None or answer.early or answer.excused or name_of(call) is None:
        return None
    home, name = example.at_home(answer.message.path), str(call.id)
    id_path = example.at_home((*call.path, "id"))

    def edits() -> Iterable[Edit]:
        yield member(line, home, "tool_call_id", name)
        yield Put(id_path, line.source(id_path))  # no other fix may change it at the same time

    return unsafe("write the id of the open call into the result", edits)


def _meant(answer: Answer) -> Call | None:
    number = number_text(answer.id)
    same = [call for call in answer.open_calls if call.id == number] if number is not None else []
    return same[0] if len(same) == 1 else answer.call or answer.meant
