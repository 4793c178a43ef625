"""`--no-excerpts`: nothing of what the files say leaves, in no format."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING

import pytest

from ftlint import lint
from ftlint.reporters import NAMES, Look, heeding_excerpts, statistics
from ftlint.reporters.redaction import known_part
from ftlint.results import Repairs

from .reports import written

if TYPE_CHECKING:
    from pathlib import Path

    from ftlint import Result

HIDDEN = Look(color="never", width=100, excerpts=False)
SECRETS = ("zebra", "giraffe", "okapi", "walrus", "lemur", "ocelot", "tapir")


@pytest.fixture
def telling(tmp_path: Path) -> Path:
    """Write a file whose mistakes make messages, helps, labels and pointers quote it."""
    zebra, giraffe, okapi, walrus, lemur, ocelot, tapir = SECRETS
    call = {"id": walrus, "type": "function", "function": {"name": giraffe, "arguments": {okapi: zebra}}}
    tool = {
        "type": "function",
        "function": {
            "name": lemur,
            "parameters": {"type": "object", "properties": {ocelot: {"type": tapir}}},
        },
    }
    text = {"id": "b", "type": "function", "function": {"name": lemur, "arguments": json.dumps({okapi: 1})}}
    lines: list[object] = [
        {
            "messages": [
                {"role": zebra, "content": zebra, okapi: 1},
                {"role": "assistant", "tool_calls": [call, text]},
                {"role": "tool", "tool_call_id": tapir, "content": zebra},
                {"role": "assistant", "content": f"{zebra} \x07"},
            ],
            "tools": [tool, tool],
            lemur: zebra,
        },
        {"messages": [{"role": "user", "content": zebra}, {"role": "assistant", "content": giraffe}]},
        {"messages": [{"role": "user", "content": zebra}, {"role": "assistant", "content": giraffe}]},
    ]
    path = tmp_path / "telling.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in lines) + f'{{"{zebra}": {giraffe}\n')
    return path


@pytest.fixture
def result(telling: Path) -> Result:
    result = lint(str(telling))
    result.files[0].crashes = ["FT301 failed on lines 1, 2 of telling.jsonl: KeyError: 'zebra'"]
    result.repairs = Repairs(result.files[0].tally.called, ("telling.jsonl, line 1: zebra",))
    result.repairs.fixed.clear()
    return result


@pytest.mark.parametrize("name", NAMES)
def test_no_text_of_the_files_leaves(name: str, result: Result) -> None:
    assert any(secret in written(result, name, Look(color="never", width=100)) for secret in SECRETS)
    shown = written(result, name, HIDDEN)
    assert not [secret for secret in SECRETS if secret in shown]
    assert "telling.jsonl" in shown


def test_statistics_quote_nothing(result: Result) -> None:
    out = io.StringIO()
    heeding_excerpts(statistics.write)(result, out, HIDDEN)
    assert not [secret for secret in SECRETS if secret in out.getvalue()]


def test_places_and_figures_stay(result: Result) -> None:
    shown, hidden = (json.loads(written(result, "json", look)) for look in (Look(), HIDDEN))
    keys = ("code", "severity", "file", "line", "column", "end_line", "end_column", "fix")
    for key in keys:
        assert [one[key] for one in shown["findings"]] == [one[key] for one in hidden["findings"]]
    assert shown["summary"]["tokens"] == hidden["summary"]["tokens"]
    assert shown["summary"]["turns"] == hidden["summary"]["turns"]
    used = [
        [(tool["calls"], tool["declared"]) for tool in one["summary"]["tools"]] for one in (shown, hidden)
    ]
    assert sorted(used[0]) == sorted(used[1])
    assert all(tool["name"].startswith("tool-") for tool in hidden["summary"]["tools"])


def test_fingerprints_cannot_be_used_to_guess_the_text(telling: Path) -> None:
    before = written(lint(str(telling)), "gitlab", HIDDEN)
    telling.write_text(telling.read_text().replace("zebra", "horse"))
    assert written(lint(str(telling)), "gitlab", HIDDEN) == before


def test_pointers_end_where_the_users_own_keys_begin() -> None:
    called = ("messages", 2, "tool_calls", 0, "function", "arguments")
    assert known_part((*called, "name")) == called
    assert known_part(("messages", 0, "my key", "content")) == ("messages", 0)
    assert known_part(("tools", 1, "function", "parameters", "properties", "name")) == (
        "tools", 1, "function", "parameters",
    )  # fmt: skip
