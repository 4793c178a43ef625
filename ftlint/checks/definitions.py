"""Rules about tool definitions, the schemas of their parameters aside."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ftlint.checks import check, toolbox_check
from ftlint.findings import Label, Place, Report
from ftlint.text.words import count, quote
from ftlint.view.tool_names import LONGEST, is_tool_name, repaired

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ftlint.findings import Path
    from ftlint.view.example import Example
    from ftlint.view.toolbox import Tool, Toolbox

_LONGEST_DESCRIPTION: Final = 1_024
_ALLOWED: Final = "a-z, A-Z, 0-9, _ and -"


@toolbox_check("FT403")
def bad_tool_name(box: Toolbox) -> Iterator[Report]:
    """Find names that a tool may not have."""
    for tool in box.tools:
        name = tool.name
        if name is None or is_tool_name(name):
            continue
        said = f"the tool name {quote(name)} has other characters than {_ALLOWED}"
        if not name:
            said = "the tool name is empty"
        elif len(name) > LONGEST:
            said = (
                f"the tool name {quote(name, 30)} has {len(name):,} characters; {LONGEST} at most are taken"
            )
        better = repaired(name)
        help_ = f"write 1 to {LONGEST} characters of {_ALLOWED}"
        if better is not None and better not in box.by_name:
            help_ = f"write {quote(better, LONGEST + 2)}, here and in every call of it"
        yield Report(box.place((*tool.path, "name")), said, help_)


@toolbox_check("FT404")
def duplicate_tool(box: Toolbox) -> Iterator[Report]:
    """Find tools of one list that have the same name."""
    first: dict[tuple[object, str], Tool] = {}
    for tool in box.tools:
        if tool.name is None:
            continue
        known = first.setdefault((tool.path[0], tool.name), tool)
        if known is not tool:
            alike = known.raw == tool.raw
            said = f"the tool {quote(tool.name)} is declared twice" + (", word for word" if alike else "")
            help_ = "remove this one" if alike else "give each a name of its own, or remove one"
            label = Label(box.place((*known.path, "name")), "first here")
            yield Report(box.place((*tool.path, "name")), said, help_, (label,))


@check("FT405", needs="tools")
def too_many_tools(example: Example) -> Iterator[Report]:
    """Find lists of more tools than the target takes."""
    target, box = example.job.target, example.toolbox
    if target.limits.tools is None or len(box.tools) <= target.limits.tools.value:
        return
    limit = target.limits.tools.value
    for key, listed in (("tools", box.read_tools), ("functions", box.read_functions)):
        if isinstance(listed, list) and len(listed) > limit:
            said = f"{count(len(listed), 'tool')}; {target.name} takes {limit:,} at most"
            way = "declare those that the example may need, or put several into one with a parameter"
            yield Report(Place((key,), on="key"), said, way)


@toolbox_check("FT413")
def long_description(box: Toolbox) -> Iterator[Report]:
    """Find descriptions of functions that are longer than the chat API takes."""
    for tool in box.tools:
        text = tool.raw.get("description")
        if isinstance(text, str) and len(text) > _LONGEST_DESCRIPTION:
            said = f"the description has {len(text):,} characters, over {_LONGEST_DESCRIPTION:,}"
            way = "shorten it: say what the tool does here, and how it is used in the system message"
            yield Report(box.place((*tool.path, "description")), said, way)


@toolbox_check("FT415")
def tools_as_a_string(box: Toolbox) -> Iterator[Report]:
    """Find definitions, or parts of them, that are JSON text."""
    for path in box.texts:
        what, kind = _named(path)
        said = f"{what} is JSON text, not {kind}"
        yield Report(box.place(path), said, f"write {kind}: the same text without the quotes around it")


def _named(path: Path) -> tuple[str, str]:
    if len(path) == 1:
        return quote(path[0]), "an array"
    return ("the tool" if isinstance(path[-1], int) else quote(path[-1])), "an object"
