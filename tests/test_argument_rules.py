"""Rules about the arguments of calls: causes, places inside strings, what the schema says."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given

from ftlint.text.locate import locate

from .calls import USER, WEATHER, arguments, call, calling, codes, findings, of


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ('{"city": "Oslo"}', []),
        (' {"city": "Oslo", "days": 3, "note": null}\n', []),
        ({"city": "Oslo"}, ["FT301"]),
        ({"days": "x"}, ["FT301", "FT307", "FT307"]),
        (None, ["FT301"]),
        ([], ["FT301"]),
        (3, ["FT301"]),
        (True, ["FT301"]),
        ("", ["FT302"]),
        ("  \n", ["FT302"]),
        ("{'city': 'Oslo'}", ["FT302"]),
        ("{'days': None, 'x': True}", ["FT302"]),
        ('```json\n{"city": "Oslo"}\n```', ["FT302"]),
        ('{"city": "Oslo",}', ["FT302"]),
        ('{"city": "Os', ["FT302"]),
        ('{"city": "Oslo"} {"city": "Oslo"}', ["FT302"]),
        ('{"city": "say "hi""}', ["FT302"]),
        ('{"city": "Oslo", "days": NaN}', ["FT302"]),
        ('{"city": "Oslo", "x": 1e999}', ["FT302"]),
        ('{"city": "Oslo", "days": -1e400}', ["FT302"]),
        ('{"days": [{"x": 1e999}]}', ["FT302"]),
        ('{"city": "\\ud800"}', ["FT302"]),
        ("[" * 300 + "]" * 300, ["FT302"]),
        ('get_weather(city="Oslo")', ["FT302"]),
        ("Oslo", ["FT302"]),
        ('["Oslo"]', ["FT303"]),
        ("null", ["FT303"]),
        ("3", ["FT303"]),
        ('"Oslo"', ["FT303"]),
        ('"{not json}"', ["FT303"]),
        (json.dumps('{"city": "Oslo"}'), ["FT304"]),
        (json.dumps(json.dumps('{"city": "Oslo"}')), ["FT304"]),
        (json.dumps('{"days": 3}'), ["FT304", "FT307"]),
        ('{"city": "Oslo", "city": "Rome"}', ["FT305"]),
        ('{"city": "a", "city": "b", "city": "c"}', ["FT305", "FT305"]),
        ('{"days": 1, "days": 2}', ["FT305", "FT307"]),
        ("{}", ["FT307"]),
        ('{"city": 1}', ["FT307"]),
        ('{"city": "Oslo", "stops": [{"lat": 1}, {}]}', ["FT307"]),
        ('{"city": "Oslo", "day": "soon"}', ["FT308"]),
        ('{"city": "Oslo", "day": 3}', ["FT307"]),
    ],
)
def test_one_mistake_in_the_arguments_is_one_finding(arguments: Any, expected: list[str]) -> None:
    assert codes(of(call(arguments))) == expected


@pytest.mark.parametrize(
    ("arguments", "shown"),
    [
        ("{'city': 'Oslo'}", "'city'"),
        ('{"city": None}', "None"),
        ('{"city": "Ørsta 🏔", "x": NaN}', "NaN"),
        ('{"city": "a\tb"}', "\\t"),
        ('```json\n{"a": 1}\n```', "```json"),
        ('{"a": "\\"", "b": "c",}', ","),
        ('{"days": 1, "days": 2, "city": "x"}', '\\"days\\"'),
        ('{"city": "Ø", "days": "three"}', '\\"three\\"'),
        ('{"days": 1}', '{\\"days\\": 1}'),
    ],
)
def test_caret_is_inside_the_string(arguments: str, shown: str) -> None:
    example = {"messages": [USER, calling(call(arguments))], "tools": [WEATHER]}
    line = json.dumps(example, ensure_ascii=False)
    [finding] = [found for found in findings(example) if found.code[:4] == "FT30"][:1]
    start, end = locate(line, finding.place)
    assert line[start:end] == shown
    assert start > line.index('"arguments": ')


def test_words_are_about_a_call_and_not_about_a_line() -> None:
    for text in (
        '{"a": 1',
        '{"a": "x',
        "{} {}",
        "{},",
        "{},{}",
        "",
        "x {}",
        "{'a': 1}",
        "```{}```",
        '{"a": tru',
    ):
        [finding] = of(call(text))
        assert "line" not in f"{finding.message} {finding.help}"
        assert len(finding.message) < 120


def test_help_shows_the_repaired_text() -> None:
    [python] = of(call("{'city': 'Oslo', 'days': None}"))
    assert python.help == r'write json.dumps of it: "{\"city\": \"Oslo\", \"days\": null}"'
    [comma] = of(call('{"city": "Oslo",}'))
    assert comma.message == 'tool-call arguments are not JSON: trailing comma before "}"'
    [twice] = of(call(json.dumps('{"city": "Oslo"}')))
    assert twice.help == r'encode once: write "{\"city\": \"Oslo\"}"'
    [odd] = of(call("{'city': {1, 2}}"))
    assert odd.code == "FT302"


@pytest.mark.parametrize(
    ("arguments", "help_"),
    [
        ("", r'write "{\"city\": …}"'),
        ("null", r'write "{\"city\": …}"'),
        ("None", r'write "{\"city\": …}"'),
        ("Oslo", 'write an object with the names of the parameters: {"…": "Oslo"}'),
        ("'Oslo'", 'write an object with the names of the parameters: {"…": "Oslo"}'),
        ("Oslo, Norway", 'write an object with the names of the parameters: {"…": "Oslo, Norway"}'),
        ("True", 'write an object with the names of the parameters: {"…": true}'),
        ("city=Oslo", 'write an object with the names of the parameters: {"…": …}'),
        ('"city": "Oslo"', 'write {"'),
    ],
)
def test_the_help_of_arguments_that_name_nothing_leads_to_an_object(arguments: str, help_: str) -> None:
    assert [finding.help for finding in of(call(arguments))] == [help_]


def test_empty_arguments_of_a_tool_that_requires_nothing() -> None:
    free = {"type": "function", "function": {"name": "get_weather", "parameters": {"type": "object"}}}
    [finding] = of(call(""), tools=[free])
    assert finding.help == 'write "{}" for a call without arguments'


@pytest.mark.parametrize("arguments", [{"arguments": None}, {}])
def test_missing_arguments_are_not_said_to_be_none(arguments: dict[str, Any]) -> None:
    function = {"name": "get_weather", **arguments}
    [finding] = of({"id": "call_1", "type": "function", "function": function})
    assert finding.help is not None
    assert finding.help.endswith('"{}" where the tool takes none')


def test_violations_are_placed_by_how_the_arguments_stand() -> None:
    [inside] = of(call('{"city": "Oslo", "stops": [{}]}'))
    assert inside.place.path[-1] == "arguments"
    assert inside.place.inner == ("stops", 0)
    direct = [found for found in of(call({"city": "Oslo", "stops": [{}]})) if found.code == "FT307"]
    assert [found.place.path[-3:] for found in direct] == [("arguments", "stops", 0)]
    assert direct[0].place.inner is None


def test_slow_pattern_is_said_once_and_the_rest_is_checked() -> None:
    properties = {"code": {"type": "string", "pattern": "^(a|aa)+$"}, "n": {"type": "integer"}}
    tool = {
        "type": "function",
        "function": {"name": "slow", "parameters": {"type": "object", "properties": properties}},
    }
    arguments = json.dumps({"code": "a" * 40 + "!", "n": "x"})
    made = [call(arguments, "slow", f"call_{n}") for n in range(3)]
    assert codes(of(*made, tools=[tool])) == ["FT307", "FT307", "FT307", "FT416"]


@given(arguments.filter(lambda value: isinstance(value, str)))
def test_text_is_either_json_or_said_not_to_be(text: str) -> None:
    try:
        value = json.loads(text, parse_constant=lambda _: 1 / 0)
    except (ValueError, ZeroDivisionError):
        assert codes(of(call(text))) == ["FT302"]
    else:
        fits = {"FT307", "FT308"}  # what is encoded twice is checked too
        expected = fits | ({"FT305"} if isinstance(value, dict) else {"FT303", "FT304"})
        assert set(codes(of(call(text)))) <= expected
