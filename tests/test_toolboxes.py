"""What is remembered of tool lists never changes what is said of them."""

from functools import partial

from hypothesis import example, given
from hypothesis import strategies as st

from ftlint.engine import Scanner
from ftlint.folds import At
from ftlint.linting import choose_job, choose_levels
from ftlint.parts import Part, Plan
from ftlint.reading.repeated_tail import RepeatedTails
from ftlint.toolboxes import Toolboxes

JOB = choose_job()
SCANNER = Scanner(Plan(JOB, choose_levels(JOB)))
CHECK = partial(SCANNER._check_tools, At(0, 0, 0), Part())

schemas = st.sampled_from([
    {"type": "object", "properties": {"n": {"type": "integer"}}},
    {"type": "object", "properties": {"n": {"type": "whole"}}},
    {"type": "object", "properties": {}, "required": ["n"]},
    {"type": "array"},
    "{}",
])  # fmt: skip
functions = st.fixed_dictionaries(
    {"name": st.sampled_from(["look", "find", "no good"])}, optional={"parameters": schemas}
)
tools = functions.map(lambda function: {"type": "function", "function": function})
lists = st.lists(tools | st.just({"function": {"name": "look"}}), max_size=3)


LOOK = {"type": "function", "function": {"name": "look"}}
FIND = {"type": "function", "function": {"name": "find"}}


@example([[LOOK], [LOOK, LOOK]])
@example([[LOOK, FIND], [FIND, LOOK], [LOOK]])
@given(lists.flatmap(lambda some: st.lists(st.permutations(some) | lists, min_size=2, max_size=5)))
def test_a_list_is_judged_alike_whatever_came_before(seen: list[list[object]]) -> None:
    experienced = Toolboxes(RepeatedTails())
    for listed in seen:
        box, reports = experienced.of({"tools": listed}, CHECK)
        fresh, expected = Toolboxes(RepeatedTails()).of({"tools": listed}, CHECK)
        assert reports == expected
        assert [(tool.path, tool.name, tool.ambiguous) for tool in box.tools] == [
            (tool.path, tool.name, tool.ambiguous) for tool in fresh.tools
        ]
        assert box.digest == fresh.digest
