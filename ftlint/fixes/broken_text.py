"""From text that is nearly JSON to the JSON object that it was meant to be."""

from __future__ import annotations

import ast
import json
import re
import warnings
from typing import TYPE_CHECKING, Final

from ftlint.fixes.argument_text import is_object
from ftlint.reading.syntax import diagnose

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_STEPS: Final = 200
MOST_WORK: Final = 500_000
"""Characters that are read in all: each step of a repair reads the text anew."""
_LONGEST_PYTHON: Final = 200_000
_FENCE: Final = re.compile(r"\s*```[\w-]*[ \t]*\n?(?P<body>.*?)\n?```\s*", re.DOTALL)
_PYTHON: Final = re.compile("['(]|True|False|None")
_NUMBER: Final = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?")


def as_object(text: str) -> str | None:
    """Repair a text: the JSON object as text, or None where it is not plain what was meant. Never raises.

    What was cut off is not completed. A Python dict is written as JSON; other mistakes are repaired one by
    one, as their diagnosis says.
    """
    fence = _FENCE.fullmatch(text)
    given = text = fence["body"] if fence else text
    if is_object(text):
        return text
    for _ in range(min(MOST_STEPS, MOST_WORK // (len(text) + 1) + 1)):
        fault = diagnose(text)
        if fault is None:
            break
        if _PYTHON.match(text, *fault.span) and (written := from_python(given)) is not None:
            return written if is_object(written) else None
        if fault.repair is None or fault.message.startswith("cut off"):
            return None
        text = text[: fault.span[0]] + fault.repair + text[fault.span[1] :]
    return text if is_object(text) else None


def from_python(text: str) -> str | None:
    """Write a dict as Python prints it as JSON; None if it is none, or JSON has no form for what is in it.

    The order, keys that come twice, and the spelling of numbers stay.
    """
    if len(text) > _LONGEST_PYTHON or not text.lstrip().startswith("{"):
        return None
    text = text.strip().replace("\r\n", "\n").replace("\r", "\n")  # as the parser counts lines
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            tree = ast.parse(text, mode="eval").body
            return _written(tree, text.split("\n")) if isinstance(tree, ast.Dict) else None
        except (ValueError, SyntaxError, MemoryError, RecursionError):
            return None


def _written(node: ast.expr | None, lines: Sequence[str]) -> str:
    """Write a literal as JSON. Raises ValueError where JSON has no form for it."""
    match node:
        case ast.Dict(keys, values):
            members = zip(keys, values, strict=True)
            return "{" + ", ".join(f"{_key(key)}: {_written(item, lines)}" for key, item in members) + "}"
        case ast.List(elements) | ast.Tuple(elements):
            return f"[{', '.join(_written(element, lines) for element in elements)}]"
        case ast.Constant(value) if value is None or isinstance(value, bool | str):
            return json.dumps(value, ensure_ascii=False)
        case ast.Constant(value) if isinstance(value, int | float):
            return _number(node, value, lines)
        case ast.UnaryOp(ast.USub(), ast.Constant(value) as number) if isinstance(value, int | float):
            return f"-{_number(number, value, lines)}"
    raise ValueError("JSON has no form for it")


def _key(node: ast.expr | None) -> str:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return json.dumps(node.value, ensure_ascii=False)
    raise ValueError("a key is no string")


def _number(node: ast.Constant, value: float, lines: Sequence[str]) -> str:
    if isinstance(value, bool):
        raise ValueError("-True is no number")
    raw = lines[node.lineno - 1].encode()[node.col_offset : node.end_col_offset].decode(errors="replace")
    return raw if _NUMBER.fullmatch(raw) else json.dumps(value, allow_nan=False)
