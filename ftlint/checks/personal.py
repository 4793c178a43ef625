"""The rule about personal data: one count for a file, never a quotation."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING

from ftlint.detectors.personal import KINDS, may_hold_personal_data, personal_data_in
from ftlint.findings import Place, Report
from ftlint.folds import START
from ftlint.records import dataclass
from ftlint.text.words import count, lines
from ftlint.view.texts import strings_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ftlint.folds import At
    from ftlint.view.example import Example

NAMED = 3
"""How many lines are named for each kind; one more is kept, to tell that there are more."""


@dataclass
class Seen:
    """How often a kind was seen, and the first lines on which it was."""

    count: int = 0
    lines: list[At] = field(default_factory=list)


class PersonalData:
    """FT902: personal data, counted by kind."""

    code = "FT902"

    def empty(self) -> dict[str, Seen]:
        """Begin with nothing seen."""
        return {}

    def see(self, state: dict[str, Seen], example: Example, at: At) -> None:
        """Count what is in one example, and in what stands beside its conversation."""
        texts = example.texts
        listed = [texts.joined] if may_hold_personal_data(texts.encoded, texts.classes) else []
        if example.rest:
            listed += [text for _, text in strings_in(example.rest)]
        for text in listed:
            for kind in personal_data_in(text):
                seen = state.setdefault(kind, Seen())
                seen.count += 1
                if len(seen.lines) <= NAMED and at not in seen.lines[-1:]:
                    seen.lines.append(at)

    def merge(self, earlier: dict[str, Seen], later: dict[str, Seen]) -> dict[str, Seen]:
        """Add up two parts of a file."""
        for kind, seen in later.items():
            known = earlier.setdefault(kind, Seen())
            known.count += seen.count
            known.lines = (known.lines + seen.lines)[: NAMED + 1]
        return earlier

    def finish(self, state: dict[str, Seen], line_of: Callable[[At], int]) -> Iterator[tuple[At, Report]]:
        """Report all kinds together, with the first lines of each."""
        found = [(kind, state[kind]) for kind in KINDS if kind in state]
        if not found:
            return
        said = ", ".join(
            f"{count(seen.count, kind, _plural(kind))} ({lines([line_of(at) for at in seen.lines], NAMED)})"
            for kind, seen in found
        )
        yield START, Report(Place(), said, "write made-up ones, unless the model may tell them to anybody")


def _plural(kind: str) -> str:
    return f"{kind}es" if kind.endswith("s") else f"{kind}s"


FOLDS = [PersonalData()]
