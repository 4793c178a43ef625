"""Plain data (what TOML gives) into frozen dataclasses: nothing is guessed, nothing is dropped.

Start-up does without pydantic this way; the tests hold the result against pydantic's.
"""

import types
from collections.abc import Iterable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any, Literal, TypeVar, Union, get_args, get_origin

T = TypeVar("T")

_WORDS = {tuple: "a list", Mapping: "a table", str: "a string", int: "a whole number", Decimal: "a number"}


def read(kind: type[T], value: object) -> T:
    """Make a `kind` of `value`, or raise ValueError with the path of the first key that does not fit.

    Knows dataclasses (generic ones over one variable), `tuple[X, ...]`, `Mapping[str, X]`, `X | None`,
    Literal, StrEnum, and scalars of exactly their type; a whole number may stand for a Decimal. The
    annotations must be real types: no `from __future__ import annotations` where the dataclasses are.
    """
    made: T = _read(kind, value, "")
    return made


def _read(kind: Any, value: Any, at: str) -> Any:
    origin, arguments = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        (wanted,) = (argument for argument in arguments if argument is not types.NoneType)
        return _read(wanted, value, at)
    if is_dataclass(origin or kind):
        return _read_table(origin or kind, arguments, value, at)
    if origin is tuple and isinstance(value, list):
        return tuple(_read(arguments[0], item, f"{at}[{index}]") for index, item in enumerate(value))
    if origin is Mapping and isinstance(value, dict):
        return {_read(arguments[0], k, at): _read(arguments[1], v, _join(at, k)) for k, v in value.items()}
    return _read_scalar(kind, value, at)


def _read_table(cls: Any, arguments: tuple[Any, ...], value: Any, at: str) -> Any:
    if not isinstance(value, dict):
        raise ValueError(f"{at}: a table is expected, not {value!r}")
    known = {item.name: item for item in fields(cls)}
    for key in value:
        if key not in known:
            raise ValueError(f"{_join(at, key)}: unknown key{hint(key, known)}")
    for key, item in known.items():
        if key not in value and item.default is MISSING and item.default_factory is MISSING:
            raise ValueError(f"{_join(at, key)}: missing")
    kinds = {
        key: arguments[0] if isinstance(item.type, TypeVar) else item.type for key, item in known.items()
    }
    return cls(**{key: _read(kinds[key], item, _join(at, key)) for key, item in value.items()})


def _read_scalar(kind: Any, value: Any, at: str) -> Any:
    choices: tuple[Any, ...] = ()
    if get_origin(kind) is Literal:
        choices = get_args(kind)
    elif isinstance(kind, type) and issubclass(kind, StrEnum):
        choices = tuple(kind)
    elif kind is Decimal and type(value) is int:
        return Decimal(value)
    elif type(value) is kind:  # not isinstance: true is no number, and a time is no day
        return value
    if isinstance(value, str) and value in choices:
        return choices[choices.index(value)]
    expected = " or ".join(map(str, choices)) or _WORDS.get(get_origin(kind) or kind, f"a {kind.__name__}")
    raise ValueError(f"{at}: {expected} is expected, not {value!r}")


def _join(at: str, key: str) -> str:
    return f"{at}.{key}" if at else key


def hint(name: str, known: Iterable[str]) -> str:
    """End a sentence about an unknown name: with the nearest that is known, else with all of them."""
    from ftlint.text.words import nearest

    near = nearest(name, list(known))
    return f": did you mean {near!r}?" if near else f"; known: {', '.join(known)}"
