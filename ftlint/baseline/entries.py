"""The baseline's file: JSON, with one entry on each line, so that changes of it are easy to review."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import field
from typing import TYPE_CHECKING, Final

from ftlint.baseline.identity import Identity
from ftlint.records import dataclass
from ftlint.text.words import visible

if TYPE_CHECKING:
    from pathlib import Path

VERSION: Final = 1


class BaselineError(Exception):
    """The baseline cannot be read or written; the text names the file and says why."""


@dataclass(slots=True)
class Entry:
    """One known finding, or several that nothing tells apart."""

    count: int = 1
    reason: str | None = None
    """Why it stays, in the words of whoever keeps it."""


@dataclass(slots=True)
class Baseline:
    """Known findings. `path` is where they are kept."""

    path: Path
    entries: dict[Identity, Entry] = field(default_factory=dict)

    @property
    def counts(self) -> Counter[Identity]:
        """How many findings each entry stands for."""
        return Counter({identity: entry.count for identity, entry in self.entries.items()})


def read_baseline(path: Path) -> Baseline:
    """Read a baseline. Raises BaselineError, with what is wrong and where."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        if isinstance(error, FileNotFoundError):
            reason = "no such file; `ftlint baseline write` makes it"
        raise BaselineError(f"{path}: {reason}") from error
    from pydantic import ValidationError

    from ftlint.baseline.contract import Document

    try:
        document = Document.model_validate_json(text)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        raise BaselineError(f"{path}: {where + ': ' if where else ''}{visible(first['msg'])}") from error
    baseline = Baseline(path)
    for entry in document.entries:
        identity = Identity(entry.file, entry.rule, entry.example, entry.pointer)
        before = baseline.entries.get(identity, Entry(0))
        baseline.entries[identity] = Entry(before.count + entry.count, before.reason or entry.reason)
    return baseline


def write_baseline(baseline: Baseline) -> None:
    """Write a baseline, whole or not at all. Raises BaselineError."""
    rows = [
        json.dumps(
            {
                **identity._asdict(),
                **({"count": entry.count} if entry.count > 1 else {}),
                **({"reason": entry.reason} if entry.reason is not None else {}),
            }
        )
        for identity, entry in sorted(baseline.entries.items(), key=lambda item: item[0])
    ]
    body = ",\n    ".join(rows)
    listed = f"[\n    {body}\n  ]" if rows else "[]"
    text = f'{{\n  "version": {VERSION},\n  "entries": {listed}\n}}\n'
    from ftlint.reporters.outputs import replacing

    try:
        with replacing(baseline.path) as to:
            to.write(text)
    except OSError as error:
        raise BaselineError(f"{baseline.path}: {error.strerror or error}") from error
