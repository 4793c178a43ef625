"""Values as Python prints them, written as JSON: only what JSON can hold, all of it."""

from __future__ import annotations

import ast
import json
import re
import warnings
from typing import TYPE_CHECKING, Final

from ftlint.reading.container import is_message
from ftlint.reading.syntax.python import MAX_LENGTH
from ftlint.text.style import Style

if TYPE_CHECKING:
    from collections.abc import Sequence

_NUMBER: Final = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?")


def json_of_python(text: str) -> str | None:
    """Write a dict that Python printed as JSON; None where it is none, or JSON cannot hold all of it.

    Numbers stay as they are spelled, and a tuple becomes an array. Sets, bytes, numbers without a finite
    value and keys that are no text have no place in JSON, and of a key that stands twice Python would drop
    one.
    """
    printed = _Printed.read(text, "{}")
    return None if printed is None or not isinstance(printed.tree, ast.Dict) else printed.json(printed.tree)


def lines_of_python(text: str) -> list[str] | None:
    """Write a text that is one Python dict, or a list of them, as lines of JSON; None if that cannot be.

    A list of messages is one conversation, and one line.
    """
    printed = _Printed.read(text, "{}", "[]", "()")
    if printed is None:
        return None
    given = printed.tree.elts if isinstance(printed.tree, ast.List | ast.Tuple) else [printed.tree]
    lines = [
        line for each in given if isinstance(each, ast.Dict) and (line := printed.json(each)) is not None
    ]
    if not given or len(lines) < len(given):
        return None
    if given[0] is not printed.tree and all(is_message(json.loads(line)) for line in lines):
        return [f'{{"messages": [{", ".join(lines)}]}}']
    return lines


class _Printed:
    """A Python expression, and the lines that it stands on."""

    def __init__(self, tree: ast.expr, lines: Sequence[bytes]) -> None:
        self.tree = tree
        self._lines = lines

    @classmethod
    def read(cls, text: str, *brackets: str) -> _Printed | None:
        """Read a text that stands in one of the pairs of brackets; None where it is no Python."""
        text = text.strip()
        if len(text) > MAX_LENGTH or text[:1] + text[-1:] not in brackets:
            return None
        text = text.replace("\r\n", "\n").replace("\r", "\n")  # as the parser counts lines
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            try:
                tree = ast.parse(text, mode="eval").body
            except (ValueError, SyntaxError, MemoryError, RecursionError):
                return None
        return cls(tree, text.encode().split(b"\n"))

    def json(self, node: ast.expr) -> str | None:
        """Write a literal as JSON; None where JSON has no form for it."""
        try:
            return self._written(node)
        except (ValueError, RecursionError):
            return None

    def _written(self, node: ast.expr) -> str:
        match node:
            case ast.Dict(keys, values):
                written = [_key(key) for key in keys]
                if len(set(written)) < len(written):
                    raise ValueError("a key stands twice")
                members = zip(written, values, strict=True)
                return "{" + ", ".join(f"{key}: {self._written(value)}" for key, value in members) + "}"
            case ast.List(elements) | ast.Tuple(elements):
                return f"[{', '.join(map(self._written, elements))}]"
            case ast.UnaryOp(ast.USub() | ast.UAdd() as sign, ast.Constant() as number):
                return f"{'-' if isinstance(sign, ast.USub) else ''}{self._number(number)}"
            case ast.Constant(value) if value is None or isinstance(value, bool | str):
                return Style().json(value)
            case ast.Constant():
                return self._number(node)
        raise ValueError("JSON has no form for it")

    def _number(self, node: ast.Constant) -> str:
        if type(node.value) not in (int, float):
            raise ValueError("no number of JSON")
        plain = json.dumps(node.value, allow_nan=False)
        spelled = self._lines[node.lineno - 1][node.col_offset : node.end_col_offset].decode()
        return spelled if _NUMBER.fullmatch(spelled) else plain


def _key(node: ast.expr | None) -> str:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return Style().json(node.value)
    raise ValueError("a key is no string")
