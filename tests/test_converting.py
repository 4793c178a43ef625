"""Converting: values stay, only what a provider wants otherwise changes, and the rest is said."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ftlint.converting.lines import Conversion
from ftlint.converting.portable import ENDS, STEPS
from ftlint.converting.route import Route, route
from ftlint.files import look_at
from ftlint.findings import Severity
from ftlint.linting import choose_job, choose_levels
from ftlint.reading.formats import format_of_file
from ftlint.reading.reader import source_of_file
from ftlint.targets import load, names

if TYPE_CHECKING:
    from pathlib import Path

TOOL = {
    "type": "function",
    "function": {"name": "get_weather", "parameters": {"type": "object", "properties": {}}},
}
PAIR = {
    "input": {"messages": [{"role": "user", "content": "Weather in Oslo?"}], "tools": [TOOL]},
    "preferred_output": [{"role": "assistant", "content": "Rain."}],
    "non_preferred_output": [{"role": "assistant", "content": "No idea."}],
}
TRL = {
    "prompt": [{"role": "user", "content": "Weather in Oslo?"}],
    "chosen": [{"role": "assistant", "content": "Rain."}],
    "rejected": [{"role": "assistant", "content": "No idea."}],
    "tools": [TOOL],
}


def run(*words: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "ftlint", "convert", *words], input=stdin, capture_output=True, check=False
    )


def conversion(value: dict[str, Any], target: str) -> Conversion:
    kind = format_of_file([value])
    way = (
        Route("dpo", True, target == "hf")
        if kind == "preference"
        else Route(kind, False, (kind, target) == ("dpo", "hf"))
    )
    return Conversion(target, way)


def converted(value: dict[str, Any], target: str) -> dict[str, Any]:
    line = conversion(value, target).change(json.dumps(value).encode(), 1)
    assert line is not None
    result = json.loads(line)
    assert isinstance(result, dict)
    return result


def chat(arguments: object = "{}", call_id: str = "call_1", **more: object) -> dict[str, Any]:
    return {
        "messages": [
            {"role": "user", "content": "Weather in Oslo?"},
            {
                "role": "assistant",
                "tool_calls": [
                    {
                        "id": call_id,
                        "type": "function",
                        "function": {"name": "get_weather", "arguments": arguments},
                    }
                ],
            },
            {"role": "tool", "tool_call_id": call_id, "content": "Rain", **more},
            {"role": "assistant", "content": "It rains."},
        ],
        "tools": [TOOL],
    }


def test_there_and_back_is_the_identity(examples: Path, tmp_path: Path) -> None:
    path = tmp_path / "train.jsonl"
    original = (examples / "support-agent.jsonl").read_bytes()
    path.write_bytes(original)
    there = run(str(path), "--to", "hf")
    assert there.returncode == 0
    assert b"converted 22 of 24 examples for hf" in there.stderr
    assert b"35 texts of arguments decoded to objects" in there.stderr
    assert b"loss-bearing turns: 56 -> 56 (calls 31 -> 31, answers 25 -> 25)" in there.stderr
    first = json.loads(path.read_bytes().splitlines()[0])["messages"][2]["tool_calls"][0]["function"]
    assert first["arguments"] == {"order_id": "A-10482"}
    assert run(str(path), "--to", "openai").returncode == 0
    assert path.read_bytes() == original


def test_what_is_right_already_stays(examples: Path) -> None:
    original = (examples / "support-agent.jsonl").read_bytes()
    for target in ("openai", "azure", "together", "fireworks"):
        done = run("-", "--to", target, stdin=original)
        assert (done.returncode, done.stdout) == (0, original), target
        assert b"nothing had to be changed" in done.stderr


def test_ids_of_mistral_change_at_both_ends() -> None:
    _, call, answer, _ = converted(chat(), "mistral")["messages"]
    assert re.fullmatch("[a-zA-Z0-9]{9}", answer["tool_call_id"])
    assert call["tool_calls"][0]["id"] == answer["tool_call_id"]
    assert converted(chat(call_id="TX92Jm8Zi"), "mistral") == chat(call_id="TX92Jm8Zi")


@pytest.mark.parametrize(
    ("target", "role"),
    [
        ("openai", "developer"),
        ("azure", "developer"),
        ("together", "system"),
        ("mistral", "system"),
        ("hf", "system"),
    ],
)
def test_developer(target: str, role: str) -> None:
    value = chat({} if target == "hf" else "{}", "TX92Jm8Zi")
    value["messages"].insert(0, {"role": "developer", "content": "Be short."})
    assert converted(value, target)["messages"][0]["role"] == role


def test_legacy_functions_become_tools() -> None:
    value = {
        "messages": [
            {"role": "user", "content": "Weather in Oslo?"},
            {"role": "assistant", "function_call": {"name": "get_weather", "arguments": '{"city": "Oslo"}'}},
            {"role": "function", "name": "get_weather", "content": "Rain"},
            {"role": "assistant", "content": "It rains."},
        ],
        "functions": [TOOL["function"]],
    }
    result = converted(value, "openai")
    assert result["tools"] == [TOOL]
    assert result["messages"][1]["tool_calls"][0]["function"]["arguments"] == '{"city": "Oslo"}'
    assert result["messages"][2]["role"] == "tool"
    arguments = converted(value, "hf")["messages"][1]["tool_calls"][0]["function"]["arguments"]
    assert arguments == {"city": "Oslo"}


def test_null_content_for_azure_and_parts_of_tools() -> None:
    value = chat()
    value["messages"][1]["content"] = None
    value["messages"][2]["content"] = [{"type": "text", "text": "Ra"}, {"type": "text", "text": "in"}]
    assert converted(value, "azure") == chat()
    assert "content" in converted(value, "together")["messages"][1]


def test_name_of_a_result_goes_only_where_its_call_has_it() -> None:
    named, other = chat(name="get_weather"), chat(name="get_time")
    assert converted(named, "openai") == chat()
    assert converted(other, "openai") == other
    assert converted(named, "together") == named


def test_preference_there_and_back() -> None:
    assert converted(PAIR, "hf") == TRL
    assert converted(TRL, "openai") == PAIR
    assert converted(TRL, "together") == PAIR
    assert converted(TRL, "hf") == TRL


def test_preference_bytes() -> None:
    line = json.dumps(PAIR, ensure_ascii=False).encode()
    there = conversion(PAIR, "hf").change(line, 1) or b""
    assert there == json.dumps(TRL).encode()
    assert conversion(TRL, "azure").change(there, 1) == line


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"prompt": "Hi", "chosen": "Hello!", "rejected": "What?"}, 1),
        (
            {
                "prompt": "Hi",
                "chosen": [{"role": "user", "content": "Hi"}, {"role": "assistant", "content": "Hello!"}],
                "rejected": [{"role": "user", "content": "Hi"}, {"role": "assistant", "content": "What?"}],
            },
            1,
        ),
        (
            {
                "chosen": [{"role": "user", "content": "Hi"}, {"role": "assistant", "content": "Hello!"}],
                "rejected": [{"role": "user", "content": "Hi"}, {"role": "assistant", "content": "What?"}],
            },
            1,
        ),
        (
            {
                "chosen": [{"role": "user", "content": "Hi"}, {"role": "assistant", "content": "Hello!"}],
                "rejected": [{"role": "user", "content": "Hi"}, {"role": "assistant", "content": "Hello!"}],
            },
            1,
        ),
    ],
)
def test_other_frames_of_preferences(value: dict[str, Any], expected: int) -> None:
    result = converted(value, "openai")
    assert result["input"] == {"messages": [{"role": "user", "content": "Hi"}]}
    assert result["preferred_output"] == [{"role": "assistant", "content": "Hello!"}]
    assert len(result["non_preferred_output"]) == expected
    assert result.keys() == PAIR.keys()


@pytest.mark.parametrize(
    "value",
    [
        {"chosen": "\n\nHuman: Hi\n\nAssistant: Hello!", "rejected": "\n\nHuman: Hi\n\nAssistant: What?"},
        {"prompt": "Hi", "chosen": [], "rejected": "What?"},
        {"prompt": 3, "chosen": "a", "rejected": "b"},
        {
            "chosen": [{"role": "user", "content": "Hi"}, {"role": "assistant", "content": "Hello!"}],
            "rejected": [{"role": "user", "content": "Hey"}, {"role": "assistant", "content": "What?"}],
        },
        {**TRL, "input": 3},
    ],
)
def test_a_frame_that_is_not_plain_is_left_and_said(value: dict[str, Any]) -> None:
    made = conversion({"chosen": 1, "rejected": 1}, "openai")
    line = json.dumps(value).encode()
    assert made.change(line, 1) in (line, None)
    assert made.changed == 0


def test_columns_of_others_are_kept_and_said() -> None:
    done = run("-", "--to", "openai", stdin=json.dumps({**TRL, "score_chosen": 7.5}).encode())
    assert json.loads(done.stdout) == {**PAIR, "score_chosen": 7.5}
    assert done.returncode == 1
    assert b"not carried over: FT103" in done.stderr
    assert b"score_chosen" in done.stderr


def test_weights_are_kept_and_said() -> None:
    value = chat({})
    value["messages"][3]["weight"] = 0
    done = run("-", "--to", "hf", stdin=json.dumps(value).encode())
    assert json.loads(done.stdout) == value
    assert done.returncode == 1
    assert b'hf has no "weight"' in done.stderr


def test_rules_that_providers_differ_in_are_steps_or_said() -> None:
    levels = [choose_levels(choose_job(name)) for name in names()]
    differ = {
        code
        for code in set().union(*levels)
        if len({each.get(code) is Severity.ERROR for each in levels}) == 2
    }
    assert differ - STEPS.keys() - ENDS == {"FT119"}  # of the file, and said when the way is looked for


def _tools(*, many: int = 1, name: str = "f", **properties: object) -> list[object]:
    parameters = {"type": "object", "properties": properties}
    return [
        {"type": "function", "function": {"name": f"{name}{at or ''}", "parameters": parameters}}
        for at in range(many)
    ]


ASK, SAY = {"role": "user", "content": "Hi"}, {"role": "assistant", "content": "Hello!"}
PICTURE = {"type": "image_url", "image_url": {"url": "https://example.com/a.png"}}


@pytest.mark.parametrize(
    ("value", "target", "code"),
    [
        ({"messages": [ASK, SAY], "tools": _tools(name="a.b")}, "openai", "FT403"),
        ({"messages": [ASK, SAY], "tools": _tools(a={"type": "array"})}, "openai", "FT411"),
        ({"messages": [ASK, SAY], "tools": _tools(many=129)}, "openai", "FT405"),
        ({"messages": [ASK, {**SAY, "content": "a <|endoftext|> b"}]}, "openai", "FT506"),
        ({"messages": [{**ASK, "content": [PICTURE] * 11}, SAY]}, "openai", "FT845"),
        ({"messages": [ASK, {**SAY, "weight": 0.5}]}, "openai", "FT115"),
        ({"messages": [ASK, SAY, ASK]}, "mistral", "FT205"),
    ],
)
def test_what_only_this_provider_refuses_is_said(value: dict[str, Any], target: str, code: str) -> None:
    done = run("-", "--to", target, stdin=json.dumps(value).encode())
    assert json.loads(done.stdout) == value
    assert done.returncode == 1
    assert f"not carried over: {code}: ".encode() in done.stderr


def test_weights_that_others_take() -> None:
    value = {"messages": [{**ASK, "weight": 0}, {**SAY, "weight": True}]}
    assert converted(value, "openai")["messages"] == [ASK, {**SAY, "weight": 1}]
    assert converted(value, "together")["messages"] == [value["messages"][0], {**SAY, "weight": 1}]
    assert converted(value, "hf") == value


def test_byte_order_mark_goes_where_it_is_refused() -> None:
    line = b"\xef\xbb\xbf" + json.dumps(chat()).encode()
    assert conversion(chat(), "openai").change(line, 1) == line[3:]
    assert conversion(chat(), "azure").change(line, 1) == line


def test_reinforcement_has_no_loss_bearing_turns_to_report() -> None:
    value = {"messages": [{"role": "developer", "content": "Be short."}, ASK], "answer": "Hello!"}
    done = run("-", "--to", "fireworks", stdin=json.dumps(value).encode())
    assert b"1 developer message made a system message" in done.stderr
    assert b"loss-bearing" not in done.stderr


@pytest.mark.parametrize("arguments", ["{broken", "", "[1]", '{"a": 1, "a": 2}'])
def test_arguments_that_cannot_be_an_object_stay_text(arguments: str) -> None:
    done = run("-", "--to", "hf", stdin=json.dumps(chat(arguments)).encode())
    assert json.loads(done.stdout) == chat(arguments)
    assert done.returncode == 1
    assert b"not carried over" in done.stderr


@pytest.mark.parametrize(
    ("text", "target", "said"),
    [
        (json.dumps(PAIR), "mistral", b"the file is preference (dpo); mistral takes sft"),
        (
            json.dumps({"messages": [{"role": "user", "content": "a"}], "x": 1}),
            "hf",
            b"sft, completions, dpo",
        ),
        ('{"prompt": "a", "completion": "b"}', "azure", b"azure takes sft, dpo, rft"),
        ('[{"messages": [{"role": "user", "content": "a"}]}]', "openai", b"--fix writes it as JSON Lines"),
        ('{"instruction": "a", "output": "b"}', "openai", b"Alpaca"),
        (json.dumps(chat()), "opnai", b"did you mean"),
    ],
)
def test_refused(text: str, target: str, said: bytes, tmp_path: Path) -> None:
    path = tmp_path / "train.jsonl"
    path.write_text(text)
    done = run(str(path), "--to", target)
    assert done.returncode == 2
    assert said in done.stderr
    assert b"Traceback" not in done.stderr
    assert path.read_text() == text


def test_lines_that_cannot_be_read_are_copied() -> None:
    lines = [json.dumps(chat()).encode(), b"{broken", b"", b'{"prompt": "a", "completion": "b"}']
    done = run("-", "--to", "hf", "--format", "sft", stdin=b"\n".join(lines))
    assert done.stdout.split(b"\n")[1:] == lines[1:]
    assert b"2 lines were not read" in done.stderr
    assert done.returncode == 1


def test_diff_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "train.jsonl"
    path.write_text(json.dumps(chat()) + "\n")
    text = path.read_bytes()
    done = run(str(path), "--to", "mistral", "--diff")
    assert done.returncode == 0
    assert path.read_bytes() == text
    assert b"tool_call_id" in done.stdout


_JSON = st.recursive(
    st.one_of(
        st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False, allow_infinity=False), st.text()
    ),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(), inner, max_size=3)),
    max_leaves=6,
)
_ARGUMENTS = st.dictionaries(st.text(), _JSON, max_size=4)


@given(_ARGUMENTS, st.booleans(), st.booleans(), st.sampled_from([None, 1]))
def test_arguments_there_and_back(
    arguments: dict[str, object], escaped: bool, within: bool, indent: int | None
) -> None:
    value = chat(json.dumps(arguments, ensure_ascii=within, indent=indent))
    line = json.dumps(value, ensure_ascii=escaped).encode("utf-8", "surrogatepass")
    there = conversion(value, "hf").change(line, 1)
    if there is None:  # a lone surrogate
        return
    left = conversion(value, "openai").change(there, 1) or b""
    result = json.loads(left)
    said = result["messages"][1]["tool_calls"][0]["function"].pop("arguments")
    value["messages"][1]["tool_calls"][0]["function"].pop("arguments")
    assert json.loads(said) == arguments
    assert result == value
    if not within and indent is None:
        assert left == line


@given(
    _ARGUMENTS,
    st.booleans(),
    st.lists(st.sampled_from(["user", "system"]), min_size=1, max_size=3),
    st.text(),
)
def test_preferences_there_and_back(
    arguments: dict[str, object], parallel: bool, roles: list[str], text: str
) -> None:
    value = chat(json.dumps(arguments, ensure_ascii=False))
    pair = {
        "input": {
            "messages": [{"role": role, "content": text} for role in roles],
            "tools": value["tools"],
            "parallel_tool_calls": parallel,
        },
        "preferred_output": value["messages"][1:2],
        "non_preferred_output": [{"role": "assistant", "content": text}],
    }
    line = json.dumps(pair, ensure_ascii=False).encode("utf-8", "surrogatepass")
    there = conversion(pair, "hf").change(line, 1)
    if there is None:  # a lone surrogate
        return
    assert json.loads(there).keys() == {*TRL, "parallel_tool_calls"}
    assert json.loads(conversion(TRL, "openai").change(there, 1) or b"") == pair


@pytest.mark.parametrize("target", names())
def test_real_files(real_files: Path, target: str) -> None:
    for file in sorted(real_files.glob("*.jsonl")):
        source = source_of_file(file)
        kind, obstacle = look_at(source)
        provider = load(target)
        if obstacle is not None or (kind not in provider.formats and (kind, target) != ("dpo", "hf")):
            continue
        made = Conversion(target, route(kind, None, provider, file.name))
        for number, line in enumerate(file.read_bytes().splitlines(), 1):
            new = made.change(line, number)
            assert new is not None, (file.name, number)
            back = conversion(json.loads(new), target).change(new, number)
            assert back == new, (file.name, number)
        assert made.before == made.after
