"""What stands around the texts: the tokens that mark messages, calls and tool definitions.

All the numbers live here, each with its source. "Measured" is the size a provider reported for a known prompt
(97 prompts, of which 89 without images) or for a finished training job (2 jobs).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ftlint.tokens.counter import Counter

MESSAGE = 3
"""Around each message; the role's name is counted besides. Measured: OpenAI cookbook, "How to count tokens
with tiktoken", and each measured prompt of the models since 2023-06."""

NAME = 1
"""With a message's `name`, besides its text. Measured, as above."""

REPLY = 3
"""Once per prompt: the opening of the answer. Measured, as above."""

EXAMPLE = 1
"""Once per training example. Measured: a job of ten examples of three messages each
(gpt-4o-mini-2024-07-18) was billed for exactly 13 tokens per example besides the contents, that is 3 x
(MESSAGE + role) + 1."""

CALL_IN_PROMPT = 3
"""With each call, besides its name and arguments. Measured for `function_call` (hmarr/openai-chat-tokens);
taken to be the same for each of the `tool_calls`, which nobody has measured."""

CALL_IN_TRAINING = 1
"""The same in training. Follows from a job of 103 examples (gpt-3.5-turbo-0125; system, user, one call; 16
tools): 392 tokens per example besides the texts are 13 for the example, 373 for the rendered tools, TOOLS -
JOINED for what stands around them, and 1. The 373 hold two objects without properties, whose rendering no
prompt measured: if that is wrong, so is the 1, by as much in the other direction."""

FUNCTION_ROLE = -2
"""With a message of the role `function`. Measured (hmarr/openai-chat-tokens)."""

TOOLS = 9
"""Once, around the rendered tool definitions. Measured (hmarr, pamelafox/openai-messages-token-helper,
cookbook)."""

JOINED = 4
"""Less than TOOLS by this, where there is a system message for the definitions to join; that message then
ends in a newline. Measured, as above."""

SYSTEM_ROLES = frozenset({"system", "developer"})
"""Roles whose first message the definitions join. `developer` is an assumption: it is newer than the
measurements."""

_UNCOUNTED = ("input_audio", "file")


_OBJECT = (dict, Mapping)
"""Asking for the first alone is much faster, and nearly always enough."""


def is_plain(message: Mapping[str, object]) -> bool:
    """Say whether a message is a role and a text, and nothing else, as most are."""
    return len(message) == 2 and "role" in message and type(message.get("content")) is str


def text_of(value: object) -> str:
    """Give the text of what should be a string: an object instead of JSON text counts as its compact JSON."""
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    try:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    except (TypeError, ValueError, RecursionError):
        return ""


def texts(message: Mapping[str, object]) -> list[str]:
    """List the texts of a message's content and refusal. Parts without text (images) give nothing."""
    found: list[str] = []
    content = message.get("content")
    if isinstance(content, list):
        for part in content:
            if isinstance(part, str):
                found.append(part)
            elif isinstance(part, _OBJECT):
                found += [part[key] for key in ("text", "refusal") if isinstance(part.get(key), str)]
    elif content is not None:
        found.append(text_of(content))
    if isinstance(refusal := message.get("refusal"), str):
        found.append(refusal)
    return found


def uncounted(message: Mapping[str, object]) -> int:
    """Count what costs tokens that no line tells: parts of audio and files, and spoken answers."""
    content = message.get("content")
    if not isinstance(content, list) and "audio" not in message:  # as in most messages
        return 0
    parts = content if isinstance(content, list) else ()
    found = sum(isinstance(part, Mapping) and part.get("type") in _UNCOUNTED for part in parts)
    return found + isinstance(message.get("audio"), Mapping)


def calls(message: Mapping[str, object]) -> list[Mapping[str, object]]:
    """List the functions a message calls (`name`, `arguments`), in either form, without what is no call."""
    tool_calls, legacy = message.get("tool_calls"), message.get("function_call")
    if tool_calls is None and legacy is None:  # as in most messages
        return []
    listed = tool_calls if isinstance(tool_calls, list) else []
    called = [call.get("function") for call in listed if isinstance(call, _OBJECT)]
    return [call for call in (*called, legacy) if isinstance(call, _OBJECT)]


def framed(
    message: Mapping[str, object],
    called: Sequence[Mapping[str, object]],
    counter: Counter,
    *,
    per_call: int,
    ending: str = "",
) -> int:
    """Count a message with what stands around it; call ids and types are not rendered, so they count nothing.

    `called` is what `calls` gives for it. `ending` is put after the content, if there is one. Nothing is
    raised, whatever the message holds.
    """
    role, content = message.get("role"), message.get("content")
    tokens = MESSAGE + counter.count(text_of(role))
    if type(content) is str and "refusal" not in message:
        tokens += counter.count(content + ending)
        if len(message) == 2 and role != "function":  # and nothing else, as in most messages
            return tokens
    elif contents := texts(message):
        contents[-1] += ending
        tokens += sum(map(counter.count, contents))
    if role == "function":
        tokens += FUNCTION_ROLE
    if isinstance(name := message.get("name"), str) and name:
        tokens += NAME + counter.count(name)
    for call in called:
        tokens += per_call + counter.count(text_of(call.get("name")))
        tokens += counter.count(text_of(call.get("arguments")))
    return tokens


def joins(message: Mapping[str, object]) -> bool:
    """Whether tool definitions join this message, if it is the first such."""
    role = message.get("role")
    return isinstance(role, str) and role in SYSTEM_ROLES
