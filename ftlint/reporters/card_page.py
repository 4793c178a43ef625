"""A rule's card on the screen, and the list of all rules."""

from __future__ import annotations

import re
from typing import IO, TYPE_CHECKING

from rich.markdown import Markdown
from rich.text import Text

from ftlint.reporters.finding_block import STYLES
from ftlint.reporters.full_format import console_for
from ftlint.reporters.levels import level_text

if TYPE_CHECKING:
    from ftlint.cards import Card
    from ftlint.reporters import Look
    from ftlint.rulebook import Rulebook

_HEAD = re.compile(r"```toml\n.*?^```\n", re.DOTALL | re.MULTILINE)
_FENCE = re.compile(r"^```jsonl? (bad|good)[^\n]*\n", re.MULTILINE)


def write_card(card: Card, to: IO[str], look: Look) -> None:
    """Write a card: rendered on a terminal, as plain Markdown elsewhere."""
    text = page(card)
    if to.isatty() or look.color == "always":
        console_for(to, look).print(Markdown(text))
    else:
        to.write(text)


def page(card: Card) -> str:
    """Turn a card into a page: its head in words, its examples with a title."""
    head = card.head
    facts = [f"**{level_text(card)}** since {head.since}, for {', '.join(head.formats)}: {head.summary}."]
    if head.server:
        facts += ["", "What a server says:", *(f"\n> {message}" for message in head.server)]
    text = _HEAD.sub(lambda _: "\n".join(facts) + "\n", card.text, count=1)
    return _FENCE.sub(lambda fence: f"{fence[1].capitalize()}:\n```json\n", text)


def write_list(book: Rulebook, to: IO[str], look: Look) -> None:
    """Write a line for each rule."""
    console = console_for(to, look)
    width = max(len(card.name) for card in book)
    for card in book:
        line = Text.assemble(
            (card.code, "bold"),
            f"  {card.name:<{width}}  ",
            (f"{level_text(card):<7}", STYLES.get(card.severity, "")),
            f"  {card.head.summary}",
        )
        console.print(line, soft_wrap=True)
