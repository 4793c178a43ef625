"""Tool calls that a message writes out as text, in the notations of other formats."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import jiter

if TYPE_CHECKING:
    from ftlint.findings import Path, Span
    from ftlint.view.nodes import Message

_MARKS: Final = ("<tool_call", "<function", "[TOOL_CALLS]", '"arguments"', '"parameters"')
"""One of them is in every text that holds a call; looked for first, because it is fast."""

_TAGGED: Final = re.compile(
    r"<tool_calls?>\s*(?:[\[{]|<function[=_])"  # Hermes and Qwen
    r"|<function_calls?>\s*(?:[\[{]|<invoke\b)"
    r"|<function=[\w.-]+>"  # Llama
    r"|\[TOOL_CALLS\]\s*(?:\[\s*\{|[\w.-]+\s*(?:\[ARGS\]|\{))"  # Mistral
)
_FENCED: Final = re.compile(r"```[\w-]*[ \t]*\n\s*(?P<json>[\[{].*?)```", re.DOTALL)
_CALL: Final = frozenset({"id", "type", "function", "name", "arguments", "parameters"})
_NAME: Final = re.compile(r"[\w.:/-]{1,128}")
_MOST_FENCES: Final = 100


def written_call(message: Message) -> tuple[Path, Span] | None:
    """Find the first call that an assistant message writes as text: the text's path, and the span in it."""
    if message.role != "assistant":
        return None
    for path, text in message.texts():
        if may_hold_call(text) and (span := _find(text)) is not None:
            return path, span
    return None


def may_hold_call(text: str) -> bool:
    """Say quickly that a text holds no call."""
    # Text without a mark's first sign is known in a third of the time.
    return ("<" in text or "[" in text or '"' in text) and any(mark in text for mark in _MARKS)


def _find(text: str) -> Span | None:
    if (tagged := _TAGGED.search(text)) is not None:
        return tagged.span()
    for _, fenced in zip(range(_MOST_FENCES), _FENCED.finditer(text), strict=False):
        if _is_call(fenced["json"]):
            return fenced.span()
    start = len(text) - len(text.lstrip())
    return (start, len(text.rstrip())) if _is_call(text) else None


def _is_call(text: str) -> bool:
    """Say whether a text is JSON that says which tool to call, and how: or a list of such."""
    text = text.strip()
    if not text.startswith(("{", "[")):
        return False
    try:
        value = jiter.from_json(text.encode("utf-8", "surrogatepass"))
    except ValueError:
        return False
    calls = value if isinstance(value, list) else [value]
    return bool(calls) and all(_says_call(call) for call in calls)


def _says_call(value: object) -> bool:
    if not isinstance(value, dict) or not value.keys() <= _CALL:
        return False
    inner = value.get("function", value)
    if not isinstance(inner, dict) or not _is_name(inner.get("name")):
        return False
    given = inner.get("arguments")
    if "arguments" not in value and inner is value and value.get("type") == "function":  # Llama
        given = value.get("parameters")
        # else it is a tool's definition
        return isinstance(given, dict) and "properties" not in given and given.get("type") != "object"
    return isinstance(given, dict) or (isinstance(given, str) and given.lstrip().startswith("{"))


def _is_name(value: object) -> bool:
    return isinstance(value, str) and _NAME.fullmatch(value) is not None
