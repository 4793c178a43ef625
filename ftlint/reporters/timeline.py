"""The roles of an example as a line of text, with the turn that a finding is on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ftlint.reading.parsing import Parsed, parse_line
from ftlint.text.words import visible
from ftlint.view.nodes import Message, read_calls
from ftlint.view.roles import known_role
from ftlint.view.threads import threads_of

if TYPE_CHECKING:
    from ftlint.findings import Path
    from ftlint.view.threads import Thread

AROUND = 4
"""How many turns are shown on either side of the one that is meant."""


def timeline(raw: bytes, path: Path, format_: str = "sft") -> str | None:
    """Write `system · user · [assistant→get_weather] · tool`; None for a line without messages.

    `raw` is the line, in the native format `format_`; `path` leads to the finding, whose turn stands in
    brackets. Of a preference line the conversation with that turn is shown.
    """
    parsed = parse_line(raw)
    if not isinstance(parsed, Parsed) or format_ == "completions":
        return None
    threads = threads_of(format_, parsed.value)
    for thread in threads:
        if (meant := _meant(thread, path)) is not None:
            return _around(thread, meant)
    return _around(threads[0], None) if threads else None


def _messages(thread: Thread) -> list[object]:
    messages = thread.chat.get("messages")
    return messages if isinstance(messages, list) else []


def _meant(thread: Thread, path: Path) -> int | None:
    for index in range(len(_messages(thread))):
        home: Path = ("messages", index)
        home = thread.home(home) if thread.home else home
        if path[: len(home)] == home:
            return index
    return None


def _around(thread: Thread, meant: int | None) -> str | None:
    messages = _messages(thread)
    if not messages:
        return None
    first = max(0, (meant or 0) - AROUND)
    last = min(len(messages), (meant if meant is not None else AROUND) + AROUND + 1)
    turns = [_turn(messages[index]) for index in range(first, last)]
    if meant is not None:
        turns[meant - first] = f"[{turns[meant - first]}]"
    before = [f"({first} more)"] if first else []
    after = [f"({len(messages) - last} more)"] if last < len(messages) else []
    return " · ".join([*before, *turns, *after])


def _turn(message: object) -> str:
    if not isinstance(message, dict):
        return "?"
    role = message.get("role")
    shown = visible(role)[:20] if isinstance(role, str) else "?"
    if known_role(role) != "assistant":
        return shown
    if message.get("weight", 1) == 0:
        shown += " (masked)"
    names = _called(message)
    return f"{shown}→{'+'.join(names)}" if names else shown


def _called(message: dict[str, object]) -> list[str]:
    read = Message("assistant", message, (), 0)
    read_calls(read)
    names = [visible(call.name or "?")[:32] for call in read.calls]
    return [*names[:2], f"{len(names) - 2} more"] if len(names) > 3 else names
