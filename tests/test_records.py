"""Data classes made by `ftlint.records` behave as those of the standard library."""

from __future__ import annotations

import dataclasses
import pickle
from dataclasses import dataclass as usual
from dataclasses import field
from typing import Any

import pytest

from ftlint.records import dataclass as quick


@quick(frozen=True, slots=True)
class Place:
    path: str
    on: int = 1


@quick(frozen=True)
class Single:
    value: float


def made_by(dataclass: Any, **options: bool) -> Any:
    @dataclass(**options)
    class Note:
        text: str
        tags: list[str] = field(default_factory=list, compare=False, repr=False)

    return Note


@pytest.mark.parametrize("options", [{}, {"slots": True}, {"frozen": True}, {"eq": False}, {"repr": False}])
def test_behaves_as_the_usual_one(options: dict[str, bool]) -> None:
    told = []
    for dataclass in (usual, quick):
        cls = made_by(dataclass, **options)
        a, b, c = cls("a"), cls("a", ["x"]), cls("c")
        told.append((a == b, a == c, a != c, a == "a", cls.__hash__ is None, hasattr(cls, "__slots__")))
        assert ("Note(text='a')" in repr(a)) == options.get("repr", True)
        assert dataclasses.replace(a, text="c").text == "c"
        if options.get("frozen"):
            assert len({a, b, c}) == 2
    assert told[0] == told[1]


def test_is_a_key_and_can_be_sent() -> None:
    place = Place("a", 2)
    assert {place: 1}[Place("a", 2)] == 1
    assert place != Place("a", 3)
    assert place.__eq__(("a", 2)) is NotImplemented
    assert pickle.loads(pickle.dumps(place)) == place  # noqa: S301 (our own bytes)
    nan = float("nan")
    assert Single(nan) == Single(nan)  # as tuples compare: the same object is equal to itself
    assert hash(Single(1.0)) == hash(Single(1))
    assert repr([place]) == "[Place(path='a', on=2)]"
