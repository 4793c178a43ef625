"""Weights: which assistant messages of an example the model is trained on."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING, Final, Literal

from ftlint.fixing.edits import Add, EditError, Editor, Put, applied
from ftlint.fixing.streaming import Mentions
from ftlint.lessons import Lessons, assistant_turns, before_and_after
from ftlint.reading.formats import stray_format
from ftlint.reading.parsing import Broken, decode, parse_line
from ftlint.records import dataclass
from ftlint.text.jsontext import BrokenTextError
from ftlint.text.style import style_of
from ftlint.text.words import count

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from ftlint.fixing.edits import Edit
    from ftlint.view.nodes import Message

Lesson = Literal["calls", "answers", "last"]
"""What is to be learned: the messages that call tools, those that do not, or only the last one."""

CHOICES: Final[dict[Lesson, Callable[[Message, Message], bool]]] = {
    "calls": lambda message, _: bool(message.calls),
    "answers": lambda message, _: not message.calls,
    "last": lambda message, last: message is last,
}
"""By name: whether a message is to be trained, given it and the last one of its example."""


@dataclass
class Masking:
    """Sets the weights of chat lines, one line at a time, and counts what that does."""

    lesson: Lesson
    examples: int = 0
    changed: int = 0
    """Examples in which a turn was masked or unmasked."""
    rewritten: Mentions = field(default_factory=Mentions)
    """Weights that said the same in another way, such as true."""
    masked: int = 0
    """Turns that were loss-bearing, and are not now."""
    unmasked: Mentions = field(default_factory=Mentions)
    """Turns that were masked, and are loss-bearing now."""
    both: Mentions = field(default_factory=Mentions)
    """Turns that call tools, and have text beside it."""
    idle: Mentions = field(default_factory=Mentions)
    """Examples that teach nothing now."""
    before: Lessons = field(default_factory=Lessons)
    after: Lessons = field(default_factory=Lessons)

    def change(self, raw: bytes, number: int) -> bytes | None:
        """Set the weights of a line; nothing else changes. None where it cannot be read. Never raises."""
        parsed = parse_line(raw)
        if isinstance(parsed, Broken) or stray_format(parsed.value, "sft") is not None:
            return None
        if not isinstance(parsed.value.get("messages"), list):
            return None
        turns = list(assistant_turns("sft", parsed.value))
        chosen = [CHOICES[self.lesson](message, turns[-1]) for message in turns]
        new = _written(raw, list(_edits(turns, chosen)))
        if new is not None:
            self._count(turns, chosen, number)
        return new

    def _count(self, turns: Sequence[Message], chosen: Sequence[bool], number: int) -> None:
        self.examples += 1
        pairs = list(zip(turns, chosen, strict=True))
        masked = sum(turn.trained and not wanted for turn, wanted in pairs)
        unmasked = sum(wanted and not turn.trained for turn, wanted in pairs)
        self.masked += masked
        self.changed += bool(masked or unmasked)
        if unmasked:
            self.unmasked.add(number, unmasked)
        if turns and not any(chosen):
            self.idle.add(number)
        for turn, wanted in pairs:
            if turn.trained == wanted and _is_respelled(turn, wanted):
                self.rewritten.add(number)
            if turn.calls and _has_text(turn.raw.get("content")):
                self.both.add(number)
            self.before.see(turn)
            self.after.assistant += 1
            self.after.trained += wanted
            self.after.calling += wanted and bool(turn.calls)

    def summary(self) -> Iterator[str]:
        """Say what was done, in sentences."""
        yield (
            f"masked {self.masked:,} of {count(self.before.assistant, 'assistant message')} "
            f"in {self.changed:,} of {count(self.examples, 'example')}"
            f"{'' if self.changed or self.rewritten.count else ': nothing had to be changed'}"
        )
        if self.unmasked.count:
            was = count(self.unmasked.count, "message was", "messages were")
            yield f"{was} masked before, and trained now ({self.unmasked})"
        if self.rewritten.count:
            yield f"{count(self.rewritten.count, 'weight')} written as 0 or 1 ({self.rewritten})"
        if self.both.count and self.lesson != "last":
            have = count(
                self.both.count, "message calls tools and has text", "messages call tools and have text"
            )
            yield f"{have} ({self.both}): {'learned' if self.lesson == 'calls' else 'masked'} as a whole"
        if self.idle.count:
            are = count(self.idle.count, "example teaches", "examples teach")
            yield (
                f"{are} nothing now: all turns are masked ({self.idle}); leave the lines out,"
                " ftlint reports them as FT601"
            )
        yield before_and_after(self.before, self.after)


def _is_respelled(message: Message, wanted: bool) -> bool:
    """Say whether a weight stands there, and is not the integer that it has to be."""
    weight = message.raw.get("weight", int(wanted))
    return type(weight) is not int or weight != wanted


def _has_text(content: object) -> bool:
    return bool(content.strip() if isinstance(content, str) else content)


def _edits(turns: Sequence[Message], chosen: Sequence[bool]) -> Iterator[Edit]:
    for message, wanted in zip(turns, chosen, strict=True):
        if "weight" not in message.raw:
            if not wanted:
                yield Add(message.path, "weight", "0")
        elif _is_respelled(message, wanted):
            yield Put((*message.path, "weight"), str(int(wanted)))


def _written(raw: bytes, edits: list[Edit]) -> bytes | None:
    if not edits:
        return raw
    text = decode(raw)
    try:
        new = applied(text, Editor(text, style_of(text)).changes(edits))
    except (EditError, BrokenTextError):
        return None
    return new.encode("utf-8", "surrogateescape")
