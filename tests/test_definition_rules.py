"""Rules about tool definitions: one mistake gives one finding, and calls do not pay for it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ftlint.engine import Scanner
from ftlint.findings import Place
from ftlint.linting import choose_job, choose_levels, levels_for
from ftlint.parts import Plan, finish, merge
from ftlint.reading.reader import Line
from ftlint.text.locate import locate
from ftlint.view.tool_names import is_tool_name, repaired

if TYPE_CHECKING:
    from ftlint.findings import Finding

JOB = choose_job()
SCANNER = Scanner(Plan(JOB, levels_for("sft", choose_levels(JOB, ignore=["FT701"]))))

SCHEMA = {"type": "object", "properties": {"city": {"type": "string"}}}
FUNCTION = {"name": "look", "parameters": SCHEMA}
TOOL = {"type": "function", "function": FUNCTION}


def tool(parameters: object = SCHEMA, **function: object) -> dict[str, Any]:
    return {"type": "function", "function": {"name": "look", "parameters": parameters, **function}}


def line_of(
    tools: object, *, key: str = "tools", name: str = "look", arguments: str = '{"city": "Oslo"}'
) -> str:
    call = {"id": "a", "type": "function", "function": {"name": name, "arguments": arguments}}
    messages = [{"role": "user", "content": "Look it up."}, {"role": "assistant", "tool_calls": [call]}]
    return json.dumps({"messages": messages, key: tools}, ensure_ascii=False)


def findings(line: str) -> list[Finding]:
    part = merge([SCANNER.scan([Line(0, 0, line.encode("utf-8", "surrogatepass"), b"\n")], 0)])
    assert part.crashes == []
    return list(finish(part, SCANNER.plan))


def codes(line: str) -> list[str]:
    return sorted(finding.code for finding in findings(line))


def only(line: str) -> Finding:
    found = findings(line)
    assert len(found) == 1, found
    return found[0]


def shown(line: str, finding: Finding) -> str:
    start, end = locate(line, finding.place)
    return line[start:end]


@pytest.mark.parametrize(
    ("tools", "code"),
    [
        (TOOL, "FT401"),
        (7, "FT401"),
        ("", "FT401"),
        ("look", "FT401"),
        (json.dumps(TOOL), "FT401"),
        ({}, "FT401"),
        ([None], "FT401"),
        ([[TOOL]], "FT401"),
        (["look"], "FT401"),
        ([TOOL, "look up"], "FT401"),
        ([{"type": "function", **FUNCTION}], "FT401"),
        ([{"type": "function", **FUNCTION, "description": "Look it up.", "strict": False}], "FT401"),
        ([FUNCTION], "FT401"),
        ([{"name": "look", "description": "Look it up.", "input_schema": SCHEMA}], "FT401"),
        ([{"type": "web_search"}], "FT401"),
        ([{"type": "custom", "custom": {"name": "look"}}], "FT401"),
        ([{"type": "function"}], "FT401"),
        ([{}], "FT401"),
        ([{"type": "function", "function": None}], "FT401"),
        ([{"type": "function", "function": "look"}], "FT401"),
        ([{"type": "function", "function": [FUNCTION]}], "FT401"),
        ([{"type": "function", "function": {"function": FUNCTION}}], "FT401"),
        ([{"type": "function", "function": {"look": {"parameters": SCHEMA}}}], "FT401"),
        ([{"type": "function", "function": {"function_name": "look"}}], "FT401"),
        ([tool(name=None)], "FT401"),
        ([tool(name=["look"])], "FT401"),
        ([tool(description=["Look it up."])], "FT401"),
        ([tool(strict="true")], "FT401"),
        ([{**TOOL, "type": "Function"}], "FT401"),
        ([{**TOOL, "type": None}], "FT401"),
        ([{"function": FUNCTION}], "FT402"),
        ([{"typ": "function", "function": FUNCTION}], "FT104"),
        ([{"type": "function", "function": {"name": "look", "paramters": SCHEMA}}], "FT104"),
        ([{"type": "function", "function": {"name": "look", "input_schema": SCHEMA}}], "FT104"),
        ([{**TOOL, "strict": True}], "FT104"),
        (json.dumps([TOOL]), "FT415"),
        ([json.dumps(TOOL)], "FT415"),
        ([{"type": "function", "function": json.dumps(FUNCTION)}], "FT415"),
        ([tool(json.dumps(SCHEMA))], "FT415"),
        ([tool("[]")], "FT407"),
        ([tool([])], "FT407"),
        ([tool(True)], "FT407"),
        ([tool(False)], "FT407"),
        ([tool({"type": "array", "items": {}})], "FT407"),
        ([tool({"type": "str"})], "FT406"),
        ([tool({"type": "object", "properties": []})], "FT406"),
        ([tool({"type": "object", "properties": {"city": {"type": "int"}}})], "FT406"),
        ([tool({"type": "object", "properties": {"city": {"enum": []}}})], "FT406"),
        ([tool({"type": "object", "properties": {"city": {"enum": "Rome"}}})], "FT406"),
        ([tool({"type": "object", "properties": {"city": {"maxLength": "3"}}})], "FT406"),
        ([tool({"type": "object", "properties": {"city": {"pattern": "("}}})], "FT406"),
        ([tool(SCHEMA | {"required": "days"})], "FT406"),
        ([tool({"type": "object", "properties": {"city": {"$ref": "#/$defs/City"}}})], "FT408"),
        ([tool({"type": "object", "properties": {"city": {"$ref": "city.json"}}})], "FT408"),
        ([tool(SCHEMA | {"required": ["days"]})], "FT410"),
        ([tool(SCHEMA | {"required": ["days", "unit"], "additionalProperties": False})], "FT410"),
        ([tool(strict=True)], "FT412"),
        ([TOOL, TOOL], "FT404"),
        ([tool({"type": "object", "properties": {"id": {}}, "required": ["id"]}), TOOL], "FT404"),
    ],
)
def test_one_mistake_of_a_definition_is_one_finding(tools: object, code: str) -> None:
    assert codes(line_of(tools)) == [code]


@pytest.mark.parametrize("functions", [[], None, {}, 7, "look"])
def test_functions_of_a_wrong_shape(functions: object) -> None:
    line = '{"messages": [{"role": "user", "content": "Hi"}, {"role": "assistant", "content": "Hi"}]'
    assert [code for code in codes(f'{line}, "functions": {json.dumps(functions)}}}') if code != "FT121"] == [
        "FT401"
    ]


GOOD: list[object] = [
    [TOOL],
    [tool({})],
    [tool(None)],
    [tool(description=None, strict=None)],
    [{"type": "function", "function": {"name": "look"}}],
    [tool(SCHEMA | {"$schema": "http://json-schema.org/draft-07/schema#", "x-mine": {"type": "str"}})],
    [tool(description='{"type": "function"}')],
    [TOOL, tool(name="Look"), tool(name="x" * 64), tool(name="-")],
]


@pytest.mark.parametrize("tools", GOOD)
def test_good_definitions(tools: object) -> None:
    assert codes(line_of(tools)) == []


def test_an_empty_list_of_tools_is_legal() -> None:
    assert codes(line_of([])) == ["FT309"]


def test_what_is_known_is_still_asked_of_calls() -> None:
    properties = {"a": {"type": "str"}, "b": {"type": "integer"}}
    parameters = {"type": "object", "properties": properties, "required": ["b", "c"]}
    line = line_of([tool(parameters)], arguments='{"a": 1}')
    assert codes(line) == ["FT307", "FT406", "FT410"]
    assert codes(line_of([{"type": "function", **FUNCTION}], arguments='{"city": 1}')) == ["FT307", "FT401"]
    assert codes(line_of(json.dumps([TOOL]), arguments='{"city": 1}')) == ["FT307", "FT415"]
    assert codes(line_of(json.dumps([TOOL]), name="lok")) == ["FT306", "FT415"]


@pytest.mark.parametrize(
    ("declared", "called"), [("look up", "look_up"), ("look.up", "look_up"), ("functions.look", "look")]
)
def test_a_call_by_the_repaired_name_is_a_call_of_the_tool(declared: str, called: str) -> None:
    tools = [tool(name=declared)]
    assert codes(line_of(tools, name=called)) == codes(line_of(tools, name=declared)) == ["FT403"]
    assert codes(line_of(tools, name=called, arguments='{"city": 1}')) == ["FT307", "FT403"]
    assert codes(line_of(tools, name="search")) == ["FT306", "FT403"]


@pytest.mark.parametrize(
    ("name", "better"),
    [
        ("get weather", "get_weather"),
        (" get.weather\n", "get_weather"),
        ("functions.get_weather", "get_weather"),
        ("météo", "meteo"),
        ("a/b//c", "a_b_c"),
        ("x" * 65, "x" * 64),
        ("天气", None),
        ("", None),
        (" ", None),
        (".", None),
    ],
)
def test_repaired_names(name: str, better: str | None) -> None:
    assert not is_tool_name(name)
    assert repaired(name) == better


def test_a_repaired_name_that_is_taken_is_not_suggested() -> None:
    found = only(line_of([TOOL, tool(name="look ")]))
    assert found.help == "write 1 to 64 characters of a-z, A-Z, 0-9, _ and -"


def test_a_duplicate_names_the_first() -> None:
    line = line_of([TOOL, tool(name="other"), tool({})])
    found = only(line)
    assert found.message == 'the tool "look" is declared twice'
    assert found.labels[0].place == Place(("tools", 0, "function", "name"))


def test_places_inside_json_text() -> None:
    broken = tool({"type": "object", "properties": {"city": {"type": "str"}}}, name="look up")
    line = line_of(json.dumps([broken, FUNCTION]))
    found = {finding.code: finding for finding in findings(line)}
    assert sorted(found) == ["FT401", "FT403", "FT406", "FT415"]
    assert found["FT406"].place.path == ("tools",)
    assert shown(line, found["FT406"]) == r"\"str\""
    assert shown(line, found["FT403"]) == r"\"look up\""
    assert shown(line, found["FT401"]).startswith(r"{\"name\": \"look\"")
    assert shown(line, found["FT415"]) == json.dumps(json.dumps([broken, FUNCTION]))


def test_text_in_text_is_said_of_both_and_placed_at_the_inner() -> None:
    inner = json.dumps({"type": "object", "properties": {"city": {"type": "str"}}})
    line = line_of(json.dumps([tool(inner)]))
    places = [(finding.code, finding.place) for finding in findings(line)]
    inside = Place(("tools",), inner=(0, "function", "parameters"))
    assert sorted(places, key=str) == sorted(
        [("FT415", Place(("tools",))), ("FT415", inside), ("FT406", inside)], key=str
    )


def test_missing_properties_are_named_together() -> None:
    found = only(line_of([tool(SCHEMA | {"required": ["a", "b", "c"]})]))
    assert found.message == '"a", "b" and "c" are required, but "properties" does not have them'
    assert [label.place.path[-1] for label in found.labels] == [1, 2]
    many = only(line_of([tool(SCHEMA | {"required": [f"p{n}" for n in range(9)]})]))
    assert many.message.startswith('"p0", "p1", "p2", "p3" and 5 more are required')


def test_noise_is_counted_over_the_whole_list() -> None:
    noisy = {"type": "object", "title": "Look", "properties": {"city": {"title": "City", "default": None}}}
    found = only(line_of([tool(noisy, name=f"look{n}") for n in range(3)] + [TOOL]))
    assert found.message == 'generated noise: 6 "title"s, 3 "default": null in 3 tool definitions'
    assert found.place == Place(("tools", 0, "function", "parameters", "title"), on="key")


def test_strict_is_said_once_for_a_tool() -> None:
    inner = {"type": "object", "properties": {"city": {"type": "string"}}}
    found = only(line_of([tool({"type": "object", "properties": {"city": {}, "at": inner}}, strict=True)]))
    assert found.message.endswith("; likewise in 1 more object")
    assert [label.place.path[-1] for label in found.labels] == ["at"]


@pytest.mark.parametrize("key", ["tools", "functions"])
def test_the_limit_of_tools(key: str) -> None:
    some = [{**FUNCTION, "name": f"t{n}"} for n in range(129)]
    listed: list[Any] = (
        some if key == "functions" else [{"type": "function", "function": one} for one in some]
    )
    over, fits = (findings(line_of(tools, key=key, name="t0")) for tools in (listed, listed[:128]))
    assert [(f.place, f.message) for f in over if f.code == "FT405"] == [
        (Place((key,), on="key"), "129 tools; openai takes 128 at most")
    ]
    assert not [f for f in fits if f.code == "FT405"]


KEYS = ["type", "function", "name", "parameters", "description", "strict", "properties", "required", "title"]
KEYS += ["$ref", "items", "anyOf", "enum", "default"]
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-3, 3)
    | st.sampled_from(["", "{}", "[]", "look", "object", "\ud800"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(KEYS),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@settings(max_examples=400)
@given(value=JSON, key=st.sampled_from(["tools", "functions"]), layers=st.integers(0, 2))
def test_no_value_breaks_a_check(value: object, key: str, layers: int) -> None:
    for _ in range(layers):
        value = json.dumps(value)
    placed: list[object] = [value, [value], [{"type": "function", "function": value}], [tool(value)]]
    for tools in placed:
        line = line_of(tools, key=key).encode("utf-8", "backslashreplace").decode()
        for finding in findings(line):
            shown(line, finding)
