"""A rule's level in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ftlint.findings import Severity

if TYPE_CHECKING:
    from ftlint.cards import Card


def level_text(card: Card) -> str:
    """Say the level of a card's rule; of a rule that is off, also the targets at which it is on.

    Raises BadTarget.
    """
    if card.severity is not Severity.OFF:
        return card.severity
    from ftlint.targets import load, names

    levels = {name: load(name).rules.get(card.code, Severity.OFF) for name in names()}
    on = [f"{name}: {level}" for name, level in levels.items() if level is not Severity.OFF]
    return f"off ({', '.join(on)})" if on else "off"
