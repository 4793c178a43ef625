"""The GitHub Action in a pull request: what changes against the base branch, in real git repositories."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest

from ftlint.ci.base import Base
from ftlint.ci.change_table import ROOM, table
from ftlint.ci.changes import Change, Figures

from .action_steps import chat, check, git

if TYPE_CHECKING:
    from pathlib import Path

    from .action_steps import Done


@pytest.fixture
def origin(tmp_path: Path) -> Path:
    """Give a repository whose branch `main` has two files, and `change` a change of one and a new one."""
    folder = tmp_path / "origin"
    folder.mkdir()
    git(folder, "init", "--quiet", "--initial-branch=main")
    (folder / "train.jsonl").write_text(chat(12))
    (folder / "same.jsonl").write_text(chat(12, text="Other"))
    commit(folder)
    git(folder, "checkout", "--quiet", "-b", "change")
    (folder / "train.jsonl").write_text(chat(20))
    (folder / "new name.jsonl").write_text(chat(11, text="New"))
    commit(folder)
    return folder


def commit(folder: Path) -> str:
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message=x")
    return git(folder, "rev-parse", "HEAD")


def pull_request(folder: Path, base: str, head: str, **environment: str) -> dict[str, str]:
    """Write the event of a pull request, and give the environment that a workflow for it has."""
    event = folder.parent / "event.json"
    event.write_text(json.dumps({"pull_request": {"base": {"sha": base}, "head": {"sha": head}}}))
    return {"GITHUB_BASE_REF": "main", "GITHUB_EVENT_PATH": str(event)} | environment


def merged(origin: Path, to: Path, depth: int) -> Path:
    """Check out the merge of `change` into `main` as actions/checkout does for a pull request."""
    git(origin, "checkout", "--quiet", "main")
    git(origin, "merge", "--quiet", "--no-ff", "--message=merge", "change")
    git(origin, "update-ref", "refs/pull/1/merge", "HEAD")
    git(origin, "reset", "--quiet", "--hard", "HEAD^1")
    to.mkdir()
    git(to, "init", "--quiet")
    git(
        to,
        "fetch",
        "--quiet",
        f"--depth={depth}",
        origin.as_uri(),
        "+refs/pull/1/merge:refs/remotes/pull/1/merge",
    )
    git(to, "checkout", "--quiet", "--force", "refs/remotes/pull/1/merge")
    return to


def rows(done: Done) -> list[str]:
    """Give the rows of the table of changes, the head left out."""
    section = done.summary.split("### Change against `main`\n")[1].strip().split("\n\n")[0]
    return section.splitlines()[2:]


def test_the_change_of_a_pull_request(origin: Path, tmp_path: Path) -> None:
    head = git(origin, "rev-parse", "change")
    base = git(origin, "rev-parse", "main")
    here = merged(origin, tmp_path / "here", depth=2)
    done = check(here, pull_request(here, base, head), args="--epochs 3", comment="true")
    assert done.exit_code == 0, done.log
    first, second, same, total = rows(done)
    assert first.startswith("| `new name.jsonl` (new) | 11 (+11) | ")
    assert second.startswith("| `train.jsonl` | 20 (+8) | ")
    assert same == "| 1 file as before | | | |"
    assert total.startswith("| **all** | 43 (+19) | ")
    before, after = (
        check(here, {}, files=files, args="--epochs 3").outputs
        for files in ("same.jsonl", "same.jsonl train.jsonl 'new name.jsonl'")
    )
    assert f"{int(after['tokens']):,} (+" in total
    assert f"${float(after['cost']):.2f} (+$" in total
    assert int(before["tokens"]) < int(after["tokens"])
    assert done.outputs["comment"].endswith(done.summary[:-1])


def test_figures_of_the_base_are_those_of_its_own_check(origin: Path) -> None:
    base, head = git(origin, "rev-parse", "main"), git(origin, "rev-parse", "change")
    new = check(origin, files="train.jsonl", model="gpt-4.1-mini").outputs
    git(origin, "checkout", "--quiet", "main")
    old = check(origin, files="train.jsonl", model="gpt-4.1-mini").outputs
    git(origin, "checkout", "--quiet", "change")
    done = check(origin, pull_request(origin, base, head), files="train.jsonl", model="gpt-4.1-mini")
    tokens, cost = int(new["tokens"]), float(new["cost"])
    by_tokens, by_cost = tokens - int(old["tokens"]), cost - float(old["cost"])
    sign = "+" if by_cost >= 0 else "−"
    paid = f"${cost:.2f} ({sign}${abs(by_cost):.2f})"
    assert rows(done) == [f"| `train.jsonl` | 20 (+8) | {tokens:,} ({by_tokens:+,}) | {paid} |"]


def test_a_shrinking_file(origin: Path) -> None:
    base, head = git(origin, "rev-parse", "change"), git(origin, "rev-parse", "main")
    git(origin, "checkout", "--quiet", "main")
    done = check(origin, pull_request(origin, base, head), files="train.jsonl", args="--epochs 50")
    assert "| 12 (-8) |" in rows(done)[0]
    assert "(−$" in rows(done)[0]


def test_the_merge_knows_the_base_better_than_an_old_event(origin: Path, tmp_path: Path) -> None:
    head, stale = git(origin, "rev-parse", "change"), git(origin, "rev-parse", "main")
    git(origin, "checkout", "--quiet", "main")
    (origin / "same.jsonl").write_text(chat(15, text="Other"))
    commit(origin)
    here = merged(origin, tmp_path / "here", depth=3)
    git(here, "cat-file", "-e", f"{stale}^{{commit}}")
    done = check(here, pull_request(here, stale, head))
    assert "| 1 file as before | | | |" in rows(done)


def test_a_checkout_without_the_base_is_said_and_nothing_is_fetched(origin: Path, tmp_path: Path) -> None:
    head, base = git(origin, "rev-parse", "change"), git(origin, "rev-parse", "main")
    here = merged(origin, tmp_path / "here", depth=1)
    git(here, "remote", "add", "origin", origin.as_uri())
    done = check(here, pull_request(here, base, head))
    assert done.exit_code == 0
    assert "\n\nNot compared with `main`, whose commit is not in this checkout" in done.summary
    assert "fetch-depth: 2" in done.summary
    assert git(here, "rev-list", "--count", "--all") == "1"


def test_a_fetched_branch_will_do(origin: Path) -> None:
    git(origin, "update-ref", "refs/remotes/origin/main", "main")
    done = check(origin, {"GITHUB_BASE_REF": "main"}, files="train.jsonl")
    assert "20 (+8)" in rows(done)[0]


def test_a_merge_queue(origin: Path) -> None:
    event = origin.parent / "event.json"
    group = {"base_ref": "refs/heads/main", "base_sha": git(origin, "rev-parse", "main")}
    event.write_text(json.dumps({"merge_group": group}))
    assert "20 (+8)" in rows(check(origin, {"GITHUB_EVENT_PATH": str(event)}, files="train.jsonl"))[0]


def test_nothing_changed(origin: Path) -> None:
    base = git(origin, "rev-parse", "main")
    done = check(origin, pull_request(origin, base, base), files="same.jsonl")
    assert "\nExamples, tokens and cost are as in `main`.\n" in done.summary


@pytest.mark.parametrize(
    "event", ["", "[]", "{", '{"pull_request": 3, "merge_group": {"base_ref": 7}}', "\xff"]
)
def test_without_a_pull_request_nothing_is_compared(origin: Path, event: str) -> None:
    path = origin.parent / "event.json"
    path.write_text(event, encoding="latin-1")
    done = check(origin, {"GITHUB_EVENT_PATH": str(path)}, files="same.jsonl")
    assert done.exit_code == 0, done.log
    assert "ompared" not in done.summary or event.startswith('{"')
    assert "### Change" not in done.summary


@pytest.mark.parametrize(
    ("base", "name"), [("--output=owned", "x"), ("$(touch owned)", "x"), ("main", "--help"), ("main", "HEAD")]
)
def test_hostile_names_of_branches_and_commits(origin: Path, base: str, name: str) -> None:
    environment = pull_request(origin, name, name, GITHUB_BASE_REF=base)
    done = check(origin, environment, files="same.jsonl")
    assert done.exit_code == 0, done.log
    assert "Not compared with" in done.summary
    assert not (origin / "owned").exists()


@pytest.mark.parametrize(
    "name", ["new\nline.jsonl", "-x.jsonl", ":(exclude)x.jsonl", "$(x)*.jsonl", "a`|b.jsonl"]
)
def test_hostile_names_of_files(origin: Path, name: str) -> None:
    git(origin, "checkout", "--quiet", "main")
    (origin / name).write_text(chat(12, text="Old"))
    base = commit(origin)
    (origin / name).write_text(chat(13, text="Old"))
    [row, *_] = rows(check(origin, pull_request(origin, base, base)))
    assert "| 13 (+1) |" in row


def test_links_pointers_and_files_outside_are_not_compared(origin: Path) -> None:
    (origin / "link.jsonl").symlink_to("same.jsonl")
    (origin / "large.jsonl").write_text("version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 3\n")
    base = commit(origin)
    outside = origin.parent / "outside.jsonl"
    outside.write_text(chat(12, text="Far"))
    (origin / "large.jsonl").write_text(chat(12, text="Large"))
    done = check(origin, pull_request(origin, base, base), files=f"link.jsonl large.jsonl {outside}")
    assert "`link.jsonl` (not compared: a link in the base branch) | 12 |" in done.summary
    assert "`large.jsonl` (not compared: in Git LFS) | 12 |" in done.summary
    assert "(not compared: not in the repository) | 12 |" in done.summary


def test_a_validation_file_costs_nothing(origin: Path) -> None:
    base = git(origin, "rev-parse", "main")
    (origin / "same.jsonl").write_text(chat(30, text="Other"))
    environment = pull_request(origin, base, base)
    done = check(origin, environment, files="train.jsonl", args="--validation same.jsonl")
    [row] = [row for row in rows(done) if row.startswith("| `same.jsonl` |")]
    assert row.endswith(" | $0.00 |")


def test_outside_a_repository(tmp_path: Path) -> None:
    here = tmp_path / "here"
    here.mkdir()
    (here / "train.jsonl").write_text(chat(12))
    done = check(here, {"GITHUB_BASE_REF": "main", "GIT_CEILING_DIRECTORIES": os.fspath(tmp_path)})
    assert done.exit_code == 0
    assert "Not compared with `main`" in done.summary


def test_the_table_leaves_room_for_the_rest_of_a_comment() -> None:
    many = [
        Change(f"{number}-{'ü' * 90}.jsonl", Figures(number, number, 1.0), Figures()) for number in range(900)
    ]
    text = table(Base("main", "0"), many)
    assert len(text.encode()) < ROOM + 500
    assert "| **all** | 404,550 (+404,550) | 404,550 (+404,550) | $900.00 (+$900.00) |" in text
    shown = text.count(".jsonl")
    assert shown > 5
    assert f"| … and {900 - shown} more files | | | |" in text.replace(",", "") or f"{900 - shown:,}" in text


def test_what_is_not_known_is_called_so() -> None:
    change = Change("a.jsonl", Figures(2, None, None), Figures(1, None, None))
    assert "| `a.jsonl` | 2 (+1) | unknown | unknown |" in table(Base("main", "0"), [change])
