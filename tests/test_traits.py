"""Checks that are left out on an example would not have found anything; quick looks at texts neither."""

from hypothesis import given, settings
from hypothesis import strategies as st

from ftlint.checks.catalogue import EXAMPLE_CHECKS
from ftlint.detectors.invisible import invisible_in, may_hold_invisible
from ftlint.detectors.mojibake import may_hold_mojibake, mojibake_in
from ftlint.linting import choose_job
from ftlint.view.example import Example, read_example
from ftlint.view.pairing import pair
from ftlint.view.toolbox import read_toolbox
from ftlint.view.traits import traits_of

JOB = choose_job().uncounted
CONDITIONAL = [check for check in EXAMPLE_CHECKS if check.needs not in (None, "calls", "trained")]
"""Those for calls and loss-bearing turns may well rely on there being some."""


def example_of(value: dict[str, object]) -> Example:
    example = read_example(value, read_toolbox(value.get("tools"), value.get("functions")), JOB)
    pair(example)
    return example


contents = st.none() | st.text(max_size=3) | st.just([{"type": "text", "text": "a"}]) | st.integers()
arguments: st.SearchStrategy[object] = st.sampled_from([
    "{}", '{"n": 1}', '{"n": 1, "n": 2}', '{"n": 1e999}', '{"n": "1"}', '{"n": 1', '"{}"', "[]", "", {}, None,
])  # fmt: skip
calls = st.lists(
    st.fixed_dictionaries(
        {"id": st.sampled_from(["a", "b", "c", ""])},
        optional={
            "function": st.fixed_dictionaries(
                {"name": st.sampled_from(["f", "f", "g", "functions.f", "multi_tool_use.parallel", "h", 1])},
                optional={"arguments": arguments},
            )
        },
    ),
    max_size=3,
)
TOOLS = [
    {
        "type": "function",
        "function": {"name": "f", "parameters": {"type": "object", "properties": {"n": {"type": "integer"}}}},
    },
    {"type": "function", "function": {"name": "g"}},
    {"type": "function", "function": {"name": "multi_tool_use.parallel"}},
]
messages = st.fixed_dictionaries(
    {"role": st.sampled_from(["system", "user", "assistant", "tool", "function", "Function", "human", 1])},
    optional={
        "content": contents,
        "name": st.text(max_size=2) | st.none(),
        "weight": st.integers(0, 1),
        "tool_calls": calls,
        "function_call": st.just({"name": "f"}) | st.none(),
        "tool_call_id": st.sampled_from(["a", "b", "c", 1]),
        "calls": st.just([1]),
    },
)
lines = st.fixed_dictionaries(
    {"messages": st.lists(messages, max_size=5)},
    optional={
        "functions": st.just([{"name": "f"}]) | st.just([]),
        "tools": st.just(TOOLS) | st.just([]),
        "legacy": st.none(),
    },
)


@given(lines)
@settings(max_examples=400)
def test_a_check_that_is_left_out_finds_nothing(value: dict[str, object]) -> None:
    example = example_of(value)
    traits = traits_of(example)
    for check in CONDITIONAL:
        if not check.concerns(traits):
            assert list(check.run(example)) == [], check.code


characters = st.text(alphabet='aA \n"\u200b\u200d\ufe0f\ufeffÃ©Â\xa0»äâ€œ”ŒßЖЂÐµ\ud83d😀', max_size=12)


@given(st.lists(characters, max_size=3))
def test_runs_of_foreign_characters_tell_what_may_be_in_the_texts(listed: list[str]) -> None:
    texts = example_of({"messages": [{"role": "user", "content": text} for text in listed]}).texts
    assert texts.encoded.decode("utf-8", "surrogatepass") == texts.joined
    assert {*texts.foreign} - {" "} == {char for char in texts.joined if not char.isascii()}
    assert may_hold_invisible(texts.foreign) == may_hold_invisible(texts.joined)
    for text in listed:
        assert may_hold_mojibake(texts.foreign) or mojibake_in(text) is None
        assert may_hold_invisible(texts.foreign) or not invisible_in(text)
