"""What only some examples have: by this, checks that cannot find anything in an example are left out."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ftlint.tokens.cutting import is_long
from ftlint.view.tool_names import WRAPPER

if TYPE_CHECKING:
    from ftlint.view.example import Example
    from ftlint.view.nodes import Call, Message
    from ftlint.view.toolbox import Toolbox


class Traits(NamedTuple):
    """What an example has that only some have."""

    calls: bool
    answers: bool
    trained: bool
    tools: bool
    parts: bool
    """Content that is an array."""
    legacy: bool
    """Any sign of the old form."""
    names: bool
    """A message with a `name`."""
    disorder: bool
    """Any order of turns that is not the usual one."""
    tangled: bool
    """Calls and results that do not plainly fit each other."""
    doubtful: bool
    """A call that does not plainly fit the tool that it names."""
    bare: bool
    """Content that is missing, blank, or, where it is learned, has white space at an edge."""
    long: bool
    """It is near the end of a window, or over it."""


def traits_of(example: Example) -> Traits:
    """Look at an example whose calls and results are paired. Never raises."""
    keys: set[str] = set()
    keys.update(*[message.raw for message in example.messages])
    box = example.toolbox
    return Traits(
        calls=bool(example.calls),
        answers=bool(example.answers),
        trained=bool(example.trained),
        tools=bool(box.tools),
        parts=example.has_parts,
        legacy="functions" in example.value or "function_call" in keys or _has_old_role(example),
        names="name" in keys,
        disorder=not _is_orderly(example.roles),
        tangled=example.tangled,
        doubtful=bool(example.calls) and not all(_plainly_fits(call, box) for call in example.calls),
        bare=not all(map(_plainly_filled, example.messages)),
        long=is_long(example),
    )


def _plainly_filled(message: Message) -> bool:
    content = message.raw.get("content")
    if type(content) is not str:
        return content is None and bool(message.calls)
    if message.trained:
        return content != "" and not (content[0].isspace() or content[-1].isspace())
    return content != "" and not content.isspace()


def _plainly_fits(call: Call, box: Toolbox) -> bool:
    """Say whether the arguments are surely the text of an object that the schema of the named tool allows."""
    tool = box.by_name.get(call.name) if call.name is not None else None
    arguments = call.plain_arguments
    return (
        tool is not None
        and arguments is not None
        and WRAPPER not in str(tool.name)
        and tool.checker.surely_fits(arguments)
    )


def _is_orderly(roles: str) -> bool:
    """Say whether user and assistant speak in turn, the assistant last, after one system message at most."""
    conversation = roles.partition(" ")[2] if roles.startswith(("system ", "developer ")) else roles
    return (
        conversation.startswith("user ")
        and conversation.endswith(" assistant")
        and "assistant assistant" not in conversation
        and "user user" not in conversation
        and "system" not in conversation
        and "developer" not in conversation
    )


def _has_old_role(example: Example) -> bool:
    return "function" in [answer.message.raw.get("role") for answer in example.answers]
