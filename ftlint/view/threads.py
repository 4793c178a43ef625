"""A line of any native format as conversations, so that one set of checks serves all formats.

A preference line is two conversations that share their input; a reinforcement line is one that is all
input; a prompt with its completion is one of two turns. `home` leads from a place in the conversation back
to the place in the line. What cannot be read as a conversation gives none: the rules about the frame of the
format (`ftlint.checks.preference` and others) speak for it.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from ftlint.findings import Severity
from ftlint.text.words import path_text
from ftlint.view.preference import INPUT, OUTPUTS, belongs, input_of, keys_of, spoken_in

if TYPE_CHECKING:
    from collections.abc import Callable

    from ftlint.findings import Path, Place, Report
    from ftlint.view.preference import Spoken

REINFORCEMENT_KEYS = ("messages", "tools", "functions")
"""What is read of a reinforcement line; all else is for its graders. `functions` is read to be reported."""


class Thread(NamedTuple):
    """One conversation of a line."""

    chat: dict[str, object]
    """In the form of an `sft` line: `messages`, and what stands beside them."""
    context: int
    """How many messages at the start are input, which bears no loss whatever its role."""
    home: Callable[[Path], Path] | None = None
    """From a path in `chat` to the path in the line; None where they are the same."""
    rest: object = None
    """What else tells this line from others."""
    bare: bool = False
    """No chat template stands around it."""
    rejected: str | None = None
    """The key of the output that it ends on, if that is the one that is not preferred."""


def threads_of(name: str, value: dict[str, object]) -> list[Thread]:
    """Read a line of the format `name`: its conversations, none where it cannot be read as one."""
    if name == "dpo":
        return _preference(value)
    if name == "rft":
        return [_reinforcement(value)]
    if name == "completions":
        return _completion(value)
    return [Thread(value, 0)]


def _preference(value: dict[str, object]) -> list[Thread]:
    keys = keys_of(value)
    read = input_of(value, keys)
    if read is None:
        return []
    chat, prefix = read
    messages = chat.get("messages")
    listed = bool(prefix) and isinstance(value[keys[INPUT]], list)
    if not isinstance(messages, list) or not messages:
        return [Thread(chat, 0, _home(prefix, listed, 0, "", []))]
    before, threads = len(messages), []
    for number, output in enumerate(OUTPUTS):
        key = keys.get(output, "")
        spoken = [each for each in spoken_in(value.get(key)) if belongs(each.message)]
        if not spoken:
            continue
        turns = [*messages, *(_without_weight(each.message) for each in spoken)]
        other = value.get(keys.get(OUTPUTS[1 - number], ""))
        home = _home(prefix, listed, before, key, spoken)
        rejected = key if output == OUTPUTS[1] else None
        threads.append(Thread({**chat, "messages": turns}, before, home, [number, other], rejected=rejected))
    return threads or [Thread(chat, before, _home(prefix, listed, before, "", []))]


def _home(prefix: Path, listed: bool, before: int, key: str, spoken: list[Spoken]) -> Callable[[Path], Path]:
    """Lead from a conversation, of which the first `before` messages are input, to a preference line."""

    def home(path: Path) -> Path:
        if len(path) > 1 and path[0] == "messages" and isinstance(path[1], int) and path[1] >= before:
            if path[1] >= before + len(spoken):
                return (key,) if key else prefix
            each = spoken[path[1] - before]
            return (key,) if each.bare else (key, *each.path, *path[2:])
        if listed:  # the input is the array itself
            return (*prefix, *path[1:]) if path[:1] == ("messages",) else prefix
        return (*prefix, *path)

    return home


def _without_weight(message: object) -> object:
    """Leave out a weight, which outputs do not have: FT808 speaks for it."""
    if isinstance(message, dict) and "weight" in message:
        return {key: item for key, item in message.items() if key != "weight"}
    return message


def _reinforcement(value: dict[str, object]) -> Thread:
    chat = {key: value[key] for key in REINFORCEMENT_KEYS if key in value}
    messages = value.get("messages")
    rest = {key: item for key, item in value.items() if key not in chat}
    return Thread(chat, len(messages) if isinstance(messages, list) else 0, None, rest)


def _completion(value: dict[str, object]) -> list[Thread]:
    prompt, completion = value.get("prompt"), value.get("completion")
    if not isinstance(prompt, str) or not isinstance(completion, str) or not completion:
        return []
    turns: list[dict[str, object]] = [{"role": "assistant", "content": completion}]
    keys = ["completion"]
    if prompt:
        turns.insert(0, {"role": "user", "content": prompt})
        keys.insert(0, "prompt")

    def home(path: Path) -> Path:
        if len(path) > 1 and path[0] == "messages" and isinstance(path[1], int) and path[1] < len(keys):
            return (keys[path[1]],)
        return ()

    return [Thread({"messages": turns}, len(turns) - 1, home, bare=True)]


MAY_BE_WORSE = frozenset({
    "FT302", "FT303", "FT304", "FT305", "FT306", "FT307", "FT308", "FT309", "FT318", "FT323", "FT324",
    "FT602",
})  # fmt: skip
"""Rules about what an answer says, not how it is written: an output that is not preferred may break them on
purpose, since that is why it is not."""


def led_home(code: str, report: Report, thread: Thread) -> Report:
    """Lead a rule's report from its conversation back to the line, with the weight that it has there."""
    if thread.home is None:
        return report
    report = at_home(report, thread.home)
    if code in MAY_BE_WORSE and thread.rejected is not None and report.place.path[:1] == (thread.rejected,):
        return replace(report, severity=Severity.INFO)
    return report


_MENTION = re.compile(r"\bmessages\[(\d+)\]")


def at_home(report: Report, home: Callable[[Path], Path]) -> Report:
    """Lead a report from its conversation back to the line, with all that it names."""

    def moved(place: Place) -> Place:
        path = home(place.path)
        return replace(place, path=path, on=place.on if path else "value")

    def reworded(text: str) -> str:
        return _MENTION.sub(lambda found: path_text(home(("messages", int(found[1])))) or found[0], text)

    return replace(
        report,
        place=moved(report.place),
        message=reworded(report.message),
        help=reworded(report.help) if report.help else None,
        labels=tuple(replace(label, place=moved(label.place)) for label in report.labels),
    )
