"""Repairs of tool definitions that the cards do not show: other formats, spelling, several at once."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from .repairs import after, repaired

PLAIN = '{"type": "object", "properties": {}}'


def chat(tools: str) -> str:
    turns = '[{"role": "user", "content": "Hi"}, {"role": "assistant", "content": "Hello"}]'
    return f'{{"messages": {turns}, "tools": {tools}}}'


def tool(parameters: str, more: str = "") -> str:
    return f'[{{"type": "function", "function": {{"name": "f", {more}"parameters": {parameters}}}}}]'


def prop(schema: str) -> str:
    return tool(f'{{"type": "object", "properties": {{"a": {schema}}}}}')


SPELLED = '{"type" : "object","properties":{"n":{"minimum":1.0,"maximum":12345678901234567890123}}}'
NESTED = '[{"type": "function", "function": {"name": "f", "description": "\\u00e9", "parameters": %s}}]'

SHAPES = {
    "Anthropic's": (
        f'[{{"name":"f","description":"\\u00e9","input_schema":{SPELLED}}}]',
        NESTED % SPELLED,
    ),
    "the Responses API's": (
        f'[{{"type": "function","name":"f","description":"\\u00e9","parameters":{SPELLED}}}]',
        NESTED % SPELLED,
    ),
    "one flat tool": ('{"name": "f"}', '[{"type": "function", "function": {"name": "f"}}]'),
    "a flat tool beside another": (
        f'[{tool(PLAIN)[1:-1]}, {{"type": "function", "name": "g"}}]',
        f'[{tool(PLAIN)[1:-1]}, {{"type": "function", "function": {{"name": "g"}}}}]',
    ),
}


@pytest.mark.parametrize(("before", "wanted"), SHAPES.values(), ids=SHAPES)
def test_tools_get_their_shape(before: str, wanted: str) -> None:
    assert after(chat(before)) == chat(wanted)
    assert after(chat(before), unsafe=False) == chat(before)


@pytest.mark.parametrize(
    "tools",
    [
        '[{"type": "web_search"}]',
        '[{"type": "web_search", "name": "f"}]',
        '[{"type": "function", "name": "f", "cache_control": {}}]',
        '[{"name": "f", "parameters": {}, "input_schema": {}}]',
        '[{"type": "function", "description": "x"}]',
        '{"f": {"description": "x"}}',
        '"f"',
        "[null]",
        '[{"type": 1, "function": {}}]',
    ],
)
def test_other_shapes_say_too_little(tools: str) -> None:
    assert after(chat(tools)) == chat(tools)


def test_lone_functions_stay() -> None:
    line = chat("[]").replace('"tools": []', '"functions": {"name": "f"}')
    assert not repaired(line).refused


def test_null_is_left_out_wherever_it_stands() -> None:
    first = '{"tools":null,"messages":[{"role":"user","content":"a"},{"role":"assistant","content":"b"}]}'
    assert after(first, unsafe=False) == first.replace('"tools":null,', "")


def test_a_compact_line_stays_compact() -> None:
    turns = '{"messages":[{"role":"user","content":"a"},{"role":"assistant","content":"b"}]'
    assert after(f'{turns},"tools":[{{"name":"f"}}]}}') == (
        f'{turns},"tools":[{{"type":"function","function":{{"name":"f"}}}}]}}'
    )
    assert after(f'{turns},"tools":[{{"function":{{"name":"f"}}}}]}}', unsafe=False) == (
        f'{turns},"tools":[{{"type":"function","function":{{"name":"f"}}}}]}}'
    )


def test_pretty_printed_text_comes_out_of_its_quotes() -> None:
    text = '[\n  {\n\t"function":\r\n{"name"\n: "f"\n, "description": "a\\n b"},\n"type": "function"}\n]'
    wanted = '[{"function": {"name": "f", "description": "a\\n b"}, "type": "function"}]'
    assert after(chat(json.dumps(text)), unsafe=False) == chat(wanted)


def test_text_stays_as_it_is_spelled() -> None:
    text = f'[{{"type" : "function", "function":{{"name":"\\u0066","strict":false,"parameters":{SPELLED}}}}}]'
    assert after(chat(json.dumps(text, ensure_ascii=False)), unsafe=False) == chat(text)


def test_text_in_an_ascii_line_stays_ascii() -> None:
    text = '[{"type": "function", "function": {"name": "f", "description": "é 😀 \\u00e9"}}]'
    assert after(chat(json.dumps(text))) == chat(text.replace("é 😀", "\\u00e9 \\ud83d\\ude00"))


def test_text_in_text_with_mistakes_inside() -> None:
    schema = '{"type": "object", "properties": {"a": {"type": "string", "title": "A"}}}'
    inner = f'{{"function": {{"name": "f", "parameters": {json.dumps(schema)}}}}}'
    result = repaired(chat(f"[{json.dumps(inner)}]"))
    assert result.raw == chat(prop('{"type": "string"}')).encode()
    assert result.fixed == {"FT415": 2, "FT402": 1, "FT414": 1}


@pytest.mark.parametrize("value", ["NaN", "Infinity", '1, "default": 2'])
def test_text_that_is_no_json_of_a_file_stays(value: str) -> None:
    text = tool(f'{{"type": "object", "properties": {{"a": {{"type": "number", "default": {value}}}}}}}')
    result = repaired(chat(json.dumps(text)))
    assert result.raw == chat(json.dumps(text)).encode()
    assert [refusal.code for refusal in result.refused] == ["FT415"]


STRICT = '"strict": true, '
CLOSING = ', "additionalProperties": false'
INNER = '{"type":"object","properties":{"b":{"type":"string"}},"required":["b"]%s}'
OUTER = '{"type":"object","properties":{"a":%s},"required":["a"]%s}'
LED = '{"type":"object","properties":{"a":{"$ref":"#/$defs/b"}},"required":["a"],"$defs":{"b":%s}%s}'

CLOSED = {
    '{"type": "object"}': '{"type": "object", "additionalProperties": false}',
    OUTER % (INNER % "", ""): OUTER % (INNER % CLOSING, CLOSING),
    LED % (INNER % "", ""): LED % (INNER % CLOSING, CLOSING),
    OUTER % (INNER % CLOSING, ""): OUTER % (INNER % CLOSING, CLOSING),
}


@pytest.mark.parametrize(("schema", "wanted"), CLOSED.items())
def test_strict_objects_are_closed(schema: str, wanted: str) -> None:
    assert after(chat(tool(schema, STRICT))) == chat(tool(wanted, STRICT))


@pytest.mark.parametrize(
    "schema",
    [
        '{"type": "object", "properties": {"a": {"type": "object"}}, "required": ["a"]}',
        '{"type": "object", "properties": {}, "additionalProperties": {"type": "string"}}',
        '{"type": "object", "properties": {}, "additionalProperties": true}',
        '{"type": "object", "properties": {}, "allOf": [{"properties": {"a": {}}, "required": ["a"]}]}',
    ],
)
def test_what_cannot_be_closed_is_not_strict(schema: str) -> None:
    assert after(chat(tool(schema, STRICT))) == chat(tool(schema))


NOISE = {
    '{"title":"A","anyOf":[{"title":"x","type":"string","enum":["a"]},{"type":"null"}],"default":null}':
        '{"type":["string", "null"],"enum":["a", null]}',
    '{"anyOf":[{"type":"null"},{"type":"array","items":{"anyOf":[{"type":"integer"},{"type":"null"}],"title":"I"}}]}':
        '{"type":["array", "null"],"items":{"type":["integer", "null"]}}',
    '{"anyOf": [{"title":"B","type":"boolean"}, {"type":"integer"}, {"type":"null"}], "title": "z"}':
        '{"type": ["boolean", "integer", "null"]}',
    '{"type":"object","title":"O","properties":{"title":{"title":"T","type":"string"},"default":{}}}':
        '{"type":"object","properties":{"title":{"type":"string"},"default":{}}}',
    '{"type": "string", "title": "A", "enum": ["title"], "default": "title", "examples": [{"title": "a"}]}':
        '{"type": "string", "enum": ["title"], "default": "title", "examples": [{"title": "a"}]}',
    '{"anyOf": [{"const": "a"}, {"type": "null"}], "title": "A"}':
        '{"anyOf": [{"const": "a"}, {"type": "null"}]}',
    '{"anyOf": [{}, {"type": "null"}], "default": null}': '{"anyOf": [{}, {"type": "null"}]}',
}  # fmt: skip


@pytest.mark.parametrize(("schema", "wanted"), NOISE.items())
def test_noise_goes_and_the_rest_stays(schema: str, wanted: str) -> None:
    assert after(chat(prop(schema))) == chat(prop(wanted))


@pytest.mark.parametrize(
    "schema",
    [
        '{"anyOf": [{"type": "string", "description": "in"}, {"type": "null"}], "description": "out"}',
        '{"anyOf": [{"type": "object", "properties": {}}, {"type": "array", "items": {}}, {"type": "null"}]}',
        '{"anyOf": [{"type": "string", "enum": "a"}, {"type": "null"}]}',
    ],
)
def test_choices_that_no_type_can_say_stay(schema: str) -> None:
    assert after(chat(prop(schema))) == chat(prop(schema))


def test_several_mistakes_in_the_tools_of_a_preference_line() -> None:
    schema = '{"type":"object","title":"F","properties":{}}'
    outputs = (
        '[{"role":"assistant","content":"Yes"}],"non_preferred_%s":[{"role":"assistant","content":"No"}]}'
    )
    flat = f'{{"name":"f","strict":true,"parameters":{schema}}}'
    given = f'{{"prompt":{{"messages":[{{"role":"user","content":"Hi"}}],"tools":{json.dumps(f"[{flat}]")}}},'
    result = repaired(f'{given}"preferred_completion":{outputs % "completion"}', "dpo")
    closed = '{"type":"object","properties":{},"additionalProperties":false}'
    nested = f'{{"type":"function","function":{{"name":"f","strict":true,"parameters":{closed}}}}}'
    wanted = f'{{"input":{{"messages":[{{"role":"user","content":"Hi"}}],"tools":[{nested}]}},'
    assert result.raw is not None
    assert result.raw.decode() == f'{wanted}"preferred_output":{outputs % "output"}'
    assert set(result.fixed) == {"FT401", "FT412", "FT414", "FT415", "FT802"}


TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc")))  # control characters are a finding (FT012)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=8,
)


@given(JSON, st.sampled_from([None, 1, "\t"]), st.booleans(), st.booleans())
def test_decoding_keeps_every_value(
    value: object, indent: int | str | None, escaped_inside: bool, escaped: bool
) -> None:
    tools = json.loads(prop('{"type": "string"}'))
    tools[0]["function"]["parameters"]["properties"]["a"]["examples"] = [value]
    text = json.dumps(tools, indent=indent, ensure_ascii=escaped_inside)
    done = after(chat(json.dumps(text, ensure_ascii=escaped)), unsafe=False)
    assert json.loads(done)["tools"] == tools
