"""Every key and every value of a config is found where it stands, however the TOML is written."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from ftlint.config import Found, Given, settle
from ftlint.config.loading import load
from ftlint.config.reading import parse

Steps = tuple[str | int, ...]

_CHARACTERS = st.characters(codec="utf-8")
_KEY = st.text("abcXYZ019-_", min_size=1, max_size=4) | st.text(_CHARACTERS, max_size=4)
_LEAF = st.one_of(
    st.integers(), st.booleans(), st.floats(allow_nan=False), st.dates(), st.text(_CHARACTERS)
)  # fmt: skip
_TREE = st.recursive(
    _LEAF, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_KEY, inner, max_size=3), max_leaves=8
)


class Writer:
    """Writes a table as TOML in as many ways as there are, and notes the line of every key and element."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self.lines: dict[Steps, int] = {}
        self.text = ""

    def put(self, text: str) -> None:
        self.text += text

    def note(self, path: Steps) -> None:
        self.lines.setdefault(path, self.text.count("\n") + 1)

    def key(self, name: str) -> str:
        if re.fullmatch("[A-Za-z0-9_-]+", name) and self.draw(st.booleans()):
            return name
        plain = all(char.isprintable() and char != "'" for char in name)
        return f"'{name}'" if plain and self.draw(st.booleans()) else self.quoted(name)

    def quoted(self, text: str) -> str:
        return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")

    def blank(self) -> str:
        return self.draw(st.sampled_from(["", "\n", '# [x] = \'y\' """\n', " \t", "\r\n"]))

    def table(self, path: Steps, table: dict[str, Any]) -> None:
        """Write the pairs of a table, then its headings."""
        later = []
        for name, value in table.items():
            heads = isinstance(value, dict) or (value and _all_tables(value))
            if heads and self.draw(st.booleans()):
                later.append((name, value))
                continue
            self.put(self.blank())
            self.note((*path, name))
            self.put(self.key(name) + self.draw(st.sampled_from([" = ", "=", "\t= "])))
            self.value((*path, name), value)
            self.put(self.draw(st.sampled_from(["\n", " # note ]\n", "\r\n"])))
        for name, value in later:
            for index, each in enumerate(value if isinstance(value, list) else [value]):
                self.put(self.blank())
                inner: Steps = (*path, name)
                for length in range(1, len(inner) + 1):
                    self.note(inner[:length])
                if isinstance(value, list):
                    inner = (*inner, index)
                    self.note(inner)
                heading = ".".join(self.key(step) for step in inner if isinstance(step, str))
                self.put(f"[[{heading}]]\n" if isinstance(value, list) else f"[{heading}]\n")
                self.table(inner, each)

    def value(self, path: Steps, value: Any) -> None:
        if isinstance(value, dict):
            self.put("{")
            for number, (name, each) in enumerate(value.items()):
                self.put(", " if number else " ")
                self.note((*path, name))
                self.put(self.key(name) + " = ")
                self.value((*path, name), each)
            self.put("}")
        elif isinstance(value, list):
            self.put("[" + self.blank())
            for index, each in enumerate(value):
                self.note((*path, index))
                self.value((*path, index), each)
                self.put(self.blank() + "," + self.blank())
            self.put("]")
        elif isinstance(value, str) and self.draw(st.booleans()):
            self.put(
                '"""' + self.quoted(value)[1:-1].replace('\\"', '"\\u0022').replace('"\\u0022', '\\"') + '"""'
            )
        else:
            self.put(self.quoted(value) if isinstance(value, str) else _scalar(value))


def _all_tables(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(each, dict) for each in value)


def _scalar(value: object) -> str:
    return (
        str(value).lower()
        if isinstance(value, bool)
        else repr(value)
        if isinstance(value, float)
        else str(value)
    )


@st.composite
def documents(draw: st.DrawFn) -> tuple[dict[str, Any], Writer]:
    table = draw(st.dictionaries(_KEY, _TREE, max_size=4))
    writer = Writer(draw)
    writer.table((), table)
    return table, writer


def leaves(path: Steps, value: Any) -> dict[Steps, Any]:
    entries = (
        value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    )
    found = {path: value} if path else {}
    for step, each in entries:
        found |= leaves((*path, step), each)
    return found


@given(documents())
def test_every_key_is_found_in_its_line(document: tuple[dict[str, Any], Writer]) -> None:
    table, writer = document
    read = parse(writer.text.encode(), "x.toml")
    assert read.table == table
    assert read.positions.paths() == set(writer.lines) == set(leaves((), table))
    for path, line in writer.lines.items():
        assert read.positions.key(path).line == line
    text = writer.text.replace("\r\n", "\n")
    for path, (start, end) in read.positions.spans.items():
        assert tomllib.loads("value = " + text[start:end])["value"] == leaves((), table)[path]


_SELECTORS = st.lists(st.sampled_from(["ALL", "FT3", "FT301", "blank-line"]), max_size=3)
_KEYS = {
    "target": st.sampled_from(["openai", "azure"]), "format": st.sampled_from(["sft", "dpo"]),
    "epochs": st.integers(1, 50), "select": _SELECTORS, "ignore": _SELECTORS,
    "exclude": st.lists(st.sampled_from(["a", "b/**"]), max_size=3),
    "output-format": st.just(["full", "json=x.json"]) | st.just("concise"), "excerpts": st.booleans(),
    "max-cost": st.floats(0.01, 1e6), "max-tokens": st.integers(1, 10**12),
    "rules": st.dictionaries(st.sampled_from(["FT301", "blank-line"]), st.sampled_from(["off", "info"])),
    "per-file-ignores": st.dictionaries(st.sampled_from(["a*", "b/**"]), _SELECTORS),
    "datasets": st.lists(st.just({"train": ["a", "b*"], "validation": "c"}), max_size=3),
}  # fmt: skip


@st.composite
def configs(draw: st.DrawFn) -> tuple[dict[str, Any], Writer]:
    table = draw(st.fixed_dictionaries({}, optional=_KEYS))
    writer = Writer(draw)
    writer.table((), table)
    return table, writer


@given(configs())
def test_origin_of_every_value_is_its_line(made: tuple[dict[str, Any], Writer]) -> None:
    table, writer = made
    config = load(Path("ftlint.toml"), "ftlint.toml", writer.text.encode())
    settings = settle(Found(config, ""), Given())
    codes = {"blank-line": "FT011"}
    for (key, *rest), line in writer.lines.items():
        if len(rest) < 2:
            step = [codes.get(str(each), each) if key == "rules" else each for each in rest]
            assert settings.origin(str(key), *step) == f"ftlint.toml:{line}"
    for key in _KEYS.keys() - table.keys():
        assert settings.origin(key).startswith("default")


def test_strings_of_several_lines_are_passed_by() -> None:
    text = '''a = """
b = 1 \\""" ""\\
"""""
'c.d' . e = \'\'\'
x = "\'\'\'\'\'
f = [ # ]
  "]", \'[\',
] # "
g = 1
'''
    read = parse(text.encode(), "x.toml")
    assert read.table == tomllib.loads(text)
    lines = {path: read.positions.key(path).line for path in read.positions.paths()}
    assert lines == {("a",): 1, ("c.d",): 4, ("c.d", "e"): 4, ("f",): 6, ("f", 0): 7, ("f", 1): 7, ("g",): 9}
    assert read.positions.key(("c.d", "e")) == (4, 9)
