"""Where keys and values stand in a TOML document.

`tomllib` gives no places; `tomlkit` keeps none; `spanned-toml` rests since 2022; `toml-rs` knows none of
table headings, where an unknown table has to be pointed at. So `tomllib` alone judges what is TOML, and this
walks over a document that it has accepted: it tells strings, brackets and keys apart, and decodes no value.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from ftlint.findings import Path

_BLANK = re.compile(r"(?:[ \t\r\n]++|#[^\n]*+)*+")
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_STRING = re.compile(
    r'"""(?:[^"\\]++|\\.|"(?!""))*+"""(?:"{0,2})'
    r"|'''(?:[^']++|'(?!''))*+'''(?:'{0,2})"
    r'|"(?:[^"\\\n]++|\\.)*+"'
    r"|'[^'\n]*+'",
    re.DOTALL,
)
_SCALAR = re.compile(r"[^,\]}#\r\n]++")


class Spot(NamedTuple):
    """A place in a text: 1-based, the column in code points."""

    line: int
    column: int


class Positions:
    """Where each key and each value of a document begins. A table's value is where it is first named."""

    def __init__(self, text: str) -> None:
        """Walk over `text`, which `tomllib` accepts."""
        walk = _Walk(text)
        walk.document()
        self._starts = [0, *(match.end() for match in re.finditer("\n", text))]
        self._keys, self._values = walk.keys, walk.values
        self.spans = walk.spans
        """Of each value that is not a table under a heading: its start and end in the text."""

    def key(self, path: Path) -> Spot:
        """Locate the key that a path leads to; an element of a list is where it begins."""
        return self._spot(self._keys, path)

    def value(self, path: Path) -> Spot:
        """Locate the value that a path leads to; for what is not there, what would hold it."""
        return self._spot(self._values, path)

    def paths(self) -> set[Path]:
        """List the paths of all keys and elements."""
        return set(self._keys)

    def _spot(self, table: dict[Path, int], path: Path) -> Spot:
        while path and path not in table:
            path = path[:-1]
        at = table.get(path, 0)
        line = bisect_right(self._starts, at)
        return Spot(line, at - self._starts[line - 1] + 1)


class _Walk:
    """One pass over a document."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.keys: dict[Path, int] = {}
        self.values: dict[Path, int] = {}
        self.spans: dict[Path, tuple[int, int]] = {}
        self._counts: dict[Path, int] = {}
        """How many tables an array of tables has so far."""

    def document(self) -> None:
        """Go through all headings and pairs."""
        table: Path = ()
        self._skip()
        while self.at < len(self.text):
            if self.text[self.at] == "[":
                table = self._heading()
            else:
                self._pair(table)
            self._skip()

    def _heading(self) -> Path:
        start = self.at
        brackets = 2 if self.text.startswith("[[", start) else 1
        self.at += brackets
        path: Path = ()
        parts = self._key()
        for number, (part, at) in enumerate(parts, 1):
            path = (*path, part)
            self._note(path, at)
            if path in self._counts and (number < len(parts) or brackets == 1):
                path = (*path, self._counts[path] - 1)
        if brackets == 2:
            index = self._counts.get(path, 0)
            self._counts[path] = index + 1
            path = (*path, index)
            self._note(path, start)
        self.at += brackets
        return path

    def _pair(self, table: Path) -> None:
        parts = self._key()
        self.at += 1  # the equals sign
        self._skip()
        path = table
        for part, at in parts:
            path = (*path, part)
            self._note(path, at)
        self.values[path] = self.at
        self._value(path)

    def _key(self) -> list[tuple[str, int]]:
        """Read a dotted key, up to what follows it: its parts, and where each begins."""
        parts: list[tuple[str, int]] = []
        while True:
            self._skip()
            start = self.at
            if match := _BARE_KEY.match(self.text, start):
                part = match[0]
            else:
                match = _STRING.match(self.text, start)
                assert match is not None, "tomllib has accepted the document"  # noqa: S101 (for mypy)
                part = tomllib.loads(f"key = {match[0]}")["key"]
            parts.append((part, start))
            self.at = match.end()
            self._skip()
            if self.text[self.at] != ".":
                return parts
            self.at += 1

    def _value(self, path: Path) -> None:
        start = self.at
        opening = self.text[start]
        if opening == "[":
            self._array(path)
        elif opening == "{":
            self._inline_table(path)
        else:
            match = (_STRING if opening in "\"'" else _SCALAR).match(self.text, start)
            assert match is not None, "tomllib has accepted the document"  # noqa: S101 (for mypy)
            self.at = match.end()
        self.spans[path] = (start, self.at)

    def _array(self, path: Path) -> None:
        self.at += 1
        index = 0
        while not self._closes("]"):
            element = (*path, index)
            self._note(element, self.at)
            self._value(element)
            index += 1

    def _inline_table(self, path: Path) -> None:
        self.at += 1
        while not self._closes("}"):
            self._pair(path)

    def _closes(self, bracket: str) -> bool:
        """Pass by white space, comments and a comma, and by the bracket if it is next."""
        self._skip()
        if self.text[self.at] == ",":
            self.at += 1
            self._skip()
        if self.text[self.at] != bracket:
            return False
        self.at += 1
        return True

    def _skip(self) -> None:
        match = _BLANK.match(self.text, self.at)
        self.at = match.end() if match else self.at

    def _note(self, path: Path, at: int) -> None:
        """Remember where a path is first named."""
        self.keys.setdefault(path, at)
        self.values.setdefault(path, at)
