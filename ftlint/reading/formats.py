"""Which training format a line is in, and which one a file is in."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from ftlint.findings import Place, Report
from ftlint.shapes.plain import plainly_a_chat
from ftlint.view.roles import known_role

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

NATIVE: Final = {
    "sft": "chat",
    "dpo": "preference",
    "rft": "reinforcement",
    "completions": "prompt/completion",
}
"""The formats that fine-tuning APIs of this family take."""

FOREIGN: Final = {
    "sharegpt": (
        "ShareGPT",
        '"conversations" becomes "messages", "from" becomes "role", "value" becomes "content"',
    ),
    "alpaca": ("Alpaca", '"instruction" and "input" become a user message, "output" an assistant message'),
    "dolly": ("Dolly", '"instruction" and "context" become a user message, "response" an assistant message'),
    "gemini": (
        "Gemini / Vertex AI",
        '"contents" becomes "messages", "parts" become "content", role "model" becomes "assistant"',
    ),
    "bedrock": (
        "Bedrock Converse",
        'give each message a text "content", and move "system" into a system message',
    ),
    "anthropic": (
        "Anthropic",
        'move "system" into a message, write "tool_use" as "tool_calls", "tool_result" as a tool message',
    ),
    "preference": (
        "Hugging Face preference (chosen/rejected)",
        '"chosen" becomes "preferred_output", "rejected" "non_preferred_output", what they answer "input"',
    ),
    "kto": ("KTO", "keep the completions with a true label as assistant messages"),
    "conversational": (
        "Hugging Face conversational prompt/completion",
        'join "prompt" and "completion" to one list, "messages"',
    ),
    "segments": ("Axolotl segments", 'write the segments as messages; an untrained one gets "weight": 0'),
    "evals": ("OpenAI evals", 'write "messages" that end on the wanted answer as an assistant message'),
    "responses": ("Responses API", '"input" becomes "messages", function_call items become "tool_calls"'),
    "batch": ("Batch API", 'take "messages" and "tools" out of "body", and add the answer'),
    "text": ("plain text", "write each text as messages that end on an assistant message"),
}
"""Other formats: what they are called, and the way over."""

REQUEST_KEYS: Final = frozenset({
    "model", "temperature", "top_p", "top_k", "max_tokens", "max_completion_tokens", "n", "stop", "stream",
    "seed", "presence_penalty", "frequency_penalty", "logit_bias", "logprobs", "top_logprobs", "user",
    "tool_choice", "function_call", "response_format", "store", "reasoning_effort", "service_tier",
    "stream_options", "modalities", "prediction", "verbosity", "web_search_options",
    "safety_identifier", "prompt_cache_key",
})  # fmt: skip
"""Parameters of a chat request: they do not belong in a training line, and do not make it `rft`."""

METADATA_KEYS: Final = frozenset({
    "metadata", "meta", "id", "_id", "uuid", "idx", "index", "source", "tags", "timestamp", "created",
    "created_at", "updated_at", "comment", "comments", "note", "notes", "split", "dataset", "conversation_id",
    "session_id", "example_id", "user_id", "version", "author", "language", "lang", "num_turns",
})  # fmt: skip
"""What people write down about an example; it does not make a line `rft` either."""

CHAT_KEYS: Final = frozenset({"messages", "tools", "functions", "parallel_tool_calls"})

_CONVERSE_PARTS: Final = frozenset({
    "text", "image", "document", "video", "toolUse", "toolResult", "reasoningContent", "cachePoint",
    "guardContent",
})  # fmt: skip

_ANTHROPIC_PARTS: Final = ("tool_use", "tool_result", "thinking", "redacted_thinking")


def format_of(value: dict[str, object]) -> str | None:
    """Name the format of one line, native or foreign; None when nothing tells."""
    keys = value.keys()
    if keys & {
        "preferred_output",
        "non_preferred_output",
        "preferred_completion",
        "non_preferred_completion",
    }:
        return "dpo"
    if isinstance(given := value.get("input"), dict) and "messages" in given:
        return "dpo"
    for name, marks in _ABOVE_MESSAGES:
        if marks <= keys:
            return name
    if "messages" in keys:
        return _kind_of_chat(value)
    return _without_messages(value)


_ABOVE_MESSAGES: Final = (("preference", {"chosen", "rejected"}), ("kto", {"kto_tag"}))
"""Marks that tell more than `messages` beside them."""

_MARKS: Final = (
    ("alpaca", {"instruction", "output"}),
    ("dolly", {"instruction", "response"}),
    ("kto", {"completion", "label"}),
    ("completions", {"prompt", "completion"}),
    ("batch", {"custom_id", "body"}),
    ("evals", {"input", "ideal"}),
)
"""Keys that tell a format without `messages`."""


def _without_messages(value: dict[str, object]) -> str | None:
    if isinstance(turns := value.get("conversations"), list):
        # With roles in it, it is a chat whose list is only called otherwise.
        named = any("from" in turn or "value" in turn for turn in _objects(turns))
        return "sharegpt" if named else None
    for name, marks in _MARKS:
        if marks <= value.keys():
            return "conversational" if name == "completions" and isinstance(value["prompt"], list) else name
    return next((name for name, told in _TELLS if told(value)), None)


_TELLS: Final[tuple[tuple[str, Callable[[dict[str, object]], bool]], ...]] = (
    ("gemini", lambda value: isinstance(value.get("contents"), list)),
    ("segments", lambda value: any("label" in segment for segment in _objects(value.get("segments")))),
    ("evals", lambda value: isinstance(value.get("item"), dict)),
    (
        "responses",
        lambda value: isinstance(value.get("input"), list) or {"input", "instructions"} <= value.keys(),
    ),
    ("text", lambda value: isinstance(value.get("text"), str)),
)


def _kind_of_chat(value: dict[str, object]) -> str:
    messages = _objects(value["messages"])
    if "toolConfig" in value or str(value.get("schemaVersion", "")).startswith("bedrock-conversation"):
        return "bedrock"
    if not any(_only_here(message) for message in messages):
        if messages and all(_is_converse(message.get("content")) for message in messages):
            return "bedrock"
        if _is_anthropic(value, messages):
            return "anthropic"
    extra = value.keys() - REQUEST_KEYS - METADATA_KEYS - CHAT_KEYS
    roles = [known_role(message.get("role")) for message in messages]
    if extra and roles and (roles[-1] == "user" or "assistant" not in roles):
        return "rft"
    return "sft"


def _only_here(message: dict[str, object]) -> bool:
    """Say whether a message has what neither Anthropic nor Bedrock have."""
    role = message.get("role")
    return role in ("system", "developer", "tool", "function") or "tool_calls" in message


def _is_converse(content: object) -> bool:
    """Say whether content is parts without a type, each named by its one key."""
    parts = content if isinstance(content, list) else []
    return bool(parts) and all(
        isinstance(part, dict) and len(part) == 1 and part.keys() <= _CONVERSE_PARTS for part in parts
    )


def _is_anthropic(value: dict[str, object], messages: list[dict[str, object]]) -> bool:
    if messages and isinstance(value.get("system"), str | list):
        return True
    parts = [part for message in messages for part in _objects(message.get("content"))]
    return any(
        part.get("type") in _ANTHROPIC_PARTS or (part.get("type") == "image" and "source" in part)
        for part in parts
    )


def _objects(value: object) -> list[dict[str, object]]:
    return [entry for entry in value if isinstance(entry, dict)] if isinstance(value, list) else []


def format_of_file(values: Iterable[object]) -> str:
    """Name the format of a file by its first lines: the one that most lines have; `sft` when nothing tells.

    A chat line that ends on a user is a mistake in an `sft` file and the rule in an `rft` file: a file is
    `rft` only when no line of it is `sft`.
    """
    judged = (format_of(value) for value in values if isinstance(value, dict))
    seen = Counter(name for name in judged if name is not None)
    if seen["sft"] and seen["rft"]:
        seen["sft"] += seen.pop("rft")
    return seen.most_common(1)[0][0] if seen else "sft"


def stray_format(value: dict[str, object], of_file: str) -> Report | None:
    """Say that a line is in another format than its file; None where it is not, or nothing tells.

    A chat line may stand in an `rft` file, and the other way round: what it lacks there is a rule of its own.
    """
    if of_file in ("sft", "rft") and plainly_a_chat(value):
        return None
    if of_file == "rft" and isinstance(value.get("messages"), list):
        return None  # graders may read a field of any name, also one that tells another format
    found = format_of(value)
    if found is None or found == of_file or {found, of_file} == {"sft", "rft"}:
        return None
    said = f"the file is {NATIVE[of_file]} ({of_file})"
    if found in FOREIGN:
        name, way = FOREIGN[found]
        return Report(Place(), f"the line is in the format {name}, {said}", way)
    return Report(Place(), f"the line is {NATIVE[found]} ({found}), {said}", "move it to a file of its own")
