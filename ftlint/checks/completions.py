"""Rules about prompt/completion lines: their two parts, and the conventions that a file keeps or not."""

from __future__ import annotations

import re
from dataclasses import field
from typing import TYPE_CHECKING, Final

from ftlint.checks import line_check
from ftlint.findings import Place, Report, Severity
from ftlint.records import dataclass
from ftlint.text.words import kind, quote

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ftlint.folds import At
    from ftlint.jobs import Job
    from ftlint.view.example import Example

KEYS: Final = ("prompt", "completion")

ALIASES: Final = {
    "prompt": ("input", "question", "instruction", "text"),
    "completion": ("output", "answer", "response", "target", "label"),
}
"""What other trainers call the two parts."""


@line_check("FT861", "completions")
def completion_missing_part(value: dict[str, object], job: Job) -> Iterator[Report]:
    """Report a prompt or completion that is missing, empty, or not a string."""
    for key in KEYS:
        given = value.get(key)
        if isinstance(given, str) and given:
            continue
        if key not in value:
            yield _missing(key, _stand_in(key, value))
        elif given == "":
            yield _empty(key)
        else:
            said = f"{quote(key)} is {kind(given)}, not a string"
            yield Report(Place((key,)), said, f'write "{key}": "…"')


def _missing(key: str, stand_in: str | None) -> Report:
    if stand_in is None:
        return Report(Place(), f"the line has no {quote(key)}", f'write "{key}": "…"')
    said = f"the line has no {quote(key)}; {quote(stand_in)} stands in its place"
    return Report(Place((stand_in,), on="key"), said, f"write {quote(key)}")


def _empty(key: str) -> Report:
    if key == "prompt":
        way = "write the prompt, unless the model is to write freely"
        return Report(Place((key,)), "the prompt is empty", way, severity=Severity.WARNING)
    return Report(Place((key,)), "the completion is empty: there is nothing to learn", "write it")


def _stand_in(key: str, value: dict[str, object]) -> str | None:
    from ftlint.text.words import nearest

    others = [other for other in value if other not in KEYS]
    return next((alias for alias in ALIASES[key] if alias in others), None) or nearest(key, others)


@line_check("FT103", "completions")
def unknown_key_of_completion(value: dict[str, object], job: Job) -> Iterator[Report]:
    """Report keys other than the two."""
    if len(value) == len(KEYS) and value.keys() == set(KEYS):
        return
    from ftlint.checks.frame import unknown

    meant = {_stand_in(key, value) for key in KEYS if key not in value}
    for key in value:
        if key not in KEYS and key not in meant:
            yield unknown(key, KEYS)


_SEPARATOR: Final = re.compile(r"(?:\s*(?:->|=>|#{2,}|-{3,}|={3,}|\|{2,}|\n))+\s*\Z")
_STOP: Final = re.compile(r"(?:\s*(?:\bEND\b|\bSTOP\b|<[^<>\s]{1,20}>|#{2,}|-{3,}|\n))+\s*\Z")
_TAIL: Final = 40
"""How many characters at the end of a text are looked at."""


def separator_of(prompt: str) -> str:
    """Find the mark that a prompt ends in, such as ` ->` or `###`; "" if it ends in none."""
    found = _SEPARATOR.search(prompt[-_TAIL:])
    return found[0] if found else ""


def stop_of(completion: str) -> str:
    """Find the stop sequence that a completion ends in, such as ` END`; "" if it ends in none."""
    found = _STOP.search(completion[-_TAIL:])
    return found[0] if found else ""


@dataclass
class Habit:
    """How often texts have which mark ("": none), and where the first such are."""

    seen: dict[str, tuple[int, At]] = field(default_factory=dict)

    def note(self, mark: str, at: At, times: int = 1) -> None:
        """Count a mark; the first place of it that is given stays."""
        known, first = self.seen.get(mark, (0, at))
        self.seen[mark] = (known + times, first)

    def broken(self) -> tuple[str, int, int, At] | None:
        """Give the mark that most have, how many have it of how many, and the first that has not."""
        marks = {mark: number for mark, (number, _) in self.seen.items() if mark}
        total = sum(number for number, _ in self.seen.values())
        if not marks:
            return None
        mark = max(marks, key=lambda name: marks[name])
        if marks[mark] == total or marks[mark] * 2 < total:
            return None
        return mark, marks[mark], total, min(at for name, (_, at) in self.seen.items() if name != mark)


Habits = dict[str, Habit]
_SPACE: Final = "space"

_SAYS: Final = {
    "prompt": ("of {total} prompts, {having} end in {mark}; this one does not", "end every prompt alike"),
    "completion": (
        "of {total} completions, {having} end in {mark}; this one does not",
        "end every completion alike, so that the stop sequence is learned",
    ),
    _SPACE: (
        "of {total} completions, {having} start with a space; this one does not",
        "start every completion alike",
    ),
}


class Conventions:
    """FT862: a separator, a stop sequence or a leading space that only some lines have."""

    code = "FT862"

    def empty(self) -> Habits:
        """Begin without lines."""
        return {name: Habit() for name in _SAYS}

    def see(self, state: Habits, example: Example, at: At) -> None:
        """Note what one prompt and its completion begin and end with."""
        for message in example.messages:
            text = message.content
            if not isinstance(text, str) or not text:
                continue
            if message.trained:
                state["completion"].note(stop_of(text), at)
                state[_SPACE].note(" " if text[0].isspace() else "", at)
            else:
                state["prompt"].note(separator_of(text), at)

    def merge(self, earlier: Habits, later: Habits) -> Habits:
        """Add the counts of the later part."""
        for name, habit in later.items():
            for mark, (number, first) in habit.seen.items():
                earlier[name].note(mark, first, number)
        return earlier

    def finish(self, state: Habits, line_of: Callable[[At], int]) -> Iterator[tuple[At, Report]]:
        """Report the first line that breaks a convention which most lines keep."""
        for name, habit in state.items():
            if (broken := habit.broken()) is not None:
                mark, having, total, at = broken
                says, way = _SAYS[name]
                said = says.format(total=f"{total:,}", having=f"{having:,}", mark=quote(mark, 30))
                yield at, Report(Place(("prompt" if name == "prompt" else "completion",)), said, way)


FOLDS = [Conventions()]
