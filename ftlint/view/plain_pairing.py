"""Calls and results as they nearly always stand: paired in one pass, without the care that mistakes need."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ftlint.view.example import Example
    from ftlint.view.nodes import Answer, Call, Message


def pair_plainly(example: Example) -> bool:
    """Pair calls and results that plainly fit; False, with nothing done, where there is any doubt.

    They fit where every call has an id of its own, and its one result stands between it and the next turn.
    What is filled in is what `ftlint.view.pairing.pair_thoroughly` would.
    """
    waiting: dict[str, Call] = {}
    pairs: list[tuple[Answer, Call]] = []
    calling: Message | None = None
    closed: list[tuple[Message, Message]] = []
    for message in example.messages:
        named = message.raw.get("tool_call_id")
        if message.answer is not None:
            call = waiting.pop(named, None) if type(named) is str else None
            if call is None or message.answer.legacy:
                return False
            pairs.append((message.answer, call))
        elif named is not None:
            return False  # a result in a message of a wrong role
        elif message.role in _TURNS:
            if waiting:
                return False
            if calling is not None:
                closed.append((calling, message))
            calling = message if message.calls else None
            waiting = {call.id: call for call in message.calls if type(call.id) is str}
    if not _have_ids_of_their_own(example):
        return False
    _fill_in(pairs, closed)
    return True


_TURNS = ("assistant", "user")


def _have_ids_of_their_own(example: Example) -> bool:
    ids = [call.id for call in example.calls if type(call.id) is str and call.id and not call.legacy]
    return len(ids) == len(example.calls) == len(set(ids))


def _fill_in(pairs: list[tuple[Answer, Call]], closed: list[tuple[Message, Message]]) -> None:
    for answer, call in pairs:
        answer.call, answer.turn = call, call.message
        call.answers.append(answer)
    for calling, by in closed:
        for call in calling.calls:
            call.closed_by = by
