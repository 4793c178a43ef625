"""A typed, cheap view of one chat example: what the checks look at.

The view reads *through* the mistakes that people make on every line (object arguments, content parts in
a tool message, `weight: true`, a missing `type`, `human` for `user`), so that one run shows everything.
A message that cannot be read at all is left out, and `Example.holes` is set: rules about the order of
turns then hold their tongue, since what they miss may be in the hole.
"""

from __future__ import annotations

from dataclasses import field
from functools import cached_property
from typing import TYPE_CHECKING

from ftlint.records import dataclass
from ftlint.view.canonical import digests_of
from ftlint.view.nodes import Answer, Call, Message, read_calls
from ftlint.view.roles import meant_role
from ftlint.view.texts import Texts

if TYPE_CHECKING:
    from collections.abc import Callable

    from ftlint.findings import Path
    from ftlint.jobs import Job
    from ftlint.tokens.training import ExampleTokens
    from ftlint.view.canonical import Digests
    from ftlint.view.toolbox import Tool, Toolbox


@dataclass(eq=False)
class Example:
    """One example of a chat file."""

    value: dict[str, object]
    """The conversation in the form of an `sft` line, whatever the format is (see `ftlint.view.threads`)."""
    messages: list[Message]
    toolbox: Toolbox
    job: Job
    holes: bool = False
    bare: bool = False
    """It is a prompt and its completion, which no chat template stands around."""
    rest: object = None
    """What tells its line from others, besides the conversation."""
    home: Callable[[Path], Path] | None = None
    """From a path in the conversation to the path in the line; None where they are the same."""
    calls: list[Call] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)
    trained: list[Message] = field(default_factory=list)
    """The loss-bearing turns."""
    roles: str = ""
    """The roles in their order, as one text, which is quick to search: no role is part of another."""
    has_parts: bool = False
    """Some content is an array."""
    tangled: bool = False
    """Calls and results do not plainly fit each other (see `ftlint.view.pairing`)."""

    @cached_property
    def tokens(self) -> ExampleTokens:
        """Training tokens of each message, of the tools, and in total."""
        return self.job.tokens_of(self)

    @cached_property
    def texts(self) -> Texts:
        """All that is written in it, tool definitions aside."""
        return Texts(self)

    @cached_property
    def digests(self) -> Digests:
        """What stands for it in comparisons with other examples; not for one with holes."""
        return digests_of(self)

    def at_home(self, path: Path) -> Path:
        """Lead a path in the conversation back to the line, for folds; the engine does it for checks."""
        return self.home(path) if self.home else path

    def tool_of(self, call: Call) -> Tool | None:
        """Look up the declared tool that a call names."""
        return self.toolbox.get(call.name) if call.name is not None else None


def read_example(
    value: dict[str, object],
    toolbox: Toolbox,
    job: Job,
    context: int = 0,
    rest: object = None,
    home: Callable[[Path], Path] | None = None,
    *,
    bare: bool = False,
) -> Example:
    """Read one conversation, of which the first `context` messages are input. Never raises."""
    example = Example(value, [], toolbox, job, bare=bare, rest=rest, home=home)
    messages = value.get("messages")
    if not isinstance(messages, list) or not messages:
        example.holes = True
        return example
    for index, raw in enumerate(messages):
        role = meant_role(raw) if isinstance(raw, dict) else None
        if role is None:
            example.holes = True
            continue
        message = Message(role, raw, ("messages", index), index, context=index < context)
        if role == "assistant":
            read_calls(message)
            example.calls += message.calls
            if message.trained:
                example.trained.append(message)
        elif role in ("tool", "function"):
            message.answer = Answer(message, legacy=role == "function")
            example.answers.append(message.answer)
        if type(raw.get("content")) is list:
            example.has_parts = True
        example.messages.append(message)
    example.roles = " ".join([message.role for message in example.messages])
    return example
