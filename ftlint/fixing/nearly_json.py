"""Text that was meant to be JSON: printed by Python, or with faults that each have a plain repair."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from ftlint.fixing.json_repair import repaired
from ftlint.fixing.python_text import json_of_python

_ESCAPE: Final = re.compile(r"\\[UxNav0-7]")
"""Escapes that mean something in Python alone: read as Python, they are one character."""
_VALUE: Final = re.compile(r"[:\[,(]\s*(?:['(]|(?:None|True|False)\b)")
"""Where a value begins as Python alone writes it."""


class Mended(NamedTuple):
    """A text, written as JSON, and what was done for that, as an order."""

    text: str
    title: str


def mended(text: str) -> Mended | None:
    """Write what is nearly JSON as JSON; None where it is not plain what was meant. Never raises.

    What was cut off is not completed. The result may still hold what a reader refuses, such as a key that
    stands twice.
    """
    begins = text.lstrip().startswith("{'")
    if not begins and not _VALUE.search(text):
        return _by_steps(text)
    if begins or _ESCAPE.search(text):
        return _as_python(text) or _by_steps(text)
    return _by_steps(text) or _as_python(text)


def _as_python(text: str) -> Mended | None:
    written = json_of_python(text)
    return None if written is None else Mended(written, "write the Python dict as JSON")


def _by_steps(text: str) -> Mended | None:
    written = repaired(text)
    return None if written is None else Mended(written, "repair the JSON")
