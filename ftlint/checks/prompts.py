"""FT707: system prompts that are nearly the same, by accident."""

from __future__ import annotations

from dataclasses import field
from itertools import islice
from typing import TYPE_CHECKING, Final, NamedTuple

from ftlint.findings import Label, Place, Report
from ftlint.records import dataclass
from ftlint.text.words import count

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ftlint.findings import Path
    from ftlint.folds import At
    from ftlint.text.likeness import Plain
    from ftlint.view.example import Example

DISTINCT: Final = 500
"""How many different prompts are kept; a file with more of them makes its prompts from a template."""

CHARACTERS: Final = 1_000_000
"""How much text is kept, for the same reason."""

USUAL: Final = 5
"""Examples from which a prompt is one that others can differ from."""

RARER: Final = 3
"""A prompt with another word must be so many times rarer: else both are meant."""


class Prompt(NamedTuple):
    """How many examples have a prompt, and where the first of them is."""

    examples: int
    at: At
    path: Path

    def and_one_more(self) -> Prompt:
        """Count one more example."""
        return Prompt(self.examples + 1, self.at, self.path)


@dataclass
class Prompts:
    """The different system prompts, in the order of the file; none once there are too many."""

    seen: dict[str, Prompt] = field(default_factory=dict)
    characters: int = 0
    full: bool = False

    def note(self, text: str, prompt: Prompt) -> None:
        """Count examples with a prompt. What does not fit now, never fits: any order gives the same."""
        known = self.seen.get(text)
        if known is not None:
            self.seen[text] = known._replace(examples=known.examples + prompt.examples)
        elif not self.full:
            self.seen[text] = prompt
            self.characters += len(text)
            if len(self.seen) > DISTINCT or self.characters > CHARACTERS:
                self.full = True
                self.seen = {}


class PromptDrift:
    """System prompts that differ from a usual one in case, spaces, punctuation, or one slip."""

    code = "FT707"

    def empty(self) -> Prompts:
        """Begin without prompts."""
        return Prompts()

    def see(self, state: Prompts, example: Example, at: At) -> None:
        """Count the system prompt of one example."""
        first = example.messages[0]
        if state.full or first.index or first.role not in ("system", "developer"):
            return
        content = first.raw.get("content")
        if type(content) is str and content in state.seen:  # as on most lines
            state.seen[content] = state.seen[content].and_one_more()
            return
        texts = list(islice(first.texts(), 2))
        if len(texts) == 1:
            [(path, text)] = texts
            state.note(text, Prompt(1, at, example.at_home(path)))

    def merge(self, earlier: Prompts, later: Prompts) -> Prompts:
        """Add the counts; the earlier of the first ones stays."""
        for text, prompt in later.seen.items():
            earlier.note(text, prompt)
        if later.full:
            earlier.full, earlier.seen = True, {}
        return earlier

    def finish(self, state: Prompts, line_of: Callable[[At], int]) -> Iterator[tuple[At, Report]]:
        """Report every prompt that differs by accident from a more usual one, where it is first."""
        ranked = sorted(state.seen.items(), key=lambda item: (-item[1].examples, item[1].at))
        if len(ranked) < 2 or ranked[0][1].examples < USUAL:
            return
        from ftlint.text.likeness import plain

        texts = [(plain(text), prompt) for text, prompt in ranked]
        for number, (text, prompt) in enumerate(texts):
            usual = (pair for pair in texts[:number] if pair[1].examples >= USUAL)
            found = ((other, way) for other in usual if (way := _way(*other, text, prompt)))
            if (first := next(found, None)) is not None:
                (_, other), way = first
                yield prompt.at, _drifts(prompt, other, line_of(other.at), way)


def _way(usual: Plain, by: Prompt, text: Plain, prompt: Prompt) -> str | None:
    from ftlint.text.likeness import accident

    if usual.folded != text.folded and prompt.examples * RARER > by.examples:
        return None
    return accident(usual, text)


def _drifts(prompt: Prompt, usual: Prompt, line: int, way: str) -> Report:
    among = f"{prompt.examples:,} of {count(prompt.examples + usual.examples, 'like example')}"
    message = f"nearly the system prompt of line {line:,}, in {among}: {way}"
    label = Label(Place(usual.path), f"the usual prompt, in {count(usual.examples, 'example')}", line)
    help_ = "write it alike on every line, as the model will get it in use"
    return Report(Place(prompt.path), message, help_, (label,))
