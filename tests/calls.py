"""Examples that call a tool, and what is found in them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from ftlint.engine import Scanner
from ftlint.linting import choose_job, choose_levels
from ftlint.parts import Plan, finish, merge
from ftlint.reading.reader import Line

if TYPE_CHECKING:
    from ftlint.findings import Finding


JOB = choose_job()


SCANNER = Scanner(Plan(JOB, choose_levels(JOB, select=["FT1", "FT3", "FT416"])))


USER = {"role": "user", "content": "Weather?"}


PARAMETERS = {
    "type": "object",
    "properties": {
        "city": {"type": "string"},
        "days": {"type": "integer"},
        "day": {"type": "string", "format": "date"},
        "stops": {"type": "array", "items": {"type": "object", "required": ["lat"]}},
    },
    "required": ["city"],
}


WEATHER = {"type": "function", "function": {"name": "get_weather", "parameters": PARAMETERS}}


def call(
    arguments: Any = '{"city": "Oslo"}', name: Any = "get_weather", call_id: str = "call_1"
) -> dict[str, Any]:
    return {"id": call_id, "type": "function", "function": {"name": name, "arguments": arguments}}


def calling(*calls: Any, **other: Any) -> dict[str, Any]:
    return {"role": "assistant", "tool_calls": list(calls), **other}


def findings(example: dict[str, Any]) -> list[Finding]:
    part = merge([SCANNER.scan([Line(0, 0, json.dumps(example).encode(), b"\n")], 0)])
    assert part.crashes == []
    return list(finish(part, SCANNER.plan))


def of(*calls: Any, **other: Any) -> list[Finding]:
    """Lint an example that makes these calls of a declared tool."""
    return findings({"messages": [USER, calling(*calls)], "tools": [WEATHER], **other})


def codes(found: list[Finding]) -> list[str]:
    return sorted(finding.code for finding in found)


json_values = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-9, 9), st.text(max_size=5)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=2), st.dictionaries(st.text(max_size=3), inner, max_size=2)
    ),
    max_leaves=4,
)


arguments = st.one_of(
    json_values,
    json_values.map(json.dumps),
    st.text("{}[]\"':,\\ntrue0.e`\U0001f3d4", max_size=20),
)
