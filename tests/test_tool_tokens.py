"""Tools are counted one by one: the sum is the count of the whole list."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ftlint.tokens import Counter, render_tools, tools_tokens
from ftlint.tokens import tools as counting
from ftlint.tokens.tools import list_tokens
from ftlint.view.definition import DEFINITIONS, LARGEST, Definition, definition_of
from ftlint.view.toolbox import read_toolbox

COUNTERS = [Counter("o200k_base"), Counter("cl100k_base")]

texts = st.text(max_size=12) | st.sampled_from(
    ["any", ") => any", ";\n\n", "//", "\n/", " {\n\n", "'s", "\ud83d", "/*", " \n \n"]
)
schemas = st.recursive(
    st.fixed_dictionaries({"type": st.sampled_from(["string", "object", "array"])}, optional={
        "description": texts, "enum": st.lists(texts, max_size=2),
    }),
    lambda inner: st.fixed_dictionaries({
        "type": st.just("object"), "properties": st.dictionaries(texts, inner, max_size=2),
    }),
    max_leaves=4,
)  # fmt: skip
functions = st.fixed_dictionaries({}, optional={
    "name": texts | st.none(), "description": texts | st.integers(), "parameters": schemas | st.none(),
})  # fmt: skip


@pytest.mark.parametrize("counter", COUNTERS, ids=lambda counter: counter.encoding_name)
@given(listed=st.lists(functions, max_size=4))
def test_the_sum_over_the_tools_is_the_count_of_the_list(
    counter: Counter, listed: list[dict[str, object]]
) -> None:
    whole = tools_tokens(listed, counter)
    definitions = [definition_of(function) for function in listed]
    assert list_tokens(definitions, counter) == whole
    assert list_tokens(definitions[::-1], counter) == tools_tokens(listed[::-1], counter)


def test_very_long_lists_are_counted_as_one_text(monkeypatch: pytest.MonkeyPatch) -> None:
    listed: list[dict[str, object]] = [{"name": "f", "description": "word " * 50}] * 3
    monkeypatch.setattr(counting, "LONGEST", 400)
    definitions = [Definition(function) for function in listed]
    assert list_tokens(definitions, COUNTERS[0]) == tools_tokens(listed, COUNTERS[0])
    assert not definitions[0].tokens


def test_tools_in_another_order_share_what_is_known_of_them() -> None:
    tools = [{"type": "function", "function": {"name": name}} for name in ("a", "b")]
    one, other = read_toolbox(tools, None), read_toolbox(tools[::-1], None)
    assert one.tools[0].definition is other.tools[1].definition
    assert one.tools[0].checker is other.tools[1].checker
    assert one.digest != other.digest
    assert one.digest == read_toolbox(list(tools), None).digest


def test_definitions_are_told_apart_by_the_types_of_their_values() -> None:
    kinds = [definition_of({"name": "f", "strict": value}) for value in (1, True, 1.0, "1")]
    assert len(set(map(id, kinds))) == 4


def test_what_is_kept_is_bounded() -> None:
    first = definition_of({"name": "first"})
    assert definition_of({"name": "first"}) is first
    large: dict[str, object] = {"name": "x" * LARGEST}
    assert definition_of(large) is not definition_of(large)
    for number in range(DEFINITIONS):
        definition_of({"name": f"other_{number}"})
    assert definition_of({"name": "first"}) is not first


def test_an_empty_list_is_rendered_as_before() -> None:
    assert render_tools([]) == "namespace functions {\n\n} // namespace functions"
