"""Tables are whole wherever they are written: on a terminal, through a pipe, as Markdown and as JSON."""

from __future__ import annotations

import io
import json
from datetime import date
from decimal import Decimal

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from ftlint import targets
from ftlint.cli.main import cli
from ftlint.pricing import compare
from ftlint.reporters import Look, cost_table
from ftlint.reporters.provider_tables import models_table, sources_table, targets_table
from ftlint.reporters.tables import Table, markdown, plain_data, plain_lines, write_table
from ftlint.rulebook import rulebook

SMALL = Table(("name", "n"), (("a", "1,000"), ("b|c", "7")), frozenset(("n",)))
ALL = [targets.load(name) for name in targets.names()]

cells = st.text(st.characters(codec="ascii", categories=["L", "N", "P"]), max_size=12)


def run(*arguments: str) -> str:
    result = CliRunner().invoke(cli, arguments)
    assert result.exit_code == 0, result.output
    return result.output


def test_plain_columns_are_aligned() -> None:
    assert plain_lines(SMALL) == ["name      n", "a     1,000", "b|c       7"]


@given(st.lists(st.tuples(cells, cells, cells), max_size=5))
def test_plain_lines_keep_every_cell_in_its_column(rows: list[tuple[str, ...]]) -> None:
    table = Table(("x", "y", "z"), tuple(rows), frozenset("y"))
    lines = plain_lines(table)
    widths = [max(len(row[index]) for row in (table.columns, *rows)) for index in range(3)]
    starts = [0, widths[0] + 2, widths[0] + widths[1] + 4]
    for line, row in zip(lines[1:], rows, strict=True):
        found = [line[start : start + width].strip() for start, width in zip(starts, widths, strict=True)]
        assert found == list(row)


def test_markdown_does_not_break_on_a_bar() -> None:
    assert markdown(SMALL) == "| name | n |\n| --- | --: |\n| a | 1,000 |\n| b\\|c | 7 |"


def test_a_terminal_gets_rules_and_a_pipe_one_row_on_one_line() -> None:
    drawn, piped = io.StringIO(), io.StringIO()
    write_table(SMALL, drawn, Look(color="always", width=40))
    write_table(SMALL, piped, Look())
    assert "─" in drawn.getvalue()
    assert "\x1b[1m" in drawn.getvalue()
    assert piped.getvalue() == "name      n\na     1,000\nb|c       7\n"


@pytest.mark.parametrize("width", [20, 40, 60, 100])
def test_a_narrow_screen_cuts_no_word(width: int) -> None:
    rows = (("19", "FT301", "arguments-not-a-string", "an error of 2027-01-06; price not confirmed since"),)
    columns = ("findings", "code", "name", "notice")
    table = Table(columns, rows, frozenset(("findings",)), frozenset(("code", "name")))
    drawn = io.StringIO()
    write_table(table, drawn, Look(color="always", width=width))
    words = drawn.getvalue().split()
    for cell in rows[0]:
        assert set(cell.split()) <= set(words)


def test_plain_data_is_json() -> None:
    price = targets.load("openai").model("gpt-4.1").training_price
    data = plain_data({"price": price, "days": (date(2026, 1, 2),), "n": Decimal("0.5")})
    assert json.loads(json.dumps(data)) == data
    assert data["price"]["per_million"] == 25.0
    assert data["price"]["source"]["as_of"] == "2025-06-26"
    assert (data["days"], data["n"]) == (["2026-01-02"], 0.5)


def test_every_model_stands_in_the_table() -> None:
    table = models_table(ALL)
    assert [row[:2] for row in table.rows] == [
        (target.name, model.label) for target in ALL for model in target.models.values()
    ]
    assert all(len(row) == len(table.columns) for row in table.rows)


def test_providers_are_told_apart() -> None:
    table = targets_table(ALL, rulebook())
    rows = {row[0]: dict(zip(table.columns[1:], row[1:], strict=True)) for row in table.rows}
    assert rows["fewest examples"] | {"hf": "–"} == rows["fewest examples"]
    assert rows["arguments of calls"]["hf"] == "an object"
    assert rows["call ids"]["mistral"] == "ids of exactly 9 letters and digits"
    assert rows["FT006 byte-order-mark"]["azure"] == "info"
    assert rows["image URLs"]["together"] == "data:"


def test_every_source_is_listed_with_its_day() -> None:
    listed = sources_table(ALL)
    assert len(set(listed.rows)) == len(listed.rows)
    assert {row[0] for row in listed.rows} == set(targets.names())


def test_the_commands_show_the_tables() -> None:
    assert run("targets").splitlines()[0].split() == targets.names()
    shown = run("models", "--target", "mistral")
    assert "codestral-latest" in shown
    assert "gpt-4.1" not in shown
    assert "≥ 2027-04-14" in run("models")


def test_the_commands_give_all_they_know_as_json() -> None:
    everything = json.loads(run("targets", "--output-format", "json"))
    assert [target["name"] for target in everything] == targets.names()
    (openai,) = json.loads(run("models", "--target", "openai", "--output-format", "json"))
    assert openai["models"][0]["training_window"]["value"] == 65_536


def test_an_unknown_target_is_refused() -> None:
    result = CliRunner().invoke(cli, ["models", "--target", "openia"])
    assert result.exit_code == 2
    assert "did you mean 'openai'?" in result.output


@pytest.mark.usefixtures("examples")
def test_cost_shows_bills_and_what_is_left_out(examples: object) -> None:
    path = f"{examples}/support-agent.jsonl"
    shown = run("cost", path, "--epochs", "2")
    assert "24 examples (sft)" in shown
    assert "left out  mistral: " in shown
    data = json.loads(run("cost", path, "--epochs", "2", "--output-format", "json"))
    assert {offer["epochs"]["n"] for offer in data["offers"]} == {2}
    refused = CliRunner().invoke(cli, ["cost", "nope.jsonl"])
    assert refused.exit_code == 2


def test_bills_that_are_a_lower_bound_say_so(real_files: object) -> None:
    comparison = compare(f"{real_files}/vision-chartqa.jsonl", 1, date(2026, 11, 22), ["openai"])
    assert all(
        row[2].startswith("≥ ") and row[5].startswith("≥ ") for row in cost_table.table(comparison).rows
    )
