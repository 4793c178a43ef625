"""Repairs of turns: what is at the end, what should be one message, white space that is learned."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final

from ftlint.fixes import Fix, fix, unsafe
from ftlint.fixing.edits import Add, Patch, Put, Remove

if TYPE_CHECKING:
    from ftlint.findings import Report
    from ftlint.fixing.edits import Edit
    from ftlint.fixing.subject import Spoken, Subject
    from ftlint.view.nodes import Message

_CALLS: Final = ("tool_calls", "function_call")
_MERGED: Final = frozenset({"role", "content", "weight", *_CALLS})


@fix("FT205")
def drop_the_end(line: Subject, report: Report) -> Fix | None:
    """Remove what comes after the last assistant turn, where something to learn is left before it."""
    found = line.message_at(report.place.path)
    if found is None:
        return None
    example, first = found
    kept = [message for message in example.messages if message.index < first.index]
    tail = [message for message in example.messages if message.index >= first.index]
    if not any(message.trained and _speaks(message) for message in kept):
        return None
    if all(message.role != "user" for message in kept) or any(message.lost_calls for message in tail):
        return None
    return unsafe(
        "remove the messages after the last assistant turn",
        lambda: [Remove(example.at_home(message.path)) for message in tail],
    )


@fix("FT206")
def merge_assistant_messages(line: Subject, report: Report) -> Fix | None:
    """Make one message of texts, and the calls that may follow them, that stand in a row."""
    found = line.message_at(report.place.path)
    row = _row(found) if found else []
    if found is None or len(row) < 2 or not _can_be_one(row):
        return None
    homes = [found.example.at_home(message.path) for message in row]

    def edits() -> list[Edit]:
        first, last = row[0].raw, row[-1].raw
        changes: list[Edit] = [Remove(home) for home in homes[1:]]
        pairs = zip(homes, row, strict=True)
        spoken = [(*home, "content") for home, message in pairs if message.has_text]
        if len(spoken) > 1:
            text = "\\n".join(line.source(path)[1:-1] for path in spoken)
            changes.append(Put((*homes[0], "content"), f'"{text}"'))
        for key in _CALLS:
            if last.get(key):
                calls = line.source((*homes[-1], key))
                known = key in first
                changes.append(Put((*homes[0], key), calls) if known else Add(homes[0], key, calls))
        return changes

    return unsafe("merge the assistant messages into one", edits)


@fix("FT210")
def trim(line: Subject, report: Report) -> Fix | None:
    """Cut the white space at the edges of a learned text."""
    found = line.message_at(report.place.path)
    if found is None:
        return None
    texts = [(found.example.at_home(path), text) for path, text in found.message.texts()]
    (first_path, first), (last_path, last) = texts[0], texts[-1]
    if isinstance(found.message.content, list) and not (first.strip() and last.strip()):
        return None  # a part without text would be left
    head = len(first) - len(first.lstrip())
    tail = len(last.rstrip()) if last.strip() else len(last)

    def edits() -> list[Edit]:
        return [Patch(first_path, (0, head), ""), Patch(last_path, (tail, len(last)), "")]

    return unsafe("trim the learned text", edits)


def _row(found: Spoken) -> list[Message]:
    """List the assistant messages that belong together, from the one before that is found on.

    Calls end the row, and so does the end of the input: what is learned is not merged with what is not.
    """
    example, second = found
    if example.holes or not second.index:
        return []
    row = [example.messages[second.index - 1]]
    for message in islice(example.messages, second.index, None):
        if message.role != "assistant" or row[-1].calls or message.context != row[0].context:
            break
        if not _speaks(message):
            break
        row.append(message)
    return row


def _can_be_one(row: list[Message]) -> bool:
    """Say whether messages are plain text, calls at the end aside, and are learned or masked together."""
    if len({message.trained for message in row}) > 1 or not all(map(_is_plain, row)):
        return False
    return not all(row[-1].raw.get(key) for key in _CALLS)


def _is_plain(message: Message) -> bool:
    raw = message.raw
    return (
        not message.lost_calls
        and (raw.get("content") is None or isinstance(raw["content"], str))
        and all(key in _MERGED or value is None for key, value in raw.items())
    )


def _speaks(message: Message) -> bool:
    return bool(message.calls) or message.has_text
