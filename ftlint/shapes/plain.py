"""A quick yes: is this example plainly in shape? Only when it is not sure is pydantic asked why.

`True` here means that `ftlint.shapes.models` finds nothing (a property test holds it to that).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

_TOP: Final = frozenset({"messages", "tools", "functions", "parallel_tool_calls"})
_MESSAGE: Final = {
    "system": frozenset({"role", "content", "name"}),
    "developer": frozenset({"role", "content", "name"}),
    "user": frozenset({"role", "content", "name"}),
    "assistant": frozenset({"role", "content", "name", "tool_calls", "weight"}),
    "tool": frozenset({"role", "content", "tool_call_id"}),
}
_SPEAKING: Final = _MESSAGE.keys() - {"tool"}
_CALL: Final = {"id", "type", "function"}
_FUNCTION: Final = {"name", "arguments"}
_TOOL: Final = {"type", "function"}
_DEFINITION: Final = frozenset({"name", "description", "parameters", "strict"})


def plainly_a_chat(value: Mapping[str, object]) -> bool:
    """Say whether an example is surely in shape, its tool definitions aside."""
    messages = value.get("messages")
    if not (value.keys() <= _TOP and type(messages) is list and messages):
        return False
    if type(value.get("parallel_tool_calls", True)) is not bool:
        return False
    return all(map(_plain_message, messages))


def _plain_message(message: object) -> bool:
    if type(message) is not dict:
        return False
    role, content = message.get("role"), message.get("content")
    if type(role) is not str:
        return False
    if type(content) is str and len(message) == 2:  # as most messages
        return role in _SPEAKING
    allowed = _MESSAGE.get(role)
    if allowed is None or not allowed >= message.keys():
        return False
    if type(content) is not str and not (role == "assistant" and content is None):
        return False
    acts = _ACTS.get(role)
    return type(message.get("name", "")) is str and (acts is None or acts(message))


def _plainly_calls(message: dict[str, object]) -> bool:
    weight = message.get("weight", 1)
    if type(weight) is not int or weight not in (0, 1):
        return False
    if "tool_calls" not in message:
        return True
    calls = message["tool_calls"]
    return type(calls) is list and bool(calls) and all(map(_plain_call, calls))


def _plainly_answers(message: dict[str, object]) -> bool:
    return _filled(message.get("tool_call_id"))


_ACTS: Final = {"assistant": _plainly_calls, "tool": _plainly_answers}
"""What else must hold for a message, by its role."""


def _plain_call(call: object) -> bool:
    if type(call) is not dict or call.keys() != _CALL:
        return False
    function = call["function"]
    return (
        call["type"] == "function"
        and _filled(call["id"])
        and type(function) is dict
        and function.keys() == _FUNCTION
        and _filled(function["name"])
        and type(function["arguments"]) is str
    )


def _filled(value: object) -> bool:
    return type(value) is str and value != ""


def plainly_a_tool_list(tools: object) -> bool:
    """Say whether `tools` is surely a list of well-formed function tools (their schemas aside)."""
    return type(tools) is list and all(map(_plain_tool, tools))


def _plain_tool(tool: object) -> bool:
    if type(tool) is not dict or tool.keys() != _TOOL or tool["type"] != "function":
        return False
    function = tool["function"]
    return (
        type(function) is dict
        and function.keys() <= _DEFINITION
        and type(function.get("name")) is str
        and type(function.get("description", "")) is str
        and type(function.get("strict", False)) is bool
    )
