"""Shape (FT1) that a path and a type do not tell: what depends on the role, or on the rest of the example."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from ftlint.checks import check
from ftlint.findings import Place, Report, Severity
from ftlint.text.words import one_of, quote

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ftlint.view.example import Example
    from ftlint.view.nodes import Message

PARTS: Final = {
    "system": ("text",),
    "developer": ("text",),
    "user": ("text", "image_url", "input_audio", "file"),
    "assistant": ("text", "refusal"),
    "tool": ("text",),
}
"""The content parts that a role may have."""

_KNOWN_PARTS: Final = frozenset({"text", "image_url", "input_audio", "file", "refusal"})

_NAME: Final = re.compile(r"[a-zA-Z0-9_-]{1,64}")


@check("FT107", needs="bare")
def assistant_without_content(example: Example) -> Iterator[Report]:
    """Find assistant turns without content, refusal or calls; broken calls are another rule's."""
    for message in example.messages:
        raw = message.raw
        if message.role != "assistant" or raw.get("content") is not None or "tool_calls" in raw:
            continue
        if any(raw.get(key) is not None for key in ("function_call", "refusal", "audio")):
            continue
        if not _stand_ins(message):
            lacks = "is null" if "content" in raw else "is missing"
            path = (*message.path, "content") if "content" in raw else message.path
            said = f'the "content" of the assistant message {lacks}, and it calls no tool'
            yield Report(Place(path), said, 'write the answer as "content", or what it calls as "tool_calls"')


def _stand_ins(message: Message) -> bool:
    """Say whether an unknown key of the message stands for what it lacks; that key is reported."""
    from ftlint.shapes.models import MESSAGE_KEYS
    from ftlint.shapes.synonyms import meant_key

    wanted = ("content", "tool_calls", "function_call", "refusal")
    return any(meant_key(key, wanted) for key in message.raw if key not in MESSAGE_KEYS)


@check("FT110", needs="parts")
def part_not_allowed(example: Example) -> Iterator[Report]:
    """Find parts that the role cannot have."""
    for message in example.messages:
        allowed = PARTS.get(message.role)
        if allowed is None or not isinstance(message.content, list):
            continue
        for index, part in enumerate(message.content):
            named = part.get("type") if isinstance(part, dict) else None
            if isinstance(named, str) and named in _KNOWN_PARTS and named not in allowed and named in part:
                place = Place((*message.path, "content", index, "type"))
                said = f"a part of type {quote(named)} in {_a(message.role)} message"
                yield Report(place, said, _way_out(named, allowed))
        if message.role == "assistant" and (refusal := _refusal_among_others(message.content)) is not None:
            place = Place((*message.path, "content", refusal, "type"))
            way = "keep the refusal alone, or write all of it as text parts"
            yield Report(place, "a refusal part beside other parts", way, severity=Severity.WARNING)


def _refusal_among_others(content: list[object]) -> int | None:
    """Find the first refusal among parts that are all fit for an assistant, where it is not the only part."""
    kinds = [part.get("type") if isinstance(part, dict) else None for part in content]
    fit = len(kinds) > 1 and all(kind in PARTS["assistant"] for kind in kinds)
    return kinds.index("refusal") if fit and "refusal" in kinds else None


def _way_out(named: str, allowed: tuple[str, ...]) -> str:
    if named == "refusal":
        return "only an assistant message can refuse; write the text as a text part"
    return f"the role takes {one_of(allowed)}; move what the model should see to a user message"


def _a(role: str) -> str:
    return f"an {role}" if role == "assistant" else f"a {role}"


@check("FT112", needs="parts")
def tool_content_as_parts(example: Example) -> Iterator[Report]:
    """Find tool results written as text parts: legal by the specification, and refused in 2024."""
    for answer in example.answers:
        content = answer.message.content
        if answer.legacy or not isinstance(content, list) or not content:
            continue
        texts = [text for _, text in answer.message.texts()]
        if len(texts) == len(content) and all(_is_text(part) for part in content):
            place = Place((*answer.message.path, "content"))
            yield Report(
                place, "the tool result is an array of text parts", f"write {quote(''.join(texts), 80)}"
            )


def _is_text(part: object) -> bool:
    return isinstance(part, dict) and part.get("type") == "text" and isinstance(part.get("text"), str)


@check("FT113", needs="calls")
def null_content_beside_calls(example: Example) -> Iterator[Report]:
    """Find `"content": null` on messages that call tools; it may as well be left out."""
    for message in example.messages:
        raw = message.raw
        if message.calls and "content" in raw and raw["content"] is None:
            place = Place((*message.path, "content"), on="key")
            yield Report(place, '"content" is null beside tool calls', 'leave "content" out')


@check("FT117", needs="names")
def bad_name(example: Example) -> Iterator[Report]:
    """Find names with other characters than the API takes."""
    for message in example.messages:
        name = message.raw.get("name")
        if (
            message.role in PARTS
            and message.role != "tool"
            and isinstance(name, str)
            and not _NAME.fullmatch(name)
        ):
            wrong = (
                f"is {len(name):,} characters long"
                if len(name) > 64
                else "has a character that is not allowed"
            )
            said = f"the name {quote(name)} {wrong if name else 'is empty'}"
            way = _spelled(name)
            help_ = f"write {quote(way)}" if way else "use 1 to 64 of a-z, A-Z, 0-9, _ and -"
            yield Report(Place((*message.path, "name")), said, help_)


def _spelled(name: str) -> str | None:
    """Write a name with the letters it may have, if that leaves it readable."""
    plain = re.sub(r"[^a-zA-Z0-9_-]+", "_", name).strip("_")
    return plain if plain and len(plain) <= 64 and len(plain) * 2 >= len(name) else None


@check("FT121", needs="legacy")
def legacy_functions(example: Example) -> Iterator[Report]:
    """Find functions where tools have taken their place; said once for an example."""
    old, new = _legacy(example), _modern(example)
    if old is not None and new is None:
        place, key = old
        said = f"{key} is deprecated: tools have taken its place"
        yield Report(place, said, 'write it with "tools", "tool_calls" and tool messages')


@check("FT122", needs="legacy")
def functions_beside_tools(example: Example) -> Iterator[Report]:
    """Find examples that are half in the old form and half in the new one."""
    old, new = _legacy(example), _modern(example)
    if old is not None and new is not None:
        said = f"{old[1]} beside {new[1]}: an example is in one form or in the other"
        yield Report(old[0], said, "write all of it with tools")


def _legacy(example: Example) -> tuple[Place, str] | None:
    """Find the first sign of the old form."""
    if _listed(example.value.get("functions")):
        return Place(("functions",), on="key"), '"functions"'
    for message in example.messages:
        if message.raw.get("role") == "function":
            return Place((*message.path, "role")), 'the role "function"'
        if message.role == "assistant" and isinstance(message.raw.get("function_call"), dict):
            return Place((*message.path, "function_call"), on="key"), '"function_call"'
    return None


def _modern(example: Example) -> tuple[Place, str] | None:
    """Find the first sign of the new form."""
    if _listed(example.value.get("tools")):
        return Place(("tools",), on="key"), '"tools"'
    for message in example.messages:
        if message.role == "tool":
            return Place((*message.path, "role")), 'the role "tool"'
        if message.role == "assistant" and _listed(message.raw.get("tool_calls")):
            return Place((*message.path, "tool_calls"), on="key"), '"tool_calls"'
    return None


def _listed(value: object) -> bool:
    return isinstance(value, list) and bool(value)
