"""Whether the value of a keyword that holds no schemas is one that the keyword may have."""

from __future__ import annotations

import math

from ftlint.schemas.keywords import TYPES, Shape


def is_number(value: object) -> bool:
    """Whether a JSON value is a number: true and false are none, and neither is what overflowed."""
    return type(value) is int or (type(value) is float and math.isfinite(value))


def is_count(value: object) -> bool:
    """Whether a JSON value is a whole number that is not negative; 2.0 is whole."""
    if type(value) is int:
        return value >= 0
    return type(value) is float and value.is_integer() and value >= 0


def is_names(value: object) -> bool:
    """Whether a JSON value is an array of strings."""
    return isinstance(value, list) and all(isinstance(name, str) for name in value)


def is_type(value: object) -> bool:
    """Whether a JSON value names a type, or is an array of such names with at least one."""
    if isinstance(value, str):
        return value in TYPES
    return isinstance(value, list) and bool(value) and all(isinstance(v, str) and v in TYPES for v in value)


def is_right(shape: Shape, value: object) -> bool:
    """Whether `value` has a shape that holds no schemas. Shapes that hold some are always right here."""
    check = _CHECKS.get(shape)
    return check is None or check(value)


_CHECKS = {
    "array": lambda value: isinstance(value, list),
    "boolean": lambda value: isinstance(value, bool),
    "count": is_count,
    "enum": lambda value: isinstance(value, list) and bool(value),
    "names": is_names,
    "names by name": lambda value: isinstance(value, dict) and all(is_names(v) for v in value.values()),
    "number": is_number,
    "positive number": lambda value: is_number(value) and value > 0,
    "string": lambda value: isinstance(value, str),
    "type": is_type,
}
