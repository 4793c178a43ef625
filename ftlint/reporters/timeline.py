"""The roles of an example as a line of text, with the turn that a finding is on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ftlint.reading.parsing import Parsed, parse_line
from ftlint.text.words import visible
from ftlint.view.nodes import Message, read_calls
from ftlint.view.roles import known_role

if TYPE_CHECKING:
    from ftlint.findings import Path

AROUND = 4
"""How many turns are shown on either side of the one that is meant."""


def timeline(raw: bytes, path: Path) -> str | None:
    """Write `system · user · [assistant→get_weather] · tool`; None for a line without messages.

    `raw` is the line; `path` leads to the finding, whose turn stands in brackets.
    """
    parsed = parse_line(raw)
    messages = parsed.value.get("messages") if isinstance(parsed, Parsed) else None
    if not isinstance(messages, list) or not messages:
        return None
    meant = path[1] if len(path) > 1 and path[0] == "messages" and isinstance(path[1], int) else None
    first = max(0, (meant or 0) - AROUND)
    last = min(len(messages), (meant if meant is not None else 0) + AROUND + 1)
    if meant is None:
        last = min(len(messages), 2 * AROUND + 1)
    turns = [_turn(messages[index]) for index in range(first, last)]
    if meant is not None and first <= meant < last:
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
