"""What an example says, apart from how it is written: equal digests mean equal examples.

Set aside are the order of keys, the spaces of JSON (also inside the arguments of a call), the ids of calls,
and the ways to write the same content: null or nothing, one text part or the text. Keys that are not of
the format say nothing.
"""

from __future__ import annotations

import marshal
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, NamedTuple

from ftlint.view.nodes import NOT_JSON, Message, read_calls

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ftlint.view.definition import Definition
    from ftlint.view.example import Example
    from ftlint.view.nodes import Call
    from ftlint.view.toolbox import Tool

DIGEST = 16
"""Bytes of a digest."""

_NESTING = frozenset({dict, list})
_ASKING = ("user", "tool", "function")


class Digests(NamedTuple):
    """What stands for an example.

    `target` is the last loss-bearing turn, at index `turn`; `input` is all that it follows from. They are
    None where no turn is loss-bearing.
    """

    whole: bytes
    input: bytes | None = None
    target: bytes | None = None
    turn: int | None = None


def digests_of(example: Example) -> Digests:
    """Digest an example of which every message could be read."""
    ordinals = {call: ordinal for ordinal, call in enumerate(example.calls)}
    turns = [_turn(message, ordinals) for message in example.messages]
    frame: tuple[object, ...] = example.toolbox.digest, example.value.get("parallel_tool_calls") is not False
    if example.rest is not None:
        frame = (*frame, canonical(example.rest))
    if not example.trained:
        return Digests(digest_of((frame, turns)))
    turn = example.trained[-1].index
    before, target = digest_of((frame, turns[:turn])), digest_of(turns[turn])
    return Digests(digest_of((before, target, turns[turn + 1 :])), before, target, turn)


def input_of(example: Example) -> bytes | None:
    """Digest what an example asks, apart from all that answers or grades it; None where nothing is asked.

    That is what comes before the last loss-bearing turn of a chat, and the input in any other format.
    """
    before = [message for message in example.messages if message.context]
    if not before and example.trained and example.rest is None and not example.holes:
        asks = any(message.role in _ASKING for message in example.messages[: example.trained[-1].index])
        return example.digests.input if asks else None  # it has been worked out already
    if not before and example.trained:
        before = example.messages[: example.trained[-1].index]
    if not any(message.role in _ASKING for message in before):
        return None
    ordinals = {call: ordinal for ordinal, call in enumerate(example.calls)}
    frame = example.toolbox.digest, example.value.get("parallel_tool_calls") is not False
    return digest_of((frame, [_turn(message, ordinals) for message in before]))


def digest_of(value: Any) -> bytes:
    """Digest plain values."""
    # Version 0 writes equal values as equal bytes, whatever objects they share.
    return blake2b(marshal.dumps(value, 0), digest_size=DIGEST).digest()


def canonical(value: object, unordered: str | None = None) -> object:
    """Write a JSON value without the order of keys, nor that of the strings under the key `unordered`."""
    if isinstance(value, dict):
        # Keys differ, so the sort compares no values.
        if _NESTING.isdisjoint(map(type, value.values())):  # as in the arguments of most calls
            return tuple(sorted(value.items()))
        return tuple([(key, _member(key, inner, unordered)) for key, inner in sorted(value.items())])
    if isinstance(value, list):
        return [canonical(element, unordered) for element in value]
    return value


def _member(key: str, value: object, unordered: str | None) -> object:
    if type(value) is not dict and type(value) is not list:
        return value
    if key == unordered and type(value) is list and all(type(element) is str for element in value):
        return sorted(value)
    return canonical(value, unordered)


def said(tool: Tool | Definition) -> dict[str, object]:
    """Give what a tool definition says; a key that is null or false says as much as none."""
    # A flat definition, which is a mistake of its own, has the type among its keys.
    kept = {
        key: value
        for key, value in tool.raw.items()
        if value is not None and value is not False and key != "type"
    }
    return kept | {"parameters": tool.parameters} if "parameters" in kept else kept


def definition(content: object) -> object:
    """Write a tool definition, or a part of one, in its canonical form."""
    return canonical(content, unordered="required")


def _turn(message: Message, ordinals: dict[Call, int]) -> list[object]:
    """Write a turn: its role and content, and what there is besides."""
    raw = message.raw
    content = raw.get("content")
    turn = [message.role, content if type(content) is str else _content(content)]
    if message.answer is not None:
        call = message.answer.call
        turn.append(canonical([message.answer.id]) if call is None else ordinals[call])
    elif len(raw) > 2 or "content" not in raw:
        turn += [(key, canonical(raw[key])) for key in ("name", "refusal") if raw.get(key) is not None]
        turn += [_call(call) for call in message.calls]
        if message.role == "assistant" and not message.trained:
            turn.append("masked")
    return turn


def said_in(messages: Sequence[object]) -> bytes:
    """Digest bare messages, such as the output of a preference line, by what they say."""
    said: list[object] = []
    ids: dict[object, int] = {}
    for raw in messages:
        if not isinstance(raw, dict):
            said.append(canonical(raw))
            continue
        message = Message(str(raw.get("role")), raw, (), 0)
        read_calls(message)
        for call in message.calls:
            ids.setdefault(str(call.id), len(ids))
        answers = ids.get(str(raw.get("tool_call_id")))
        said.append([*_turn(message, {}), answers])
    return digest_of(said)


def _content(content: object) -> object:
    part = content[0] if isinstance(content, list) and len(content) == 1 else None
    if isinstance(part, dict) and part.get("type") == "text" and isinstance(part.get("text"), str):
        return part["text"]
    return canonical(content)


def _call(call: Call) -> object:
    if call.name is None:
        return canonical({key: value for key, value in call.raw.items() if key != "id"})
    arguments = call.arguments if call.value is NOT_JSON else call.value
    return call.legacy, call.name, canonical(arguments)
