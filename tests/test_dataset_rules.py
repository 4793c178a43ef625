"""Rules over a whole file: what counts as the same, what does not, and odd values."""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import pytest

from ftlint.checks.drift import COMPARED
from ftlint.linting import lint

if TYPE_CHECKING:
    from ftlint.findings import Finding

Json = dict[str, Any]


def found(*lines: Json | str, code: str = "FT7") -> list[Finding]:
    text = "".join((line if isinstance(line, str) else json.dumps(line)) + "\n" for line in lines)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "train.jsonl"
        path.write_text(text, "utf-8")
        result = lint(str(path), select=[code], ignore=[] if code == "FT701" else ["FT701"])
        assert not result.crashes
        for file in result.files:
            for finding in file.findings:
                assert file.location(finding).line == finding.line
        return [finding for _, finding in result.findings]


def said(*lines: Json | str, code: str = "FT7") -> list[tuple[str, int, int | None]]:
    """Give the findings as code, line, and the line of the first label."""
    return [(f.code, f.line, f.labels[0].line if f.labels else None) for f in found(*lines, code=code)]


def chat(*turns: str | Json, **more: Any) -> Json:
    """Make an example of texts, by turns of user and assistant, and of whole messages."""
    roles = ("user", "assistant")
    messages = [
        turn if isinstance(turn, dict) else {"role": roles[index % 2], "content": turn}
        for index, turn in enumerate(turns)
    ]
    return {"messages": messages, **more}


def call(arguments: Any, call_id: str = "call_1", name: str = "book") -> Json:
    return {"id": call_id, "type": "function", "function": {"name": name, "arguments": arguments}}


def calling(*calls: Json, **more: Any) -> Json:
    return {"role": "assistant", "tool_calls": list(calls), **more}


def result(call_id: str, content: str = "done") -> Json:
    return {"role": "tool", "tool_call_id": call_id, "content": content}


def tool(name: str = "book", **function: Any) -> Json:
    return {"type": "function", "function": {"name": name, **function}}


def schema(**properties: Any) -> Json:
    return {"type": "object", "properties": properties}


def calling_with(*arguments: Any) -> tuple[Json, ...]:
    return tuple(chat("Hi", calling(call(one))) for one in arguments)


def legacy(arguments: str, **more: Any) -> Json:
    return chat("Hi", {"role": "assistant", "function_call": {"name": "f", "arguments": arguments}, **more})


def assistant(content: str, **more: Any) -> Json:
    return {"role": "assistant", "content": content, **more}


def parts(*texts: str) -> Json:
    return {"role": "user", "content": [{"type": "text", "text": text} for text in texts]}


def parallel(first: str, second: str, *results: Json) -> Json:
    """Make an example of two calls with these ids."""
    return chat("Hi", calling(call("1", first), call("2", second)), *results, "Done")


AB = parallel("a", "b", result("a", "x"), result("b", "y"))
HI = chat("Hi", "Ho")

SAME = {
    "key order": (
        HI,
        '{"messages": [{"content": "Hi", "role": "user"}, {"content": "Ho", "role": "assistant"}]}',
    ),
    "escapes": (chat("é", assistant("x")), json.dumps(chat("é", assistant("x")), ensure_ascii=False)),
    "weight 1": (HI, chat("Hi", assistant("Ho", weight=1))),
    "one text part": (HI, chat(parts("Hi"), "Ho")),
    "content null": (chat("Hi", calling(call("{}"))), chat("Hi", calling(call("{}"), content=None))),
    "spaces in arguments": calling_with('{"a":1,"b":2}', '{"b": 2, "a": 1}'),
    "arguments as an object": calling_with('{"a": [1]}', {"a": [1]}),
    "call ids": (AB, parallel("b", "a", result("b", "x"), result("a", "y"))),
    "parallel by default": (HI, chat("Hi", "Ho", parallel_tool_calls=True)),
    "unknown keys": (chat("Hi", "Ho", row=1), chat("Hi", "Ho", row=2)),
    "key order in tools": (
        chat("Hi", "Ho", tools=[tool(description="d", parameters=schema(a={}, b={}))]),
        chat("Hi", "Ho", tools=[tool(parameters=schema(b={}, a={}), description="d")]),
    ),
    "legacy call": (legacy('{"a":1}'), legacy('{"a": 1}', content=None)),
}

OTHER = {
    "text": (HI, chat("Ho", "Ho")),
    "edge space": (HI, chat("Hi ", "Ho")),
    "role": (chat({"role": "system", "content": "x"}, "Ho"), chat({"role": "user", "content": "x"}, "Ho")),
    "name": (HI, chat({"role": "user", "content": "Hi", "name": "ann"}, "Ho")),
    "masked": (chat("Hi", "Ho", "Hi", "Hu"), chat("Hi", assistant("Ho", weight=0), "Hi", "Hu")),
    "longer": (HI, chat("Hi", "Ho", "Hi", "Ho")),
    "tools": (chat("Hi", "Ho", tools=[tool()]), chat("Hi", "Ho", tools=[tool("sell")])),
    "parallel": (HI, chat("Hi", "Ho", parallel_tool_calls=False)),
    "result of the other call": (AB, parallel("a", "b", result("a", "y"), result("b", "x"))),
    "two parts": (chat("ab", "Ho"), chat(parts("a", "b"), "Ho")),
}


@pytest.mark.parametrize("pair", SAME.values(), ids=SAME.keys())
def test_equal_examples(pair: tuple[Json, Json]) -> None:
    assert said(*pair) == [("FT702", 2, 1)]


@pytest.mark.parametrize("pair", OTHER.values(), ids=OTHER.keys())
def test_examples_that_differ(pair: tuple[Json, Json]) -> None:
    assert said(*pair) == []


@pytest.mark.parametrize(
    ("one", "two"),
    [("1", "1.0"), ("true", "1"), ('"1"', "1"), ("null", '"null"'), ("[1,2]", "[2,1]"), ("{}", "")],
)
def test_arguments_that_differ(one: str, two: str) -> None:
    lines = calling_with(f'{{"a": {one}}}', f'{{"a": {two}}}')
    assert said(*lines) == [("FT703", 2, 1)]


def test_every_later_duplicate_is_one_finding() -> None:
    lines = [chat("Hi", "Ho"), chat("A", "B"), chat("Hi", "Ho"), chat("Hi", "Ho"), chat("A", "B")]
    assert said(*lines) == [("FT702", 3, 1), ("FT702", 4, 1), ("FT702", 5, 2)]
    assert found(*lines)[0].message == "this example is the same as the one on line 1"


def test_blank_and_broken_lines_count_as_lines() -> None:
    assert said("", chat("Hi", "Ho"), "{", "", chat("Hi", "Ho")) == [("FT702", 5, 2)]


def test_an_example_with_a_hole_is_not_compared() -> None:
    one, two = ({"messages": [{"role": role}, *chat("Hi", "Ho")["messages"]]} for role in ("x", "y"))
    assert said(one, two, one) == []


def test_contradictions_name_the_first_and_speak_once() -> None:
    lines = [chat("Hi", "A"), chat("Hi", "B"), chat("Hi", "B"), chat("Hi", "A"), chat("Hi", "C")]
    assert said(*lines) == [("FT703", 2, 1), ("FT702", 3, 2), ("FT702", 4, 1), ("FT703", 5, 1)]


def test_the_target_is_the_last_turn_that_is_trained() -> None:
    masked = {"role": "assistant", "content": "A", "weight": 0}
    assert said(chat("Hi", masked), chat("Hi", {**masked, "content": "B"})) == []
    assert said(chat("Hi", "A", "Ok", masked), chat("Hi", "B", "Ok", masked)) == [("FT703", 2, 1)]
    assert said(chat("Hi", "A", "Ok"), chat("Hi", "A", "Thanks")) == []
    assert said(chat("Hi", "A", "Ok", "C"), chat("Hi", "B", "Ok", "D")) == []


def test_where_nothing_is_asked_many_answers_are_meant() -> None:
    system = {"role": "system", "content": "Write a haiku."}
    lines = [chat(system, {"role": "assistant", "content": text}) for text in "AB"]
    assert said(*lines) == []


def test_each_differing_definition_is_one_finding() -> None:
    definitions = [tool(description=text) for text in ("a", "b", "a", "b", "c")]
    lines = [chat(f"Hi {i}", "Ho", tools=[one]) for i, one in enumerate(definitions)]
    assert said(*lines) == [("FT705", 2, 1), ("FT705", 5, 1)]


@pytest.mark.parametrize(
    ("one", "two", "way", "at"),
    [
        ({"description": "a"}, {"description": "b"}, ": description", ("description",)),
        ({"description": "a"}, {}, ": description", ()),
        ({}, {"strict": True}, ": strict", ("strict",)),
        ({}, {"parameters": schema()}, ": parameters", ("parameters",)),
        (
            {"parameters": schema(a={"type": "string"})},
            {"parameters": schema(a={"type": "number"})},
            ": parameters.properties.a.type",
            ("parameters", "properties", "a", "type"),
        ),
        (
            {"parameters": schema(a={}, b={})},
            {"parameters": schema(a={})},
            ": parameters.properties.b",
            ("parameters", "properties"),
        ),
        (
            {"description": "a", "parameters": schema(a={})},
            {"description": "b", "parameters": schema(c={})},
            ": description and 2 more parts",
            ("description",),
        ),
    ],
)
def test_what_differs_is_named(one: Json, two: Json, way: str, at: tuple[str, ...]) -> None:
    [finding] = found(chat("Hi", "A", tools=[tool(**one)]), chat("Ho", "B", tools=[tool(**two)]))
    assert finding.message == f'"book" is not defined as on line 1{way}'
    assert finding.place.path == ("tools", 0, "function", *at)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ({"description": None}, {}),
        ({"strict": False}, {}),
        ({"parameters": None}, {}),
        ({"parameters": schema(a={}, b={})}, {"parameters": schema(b={}, a={})}),
        (
            {"parameters": {**schema(a={}, b={}), "required": ["a", "b"]}},
            {"parameters": {**schema(a={}, b={}), "required": ["b", "a"]}},
        ),
        ({"parameters": schema(a={})}, {"parameters": json.dumps(schema(a={}))}),
    ],
)
def test_what_is_no_drift(one: Json, two: Json) -> None:
    assert said(chat("Hi", "A", tools=[tool(**one)]), chat("Ho", "B", tools=[tool(**two)])) == []


def test_a_flat_definition_says_the_same() -> None:
    flat = {"type": "function", "name": "book", "description": "d"}
    assert said(chat("Hi", "A", tools=[flat]), chat("Ho", "B", tools=[tool(description="d")])) == []


def test_a_property_may_be_called_required() -> None:
    one, two = (schema(required={"type": kind}) for kind in ("string", "number"))
    lines = (chat(text, "A", tools=[tool(parameters=p)]) for text, p in (("Hi", one), ("Ho", two)))
    assert said(*lines) == [("FT705", 2, 1)]


def test_two_tools_that_drift_on_one_line_are_two_findings_in_their_order() -> None:
    one = [tool(name, description="a") for name in ("x", "y")]
    two = [tool(name, description="b") for name in ("x", "y")]
    findings = found(chat("Hi", "A", tools=one), chat("Ho", "B", tools=two))
    assert [finding.place.path[1] for finding in findings] == [0, 1]


def test_definitions_beyond_those_that_are_kept_are_still_counted() -> None:
    lines = [chat(f"Hi {i}", "A", tools=[tool(description=str(i))]) for i in range(COMPARED + 3)]
    findings = found(*lines)
    assert len(findings) == COMPARED + 2
    assert findings[0].message.endswith(": description")
    assert findings[-1].message == '"book" is not defined as on line 1'


def test_tools_on_some_lines_are_counted_once() -> None:
    plain, tooled = chat("Hi", "A"), chat("Hi", "A", tools=[tool()])
    [finding] = found(plain, tooled, {**tooled, "messages": chat("Ho", "A")["messages"]}, code="FT706")
    assert finding.message == "2 examples declare tools, 1 does not"
    assert (finding.line, finding.place.path, finding.place.on) == (2, ("tools",), "key")
    assert finding.labels[0].text == "the first example declares no tools"
    assert said(tooled, plain, code="FT706") == [("FT706", 2, 1)]


@pytest.mark.parametrize(
    ("one", "two", "mixed"),
    [
        ({"tools": []}, {"tools": [tool()]}, False),
        ({"tools": None}, {}, False),
        ({"tools": []}, {}, True),
        ({"functions": [{"name": "f"}]}, {}, True),
        ({"functions": [{"name": "f"}]}, {"tools": [tool()]}, False),
    ],
)
def test_what_counts_as_tools(one: Json, two: Json, mixed: bool) -> None:
    assert bool(found(chat("Hi", "A", **one), chat("Ho", "B", **two), code="FT706")) == mixed


@pytest.mark.parametrize(
    ("number", "message"), [(10, None), (9, "the file has 9 examples; openai wants at least 10")]
)
def test_the_fewest_examples(number: int, message: str | None) -> None:
    lines: list[Json | str] = ["", *(chat(f"Hi {index}", "A") for index in range(number - 1)), "{", ""]
    assert [finding.message for finding in found(*lines, code="FT701")] == ([message] if message else [])


@pytest.mark.parametrize("line", ["{", json.dumps({"data": [chat("Hi", "A")] * 24})])
def test_the_fewest_examples_where_none_could_be_read(line: str) -> None:
    assert found(line, code="FT701") == []


ODD: list[Any] = [None, True, 0, -1.5, 10**30, "", "x", [], [[]], [None], {}, {"": None}, {"a": {"b": [1]}}]


@pytest.mark.parametrize("odd", ODD, ids=json.dumps)
def test_odd_values_never_raise(odd: Any) -> None:
    full = chat(
        {"role": "system", "content": "s", "name": "n"},
        "Hi",
        calling(call("{}"), content="c", weight=1, refusal="r"),
        result("call_1"),
        tools=[tool(description="d", parameters=schema(a={"type": "string"}), strict=True)],
        functions=[{"name": "f", "parameters": schema()}],
        parallel_tool_calls=True,
    )
    damaged = _with_each_value_replaced(full, odd)
    assert len(damaged) > 40
    found(full, *damaged, full, *damaged)


def _with_each_value_replaced(value: Any, odd: Any) -> list[Any]:
    every: list[Any] = []
    if isinstance(value, dict):
        for key in value:
            every += [{**value, key: new} for new in [odd, *_with_each_value_replaced(value[key], odd)]]
    if isinstance(value, list):
        for i, element in enumerate(value):
            every += [
                [*value[:i], new, *value[i + 1 :]] for new in [odd, *_with_each_value_replaced(element, odd)]
            ]
    return every


def test_deep_and_huge_arguments_never_raise() -> None:
    deep = "[" * 199 + "]" * 199
    huge = "1" * 5_000
    lines = calling_with(*(f'{{"a": {value}}}' for value in (deep, huge, deep, huge)))
    assert [code for code, *_ in said(*lines)] == ["FT703", "FT702", "FT702"]
