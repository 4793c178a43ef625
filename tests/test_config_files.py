"""What a config says of files: globs, datasets, and the budget for all of them."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

import pytest

from ftlint.config import ConfigError, Given, Settings, find, settle
from ftlint.config.budget import over_budget
from ftlint.config.datasets import pairs
from ftlint.config.matching import excluded, ignored_in
from ftlint.linting import lint, open_sources

from .configs import settled, write


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in an empty folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_globs_are_relative_to_the_config(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(
        "ftlint.toml",
        """
        exclude = ["raw/", "/old/*.jsonl", "*.tmp.jsonl", "!keep.tmp.jsonl"]
        [per-file-ignores]
        "data/**/x.jsonl" = ["FT301"]
        "y.jsonl" = ["blank-line"]
        "!data/**" = ["FT302"]
    """,
    )
    write("data/sub/x.jsonl")
    monkeypatch.chdir(here / "data")
    settings = settle(find(["sub"]), Given())

    def out(path: str) -> bool:
        return excluded(settings, path)

    assert out("raw/a.jsonl")
    assert out("../raw/deep/a.jsonl")
    assert out("../old/a.jsonl")
    assert not out("old/a.jsonl")
    assert out("sub/x.tmp.jsonl")
    assert not out("sub/keep.tmp.jsonl")
    assert not out("sub/x.jsonl")
    assert ignored_in(settings, "x.jsonl") == {"FT301"}
    assert ignored_in(settings, str(here / "data/sub/x.jsonl")) == {"FT301"}
    assert ignored_in(settings, "sub/y.jsonl") == {"FT011"}
    assert ignored_in(settings, "../x.jsonl") == {"FT302"}
    assert not out("nul\0.jsonl")


def test_link_into_the_folder_is_followed(here: Path) -> None:
    write("project/ftlint.toml", '[per-file-ignores]\n"/data/x.jsonl" = ["FT301"]\n')
    write("project/data/x.jsonl")
    Path("link").symlink_to(here / "project")
    settings = settle(find(named="project/ftlint.toml"), Given())
    assert ignored_in(settings, "link/data/x.jsonl") == {"FT301"}


def grouped(settings: Settings, *paths: str) -> list[tuple[list[str], str | None]]:
    with ExitStack() as stack:
        found = pairs(settings, list(open_sources(paths, None, stack)))
    return [
        (
            [source.name for source in group.training],
            group.validation if group.validation is None or isinstance(group.validation, str)
            else group.validation.name,
        )
        for group in found.groups
    ]  # fmt: skip


def test_training_file_brings_its_validation_file_along(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config = """
        [[datasets]]
        train = ["data/a-*.jsonl", "./data/odd[1].jsonl"]
        validation = "data/held.jsonl"
        [[datasets]]
        train = "data/b.jsonl"
        validation = "other.jsonl"
    """
    for name in ("data/a-1.jsonl", "data/a-2.jsonl", "data/odd[1].jsonl", "data/b.jsonl", "data/c.jsonl",
                 "data/held.jsonl", "other.jsonl", "b.jsonl"):  # fmt: skip
        write(name, "{}\n")
    settings = settled(config)
    assert grouped(settings, "data/a-1.jsonl") == [(["data/a-1.jsonl"], "data/held.jsonl")]
    assert grouped(settings, "data") == [
        (["data/a-1.jsonl", "data/a-2.jsonl", "data/odd[1].jsonl"], "data/held.jsonl"),
        (["data/b.jsonl"], "other.jsonl"),
        (["data/c.jsonl"], None),
    ]
    assert grouped(settings, "data/held.jsonl") == [([], "data/held.jsonl")]
    assert grouped(settings, "b.jsonl") == [(["b.jsonl"], None)]
    given = settle(find(), Given(validation="other.jsonl"))
    assert grouped(given, "data/a-1.jsonl") == [(["data/a-1.jsonl"], "other.jsonl")]
    monkeypatch.chdir(here / "data")
    assert grouped(settle(find(), Given()), "b.jsonl") == [(["b.jsonl"], "../other.jsonl")]


def test_datasets_that_do_not_fit_the_files_are_said() -> None:
    text = '[[datasets]]\ntrain = "a.jsonl"\nvalidation = "v.jsonl"\n'
    text += text.replace("a.", "*.").replace("v.", "w.")
    write("a.jsonl", "{}\n")
    with pytest.raises(ConfigError, match=r"ftlint\.toml:5:9: a\.jsonl is in the dataset of line 1 too"):
        grouped(settled(text), "a.jsonl")
    missing = pairs(settled(text.replace("a.jsonl", "aa/aa.jsonl").replace("*", "b/b*")), []).notices
    assert missing == ['ftlint.toml:2: there is no training file "aa/aa.jsonl"']


def test_budget_counts_all_training_files(examples: Path) -> None:
    file = str(examples / "traces-with-mistakes.jsonl")
    result = lint(file, epochs=2)
    (one,) = result.files
    assert one.cost is not None
    tokens, dollars = one.tally.billed * 2, float(one.cost.training)
    exact = settled(f"max-cost = {dollars!r}\nmax-tokens = {tokens}\n", epochs=2)
    assert over_budget(exact, result.files).over == []
    cost, count = over_budget(exact, [*result.files, *result.files]).over
    assert "(max-cost, ftlint.toml:1)" in cost
    assert f"{2 * tokens:,} tokens" in count
    unpriced = lint(file, target="hf", model="some/model").files
    assert over_budget(exact, unpriced).over == []
    assert len(over_budget(exact, unpriced).unknown) == 2
