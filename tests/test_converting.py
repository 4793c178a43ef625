"""Converting: values stay, only what a provider wants otherwise changes, and the rest is said."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ftlint.converting.lines import Conversion
from ftlint.converting.portable import ENDS, STEPS
from ftlint.converting.route import route
from ftlint.files import look_at
from ftlint.findings import Severity
from ftlint.linting import choose_job, choose_levels
from ftlint.reading.reader import source_of_file
from ftlint.targets import load, names

if TYPE_CHECKING:
    from pathlib import Path
from .conversions import ARGUMENTS, PAIR, TOOL, TRL, chat, conversion, converted, run


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


SHAREGPT = {"role": "Human", "content": "Weather in Oslo?"}, {"role": "gpt", "content": "Rain."}
PLAIN = {"role": "user", "content": "Weather in Oslo?"}, {"role": "assistant", "content": "Rain."}


@pytest.mark.parametrize("target", names())
def test_roles_of_other_formats(target: str) -> None:
    value, plain = ({"messages": list(messages)} for messages in (SHAREGPT, PLAIN))
    assert converted(value, target) == plain
    assert converted(plain, target) == plain


@pytest.mark.parametrize("frame", [PAIR, TRL])
def test_roles_of_other_formats_in_preferences(frame: dict[str, Any]) -> None:
    text = json.dumps(frame).replace('"user"', '"human"').replace('"assistant"', '"gpt"')
    assert converted(json.loads(text), "hf") == TRL
    assert converted(json.loads(text), "openai") == PAIR


def test_results_and_developers_of_other_formats() -> None:
    value, foreign = chat({}), chat({})
    for each, role in (value, "system"), (foreign, "Developer"):
        each["messages"].insert(0, {"role": role, "content": "Be short."})
    foreign["messages"][3]["role"] = "observation"
    assert converted(foreign, "hf") == value


def test_roles_of_a_template_stay() -> None:
    value = {"messages": [{"role": "documents", "content": "a"}, ASK, {**SAY, "role": "asistant"}]}
    assert converted(value, "hf") == value


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


@given(ARGUMENTS, st.booleans(), st.booleans(), st.sampled_from([None, 1]))
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
