"""Ids for calls that have none, share one, or have one of a wrong form: chosen together for a whole line."""

from __future__ import annotations

import hashlib
import itertools
import re
import string
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from ftlint.fixing.edits import Add, Put
from ftlint.view.pairing import name_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ftlint.findings import Path
    from ftlint.fixing.edits import Edit
    from ftlint.fixing.subject import Subject
    from ftlint.targets import Target
    from ftlint.view.example import Example
    from ftlint.view.nodes import Answer, Call, Message

_LETTERS: Final = string.ascii_letters + string.digits
_LENGTH: Final = 9
"""Of an id for a target that has a form for them: Mistral's."""
_LARGEST: Final = 10**18
"""Of a number that is taken for an id: Python does not write those of thousands of digits."""


def fits(target: Target, name: str) -> bool:
    """Say whether a target takes an id."""
    form, limit = target.call_ids, target.limits.call_id_length
    if form is not None and not re.fullmatch(form.pattern, name):
        return False
    return limit is None or len(name) <= limit.value


def can_name(target: Target) -> bool:
    """Say whether ids that the target takes can be made up."""
    return fits(target, _candidate(target, "call_1", 0))


def number_text(value: object) -> str | None:
    """Write a number that stands in the place of an id; None if it is none, or a huge one."""
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) < _LARGEST:
        return str(value)
    return None


def member(line: Subject, around: Path, key: str, name: str) -> Edit:
    """Write an id into a call, or into a result behind its role."""
    given = line.get(around)
    keys = list(given) if isinstance(given, dict) else []
    if key in keys:
        return Put((*around, key), line.json(name))
    behind = keys.index("role") + 1 if "role" in keys else 0
    return Add(around, key, line.json(name), before=keys[behind] if behind < len(keys) else None)


def call_ids(line: Subject) -> CallIds:
    """Give the new ids of a line's calls; the conversations of the line must have been read."""
    return _kept(line, len(line.examples))


@lru_cache(1)
def _kept(line: Subject, _conversations: int) -> CallIds:
    return CallIds(line)


class CallIds:
    """The ids of a line's calls, and the new ones. Paths are those of the line."""

    def __init__(self, line: Subject) -> None:
        self._line = line
        self._target = line.plan.job.target
        self._numbers = itertools.count(1)
        self._spots: dict[str, dict[Path, None]] = {}
        """Where each id stands, in calls and in results."""
        self._called: set[str] = set()
        self._answers: dict[Path, dict[Path, object]] = {}
        """The results of each call, with the id that they name."""
        self._groups: dict[Path, dict[Path, None]] = {}
        """The repeats of an id in later messages, by the first of them."""
        self._new: dict[Path, str] = {}
        self._new_for: dict[str, str] = {}
        for example in line.examples:
            self._collect(example)
        self._taken = set(self._spots)
        for example in line.examples:
            self._choose(example)

    def fresh(self) -> str:
        """Make up an id that nothing in the line has, and that was not given before."""
        while True:
            name = _candidate(self._target, f"call_{next(self._numbers)}", 0)
            if name not in self._taken:
                self._taken.add(name)
                return name

    def new(self, call: Path) -> str:
        """Give the new id of a call that has none, or one of another call."""
        return self._new[call]

    def give(self, call: Path) -> Iterator[Edit]:
        """Write the new id of a call into it and into its results; with it, those of its group."""
        for path in self._groups.get(call, (call,)):
            yield member(self._line, path, "id", self._new[path])
            yield from self.tell_results(path)

    def tell_results(self, call: Path) -> Iterator[Edit]:
        """Write the new id of a call into its results."""
        for path in self._answers.get(call, ()):
            yield member(self._line, path, "tool_call_id", self._new[call])

    def replace(self, old: str) -> Iterator[Edit]:
        """Write another id in the place of one, wherever it stands."""
        new = self._new_for.get(old) or self._replacement(old)
        self._new_for[old] = new
        for path in self._spots.get(old, ()):
            yield Put(path, self._line.json(new))

    def _replacement(self, old: str) -> str:
        if self._target.call_ids is None:
            return self.fresh()
        candidates = (_candidate(self._target, old, salt) for salt in itertools.count())
        new = next(name for name in candidates if name not in self._taken)
        self._taken.add(new)
        return new

    def _collect(self, example: Example) -> None:
        for message in example.messages:
            self._note(example, message.path, "tool_call_id", message.raw)
        for call in example.calls:
            if not call.legacy:
                self._note(example, call.path, "id", call.raw)
                self._called.update(name[1] for name in [name_of(call)] if name)
        by_number = _by_number(example)
        spoken_for = {answer for answers in by_number.values() for answer in answers}
        for call in example.calls:
            answers = by_number.get(call) or [each for each in call.answers if each not in spoken_for]
            results = self._answers.setdefault(example.at_home(call.path), {})
            results.update({example.at_home(each.message.path): each.id for each in answers})

    def _note(self, example: Example, around: Path, key: str, raw: dict[str, object]) -> None:
        name = raw.get(key)
        if isinstance(name, str) and name:
            self._spots.setdefault(name, {})[example.at_home((*around, key))] = None

    def _choose(self, example: Example) -> None:
        """Choose the ids of the calls that need one, in their order."""
        first: dict[str, Call] = {}
        leaders: dict[str, Path] = {}
        for call in example.calls:
            named, path = name_of(call), example.at_home(call.path)
            if call.legacy:
                continue
            if named is None:
                if path not in self._new:
                    self._new[path] = self._of_result(path) or self.fresh()
                continue
            earlier = first.setdefault(named[1], call)
            if earlier is call:
                continue
            if path not in self._new:
                self._new[path] = self.fresh()
            if earlier.message is not call.message:  # FT311 reports the first of these only
                first[named[1]] = call
                self._groups.setdefault(leaders.setdefault(named[1], path), {})[path] = None

    def _of_result(self, call: Path) -> str | None:
        """Give the id that a call's results name, and nothing else: it was surely the call's."""
        results = self._answers.get(call, {})
        name = next(iter(results.values()), None)
        if not isinstance(name, str) or not name or name in self._called or not fits(self._target, name):
            return None
        if self._spots[name].keys() != {(*path, "tool_call_id") for path in results}:
            return None
        return name


def _by_number(example: Example) -> dict[Call, list[Answer]]:
    """Pair calls whose id is a number with the results of their turn that name this number, or its digits."""
    numbered = [(call, number) for call in example.calls if (number := number_text(call.id)) is not None]
    if not numbered:
        return {}
    named: dict[tuple[Message | None, str], list[Answer]] = {}
    for answer in example.answers:
        number = answer.id if isinstance(answer.id, str) else number_text(answer.id)
        if number and not (answer.call and name_of(answer.call)):
            named.setdefault((answer.turn, number), []).append(answer)
    pairs = {call: named.pop((call.message, number), []) for call, number in numbered}
    return {call: answers for call, answers in pairs.items() if answers}


def _candidate(target: Target, name: str, salt: int) -> str:
    """Make an id: the name itself, or where ids have a form, nine letters and digits that stand for it."""
    if target.call_ids is None:
        return name
    digest = hashlib.sha256(f"{name}\0{salt}".encode("utf-8", "surrogatepass")).digest()
    return "".join(_LETTERS[byte % len(_LETTERS)] for byte in digest[:_LENGTH])
