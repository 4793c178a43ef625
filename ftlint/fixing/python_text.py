"""Values as Python prints them, written as JSON: only what JSON can hold, all of it."""

from __future__ import annotations

import ast
import math
import warnings
from typing import TYPE_CHECKING

from ftlint.reading.container import is_message
from ftlint.reading.syntax.python import python_value
from ftlint.text.style import Style

if TYPE_CHECKING:
    from collections.abc import Iterator


def json_of_python(text: str) -> str | None:
    """Write a dict that Python printed as JSON; None where it is none, or JSON cannot hold all of it.

    A tuple becomes an array. Sets, bytes, numbers without a finite value and keys that are no text have no
    place in JSON, and of a key that stands twice Python would drop one.
    """
    value = python_value(text)
    if not isinstance(value, dict) or not _fits(value) or _repeats_a_key(text):
        return None
    return _json(value)


def lines_of_python(text: str) -> list[str] | None:
    """Write a text that is one Python dict, or a list of them, as lines of JSON; None if that cannot be.

    A list of messages is one conversation, and one line.
    """
    value = python_value(text)
    if isinstance(value, dict):
        line = json_of_python(text)
        return None if line is None else [line]
    if not isinstance(value, list | tuple) or not all(isinstance(each, dict) for each in value):
        return None
    if not value or not _fits(value) or _repeats_a_key(text):
        return None
    examples = [{"messages": value}] if all(map(is_message, value)) else value
    lines = [_json(example) for example in examples]
    return None if None in lines else [line for line in lines if line is not None]


def _json(value: object) -> str | None:
    try:
        return Style().json(value)
    except ValueError:  # an integer that was written in hexadecimal, of more digits than Python writes
        return None


def _fits(value: object) -> bool:
    waiting = [value]
    while waiting:
        each = waiting.pop()
        if isinstance(each, dict):
            if not all(isinstance(key, str) for key in each):
                return False
            waiting += each.values()
        elif isinstance(each, list | tuple):
            waiting += each
        elif isinstance(each, float):
            if not math.isfinite(each):
                return False
        elif not (each is None or isinstance(each, str | int)):
            return False
    return True


def _repeats_a_key(text: str) -> bool:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        tree = ast.parse(text.strip(), mode="eval")
    return any(len(set(keys)) < len(keys) for keys in _keys(tree))


def _keys(tree: ast.AST) -> Iterator[list[object]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Dict):
            yield [ast.literal_eval(key) for key in node.keys if key is not None]
