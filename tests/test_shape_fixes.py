"""Repairs of shape (FT1) that cards do not show: other formats, several mistakes at once, styles of lines."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ftlint.engine import Scanner
from ftlint.fixing.line_repair import LineRepair
from ftlint.reading.reader import Line

from .repairs import after, plan, repaired

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ftlint.parts import Hit

ASK = '{"role": "user", "content": "Rain?"}'
SAY = '{"role": "assistant", "content": "Yes."}'
TOOLS = '"tools": [{"type": "function", "function": {"name": "look"}}]'
CALL = '{"id": "a", "type": "function", "function": {"name": "look", "arguments": "{}"}}'
CALLS = f'{{"role": "assistant", "tool_calls": [{CALL}]}}'
DEFINED = '"functions": [{"name": "look"}]'
RESULT = '{"role": "tool", "tool_call_id": "a", "content": "Sun"}'
OLD_CALL = '{"name": "look", "arguments": "{}"}'
OLD = f'{{"role": "assistant", "function_call": {OLD_CALL}}}'
OLD_RESULT = '{"role": "function", "name": "look", "content": "Sun"}'


def chat(*messages: str, rest: str = "") -> str:
    return f'{{"messages": [{", ".join(messages)}]{rest and ", "}{rest}}}'


def call(inner: str) -> str:
    return chat(ASK, f'{{"role": "assistant", "tool_calls": [{inner}]}}', rest=TOOLS)


def preference(messages: str, preferred: str, other: str = SAY, rest: str = "", outside: str = "") -> str:
    outputs = f'"preferred_output": [{preferred}], "non_preferred_output": [{other}]'
    return f'{{"input": {{"messages": [{messages}]{rest}}}, {outputs}{outside}}}'


def named(text: str, name: str) -> str:
    return text.replace('"a"', f'"{name}"')


def parts(*texts: str) -> str:
    return "[" + ", ".join(f'{{"type": "text", "text": "{text}"}}' for text in texts) + "]"


PAIRS = {
    "first, last and middle keys": (
        f'{{"id": 1, "messages": [{ASK}, {SAY}], "model": "x", {TOOLS}, "seed": 2}}',
        f'{{"messages": [{ASK}, {SAY}], {TOOLS}}}',
    ),
    "a compact line": (
        '{"messages":[{"role":"user","weight":1,"content":"Rain?"},{"role":"AI","content":"Yes.","x":[1,2]}]}',
        '{"messages":[{"role":"user","content":"Rain?"},{"role":"assistant","content":"Yes."}]}',
    ),
    "odd spacing and escapes of what stays": (
        '{ "messages":[ {"role" : "Human","content":"\\u00e9\\/?" } , {"role":"gpt","content":"A"}] ,"id":1}',
        '{ "messages":[ {"role" : "user","content":"\\u00e9\\/?" } , {"role":"assistant","content":"A"}]}',
    ),
    "a weight of the whole example that changes nothing": (
        chat(ASK, SAY, rest='"weight": true'),
        chat(ASK, SAY),
    ),
    "a misspelled key, renamed where it stands": (
        chat(ASK, '{"contnet": "\\u004eo", "role": "assistant"}'),
        chat(ASK, '{"content": "\\u004eo", "role": "assistant"}'),
    ),
    "another word for the arguments, which are an object": (
        call('{"id": "a", "type": "function", "function": {"name": "look", "args": {"n": 1.0}}, "index": 0}'),
        call('{"id": "a", "type": "function", "function": {"name": "look", "arguments": "{\\"n\\": 1.0}"}}'),
    ),
    "a key of the function on its tool": (
        chat(ASK, SAY, rest='"tools": [{"type": "function", "strict": false, "function": {"name": "f"}}]'),
        chat(ASK, SAY, rest='"tools": [{"type": "function", "function": {"name": "f", "strict": false}}]'),
    ),
    "system beside the messages": (
        chat(ASK, CALLS, RESULT, SAY, rest=f'{TOOLS}, "system": "Be \\u0062rief."'),
        chat('{"role": "system", "content": "Be \\u0062rief."}', ASK, CALLS, RESULT, SAY, rest=TOOLS),
    ),
    "a typo in a role": (
        chat(ASK, '{"role": "assitant", "content": "Yes."}'),
        chat(ASK, SAY),
    ),
    "parts of text, and a name": (
        chat(
            ASK, CALLS, RESULT.replace('"Sun"', parts("4 \\u00b0C", ",\\nrain") + ', "name": "x"'), SAY,
            rest=TOOLS,
        ),
        chat(ASK, CALLS, RESULT.replace("Sun", "4 \\u00b0C,\\nrain"), SAY, rest=TOOLS),
    ),
    "the old form, with what stands empty beside it": (
        chat(
            ASK, OLD.replace('"function_call"', '"tool_calls": null, "function_call"'),
            OLD_RESULT.replace("}", ', "tool_call_id": "x"}'), SAY,
            rest=f'"tools": [], {DEFINED}, "function_call": "auto"',
        ),
        chat(
            ASK, named(CALLS, "call_1"), '{"role": "tool", "content": "Sun", "tool_call_id": "call_1"}', SAY,
            rest=TOOLS,
        ),
    ),
    "the old form with an object as arguments, and a role in another case": (
        chat(ASK, OLD.replace('"{}"', '{"n": 1e1}'), OLD_RESULT.replace("f", "F", 1), SAY, rest=DEFINED),
        chat(
            ASK, named(CALLS, "call_1").replace("{}", '{\\"n\\": 1e1}'), named(RESULT, "call_1"), SAY,
            rest=TOOLS,
        ),
    ),
    "two calls of one function": (
        chat(ASK, OLD, OLD_RESULT, SAY, ASK, OLD, OLD_RESULT, SAY, rest=DEFINED),
        chat(
            ASK, named(CALLS, "call_1"), named(RESULT, "call_1"), SAY,
            ASK, named(CALLS, "call_2"), named(RESULT, "call_2"), SAY, rest=TOOLS,
        ),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("before", "expected"), PAIRS.values(), ids=PAIRS)
def test_repair(before: str, expected: str) -> None:
    assert after(before) == expected
    assert not repaired(expected).fixed


STAYS = {
    "a weight of 0 for the whole example": chat(ASK, SAY, rest='"weight": 0'),
    "half a weight": chat(ASK, '{"role": "assistant", "content": "Yes.", "weight": 0.5}'),
    "no weight": chat(ASK, '{"role": "assistant", "content": "Yes.", "weight": null}'),
    "a role that nothing is near to": chat('{"role": "moderator", "content": "Hush"}', ASK, SAY),
    "a key that may be the content": chat(ASK, '{"role": "assistant", "thing": "Yes."}'),
    "a key that may be the messages": '{"things": [], "id": 1}',
    "parts that are not text": chat(
        ASK, CALLS, RESULT.replace('"Sun"', '[{"type": "image_url", "image_url": {"url": "https://a.b/c"}}]'),
        SAY, rest=TOOLS,
    ),
    "a synonym whose value does not fit": chat(ASK, '{"role": "assistant", "text": 3}'),
    "an old result without its call": chat(ASK, OLD_RESULT, SAY, rest=DEFINED),
    "an old result of another function": chat(ASK, OLD, OLD_RESULT.replace("look", "see"), SAY, rest=DEFINED),
    "two results of one old call": chat(ASK, OLD, OLD_RESULT, OLD_RESULT, SAY, rest=DEFINED),
    "both forms": chat(ASK, OLD, OLD_RESULT, SAY, rest=TOOLS),
    "definitions that are no objects": chat(ASK, OLD, rest='"functions": [{"name": "look"}, 3]'),
    "a message that cannot be read": chat(ASK, "3", OLD, rest=DEFINED),
}  # fmt: skip


@pytest.mark.parametrize("line", STAYS.values(), ids=STAYS)
def test_no_plain_repair(line: str) -> None:
    assert after(line) == line


def test_only_safe_repairs_without_leave() -> None:
    line = chat(
        '{"role": "human", "content": "Rain?", "weight": 0}',
        '{"role": " Assistant", "content": "Yes.", "weight": "0", "x": 1}',
        '{"role": "User", "content": "Sure?"}',
        SAY,
        rest='"id": 1',
    )
    assert after(line, unsafe=False) == chat(
        '{"role": "human", "content": "Rain?"}',
        '{"role": "assistant", "content": "Yes.", "weight": 0, "x": 1}',
        ASK.replace("Rain", "Sure"),
        SAY,
        rest='"id": 1',
    )


@pytest.mark.parametrize(
    ("written", "weight"),
    [("true", "1"), ("false", "0"), ('"0"', "0"), ("1.0", "1"), ("0.0", "0"), ("-0.0", "0"), ("1e0", "1")],
)
def test_spellings_of_weights(written: str, weight: str) -> None:
    line = chat(ASK, f'{{"role": "assistant", "weight": {written}, "content": "A"}}', ASK, SAY)
    assert after(line, unsafe=False) == line.replace(f'"weight": {written}', f'"weight": {weight}')


def test_preference() -> None:
    before = preference(
        ASK.replace("user", "Human"),
        SAY.replace("}", ', "reasoning": "r"}'),
        SAY.replace("assistant", "ASSISTANT").replace("Yes", "No"),
        ', "system": "Be brief."',
        f', {TOOLS}, "id": 1, "parallel_tool_calls": true',
    )
    assert after(before, "dpo") == preference(
        f'{{"role": "system", "content": "Be brief."}}, {ASK}', SAY, SAY.replace("Yes", "No"),
        f', {TOOLS}, "parallel_tool_calls": true',
    )  # fmt: skip


def test_setting_without_tools_is_not_moved() -> None:
    before = preference(ASK, SAY, SAY.replace("Yes", "No"), outside=', "parallel_tool_calls": true')
    assert after(before, "dpo") == preference(ASK, SAY, SAY.replace("Yes", "No"))


def test_functions_in_both_outputs_of_a_preference() -> None:
    shared = f"{ASK}, {OLD}, {OLD_RESULT}, {ASK}"
    before = preference(shared, OLD, OLD.replace("{}", '{\\"a\\": 1}'), f", {DEFINED}")
    new = [named(CALLS, f"call_{number}") for number in "123"]
    result = named(RESULT, "call_1")
    assert after(before, "dpo") == preference(
        f"{ASK}, {new[0]}, {result}, {ASK}", new[1], new[2].replace("{}", '{\\"a\\": 1}'), f", {TOOLS}"
    )


def test_functions_in_outputs_alone() -> None:
    before = preference(ASK, OLD, OLD.replace("{}", '{\\"a\\": 1}'))
    done = json.loads(after(before, "dpo"))
    ids = [done[key][0]["tool_calls"][0]["id"] for key in ("preferred_output", "non_preferred_output")]
    assert ids == ["call_1", "call_2"]
    half = preference(ASK, OLD, CALLS, f", {DEFINED}")
    assert repaired(half, "dpo").raw == half.encode()


def test_functions_of_reinforcement_and_other_targets() -> None:
    done = after(chat(ASK, OLD, OLD_RESULT, ASK, rest=f'{DEFINED}, "answer": "4"'), "rft")
    assert done == chat(
        ASK, CALLS.replace('"a"', '"call_1"'), '{"role": "tool", "tool_call_id": "call_1", "content": "Sun"}',
        ASK, rest=f'{TOOLS}, "answer": "4"',
    )  # fmt: skip
    line = chat(ASK, OLD, OLD_RESULT, SAY, rest=DEFINED)
    assert '"tool_call_id": "call00001"' in after(line, target="mistral")


def test_completions() -> None:
    assert after('{"id": 7, "prompt": "a ->", "completion": " b"}', "completions") == (
        '{"prompt": "a ->", "completion": " b"}'
    )
    short = '{"prompt": "a ->", "thing": " b"}'
    assert after(short, "completions") == short


JUNK: st.SearchStrategy[Any] = st.recursive(
    st.sampled_from([None, True, 0, 1.5, "", "x", "user", "tool", "function", "text", "look", "{}"]),
    lambda inner: (
        st.lists(inner, max_size=2)
        | st.dictionaries(
            st.sampled_from(
                ["role", "content", "name", "weight", "type", "text", "function", "arguments", "args"]
            ),
            inner,
            max_size=3,
        )
    ),
    max_leaves=4,
)
LINES = [*(pair[0] for pair in PAIRS.values()), *STAYS.values()]


@given(st.sampled_from(LINES), st.data())
def test_no_value_anywhere_breaks_a_repair(line: str, data: st.DataObject) -> None:
    value = json.loads(line)
    for _ in range(data.draw(st.integers(1, 3))):
        around, step = data.draw(st.sampled_from(list(_members(value))))
        around[step] = data.draw(JUNK)
    raw = json.dumps(value).encode()
    for kind in ("sft", "rft"):
        found = _found(raw, kind)
        result = LineRepair(plan(kind), unsafe=True).repair(raw)
        assert len(_found(result.raw or b"", kind)) <= len(found)


def _found(raw: bytes, kind: str) -> list[Hit]:
    part = Scanner(plan(kind)).scan([Line(0, 0, raw, b"")], 0)
    assert part.crashes == []
    return list(part.hits)


def _members(value: Any) -> Sequence[tuple[Any, Any]]:
    steps: list[Any] = list(value) if isinstance(value, dict) else []
    steps = list(range(len(value))) if isinstance(value, list) else steps
    return [pair for step in steps for pair in ((value, step), *_members(value[step]))]
