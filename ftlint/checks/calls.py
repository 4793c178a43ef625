"""Rules about tool calls: which tools they name, how many there are, and where they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ftlint.checks import check
from ftlint.findings import Label, Place, Report, Severity
from ftlint.reading.formats import CHAT_KEYS
from ftlint.text.words import count, nearest, one_of, quote
from ftlint.view.tool_names import WRAPPER
from ftlint.view.written_calls import written_call

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ftlint.view.example import Example
    from ftlint.view.nodes import Call
    from ftlint.view.toolbox import Toolbox

_PREFIX: Final = "functions."


@check("FT306", needs="doubtful")
def undeclared_tool(example: Example) -> Iterator[Report]:
    """Find calls of tools that the example does not declare."""
    box = example.toolbox
    if box.unreadable or not box.tools:
        return
    for call in example.calls:
        if not call.name or example.tool_of(call) is not None or is_wrapper(example, call):
            continue
        said = f"the tool {quote(call.name)} is not declared"
        if (meant := _meant(call.name, box)) is not None:
            yield Report(_name(call), f"{said}; did you mean {quote(meant)}?", f"write {quote(meant)}")
        else:
            key = '"functions"' if call.legacy else '"tools"'
            there = one_of(list(box.by_name), 5)
            yield Report(_name(call), said, f"declare it in {key}, or call what is there: {there}")


def _meant(name: str, box: Toolbox) -> str | None:
    bare = name.strip().removeprefix(_PREFIX)
    return bare if bare in box.by_name else nearest(bare, box.by_name)


@check("FT309", needs="doubtful")
def tools_not_declared(example: Example) -> Iterator[Report]:
    """Find examples that call tools and declare none."""
    if not example.calls or not _declares_none(example):
        return
    names = list(dict.fromkeys(call.name for call in example.calls if call.name))
    first = example.calls[0]
    called = f": {_all_of(names)}" if names else ""
    key = '"functions"' if first.legacy else '"tools"'
    said = f"{count(len(example.calls), 'call')}, but the example declares no tools{called}"
    yield Report(_name(first), said, f"add {key} with the definitions that the model gets when it is used")


def _declares_none(example: Example) -> bool:
    """Say whether no tools are declared, not even wrongly."""
    box = example.toolbox
    return not box.tools and not box.unreadable and not _is_called_otherwise(example)


def _is_called_otherwise(example: Example) -> bool:
    """Say whether an unknown key stands for the tools, which is reported."""
    from ftlint.shapes.synonyms import meant_key

    free = sorted(CHAT_KEYS - example.value.keys())
    return any(meant_key(key, free) in ("tools", "functions") for key in example.value.keys() - CHAT_KEYS)


@check("FT318", needs="calls")
def parallel_calls_disabled(example: Example) -> Iterator[Report]:
    """Find messages with two calls or more, where the example allows one at a time."""
    if example.value.get("parallel_tool_calls") is not False:
        return
    label = Label(Place(("parallel_tool_calls",)), "one call at a time")
    for message in example.messages:
        calls = [call for call in message.calls if not call.legacy]
        if len(calls) > 1:
            said = f'{len(calls)} calls in one message, but "parallel_tool_calls" is false'
            help_ = "make one call per message, each with its result behind it; or set it to true"
            yield Report(Place(calls[1].path), said, help_, (label,))


@check("FT319")
def parallel_setting_without_tools(example: Example) -> Iterator[Report]:
    """Find the setting for parallel calls where there is no tool to call."""
    if "parallel_tool_calls" not in example.value or example.toolbox.raw_tools not in (None, []):
        return
    if not (example.calls and _declares_none(example)) and not _is_called_otherwise(example):
        said = '"parallel_tool_calls" is set, but the example declares no "tools"'
        yield Report(Place(("parallel_tool_calls",), on="key"), said, 'remove it, or add "tools"')


@check("FT323")
def call_written_as_text(example: Example) -> Iterator[Report]:
    """Find calls that a message writes as text; an error where tool results follow."""
    for message in example.messages:
        if message.role != "assistant" or (written := written_call(message)) is None:
            continue
        path, span = written
        orphans = [] if example.holes else [a for a in example.answers if a.call is None and not a.excused]
        orphaned = {answer.turn for answer in orphans}
        followed = message in orphaned and not message.calls
        said = "a tool call is written as text" + (", and tool results follow it" if followed else "")
        yield Report(
            Place(path, inside=span),
            said,
            'write it as an entry of "tool_calls", and take it out of the text',
            severity=Severity.ERROR if followed else None,
        )


@check("FT324", needs="doubtful")
def multi_tool_use_wrapper(example: Example) -> Iterator[Report]:
    """Find calls of the wrapper that stands for several parallel calls."""
    for call in example.calls:
        if is_wrapper(example, call):
            names = _wrapped(call)
            several = f"the {count(len(names), 'call')} in it" if names else "the calls in it"
            called = f": {_all_of(list(dict.fromkeys(names)))}" if names else ""
            said = f"{quote(call.name)} is no tool, but a wrapper around parallel calls"
            yield Report(_name(call), said, f'write {several} as entries of "tool_calls"{called}')


def is_wrapper(example: Example, call: Call) -> bool:
    """Say whether a call is the wrapper that models sometimes write around parallel calls."""
    if call.name is None:
        return False
    name = call.name.strip().removeprefix(_PREFIX)
    underscored = name == WRAPPER.replace(".", "_") and example.tool_of(call) is None
    return name == WRAPPER or underscored


def _wrapped(call: Call) -> list[str]:
    """List the tools that the wrapper calls."""
    uses = call.value.get("tool_uses") if isinstance(call.value, dict) else None
    listed = uses if isinstance(uses, list) else ()
    names = (use.get("recipient_name") for use in listed if isinstance(use, dict))
    return [name.removeprefix(_PREFIX) for name in names if isinstance(name, str)]


def _all_of(names: list[str]) -> str:
    shown = [quote(name, 40) for name in names[:3]]
    if len(names) > 3:
        shown.append(f"{len(names) - 3:,} more")
    return " and ".join([", ".join(shown[:-1]), shown[-1]]) if len(shown) > 1 else shown[0]


def _name(call: Call) -> Place:
    return Place((*call.function_path, "name")) if "name" in call.function else Place(call.path)
