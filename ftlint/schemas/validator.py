"""`jsonschema`, told to work on schemas in normal form.

The keywords that could hang, fetch, crash or report two mistakes as one are our own; the others are its own.
Importing this module imports `jsonschema`, which takes longer than most files: it is imported at need.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from jsonschema import Draft202012Validator, FormatChecker, ValidationError
from jsonschema.validators import extend
from referencing import Registry

from ftlint.schemas import formats
from ftlint.schemas.evaluated import evaluated_items, evaluated_names, matches_any
from ftlint.schemas.values import first_repeat, is_multiple, same_key

if TYPE_CHECKING:
    from ftlint.schemas.normal import Bound, Normal, Schema
    from ftlint.schemas.patterns import Pattern

Errors = Iterator[ValidationError]


def errors(normal: Normal, value: object, *, with_formats: bool) -> Errors:
    """Yield what `jsonschema` finds wrong with a value.

    The `message` of an error about a name (`required`, `dependentRequired`) is that name alone.
    Raises SlowPattern, OutOfSteps or RecursionError where it cannot go on; what came before holds.
    """
    checker = _FORMATS if with_formats else None
    validator = _Validator(normal.schema, registry=Registry(), format_checker=checker)
    yield from validator.iter_errors(value)


def _reference(validator: Any, bound: Bound, value: object, _: object) -> Errors:
    bound.budget.spend()
    yield from validator.descend(value, bound.schema)


def _pattern(_: Any, pattern: Pattern, value: object, __: object) -> Errors:
    if isinstance(value, str) and not pattern.search(value):
        yield ValidationError("")


def _pattern_properties(
    validator: Any, patterns: list[tuple[Pattern | None, Schema]], value: object, _: object
) -> Errors:
    if isinstance(value, dict):
        for pattern, schema in patterns:
            for name, item in value.items():
                if pattern is not None and pattern.search(name):
                    yield from validator.descend(item, schema, path=name)


def _additional(validator: Any, rest: Schema, value: object, schema: dict[str, Any]) -> Errors:
    if isinstance(value, dict):
        known = schema.get("properties", {})
        for name, item in value.items():
            if name not in known and not matches_any(schema, name):
                yield from _extra(validator, rest, name, item)


def _unevaluated_names(validator: Any, bound: Bound, value: object, schema: dict[str, Any]) -> Errors:
    if isinstance(value, dict):
        bound.budget.spend()
        known = evaluated_names(schema, value, _fits(validator))
        for name, item in value.items():
            if name not in known:
                yield from _extra(validator, bound.schema, name, item)


def _extra(validator: Any, schema: Schema, name: str, item: object) -> Errors:
    if schema is False:
        yield ValidationError("", path=[name])
    else:
        yield from validator.descend(item, schema, path=name)


def _unevaluated_items(validator: Any, bound: Bound, value: object, schema: dict[str, Any]) -> Errors:
    if isinstance(value, list):
        bound.budget.spend()
        known = evaluated_items(schema, value, _fits(validator))
        for index, item in enumerate(value):
            if index not in known:
                yield from validator.descend(item, bound.schema, path=index)


def _fits(validator: Any) -> Any:
    return lambda schema, value: validator.evolve(schema=schema).is_valid(value)


def _names(validator: Any, schema: Schema, value: object, _: object) -> Errors:
    if isinstance(value, dict):
        for name in value:
            found = list(validator.descend(name, schema))
            if found:
                yield ValidationError("", path=[name], context=found)


def _required(_: Any, names: list[str], value: object, __: object) -> Errors:
    if isinstance(value, dict):
        yield from (ValidationError(name) for name in dict.fromkeys(names) if name not in value)


def _dependent(_: Any, names: dict[str, list[str]], value: object, __: object) -> Errors:
    if isinstance(value, dict):
        for name, needed in names.items():
            if name in value:
                for other in dict.fromkeys(needed):
                    if other not in value:
                        yield ValidationError(other, cause=KeyError(name))


def _unique(_: Any, wanted: bool, value: object, __: object) -> Errors:
    if wanted and isinstance(value, list):
        repeat = first_repeat(value)
        if repeat is not None:
            yield ValidationError(str(repeat[0]), path=[repeat[1]])


def _multiple(_: Any, step: float, value: object, __: object) -> Errors:
    if isinstance(value, int | float) and not isinstance(value, bool) and not is_multiple(value, step):
        yield ValidationError("")


def _enum(_: Any, allowed: list[object], value: object, __: object) -> Errors:
    if same_key(value) not in map(same_key, allowed):
        yield ValidationError("")


def _const(_: Any, wanted: object, value: object, __: object) -> Errors:
    if same_key(value) != same_key(wanted):
        yield ValidationError("")


def _formats() -> FormatChecker:
    checker = FormatChecker(())
    for name, check in formats.CHECKS.items():
        checker.checks(name)(lambda value, check=check: not isinstance(value, str) or check(value))
    return checker


_FORMATS = _formats()
_Validator = extend(  # type: ignore[no-untyped-call]  # the stubs leave it untyped
    Draft202012Validator,
    {
        "$ref": _reference,
        "$dynamicRef": _reference,
        "pattern": _pattern,
        "patternProperties": _pattern_properties,
        "additionalProperties": _additional,
        "unevaluatedProperties": _unevaluated_names,
        "unevaluatedItems": _unevaluated_items,
        "propertyNames": _names,
        "required": _required,
        "dependentRequired": _dependent,
        "uniqueItems": _unique,
        "multipleOf": _multiple,
        "enum": _enum,
        "const": _const,
    },
)
