"""The pre-commit hooks, run by the real pre-commit in real git repositories."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
import yaml

from .action_steps import ROOT, chat, git

if TYPE_CHECKING:
    from pathlib import Path

HOOKS = ROOT / ".pre-commit-hooks.yaml"

pytestmark = pytest.mark.skipif(
    not HOOKS.is_file() or not (ROOT / "ftlint").is_dir(),
    reason="no checkout beside the tests: pre-commit installs the hooks from one",
)

ON_A_BLANK_LINE = chat(6) + "\n" + chat(6, text="Other")


class Repository:
    """A repository with ftlint's hooks, in which somebody commits."""

    def __init__(self, folder: Path, hooks: Path, home: Path, config: str) -> None:
        self.folder, self._home = folder, home
        folder.mkdir()
        git(folder, "init", "--quiet", "--initial-branch=main")
        text = f"repos:\n- repo: {hooks}\n  rev: v1.0\n  hooks:\n{config}"
        (folder / ".pre-commit-config.yaml").write_text(text)
        self._run(sys.executable, "-m", "pre_commit", "install")

    def commit(self, *names: str) -> subprocess.CompletedProcess[str]:
        """Stage what there is, or only some files, and try to commit it."""
        self._run("git", "add", "--all", "--", *names)
        return self._run("git", "commit", "--message=x")

    @property
    def commits(self) -> int:
        """Count the commits."""
        done = self._run("git", "rev-list", "--count", "--all")
        return int(done.stdout)

    def _run(self, *words: str) -> subprocess.CompletedProcess[str]:
        own = {key: value for key, value in os.environ.items() if not key.startswith(("GIT_", "PRE_COMMIT"))}
        who = {"GIT_AUTHOR_NAME": "Someone", "GIT_AUTHOR_EMAIL": "someone@example.org"}
        who |= {key.replace("AUTHOR", "COMMITTER"): value for key, value in who.items()}
        apart = {
            "PRE_COMMIT_HOME": str(self._home),
            "PRE_COMMIT_COLOR": "never",
            "GIT_CONFIG_GLOBAL": os.devnull,
        }
        return subprocess.run(
            words,
            cwd=self.folder,
            env=own | who | apart,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="backslashreplace",
            check=False,
        )


@pytest.fixture(scope="session")
def hooks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a repository of this project's files, as pre-commit would clone it."""
    folder = tmp_path_factory.mktemp("hooks")
    for name in ("ftlint", "rules"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE", "NOTICE", HOOKS.name):
        shutil.copy(ROOT / name, folder)
    git(folder, "init", "--quiet")
    git(folder, "add", "--all", "--force")
    git(folder, "commit", "--quiet", "--message=x")
    git(folder, "tag", "v1.0")
    return folder


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder where pre-commit keeps the hooks' environment, which it makes once."""
    return tmp_path_factory.mktemp("pre-commit")


@pytest.fixture
def checking(tmp_path: Path, hooks: Path, home: Path) -> Repository:
    """Give a repository with the hook that checks."""
    return Repository(tmp_path / "repository", hooks, home, "  - id: ftlint\n")


@pytest.fixture
def fixing(tmp_path: Path, hooks: Path, home: Path) -> Repository:
    """Give a repository with the hook that repairs."""
    return Repository(tmp_path / "repository", hooks, home, "  - id: ftlint-fix\n")


def test_both_hooks_see_the_same_files() -> None:
    check, fix = yaml.safe_load(HOOKS.read_text())
    assert (check["id"], fix["id"]) == ("ftlint", "ftlint-fix")
    assert fix["entry"] == check["entry"].replace("check", "check --fix")
    own = {"id", "name", "description", "entry"}
    assert {key: check[key] for key in check.keys() - own} == {key: fix[key] for key in fix.keys() - own}


def test_a_clean_commit_passes(checking: Repository) -> None:
    (checking.folder / "train.jsonl").write_text(chat(12))
    done = checking.commit()
    assert done.returncode == 0, done.stdout
    assert "Passed" in done.stdout
    assert checking.commits == 1


def test_a_bad_commit_is_stopped_and_shows_the_finding(checking: Repository) -> None:
    (checking.folder / "train.jsonl").write_text(chat(12) + chat(1, role="model"))
    done = checking.commit()
    assert done.returncode == 1
    assert 'unknown-role: unknown role "model"' in done.stdout
    assert "--> train.jsonl:13:68" in done.stdout
    assert checking.commits == 0


def test_other_files_are_not_looked_at(checking: Repository) -> None:
    (checking.folder / "notes.json").write_text("{")
    (checking.folder / "train.jsonl.txt").write_text("{")
    done = checking.commit()
    assert done.returncode == 0
    assert "(no files to check)Skipped" in done.stdout


@pytest.mark.parametrize(
    ("name", "encoding", "said"),
    [("TRAIN.JSONL", "utf-16", "wrong-encoding: "), ("data/train.ndjson", "utf-8", "invalid-json: ")],
)
def test_what_identify_calls_binary_is_checked_too(
    checking: Repository, name: str, encoding: str, said: str
) -> None:
    path = checking.folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes((chat(11) + chat(1, text="\0")).encode(encoding))
    done = checking.commit()
    assert done.returncode == 1
    assert said in done.stdout


def test_a_file_of_another_kind_is_an_error_with_a_sentence(checking: Repository) -> None:
    rows = "".join(f'{{"time": {number}, "level": "info", "event": "start"}}\n' for number in range(12))
    (checking.folder / "log.jsonl").write_text(rows)
    done = checking.commit()
    assert done.returncode == 1
    assert "Traceback" not in done.stdout
    assert "log.jsonl:1" in done.stdout
    assert (checking.folder / "log.jsonl").read_text() == rows


@pytest.mark.parametrize(
    "name",
    ["-rf.jsonl", "--output-format=json=owned.jsonl", "$(touch owned).jsonl", "a b.jsonl", "new\nline.jsonl"],
)
def test_any_name_is_a_name(checking: Repository, name: str) -> None:
    (checking.folder / name).write_text(chat(12, role="model"))
    done = checking.commit()
    assert done.returncode == 1
    assert "Found 12 errors" in done.stdout
    assert {path.name for path in checking.folder.iterdir()} == {".git", ".pre-commit-config.yaml", name}


def test_many_files_come_in_one_run(checking: Repository) -> None:
    for number in range(60):
        (checking.folder / f"{'long' * 20}-{number}.jsonl").write_text(chat(10, text=f"File {number},"))
    (checking.folder / "bad.jsonl").write_text(chat(12, role="model"))
    done = checking.commit()
    assert done.returncode == 1
    assert "612 examples in 61 files." in done.stdout


def test_options_of_a_config(tmp_path: Path, hooks: Path, home: Path) -> None:
    config = "  - id: ftlint\n    args: [--fail-on, warning, --]\n"
    repository = Repository(tmp_path / "repository", hooks, home, config)
    (repository.folder / "-x.jsonl").write_text(ON_A_BLANK_LINE)
    done = repository.commit()
    assert done.returncode == 1
    assert "blank-line: " in done.stdout


def test_what_can_be_fixed_is_fixed_and_the_second_commit_passes(fixing: Repository) -> None:
    path = fixing.folder / "train.jsonl"
    path.write_text(ON_A_BLANK_LINE)
    first = fixing.commit()
    assert first.returncode == 1
    assert "files were modified by this hook" in first.stdout
    assert "Fixed 1 finding: FT011 x1." in first.stdout
    assert path.read_text() == chat(6) + chat(6, text="Other")
    assert fixing.commits == 0
    second = fixing.commit()
    assert second.returncode == 0, second.stdout
    assert fixing.commits == 1


def test_what_cannot_be_fixed_stops_the_commit(fixing: Repository) -> None:
    path = fixing.folder / "train.jsonl"
    path.write_text(chat(12) + chat(1, role="model"))
    before = path.read_bytes()
    done = fixing.commit()
    assert done.returncode == 1
    assert "unknown-role" in done.stdout
    assert "files were modified" not in done.stdout
    assert path.read_bytes() == before
