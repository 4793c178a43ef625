"""Repairs of turns (FT2) that cards do not show, as lines before and after."""

from __future__ import annotations

import pytest

from .repairs import after

ASK = '{"role": "user", "content": "Rain?"}'
SAY = '{"role": "assistant", "content": "Yes."}'
TOOLS = '"tools": [{"type": "function", "function": {"name": "look"}}]'
CALL = '"tool_calls": [{"id": "a", "type": "function", "function": {"name": "look", "arguments": "{}"}}]'
RESULT = '{"role": "tool", "tool_call_id": "a", "content": "Sun"}'


def chat(*messages: str, rest: str = "") -> str:
    return f'{{"messages": [{", ".join(messages)}]{rest and ", "}{rest}}}'


def says(content: str, more: str = "") -> str:
    return f'{{"role": "assistant", "content": "{content}"{more and ", "}{more}}}'


def parts(*texts: str) -> str:
    listed = ", ".join(f'{{"type": "text", "text": "{text}"}}' for text in texts)
    return f'{{"role": "assistant", "content": [{listed}]}}'


PAIRS = {
    "several messages at the end": (chat(ASK, SAY, ASK, ASK), chat(ASK, SAY)),
    "a result and thanks at the end": (
        chat(ASK, says("See", CALL), RESULT, ASK, rest=TOOLS),
        chat(ASK, says("See", CALL), rest=TOOLS),
    ),
    "a compact line": (
        '{"messages":[{"role":"user","content":"a"},{"role":"assistant","content":"b"},{"role":"user","content":"c"}]}',
        '{"messages":[{"role":"user","content":"a"},{"role":"assistant","content":"b"}]}',
    ),
    "texts and calls, three in a row": (
        chat(ASK, says("\\u00c9h"), says("2 "), says("", CALL), rest=TOOLS),
        chat(ASK, says("\\u00c9h\\n2", CALL), rest=TOOLS),
    ),
    "a row in the middle, with weights that say the same": (
        chat(ASK, says("1", '"weight": 1'), says("2"), ASK, SAY),
        chat(ASK, says("1\\n2", '"weight": 1'), ASK, SAY),
    ),
    "a row that ends on calls, and goes on": (
        chat(ASK, says("1", '"refusal": null'), f'{{"role": "assistant", {CALL}}}', RESULT, SAY, rest=TOOLS),
        chat(ASK, says("1", f'"refusal": null, {CALL}'), RESULT, SAY, rest=TOOLS),
    ),
    "two rows": (
        chat(ASK, says("1"), says("2"), ASK, says("3"), says("4")),
        chat(ASK, says("1\\n2"), ASK, says("3\\n4")),
    ),
    "both edges, escapes and all": (
        chat(ASK, says("\\n\\u00a0\\tYes \\u00e9\\u0020\\r\\n")),
        chat(ASK, says("Yes \\u00e9")),
    ),
    "edges of the first and the last part": (
        chat(ASK, parts(" a ", " b ")),
        chat(ASK, parts("a ", " b")),
    ),
    "all at once": (
        chat(ASK, says(" 1"), says("2\\n"), ASK),
        chat(ASK, says("1\\n2")),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("before", "expected"), PAIRS.values(), ids=PAIRS)
def test_repair(before: str, expected: str) -> None:
    assert after(before) == expected
    assert after(expected) == expected


STAYS = {
    "nothing to learn would be left": chat(ASK, says("1", '"weight": 0'), ASK),
    "no user would be left": chat(SAY, ASK),
    "calls in a role that has none, at the end": chat(ASK, SAY, says("a", CALL).replace("assistant", "user")),
    "one is learned, the other masked": chat(ASK, says("1", '"weight": 0'), says("2")),
    "names": chat(ASK, says("1", '"name": "a"'), says("2", '"name": "b"')),
    "parts": chat(ASK, parts("a"), SAY),
    "a refusal": chat(ASK, SAY, '{"role": "assistant", "refusal": "No."}'),
    "a blank part": chat(ASK, parts(" ", "b")),
}  # fmt: skip


@pytest.mark.parametrize("line", STAYS.values(), ids=STAYS)
def test_no_plain_repair(line: str) -> None:
    assert after(line) == line


def test_rows_in_the_input_of_a_preference() -> None:
    tail = f'"preferred_output": [{SAY}], "non_preferred_output": [{says("No.")}]'
    row, merged = chat(ASK, says("1"), says("2"), ASK), chat(ASK, says("1\\n2"), ASK)
    assert after(f'{{"input": {row}, {tail}}}', "dpo") == f'{{"input": {merged}, {tail}}}'
    alone = f'{{"input": {chat(ASK, says("1"))}, {tail}}}'
    assert after(alone, "dpo") == alone


def test_rows_of_reinforcement() -> None:
    before = chat(ASK, says("1"), says("2"), ASK, rest='"answer": "a"')
    assert after(before, "rft") == chat(ASK, says("1\\n2"), ASK, rest='"answer": "a"')


def test_a_call_in_the_place_of_null() -> None:
    call = '"function_call": {"name": "look", "arguments": "{}"}'
    functions = '"functions": [{"name": "look"}]'
    before = chat(ASK, says("1", '"function_call": null'), f'{{"role": "assistant", {call}}}', rest=functions)
    assert after(before, only=("FT206",)) == chat(ASK, says("1", call), rest=functions)
