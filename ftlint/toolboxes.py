"""Lists of tools, each read and checked once, however many lines have it."""

from __future__ import annotations

import marshal
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from ftlint.shapes.plain import plainly_a_tool_list
from ftlint.view.definition import definition_of, key_of
from ftlint.view.toolbox import read_toolbox

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator

    from ftlint.findings import Report
    from ftlint.reading.repeated_tail import RepeatedTails
    from ftlint.view.toolbox import Toolbox

KEPT: Final = 256
"""How many distinct tool lists are kept at a time, and how many sets of tools in which nothing is wrong."""

_SHARED: Final = 32
"""How many lists are known by the very object that lines share."""

Coded = tuple[str, "Report"]
Known = tuple["Toolbox", list[Coded]]
"""Tool definitions, and what is wrong with them."""
Check = Callable[["Toolbox"], Iterable[Coded]]
"""Says what is wrong in a list, whatever the order of its tools."""


class Toolboxes:
    """Reads the tool definitions of examples, and remembers them from one line to the next."""

    def __init__(self, tails: RepeatedTails) -> None:
        """Begin to read lists; `tails` are what the lines share."""
        self._tails = tails
        self._kept: OrderedDict[Hashable, Known] = OrderedDict()
        self._shared: dict[int, tuple[object, Known]] = {}
        self._clean: set[frozenset[bytes]] = set()

    def of(self, value: dict[str, object], check: Check) -> Known:
        """Read an example's tool definitions, and what is wrong with them."""
        tools = value.get("tools")
        if "functions" in value or (tools is None and "tools" in value):
            return self._old_or_odd(value, check)
        # Lines with the same tail share one list: it need not be looked at to be known.
        shared = self._shared.get(id(tools))
        if shared is not None and shared[0] is tools:
            return shared[1]
        if tools and plainly_a_tool_list(tools):
            known = self._listed(tools, check)
        else:
            known = self._old_or_odd(value, check)
        if tools is None or self._tails.hold(tools):
            if len(self._shared) > _SHARED:
                self._shared.clear()
            self._shared[id(tools)] = tools, known
        return known

    def _listed(self, tools: Any, check: Check) -> Known:
        """Read a list of plain tools. One with the tools of a clean list, in another order, is clean too."""
        keys = tuple([key_of(tool["function"]) for tool in tools])
        known = self._known(keys)
        if known is None:
            # The definitions are shared with other lists: what the line itself holds may go.
            definitions = [
                definition_of(tool["function"], key) for tool, key in zip(tools, keys, strict=True)
            ]
            toolbox = read_toolbox([definition.tool for definition in definitions], None, definitions)
            distinct = frozenset(keys)
            once = len(distinct) == len(keys)
            reports = [] if once and distinct in self._clean else list(check(toolbox))
            if once and not reports:
                self._note_clean(distinct)
            known = self._keep(keys, (toolbox, reports))
        return known

    def _note_clean(self, tools: frozenset[bytes]) -> None:
        if len(self._clean) >= KEPT:
            self._clean.clear()
        self._clean.add(tools)

    def _old_or_odd(self, value: dict[str, object], check: Check) -> Known:
        listed: Any = value.get("tools"), value.get("functions"), "tools" in value, "functions" in value
        key = marshal.dumps(listed, 0)
        known = self._known(key)
        if known is None:
            toolbox = read_toolbox(*listed[:2])
            known = self._keep(key, (toolbox, [*_shape_reports(value, toolbox), *check(toolbox)]))
        return known

    def _known(self, key: Hashable) -> Known | None:
        known = self._kept.get(key)
        if known is not None:
            self._kept.move_to_end(key)
        return known

    def _keep(self, key: Hashable, known: Known) -> Known:
        self._kept[key] = known
        if len(self._kept) > KEPT:
            self._kept.popitem(last=False)
        return known


def _shape_reports(value: dict[str, object], toolbox: Toolbox) -> Iterator[Coded]:
    if "functions" in value or ("tools" in value and not plainly_a_tool_list(toolbox.read_tools)):
        from ftlint.shapes.claims import claim_reports
        from ftlint.shapes.models import TOOL_LIST

        read = {"tools": toolbox.read_tools, "functions": toolbox.read_functions}
        listed = {key: definitions for key, definitions in read.items() if key in value}
        for code, report in claim_reports(TOOL_LIST, listed):
            yield code, replace(report, place=toolbox.place(report.place.path, report.place.on))
