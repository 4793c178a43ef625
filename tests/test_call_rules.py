"""Rules about calls: their tools, ids and shape, near misses, odd values."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ftlint.linting import lint

if TYPE_CHECKING:
    from pathlib import Path

from .calls import USER, WEATHER, arguments, call, calling, codes, findings, json_values, of


def test_a_free_id_is_suggested() -> None:
    long = "toolu_" + "x" * 40
    found = of(call(), call(call_id=long), call(call_id=long + "y"))
    assert [finding.help for finding in found] == [
        'write a short one, such as "call_2", here and in its result',
        'write a short one, such as "call_3", here and in its result',
    ]


def test_calls_are_checked_whatever_the_weight() -> None:
    result = {"role": "tool", "tool_call_id": "call_1", "content": "?"}
    messages = [USER, calling(call("{}"), weight=0), result, calling(call("{}", call_id="call_2"), weight=1)]
    assert codes(findings({"messages": messages, "tools": [WEATHER]})) == ["FT307", "FT307"]


@pytest.mark.parametrize(
    ("name", "help_"),
    [
        ("Get_Weather", 'write "get_weather"'),
        ("get-weather", 'write "get_weather"'),
        ("get_wether", 'write "get_weather"'),
        ("functions.get_weather", 'write "get_weather"'),
        (" get_weather", 'write "get_weather"'),
        ("cancel", 'declare it in "tools", or call what is there: "get_weather"'),
    ],
)
def test_undeclared_tools_get_the_nearest_name(name: str, help_: str) -> None:
    [finding] = of(call(name=name))
    assert (finding.code, finding.help) == ("FT306", help_)


@pytest.mark.parametrize(
    "tools",
    [
        [WEATHER, 3],
        [WEATHER, {"type": "function"}],
        "nonsense",
        {"name": "x"},
        [WEATHER, {"type": "retrieval"}],
    ],
)
def test_unreadable_definitions_silence_undeclared_and_missing_tools(tools: Any) -> None:
    found = findings({"messages": [USER, calling(call(name="other"))], "tools": tools})
    assert [code for code in codes(found) if code in ("FT306", "FT309")] == []


@pytest.mark.parametrize("tools", [{}, {"tools": []}, {"tools": None}])
def test_calls_without_tools_are_said_once(tools: dict[str, Any]) -> None:
    found = findings({"messages": [USER, calling(call(), call(call_id="call_2", name="look"))], **tools})
    [finding] = [found for found in found if found.code == "FT309"]
    assert finding.message == '2 calls, but the example declares no tools: "get_weather" and "look"'


def test_wrapper_is_one_finding() -> None:
    uses = {"tool_uses": [{"recipient_name": "functions.get_weather", "parameters": {"city": 3}}, None]}
    [finding] = of(call(json.dumps(uses), name="multi_tool_use.parallel"))
    assert finding.code == "FT324"
    assert finding.help == 'write the 1 call in it as entries of "tool_calls": "get_weather"'
    for odd in ('{"tool_uses": 3}', "{}", '{"tool_uses": [{"recipient_name": 1}]}'):
        assert codes(of(call(odd, name="multi_tool_use.parallel"))) == ["FT324"]
    assert codes(of(call(name="multi_tool_use_parallel"))) == ["FT324"]
    declared = {"type": "function", "function": {"name": "multi_tool_use_parallel"}}
    assert codes(of(call(name="multi_tool_use_parallel"), tools=[declared])) == []


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        ({"id": "a", "name": "get_weather", "arguments": '{"city": "Oslo"}'}, ["FT321"]),
        (
            {"type": "function_call", "call_id": "a", "name": "get_weather", "arguments": "{}"},
            ["FT307", "FT321"],
        ),
        ({"id": "a", "name": "get_weather", "arguments": {"city": "Oslo"}}, ["FT321"]),
        ({"id": "a", "type": "function", "name": "get_weather"}, ["FT321"]),
        ({}, ["FT321"]),
        (None, ["FT321"]),
        ("get_weather", ["FT321"]),
        ({"id": "a", "type": "function", "function": "get_weather"}, ["FT321"]),
        ({"id": "a", "type": "function", "function": None}, ["FT321"]),
        ({"id": "a", "type": "function", "function": {}}, ["FT321"]),
        ({"id": "a", "function": {"name": "get_weather", "arguments": '{"city": "Oslo"}'}}, ["FT321"]),
        ({**call(), "type": None}, ["FT321"]),
        ({**call(), "type": "Function"}, ["FT321"]),
        (call(name=""), ["FT321"]),
        (call(name=None), ["FT321"]),
        (call(name=7), ["FT321"]),
        ({"id": "a", "type": "function", "function": {"name": "get_weather", "args": "{}"}}, ["FT104"]),
        ({"call_id": "a", **{k: v for k, v in call().items() if k != "id"}}, ["FT104"]),
        ({"id": "a", "type": "custom", "custom": {"name": "x", "input": "y"}}, ["FT321"]),
    ],
)
def test_one_mistake_in_the_shape_of_a_call_is_one_finding(made: Any, expected: list[str]) -> None:
    assert codes(of(made)) == expected


@pytest.mark.parametrize(
    ("function_call", "expected"),
    [
        ({"name": "look", "arguments": "{}"}, []),
        ({"name": "look", "arguments": {}}, ["FT301"]),
        ({"name": "look"}, ["FT301"]),
        ({"arguments": "{}"}, ["FT321"]),
        ({}, ["FT321"]),
        ("auto", ["FT321"]),
        ({"name": "look", "arguments": "{'a': 1}"}, ["FT302"]),
        ({"name": "lok", "arguments": "{}"}, ["FT306"]),
    ],
)
def test_legacy_calls_are_checked_too(function_call: Any, expected: list[str]) -> None:
    messages = [USER, {"role": "assistant", "content": None, "function_call": function_call}]
    found = codes(findings({"messages": messages, "functions": [{"name": "look", "parameters": {}}]}))
    assert [code for code in found if code != "FT121"] == expected


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ('<tool_call>\n{"name": "look", "arguments": {}}\n</tool_call>', True),
        ("<function_calls>\n<invoke name='look'>", True),
        ('<function=look>{"a": 1}</function>', True),
        ('[TOOL_CALLS] [{"name": "look", "arguments": {}}]', True),
        ('[TOOL_CALLS]look[ARGS]{"a": 1}', True),
        ('Let me see.\n```json\n{"name": "look", "arguments": {}}\n```', True),
        ('```\n[{"name": "look", "arguments": "{}"}]\n```', True),
        ('{"name": "look", "arguments": {"a": 1}}', True),
        ('{"type": "function", "name": "look", "parameters": {"a": 1}}', True),
        ('{"type": "function", "function": {"name": "look", "arguments": "{}"}}', True),
        ([{"type": "text", "text": '<tool_call>{"name": "look"}'}], True),
        ("The tag <tool_call> stands before a call.", False),
        ('{"name": "Anna", "age": 3}', False),
        ('{"name": "Anna Berg", "arguments": {"for": [], "against": []}}', False),
        ('{"name": "look", "parameters": {"type": "object", "properties": {}}}', False),
        ('{"type": "function", "function": {"name": "look", "parameters": {}}}', False),
        ('{"type": "function", "name": "look", "parameters": {"type": "object"}}', False),
        ('{"type": "function", "function": {"name": "look", "parameters": {"properties": {}}}}', False),
        ('[{"name": "look", "arguments": {}}, 3]', False),
        ('{"name": "look", "arguments": {}', False),
        ('Use "arguments" here.', False),
        ("[]", False),
        ("```json\n[]\n```", False),
        ("", False),
        (None, False),
        (3, False),
    ],
)
def test_calls_written_as_text(content: Any, expected: bool) -> None:
    found = codes(findings({"messages": [USER, {"role": "assistant", "content": content}]}))
    assert ("FT323" in found) is expected


def test_only_the_assistant_writes_calls() -> None:
    text = '<tool_call>{"name": "look", "arguments": {}}'
    messages = [
        {"role": "system", "content": text},
        {**USER, "content": text},
        {"role": "assistant", "content": "?"},
    ]
    assert codes(findings({"messages": messages})) == []


def test_forgotten_or_misspelt_tools_are_one_finding() -> None:
    calls: dict[str, Any] = {"messages": [USER, calling(call())]}
    plain: dict[str, Any] = {"messages": [USER, {"role": "assistant", "content": "Rain."}]}
    setting = {"parallel_tool_calls": True}
    assert codes(findings({**calls, **setting})) == ["FT309"]
    for key in ("tool", "available_tools", "function"):
        assert codes(findings({**calls, key: [WEATHER]})) == ["FT103"]
        assert codes(findings({**calls, **setting, key: [WEATHER]})) == ["FT103"]
        assert codes(findings({**plain, **setting, key: [WEATHER]})) == ["FT103"]
    assert codes(findings({**calls, "topic": "x"})) == ["FT103", "FT309"]


def test_settings_for_parallel_calls() -> None:
    two = (call(), call(call_id="call_2"))
    assert codes(of(*two, parallel_tool_calls=False)) == ["FT318"]
    assert codes(of(*two, parallel_tool_calls=True)) == []
    assert codes(of(call(), parallel_tool_calls=False)) == []
    plain = {"messages": [USER, {"role": "assistant", "content": "Rain."}]}
    assert codes(findings({**plain, "parallel_tool_calls": False})) == ["FT319"]
    assert codes(findings({**plain, "parallel_tool_calls": True, "tools": []})) == ["FT319"]
    assert codes(findings({**plain, "parallel_tool_calls": True, "tools": [WEATHER]})) == []


def test_id_length_is_counted_in_characters() -> None:
    assert codes(of(call(call_id="é" * 40))) == []
    assert codes(of(call(call_id="é" * 41))) == ["FT317"]


def test_traces_with_object_arguments_and_no_tools() -> None:
    part = [{"type": "text", "text": "4 °C"}]
    messages = [
        USER,
        calling(call({"city": "Oslo"}), call({"city": "Rome"}, call_id="call_2")),
        {"role": "tool", "tool_call_id": "call_2", "content": part},
        {"role": "tool", "tool_call_id": "call_1", "content": part},
        {"role": "assistant", "content": "4 °C in both."},
    ]
    found = findings({"messages": messages})
    assert [(f.code, f.place.path) for f in found if f.code == "FT301"] == [
        ("FT301", ("messages", 1, "tool_calls", n, "function", "arguments")) for n in (0, 1)
    ]
    assert codes(found) == ["FT112", "FT112", "FT301", "FT301", "FT309"]


@pytest.mark.parametrize("name", ["sft-tools-parallel", "sft-tools-stock", "sft-legacy-functions"])
def test_real_files_are_clean(name: str, real_files: Path) -> None:
    result = lint(str(real_files / f"{name}.jsonl"), select=["FT3", "FT416"])
    found = sorted(finding.code for _, finding in result.findings)
    assert found == (["FT309"] * 5 if name == "sft-tools-parallel" else [])
    assert result.crashes == []


keys = st.sampled_from(["id", "type", "function", "name", "arguments", "get_weather", "call_1"])


@given(
    st.lists(st.one_of(arguments.map(call), st.dictionaries(keys, json_values, max_size=4)), max_size=3),
    json_values,
)
def test_odd_values_never_raise(calls: list[Any], tools: Any) -> None:
    of(*calls)
    findings({"messages": [USER, calling(*calls)], "tools": tools, "parallel_tool_calls": tools})
