"""Rules about who speaks when. Those about order are silent where a message could not be read."""

from __future__ import annotations

from itertools import groupby, pairwise
from operator import attrgetter
from typing import TYPE_CHECKING, Final

from ftlint.checks import check
from ftlint.findings import Label, Place, Report
from ftlint.text.words import count, quote

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ftlint.view.example import Example
    from ftlint.view.nodes import Message

SYSTEM: Final = ("system", "developer")

MESSAGES: Final = Place(("messages",), on="key")
"""Where something is missing from the whole conversation."""


@check("FT201", needs="disorder")
def no_assistant_message(example: Example) -> Iterator[Report]:
    """Report an example in which the assistant never speaks."""
    if "assistant" not in example.roles and example.messages and not example.holes:
        way = 'end the example with the answer to learn: {"role": "assistant", "content": …}'
        yield Report(MESSAGES, "no message is from the assistant: there is nothing to learn", way)


@check("FT202", needs="disorder")
def no_user_message(example: Example) -> Iterator[Report]:
    """Report an example in which the assistant answers nobody."""
    if "user" not in example.roles and "assistant" in example.roles and not example.holes:
        way = "put the user message that the assistant answers before its first turn"
        yield Report(MESSAGES, "no message is from the user: the assistant answers nobody", way)


@check("FT203", needs="disorder")
def system_not_first(example: Example) -> Iterator[Report]:
    """Report the only system message, if it comes after other messages."""
    if example.holes or _systems(example) != 1 or example.messages[0].role in SYSTEM:
        return
    system = next(message for message in example.messages if message.role in SYSTEM)
    if system.has_text:
        before = count(system.index, "message")
        said = f"the {system.role} message comes after {before}, not first"
        yield Report(Place(system.path), said, f"move it to the start of {quote('messages')}")


@check("FT204", needs="disorder")
def several_system_messages(example: Example) -> Iterator[Report]:
    """Report the second system message, wherever it stands, and say how many there are."""
    if _systems(example) < 2:
        return
    systems = [message for message in example.messages if message.role in SYSTEM and message.has_text]
    if len(systems) < 2:
        return
    first, second = systems[:2]
    said = f"{len(systems)} {first.role} messages in one example"
    if first.role != second.role:
        said = f"a {second.role} message beside a {first.role} message"
    way = f"join their texts in one {first.role} message at the start"
    yield Report(Place(second.path), said, way, (Label(Place(first.path), "the first one"),))


@check("FT205", needs="disorder")
def ends_without_assistant(example: Example) -> Iterator[Report]:
    """Report the messages after the last assistant turn, at the first of them."""
    if example.holes or example.roles.endswith("assistant"):
        return
    turns = [number for number, message in enumerate(example.messages) if message.role == "assistant"]
    tail = example.messages[turns[-1] + 1 :] if turns else []
    if all(map(_is_a_mistake_already, tail)):
        return
    last = "message" if len(tail) == 1 else f"{len(tail)} messages"
    teaches = "teaches" if len(tail) == 1 else "teach"
    said = f"the example ends on {_a(tail[-1])}: the last {last} {teaches} nothing"
    yield Report(Place(tail[0].path), said, f"end on the assistant's answer, or remove the last {last}")


@check("FT206", needs="disorder")
def consecutive_assistant(example: Example) -> Iterator[Report]:
    """Report assistant messages in a row, once a row; a call left open between them is another rule's.

    So are rows that reach into a preference output, or stand in one (FT804, FT807).
    """
    has_input = bool(example.messages) and example.messages[0].context
    for row in _rows(example, "assistant"):
        pairs = [pair for pair in pairwise(row) if not _calls(pair[0]) and all(map(_speaks, pair))]
        if has_input:
            pairs = [pair for pair in pairs if pair[1].context]
        if pairs:
            said = f"{len(pairs) + 1} assistant messages in a row"
            meant = [pairs[0][0], *(second for _, second in pairs)]
            yield Report(Place(meant[1].path), said, _merged(meant))


@check("FT207", needs="disorder")
def consecutive_user(example: Example) -> Iterator[Report]:
    """Report user messages in a row, once a row; people with different names may well speak in turn."""
    for row in _rows(example, "user"):
        pairs = [pair for pair in pairwise(row) if all(map(_asks, pair)) and _same_name(*pair)]
        if pairs:
            said = f"{len(pairs) + 1} user messages in a row"
            way = "write one message, unless people really send several before they get an answer"
            yield Report(Place(pairs[0][1].path), said, way)


@check("FT208", needs="disorder")
def starts_with_assistant(example: Example) -> Iterator[Report]:
    """Report a loss-bearing turn that comes before the user has said anything."""
    if example.holes or "user" not in example.roles:
        return
    first = next(message for message in example.messages if message.role not in SYSTEM)
    if first.trained and _speaks(first):
        said = "the assistant speaks first, and learns to do so"
        way = 'start with the user message that it answers, or mask a fixed greeting with "weight": 0'
        yield Report(Place(first.path), said, way)


def _systems(example: Example) -> int:
    return sum(map(example.roles.count, SYSTEM))


def _a(message: Message) -> str:
    return "a tool result" if message.answer is not None else f"a {message.role} message"


def _is_a_mistake_already(message: Message) -> bool:
    """Say whether another rule speaks for a message: a result that fits no call, a blank text."""
    answer = message.answer
    if answer is not None:
        return answer.call is None or answer.late or answer.repeats
    return not message.has_text


def _speaks(message: Message) -> bool:
    return _calls(message) or message.has_text


def _asks(message: Message) -> bool:
    """Say whether a user message has text, and no calls, which are another rule's."""
    return message.has_text and not _calls(message)


def _calls(message: Message) -> bool:
    """Say whether calls are meant, readable or not."""
    raw = message.raw
    return bool(raw.get("tool_calls") or raw.get("function_call")) or (
        "tool_calls" not in raw and message.lost_calls
    )


def _same_name(one: Message, other: Message) -> bool:
    return one.raw.get("name") == other.raw.get("name")


def _rows(example: Example, role: str) -> Iterator[list[Message]]:
    """Go through the messages of a role that stand next to each other."""
    if example.holes or f"{role} {role}" not in example.roles:
        return
    for its_role, messages in groupby(example.messages, attrgetter("role")):
        if its_role == role and len(row := list(messages)) > 1:
            yield row


def _merged(messages: list[Message]) -> str:
    """Show the one message that several assistant messages should be."""
    if len({message.trained for message in messages}) > 1:
        return (
            "make them one turn, or put a user message between them; a turn is learned or masked as a whole"
        )
    text = "\n".join(text for message in messages for _, text in message.texts() if text.strip())
    last = messages[-1].raw
    calls = next((f', "{key}": …' for key in ("tool_calls", "function_call") if last.get(key)), "")
    return f'write one message: {{"role": "assistant", "content": {quote(text)}{calls}}}'
