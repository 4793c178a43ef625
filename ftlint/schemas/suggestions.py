"""Near names for "did you mean", within reason: hostile data can have thousands of names, all alike."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from ftlint.text.words import nearest

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST_NAMES = 20
MOST_CHOICES = 200


class Suggestions:
    """Looks for near names a limited number of times, among a limited number of choices."""

    def __init__(self) -> None:
        self._left = MOST_NAMES

    def nearest(self, name: str, *choices: Iterable[str]) -> str | None:
        """Give the name that was meant, looking through one set of choices after the other, or None."""
        self._left -= 1
        if self._left < 0:
            return None
        for names in choices:
            found = nearest(name, islice(names, MOST_CHOICES))
            if found is not None:
                return found
        return None
