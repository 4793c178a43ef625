"""Which turns are lost when an example is longer than the model is trained on: its end is cut off."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ftlint.records import dataclass

if TYPE_CHECKING:
    from ftlint.view.example import Example
    from ftlint.view.nodes import Message

NEAR: Final = 0.9
"""The share of the training window from which an example is near its end."""


@dataclass(frozen=True, slots=True)
class Cut:
    """An example that is surely longer than `window` tokens."""

    total: int
    window: int
    lost: list[Message]
    """The first message that is not kept whole, and all after it."""
    target_left: bool
    """A loss-bearing token is kept."""
    target_end: int | None
    """The tokens up to the end of the first loss-bearing turn; None where there is none."""

    @property
    def over(self) -> int:
        """Tokens that are lost."""
        return self.total - self.window

    @property
    def loses_target(self) -> bool:
        """Whether any loss-bearing token is lost."""
        return any(message.trained for message in self.lost)


def surely_over(example: Example, limit: int | None) -> bool:
    """Say whether an example has more tokens than `limit`, however far its count is off."""
    if limit is None or example.job.counter is None or example.tokens.total <= limit:
        return False
    return example.tokens.total - example.tokens.bound > limit


def context_of(example: Example) -> int | None:
    """Look up how many tokens a fine-tune of the job's model can be sent."""
    figure = example.job.model.fine_tuned_context
    return figure.value if figure else None


def over_context(example: Example) -> bool:
    """Say whether an example is surely too long to be sent to a fine-tune at all."""
    return surely_over(example, context_of(example))


def is_long(example: Example) -> bool:
    """Say whether an example is near the end of a window, or over it."""
    job = example.job
    if job.counter is None:
        return False
    window, context = job.training_window, context_of(example)
    total = example.tokens.total
    return (window is not None and total > NEAR * window) or (context is not None and total > context)


def cut_of(example: Example, window: int | None) -> Cut | None:
    """Cut an example to a window; None if it may fit, or cannot be counted.

    Tool definitions come first, the messages after them in their order.
    """
    if window is None or not example.messages or not surely_over(example, window):
        return None
    tokens = example.tokens
    end = tokens.total - sum(tokens.messages)
    lost: list[Message] = []
    target_left, target_end = False, None
    for message, size in zip(example.messages, tokens.messages, strict=True):
        if message.trained:
            target_left = target_left or end < window
            target_end = target_end or end + size
        end += size
        if end > window:
            lost.append(message)
    return Cut(tokens.total, window, lost, target_left, target_end)
