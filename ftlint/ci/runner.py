"""How a step talks to GitHub's runner: files for outputs and the summary, commands in the log.

Source: https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands, as of 2026-11.
"""

from __future__ import annotations

import secrets
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from ftlint.reporters.github_format import command
from ftlint.text.words import visible

if TYPE_CHECKING:
    from collections.abc import Mapping


def set_outputs(environment: Mapping[str, str], outputs: Mapping[str, str]) -> None:
    """Write the outputs of this step; no value can end before its random delimiter. Raises OSError."""
    entries = []
    for name, value in outputs.items():
        delimiter = f"ftlint-{secrets.token_hex(16)}"
        entries.append(f"{name}<<{delimiter}\n{value}\n{delimiter}\n")
    _append(environment.get("GITHUB_OUTPUT"), "".join(entries))


def add_summary(environment: Mapping[str, str], page: str) -> None:
    """Add Markdown to the job's summary. Raises OSError."""
    _append(environment.get("GITHUB_STEP_SUMMARY"), f"{page}\n")


def annotate(level: str, text: str) -> None:
    """Write an annotation that is about no file; `level` is error, warning or notice."""
    lines = "\n".join(visible(line) for line in text.splitlines())
    sys.stdout.write(command(level, {"title": "ftlint"}, lines) + "\n")


def _append(path: str | None, text: str) -> None:
    if path:  # not there: the step is run by hand
        with Path(path).open("a", encoding="utf-8", errors="surrogateescape", newline="\n") as to:
            to.write(text)
