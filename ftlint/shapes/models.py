"""The wire format of chat examples, as pydantic shapes.

Source: `FineTuneChatRequestInput` and the chat-completion message schemas of openai/openai-openapi
(manual spec of 2025-04-29; parts and custom calls as of 2026-08-21). The schemas do not close their
objects, but the server refuses unknown keys ("Example 1 contains an extra ..."), so these do.

Cards claim the errors (see `ftlint.shapes.claims`). Only lines that `ftlint.shapes.plain` is not sure of come
here: importing this module costs more than linting a hundred clean lines.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Discriminator, Field, Tag, TypeAdapter


class Shape(BaseModel):
    """What all objects share: no unknown keys, and no silent conversion."""

    model_config = ConfigDict(extra="forbid", strict=True)


class TextPart(Shape):
    type: Literal["text"]
    text: str
    prompt_cache_breakpoint: Any = None


class RefusalPart(Shape):
    type: Literal["refusal"]
    refusal: str


class ImagePart(Shape):
    type: Literal["image_url"]
    image_url: Any
    """Looked at by the rules about images."""
    prompt_cache_breakpoint: Any = None


class AudioPart(Shape):
    type: Literal["input_audio"]
    input_audio: dict[str, Any]
    prompt_cache_breakpoint: Any = None


class FilePart(Shape):
    type: Literal["file"]
    file: dict[str, Any]
    prompt_cache_breakpoint: Any = None


Part = Annotated[TextPart | RefusalPart | ImagePart | AudioPart | FilePart, Discriminator("type")]
"""Which part may stand in which role is a rule of its own."""

PARTS = ("text", "refusal", "image_url", "input_audio", "file")


def _text_or_parts(value: object) -> str:
    return "<parts>" if isinstance(value, list) else "<text>"


Content = Annotated[
    Annotated[str, Tag("<text>")] | Annotated[list[Part], Field(min_length=1), Tag("<parts>")],
    Discriminator(_text_or_parts),
]


class Function(Shape):
    name: Annotated[str, Field(min_length=1)]
    arguments: str


class Call(Shape):
    id: Annotated[str, Field(min_length=1)]
    type: Literal["function"]
    function: Function


class System(Shape):
    role: Literal["system"]
    content: Content
    name: str | None = None


class Developer(Shape):
    role: Literal["developer"]
    content: Content
    name: str | None = None


class User(Shape):
    role: Literal["user"]
    content: Content
    name: str | None = None


class Assistant(Shape):
    role: Literal["assistant"]
    content: Content | None = None
    name: str | None = None
    refusal: str | None = None
    audio: dict[str, Any] | None = None
    tool_calls: Annotated[list[Call], Field(min_length=1)] = []
    function_call: Function | None = None
    weight: Annotated[int, Field(ge=0, le=1)] = 1


class Tool(Shape):
    role: Literal["tool"]
    content: Content
    tool_call_id: Annotated[str, Field(min_length=1)]


class LegacyResult(Shape):
    role: Literal["function"]
    content: str | None
    name: str


Message = Annotated[System | Developer | User | Assistant | Tool | LegacyResult, Discriminator("role")]


class ChatExample(Shape):
    """One line of an `sft` file. The tool definitions are shapes of their own, checked once per list."""

    messages: Annotated[list[Message], Field(min_length=1)]
    tools: Any = None
    functions: Any = None
    parallel_tool_calls: bool = True


class FunctionDefinition(Shape):
    name: str
    description: str | None = None
    parameters: Any = None
    """Looked at by the rules about schemas."""
    strict: bool | None = None


class ToolDefinition(Shape):
    type: Literal["function"]
    function: FunctionDefinition


class ToolList(Shape):
    """The tool definitions of one example."""

    tools: list[ToolDefinition] = []
    functions: Annotated[list[FunctionDefinition], Field(min_length=1)] = []


CHAT_EXAMPLE: TypeAdapter[ChatExample] = TypeAdapter(ChatExample)
TOOL_LIST: TypeAdapter[ToolList] = TypeAdapter(ToolList)

FIELDS: dict[str, tuple[str, ...]] = {
    "role": ("system", "developer", "user", "assistant", "tool", "function"),
    "type": PARTS,
    "": tuple(ChatExample.model_fields),
    "messages[].tool_calls[]": tuple(Call.model_fields),
    "messages[].tool_calls[].function": tuple(Function.model_fields),
    "messages[].function_call": tuple(Function.model_fields),
    "messages[].content[]": ("type", *PARTS, "prompt_cache_breakpoint"),
    "tools[]": tuple(ToolDefinition.model_fields),
    "tools[].function": tuple(FunctionDefinition.model_fields),
    "functions[]": tuple(FunctionDefinition.model_fields),
    **{
        model.model_fields["role"].annotation.__args__[0]: tuple(model.model_fields)  # type: ignore[union-attr]  # a Literal
        for model in (System, Developer, User, Assistant, Tool, LegacyResult)
    },
}
"""What may stand where: the values of a tag, the keys of an object (a message by its role)."""

MESSAGE_KEYS: frozenset[str] = frozenset(key for role in FIELDS["role"] for key in FIELDS[role])
"""The keys that some message may have."""
