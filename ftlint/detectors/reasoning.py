"""Phrases that ask a model for its reasoning."""

from __future__ import annotations

import re
from typing import Final

PHRASES: Final = (
    "chain of thought", "step by step reasoning", "let me think", "think carefully", "reason through",
)  # fmt: skip
"""What a validator of Microsoft's warns of in reinforcement files.

Source: microsoft/GitHub-Copilot-for-Azure, plugins/azure-skills/skills/microsoft-foundry/finetuning/scripts/
validate/validate_rft.py, commit 72d2d14 (2026-08-20).
"""
_PHRASE: Final = re.compile(
    r"\b(?:" + "|".join(phrase.replace(" ", r"[\s-]+") for phrase in PHRASES) + r")\b", re.IGNORECASE
)


def reasoning_phrases(text: str) -> list[re.Match[str]]:
    """Find the phrases in a text, in any case, with hyphens or spaces."""
    return list(_PHRASE.finditer(text))
