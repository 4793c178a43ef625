"""Integers too long for Python to write down: `jsonschema` writes what it complains about."""

from __future__ import annotations

_BITS = 13_000
_GIANT = 10**3900


def without_giants(value: object) -> object:
    """Give a JSON value with every such integer brought down to one of 3,900 digits; mostly the value itself.

    Raises RecursionError where the value nests deeper than Python goes and has such an integer.
    """
    return _tamed(value) if _has_giant(value) else value


def _has_giant(value: object) -> bool:
    stack = [value]
    while stack:
        item = stack.pop()
        if isinstance(item, dict):
            stack.extend(item.values())
        elif isinstance(item, list):
            stack.extend(item)
        elif isinstance(item, int) and item.bit_length() > _BITS:
            return True
    return False


def _tamed(value: object) -> object:
    if isinstance(value, dict):
        return {name: _tamed(item) for name, item in value.items()}
    if isinstance(value, list):
        return [_tamed(item) for item in value]
    if isinstance(value, int) and value.bit_length() > _BITS:
        return _GIANT if value > 0 else -_GIANT
    return value
