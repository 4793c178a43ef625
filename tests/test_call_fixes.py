"""Repairs of calls, arguments and ids: several mistakes at once, other formats, other styles of writing."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ftlint.fixes.broken_text import as_object
from ftlint.fixing.line_repair import LineRepair
from ftlint.linting import choose_job, choose_levels
from ftlint.parts import Plan

USER: dict[str, Any] = {"role": "user", "content": "Weather?"}
CLOSING: dict[str, Any] = {"role": "assistant", "content": "It rains."}
WEATHER: dict[str, Any] = {
    "type": "function",
    "function": {"name": "get_weather", "parameters": {"type": "object", "properties": {"city": {}}}},
}
TEXT = '{"city": "Oslo"}'


def repair(
    line: str, *, unsafe: bool = True, target: str = "openai", kind: str = "sft"
) -> tuple[str, list[str]]:
    """Fix what the rules of this family find; give the line, and the reasons for what was refused."""
    job = choose_job(target)
    levels = choose_levels(job, select=["FT1", "FT3"])
    done = LineRepair(Plan(job, levels, kind), unsafe=unsafe).repair(line.encode("utf-8", "surrogatepass"))
    assert done.raw is not None
    return done.raw.decode("utf-8", "surrogatepass"), [refusal.reason for refusal in done.refused]


def call(call_id: Any = "call_1", arguments: Any = TEXT, name: str = "get_weather", **other: Any) -> Any:
    return {"id": call_id, "type": "function", "function": {"name": name, "arguments": arguments}, **other}


def bare(value: dict[str, Any], *keys: str) -> dict[str, Any]:
    return {key: item for key, item in value.items() if key not in keys}


def result(call_id: Any, content: str = "Rain") -> dict[str, Any]:
    return {"role": "tool", "tool_call_id": call_id, "content": content}


def chat(*messages: Any) -> dict[str, Any]:
    return {"messages": [USER, *messages], "tools": [WEATHER]}


def calling(*calls: Any) -> dict[str, Any]:
    return {"role": "assistant", "tool_calls": list(calls)}


def without_ids(*messages: dict[str, Any]) -> list[dict[str, Any]]:
    return [bare(message, "tool_call_id") for message in messages]


def decoded(example: dict[str, Any]) -> dict[str, Any]:
    """Read the texts of arguments: an object that was written without spaces is encoded without."""
    example = json.loads(json.dumps(example))
    for message in example["messages"]:
        for each in message.get("tool_calls", ()):
            each["function"]["arguments"] = ["text", json.loads(each["function"]["arguments"])]
    return example


IDS = [call(f"call_{number}") for number in (1, 2, 3)]
RESULTS = [result(f"call_{number}") for number in (1, 2, 3)]
LONG = "x" * 41

SEVERAL = {
    "three calls and results without ids": (
        [calling(*(bare(each, "id") for each in IDS)), *without_ids(*RESULTS), CLOSING],
        [calling(*IDS), *RESULTS, CLOSING],
    ),
    "numbers as ids, results in another order": (
        [calling(call(7), call(8)), result(8, "B"), result("7", "A"), CLOSING],
        [calling(call("7"), call()), result("call_1", "B"), result("7", "A"), CLOSING],
    ),
    "an id that only the result has": (
        [calling(bare(call(), "id")), result("fc_9"), CLOSING],
        [calling(call("fc_9")), result("fc_9"), CLOSING],
    ),
    "object arguments, missing type and duplicate ids": (
        [
            calling(bare(call("a", {"city": "Oslo"}), "type"), call("a", {"city": "Rome"})),
            result("a", "A"),
            result("a", "B"),
            CLOSING,
        ],
        [
            calling(call("a"), call("call_1", '{"city": "Rome"}')),
            result("a", "A"),
            result("call_1", "B"),
            CLOSING,
        ],
    ),
    "one id in four turns": (
        [*[calling(call("a")), result("a"), CLOSING, USER] * 4, CLOSING],
        [
            *[
                message
                for name in ("a", "call_1", "call_2", "call_3")
                for message in (calling(call(name)), result(name), CLOSING, USER)
            ],
            CLOSING,
        ],
    ),
    "the near result of a call whose id is too long": (
        [calling(call(LONG)), result(f"{LONG} "), CLOSING],
        [calling(call("call_1")), result("call_1"), CLOSING],
    ),
    "the same long id twice in a message": (
        [calling(call(LONG), call(LONG)), result(LONG), result(LONG), CLOSING],
        [calling(call("call_2"), call("call_1")), result("call_2"), result("call_1"), CLOSING],
    ),
    "a call with nothing but its function": (
        [calling(bare(call(), "id", "type")), *without_ids(RESULTS[0]), CLOSING],
        [calling(call()), RESULTS[0], CLOSING],
    ),
    "a flat call without an id, and its result": (
        [calling({"name": "get_weather", "arguments": {"city": "Oslo"}}), *without_ids(RESULTS[0]), CLOSING],
        [calling(call()), RESULTS[0], CLOSING],
    ),
    "prefix and double encoding": (
        [calling(call(arguments=json.dumps(json.dumps(TEXT)), name=" functions.get_weather"))],
        [calling(call())],
    ),
    "a wrapper with a result for each call": (
        [
            calling(
                call(
                    "w",
                    {
                        "tool_uses": [
                            {"recipient_name": "functions.get_weather", "parameters": {"city": city}}
                            for city in ("Oslo", "Rome")
                        ]
                    },
                    "multi_tool_use.parallel",
                )
            ),
            result("w", "A"),
            result("w", "B"),
            CLOSING,
        ],
        [
            calling(call("w"), call("call_1", '{"city": "Rome"}')),
            result("w", "A"),
            result("call_1", "B"),
            CLOSING,
        ],
    ),
}


@pytest.mark.parametrize(("before", "after"), SEVERAL.values(), ids=SEVERAL)
@pytest.mark.parametrize("separators", [None, (",", ":")])
def test_several_mistakes_in_one_line(before: list[Any], after: list[Any], separators: Any) -> None:
    line = json.dumps(chat(*before), separators=separators)
    fixed, refused = repair(line)
    assert decoded(json.loads(fixed)) == decoded(chat(*after))
    assert refused == []
    assert fixed == json.dumps(
        json.loads(fixed), separators=separators
    )  # what is new is written like the rest
    assert repair(fixed) == (fixed, [])


ALONE = {
    "two results without ids, two open calls": [calling(*IDS[:2]), *without_ids(*RESULTS[:2]), CLOSING],
    "a typo in the name": [calling(call(name="get_wether"))],
    "an array of arguments": [calling(call(arguments=["Oslo"]))],
    "arguments that were cut off": [calling(call(arguments='{"city": "Oslo"'))],
    "a call of nothing": [calling(call(arguments=None, name="unknown"))],
    "a wrapper with one result for two calls": [
        calling(
            call(
                arguments=json.dumps(
                    {"tool_uses": [{"recipient_name": "functions.get_weather", "parameters": {}}] * 2}
                ),
                name="multi_tool_use.parallel",
            )
        ),
        result("call_1"),
        CLOSING,
    ],
    "a wrapper of two calls without a result": [
        calling(
            call(
                arguments=json.dumps(
                    {"tool_uses": [{"recipient_name": "functions.get_weather", "parameters": {}}] * 2}
                ),
                name="multi_tool_use.parallel",
            )
        ),
        CLOSING,
    ],
    "a wrapper around an unknown tool": [
        calling(
            call(
                arguments=json.dumps({"tool_uses": [{"recipient_name": "x", "parameters": {}}]}),
                name="multi_tool_use.parallel",
            )
        )
    ],
    "an empty tool_calls without text": [{"role": "assistant", "content": None, "tool_calls": []}],
}


@pytest.mark.parametrize("messages", ALONE.values(), ids=ALONE)
def test_what_is_not_plain_is_left_alone(messages: list[Any]) -> None:
    line = json.dumps(chat(*messages))
    assert repair(line)[0] == line


def test_an_empty_tool_calls_before_results_is_refused() -> None:
    line = json.dumps(chat({**CLOSING, "tool_calls": []}, result("call_1"), CLOSING))
    assert repair(line) == (line, ["it would bring FT312"])


def preference(given: list[Any], preferred: list[Any], other: list[Any]) -> dict[str, Any]:
    return {
        "input": {"messages": [USER, *given], "tools": [WEATHER]},
        "preferred_output": preferred,
        "non_preferred_output": other,
    }


def test_preference_lines() -> None:
    before = preference(
        [calling(bare(call(), "id")), *without_ids(result("")), CLOSING, USER],
        [calling(call(7, {"city": "Oslo"}))],
        [calling(bare(call("x", "{'city': 'Oslo'}", "functions.get_weather"), "type"))],
    )
    after = preference(
        [calling(call()), RESULTS[0], CLOSING, USER],
        [calling(call("call_2"))],
        # what it says may be why it is not preferred; how it is written is not
        [calling(call("x", "{'city': 'Oslo'}", "functions.get_weather"))],
    )
    fixed, refused = repair(json.dumps(before), kind="dpo")
    assert json.loads(fixed) == after
    assert refused == []


def test_results_of_a_shared_input_in_both_outputs() -> None:
    given = [calling(call(LONG))]
    before = preference(given, [result(LONG), CLOSING], [result(LONG, "Sun"), CLOSING])
    after = preference([calling(call())], [RESULTS[0], CLOSING], [result("call_1", "Sun"), CLOSING])
    assert json.loads(repair(json.dumps(before), kind="dpo")[0]) == after


def test_reinforcement_lines_keep_what_is_for_the_grader() -> None:
    before = {**chat(calling(call(arguments={"city": "Oslo"}))), "answer": {"id": None, "tool_calls": []}}
    after = {**chat(calling(call())), "answer": {"id": None, "tool_calls": []}}
    assert json.loads(repair(json.dumps(before), kind="rft", unsafe=False)[0]) == after


def spliced(arguments: str) -> str:
    """Write a line with this source text for the arguments."""
    return json.dumps(chat(calling(call(arguments=0)))).replace('"arguments": 0', f'"arguments": {arguments}')


def test_numbers_keep_their_spelling() -> None:
    source = '{"a": 1.0, "b": 12345678901234567890123, "c": 1E-7, "d": -0.0}'
    encoded = json.dumps(source)
    assert repair(spliced(source)) == (spliced(encoded), [])
    assert repair(spliced(encoded), target="hf") == (spliced(source), [])


def test_ascii_escapes() -> None:
    fixed, _ = repair(spliced(r'{"city": "Troms\u00f8"}'))
    assert fixed == spliced(r'"{\"city\": \"Troms\u00f8\"}"')
    assert fixed.isascii()
    assert json.loads(fixed)["messages"][1]["tool_calls"][0]["function"]["arguments"] == '{"city": "Tromsø"}'
    assert repair(spliced(r'"{\"city\": \"Troms\u00f8\"}"'), target="hf") == (
        spliced(r'{"city": "Troms\u00f8"}'),
        [],
    )


def test_objects_take_no_line_breaks() -> None:
    text = '{\n  "city": "a,  b",\r\n\t"days": [\n1,\n2 ]\n}\n'
    assert repair(spliced(json.dumps(text)), target="hf") == (
        spliced('{"city": "a,  b", "days": [1, 2 ]}'),
        [],
    )


def test_a_repaired_text_is_an_object_where_the_target_takes_one() -> None:
    assert repair(spliced("\"{'city': 1.50}\""), target="hf")[0] == spliced('{"city": 1.50}')
    assert repair(spliced(r'"\"{\\\"city\\\": 1}\""'), target="hf")[0] == spliced('{"city": 1}')


def test_a_key_that_comes_twice_is_not_hidden() -> None:
    line = spliced(json.dumps(json.dumps('{"city": 1, "city": 2}')))
    assert repair(line) == (line, ["it would bring FT305"])


def test_new_ids_of_a_form() -> None:
    messages = [calling(bare(call(), "id"), call("a"), call("a")), *without_ids(result("")), result("a")]
    fixed, refused = repair(json.dumps(chat(*messages, result("a"), CLOSING)), target="mistral")
    assert refused == []
    _, asking, *results, _ = json.loads(fixed)["messages"]
    ids = [each["id"] for each in asking["tool_calls"]]
    assert len(set(ids)) == 3
    assert all(len(name) == 9 and name.isalnum() for name in ids)
    assert sorted(each["tool_call_id"] for each in results) == sorted(ids)


def test_the_same_id_gets_the_same_form() -> None:
    lines = [
        json.dumps(chat(calling(call(call_id)), result(call_id), CLOSING)) for call_id in ("a", "b", "a")
    ]
    one, other, again = [repair(line, target="mistral")[0] for line in lines]
    assert one == again != other


def test_the_name_of_a_legacy_call_changes_with_that_of_its_result() -> None:
    def legacy(name: str) -> dict[str, Any]:
        return {
            "messages": [
                USER,
                {"role": "assistant", "content": None, "function_call": {"name": name, "arguments": "{}"}},
                {"role": "function", "name": name, "content": "Rain"},
                CLOSING,
            ],
            "functions": [WEATHER["function"]],
        }

    fixed, _ = repair(json.dumps(legacy("functions.Get_Weather")), unsafe=False)
    assert json.loads(fixed) == legacy("get_weather")


BROKEN = {
    '{"a": 1,}': '{"a": 1}',
    "{a: 'x', b: [1, 2,],}": '{"a": "x", "b": [1, 2]}',
    '{"a": "x\ny"}': r'{"a": "x\ny"}',
    "{'a': None, 'b': (1, -2.50), 'c': 'it\\'s \"so\"', 'd': {}}": (
        '{"a": null, "b": [1, -2.50], "c": "it\'s \\"so\\"", "d": {}}'
    ),
    "```\n{'a': 0x10}\n```": '{"a": 16}',
    "```json\n{}```": "{}",
    "{'a': {1, 2}}": None,
    "{1: 'a', 'day': 2024-01-05}": '{"1": "a", "day": "2024-01-05"}',
    "{'a': 1e999}": None,
    "{'a': f(x)}": None,
    '{"a": NaN}': None,
    '{"a": 1': None,
    '```json\n{"a": "b': None,
    "```json\n[1]\n```": None,
    '{"a": 1} {"b": 2}': None,
    "Oslo": None,
    "{'a': " * 2000: None,
}


@pytest.mark.parametrize(("text", "expected"), BROKEN.items())
def test_texts_that_are_nearly_json(text: str, expected: str | None) -> None:
    assert as_object(text) == expected


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
OBJECTS = st.dictionaries(st.text(), VALUES, max_size=4)


@given(OBJECTS, st.booleans(), st.sampled_from([None, (",", ":")]))
def test_encoded_arguments_decode_to_the_object(value: Any, ascii_only: bool, separators: Any) -> None:
    example = chat(calling(call(arguments=value)))
    line = json.dumps(example, ensure_ascii=ascii_only, separators=separators)
    fixed, refused = repair(line, unsafe=False)
    assert refused == []
    text = json.loads(fixed)["messages"][1]["tool_calls"][0]["function"]["arguments"]
    assert isinstance(text, str)
    assert json.loads(text) == value
    assert json.loads(fixed) == chat(calling(call(arguments=text)))
    back = json.loads(repair(fixed, unsafe=False, target="hf")[0])
    assert back == example


@given(OBJECTS)
@example({"'\U00018d09": None})
def test_a_python_dict_is_written_as_the_same_value(value: Any) -> None:
    written = as_object(str(value))
    assert written is not None
    assert json.loads(written) == value


@given(st.text("{}[]'\"\\,:` \n\rabNTrue01.-", max_size=60))
def test_any_text_is_repaired_to_an_object_or_left_alone(text: str) -> None:
    written = as_object(text)
    assert written is None or isinstance(json.loads(written), dict)
