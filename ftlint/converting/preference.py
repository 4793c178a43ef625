"""Preference examples between two frames: `input` with two outputs, and TRL's `prompt`, `chosen`, `rejected`.

Source of the latter: huggingface/trl, docs/source/dataset_formats.md (conversational preference, explicit and
implicit prompt; `tools` in a column of its own; other columns are left alone).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ftlint.converting.route import NoWay
from ftlint.fixing.edits import Add, Put, Remove, Rename
from ftlint.view.preference import IN_OUTPUTS, INPUT, OUTPUTS
from ftlint.view.roles import known_role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ftlint.fixing.edits import Edit
    from ftlint.fixing.subject import Subject

PROMPT: Final = "prompt"
SIDES: Final = ("chosen", "rejected")
BESIDE: Final = ("tools", "functions", "parallel_tool_calls")
"""What is part of the input in one frame, and a column of its own in the other."""


def to_trl(line: Subject) -> list[Edit]:
    """Write a preference line in TRL's frame. Raises NoWay."""
    value = line.value or {}
    given = value.get(INPUT)
    if not isinstance(given, dict) or not isinstance(given.get("messages"), list):
        raise NoWay('there is no "input" with "messages"')
    for output in OUTPUTS:
        if not isinstance(value.get(output), list):
            raise NoWay(f'there is no "{output}" with messages')
    columns = [key for key in given if key != "messages"]
    if taken := [key for key in (PROMPT, *SIDES, *columns) if key in value]:
        raise NoWay(f'the key "{taken[0]}" is taken')
    edits: list[Edit] = [Rename((INPUT,), PROMPT), Put((INPUT,), line.source((INPUT, "messages")))]
    edits += [Rename((output,), side) for output, side in zip(OUTPUTS, SIDES, strict=True)]
    return edits + [Add((), key, line.source((INPUT, key))) for key in columns]


def from_trl(line: Subject) -> list[Edit]:
    """Write a line in TRL's frame as a preference line. Raises NoWay."""
    value = line.value or {}
    if taken := [key for key in (INPUT, *OUTPUTS) if key in value]:
        raise NoWay(f'the key "{taken[0]}" is taken')
    edits: list[Edit] = [Rename((side,), output) for side, output in zip(SIDES, OUTPUTS, strict=True)]
    shared = _shared(value)
    if shared:
        messages = ", ".join(line.source(("chosen", index)) for index in range(shared))
        edits += [Remove((side, index)) for side in SIDES for index in range(shared)]
        prompt = f"[{messages}]"
    else:
        prompt = _prompt(line, value)
        edits += _texts_as_messages(line, value)
    members = [f"{line.json('messages')}{line.style.colon}{prompt}"]
    for key in BESIDE:
        if key in value:
            members.append(f"{line.json(key)}{line.style.colon}{line.source((key,))}")
            edits.append(Remove((key,)))
    whole = f"{{{line.style.comma.join(members)}}}"
    if PROMPT in value:
        return [*edits, Rename((PROMPT,), INPUT), Put((PROMPT,), whole)]
    return [*edits, Add((), INPUT, whole, before="chosen")]


def _shared(value: dict[str, object]) -> int:
    """Count the messages with which both sides begin, where they hold the prompt too; 0 where they do not."""
    chosen, rejected = (value.get(side) for side in SIDES)
    if not isinstance(chosen, list) or not isinstance(rejected, list) or not chosen or _answers(chosen[0]):
        return 0
    most = min(len(chosen), len(rejected)) - 1
    shared = next((at for at in range(most) if chosen[at] != rejected[at]), max(most, 0))
    if not all(_answers(message) for side in (chosen, rejected) for message in side[shared:]):
        raise NoWay("the sides differ before the answer")
    if PROMPT in value and not _repeats(value[PROMPT], chosen[:shared]):
        raise NoWay("the prompt is not what both sides begin with")
    return shared


def _answers(message: object) -> bool:
    return isinstance(message, dict) and known_role(message.get("role")) in IN_OUTPUTS


def _repeats(prompt: object, shared: list[object]) -> bool:
    """Say whether a prompt is given once more in what both sides begin with."""
    asked = [message for message in shared if isinstance(message, dict) and message.get("role") == "user"]
    return prompt in (shared, asked[0].get("content") if asked else None)


def _prompt(line: Subject, value: dict[str, object]) -> str:
    prompt = value.get(PROMPT)
    if isinstance(prompt, list) and prompt:
        return line.source((PROMPT,))
    if isinstance(prompt, str) and prompt:
        return _message(line, "user", (PROMPT,))
    raise NoWay('there is no "prompt", nor do both sides begin with one')


def _texts_as_messages(line: Subject, value: dict[str, object]) -> Iterator[Edit]:
    for side in SIDES:
        answer = value.get(side)
        if isinstance(answer, str) and answer:
            yield Put((side,), _message(line, "assistant", (side,)))
        elif isinstance(answer, dict) and answer:
            yield Put((side,), f"[{line.source((side,))}]")
        elif not isinstance(answer, list) or not answer:
            raise NoWay(f'there is no answer in "{side}"')


def _message(line: Subject, role: str, text: tuple[str]) -> str:
    colon, comma = line.style.colon, line.style.comma
    return (
        f"[{{{line.json('role')}{colon}{line.json(role)}{comma}"
        f"{line.json('content')}{colon}{line.source(text)}}}]"
    )
