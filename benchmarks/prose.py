"""Text that is never the same twice, of words, names, codes and numbers as a support desk writes them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from random import Random

_WORDS: Final = Path(__file__).with_name("words.txt").read_text(encoding="utf-8").split()
_NAMES: Final = (
    "Åse",
    "Bjørn",
    "Chloé",
    "Dmitri",
    "Elif",
    "François",
    "Jürgen",
    "Łukasz",
    "Nguyễn",
    "Priya",
    "Zoë",
)


def code(random: Random) -> str:
    """Make a code as it stands on a parcel or an order."""
    return f"{random.choice('ABCDEFGHKLMNPRSTUVWXYZ')}-{random.randrange(10_000, 99_999)}"


def sentence(random: Random) -> str:
    """Make a sentence of words that stand in no sensible order."""
    words = random.choices(_WORDS, k=random.randrange(8, 22))
    if random.random() < 0.2:
        words[random.randrange(3, 8)] = random.choice(_NAMES)
    if random.random() < 0.2:
        words[random.randrange(3, 8)] = code(random)
    words[random.randrange(2, 7)] += ","
    words[0] = words[0].capitalize()
    return " ".join(words) + random.choice((".", ".", ".", "!", "?"))


def paragraph(random: Random, sentences: int) -> str:
    """Make a paragraph."""
    return " ".join(sentence(random) for _ in range(sentences))


def text(random: Random, paragraphs: int) -> str:
    """Make several paragraphs of three sentences."""
    return "\n\n".join(paragraph(random, 3) for _ in range(paragraphs))
