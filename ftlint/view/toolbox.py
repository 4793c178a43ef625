"""The tool definitions of an example, read once for every distinct list of them."""

from __future__ import annotations

from dataclasses import field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

from ftlint.findings import Place
from ftlint.records import dataclass
from ftlint.view.definition import definition_of
from ftlint.view.json_text import place_within, read_list
from ftlint.view.tool_names import is_tool_name, repaired

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ftlint.findings import Path
    from ftlint.schemas.arguments import ArgumentsChecker
    from ftlint.schemas.problem import Problem
    from ftlint.view.definition import Definition


@dataclass(eq=False)
class Tool:
    """One declared function, of `tools` or of the legacy `functions`."""

    raw: dict[str, object]
    """The object that holds `name` and `parameters`."""
    definition: Definition
    """What is known of it, wherever it stands."""
    path: Path
    """Where that object is in the example."""
    outer: dict[str, object] | None = None
    """The object around it, which holds `type`; None for a legacy function."""
    ambiguous: bool = False
    """Another tool of the same name has other parameters: which of them is called, nobody knows."""

    @property
    def name(self) -> str | None:
        """The name, if it is a string."""
        return self.definition.name

    @property
    def parameters(self) -> Any:
        """The parameters' schema; None where there is none."""
        return self.raw.get("parameters")

    @property
    def problems(self) -> list[Problem]:
        """What is wrong with the parameters' schema."""
        return self.definition.problems

    @cached_property
    def checker(self) -> ArgumentsChecker:
        """What checks the arguments of a call to it; nothing where it is not known what is called."""
        if self.ambiguous:
            from ftlint.schemas.arguments import ArgumentsChecker

            return ArgumentsChecker({})
        return self.definition.checker


@dataclass(eq=False)
class Toolbox:
    """All tools that one example declares."""

    tools: list[Tool] = field(default_factory=list)
    unreadable: bool = False
    """Some definition could not be read: an unknown name may be that one's."""
    raw_tools: object = None
    raw_functions: object = None
    read_tools: object = None
    """`tools` as it is meant: JSON text in it is decoded."""
    read_functions: object = None
    texts: dict[Path, None] = field(default_factory=dict)
    """Where JSON text stands in the place of a value: paths in their order."""
    tokens: int | None = None
    """Tokens of the rendered definitions, once they have been counted."""

    @cached_property
    def by_name(self) -> dict[str, Tool]:
        """The tools by name; of two with one name, the first."""
        return {tool.name: tool for tool in reversed(self.tools) if tool.name is not None}

    @cached_property
    def problems(self) -> list[tuple[Tool, Problem]]:
        """What is wrong with the parameters' schemas, tool by tool; mostly nothing."""
        return [(tool, problem) for tool in self.tools for problem in tool.problems]

    @cached_property
    def digest(self) -> bytes:
        """Stand for the definitions: equal wherever they say the same (see `ftlint.view.canonical`)."""
        from ftlint.view.canonical import digest_of

        return digest_of([tool.definition.digest for tool in self.tools])

    @cached_property
    def _by_repaired_name(self) -> dict[str | None, Tool]:
        return {repaired(name): tool for name, tool in self.by_name.items() if not is_tool_name(name)}

    def get(self, name: str) -> Tool | None:
        """Look up a tool by its exact name, or by what a name that it may not have should be."""
        return self.by_name.get(name) or self._by_repaired_name.get(name)

    def place(self, path: Path, on: Literal["value", "key"] = "value") -> Place:
        """Give the place of a path in the definitions, also inside JSON text."""
        return place_within(self.texts, path, on) if self.texts else Place(path, on)

    @property
    def functions(self) -> list[dict[str, object]]:
        """The bare function objects, as they are rendered for the model."""
        return [tool.raw for tool in self.tools]


EMPTY = Toolbox()


def read_toolbox(tools: object, functions: object, known: Sequence[Definition] = ()) -> Toolbox:
    """Read `tools` and legacy `functions`; tolerant: flat tools and JSON text are read through.

    `known` are the definitions in the tools, where they have been looked up already.
    """
    box = Toolbox(raw_tools=tools, raw_functions=functions)
    box.read_tools = read_list(tools, ("tools",), box.texts)
    box.read_functions = read_list(functions, ("functions",), box.texts)
    for index, outer in _entries(box, box.read_tools):
        inner = outer.get("function")
        if isinstance(inner, dict):
            definition = known[index] if known and not box.texts else definition_of(inner)
            box.tools.append(Tool(inner, definition, ("tools", index, "function"), outer))
        else:
            box.tools.append(Tool(outer, definition_of(outer), ("tools", index), outer))
    for index, raw in _entries(box, box.read_functions):
        box.tools.append(Tool(raw, definition_of(raw), ("functions", index)))
    if len(box.by_name) < len(box.tools):
        _note_names(box)
    return box


def _note_names(box: Toolbox) -> None:
    """Note the tools without a name, and those that share one and are not alike."""
    box.unreadable = box.unreadable or any(tool.name is None for tool in box.tools)
    for tool in box.tools:
        first = tool if tool.name is None else box.by_name[tool.name]
        if first is not tool and first.parameters != tool.parameters:
            first.ambiguous = tool.ambiguous = True


def _entries(box: Toolbox, listed: object) -> Iterator[tuple[int, dict[str, object]]]:
    if listed is None:
        return
    if not isinstance(listed, list):
        box.unreadable = True
        return
    for index, entry in enumerate(listed):
        if isinstance(entry, dict):
            yield index, entry
        else:
            box.unreadable = True
