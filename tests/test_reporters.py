"""What the output formats promise: the JSON contract, and a screen that data cannot take over."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import jsonschema
import pytest

from ftlint import lint
from ftlint.reporters import Look, reporter
from ftlint.reporters.figures_block import histogram, share, short
from ftlint.reporters.pointers import pointer
from ftlint.tally import Tally
from ftlint.text.words import path_text

if TYPE_CHECKING:
    from ftlint import Result

ROOT = Path(__file__).resolve().parent.parent

EVIL = "\x1b]0;owned\x07\x1b[2J [bold red]x[/] ::error::no \u202egnp.exe \u2066\x00\x9b31m"


def written(result: Result, name: str, width: int = 100) -> str:
    out = io.StringIO()
    reporter(name)(result, out, Look(color="never", width=width))
    return out.getvalue()


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    path = tmp_path / "hostile.jsonl"
    lines = [
        {"messages": [{"role": EVIL, "content": EVIL}, {"role": "user", EVIL: EVIL}]},
        {
            "messages": [
                {"role": "user", "content": "Go"},
                {
                    "role": "assistant",
                    "tool_calls": [
                        {
                            "id": EVIL,
                            "type": "function",
                            "function": {"name": EVIL, "arguments": json.dumps({EVIL: EVIL})},
                        },
                        {"id": EVIL, "type": "function", "function": {"name": EVIL, "arguments": EVIL}},
                    ],
                },
                {"role": "tool", "tool_call_id": EVIL + "2", "content": EVIL},
            ],
            "tools": [
                {
                    "type": "function",
                    "function": {
                        "name": EVIL,
                        "parameters": {"type": EVIL, "properties": {EVIL: {"enum": [EVIL]}}},
                    },
                }
            ],
            EVIL: EVIL,
        },
    ]
    text = "".join(json.dumps(line, ensure_ascii=True) + "\n" for line in lines)
    raw = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    path.write_bytes(text.encode() + raw.encode() + b"\x1b[2J{\n" + EVIL.encode() + b"\n")
    return path


@pytest.mark.parametrize("name", ["full", "concise"])
def test_data_never_sends_control_sequences(hostile: Path, name: str) -> None:
    text = written(lint(str(hostile)), name)
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text)
    assert "[bold red]" in text or name == "concise"


def test_no_line_of_output_is_a_workflow_command(hostile: Path) -> None:
    for name in ("full", "concise"):
        assert not re.search(r"^\s*::", written(lint(str(hostile)), name), re.MULTILINE)


def test_json_report_follows_its_published_schema(hostile: Path, examples: Path) -> None:
    schema = json.loads((ROOT / "docs" / "report.schema.json").read_text())
    for path in (hostile, examples):
        report = json.loads(written(lint(str(path)), "json"))
        jsonschema.validate(report, schema)
        assert report["schema_version"] == 1


def test_json_columns_are_code_points_and_the_end_is_exclusive(tmp_path: Path) -> None:
    path = tmp_path / "wide.jsonl"
    line = '{"messages": [{"role": "user", "content": "天気は？😀"}, {"role": "model", "content": "晴れ"}]}'
    path.write_text(line + "\n", encoding="utf-8")
    findings = json.loads(written(lint(str(path), select=["FT105"]), "json"))["findings"]
    [finding] = findings
    assert (finding["line"], finding["end_line"]) == (1, 1)
    assert line[finding["column"] - 1 : finding["end_column"] - 1] == '"model"'
    assert finding["pointer"] == "/messages/1/role"
    assert finding["name"] == "unknown-role"
    assert finding["fix"] == "unsafe"


def test_whole_file_finding_is_at_line_1_with_an_empty_pointer(tmp_path: Path) -> None:
    path = tmp_path / "array.jsonl"
    path.write_text('[{"messages": []}]\n')
    [finding] = json.loads(written(lint(str(path)), "json"))["findings"]
    assert (finding["code"], finding["line"], finding["column"], finding["pointer"]) == ("FT002", 1, 1, "")


def test_pointer_escapes() -> None:
    assert pointer(("a/b", 0, "c~d")) == "/a~1b/0/c~0d"


def test_path_text() -> None:
    assert path_text(("messages", 2, "tool_calls", 0, "id")) == "messages[2].tool_calls[0].id"
    assert path_text(("messages", 0, "odd key\x1b")) == 'messages[0]["odd key\\u001b"]'


def test_caret_stands_under_the_value(tmp_path: Path) -> None:
    path = tmp_path / "wide.jsonl"
    line = '{"messages": [{"role": "user", "content": "天気は？😀"}, {"role": "model", "content": "晴れ"}]}'
    path.write_text(line + "\n", encoding="utf-8")
    lines = written(lint(str(path), select=["FT105"]), "full").splitlines()
    number = next(n for n, text in enumerate(lines) if '"model"' in text and " | " in text)
    from rich.cells import cell_len

    before = lines[number][: lines[number].index('"model"')]
    assert lines[number + 1].index("^") == cell_len(before)
    assert lines[number + 1].count("^") == len('"model"')


def test_equal_findings_fold_with_exact_totals(tmp_path: Path) -> None:
    path = tmp_path / "many.jsonl"
    line = {"messages": [{"role": "user", "content": "Hi"}, {"role": "bot", "content": "Hello"}]}
    path.write_text((json.dumps(line) + "\n") * 50)
    result = lint(str(path), select=["FT105"])
    text = written(result, "full")
    assert text.count("error FT105") == 1
    assert "… and 49 more FT105 in 49 examples (lines 2, 3, 4, 5, …)" in text
    assert "Found 50 errors in 50 of 50 examples." in text
    assert len(json.loads(written(result, "json"))["findings"]) == 50


def test_figures_of_the_shipped_example(examples: Path) -> None:
    report = json.loads(written(lint(str(examples / "support-agent.jsonl")), "json"))
    summary = report["summary"]
    assert [finding["code"] for finding in report["findings"]] == ["FT708", "FT508"]
    assert summary["examples"] == 24
    turns = summary["turns"]
    assert turns["trained"] + turns["masked"] == turns["total"]
    assert turns["trained"] == turns["assistant"] == turns["calling"] + turns["answering"]
    assert turns["tool_calls"] == sum(tool["calls"] for tool in summary["tools"])
    tokens = summary["tokens"]
    assert 0 < tokens["trained"] < tokens["total"]
    assert tokens["median_example"] <= tokens["p95_example"] <= tokens["max_example"] <= tokens["limit"]
    assert {tool["name"] for tool in summary["tools"] if not tool["calls"]} == {"update_newsletter"}
    cost = summary["cost"]
    assert cost["training"] == pytest.approx(
        tokens["total"] * summary["epochs"]["n"] * cost["per_million_tokens"] / 1e6
    )


def test_short_and_share() -> None:
    sizes = (0, 842, 9_999, 48_661, 214_000, 999_499, 999_999, 1_420_000, 999_950_000)
    words = ["0", "842", "9,999", "48.7 k", "214 k", "999 k", "1.00 M", "1.42 M", "1.00 G"]
    assert [short(n) for n in sizes] == words
    pairs = ((1, 0), (61, 100), (96, 1000), (1, 250), (1, 10_000), (0, 5))
    assert [share(*pair) for pair in pairs] == ["0 %", "61 %", "10 %", "0.4 %", "under 0.1 %", "0 %"]


def test_histogram_covers_all_sizes() -> None:
    tally = Tally()
    tally.sizes.update({10: 1, 20: 8, 30: 4})
    assert histogram(tally, 3) == "▂█▅"
    tally.sizes.clear()
    tally.sizes.update({10: 5})
    assert histogram(tally) == ""
