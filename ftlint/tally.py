"""What is counted over the examples of a file; the figures are made of it."""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import field
from typing import TYPE_CHECKING

from ftlint.records import dataclass

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ftlint.folds import At
    from ftlint.view.example import Example
    from ftlint.view.nodes import Message


SAMPLES = 2


@dataclass
class Tally:
    """Counts over examples; a sum of two is the tally of both. Tokens are training tokens.

    A turn is loss-bearing ("trained") or masked. Trained turns either call tools or answer.
    """

    examples: int = 0
    """Lines that are not blank, readable or not."""
    unread: int = 0
    """Of these, the ones that could not be read as an example."""
    turns: int = 0
    assistant: int = 0
    trained: int = 0
    calling: int = 0
    """Trained turns that call tools."""
    parallel: int = 0
    """Of these, the ones with two calls or more."""
    both: int = 0
    """Examples that teach calls and answers."""
    calls: int = 0
    """Tool calls, with or without a readable name."""
    results: int = 0
    """Tool results."""
    tokens: int = 0
    billed: int = 0
    """Tokens after each example is cut to the training window."""
    trained_tokens: int = 0
    calling_tokens: int = 0
    tool_tokens: int = 0
    """Of the rendered tool definitions."""
    result_tokens: int = 0
    """Of tool results."""
    image_tokens: int = 0
    unsized_images: int = 0
    """Images of unknown size (by URL), of which only the fewest tokens that an image costs are counted."""
    uncounted_parts: int = 0
    """Audio and files, which are not counted."""
    over: int = 0
    """Examples over the training window."""
    bound: int = 0
    """By how many tokens the estimated framing may be off, over all examples."""
    called: Counter[str] = field(default_factory=Counter)
    declared: Counter[str] = field(default_factory=Counter)
    """Examples that declare a tool, by its name."""
    sizes: Counter[int] = field(default_factory=Counter)
    """How many examples have so many tokens."""
    ids: list[str] = field(default_factory=list)
    """The first few distinct call ids, as samples."""
    longest: tuple[int, At] | None = None
    """The tokens of the longest example, and where the first such is."""

    def see(self, example: Example) -> None:
        """Count the turns and calls of one example."""
        self._see_turns(example.messages)
        calling = {bool(message.calls) for message in example.trained}
        self.both += len(calling) == 2
        self.results += len(example.answers)
        for call in example.calls:
            if len(self.ids) < SAMPLES and isinstance(call.id, str) and call.id not in self.ids:
                self.ids.append(call.id)
        self.declared.update(example.toolbox.by_name.keys())

    def see_other(self, example: Example) -> None:
        """Count the turns of another conversation over the same input: what it has besides the input."""
        self._see_turns([message for message in example.messages if not message.context])

    def _see_turns(self, messages: Sequence[Message]) -> None:
        self.turns += len(messages)
        for message in messages:
            if message.role == "assistant":
                self.assistant += 1
                if message.trained:
                    self._see_trained(message)
                self.calls += len(message.calls)
                for call in message.calls:
                    if call.name is not None:
                        self.called[call.name] += 1

    def _see_trained(self, message: Message) -> None:
        self.trained += 1
        self.calling += bool(message.calls)
        self.parallel += len(message.calls) > 1

    def see_tokens(self, example: Example, others: Sequence[Example], at: At) -> None:
        """Count the tokens of one example; of the others over the same input, what they have besides it.

        So the input of a preference line counts once, and both of its outputs. That this is how such jobs
        are billed is an estimate: no provider says so. One bill is public (microsoft-foundry/fine-tuning,
        Demos/DPO_Intel_Orca: 21,622 trained tokens for 25 examples) and has not been worked out; it may be
        that the input is billed with each output. The window cuts each conversation.
        """
        tokens = example.tokens
        total = longest = tokens.total
        window = example.job.training_window or sys.maxsize
        billed = min(total, window)
        self._see_parts(example.messages, tokens.messages)
        for other in others:
            pairs = zip(other.messages, other.tokens.messages, strict=True)
            added = [(message, size) for message, size in pairs if not message.context]
            more = sum(size for _, size in added)
            self._see_parts([message for message, _ in added], [size for _, size in added])
            total += more
            longest = max(longest, other.tokens.total)
            billed += min(other.tokens.total, window) - min(other.tokens.total - more, window)
        self.tokens += total
        self.billed += billed
        self.over += longest > window
        self.tool_tokens += tokens.tools
        self.image_tokens += tokens.images
        self.unsized_images += tokens.unsized_images
        self.uncounted_parts += tokens.uncounted_parts
        self.sizes[total] += 1
        self.bound += tokens.bound
        if self.longest is None or total > self.longest[0]:
            self.longest = (total, at)

    def _see_parts(self, messages: Sequence[Message], sizes: Sequence[int]) -> None:
        for message, size in zip(messages, sizes, strict=True):
            if message.trained:
                self.trained_tokens += size
                self.calling_tokens += size if message.calls else 0
            elif message.answer is not None:
                self.result_tokens += size

    def add(self, later: Tally) -> None:
        """Add the tally of a later part."""
        for name in _SUMS:
            setattr(self, name, getattr(self, name) + getattr(later, name))
        self.ids = list(dict.fromkeys(self.ids + later.ids))[:SAMPLES]
        if later.longest is not None and (self.longest is None or later.longest[0] > self.longest[0]):
            self.longest = later.longest

    @property
    def masked(self) -> int:
        """Turns that the model sees and is not trained on."""
        return self.turns - self.trained

    def percentile(self, share: float) -> int:
        """Find the size in tokens that `share` (0 to 1) of the examples do not exceed; 0 without examples."""
        rank = share * self.sizes.total()
        seen = 0
        for size in sorted(self.sizes):
            seen += self.sizes[size]
            if seen >= rank:
                return size
        return 0


_SUMS = tuple(name for name in Tally.__dataclass_fields__ if name not in ("longest", "ids"))
