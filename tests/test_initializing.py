"""`ftlint init`: the config that it writes suits the files, and nothing is overwritten."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from ftlint.cli.initializing import init
from ftlint.config import find
from ftlint.config.starting import Pair, pair_up, survey, toml_text

CHAT = '{"messages": [{"role": "user", "content": "a"}, {"role": "assistant", "content": "b"}]}\n'
DPO = '{"input": {"messages": []}, "preferred_output": [], "non_preferred_output": []}\n'


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(*names: str, text: str = CHAT) -> None:
    for name in names:
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(text, encoding="utf-8")


def ran(*words: str) -> Result:
    return CliRunner().invoke(init, words)


def paired(*names: str) -> list[Pair]:
    return list(pair_up(dict.fromkeys(names, "sft")))


def test_written_config_is_valid_and_pairs_the_files() -> None:
    write("data/train.jsonl", "data/val.jsonl", "other.jsonl")
    write("dpo_train.jsonl", "dpo_valid.jsonl", text=DPO)
    done = ran()
    assert done.exit_code == 0
    assert done.output == "Wrote ftlint.toml: 5 files, 2 datasets.\n"
    text = Path("ftlint.toml").read_text("utf-8")
    assert "# dpo_train.jsonl: preference" in text
    assert tomllib.loads(text)["datasets"] == [
        {"train": "data/train.jsonl", "validation": "data/val.jsonl"},
        {"train": "dpo_train.jsonl", "validation": "dpo_valid.jsonl"},
    ]
    assert find().config is not None


@pytest.mark.parametrize(
    ("names", "pair"),
    [
        (("train.jsonl", "test.jsonl", "val.jsonl"), Pair(("train.jsonl",), "val.jsonl", ("test.jsonl",))),
        (("chat.jsonl", "chat.dev.jsonl"), Pair(("chat.jsonl",), "chat.dev.jsonl")),
        (("Train_chat.jsonl", "EVAL_chat.jsonl"), Pair(("Train_chat.jsonl",), "EVAL_chat.jsonl")),
        (("train/a.jsonl", "validation/a.jsonl"), Pair(("train/a.jsonl",), "validation/a.jsonl")),
        (
            ("train-0000-of-0002.jsonl", "train-0001-of-0002.jsonl", "valid-0000-of-0001.jsonl"),
            Pair(("train-0000-of-0002.jsonl", "train-0001-of-0002.jsonl"), "valid-0000-of-0001.jsonl"),
        ),
    ],
)  # fmt: skip
def test_files_are_paired_by_their_names(names: tuple[str, ...], pair: Pair) -> None:
    assert paired(*names) == [pair]


def test_unlike_files_are_not_paired() -> None:
    assert paired("a/train.jsonl", "b/val.jsonl") == []
    assert paired("latest.jsonl", "contest.jsonl", "values.jsonl") == []
    assert paired("train-1.jsonl", "val-1.jsonl", "train-2.jsonl", "val-2.jsonl") == [
        Pair(("train-1.jsonl",), "val-1.jsonl"),
        Pair(("train-2.jsonl",), "val-2.jsonl"),
    ]
    assert list(pair_up({"train.jsonl": "sft", "val.jsonl": "dpo"})) == []
    assert list(pair_up({"train.jsonl": "alpaca", "val.jsonl": "alpaca"})) == []


def test_nothing_is_overwritten(here: Path) -> None:
    Path("ftlint.toml").write_text("epochs = 1\n")
    assert ran().exit_code == 2
    assert Path("ftlint.toml").read_text() == "epochs = 1\n"
    Path("sub").mkdir()
    Path("sub/ftlint.toml").symlink_to(here / "nowhere")
    assert ran("sub").exit_code == 2
    assert not Path("nowhere").exists()
    Path("shared").mkdir()
    Path("shared/pyproject.toml").write_text("[tool.ftlint]\nepochs = 1\n")
    done = ran("shared")
    assert done.exit_code == 2
    assert "[tool.ftlint]" in done.output
    assert not Path("shared/ftlint.toml").exists()


def test_dry_run_writes_nothing() -> None:
    write("train.jsonl", "val.jsonl")
    done = ran("--dry-run")
    assert done.exit_code == 0
    assert tomllib.loads(done.output)["datasets"] == [{"train": "train.jsonl", "validation": "val.jsonl"}]
    assert not Path("ftlint.toml").exists()


def test_empty_folder_gets_a_config_too() -> None:
    assert ran().exit_code == 0
    assert "datasets" not in tomllib.loads(Path("ftlint.toml").read_text("utf-8"))


def test_hostile_names_stay_names() -> None:
    odd = 'a"\\\n[rules]\x1b[31m\u202e*[1]'
    write(f"{odd}.train.jsonl", f"{odd}.val.jsonl")
    write("b" + b"\xff".decode("utf-8", "surrogateescape") + ".jsonl")
    assert ran().exit_code == 0
    text = Path("ftlint.toml").read_text("utf-8")
    assert all(line.isprintable() for line in text.splitlines())
    table = tomllib.loads(text)
    assert "rules" not in table
    assert table["datasets"][0]["validation"] == f"{odd}.val.jsonl"
    assert "1 file not looked at" in text
    assert len(survey(Path()).formats) == 2


@given(st.text(st.characters(codec="utf-8")))
def test_any_text_survives_toml(text: str) -> None:
    assert tomllib.loads(f"x = {toml_text(text)}") == {"x": text}
