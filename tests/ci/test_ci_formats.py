"""Formats for CI services: each is what its published schema says, whatever the files hold."""

from __future__ import annotations

import io
import json
import os
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import jsonschema
import pytest
import xmlschema
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from ftlint import lint
from ftlint.findings import Severity
from ftlint.reporters import NAMES, Look
from ftlint.reporters.line_contract import ReportLine
from ftlint.reporters.outputs import parse_outputs, write_outputs
from ftlint.reporters.sarif_format import BASE

from .reports import commands_in, result_of, written

if TYPE_CHECKING:
    from ftlint import Result

SCHEMAS = Path(__file__).resolve().parent.parent / "schemas"

EVIL = (
    "::error file=x::pwned\n::stop-commands::x\r\n%0A::add-mask::a%25 ##[add-mask]b ##vso[task.complete]c "
    "\x1b]0;t\x07\x00\ufffe\udc80 ]]> <!-- <script>alert(1)</script> </failure> & \" ' `` ``` | \\| "
    "![i](https://x.y/z.png) [l](https://x.y) @octocat #1 www.x.y a@b.cc {0} $x$ \u202e"
)

ODD = st.text(st.characters() | st.sampled_from("::##[]%\r\n`|<>&\\\"'@!()\x00\x1b\ud800"), max_size=60)


@pytest.fixture(scope="session")
def sarif_schema() -> jsonschema.Draft7Validator:
    schema = json.loads((SCHEMAS / "sarif-2.1.0.schema.json").read_text(encoding="utf-8"))
    return jsonschema.Draft7Validator(schema, format_checker=jsonschema.Draft7Validator.FORMAT_CHECKER)


@pytest.fixture(scope="session")
def gitlab_schema() -> jsonschema.Draft7Validator:
    return jsonschema.Draft7Validator(
        {"type": "array", "items": json.loads((SCHEMAS / "gitlab-code-quality.schema.json").read_text())}
    )


@pytest.fixture(scope="session")
def junit_schema() -> xmlschema.XMLSchema:
    return xmlschema.XMLSchema(str(SCHEMAS / "junit-10.xsd"))


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a folder that no CI service says anything about."""
    monkeypatch.chdir(tmp_path)
    for name in ("GITHUB_WORKSPACE", "CI_PROJECT_DIR", "GITHUB_ACTIONS"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


def cases(junit_schema: xmlschema.XMLSchema, text: str) -> list[dict[str, Any]]:
    """Check JUnit XML against its schema, and list its test cases."""
    junit_schema.validate(text)
    root: Any = junit_schema.to_dict(text)
    return [case for suite in root["testsuite"] for case in suite["testcase"]]


@pytest.mark.parametrize("clean", [True, False])
def test_reports_of_the_shipped_examples_are_valid(
    examples: Path,
    sarif_schema: jsonschema.Draft7Validator,
    gitlab_schema: jsonschema.Draft7Validator,
    junit_schema: xmlschema.XMLSchema,
    *,
    clean: bool,
) -> None:
    result = lint(str(examples), select=["FT604"] if clean else "ALL")
    found = len(list(result.findings))
    assert (found == 0) is clean
    sarif = json.loads(written(result, "sarif"))
    sarif_schema.validate(sarif)
    assert len(sarif["runs"][0]["results"]) == found
    entries = json.loads(written(result, "gitlab"))
    gitlab_schema.validate(entries)
    assert len({entry["fingerprint"] for entry in entries}) == found
    shown = cases(junit_schema, written(result, "junit"))
    assert len(shown) == found + sum(not file.findings for file in result.files)


@given(texts=st.lists(ODD, min_size=1, max_size=6))
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_one_finding_is_one_entry_whatever_it_says(
    texts: list[str],
    project: Path,
    sarif_schema: jsonschema.Draft7Validator,
    gitlab_schema: jsonschema.Draft7Validator,
    junit_schema: xmlschema.XMLSchema,
) -> None:
    result = result_of(project / "data.jsonl", texts)
    sarif = json.loads(written(result, "sarif"))
    sarif_schema.validate(sarif)
    gitlab = json.loads(written(result, "gitlab"))
    gitlab_schema.validate(gitlab)
    lines = [ReportLine.model_validate_json(line) for line in written(result, "jsonl").splitlines()]
    assert [line.root.type for line in lines] == ["finding"] * len(texts) + ["summary"]
    junit = cases(junit_schema, written(result, "junit"))
    commands = commands_in(written(result, "github"))
    assert [len(texts)] * 4 == [len(sarif["runs"][0]["results"]), len(gitlab), len(junit), len(commands)]
    assert {command.name for command in commands} <= {"error", "warning", "notice"}
    assert len(written(result, "grouped").splitlines()) <= len(texts) * 2 + 6


@given(text=ODD)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_text_from_files_is_never_markup(text: str, project: Path) -> None:
    check_markdown(written(result_of(project / "data.jsonl", [text]), "markdown"))


def check_markdown(page: str) -> None:
    """Parse a page as GitHub does: only what ftlint itself writes may be markup."""
    tokens = MarkdownIt("gfm-like", {"html": True}).parse(page)
    kinds = Counter(token.type for token in tokens)
    inline = Counter(child.type for token in tokens for child in token.children or ())
    assert set(inline) <= {"text", "code_inline", "strong_open", "strong_close", "softbreak"}
    assert kinds["heading_open"] == 3
    assert kinds["table_open"] == 1
    assert not any(kind.startswith("html") for kind in kinds)
    said = " ".join(
        child.content for token in tokens for child in token.children or () if child.type == "text"
    )
    assert not any(sign in said for sign in ("@", "http", "www.", "<", "pwned"))


def test_markdown_of_evil_text(project: Path) -> None:
    name = project / "a|b `c` @x <b>.jsonl"
    check_markdown(written(result_of(name, [EVIL, "``", " x ", "\\", "a\\|b", "`a"]), "markdown"))


def test_markdown_names_files_in_its_table_without_breaking_it(project: Path) -> None:
    one, two = (result_of(project / name, ["x"]) for name in ("a\\|b.jsonl", "``|.jsonl"))
    one.files += two.files
    page = written(one, "markdown")
    check_markdown(page)
    rows = [line for line in page.splitlines() if line.startswith("| FT")]
    assert [row.count("|") for row in rows] == [7]


def test_markdown_stays_in_its_room_and_counts_the_rest(project: Path) -> None:
    result = result_of(project / "data.jsonl", ["x"])
    [file] = result.files
    file.findings = [file.findings[0]] * 3
    result.files = [file] * 2
    file.crashes = [f"FT301 failed on line {n} of data.jsonl: {'y' * 3000}" for n in range(30)]
    page = written(result, "markdown")
    assert len(page.encode()) < 65_536
    assert "internal errors left out" in page
    assert "| FT301 |" in page


def test_annotations_survive_evil_text(project: Path) -> None:
    odd = project / "a,b:c%25::d.jsonl"
    command, *others = commands_in(written(result_of(odd, [EVIL]), "github"))
    assert not others
    assert command.name == "error"
    assert command.properties["file"] == odd.name
    assert command.properties["title"] == "FT301 arguments-not-a-string"
    message, help_ = command.data.split("\n")
    assert help_ == f"help: {message}"
    assert message.startswith(
        r"::error file=x::pwned\n::stop-commands::x\r\n%0A::add-mask::a%25 ##[add-mask]b"
    )
    assert "\\x1b" in message


def test_annotations_of_10_000_findings(project: Path) -> None:
    log = written(result_of(project / "data.jsonl", ["50 % of :: them\nfail"] * 10_000), "github")
    commands = commands_in(log)
    assert Counter(command.name for command in commands) == {"error": 10, "warning": 10, "notice": 10}
    assert [command.name for command in commands] == ["error"] * 10 + ["warning"] * 10 + ["notice"] * 10
    for name in ("error", "warning", "notice"):
        firsts = [one.properties["title"] for one in commands if one.name == name][:5]
        assert len(set(firsts)) == 5, "one of each rule comes before the rest"
    *_, rest, verdict = log.splitlines()
    assert rest.startswith("Annotated: 10 of 3,334 errors, 10 of 3,333 warnings, 10 of 3,333 infos, since")
    left = dict(part.rsplit(" ", 1) for part in rest.partition("Not annotated: ")[2].rstrip(".").split(", "))
    assert sum(int(number.replace(",", "")) for number in left.values()) == 10_000 - 30
    assert verdict.startswith("Found 3,334 errors, 3,333 warnings and 3,333 infos")


def test_annotations_name_files_from_the_root_of_the_repository(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    below = project / "data" / "sets"
    below.mkdir(parents=True)
    (below / "train.jsonl").write_text('{"messages": []}\n')
    monkeypatch.setenv("GITHUB_WORKSPACE", str(project))
    monkeypatch.chdir(below)
    for name in ("train.jsonl", str(below / "train.jsonl"), "../sets/train.jsonl"):
        [command, *_] = commands_in(written(lint(name), "github"))
        assert command.properties["file"] == "data/sets/train.jsonl"


@pytest.mark.parametrize("name", ["json", "jsonl", "sarif", "gitlab", "junit"])
def test_machine_formats_in_a_log_hold_no_commands(name: str, project: Path) -> None:
    text = written(result_of(project / "x.jsonl", [EVIL]), name)
    assert not commands_in(text)
    assert "##vso[" not in text
    assert text.isascii() or name == "junit"


def test_text_in_a_log_is_no_command(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What stands between the two lines is not read by GitHub's runner."""
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    (project / "::error::x.jsonl").write_text('{"messages": [{"role": "##[add-mask]x", "content": "y"}]}\n')
    for name in ("full", "concise", "grouped", "markdown"):
        out = io.StringIO()
        result = lint("::error::x.jsonl")
        write_outputs(result, parse_outputs([name]), Look(color="never", width=100), out)
        first, *_, last = out.getvalue().splitlines()
        token = first.removeprefix("::stop-commands::")
        assert len(token) == 32
        assert last == f"::{token}::"


def test_sarif_describes_rules_places_and_files(project: Path) -> None:
    line = json.dumps({"messages": [{"role": "user", "content": "天気"}, {"role": "bot", "content": "晴れ"}]},
                      ensure_ascii=False)  # fmt: skip
    odd = project / "ä b%.jsonl"
    odd.write_text(line + "\n", encoding="utf-8")
    [run] = json.loads(written(lint(str(odd), select=["FT105"]), "sarif"))["runs"]
    [result] = run["results"]
    rule = run["tool"]["driver"]["rules"][result["ruleIndex"]]
    assert (rule["id"], result["ruleId"], result["level"]) == ("FT105", "FT105", "error")
    assert rule["help"]["markdown"].startswith("## What it does")
    assert "toml" not in rule["help"]["markdown"]
    assert rule["helpUri"].startswith("https://")
    assert len(rule["properties"]["tags"]) <= 10
    where = result["locations"][0]["physicalLocation"]
    region = where["region"]
    assert run["columnKind"] == "unicodeCodePoints"
    assert line[region["startColumn"] - 1 : region["endColumn"] - 1] == '"bot"'
    assert where["artifactLocation"]["uriBaseId"] == BASE
    assert unquote(where["artifactLocation"]["uri"]) == odd.name
    assert where["artifactLocation"]["uri"].isascii()
    base = run["originalUriBaseIds"][BASE]["uri"]
    assert base.endswith("/")
    assert Path(unquote(base.removeprefix("file://"))) == project


def test_sarif_names_files_outside_of_the_project_in_full(project: Path, examples: Path) -> None:
    [run] = json.loads(written(lint(str(examples / "traces-with-mistakes.jsonl")), "sarif"))["runs"]
    [artifact] = run["artifacts"]
    assert artifact["location"] == {"uri": (examples / "traces-with-mistakes.jsonl").as_uri()}


def test_sarif_related_locations_lead_to_the_other_line(project: Path) -> None:
    line = json.dumps(
        {"messages": [{"role": "user", "content": "Hi"}, {"role": "assistant", "content": "Yo"}]}
    )
    (project / "twice.jsonl").write_text(f"{line}\n{line}\n")
    [run] = json.loads(written(lint("twice.jsonl", select=["FT702"]), "sarif"))["runs"]
    [result] = run["results"]
    [related] = result["relatedLocations"]
    assert result["locations"][0]["physicalLocation"]["region"]["startLine"] == 2
    assert related["physicalLocation"]["region"]["startLine"] == 1


def test_sarif_message_text_makes_no_link_and_no_placeholder(project: Path) -> None:
    [run] = json.loads(written(result_of(project / "x.jsonl", ["[a](b) {0} {x} a[2]"]), "sarif"))["runs"]
    assert run["results"][0]["message"]["text"].split("\n")[0] == r"[a\](b) {{0}} {x} a[2]"


def test_sarif_over_the_cap_keeps_errors_and_says_what_is_left_out(
    project: Path, sarif_schema: jsonschema.Draft7Validator
) -> None:
    result = result_of(project / "many.jsonl", ["x"] * 3)
    [file] = result.files
    error, warning, info = file.findings
    file.findings = [info] * 1_000 + [warning] * 20_000 + [error] * 6_000
    log = json.loads(written(result, "sarif"))
    [run] = log["runs"]
    levels = Counter(entry["level"] for entry in run["results"])
    assert levels == {"error": 6_000, "warning": 19_000}
    assert run["results"][0]["level"] == "error"
    said = [note["message"]["text"] for note in run["invocations"][0]["toolExecutionNotifications"]]
    assert any(text.startswith("2,000 findings are left out") for text in said)
    run["results"] = run["results"][:5]
    sarif_schema.validate(log)


def test_sarif_says_internal_errors(project: Path, sarif_schema: jsonschema.Draft7Validator) -> None:
    result = result_of(project / "x.jsonl", [])
    result.files[0].crashes = [f"FT301 failed on line 1 of x.jsonl: {EVIL}"]
    log = json.loads(written(result, "sarif"))
    sarif_schema.validate(log)
    [invocation] = log["runs"][0]["invocations"]
    assert invocation["executionSuccessful"] is False
    assert invocation["toolExecutionNotifications"][0]["level"] == "error"


def fingerprints(result: Result) -> dict[tuple[str, int], str]:
    runs = json.loads(written(result, "sarif"))["runs"]
    sarif = [entry["partialFingerprints"]["ftlint/v1"] for entry in runs[0]["results"]]
    gitlab = [entry["fingerprint"] for entry in json.loads(written(result, "gitlab"))]
    assert sarif == gitlab
    assert len(set(sarif)) == len(sarif)
    return {(one.code, one.line): print_ for (_, one), print_ in zip(result.findings, sarif, strict=True)}


def test_fingerprints_stay_when_lines_move_and_differ_between_equal_lines(project: Path) -> None:
    one, two = (
        json.dumps({"messages": [{"role": "user", "content": text}, {"role": "bot", "content": "x"}]})
        for text in ("a", "b")
    )
    path = project / "data.jsonl"
    path.write_text(f"{one}\n{two}\n{two}\n")
    before = fingerprints(lint("data.jsonl", select=["FT105"]))
    spaced = json.dumps(json.loads(one), indent=1).replace("\n", " ")
    path.write_text(f"{two}\n{spaced}\n{two}\n")
    after = fingerprints(lint("data.jsonl", select=["FT105"]))
    moved = {1: 2, 2: 1, 3: 3}
    assert {line: after["FT105", moved[line]] for line in moved} == {
        line: before["FT105", line] for line in moved
    }


def test_junit_fails_what_the_run_fails_on(project: Path, junit_schema: xmlschema.XMLSchema) -> None:
    result = result_of(project / "x.jsonl", ["an error", "a warning", "an info"])
    outcomes = {
        level: [
            "failure" in case for case in cases(junit_schema, written(result, "junit", Look(fail_on=level)))
        ]
        for level in (Severity.ERROR, Severity.WARNING, Severity.INFO)
    }
    assert outcomes == {
        Severity.ERROR: [True, False, False],
        Severity.WARNING: [True, True, False],
        Severity.INFO: [True, True, True],
    }


def test_junit_shows_what_xml_cannot_hold(project: Path, junit_schema: xmlschema.XMLSchema) -> None:
    [case] = cases(junit_schema, written(result_of(project / "x.jsonl", [EVIL]), "junit"))
    [failure] = case["failure"]
    assert r"\x00\ufffe\udc80 ]]> <!-- <script>" in failure["@message"]


def test_file_names_that_are_not_utf_8(project: Path, junit_schema: xmlschema.XMLSchema) -> None:
    name = os.fsdecode(b"caf\xe9.jsonl")
    try:
        result = result_of(Path(name), ["x"])
    except OSError:
        pytest.skip("this file system has no such names")
    for format_ in NAMES:
        written(result, format_).encode()
    uri = json.loads(written(result, "sarif"))["runs"][0]["artifacts"][0]["location"]["uri"]
    assert uri.endswith("caf%E9.jsonl")
    assert cases(junit_schema, written(result, "junit"))
