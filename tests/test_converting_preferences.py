"""Converting preference lines: from one frame to the other and back."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from .conversions import ARGUMENTS, PAIR, TRL, chat, conversion, converted


def test_preference_there_and_back() -> None:
    assert converted(PAIR, "hf") == TRL
    assert converted(TRL, "openai") == PAIR
    assert converted(TRL, "together") == PAIR
    assert converted(TRL, "hf") == TRL


def test_preference_bytes() -> None:
    line = json.dumps(PAIR, ensure_ascii=False).encode()
    there = conversion(PAIR, "hf").change(line, 1) or b""
    assert there == json.dumps(TRL).encode()
    assert conversion(TRL, "azure").change(there, 1) == line


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"prompt": "Hi", "chosen": "Hello!", "rejected": "What?"}, 1),
        (
            {
                "prompt": "Hi",
                "chosen": [{"role": "user", "content": "Hi"}, {"role": "assistant", "content": "Hello!"}],
                "rejected": [{"role": "user", "content": "Hi"}, {"role": "assistant", "content": "What?"}],
            },
            1,
        ),
        (
            {
                "chosen": [{"role": "user", "content": "Hi"}, {"role": "assistant", "content": "Hello!"}],
                "rejected": [{"role": "user", "content": "Hi"}, {"role": "assistant", "content": "What?"}],
            },
            1,
        ),
        (
            {
                "chosen": [{"role": "user", "content": "Hi"}, {"role": "assistant", "content": "Hello!"}],
                "rejected": [{"role": "user", "content": "Hi"}, {"role": "assistant", "content": "Hello!"}],
            },
            1,
        ),
    ],
)
def test_other_frames_of_preferences(value: dict[str, Any], expected: int) -> None:
    result = converted(value, "openai")
    assert result["input"] == {"messages": [{"role": "user", "content": "Hi"}]}
    assert result["preferred_output"] == [{"role": "assistant", "content": "Hello!"}]
    assert len(result["non_preferred_output"]) == expected
    assert result.keys() == PAIR.keys()


@pytest.mark.parametrize(
    "value",
    [
        {"chosen": "\n\nHuman: Hi\n\nAssistant: Hello!", "rejected": "\n\nHuman: Hi\n\nAssistant: What?"},
        {"prompt": "Hi", "chosen": [], "rejected": "What?"},
        {"prompt": 3, "chosen": "a", "rejected": "b"},
        {
            "chosen": [{"role": "user", "content": "Hi"}, {"role": "assistant", "content": "Hello!"}],
            "rejected": [{"role": "user", "content": "Hey"}, {"role": "assistant", "content": "What?"}],
        },
        {**TRL, "input": 3},
    ],
)
def test_a_frame_that_is_not_plain_is_left_and_said(value: dict[str, Any]) -> None:
    made = conversion({"chosen": 1, "rejected": 1}, "openai")
    line = json.dumps(value).encode()
    assert made.change(line, 1) in (line, None)
    assert made.changed == 0


@given(
    ARGUMENTS,
    st.booleans(),
    st.lists(st.sampled_from(["user", "system"]), min_size=1, max_size=3),
    st.text(),
)
def test_preferences_there_and_back(
    arguments: dict[str, object], parallel: bool, roles: list[str], text: str
) -> None:
    value = chat(json.dumps(arguments, ensure_ascii=False))
    pair = {
        "input": {
            "messages": [{"role": role, "content": text} for role in roles],
            "tools": value["tools"],
            "parallel_tool_calls": parallel,
        },
        "preferred_output": value["messages"][1:2],
        "non_preferred_output": [{"role": "assistant", "content": text}],
    }
    line = json.dumps(pair, ensure_ascii=False).encode("utf-8", "surrogatepass")
    there = conversion(pair, "hf").change(line, 1)
    if there is None:  # a lone surrogate
        return
    assert json.loads(there).keys() == {*TRL, "parallel_tool_calls"}
    assert json.loads(conversion(TRL, "openai").change(there, 1) or b"") == pair
