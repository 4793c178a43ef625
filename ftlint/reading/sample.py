"""The beginning of a file, cut into lines that can be judged."""

from __future__ import annotations

from dataclasses import field

import jiter

from ftlint.reading.unobjects import held_object
from ftlint.records import dataclass
from ftlint.text.words import count


class Unreadable:
    """Stands for the value of a line that is not JSON."""


@dataclass(slots=True)
class Sample:
    """Text from the start of a file. `cut` says that the file goes on.

    `lines` are those that are not blank and not cut; a single line stays even if it is.
    `values` are what they hold, `objects` how many of them hold an object.
    """

    text: str
    cut: bool
    lines: list[str]
    values: list[object] = field(default_factory=list)
    objects: int = 0
    whole: object = None
    """What the whole text holds, if it is one JSON value of several lines or an array."""

    @classmethod
    def of(cls, text: str, cut: bool) -> Sample:
        """Cut a text into lines and read them."""
        lines = text.split("\n")
        if cut and len(lines) > 1:
            lines.pop()
        sample = cls(text, cut, [line for line in map(str.strip, lines) if line])
        sample.values = [read(line) for line in sample.lines]
        sample.objects = sum(isinstance(value, dict) for value in sample.values)
        return sample

    def holds_objects_in_strings(self) -> bool:
        """Say whether every line is a JSON string that holds an object."""
        if len(self.lines) == 1 and self.cut and isinstance(self.values[0], Unreadable):
            return self.lines[0].startswith('"{\\"')
        return all(held_object(value) is not None for value in self.values)

    def extent(self) -> str:
        """Say what the judgement covers: `400 lines hold`, or `the first 400 lines hold`."""
        hold = "holds" if len(self.lines) == 1 else "hold"
        if not self.cut:
            return f"{count(len(self.lines), 'line')} {hold}"
        return f"the first {count(len(self.lines), 'line') if len(self.lines) > 1 else 'line'} {hold}"


def read(text: str) -> object:
    """Read a JSON text as leniently as the parser can; `Unreadable()` if that fails."""
    try:
        return jiter.from_json(text.encode("utf-8", "surrogateescape"))
    except ValueError:
        return Unreadable()
