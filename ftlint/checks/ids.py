"""Rules about how calls and results name each other, as `ftlint.view.pairing` found them."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING, Final

from ftlint.checks import check
from ftlint.findings import Label, Place, Report, Severity
from ftlint.text.words import count, one_of, quote
from ftlint.view.pairing import name_of, name_of_answer
from ftlint.view.written_calls import written_call

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ftlint.view.example import Example
    from ftlint.view.nodes import Answer, Call

_LISTED: Final = 6
"""Open calls that are listed for a result that names none of them."""


@check("FT311", needs="tangled")
def duplicate_call_id(example: Example) -> Iterator[Report]:
    """Find ids that two calls share: an error in one message, a warning over turns."""
    first: dict[str, Call] = {}
    reused: set[str] = set()
    for call in example.calls:
        if call.legacy or not isinstance(call.id, str) or not call.id:
            continue
        earlier = first.setdefault(call.id, call)
        if earlier.message is call.message and earlier is not call:
            said = f"two calls of this message have the id {quote(call.id)}"
            yield Report(_id(call), said, "give each call an id of its own", (_here(earlier, "the first"),))
        elif earlier is not call and call.id not in reused:
            reused.add(call.id)
            first[call.id] = call
            yield Report(
                _id(call),
                f"the id {quote(call.id)} was already given to a call of an earlier turn",
                "give each call of an example an id of its own, and its result the same",
                (_here(earlier, "the first"),),
                Severity.WARNING,
            )
        elif earlier is not call:
            first[call.id] = call


@check("FT312", needs="tangled")
def orphan_tool_result(example: Example) -> Iterator[Report]:
    """Find results whose id is that of no call before them."""
    orphans = () if example.holes else [answer for answer in example.answers if _is_orphan(answer)]
    turns = {answer.turn for answer in orphans}
    # FT323 speaks for the results of a call that is written as text.
    written = {turn for turn in turns if turn and not turn.calls and written_call(turn) is not None}
    for answer in orphans:
        if answer.turn in written:
            continue
        if answer.early and answer.meant is not None:
            said = f"the result comes before the call {quote(answer.id)} that it answers"
            help_ = f"move it to right behind messages[{answer.meant.message.index}]"
        else:
            said, help_ = f"no call before this result has the id {quote(answer.id)}", _open_ids(answer)
        yield Report(Place(answer.id_path), said, help_, _meant(answer))


def _is_orphan(answer: Answer) -> bool:
    named = not answer.legacy and name_of_answer(answer) is not None
    return named and answer.call is None and not answer.excused


def _open_ids(answer: Answer) -> str:
    ids = _ids_of(answer)
    if ids:
        more = len(answer.open_calls) > _LISTED
        which = "the" if len(ids) == 1 else "an"
        return f"write the id of {which} open call: {'such as ' * more}{one_of(ids)}"
    if answer.turn is None or not answer.turn.calls:
        return "no call is open here; add the assistant message with the call, or remove the result"
    return "every call before it has its result; add the call, or remove the result"


def _ids_of(answer: Answer) -> list[str]:
    """List the ids of the open calls, the one that was most likely meant first."""
    meant = [answer.meant] if answer.meant is not None else []
    listed = [*meant, *answer.open_calls[:_LISTED]]
    return list(dict.fromkeys(str(call.id) for call in listed if name_of(call) is not None))


@check("FT313", needs="tangled")
def unanswered_call(example: Example) -> Iterator[Report]:
    """Find calls without a result where the conversation goes on; no API refuses that in the old form."""
    for call in () if example.holes else example.calls:
        if not call.unanswered or call.closed_by is None:
            continue
        by = call.closed_by
        said = f"the call {_title(call)} has no result, and the conversation goes on"
        named = f'"tool", "tool_call_id": {quote(call.id)}'
        if call.legacy:
            named = f'"function", "name": {quote(call.name)}'
        result = f'{{"role": {named}, "content": …}}'
        if name_of(call) is None:
            result = "its result"
        label = Label(Place((*by.path, "role")), f"the {by.role} message that goes on")
        level = Severity.WARNING if call.legacy else None
        yield Report(_id(call), said, f"add {result} before messages[{by.index}]", (label,), level)


@check("FT314", needs="tangled")
def late_tool_result(example: Example) -> Iterator[Report]:
    """Find results that come after the conversation went on."""
    for answer in () if example.holes else example.answers:
        call = answer.call
        if call is None or not answer.late or answer.repeats or answer.legacy or call.closed_by is None:
            continue
        by = call.closed_by
        said = f"the result of {_title(call)} comes after messages[{by.index}], {_a(by.role)} message"
        help_ = f"move it to before messages[{by.index}], right behind its call"
        yield Report(Place(answer.id_path), said, help_, (_here(call, "the call"),))


@check("FT315", needs="tangled")
def duplicate_tool_result(example: Example) -> Iterator[Report]:
    """Find calls that are answered twice."""
    for answer in example.answers:
        call = answer.call
        if call is None or not answer.repeats or answer.legacy or answer.excused:
            continue
        ids = _ids_of(answer)
        help_ = f"keep one; or is this the result of {one_of(ids)}?" if ids else "keep one"
        first = Label(Place(call.answers[0].id_path), "the first result")
        said = f"the call {_title(call)} has its result already"
        yield Report(Place(answer.id_path), said, help_, (first, *_meant(answer)))


@check("FT317", needs="calls")
def call_id_format(example: Example) -> Iterator[Report]:
    """Find ids of calls that the target does not take: too long, or not of its form."""
    target = example.job.target
    form, limit = target.call_ids, target.limits.call_id_length
    used: set[str] = set()
    free = (name for number in itertools.count(1) if (name := f"call_{number}") not in used)
    for call in () if form is None and limit is None else example.calls:
        if not isinstance(call.id, str) or not call.id or call.legacy:
            continue
        if form is not None and not re.fullmatch(form.pattern, call.id):
            said = f"the id {quote(call.id, 24)}: {target.name} takes {form.says}"
            used = used or _ids_in(example)
            such = "of its own" if form.sample in used else f'such as "{form.sample}"'
            yield Report(_id(call), said, f"write one {such}, here and in its result")
        elif limit is not None and len(call.id) > limit.value:
            long = count(len(call.id), "character")
            said = f"the id {quote(call.id, 24)} has {long}; {target.name} takes {limit.value}"
            used = used or _ids_in(example)
            help_ = f"write a short one, such as {quote(next(free))}, here and in its result"
            yield Report(_id(call), said, help_)


def _ids_in(example: Example) -> set[str]:
    """Collect the ids of all calls and results."""
    ids = [*(call.id for call in example.calls), *(answer.id for answer in example.answers)]
    return {name for name in ids if isinstance(name, str)}


@check("FT325", needs="tangled")
def legacy_call_unpaired(example: Example) -> Iterator[Report]:
    """Find results of the role `function` that answer no `function_call`."""
    for answer in () if example.holes else example.answers:
        if not answer.legacy or answer.excused or name_of_answer(answer) is None:
            continue
        if answer.call is None:
            said = f"no function_call of {quote(answer.id)} before this result"
            yield Report(Place(answer.id_path), said, _legacy_help(answer), _meant(answer))
        elif answer.repeats:
            first = Label(Place(answer.call.answers[0].id_path), "the first result")
            said = f"the function_call of {quote(answer.id)} has its result already"
            yield Report(Place(answer.id_path), said, "keep one, or add the second function_call", (first,))


def _legacy_help(answer: Answer) -> str:
    if answer.meant is not None and answer.meant.name:
        return f"write the name of the function that was called: {quote(answer.meant.name)}"
    return "add the assistant message with the function_call, or remove the result"


def _meant(answer: Answer) -> tuple[Label, ...]:
    if answer.meant is None:
        return ()
    return (_here(answer.meant, "the call that it answers" if answer.early else "the open call"),)


def _here(call: Call, text: str) -> Label:
    return Label(_id(call), text)


def _id(call: Call) -> Place:
    if call.legacy:
        return Place((*call.path, "name") if "name" in call.raw else call.path)
    return Place((*call.path, "id") if "id" in call.raw else call.path)


def _title(call: Call) -> str:
    """Name a call in words: its id and its function, as far as it has them."""
    known = [quote(call.id)] if name_of(call) is not None and not call.legacy else []
    known += [f"of {quote(call.name)}"] if call.name else []
    return " ".join(known) or "without id and name"


def _a(role: str) -> str:
    return f"an {role}" if role == "assistant" else f"a {role}"
