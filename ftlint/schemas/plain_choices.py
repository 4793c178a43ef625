"""The keywords of the quick yes for which a part of the schema must surely not fit.

They are compiled only where the False of a predicate is a sure no: see `Compiler.exact`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ftlint.schemas.normal import Schema
    from ftlint.schemas.plain import Compiler, Maker, Predicate


def _one_of(schemas: list[Schema], _: object, compiler: Compiler) -> Predicate:
    checks = [compiler.exact(schema) for schema in schemas]
    return lambda value: sum(check(value) for check in checks) == 1


def _not(schema: Schema, _: object, compiler: Compiler) -> Predicate:
    check = compiler.exact(schema)
    return lambda value: not check(value)


def _if(schema: Schema, whole: dict[str, Any], compiler: Compiler) -> Predicate:
    check = compiler.exact(schema)
    then, other = (compiler.exact(whole.get(keyword, True)) for keyword in ("then", "else"))
    return lambda value: then(value) if check(value) else other(value)


def _contains(schema: Schema, whole: dict[str, Any], compiler: Compiler) -> Predicate:
    check = compiler.exact(schema)
    least, most = whole.get("minContains", 1), whole.get("maxContains")

    def fits(value: object) -> bool:
        if type(value) is not list:
            return True
        number = sum(check(item) for item in value)
        return number >= least and (most is None or number <= most)

    return fits


MAKERS: dict[str, Maker] = {"oneOf": _one_of, "not": _not, "if": _if, "contains": _contains}
