"""The parts of a preference line, found under their own keys or under what people write instead."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from ftlint.view.roles import known_role

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ftlint.findings import Path

INPUT: Final = "input"
OUTPUTS: Final = ("preferred_output", "non_preferred_output")
PARTS: Final = (INPUT, *OUTPUTS)
CHAT_KEYS: Final = ("messages", "tools", "functions", "parallel_tool_calls")

ALIASES: Final = {
    "input": ("inputs", "prompt", "context"),
    "preferred_output": (
        "preferred_completion", "chosen", "preferred", "preferred_response", "preferred_answer",
        "preferred_message", "preferred_messages", "chosen_output", "chosen_completion", "accepted",
    ),
    "non_preferred_output": (
        "non_preferred_completion", "rejected", "non_preferred", "nonpreferred_output", "unpreferred_output",
        "dispreferred_output", "not_preferred_output", "non_preferred_response", "non_preferred_answer",
        "non_preferred_message", "non_preferred_messages", "rejected_output", "rejected_completion",
    ),
}  # fmt: skip
"""What other trainers, and OpenAI's own specification of 2025-04, call the parts."""

_WHOLE: Final[dict[str, str]] = {part: part for part in PARTS}

IN_OUTPUTS: Final = ("assistant", "tool")
"""Who may speak in an output. Source: Azure's guide to direct preference optimization."""


class Spoken(NamedTuple):
    """A message of an output."""

    path: Path
    """In the output; empty where the output is not an array."""
    message: object
    bare: bool = False
    """The output is only its text."""


def keys_of(value: dict[str, object]) -> dict[str, str]:
    """Find the key of each part of a preference line; a part that nothing stands for is left out."""
    if value.keys() >= _WHOLE.keys():
        return _WHOLE
    found: dict[str, str] = {part: part for part in PARTS if part in value}
    others = [key for key in value if key not in found and key not in CHAT_KEYS]
    for key in others:
        free = [part for part in PARTS if part not in found]
        if (part := _alias_of(key, free)) is not None:
            found[part] = key
    return found


def _alias_of(key: str, free: list[str]) -> str | None:
    for part in free:
        if key in ALIASES[part]:
            return part
    if any(key in aliases for aliases in ALIASES.values()):
        return None
    from ftlint.text.nearness import nearest

    return nearest(key, free)


def input_of(value: dict[str, object], keys: dict[str, str]) -> tuple[dict[str, object], Path] | None:
    """Read the input as a chat, with the path to it; None where there is none that can be read.

    An array of messages is read through, and so are messages that stand beside the outputs.
    """
    if INPUT not in keys:
        beside: dict[str, object] = {key: value[key] for key in CHAT_KEYS if key in value}
        return (beside, ()) if isinstance(beside.get("messages"), list) else None
    given = value[keys[INPUT]]
    if isinstance(given, dict):
        return given, (keys[INPUT],)
    return ({"messages": given}, (keys[INPUT],)) if isinstance(given, list) and given else None


def spoken_in(output: object) -> list[Spoken]:
    """List the messages of an output, also of one that is a single message or only its text."""
    if isinstance(output, list):
        return [Spoken((index,), message) for index, message in enumerate(output)]
    if isinstance(output, dict) and output:
        return [Spoken((), output)]
    if isinstance(output, str) and output:
        return [Spoken((), {"role": "assistant", "content": output}, bare=True)]
    return []


def belongs(message: object) -> bool:
    """Say whether a message may stand in an output, as far as its role tells."""
    role = known_role(message.get("role")) if isinstance(message, dict) else None
    return role is None or role in IN_OUTPUTS


def wrong_in(spoken: Iterable[Spoken]) -> list[Spoken]:
    """List the messages of an output whose role does not belong there."""
    return [each for each in spoken if not belongs(each.message)]
