"""A quick yes: does a value surely fit a schema? Only when it is not sure is `jsonschema` asked.

Most arguments of most files fit, so most runs never import it. It is done in Python, since
`jsonschema-rs` would save 3 us of 5 a call, and takes 24 ms to import.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ftlint.schemas import plain_choices
from ftlint.schemas.formats import CHECKS
from ftlint.schemas.giants import without_giants
from ftlint.schemas.normal import STEPS, Bound, Normal, OutOfSteps, Schema, normalise
from ftlint.schemas.patterns import Patterns, SlowPattern
from ftlint.schemas.values import first_repeat, has_type, is_multiple, same_key

if TYPE_CHECKING:
    from ftlint.schemas.patterns import Pattern

Predicate = Callable[[object], bool]
Maker = Callable[[Any, dict[str, Any], "Compiler"], Predicate]


def plain(parameters: object) -> Predicate | None:
    """Compile a schema to a function that says True only where `jsonschema` would find nothing at all.

    False means "not sure". None: the schema uses what this does not know, or is not a schema.
    """
    try:
        return compiled(normalise(parameters, Patterns()))
    except RecursionError:
        return None


def compiled(normal: Normal) -> Predicate | None:
    """Do what `plain` does, for a schema in normal form. Raises RecursionError where it nests too deep."""
    if not normal.sure:
        return None
    compiler = Compiler(may_be_exact=not normal.has_format)
    try:
        check = compiler.schema(normal.schema)
    except _NotPlain:
        return None

    def surely_fits(value: object) -> bool:
        normal.budget.left = STEPS
        try:
            return check is None or check(without_giants(value) if compiler.is_exact else value)
        except (SlowPattern, OutOfSteps, RecursionError):
            return False

    return surely_fits


_MEMBERS = frozenset({"properties", "required", "additionalProperties"})


class _NotPlain(Exception):
    pass


class Compiler:
    """Makes predicates of schemas, and of what a reference leads to only once."""

    def __init__(self, *, may_be_exact: bool) -> None:
        self.bound: dict[int, list[Predicate | None]] = {}
        self.may_be_exact = may_be_exact
        self.is_exact = False

    def exact(self, schema: Schema) -> Predicate:
        """Make a predicate whose False is a sure no. Raises _NotPlain.

        There is none where the whole schema has formats: they are notes to a server, and decide nothing.
        """
        if not self.may_be_exact:
            raise _NotPlain
        self.is_exact = True
        return self.schema(schema) or _always

    def schema(self, schema: Schema) -> Predicate | None:
        """Make a predicate, or None where every value fits. Raises _NotPlain."""
        if isinstance(schema, bool):
            return None if schema else _never
        checks: list[Predicate] = []
        is_object = "patternProperties" not in schema and not _MEMBERS.isdisjoint(schema)
        for keyword, value in schema.items():
            if keyword == "type" and value == "object" and is_object:
                continue
            maker = _MAKERS.get(keyword)
            if maker is None:
                raise _NotPlain
            checks.append(maker(value, schema, self))
        if "patternProperties" in schema:
            checks.append(self.patterned(schema))
        elif is_object:
            checks.append(self.object(schema))
        return _all(checks)

    def object(self, schema: dict[str, Any]) -> Predicate:
        """Make a predicate of what is said of the members of an object. Raises _NotPlain."""
        named = {name: self.schema(part) for name, part in schema.get("properties", {}).items()}
        required = tuple(schema.get("required", ()))
        rest = self.schema(schema.get("additionalProperties", True))

        other = schema.get("type") != "object"

        def fits(value: object) -> bool:
            if type(value) is not dict:
                return other
            for name in required:
                if name not in value:
                    return False
            for name, item in value.items():
                check = named.get(name, rest)
                if check is not None and not check(item):
                    return False
            return True

        return fits

    def patterned(self, schema: dict[str, Any]) -> Predicate:
        """Do what `object` does, where there are `patternProperties` as well."""
        named = {name: self.schema(part) or _always for name, part in schema.get("properties", {}).items()}
        patterns = [(pattern, self.schema(part) or _always) for pattern, part in schema["patternProperties"]]
        required = tuple(schema.get("required", ()))
        rest = self.schema(schema.get("additionalProperties", True)) or _always

        def fits(value: object) -> bool:
            if type(value) is not dict:
                return True
            for name, item in value.items():
                checks = [check for pattern, check in patterns if pattern.search(name)]
                if name in named:
                    checks.append(named[name])
                if not all(check(item) for check in checks or (rest,)):
                    return False
            return all(name in value for name in required)

        return fits

    def reference(self, bound: Bound) -> Predicate:
        """Make a predicate of what a reference leads to. Raises _NotPlain."""
        made = self.bound.get(id(bound))
        if made is None:
            made = self.bound[id(bound)] = []
            made.append(self.schema(bound.schema))
        budget = bound.budget

        def fits(value: object) -> bool:
            budget.spend()
            check = made[0]
            return check is None or check(value)

        return fits


def _never(_: object) -> bool:
    return False


def _always(_: object) -> bool:
    return True


def _all(checks: list[Predicate]) -> Predicate | None:
    checks = [check for check in checks if check is not _always]
    if not checks:
        return None
    if len(checks) == 1:
        return checks[0]
    if len(checks) == 2:
        first, second = checks
        return lambda value: first(value) and second(value)
    return lambda value: all(check(value) for check in checks)


def _type(types: str | list[str], _: object, __: object) -> Predicate:
    names = (types,) if isinstance(types, str) else tuple(types)
    quick = {_PYTHON[name] for name in names}
    if "number" in names:
        quick.add(int)
    if "integer" in names:
        return lambda value: type(value) in quick or any(has_type(value, name) for name in names)
    if len(quick) == 1:
        (only,) = quick
        return lambda value: type(value) is only
    return lambda value: type(value) in quick


_PYTHON: dict[str, type] = {
    "object": dict,
    "array": list,
    "string": str,
    "boolean": bool,
    "integer": int,
    "number": float,
    "null": type(None),
}


def _enum(allowed: list[object], _: object, __: object) -> Predicate:
    if all(type(item) is str for item in allowed):
        texts = frozenset(allowed)
        return lambda value: type(value) is str and value in texts
    keys = frozenset(map(same_key, allowed))
    return lambda value: same_key(value) in keys


def _items(schema: Schema, whole: dict[str, Any], compiler: Compiler) -> Predicate:
    check = compiler.schema(schema)
    start = len(whole.get("prefixItems", ()))
    if check is None:
        return _always
    return lambda value: type(value) is not list or all(map(check, value[start:] if start else value))


def _prefix_items(schemas: list[Schema], _: object, compiler: Compiler) -> Predicate:
    checks = [compiler.schema(schema) or _always for schema in schemas]
    return lambda value: (
        type(value) is not list or all(check(item) for check, item in zip(checks, value, strict=False))
    )


def _all_of(schemas: list[Schema], _: object, compiler: Compiler) -> Predicate:
    return _all([compiler.schema(schema) or _always for schema in schemas]) or _always


def _any_of(schemas: list[Schema], _: object, compiler: Compiler) -> Predicate:
    checks = [compiler.schema(schema) or _always for schema in schemas]
    return lambda value: any(check(value) for check in checks)


def _not(schema: Schema, whole: dict[str, Any], compiler: Compiler) -> Predicate:
    return _never if schema is True else plain_choices.MAKERS["not"](schema, whole, compiler)


def _names(schema: Schema, _: object, compiler: Compiler) -> Predicate:
    check = compiler.schema(schema) or _always
    return lambda value: type(value) is not dict or all(check(name) for name in value)


def _dependent(needs: dict[str, list[str]], _: object, __: object) -> Predicate:
    return lambda value: (
        type(value) is not dict
        or all(other in value for name, others in needs.items() if name in value for other in others)
    )


def _dependent_schemas(schemas: dict[str, Schema], _: object, compiler: Compiler) -> Predicate:
    checks = [(name, compiler.schema(schema) or _always) for name, schema in schemas.items()]
    return lambda value: (
        type(value) is not dict or all(check(value) for name, check in checks if name in value)
    )


def _format(name: str, _: object, __: object) -> Predicate:
    check = CHECKS[name]
    return lambda value: type(value) is not str or check(value)


def _pattern(pattern: Pattern, _: object, __: object) -> Predicate:
    return lambda value: type(value) is not str or pattern.search(value)


def _unique(wanted: bool, _: object, __: object) -> Predicate:
    return lambda value: not wanted or type(value) is not list or first_repeat(value) is None


def _limit(kinds: tuple[type, ...], holds: Callable[[Any, Any], bool]) -> Maker:
    def maker(limit: Any, _: object, __: object) -> Predicate:
        return lambda value: type(value) not in kinds or holds(value, limit)

    return maker


def _elsewhere(_: object, __: object, ___: object) -> Predicate:
    return _always


_NUMBER = (int, float)
_MAKERS: dict[str, Maker] = {
    "properties": _elsewhere,
    "required": _elsewhere,
    "additionalProperties": _elsewhere,
    "patternProperties": _elsewhere,
    "then": _elsewhere,
    "else": _elsewhere,
    "minContains": _elsewhere,
    "maxContains": _elsewhere,
    "propertyNames": _names,
    "dependentRequired": _dependent,
    "dependentSchemas": _dependent_schemas,
    **plain_choices.MAKERS,
    "type": _type,
    "enum": _enum,
    "const": lambda value, schema, compiler: _enum([value], schema, compiler),
    "items": _items,
    "prefixItems": _prefix_items,
    "allOf": _all_of,
    "anyOf": _any_of,
    "$ref": lambda bound, _, compiler: compiler.reference(bound),
    "format": _format,
    "not": _not,
    "pattern": _pattern,
    "uniqueItems": _unique,
    # Written so that they are right for NaN too, which breaks no limit.
    "minimum": _limit(_NUMBER, lambda value, limit: not value < limit),
    "maximum": _limit(_NUMBER, lambda value, limit: not value > limit),
    "exclusiveMinimum": _limit(_NUMBER, lambda value, limit: not value <= limit),
    "exclusiveMaximum": _limit(_NUMBER, lambda value, limit: not value >= limit),
    "multipleOf": _limit(_NUMBER, is_multiple),
    "minLength": _limit((str,), lambda value, limit: len(value) >= limit),
    "maxLength": _limit((str,), lambda value, limit: len(value) <= limit),
    "minItems": _limit((list,), lambda value, limit: len(value) >= limit),
    "maxItems": _limit((list,), lambda value, limit: len(value) <= limit),
    "minProperties": _limit((dict,), lambda value, limit: len(value) >= limit),
    "maxProperties": _limit((dict,), lambda value, limit: len(value) <= limit),
}
