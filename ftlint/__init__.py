"""ftlint: the linter for fine-tuning files.

>>> from ftlint import lint
>>> result = lint("train.jsonl", model="gpt-4.1")  # doctest: +SKIP

`lint` returns a `Result`: the findings, the figures, and the notices that the command line prints.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

__version__ = "0.1.0"
__all__ = ["FileResult", "Finding", "InputError", "Location", "Place", "Result", "Severity", "lint"]

if TYPE_CHECKING:
    from ftlint.findings import Finding, Place, Severity
    from ftlint.inputs import InputError
    from ftlint.linting import lint
    from ftlint.results import FileResult, Location, Result

_HOMES = {
    "lint": "linting", "Result": "results", "FileResult": "results", "Location": "results",
    "Finding": "findings", "Place": "findings", "Severity": "findings", "InputError": "inputs",
}  # fmt: skip


def __getattr__(name: str) -> object:
    """Load a public name when it is first asked for: most runs need few of them."""
    if name not in _HOMES:
        raise AttributeError(f"module 'ftlint' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"ftlint.{_HOMES[name]}"), name)
