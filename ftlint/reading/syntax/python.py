"""Tell a printed Python value from broken JSON."""

from __future__ import annotations

import ast
import warnings

MAX_LENGTH = 1_000_000
"""Longer texts are not tried: the compiler takes some hundred bytes of memory for each of theirs."""

_OPENINGS = ("{'", "[{'", "('", '{"')


def python_value(text: str) -> object | None:
    """Read a text that Python printed (`{'role': 'user'}`); None if it is not one. Never raises."""
    text = text.strip()
    if len(text) > MAX_LENGTH or not text.startswith(_OPENINGS):
        return None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            value: object = ast.literal_eval(text)
        except (ValueError, SyntaxError, TypeError, MemoryError, RecursionError):
            return None
    return value


def is_python_dict(text: str) -> bool:
    """Say whether a text is a dict as Python prints it."""
    return isinstance(python_value(text), dict)
