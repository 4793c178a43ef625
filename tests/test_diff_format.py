"""What `--diff` shows: windows around the changes, folded, and safe to print."""

from __future__ import annotations

import io
import json
import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from ftlint.fixing.comparison import ChangedLine, changed_lines
from ftlint.fixing.done import MOST_TITLES, OTHERS, Done
from ftlint.fixing.rounds import FixedFile
from ftlint.reading.reader import source_of_file
from ftlint.reporters import Look
from ftlint.reporters.changed_line import line_block
from ftlint.reporters.diff_format import write_changes

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from ftlint.fixing.done import Titles

ENCODE = ("encode the arguments as JSON text",)
OLD = '{"messages": [{"role": "assistant", "tool_calls": [{"name": "get", "arguments": {"city": "Oslo"}}]}]}'
NEW = OLD.replace('{"city": "Oslo"}', '"{\\"city\\": \\"Oslo\\"}"')


def screen(changes: Sequence[ChangedLine], look: Look | None = None, about: Sequence[str] = ()) -> str:
    out = io.StringIO()
    write_changes("train.jsonl", changes, out, look or Look(color="never", width=70), about)
    return out.getvalue()


def change(number: int, old: str, new: str | None, titles: Titles = ENCODE) -> ChangedLine:
    def raw(text: str) -> bytes:
        return text.encode("utf-8", "surrogateescape")

    return ChangedLine(number, raw(old), None if new is None else raw(new), titles)


def test_a_change_is_cut_out_and_aligned() -> None:
    said = "written as JSON Lines: it was a JSON array"
    assert screen([change(3, OLD, NEW)], about=[said]) == (
        "--- train.jsonl\n"
        "+++ train.jsonl\n"
        "@@ the whole file · written as JSON Lines: it was a JSON array\n"
        "@@ line 3 · encode the arguments as JSON text\n"
        '- …l_calls": [{"name": "get", "arguments": {"city": "Oslo"}}]}]}\n'
        '+ …l_calls": [{"name": "get", "arguments": "{\\"city\\": \\"Oslo\\"}"}]}]}\n'
        "\n"
    )


def test_a_line_that_fits_is_shown_whole_and_once() -> None:
    [minus, plus] = line_block("[true, 2, false]", "[1, 2, 0]", 40)
    assert (minus.plain, plus.plain) == ("- [true, 2, false]", "+ [1, 2, 0]")


def test_only_the_first_changes_of_a_line_are_shown() -> None:
    old = ", ".join(f'"a{n}": true, "b{n}": "{"words " * 20}"' for n in range(8))
    lines = [text.plain for text in line_block(old, old.replace("true", "1"), 40)]
    assert [line[0] for line in lines] == ["-", "+", "-", "+", "-", "+", " "]
    assert lines[-1] == "  … and 5 more changes in this line"
    assert lines[2] == '- …s ", "a1": true, "b1": "words words …'
    assert lines[3] == '+ …s ", "a1": 1, "b1": "words words wor…'


def test_dropped_lines_and_lines_that_changed_alike() -> None:
    changes = [change(n, "{}", "[]") for n in range(1, 1_213)]
    changes.insert(5, change(7_001, "   ", None, ("drop the blank line",)))
    text = screen(changes)
    assert "@@ line 7,001 · drop the blank line\n-    \n@@ line 6 " in text
    assert text.count("\n- {}\n+ []\n") == 10
    assert (
        "\n… and 1,202 more lines (lines 11, 12, 13, 14, …) changed in one way: "
        "encode the arguments as JSON text\n\n" in text
    )
    alike = screen(changes[:5] + changes[6:])
    assert alike.endswith("\n… and 1,202 more lines (lines 11, 12, 13, 14, …) changed in the same way\n\n")


def test_without_excerpts_no_text_is_shown() -> None:
    changes = [change(n, OLD, NEW, (f"title with text {n}",)) for n in (4, 9)]
    assert screen(changes, Look(color="never", width=70, excerpts=False)) == (
        "--- train.jsonl\n+++ train.jsonl\n2 lines (lines 4, 9) changed; the text is not shown\n\n"
    )


def test_data_never_sends_control_sequences_and_is_no_markup() -> None:
    evil = "\x1b]0;owned\x07\x1b[2J [bold red]x[/] \u202egnp.exe \u2066\x00\x9b31m \udcff"
    text = screen([change(1, evil + "a", evil + "b", (evil,)), change(2, evil, None)])
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", text)
    assert "[bold red]x[/]" in text


def test_secrets_are_dots() -> None:
    secret = "sk-a8Kd93LmQpZx71VbNw0R" + "T3BlbkFJ" + "h2Yt6Gf4Ue9Ws5Xc8JzQ"
    old = f'{{"a": "{secret}", "weight": true}}'
    text = screen([change(1, old, old.replace("true", "1"), (f"say {secret}",))])
    assert "say •••" in text
    assert secret not in text
    assert "••••" in text


def test_colours_stress_what_changed() -> None:
    text = screen([change(1, '{"weight": true}', '{"weight": 1}')], Look(color="always", width=70))
    assert re.search(r"\x1b\[1;7;31mtrue\x1b\[0m", text)
    assert re.search(r"\x1b\[1;7;32m1\x1b\[0m", text)


characters = st.sampled_from('ab {}":\\漢é\u0301👩\u200d\x1b\t') | st.characters()


@given(
    st.lists(st.text(characters, max_size=60), min_size=4, max_size=8),
    st.lists(st.text(characters, max_size=30), min_size=2, max_size=8),
    st.integers(0, 90),
)
def test_no_line_is_wider_than_the_screen(kept: list[str], changed: list[str], width: int) -> None:
    old = "".join(kept)
    new = "".join(part + other for part, other in zip(kept, [*changed, *[""] * len(kept)], strict=False))
    for text in (*line_block(old, new, width), *line_block(old, None, width)):
        assert cell_len(text.plain) <= max(width, 18) or text.plain.startswith("  … and ")


@given(st.integers(0, 400), st.integers(30, 120))
def test_a_change_in_a_long_line_is_shown(before: int, width: int) -> None:
    old = json.dumps([f"{n:,} is a number" for n in range(1_600)])
    new = old.replace(f'"{before + 300:,} is a number"', "null")
    assert len(old) > 30_000
    minus, plus = (text.plain for text in line_block(old, new, width))
    assert (minus[0], plus[0]) == ("-", "+")
    assert minus.index(f'"{before + 300} is') == plus.index("null")


def test_titles_are_kept_in_bounded_memory() -> None:
    done = Done()
    for line in range(1, MOST_TITLES + 500):
        done.note(line, [f"rename {line}", "another"])
    noted = {each.line: each.titles for each in done}
    assert noted[1] == ("another", "rename 1")
    assert noted[MOST_TITLES + 2] == OTHERS
    assert len(set(noted.values())) == MOST_TITLES + 1


@pytest.mark.parametrize("rounds", [1, 2])
def test_lines_are_compared_past_dropped_ones(tmp_path: Path, rounds: int) -> None:
    old, new = tmp_path / "old.jsonl", tmp_path / "new.jsonl"
    old.write_bytes(b"1\n2\n3\r\n4\n5\n")
    new.write_bytes(b"1\n3\n5!\n")
    file = FixedFile(source_of_file(old), source_of_file(new))
    # The fourth line is dropped in the first round, or in the second, where it is the third.
    file.done = [Done() for _ in range(rounds)]
    file.done[0].note(2, ["a"], 0)
    if rounds == 1:
        file.done[0].note(4, ["d"], 0)
    file.done[0].note(5, ["b"])
    if rounds == 2:
        file.done[1].note(3, ["d"], 0)
        file.done[1].note(4, ["c"])
    assert list(changed_lines(file)) == [
        ChangedLine(2, b"2", None, ("a",)),
        ChangedLine(4, b"4", None, ("d",)),
        ChangedLine(5, b"5", b"5!", ("b", "c") if rounds == 2 else ("b",)),
    ]


def test_lines_are_compared_past_parted_ones(tmp_path: Path) -> None:
    old, new = tmp_path / "old.jsonl", tmp_path / "new.jsonl"
    old.write_bytes(b"1\n{}{}{}\n3\n{}{}\n")
    new.write_bytes(b"1\n{}\n{2}\n3!\n")
    file = FixedFile(source_of_file(old), source_of_file(new))
    # One line becomes three, of which one is dropped and one repaired; all pieces of another are dropped.
    file.done = [Done(), Done()]
    file.done[0].note(2, ["part"], 3)
    file.done[0].note(4, ["part"], 2)
    for line, title in (2, "drop"), (4, "fix"), (5, "other"), (6, "drop"), (7, "drop"):
        file.done[1].note(line, [title], 0 if title == "drop" else 1)
    assert list(changed_lines(file)) == [
        ChangedLine(2, b"{}{}{}", b"{}\n{2}", ("part", "drop", "fix")),
        ChangedLine(3, b"3", b"3!", ("other",)),
        ChangedLine(4, b"{}{}", None, ("part", "drop")),
    ]
