"""Near names, for "did you mean"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_LONGEST = 80
"""Longer names are only compared letter by letter: looking for typos costs the square of the length."""

_SEPARATORS = re.compile(r"[\s_.-]+")


def nearest(name: str, choices: Iterable[str]) -> str | None:
    """Find the choice that `name` was most likely meant to be; None if none is near.

    Names are near if they differ in case, spaces, `_`, `-` and `.` only, or in a typo or two: one from four
    letters on, two from seven, three from fourteen. `name` itself is not suggested; of equally near choices
    the first is.
    """
    plain = _plain(name)
    best: str | None = None
    best_distance = 1 + _allowed(len(plain) + 3)
    for choice in choices:
        if choice == name:
            continue
        other = _plain(choice)
        if plain == other:
            if plain:
                return choice
            continue
        longer = max(len(plain), len(other))
        most = min(_allowed(longer), best_distance - 1)
        if longer > _LONGEST or abs(len(plain) - len(other)) > most:
            continue
        distance = _distance(plain, other)
        if distance <= most:
            best, best_distance = choice, distance
    return best


def _plain(name: str) -> str:
    return _SEPARATORS.sub("", name).casefold()


def _allowed(length: int) -> int:
    return (length >= 4) + (length >= 7) + (length >= 14)


def _distance(left: str, right: str) -> int:
    """Count typos: letters added, left out or changed, and neighbours swapped."""
    before: list[int] = []
    above = list(range(len(right) + 1))
    for row, letter in enumerate(left, 1):
        here = [row]
        for column, other in enumerate(right, 1):
            cost = min(above[column] + 1, here[-1] + 1, above[column - 1] + (letter != other))
            if row > 1 and column > 1 and letter == right[column - 2] and left[row - 2] == other:
                cost = min(cost, before[column - 2] + 1)
            here.append(cost)
        before, above = above, here
    return above[-1]
