"""What an example is made of: messages, calls, and results."""

from __future__ import annotations

import math
import re
from dataclasses import field
from typing import TYPE_CHECKING, Final

import jiter

from ftlint.records import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ftlint.findings import Path
    from ftlint.schemas.arguments import Violation

WEIGHTS: Final[dict[object, int]] = {0: 0, 1: 1, "0": 0, "1": 1}  # True == 1 == 1.0, as keys too


class NotJson:
    """The type of the sole value `NOT_JSON`."""


NOT_JSON: Final = NotJson()
_UNREAD: Final = NotJson()
MAY_BE_TOO_LARGE: Final = re.compile(r"[0-9][eE]\+?[0-9]{3}|[0-9]{300}")
"""What every text has that holds a number too large for a float."""


@dataclass(slots=True, eq=False)
class Call:
    """One tool call of an assistant message (or its legacy `function_call`)."""

    raw: dict[str, object]
    path: Path
    message: Message
    legacy: bool = False
    answers: list[Answer] = field(default_factory=list)
    closed_by: Message | None = None
    """The user or assistant message by which the conversation goes on."""
    unanswered: bool = False
    """No result came until then, and none that names a wrong call may be meant for it."""
    violations: list[Violation] | None = None
    """What is wrong with the arguments by the schema, once they have been checked."""
    value_: object = _UNREAD
    repeats_: bool = False
    large_: bool = False
    function: dict[str, object] = field(init=False)
    """The object that holds `name` and `arguments`."""
    name: str | None = field(init=False)
    """The name of the function, if it is a string."""

    def __post_init__(self) -> None:
        function = self.raw if self.is_flat else self.raw.get("function")
        self.function = function if isinstance(function, dict) else {}
        name = self.function.get("name")
        self.name = name if isinstance(name, str) else None

    @property
    def id(self) -> object:
        """The id as it stands: mostly a string, but not surely."""
        return self.raw.get("id")

    @property
    def is_flat(self) -> bool:
        """Whether `name` stands on the call itself: rightly in the legacy form, else read through."""
        return self.legacy or ("function" not in self.raw and "name" in self.raw)

    @property
    def function_path(self) -> Path:
        """Where that object is."""
        return self.path if self.is_flat else (*self.path, "function")

    @property
    def arguments(self) -> object:
        """The arguments as they stand: a JSON-encoded string, if all is well."""
        return self.function.get("arguments")

    @property
    def arguments_path(self) -> Path:
        """Where the arguments are."""
        return (*self.function_path, "arguments")

    @property
    def value(self) -> object:
        """The arguments, decoded; an object in their place is taken as it is. NOT_JSON if they are broken."""
        if self.value_ is _UNREAD:
            self._decode(self.arguments)
        return self.value_

    @property
    def repeats_keys(self) -> bool:
        """Whether some object in the text of the arguments has a key twice."""
        return self.value is not NOT_JSON and self.repeats_

    @property
    def plain_arguments(self) -> dict[str, object] | None:
        """The arguments, where they are the text of an object in which surely nothing is odd."""
        if type(self.function.get("arguments")) is not str:
            return None
        value = self.value
        return value if type(value) is dict and not (self.repeats_ or self.large_) else None

    def _decode(self, arguments: object) -> None:
        self.value_ = arguments if isinstance(arguments, dict) else NOT_JSON
        if not isinstance(arguments, str):
            return
        raw = arguments.encode("utf-8", "surrogatepass")
        for strict in (True, False):
            try:
                self.value_ = jiter.from_json(raw, allow_inf_nan=False, catch_duplicate_keys=strict)
            except ValueError:
                continue
            self.repeats_ = not strict
            self.large_ = MAY_BE_TOO_LARGE.search(arguments) is not None
            if self.large_ and _overflows(self.value_):
                self.value_ = NOT_JSON
            return


def _overflows(value: object) -> bool:
    """Say whether a number in a JSON value was too large to be read."""
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            waiting += one.values()
        elif isinstance(one, list):
            waiting += one
        elif isinstance(one, float) and math.isinf(one):
            return True
    return False


@dataclass(slots=True, eq=False)
class Answer:
    """A tool result (or the legacy result of a function)."""

    message: Message
    legacy: bool = False
    call: Call | None = None
    """The call it answers."""
    late: bool = False
    """The conversation had already gone on when it came."""
    repeats: bool = False
    """The call had been answered before."""
    early: bool = False
    """The call that was meant comes only later."""
    meant: Call | None = None
    """The open call that it was most likely meant for, where it names none, or one that is answered."""
    open_calls: tuple[Call, ...] = ()
    """The calls of its turn that have no result, for a result that names none of them."""
    excused: bool = False
    """The call it answers may be one that cannot be read, or is one of the other era."""
    turn: Message | None = None
    """The last user or assistant message before it."""

    @property
    def id(self) -> object:
        """The `tool_call_id` as it stands; the name of the function for a legacy result."""
        return self.message.raw.get("name" if self.legacy else "tool_call_id")

    @property
    def id_path(self) -> Path:
        """Where that is."""
        return (*self.message.path, "name" if self.legacy else "tool_call_id")


@dataclass(slots=True, eq=False)
class Message:
    """A message whose role is known."""

    role: str
    raw: dict[str, object]
    path: Path
    index: int
    calls: list[Call] = field(default_factory=list)
    answer: Answer | None = None
    context: bool = False
    """It is input, which bears no loss whatever its role: of a preference or reinforcement line."""
    trained: bool = field(init=False)
    """Whether the model is trained on this turn: an assistant turn whose weight is not 0."""

    def __post_init__(self) -> None:
        if self.role != "assistant" or self.context:
            self.trained = False
        else:
            weight = self.raw.get("weight", 1)
            self.trained = not isinstance(weight, (str, int, float)) or WEIGHTS.get(weight, 1) != 0

    @property
    def content(self) -> object:
        """The content as it stands: text, parts, or nothing."""
        return self.raw.get("content")

    @property
    def lost_calls(self) -> bool:
        """Whether it has calls that cannot be read, have another key, or stand in a wrong role."""
        listed, legacy = self.raw.get("tool_calls", _UNREAD), self.raw.get("function_call")
        if self.role != "assistant":
            return bool(legacy) or (listed is not _UNREAD and bool(listed))
        if legacy is not None and not isinstance(legacy, dict):
            return True
        if listed is _UNREAD:
            return not self.raw.keys() <= _KEYS and _calls_are_misnamed(self.raw)
        readable = sum(not call.legacy for call in self.calls)
        return not (isinstance(listed, list) and 0 < readable == len(listed))

    def texts(self) -> Iterator[tuple[Path, str]]:
        """Go through the texts of the content, whether it is text or parts, each with its path."""
        content = self.raw.get("content")
        if isinstance(content, str):
            yield (*self.path, "content"), content
        elif isinstance(content, list):
            for index, part in enumerate(content):
                if isinstance(part, dict):
                    for key in ("text", "refusal"):
                        if isinstance(text := part.get(key), str):
                            yield (*self.path, "content", index, key), text

    @property
    def has_text(self) -> bool:
        """Whether there is any text but white space, a refusal, or a part that is not text."""
        if isinstance(refusal := self.raw.get("refusal"), str) and refusal:
            return True
        content = self.raw.get("content")
        if isinstance(content, list):
            return any(isinstance(part, dict) and "text" not in part for part in content) or any(
                text.strip() for _, text in self.texts()
            )
        return isinstance(content, str) and bool(content.strip())


_KEYS: Final = frozenset({
    "role", "content", "name", "refusal", "audio", "tool_calls", "function_call", "weight",
})  # fmt: skip
"""What an assistant message may have."""


def _calls_are_misnamed(raw: dict[str, object]) -> bool:
    from ftlint.shapes.synonyms import meant_key

    return any(meant_key(key, ("tool_calls",)) for key in raw.keys() - _KEYS)


def read_calls(message: Message) -> None:
    """Fill in the calls of an assistant message."""
    if message.role != "assistant":
        return
    calls = message.raw.get("tool_calls")
    for index, call in enumerate(calls if isinstance(calls, list) else ()):
        if isinstance(call, dict):
            message.calls.append(Call(call, (*message.path, "tool_calls", index), message))
    legacy = message.raw.get("function_call")
    if isinstance(legacy, dict):
        message.calls.append(Call(legacy, (*message.path, "function_call"), message, legacy=True))
