"""Lines to convert, and the way to convert them."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

from hypothesis import strategies as st

from ftlint.converting.lines import Conversion
from ftlint.converting.route import Route
from ftlint.reading.formats import format_of_file

TOOL = {
    "type": "function",
    "function": {"name": "get_weather", "parameters": {"type": "object", "properties": {}}},
}


PAIR = {
    "input": {"messages": [{"role": "user", "content": "Weather in Oslo?"}], "tools": [TOOL]},
    "preferred_output": [{"role": "assistant", "content": "Rain."}],
    "non_preferred_output": [{"role": "assistant", "content": "No idea."}],
}


TRL = {
    "prompt": [{"role": "user", "content": "Weather in Oslo?"}],
    "chosen": [{"role": "assistant", "content": "Rain."}],
    "rejected": [{"role": "assistant", "content": "No idea."}],
    "tools": [TOOL],
}


def run(*words: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "ftlint", "convert", *words], input=stdin, capture_output=True, check=False
    )


def conversion(value: dict[str, Any], target: str) -> Conversion:
    kind = format_of_file([value])
    way = (
        Route("dpo", True, target == "hf")
        if kind == "preference"
        else Route(kind, False, (kind, target) == ("dpo", "hf"))
    )
    return Conversion(target, way)


def converted(value: dict[str, Any], target: str) -> dict[str, Any]:
    line = conversion(value, target).change(json.dumps(value).encode(), 1)
    assert line is not None
    result = json.loads(line)
    assert isinstance(result, dict)
    return result


def chat(arguments: object = "{}", call_id: str = "call_1", **more: object) -> dict[str, Any]:
    return {
        "messages": [
            {"role": "user", "content": "Weather in Oslo?"},
            {
                "role": "assistant",
                "tool_calls": [
                    {
                        "id": call_id,
                        "type": "function",
                        "function": {"name": "get_weather", "arguments": arguments},
                    }
                ],
            },
            {"role": "tool", "tool_call_id": call_id, "content": "Rain", **more},
            {"role": "assistant", "content": "It rains."},
        ],
        "tools": [TOOL],
    }


JSON_VALUES = st.recursive(
    st.one_of(
        st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False, allow_infinity=False), st.text()
    ),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(), inner, max_size=3)),
    max_leaves=6,
)


ARGUMENTS = st.dictionaries(st.text(), JSON_VALUES, max_size=4)
