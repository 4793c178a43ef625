"""Rules as SARIF describes them: what their cards say."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from ftlint.findings import Severity

if TYPE_CHECKING:
    from ftlint.cards import Card

LEVELS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}

_HEAD = re.compile(r"\A# .*?^```toml\n.*?^```\n+", re.MULTILINE | re.DOTALL)
_FIRST_SECTION = re.compile(r"^## What it does\n(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"^## References\n.*?\]\((https://[^\s()]+)\)", re.MULTILINE | re.DOTALL)
_FENCE_OPTIONS = re.compile(r"^(```\w+) [^\n]*$", re.MULTILINE)


def rule_of(card: Card) -> dict[str, Any]:
    """Describe a rule: summary, level, and the whole card as help."""
    level = LEVELS.get(card.severity)
    page = _FENCE_OPTIONS.sub(r"\1", _HEAD.sub("", card.text)).strip()
    does = _FIRST_SECTION.search(card.text)
    return {
        "id": card.code,
        "name": card.name,
        "shortDescription": {"text": card.head.summary},
        "fullDescription": {"text": does[1].strip() if does else card.head.summary},
        "help": {"text": page, "markdown": page},
        **_help_uri(card),
        "defaultConfiguration": {"level": level} if level else {"enabled": False},
        "properties": {"tags": ["fine-tuning", *card.head.formats]},
    }


def _help_uri(card: Card) -> dict[str, str]:
    """Lead to the card's first source: the page of who refuses such a file."""
    link = _LINK.search(card.text)
    return {"helpUri": link[1]} if link else {}
