"""What is meant by a key or a part type that the chat format lacks: other formats' words, and typos."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ftlint.text.words import nearest

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

KEYS: Final = {
    "messages": (
        "message", "conversation", "conversations", "dialog", "dialogs", "dialogue", "dialogues", "chat",
        "turns", "history", "msgs",
    ),
    "tools": ("toolConfig", "tool_config", "available_tools", "tool_definitions"),
    "role": ("from", "author", "speaker", "sender"),
    "content": ("text", "value", "parts", "message"),
    "tool_calls": ("calls", "tool_uses"),
    "id": ("call_id", "tool_call_id", "tool_use_id"),
    "tool_call_id": ("id", "call_id", "tool_use_id", "tool_id"),
    "arguments": ("args", "parameters", "input"),
    "parameters": ("input_schema", "inputSchema", "arguments", "args", "params", "schema"),
    "description": ("desc", "doc", "docstring"),
    "function": ("func",),
}  # fmt: skip
"""What other formats call the keys of this one; typos are found without being listed."""

PART_TYPES: Final = {
    "input_text": "text", "output_text": "text", "image": "image_url", "input_image": "image_url",
    "audio": "input_audio", "audio_url": "input_audio", "input_file": "file", "document": "file",
}  # fmt: skip
"""What the Responses API and others call a content part."""


def meant_key(key: str, free: Iterable[str]) -> str | None:
    """Say which of the keys that are still free an unknown key stands for; None if it is none of them."""
    free = tuple(free)
    for known in free:
        if key in KEYS.get(known, ()):
            return known
    return nearest(key, free)


def stand_in(wanted: str, keys: Collection[str]) -> str | None:
    """Find the key that stands where `wanted` is missing; None if there is none."""
    for alias in KEYS.get(wanted, ()):
        if alias in keys:
            return alias
    return nearest(wanted, keys)
