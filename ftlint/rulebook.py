"""All rules, looked up by code, name or prefix."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from ftlint.cards import Card, find_card
from ftlint.data import rules_folder
from ftlint.records import dataclass
from ftlint.text.words import nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_PREFIX = re.compile(r"FT\d{0,3}\Z")


class UnknownRule(LookupError):
    """No rule has this code, name or prefix; the text suggests the nearest."""


@dataclass(frozen=True, slots=True)
class Rulebook:
    """The cards by code, in the order of their codes."""

    cards: dict[str, Card]

    def __iter__(self) -> Iterator[Card]:
        """Go through the cards in the order of their codes."""
        return iter(self.cards.values())

    def find(self, rule: str) -> Card:
        """Look up one rule by code or name, in any case. Raises UnknownRule."""
        wanted = rule.strip()
        card = self.cards.get(wanted.upper()) or self._by_name(wanted.lower())
        if card is None:
            raise UnknownRule(self._unknown(rule))
        return card

    def match(self, selector: str) -> frozenset[str]:
        """List the codes that a selector means: `ALL`, a prefix such as `FT3`, a code, or a name.

        Raises UnknownRule.
        """
        wanted = selector.strip()
        if wanted.upper() == "ALL":
            return frozenset(self.cards)
        if _PREFIX.match(wanted.upper()):
            codes = frozenset(code for code in self.cards if code.startswith(wanted.upper()))
            if codes:
                return codes
        return frozenset({self.find(wanted).code})

    def chosen(self, select: Iterable[str], extend: Iterable[str], ignore: Iterable[str]) -> frozenset[str]:
        """Choose rules as ruff does: the more exact selector wins; at a draw, ignoring wins.

        `select` stands for ALL when empty; `extend` adds to it. Raises UnknownRule.
        """
        weights: dict[str, tuple[int, bool]] = {}
        for selectors, wanted in ((list(select) or ["ALL"], True), (extend, True), (ignore, False)):
            for selector in selectors:
                for code in self.match(selector):
                    mine = (self._exactness(selector), wanted)
                    weights[code] = max(
                        weights.get(code, mine), mine, key=lambda pair: (pair[0], not pair[1])
                    )
        return frozenset(code for code, (_, wanted) in weights.items() if wanted)

    def named(self, selectors: Iterable[str]) -> frozenset[str]:
        """List the codes of rules that are selected by their whole code or name. Raises UnknownRule."""
        whole = [selector for selector in selectors if self._exactness(selector) == len("FT000")]
        return frozenset(code for selector in whole for code in self.match(selector))

    def _exactness(self, selector: str) -> int:
        wanted = selector.strip().upper()
        if wanted == "ALL":
            return 0
        return len(wanted) if _PREFIX.match(wanted) else len("FT000")

    def _by_name(self, name: str) -> Card | None:
        return next((card for card in self if card.name == name), None)

    def _unknown(self, rule: str) -> str:
        near = nearest(rule.upper(), self.cards) if rule[:2].upper() == "FT" else None
        near = near or nearest(rule.lower(), [card.name for card in self])
        hint = f"; did you mean {near}?" if near else "; `ftlint rules` lists them all"
        return f"no rule is called {rule!r}{hint}"


@cache
def rulebook() -> Rulebook:
    """Open the rulebook that ships with ftlint, once; a card is read when somebody asks what it says."""
    cards = (find_card(path) for path in sorted(rules_folder().glob("FT*.md")))
    return Rulebook({card.code: card for card in cards})
