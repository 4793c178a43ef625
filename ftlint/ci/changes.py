"""What a pull request changes in examples, tokens and cost, file by file."""

from __future__ import annotations

import filecmp
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ftlint.ci.base import NotComparable, save
from ftlint.records import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class Figures:
    """What a file amounts to. None: not known; the cost of a validation file: nothing."""

    examples: int = 0
    tokens: int | None = 0
    cost: float | None = 0.0

    def __add__(self, other: Figures) -> Figures:
        """Sum up; what is not known of one is not known of both."""
        tokens = None if None in (self.tokens, other.tokens) else (self.tokens or 0) + (other.tokens or 0)
        cost = None if None in (self.cost, other.cost) else (self.cost or 0) + (other.cost or 0)
        return Figures(self.examples + other.examples, tokens, cost)


@dataclass(frozen=True, slots=True)
class Change:
    """One file, before and after. A new file was nothing before."""

    name: str
    after: Figures
    before: Figures | None
    """None: it cannot be compared."""
    note: str = ""

    @property
    def by(self) -> int:
        """By how many tokens, or else examples, the file grew or shrank."""
        if self.before is None:
            return 0
        if self.after.tokens is None or self.before.tokens is None:
            return abs(self.after.examples - self.before.examples)
        return abs(self.after.tokens - self.before.tokens)


def changes(report: dict[str, Any], commit: str, folder: Path) -> Iterator[Change]:
    """Compare the files of a JSON report with what a commit has under their names. Raises OSError.

    The files of the commit are counted for the same target and model; `folder` is where they are put.
    """
    for entry in report["files"]:
        name = entry["path"]
        after = _figures(entry["summary"], entry["role"])
        # The endings say whether it is compressed.
        endings = [ending for ending in Path(name).suffixes[-2:] if len(ending) < 10]
        old = folder / f"base{''.join(endings)}"
        try:
            if not save(commit, name, old):
                yield Change(name, after, Figures(), "new")
            elif _same(old, name):
                yield Change(name, after, after)
            else:
                yield Change(name, after, _count(old, report, entry))
        except NotComparable as error:
            yield Change(name, after, None, f"not compared: {error}")
        finally:
            old.unlink(missing_ok=True)


def _same(old: Path, name: str) -> bool:
    return os.path.isfile(name) and filecmp.cmp(old, name, shallow=False)  # noqa: PTH113 (a name, not a path)


def _count(old: Path, report: dict[str, Any], entry: dict[str, Any]) -> Figures:
    """Count a file of the base branch; its findings are not asked for."""
    from ftlint.inputs import InputError
    from ftlint.linting import lint
    from ftlint.reporters.json_format import entry_of

    epochs = entry["summary"]["epochs"]
    given = epochs["n"] if epochs and epochs["source"] == "given" else None
    try:
        result = lint(
            str(old), target=report["target"], model=report["model"], epochs=given, select="empty-file"
        )
    except InputError as error:
        raise NotComparable("it cannot be read in the base branch") from error
    return _figures(entry_of(result).summary.model_dump(), entry["role"])


def _figures(summary: dict[str, Any], role: str) -> Figures:
    tokens, cost = summary["tokens"], summary["cost"]
    paid = role == "training"
    return Figures(
        examples=summary["examples"],
        tokens=tokens["total"] if tokens else None,
        cost=(cost["training"] if cost else None) if paid else 0.0,
    )
