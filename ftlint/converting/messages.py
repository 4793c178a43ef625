"""What is rewritten in messages, besides what rules repair: roles and names that a provider does not know."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ftlint.findings import Severity
from ftlint.fixing.edits import Put, Remove
from ftlint.view.roles import known_role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ftlint.findings import Path
    from ftlint.fixing.edits import Edit
    from ftlint.targets import Target

KNOW_DEVELOPER: Final = frozenset({"openai", "azure"})
"""Targets that tell a developer from a system message. The documents of Together, Fireworks and Mistral list
system, user, assistant and tool; most chat templates of open models know these only."""

_LISTS: Final = (("messages",), ("input", "messages"), ("preferred_output",), ("non_preferred_output",))
"""Where the messages of a line may stand."""


def messages_of(value: dict[str, object]) -> Iterator[tuple[Path, dict[str, object]]]:
    """Go through all messages of a line in a native format, with their paths."""
    for path in _LISTS:
        listed: object = value
        for step in path:
            listed = listed.get(step) if isinstance(listed, dict) else None
        for index, message in enumerate(listed if isinstance(listed, list) else ()):
            if isinstance(message, dict):
                yield (*path, index), message


def roles_of_others(value: dict[str, object]) -> list[Edit]:
    """Write what other formats call a role (`human`, `gpt`), also where the target leaves roles alone.

    Roles that nobody knows stay: a chat template may have its own.
    """
    return [
        Put((*path, "role"), f'"{known}"')
        for path, message in messages_of(value)
        if (known := known_role(message.get("role"))) is not None and known != message["role"]
    ]


def developers_as_system(value: dict[str, object], target: Target) -> list[Edit]:
    """Give developer messages the role system, where the target does not know theirs."""
    if target.name in KNOW_DEVELOPER:
        return []
    found = messages_of(value)
    return [Put((*path, "role"), '"system"') for path, message in found if message.get("role") == "developer"]


def names_of_results(value: dict[str, object], target: Target) -> list[Edit]:
    """Leave out the name on a tool result that only repeats its call's, where the target refuses the key."""
    if target.rules.get("FT104", Severity.ERROR) is not Severity.ERROR:
        return []
    called: dict[object, object] = {}
    edits: list[Edit] = []
    for path, message in messages_of(value):
        calls = message.get("tool_calls")
        for call in calls if isinstance(calls, list) else ():
            function = call.get("function") if isinstance(call, dict) else None
            if isinstance(function, dict) and isinstance(call.get("id"), str):
                called[call["id"]] = function.get("name")
        name, answered = message.get("name"), message.get("tool_call_id")
        if message.get("role") != "tool" or not isinstance(name, str) or not isinstance(answered, str):
            continue
        if called.get(answered) == name:
            edits.append(Remove((*path, "name")))
    return edits
