"""The keywords of JSON Schema as data: which draft knows them, and what kind of value each takes."""

from __future__ import annotations

from functools import cache
from typing import Literal

Shape = Literal[
    "any", "array", "boolean", "count", "enum", "names", "names by name", "number", "positive number",
    "schema", "schema or names by name", "schema or schemas", "schemas", "schemas by name", "string", "type",
]  # fmt: skip

TYPES = ("string", "number", "integer", "boolean", "object", "array", "null")

NEWEST = 2020

_SHAPES: dict[Shape, str] = {
    "any": "const default",
    "array": "examples",
    "boolean": "uniqueItems deprecated readOnly writeOnly",
    "count": "minLength maxLength minItems maxItems minProperties maxProperties minContains maxContains",
    "enum": "enum",
    "names": "required",
    "names by name": "dependentRequired",
    "number": "minimum maximum exclusiveMinimum exclusiveMaximum",
    "positive number": "multipleOf",
    "schema": "additionalProperties not if then else contains propertyNames items "
    "unevaluatedItems unevaluatedProperties contentSchema additionalItems",
    "schema or names by name": "dependencies",
    "schemas": "allOf anyOf oneOf prefixItems",
    "schemas by name": "properties patternProperties $defs definitions dependentSchemas",
    "string": "title description format pattern $comment $schema $id $anchor $ref $dynamicRef $dynamicAnchor "
    "contentMediaType contentEncoding",
    "type": "type",
}

_SINCE = {
    6: "const contains propertyNames examples $id",
    7: "if then else readOnly writeOnly $comment contentMediaType contentEncoding",
    2019: "dependentRequired dependentSchemas unevaluatedItems unevaluatedProperties minContains maxContains "
    "$anchor deprecated contentSchema",
    2020: "prefixItems $dynamicRef $dynamicAnchor",
}
_SINCE_BY_KEYWORD = {keyword: draft for draft, words in _SINCE.items() for keyword in words.split()}
_GONE_IN_2020 = ("additionalItems",)

IN_PLACE = frozenset(
    {"allOf", "anyOf", "oneOf", "not", "if", "then", "else", "dependentSchemas", "dependencies"}
)
"""Keywords whose schemas speak of the very value that the schema around them speaks of."""


@cache
def shapes(draft: int) -> dict[str, Shape]:
    """Give the keywords that a draft (4, 6, 7, 2019 or 2020) knows, with the shape of their values."""
    known: dict[str, Shape] = {
        keyword: shape
        for shape, words in _SHAPES.items()
        for keyword in words.split()
        if _SINCE_BY_KEYWORD.get(keyword, 4) <= draft
    }
    if draft < 2020:
        known["items"] = "schema or schemas"
    else:
        for keyword in _GONE_IN_2020:
            del known[keyword]
    if draft == 4:
        known["exclusiveMinimum"] = known["exclusiveMaximum"] = "boolean"
    return known


def draft_of(parameters: object) -> int:
    """Tell which draft a schema says it is written in; the newest where it says nothing that we know."""
    uri = parameters.get("$schema") if isinstance(parameters, dict) else None
    if isinstance(uri, str):
        for draft, mark in ((4, "draft-04"), (6, "draft-06"), (7, "draft-07"), (2019, "2019-09")):
            if mark in uri and "json-schema.org" in uri:
                return draft
    return NEWEST
