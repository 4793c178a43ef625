"""The code of docs/cluster.md, run as it stands there."""

from __future__ import annotations

import re
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from ftlint import lint

PAGE = Path(__file__).resolve().parent.parent / "docs" / "cluster.md"


def test_the_page_finds_what_ftlint_finds(examples: Path) -> None:
    code = re.findall(r"^```python\n(.*?)^```$", PAGE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    scope: dict[str, Any] = {}
    exec(code[0].replace("64 * 1024 * 1024", "2_000"), scope)  # noqa: S102 (it is this project's own page)
    path = examples / "traces-with-mistakes.jsonl"
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        found = scope["check"](path, pool)
    expected = [f"{path}:{finding.line}: {finding.code}" for _, finding in lint(str(path)).findings]
    assert sorted(found) == sorted(expected)
    assert len(found) > 10
