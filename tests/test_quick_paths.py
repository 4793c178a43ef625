"""Where there is a quick way and a thorough one, both give the same."""

from __future__ import annotations

import gc
import json
from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from ftlint.checks.catalogue import EXAMPLE_CHECKS
from ftlint.collecting import OBJECTS, rare_collections
from ftlint.linting import choose_job
from ftlint.text.jsontext import BrokenTextError, container_end, value_end
from ftlint.text.words import quote
from ftlint.tokens.counter import Counter
from ftlint.view.definition import definition_of
from ftlint.view.example import read_example
from ftlint.view.json_text import read_list
from ftlint.view.pairing import pair
from ftlint.view.toolbox import read_toolbox
from ftlint.view.traits import traits_of

scalars = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5)
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=8,
)


def ends(text: str, start: int) -> list[int | None]:
    """Give where a container ends by both ways; None where it does not."""
    found: list[int | None] = []
    for end, column in ((value_end, start), (container_end, start + 1)):
        try:
            found.append(end(text, column))
        except BrokenTextError:
            found.append(None)
    return found


@given(st.lists(values, max_size=3) | st.dictionaries(st.text(max_size=3), values), st.text(max_size=5))
def test_a_container_ends_where_its_bracket_is_closed(value: object, more: str) -> None:
    text = json.dumps(value)
    assert ends(f" {text}{more}", 1) == [len(text) + 1] * 2


@given(st.text(alphabet='{}[]:," \\\n0e-1.u\x00Natrue', max_size=20))
def test_a_container_that_is_no_json_ends_there_too(text: str) -> None:
    by_parser, by_brackets = ends(f"[{text}", 0)
    assert by_parser == by_brackets


def test_a_container_of_great_depth_and_one_with_a_great_number_end() -> None:
    for text in ("[" * 100_000 + "]" * 100_000, f"[{'9' * 10_000}]"):
        assert ends(text, 0) == [len(text)] * 2


@given(st.text(alphabet=st.characters(max_codepoint=127)))
def test_ascii_is_quoted_as_json_is_written(text: str) -> None:
    assert quote(text, 1000) == json.dumps(text).replace("\x7f", r"\u007f")


messages = st.fixed_dictionaries(
    {
        "role": st.sampled_from(["system", "user", "assistant", "tool", "developer"]),
        "content": st.text(max_size=3) | st.just("and so on " * 6),
    },
    optional={"weight": st.integers(0, 1)},
)


@given(st.lists(messages, max_size=6), st.integers(1, 80), st.integers(1, 80))
def test_checks_of_long_examples_find_nothing_in_others(
    listed: list[dict[str, object]], window: int, context: int
) -> None:
    job = choose_job()
    limit = job.model.training_window
    assert limit is not None
    model = replace(
        job.model,
        training_window=replace(limit, value=window),
        fine_tuned_context=replace(limit, value=context),
    )
    value: dict[str, object] = {"messages": listed}
    example = read_example(value, read_toolbox(None, None), replace(job, model=model))
    pair(example)
    traits = traits_of(example)
    spared = {name for name in ("long", "disorder") if not getattr(traits, name)}
    checks = [check for check in EXAMPLE_CHECKS if check.needs in spared]
    assert {check.code: list(check.run(example)) for check in checks} == {check.code: [] for check in checks}
    assert traits.long == (example.tokens.total > min(0.9 * window, context))


parameters: st.SearchStrategy[Any] = values | st.just({}) | st.just('{"type": "object"}')
functions = st.dictionaries(st.sampled_from(["name", "parameters"]), parameters)
tools = st.dictionaries(st.sampled_from(["function", "parameters", "type"]), functions | parameters)


@given(st.lists(tools | parameters, max_size=3))
def test_tools_without_json_text_are_read_as_they_are(listed: list[Any]) -> None:
    texts: dict[Any, None] = {}
    read = read_list(listed, ("tools",), texts)
    # A tool that is JSON text as a whole leaves the quick way, and comes to the same.
    again: dict[Any, None] = {}
    thorough = read_list(
        [json.dumps(tool) if isinstance(tool, dict) else tool for tool in listed], ("tools",), again
    )
    assert json.dumps(read) == json.dumps(thorough)
    assert {path for path in again if len(path) > 2} == {path for path in texts if len(path) > 2}


def test_problems_of_a_toolbox_are_those_of_its_tools() -> None:
    broken: dict[str, object] = {
        "name": "a",
        "parameters": {"type": "object", "required": ["b"], "properties": {"c": {"type": 1}}},
    }
    box = read_toolbox(
        [{"type": "function", "function": broken}, {"type": "function", "function": {}}], [broken]
    )
    assert [problem for _, problem in box.problems] == definition_of(broken).problems * 2
    assert [tool for tool, _ in box.problems][-1] is box.tools[-1]


@given(st.lists(st.text()))
def test_much_text_is_counted_as_a_little_is(listed: list[str]) -> None:
    little, much = Counter("o200k_base"), Counter("o200k_base")
    much.expect_much()
    assert [much.count(text) for text in listed] == [little.count(text) for text in listed]


def test_collections_are_as_often_as_before_in_the_end() -> None:
    before = gc.get_threshold()
    with rare_collections():
        assert gc.get_threshold() == (OBJECTS, *before[1:])
    assert gc.get_threshold() == before
