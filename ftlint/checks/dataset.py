"""Rules about a whole file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ftlint.checks.drift import ToolDrift
from ftlint.checks.duplicates import Contradictions, Duplicates
from ftlint.checks.leakage import Leaks
from ftlint.checks.presence import ToolsOnSomeLines
from ftlint.checks.prompts import PromptDrift

if TYPE_CHECKING:
    from ftlint.folds import AnyFold

FOLDS: Final[list[AnyFold]] = [
    Duplicates(),
    Contradictions(),
    ToolDrift(),
    ToolsOnSomeLines(),
    Leaks(),
    PromptDrift(),
]
