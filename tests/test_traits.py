"""Checks that are left out on an example would not have found anything; quick looks at texts neither."""

from hypothesis import given
from hypothesis import strategies as st

from ftlint.checks.catalogue import EXAMPLE_CHECKS
from ftlint.detectors.invisible import invisible_in, may_hold_invisible
from ftlint.detectors.mojibake import may_hold_mojibake, mojibake_in
from ftlint.linting import choose_job
from ftlint.view.example import Example, read_example, traits_of
from ftlint.view.pairing import pair
from ftlint.view.texts import texts_of
from ftlint.view.toolbox import read_toolbox

JOB = choose_job().uncounted
CONDITIONAL = [check for check in EXAMPLE_CHECKS if check.needs not in (None, "calls", "trained")]
"""Those for calls and loss-bearing turns may well rely on there being some."""


def example_of(value: dict[str, object]) -> Example:
    example = read_example(value, read_toolbox(value.get("tools"), value.get("functions")), JOB)
    pair(example)
    return example


contents = st.none() | st.text(max_size=3) | st.just([{"type": "text", "text": "a"}]) | st.integers()
calls = st.lists(
    st.fixed_dictionaries({"id": st.sampled_from(["a", "b"]), "function": st.just({"name": "f"})}), max_size=2
)
messages = st.fixed_dictionaries(
    {"role": st.sampled_from(["system", "user", "assistant", "tool", "function", "Function", "human", 1])},
    optional={
        "content": contents,
        "name": st.text(max_size=2) | st.none(),
        "weight": st.integers(0, 1),
        "tool_calls": calls,
        "function_call": st.just({"name": "f"}) | st.none(),
        "tool_call_id": st.just("a"),
        "calls": st.just([1]),
    },
)
lines = st.fixed_dictionaries(
    {"messages": st.lists(messages, max_size=5)},
    optional={"functions": st.just([{"name": "f"}]) | st.just([]), "tools": st.just([]), "legacy": st.none()},
)


@given(lines)
def test_a_check_that_is_left_out_finds_nothing(value: dict[str, object]) -> None:
    example = example_of(value)
    traits = traits_of(example)
    for check in CONDITIONAL:
        if check.needs not in traits:
            assert list(check.run(example)) == [], check.code


characters = st.text(alphabet='aA \n"\u200b\u200d\ufe0f\ufeffÃ©Â\xa0»äâ€œ”ŒßЖЂÐµ\ud83d😀', max_size=12)


@given(st.lists(characters, max_size=3))
def test_runs_of_foreign_characters_tell_what_may_be_in_the_texts(listed: list[str]) -> None:
    texts = texts_of(example_of({"messages": [{"role": "user", "content": text} for text in listed]}))
    assert texts.encoded.decode("utf-8", "surrogatepass") == texts.joined
    assert {*texts.foreign} - {" "} == {char for char in texts.joined if not char.isascii()}
    assert may_hold_invisible(texts.foreign) == may_hold_invisible(texts.joined)
    for text in listed:
        assert may_hold_mojibake(texts.foreign) or mojibake_in(text) is None
        assert may_hold_invisible(texts.foreign) or not invisible_in(text)
