"""The config: found, read strictly, merged with the command line, and asked."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ftlint.config import ConfigError, Given, find, settle
from ftlint.config.levels import levels_of
from ftlint.config.loading import load
from ftlint.config.schema import schema_text
from ftlint.config.showing import show_settings
from ftlint.findings import Severity
from ftlint.linting import choose_job

from .configs import settled, write

DOCS = Path(__file__).resolve().parent.parent / "docs"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in an empty folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def refusal(text: str, name: str = "ftlint.toml") -> list[str]:
    write(name, text)
    with pytest.raises(ConfigError) as refused:
        find()
    return refused.value.lines


# Mistakes


@pytest.mark.parametrize(
    ("line", "column", "says"),
    [
        ('targt = "openai"', 1, 'unknown key "targt"; did you mean "target"?'),
        ('fail_on = "error"', 1, 'unknown key "fail_on"; did you mean "fail-on"?'),
        ("[ruls]", 2, 'unknown key "ruls"; did you mean "rules"?'),
        ('epochs = "3"', 10, "epochs is a string; write a whole number from 1 to 50"),
        ("epochs = 51", 10, "epochs is 51; write a whole number from 1 to 50"),
        ("epochs = true", 10, "epochs is true; write a whole number from 1 to 50"),
        ("epochs = 2026-01-01", 10, "epochs is a date; write a whole number from 1 to 50"),
        ('select = "FT3"', 10, "select is a string; write a list of selectors"),
        ("excerpts = 1", 12, "excerpts is a whole number; write true or false"),
        ("max-cost = nan", 12, "max-cost is NaN; write US dollars, as a number above 0"),
        ("max-cost = -2", 12, "max-cost is -2; write US dollars, as a number above 0"),
        ("max-tokens = 0", 14, "max-tokens is 0; write a whole number of tokens, 1 or more"),
        ('target = "opnai"', 10, 'target: there is no target "opnai"; did you mean "openai"?'),
        ('model = "gpt-4.1-mni"', 9, "did you mean 'gpt-4.1-mini'?"),
        ('ignore = ["FT2", "blank-lin"]', 18, "ignore[1]: no rule is called 'blank-lin'; did you mean"),
        ('fail-on = "eror"', 11, 'fail-on: there is no level "eror"; did you mean "error"?'),
        ('output-format = "jsn"', 17, 'there is no output format "jsn"; did you mean "json"?'),
        ('rules = { blank-lin = "off" }', 11, "no rule is called 'blank-lin'; did you mean blank-line?"),
        ('rules.FT011 = "of"', 15, 'rules.FT011: there is no level "of"; write "error"'),
        ('rules.FT3 = "off"', 7, '"FT3" means'),
        ('per-file-ignores = { "a" = ["FT999"] }', 29, "per-file-ignores.a[0]: no rule is called 'FT999'"),
        ('[[datasets]]\ntrain = "a"\nvaldation = "b"', 1, 'key "valdation"; did you mean "validation"?'),
        ('[[datasets]]\ntrain = "a"', 1, 'datasets[0] has no "validation"; write the validation file'),
        ('output-format = "json=../x"', 17, "outside the config's folder"),
        ('output-format = "json=/etc/x"', 17, "outside the config's folder"),
        (r"output-format = 'json=C:\x'", 17, "outside the config's folder"),
        ("[tool.ftlint]", 2, "without [tool.ftlint]"),
        ('exclude = ["# old"]', 12, "matches nothing"),
    ],
)  # fmt: skip
def test_mistake_has_file_line_column_and_what_to_write(line: str, column: int, says: str) -> None:
    said = refusal(f"# a comment\n\n{line}\n")
    places = [re.match(r"ftlint\.toml:(\d+):(\d+): (.*)", each) for each in said]
    assert len(places) == 1, said
    assert places[0] is not None
    assert int(places[0][1]) in (3, 5)
    assert (int(places[0][1]) == 5) == ("valdation" in line)
    assert int(places[0][2]) == column
    assert says in places[0][3]


def test_all_mistakes_are_said_at_once_in_the_order_of_the_file() -> None:
    said = refusal('epochs = "3"\n[rules]\nFT9999 = "off"\nFT001 = 1\n[[datasets]]\ntrain = []\n')
    assert [line.split(":")[1] for line in said] == ["1", "3", "4", "5", "6"]


def test_a_rule_has_one_level() -> None:
    said = refusal('[rules]\nFT011 = "off"\nblank-line = "error"\n')
    assert said == ['ftlint.toml:3:1: rules: "blank-line" is FT011, which has a level already in line 2']


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a = 1\na = 2", 2),
        ("\nepochs = three", 2),
        ("select = [\n'FT3'", 2),
        ("x = " + "[" * 100_000, 1),
        ("x = " + "9" * 5_000, 1),
        (".".join(["a"] * 100_000) + " = 1", 1),
        ("epochs = 2026-02-31", 1),
    ],
)
def test_what_is_not_toml_is_said_with_its_line(text: str, line: int) -> None:
    (said,) = refusal(text)
    assert said.startswith(f"ftlint.toml:{line}:")


def test_mistakes_are_safe_to_print_and_bounded() -> None:
    said = refusal('"\\u001b[31m\\u202e" = 1\n' + "".join(f"k{n} = 1\n" for n in range(500)))
    assert all(line.isprintable() for line in said)
    assert len(said) < 50
    assert "more mistakes" in said[-1]


def test_what_cannot_be_read_is_said() -> None:
    Path("ftlint.toml").write_bytes(b'target = "\xff"\n')
    with pytest.raises(ConfigError, match=r"ftlint\.toml:1:11: not UTF-8"):
        find()
    with pytest.raises(ConfigError, match=r"nowhere\.toml: .*No such file"):
        find(named="nowhere.toml")
    with pytest.raises(ConfigError, match="there is no"):
        find(named=str(write("pyproject.toml", "[tool.other]\n")))
    write("ftlint.toml", "#" * 300_000)
    with pytest.raises(ConfigError, match="larger than"):
        find()


def test_settings_in_pyproject_are_pointed_at_too() -> None:
    assert refusal("[tool.ftlint]\nepoch = 3\n", "pyproject.toml") == [
        'pyproject.toml:2:1: unknown key "epoch"; did you mean "epochs"?'
    ]
    assert refusal("[tool]\nftlint = 3\n", "pyproject.toml") == [
        "pyproject.toml:2:1: tool.ftlint is not a table; write [tool.ftlint]"
    ]


# The search


def test_nearest_config_wins() -> None:
    write("ftlint.toml", "epochs = 1")
    write("a/b/ftlint.toml", "epochs = 2")
    write("a/b/c/x.jsonl")
    write("a/y.jsonl")

    def epochs(*paths: str) -> int | None:
        return settle(find(paths), Given()).epochs

    assert epochs("a/b/c/x.jsonl") == 2
    assert epochs("a/b/c/") == 2
    assert epochs("a/b/c/x.jsonl", "a/y.jsonl") == 1
    assert epochs("-") == epochs() == 1
    assert epochs("a/b/c/not-there.jsonl") == 2


def test_ftlint_toml_beats_pyproject_in_one_folder() -> None:
    write("pyproject.toml", "[tool.ftlint]\nepochs = 1\n")
    write("sub/pyproject.toml", '[project]\nname = "ftlint-user"\n')
    assert settle(find(["sub"]), Given()).epochs == 1
    write("ftlint.toml", "epochs = 2")
    assert settle(find(["sub"]), Given()).epochs == 2


def test_pyproject_that_does_not_speak_of_ftlint_is_not_judged() -> None:
    write("pyproject.toml", "this is not TOML")
    assert find().config is None


def test_named_and_isolated() -> None:
    write("ftlint.toml", "epochs = 1")
    write("other/settings.toml", "epochs = 2")
    assert settle(find(named="other/settings.toml"), Given()).epochs == 2
    assert settle(find(isolated=True), Given()).epochs is None
    with pytest.raises(ConfigError):
        find(named="ftlint.toml", isolated=True)


def test_run_without_config_loads_no_reader() -> None:
    code = (
        "import sys; from ftlint.config import find, settle, Given; settle(find(['x.jsonl']), Given());"
        "print([name for name in ('pydantic', 'tomllib', 'pathspec') if name in sys.modules])"
    )

    def loaded() -> str:
        return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout

    assert loaded() == "[]\n"
    write("pyproject.toml", '[project]\ndependencies = ["ftlint"]\n')
    assert loaded() == "['tomllib']\n"


# The merge


def test_command_line_beats_config_beats_default() -> None:
    settings = settled('target = "azure"\nepochs = 2\nfail-on = "info"\n', epochs=4)
    assert (settings.target, settings.origin("target")) == ("azure", "ftlint.toml:1")
    assert (settings.epochs, settings.origin("epochs")) == (4, "command line")
    assert (settings.model, settings.origin("model")) == (None, "default of azure")
    assert (settings.jobs, settings.origin("jobs")) == (None, "default")


def test_selectors_are_merged_as_documented() -> None:
    config = 'select = ["FT3"]\nextend-select = ["FT1"]\nignore = ["FT302", "FT205"]\n'
    added = settled(config, ignore=("FT1",), extend_select=("FT205",))
    assert added.select == ("FT3",)
    assert added.extend_select == ("FT1", "FT205")
    assert added.ignore == ("FT302", "FT1")  # FT205 is named on the command line
    assert added.origin("ignore", 0) == "ftlint.toml:3"
    assert added.origin("ignore", 1) == "command line"
    replaced = settled(config, select=("FT2", "arguments-not-json"))
    assert replaced.select == ("FT2", "arguments-not-json")
    assert replaced.extend_select == ()
    assert replaced.ignore == ("FT205",)
    on = levels_of(replaced, choose_job())
    assert "FT302" in on
    assert "FT206" in on
    assert "FT205" not in on
    assert "FT301" not in on


def test_levels_of_rules() -> None:
    config = '[rules]\nblank-line = "off"\nFT210 = "error"\nFT113 = "warning"\n'
    job = choose_job()
    plain = levels_of(settle(find(), Given()), job)
    assert plain["FT011"] is Severity.WARNING
    assert "FT113" not in plain
    levels = levels_of(settled(config), job)
    assert "FT011" not in levels
    assert levels["FT210"] is Severity.ERROR
    assert levels["FT113"] is Severity.WARNING
    assert "FT210" not in levels_of(settled(config, ignore=("FT2",)), job)
    assert levels_of(settled(config, extend_select=("FT011",)), job)["FT011"] is Severity.WARNING


def test_model_of_the_config_has_to_be_one_of_the_target() -> None:
    text = 'model = "gpt-4.1-mini"\n'
    assert settled(text, target="azure").model == "gpt-4.1-mini"
    assert settled(text, target="mistral", model="open-mistral-7b").model == "open-mistral-7b"
    with pytest.raises(ConfigError, match=r"ftlint\.toml:1:9: model: mistral has no model .* a --model too"):
        settled(text, target="mistral")


def test_show_settings_says_who_set_what() -> None:
    settings = settled(
        'ignore = ["FT2"]\n[rules]\nblank-line = "off"\n[per-file-ignores]\n"\\u001b2J" = ["FT1"]\n',
        epochs=2,
        extend_select=("FT113",),
    )
    lines = show_settings(settings)
    found = {line.split()[0]: line for line in lines if line}
    assert "ftlint.toml" in found["config"]
    assert found["epochs"].endswith("command line")
    assert found["ignore"].endswith("ftlint.toml:1")
    assert found["FT011"].split()[1] == "off"
    assert found["FT011"].endswith("ftlint.toml:3")
    assert found["FT205"].endswith("ftlint.toml:1 (ignore)")
    assert found["FT113"].endswith("command line (extend-select)")
    assert "FT301" not in found
    assert all(line.isprintable() for line in lines)
    everything = show_settings(settings, all_rules=True)
    assert any(line.startswith("FT301 error") and line.endswith("the rule's card") for line in everything)
    assert "none: neither ftlint.toml nor" in show_settings(settle(find(["/"]), Given()))[0]


# The model against its documents


@pytest.mark.parametrize("number", range(3))
def test_configs_of_the_documents_are_valid(number: int) -> None:
    blocks = re.findall(r"```toml\n(.*?)```", (DOCS / "configuration.md").read_text("utf-8"), re.DOTALL)
    assert len(blocks) == 3
    root = ("tool", "ftlint") if "[tool." in blocks[number] else ()
    assert load(Path("x.toml"), "x.toml", blocks[number].encode(), root) is not None
    table = tomllib.loads(blocks[number])
    jsonschema.validate(table["tool"]["ftlint"] if root else table, json.loads(schema_text()))


def test_examples_of_all_keys_are_valid() -> None:
    from ftlint.config.keys import Settings as Keys
    from ftlint.config.wording import write_of

    schema = json.loads(schema_text())
    jsonschema.Draft7Validator.check_schema(schema)
    for field in Keys.model_fields.values():
        text = write_of(field.metadata).example
        prelude = 'target = "azure"\n' if field.alias == "model" else ""
        assert load(Path("x.toml"), "x.toml", (prelude + text).encode()) is not None
        jsonschema.validate(tomllib.loads(text), schema)
    for wrong in ("epochs = 99", "targt = 1", 'rules.FT001 = "of"', 'rules.nothing = "off"', "jobs = '1'",
                  'output-format = "jsn"', "datasets = [{train = 'a'}]"):  # fmt: skip
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(tomllib.loads(wrong), schema)


@given(st.text(), st.sampled_from(["", "target = ", "[rules]\n", "[[datasets]]\n", "select = ["]))
def test_any_text_is_a_config_or_a_mistake(text: str, before: str) -> None:
    lines = ["valid"]
    try:
        load(Path("x.toml"), "x.toml", (before + text).encode("utf-8", "replace"))
    except ConfigError as error:
        lines = error.lines
    assert lines
    assert all(line.isprintable() for line in lines)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="everything can be read here")
def test_config_without_leave_to_read() -> None:
    write("ftlint.toml").chmod(0)
    with pytest.raises(ConfigError, match=r"ftlint\.toml: the config cannot be read: Permission denied"):
        find()
