"""What lines teach, in turns: the figures before and after a file is edited."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ftlint.records import dataclass
from ftlint.view.nodes import Message, read_calls
from ftlint.view.roles import meant_role
from ftlint.view.threads import threads_of

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass
class Lessons:
    """Assistant turns, and those of them that are loss-bearing."""

    assistant: int = 0
    trained: int = 0
    calling: int = 0
    """Loss-bearing turns that call tools; the others answer."""

    def see(self, message: Message) -> None:
        """Count an assistant turn."""
        self.assistant += 1
        self.trained += message.trained
        self.calling += message.trained and bool(message.calls)

    @property
    def answers(self) -> int:
        """Loss-bearing turns that call nothing."""
        return self.trained - self.calling


def assistant_turns(name: str, value: dict[str, object]) -> Iterator[Message]:
    """Go through the assistant messages of a line of the format `name`; of a shared input, once."""
    for number, thread in enumerate(threads_of(name, value)):
        messages = thread.chat.get("messages")
        for index, raw in enumerate(messages if isinstance(messages, list) else ()):
            if (
                not isinstance(raw, dict)
                or meant_role(raw) != "assistant"
                or (number and index < thread.context)
            ):
                continue
            path = ("messages", index)
            message = Message("assistant", raw, path, index, context=index < thread.context)
            read_calls(message)
            yield message


def before_and_after(before: Lessons, after: Lessons) -> str:
    """Say in one line what a file taught, and what it teaches now."""
    return (
        f"loss-bearing turns: {before.trained:,} -> {after.trained:,} "
        f"(calls {before.calling:,} -> {after.calling:,}, answers {before.answers:,} -> {after.answers:,})"
    )
