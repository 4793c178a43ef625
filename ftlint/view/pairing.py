"""Which tool result answers which call, within one example; computed once."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Final

from ftlint.text.words import nearest
from ftlint.view.plain_pairing import pair_plainly

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ftlint.view.example import Example
    from ftlint.view.nodes import Answer, Call, Message

_COMPARED: Final = 32
"""Results and calls of one turn that are looked at for near ids: each is compared with each."""

_Name = tuple[bool, str]
"""What a result names a call by: its id, or the function in the legacy form (True)."""


def pair(example: Example) -> None:
    """Fill in what the calls and the answers of an example know of each other. Never raises.

    Parallel calls may be answered in any order. An id may come again in a later turn: the calls of the
    last turn are looked at first. A call without an id of its own takes the first result that fits nothing
    else, so that its own mistake does not make the result an orphan too. A result that names no open call
    stands for one all the same: that call is not said to be unanswered.
    """
    if not example.calls and not example.answers:
        return
    if pair_plainly(example):
        return
    example.tangled = True
    pair_thoroughly(example)


def pair_thoroughly(example: Example) -> None:
    """Do what `pair` does, however calls and results stand."""
    past = _Calls()
    turn = _Turn(None, past)
    for message in example.messages:
        if message.answer is not None:
            turn.take(message.answer)
        elif not turn.takes_misplaced(message) and message.role in ("assistant", "user"):
            turn.close(message)
            past.add(turn.all)
            turn = _Turn(message, past)
        turn.lost = turn.lost or message.lost_calls
    turn.resolve()
    _find_early(example)


class _Calls:
    """Calls by what results name them by."""

    def __init__(self) -> None:
        self.open: dict[_Name, deque[Call]] = {}
        self.taken: dict[_Name, Call] = {}
        self.unnamed: deque[Call] = deque()
        """Calls that no result can name: without an id, or with that of another call of their message."""

    def add(self, calls: Sequence[Call]) -> None:
        """Take in the calls of a turn."""
        if not calls:
            return
        seen: set[_Name] = set()
        for call in calls:
            name = name_of(call)
            if name is None or name in seen:
                self.unnamed.append(call)
            if name is not None:
                seen.add(name)
                if call.answers:
                    self.taken[name] = call
                else:
                    self.open.setdefault(name, deque()).append(call)

    def named(self, name: _Name | None) -> Call | None:
        """Find the call of a name, one without an answer first."""
        if name is None:
            return None
        waiting = self.open.get(name)
        while waiting and waiting[0].answers:
            self.taken[name] = waiting.popleft()
        return waiting[0] if waiting else self.taken.get(name)

    def nameless(self, *, legacy: bool) -> Call | None:
        """Find a call without an answer that no result can name."""
        while self.unnamed and self.unnamed[0].answers:
            self.unnamed.popleft()
        return self.unnamed[0] if self.unnamed and self.unnamed[0].legacy == legacy else None


_NONE: Final = _Calls()
"""Of a turn that calls nothing: nothing is ever put into it."""


class _Turn:
    """The calls of one message, and the results that came since."""

    def __init__(self, message: Message | None, past: _Calls) -> None:
        self.message = message
        self.all = message.calls if message is not None else []
        self.calls = _Calls() if self.all else _NONE
        self.calls.add(self.all)
        self.twins = {call for call in self.calls.unnamed if name_of(call) is not None}
        self.past = past
        self.lost = False
        self.strays: list[Answer] = []
        """Results that name no call that waits for one."""
        self.misplaced: set[Call] = set()
        """Calls whose result stands in a message of a wrong role."""

    def take(self, answer: Answer) -> None:
        """Pair a result, or keep it as a stray."""
        answer.turn = self.message
        name, legacy = name_of_answer(answer), answer.legacy
        call = self.calls.named(name)
        if call is None:
            call = self.past.named(name)
            if call is None or call.answers:
                call = self.calls.nameless(legacy=legacy) or call or self.past.nameless(legacy=legacy)
            answer.late = call is not None and call.message is not self.message
        if call is None or call.answers:
            self.strays.append(answer)
        if call is not None:
            answer.call, answer.repeats = call, bool(call.answers)
            call.answers.append(answer)
            call.unanswered = False

    def takes_misplaced(self, message: Message) -> bool:
        """Take a message that is a result by its `tool_call_id`, though not by its role."""
        wanted = message.raw.get("tool_call_id")
        if not isinstance(wanted, str) or message.calls:
            return False
        call = self.calls.named((False, wanted))
        if call is None or call.answers:
            return False
        self.misplaced.add(call)
        return True

    def close(self, by: Message) -> None:
        """Find the calls that nobody has answered when the conversation goes on."""
        if not self.all and not self.strays:
            return
        for call in self.all:
            call.closed_by = by
        for call in self.resolve():
            call.unanswered = call not in self.twins

    def resolve(self) -> Iterable[Call]:
        """Say which call each stray may be meant for; give the open calls that are left."""
        left = dict.fromkeys(c for c in self.all if not c.answers and c not in self.misplaced)
        if not self.strays:
            return left
        open_calls = tuple(left)
        eras = {call.legacy for call in open_calls}
        for number, answer in enumerate(self.strays):
            answer.excused = self.lost or (not answer.legacy) in eras
            answer.open_calls = open_calls
            if number < _COMPARED:
                answer.meant = _near(answer, left)
            if answer.meant is not None:
                del left[answer.meant]
        unsure = [answer for answer in self.strays if answer.meant is None]
        if len(unsure) == len(left) == 1:
            unsure[0].meant = next(iter(left))
        for _, call in zip(unsure, tuple(left), strict=False):
            del left[call]
        return left


def _near(answer: Answer, calls: Iterable[Call]) -> Call | None:
    wanted = name_of_answer(answer)
    if wanted is None:
        return None
    some = [call for _, call in zip(range(_COMPARED), calls, strict=False)]
    names = {name[1]: call for call in reversed(some) if (name := name_of(call)) is not None}
    near = nearest(wanted[1], names)
    return names[near] if near is not None else None


def _find_early(example: Example) -> None:
    """Find the results that stand before their call."""
    lonely = [answer for answer in example.answers if answer.call is None and not answer.excused]
    if not lonely:
        return
    waiting = {name_of(call): call for call in example.calls if not call.answers}
    for answer in lonely:
        name = name_of_answer(answer)
        call = None if name is None else waiting.get(name)
        if call is not None and call.message.index > answer.message.index:
            answer.early, answer.meant, call.unanswered = True, call, False
            del waiting[name]


def name_of(call: Call) -> _Name | None:
    """Give what a result names the call by; None where it has no such name."""
    name = call.name if call.legacy else call.id
    return (call.legacy, name) if isinstance(name, str) and name else None


def name_of_answer(answer: Answer) -> _Name | None:
    """Give what a result names its call by; None where it names none."""
    name = answer.id
    return (answer.legacy, name) if isinstance(name, str) and name else None
