"""Recognise what a server said: `explain` a pasted message."""

from __future__ import annotations

import re
from dataclasses import field
from functools import cache
from typing import TYPE_CHECKING

from ftlint.messages import Known, known_messages
from ftlint.records import dataclass
from ftlint.text.pasted import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

ALIKE = 0.6
"""How alike, from 0 to 1, a reworded message must be to one that is known."""

FAINT = 0.15
"""What is less alike is not named at all."""

NEAR = 3
"""How many known messages are named when none is like it."""

_NUMBER = r"(?:\d{1,12}|[XN]{1,3}|…)\b|…"
_WORD = r"[\w<…/~-][^\s,;:()]{0,120}"
_PLACEHOLDERS = {
    **dict.fromkeys(("example", "line", "message", "count", "least"), rf"(?:{_NUMBER})"),
    **dict.fromkeys(("key", "name", "kind"), _WORD),
    "path": r"[\w.\[\]…]{0,120}?",
    "any": ".{0,300}?",
}
"""All bounded, so that no text takes long, whatever is in it."""

_PLACEHOLDER = re.compile(r"\{(" + "|".join(_PLACEHOLDERS) + r")\}")
_PLACE = re.compile(
    r"\b(?:example|line) (\d{1,9})\b(?!,? column)(?:,? message (\d{1,6})\b)?", re.IGNORECASE
)  # "line 1 column 79" is a place inside the line
_FLAGGED = re.compile(r"\bflagged lines: ([\d, ]{1,20000})", re.IGNORECASE)
_LETTERS = re.compile(r"[a-z_]{3,40}")


@dataclass(frozen=True, slots=True)
class Named:
    """What a message names: lines of the file and, on the first, a turn; all 1-based."""

    lines: tuple[int, ...] = ()
    turn: int | None = None


@dataclass(frozen=True, slots=True)
class Explanation:
    """What is known about a pasted message."""

    known: Known | None
    """None: no known message is like it."""
    named: Named
    words: Mapping[str, str] = field(default_factory=dict)
    """What stands in the place of the template's placeholders."""
    reworded: bool = False
    """No template fits, the words do."""
    near: tuple[Known, ...] = ()
    """The nearest, where none is known."""

    @property
    def rules(self) -> tuple[str, ...]:
        """The codes of the probable rules, the likeliest first."""
        return tuple(pointer.code for pointer in self.known.rules) if self.known else ()


@dataclass(frozen=True, slots=True)
class _Template:
    known: Known
    pattern: re.Pattern[str]
    letters: int
    """How many characters are its own, and not those of placeholders."""


def explain(pasted: str) -> Explanation:
    """Find the known message that a text holds, whatever stands around it. Never raises."""
    text = plain(pasted)
    fits = [(template, match) for template in _templates() if (match := template.pattern.search(text))]
    if fits:
        template, match = max(fits, key=lambda fit: fit[0].letters)
        words = {name: word.rstrip(".!") for name, word in match.groupdict().items()}
        named = _named(text[match.start() :]) or _named(text) or Named()
        return Explanation(template.known, _from_one(named, template.known), words)
    named = _named(text) or Named()
    ranked = _ranked(text)
    if ranked and ranked[0][0] >= ALIKE:
        known = ranked[0][1]
        return Explanation(known, _from_one(named, known), reworded=True)
    return Explanation(None, named, near=tuple(known for _, known in ranked[:NEAR]))


@cache
def _templates() -> tuple[_Template, ...]:
    return tuple(_compiled(known, text) for known in known_messages() for text in known.templates)


def _compiled(known: Known, text: str) -> _Template:
    parts = _PLACEHOLDER.split(plain(text))
    parts[1::2] = [f"(?P<{name}>{_PLACEHOLDERS[name]})" for name in parts[1::2]]
    letters = sum(map(len, parts[::2]))
    end = r"\b" if parts[-1][-1:].isalnum() else ""
    parts[::2] = [re.escape(part) for part in parts[::2]]
    return _Template(known, re.compile("".join(parts) + end, re.IGNORECASE), letters)


def _named(text: str) -> Named | None:
    if flagged := _FLAGGED.search(text):
        numbers = re.findall(r"\d{1,9}", flagged[1])
        return Named(tuple(dict.fromkeys(map(int, numbers)))) if numbers else None
    places = list(_PLACE.finditer(text))
    if not places:
        return None
    turn = places[0][2]
    return Named(tuple(dict.fromkeys(int(place[1]) for place in places)), int(turn) if turn else None)


def _from_one(named: Named, known: Known) -> Named:
    """Count lines from 1, whatever the server does."""
    shift = 1 - known.counts_from
    return Named(tuple(max(line + shift, 1) for line in named.lines), named.turn)


def _ranked(text: str) -> list[tuple[float, Known]]:
    """Rank known messages by the words they share with a text; a rare word weighs more than a common one."""
    mine = _words(text)
    rarity = _rarity()
    scores = []
    for known in known_messages():
        score = max(_likeness(mine, _words(plain(wording)), rarity) for wording in known.texts)
        if score >= FAINT:
            scores.append((score, known))
    return sorted(scores, key=lambda scored: -scored[0])


def _likeness(mine: set[str], theirs: set[str], rarity: Mapping[str, float]) -> float:
    """Compare two sets of words: 0 have nothing in common, 1 are the same."""
    both = _weight(mine, rarity) + _weight(theirs, rarity)
    return 2 * _weight(mine & theirs, rarity) / both if both else 0.0


def _weight(words: Iterable[str], rarity: Mapping[str, float]) -> float:
    return sum(rarity.get(word, 1.0) for word in words)


def _words(text: str) -> set[str]:
    return set(_LETTERS.findall(text.lower()))


@cache
def _rarity() -> dict[str, float]:
    """Weigh each word that known messages use: 1 if one message has it, 1/n if n have."""
    uses: dict[str, int] = {}
    for known in known_messages():
        for word in set().union(*(_words(plain(wording)) for wording in known.texts)):
            uses[word] = uses.get(word, 0) + 1
    return {word: 1 / number for word, number in uses.items()}
