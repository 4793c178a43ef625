"""JSON values compared the way JSON Schema compares them."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from ftlint.schemas.leaves import is_number

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence
    from fractions import Fraction


def same_key(value: object) -> Hashable:
    """Give a key that two JSON values share just when they are equal: 1 and 1.0 are, 1 and true are not."""
    if isinstance(value, bool):
        return (bool, value)
    if isinstance(value, list):
        return (list, tuple(map(same_key, value)))
    if isinstance(value, dict):
        return (dict, frozenset((name, same_key(item)) for name, item in value.items()))
    return value


def first_repeat(items: Sequence[object]) -> tuple[int, int] | None:
    """Give the places of the first item that stands twice, earlier one first; None where all differ."""
    seen: dict[Hashable, int] = {}
    for index, item in enumerate(items):
        earlier = seen.setdefault(same_key(item), index)
        if earlier != index:
            return earlier, index
    return None


def is_multiple(value: float, step: float) -> bool:
    """Whether a number is a whole multiple of a step above 0, both taken as the decimals they are written as.

    So 0.3 is a multiple of 0.1, though the quotient of the binary numbers is 2.9999999999999996.
    Infinity, which is what an overflow leaves, counts as one: nothing can be said about it.
    """
    if isinstance(value, float) and not math.isfinite(value):
        return True
    if isinstance(value, int) and isinstance(step, int):
        return value % step == 0
    return (_exact(value) / _exact(step)).denominator == 1


def _exact(number: float) -> Fraction:
    from fractions import Fraction

    return Fraction(repr(number)) if isinstance(number, float) else Fraction(number)


def has_type(value: object, name: str) -> bool:
    """Whether a JSON value is of a JSON Schema type. 1.0 is an integer; true is no number."""
    if name == "integer":
        return type(value) is int or (type(value) is float and value.is_integer())
    if name == "number":
        return is_number(value) or type(value) is float
    return name == type_of(value)


def type_of(value: object) -> str:
    """Give the JSON Schema type of a value; numbers are "integer" only where written without a point."""
    return _TYPES.get(type(value), "")


_TYPES: dict[type, str] = {
    dict: "object",
    list: "array",
    str: "string",
    bool: "boolean",
    int: "integer",
    float: "number",
    type(None): "null",
}
