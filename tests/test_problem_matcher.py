"""The problem matcher for VS Code, on the lines that `concise` really writes."""

from __future__ import annotations

import io
import json
import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from ftlint.linting import lint
from ftlint.reporters import Look, reporter
from ftlint.rulebook import rulebook
from ftlint.text.glyphs import visible

if TYPE_CHECKING:
    from ftlint.results import Result

ROOT = Path(__file__).resolve().parent.parent
MATCHER: dict[str, Any] = json.loads((ROOT / "docs/editors/problem-matcher.json").read_text("utf-8"))
PATTERN: dict[str, Any] = MATCHER["pattern"]
FIELDS = ("file", "line", "column", "severity", "code", "message")

SPOOF = "x:1:1: error: FT001 invalid-json: not so"
LINES = [
    {"messages": [{"role": SPOOF, "content": "Hi"}, {"role": "assistant", "content": "Ho"}]},
    {"messages": [{"role": "user", "content": "\x1b[2J"}, {"role": "a\nb:2:3: error: FT002 x: y"}]},
    {"messages": [], SPOOF: 1, "::error file=x,line=1::": "\u202e"},
]
NAMES = [
    "train.jsonl",
    "/home/me/train 1.jsonl",
    "C:\\Users\\me\\train.jsonl",
    "\\\\server\\share\\train.jsonl",
    "a:b:12.jsonl",
    "10:30:00 train.jsonl",
    "(train).jsonl: error",
    "tráin – 数据.jsonl",
    "new\nline\x1b[31m.jsonl",
]


@pytest.fixture(scope="module")
def result(tmp_path_factory: pytest.TempPathFactory) -> Result:
    path: Path = tmp_path_factory.mktemp("matcher") / "train.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in LINES) + "[1]\n\n{", "utf-8")
    return lint(str(path))


def named(result: Result, name: str) -> Result:
    [file] = result.files
    return replace(result, files=[replace(file, source=replace(file.source, name=name))])


def written(result: Result) -> list[str]:
    to = io.StringIO()
    reporter("concise")(result, to, Look())
    return to.getvalue().split("\n")


def expected(result: Result) -> list[dict[str, str]]:
    cards = rulebook().cards
    return [
        {
            "file": visible(file.name),
            "line": str(file.location(finding).line),
            "column": str(file.location(finding).column),
            "severity": str(finding.severity),
            "code": finding.code,
            "message": f"{cards[finding.code].name}: {visible(finding.message)}",
        }
        for file, finding in result.findings
    ]


def matched(lines: list[str]) -> list[dict[str, str]]:
    matches = (re.search(PATTERN["regexp"], line) for line in lines)
    return [{field: match[PATTERN[field]] for field in FIELDS} for match in matches if match]


@pytest.mark.parametrize("name", NAMES)
def test_every_finding_is_matched_and_nothing_else(result: Result, name: str) -> None:
    told = named(result, name)
    found = matched(written(told))
    assert found == expected(told)
    assert len(found) > 8
    assert {problem["severity"] for problem in found} >= {"error", "warning"}


def test_the_shipped_examples(examples: Path) -> None:
    told = lint(str(examples))
    assert matched(written(told)) == expected(told) != []


def test_every_code_and_name_in_the_book_is_matched() -> None:
    for card in rulebook():
        assert matched([f"t.jsonl:1:2: info: {card.code} {card.name}: said"])


def test_the_task_in_the_documentation_holds_the_matcher() -> None:
    text = (ROOT / "docs/editors.md").read_text("utf-8")
    [block] = re.findall(r"^```json\n(.*?)^```", text, re.DOTALL | re.MULTILINE)
    [task] = json.loads(block)["tasks"]
    assert task["problemMatcher"] == MATCHER


@pytest.mark.parametrize(
    "line", re.findall(r"^```\n(.*?)\n```", (ROOT / "docs/editors.md").read_text("utf-8"), re.MULTILINE)
)
def test_the_line_in_the_documentation_is_matched(line: str) -> None:
    assert matched([line])


NODE = shutil.which("node")


@pytest.mark.skipif(NODE is None, reason="there is no JavaScript here")
def test_javascript_reads_it_as_python_does(result: Result) -> None:
    lines = [line for name in NAMES for line in written(named(result, name))]
    code = """
const [pattern, lines] = JSON.parse(require("fs").readFileSync(0, "utf8"));
console.log(JSON.stringify(lines.map(line => [...(new RegExp(pattern).exec(line) ?? [])])));
"""
    given = json.dumps([PATTERN["regexp"], lines])
    assert NODE is not None
    run = subprocess.run([NODE, "-e", code], input=given, capture_output=True, text=True, check=True)
    matches = [re.search(PATTERN["regexp"], line) for line in lines]
    assert json.loads(run.stdout) == [[match[0], *match.groups()] if match else [] for match in matches]
