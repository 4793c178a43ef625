"""What is generated is up to date, and what the documents promise is there."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from types import ModuleType

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.fixture
def generator() -> ModuleType:
    path = ROOT / "scripts" / "generate_docs.py"
    spec = importlib.util.spec_from_file_location("generate_docs", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_generated_parts_are_up_to_date(generator: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    stale = [
        str(path) for path, text in generator.renewed().items() if path.read_text(encoding="utf-8") != text
    ]
    assert stale == [], "run `python scripts/generate_docs.py`"


def test_readme_begins_with_exactly_two_commands() -> None:
    before, _, _ = README.partition("\n## ")
    blocks = re.findall(r"```sh\n(.*?)```", before, re.DOTALL)
    assert [len(block.strip().splitlines()) for block in blocks] == [1, 1]
    assert "ftlint examples/" in blocks[0]
    assert blocks[1].strip().endswith("pytest")


def test_links_of_the_readme_lead_somewhere() -> None:
    for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", README):
        if not target.startswith("rules/"):  # a wheel's tests have no rules beside them
            assert (ROOT / target).exists(), target
