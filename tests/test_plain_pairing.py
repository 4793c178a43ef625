"""The quick pairing of calls and results fills in what the thorough one does, or nothing."""

from hypothesis import given, settings
from hypothesis import strategies as st

from ftlint.linting import choose_job
from ftlint.view.example import Example, read_example
from ftlint.view.pairing import pair, pair_thoroughly
from ftlint.view.plain_pairing import pair_plainly
from ftlint.view.toolbox import read_toolbox

JOB = choose_job().uncounted
IDS = st.sampled_from(["a", "b", "c", "d", "", 1, None])


def call(name: object) -> dict[str, object]:
    return {"id": name, "type": "function", "function": {"name": "f", "arguments": "{}"}}


results = st.builds(lambda name: {"role": "tool", "tool_call_id": name, "content": "x"}, IDS)
messages = st.one_of(
    st.lists(IDS, max_size=3).map(lambda ids: {"role": "assistant", "tool_calls": list(map(call, ids))}),
    results,
    results,
    st.sampled_from([
        {"role": "user", "content": "x"},
        {"role": "system", "content": "x"},
        {"role": "user", "content": "x", "tool_call_id": "a"},
        {"role": "assistant", "content": "x", "function_call": {"name": "f", "arguments": "{}"}},
        {"role": "function", "name": "f", "content": "x"},
        {"role": "nobody", "content": "x"},
    ]),
)  # fmt: skip


def read(listed: list[dict[str, object]]) -> Example:
    return read_example({"messages": listed}, read_toolbox(None, None), JOB)


def knowledge(example: Example) -> object:
    """Everything that calls and answers know of each other, by the messages they are in."""
    calls = [
        (
            [answer.message.index for answer in one.answers],
            one.closed_by and one.closed_by.index,
            one.unanswered,
        )
        for one in example.calls
    ]
    answers = [
        (
            one.call and one.call.path,
            one.turn and one.turn.index,
            one.meant and one.meant.path,
            [open_call.path for open_call in one.open_calls],
            (one.late, one.repeats, one.early, one.excused),
        )
        for one in example.answers
    ]
    return calls, answers


@given(st.lists(messages, max_size=7))
@settings(max_examples=600)
def test_it_is_the_thorough_one_or_nothing(listed: list[dict[str, object]]) -> None:
    quick, thorough, untouched = read(listed), read(listed), read(listed)
    done = pair_plainly(quick)
    if done:
        pair_thoroughly(thorough)
    assert knowledge(quick) == knowledge(thorough if done else untouched)


def test_what_is_in_order_is_paired_by_it() -> None:
    turns: list[dict[str, object]] = [
        {"role": "user", "content": "x"},
        {"role": "assistant", "tool_calls": [call("a"), call("b")]},
        {"role": "tool", "tool_call_id": "b", "content": "x"},
        {"role": "tool", "tool_call_id": "a", "content": "x"},
        {"role": "assistant", "tool_calls": [call("c")]},
    ]
    example = read(turns)
    pair(example)
    assert not example.tangled
    assert [one.closed_by is not None for one in example.calls] == [True, True, False]
    tangled = read([*turns, {"role": "tool", "tool_call_id": "a", "content": "x"}])
    pair(tangled)
    assert tangled.tangled
