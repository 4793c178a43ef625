"""What each keyword decides, in the manner of the JSON Schema test suite.

A case is a schema, values that fit it, and values that do not.
"""

from typing import Any

import pytest

from ftlint.schemas.arguments import ArgumentsChecker
from ftlint.schemas.plain import plain

Case = tuple[Any, list[Any], list[Any]]

TREE = {
    "$ref": "#/$defs/node",
    "$defs": {
        "node": {
            "type": "object",
            "properties": {"value": {"type": "integer"}, "next": {"$ref": "#/$defs/node"}},
            "required": ["value"],
        }
    },
}

CASES: dict[str, Case] = {
    "type": ({"type": "integer"}, [1, 1.0, -(10**40)], [1.5, "1", True, None, [], {}]),
    "type number": ({"type": "number"}, [1, 1.5], [True, "1"]),
    "type boolean": ({"type": "boolean"}, [True, False], [0, 1, "true"]),
    "type list": ({"type": ["string", "null"]}, ["", None], [0, {}]),
    "required": ({"required": ["a", "b"]}, [{"a": 1, "b": None}, [], 3], [{}, {"a": 1}]),
    "properties": ({"properties": {"a": {"type": "string"}}}, [{}, {"a": ""}, {"b": 1}, 1], [{"a": 1}]),
    "enum": (
        {"enum": [1, "a", None, [1], {"b": 2}]},
        [1, 1.0, "a", None, [1], {"b": 2.0}],
        [2, True, "A", [1, 1]],
    ),
    "enum of false": ({"enum": [False]}, [False], [0, 0.0, None]),
    "enum inside": ({"enum": [[True]]}, [[True]], [[1]]),
    "const": ({"const": {"a": [1]}}, [{"a": [1]}, {"a": [1.0]}], [{"a": [True]}, {"a": []}, 1]),
    "anyOf": ({"anyOf": [{"type": "integer"}, {"minimum": 2}]}, [1, 2.5, "x"], [1.5]),
    "oneOf": ({"oneOf": [{"type": "integer"}, {"minimum": 2}]}, [1, 2.5], [1.5, 3]),
    "allOf": ({"allOf": [{"minimum": 2}, {"maximum": 4}]}, [2, 4], [1, 5]),
    "not": ({"not": {"type": ["integer", "boolean"]}}, ["x", 1.5], [1, True]),
    "not a name": ({"properties": {"a": {"not": {}}}}, [{"b": 1}], [{"a": 1}]),
    "if": (
        {
            "if": {"properties": {"k": {"const": 1}}, "required": ["k"]},
            "then": {"required": ["a"]},
            "else": {"required": ["b"]},
        },
        [{"k": 1, "a": 0}, {"k": 2, "b": 0}, {"b": 0}],
        [{"k": 1, "b": 0}, {"a": 0}],
    ),
    "$ref": (
        {"properties": {"a": {"$ref": "#/$defs/n"}}, "$defs": {"n": {"type": "integer"}}},
        [{"a": 1}],
        [{"a": ""}],
    ),
    "$ref and more": (
        {"$ref": "#/$defs/n", "maximum": 5, "$defs": {"n": {"type": "integer"}}},
        [5],
        [6, 1.5],
    ),
    "$ref to the root": (
        {"properties": {"a": {"$ref": "#"}}, "additionalProperties": False},
        [{"a": {"a": {}}}],
        [{"a": {"b": 1}}],
    ),
    "$ref recursive": (
        TREE,
        [{"value": 1, "next": {"value": 2}}],
        [{"value": 1, "next": {}}, {"value": ""}, []],
    ),
    "$ref escaped": (
        {"$ref": "#/$defs/a~1b~0c%25", "$defs": {"a/b~c%": {"type": "integer"}}},
        [1],
        [""],
    ),
    "$ref into a list": (
        {"properties": {"a": {"$ref": "#/prefixItems/1"}}, "prefixItems": [{}, {"type": "null"}]},
        [{"a": None}],
        [{"a": 1}],
    ),
    "$ref to an own keyword": (
        {"$ref": "#/components/schemas/A", "components": {"schemas": {"A": {"type": "integer"}}}},
        [1],
        [""],
    ),
    "$anchor": ({"$ref": "#here", "$defs": {"x": {"$anchor": "here", "type": "integer"}}}, [1], [""]),
    "$id": (
        {"$id": "https://e.com/root", "$ref": "item", "$defs": {"x": {"$id": "item", "type": "integer"}}},
        [1],
        [""],
    ),
    "definitions": ({"$ref": "#/definitions/n", "definitions": {"n": {"type": "null"}}}, [None], [0]),
    "items": ({"items": {"type": "integer"}}, [[], [1, 2], "x"], [[1, "2"]]),
    "items false": ({"items": False}, [[]], [[1]]),
    "prefixItems": (
        {"prefixItems": [{"type": "integer"}, {"type": "string"}], "items": {"type": "null"}},
        [[], [1], [1, "a"], [1, "a", None]],
        [["a"], [1, 2], [1, "a", 3]],
    ),
    "contains": (
        {"contains": {"const": 1}, "minContains": 2, "maxContains": 3},
        [[1, 1], [1, 0, 1, 1]],
        [[], [1], [1, 1, 1, 1]],
    ),
    "additionalProperties": (
        {
            "properties": {"a": {}},
            "patternProperties": {"^x": {"type": "integer"}},
            "additionalProperties": False,
        },
        [{}, {"a": 1, "x": 1, "xy": 2}],
        [{"b": 1}, {"x": ""}],
    ),
    "additionalProperties schema": (
        {"properties": {"a": {}}, "additionalProperties": {"type": "integer"}},
        [{"a": "", "b": 1}],
        [{"b": ""}],
    ),
    "patternProperties": (
        {"patternProperties": {r"^\d+$": {"type": "null"}}},
        [{"1": None, "a": 1}, {"1\n": 1}, {"١": 1}],
        [{"12": 1}],
    ),
    "propertyNames": ({"propertyNames": {"maxLength": 2}}, [{"ab": 1}, {}], [{"abc": 1}]),
    "dependentRequired": (
        {"dependentRequired": {"a": ["b", "c"]}},
        [{"b": 1}, {"a": 1, "b": 1, "c": 1}],
        [{"a": 1}, {"a": 1, "b": 1}],
    ),
    "dependentSchemas": (
        {"dependentSchemas": {"a": {"maxProperties": 1}}},
        [{"a": 1}, {"b": 1, "c": 1}],
        [{"a": 1, "b": 1}],
    ),
    "unevaluatedProperties": (
        {
            "properties": {"a": {}},
            "allOf": [{"properties": {"b": {}}}, {"patternProperties": {"^x": {}}}],
            "anyOf": [{"properties": {"c": {"const": 1}}, "required": ["c"]}, True],
            "if": {"required": ["d"]},
            "then": {"properties": {"d": {}}},
            "unevaluatedProperties": False,
        },
        [{}, {"a": 1, "b": 1, "x1": 1}, {"c": 1}, {"d": 1}],
        [{"e": 1}, {"c": 2}],
    ),
    "unevaluatedProperties by $ref": (
        {
            "$ref": "#/$defs/base",
            "unevaluatedProperties": {"type": "null"},
            "$defs": {"base": {"properties": {"a": {}}}},
        },
        [{"a": 1}, {"b": None}],
        [{"b": 1}],
    ),
    "unevaluatedProperties nested": (
        {"allOf": [{"properties": {"a": {}}, "unevaluatedProperties": True}], "unevaluatedProperties": False},
        [{"a": 1, "b": 2}],
        [],
    ),
    "unevaluatedItems": (
        {"prefixItems": [{}], "contains": {"type": "string"}, "unevaluatedItems": False},
        [["a"], [1, "a"], ["a", "b"]],
        [[1, "a", 2]],
    ),
    "minimum": ({"minimum": 1, "maximum": 3.5}, [1, 3.5, "x"], [0.99, 4, -(10**400)]),
    "exclusive": ({"exclusiveMinimum": 1, "exclusiveMaximum": 3}, [1.1, 2], [1, 3]),
    "multipleOf": ({"multipleOf": 0.1}, [0.3, 1, 4.35e1, 0, -0.7], [0.35]),
    "multipleOf cents": ({"multipleOf": 0.01}, [4.35, 19.99, 1e300], [0.001]),
    "multipleOf whole": ({"multipleOf": 7}, [21, 0, 21.0, 7 * 10**60], [22, 10**60]),
    "length": ({"minLength": 2, "maxLength": 3}, ["ab", "😀😀", 1], ["a", "abcd", "😀"]),
    "item count": ({"minItems": 1, "maxItems": 2}, [[1], [1, 2]], [[], [1, 2, 3]]),
    "property count": ({"minProperties": 1, "maxProperties": 1}, [{"a": 1}], [{}, {"a": 1, "b": 2}]),
    "uniqueItems": (
        {"uniqueItems": True},
        [[1, True, "1", [1], [True], {"a": 1}], []],
        [[1, 1.0], [{"a": [1]}, {"a": [1]}]],
    ),
    "uniqueItems false": ({"uniqueItems": False}, [[1, 1]], []),
    "pattern": ({"pattern": "b+"}, ["abc", 1], ["ac", ""]),
    "nothing": (False, [], [1, None]),
    "anything": (True, [1, None], []),
    "unknown keyword": ({"nullable": True, "example": 1}, [1, None], []),
}

DRAFTS: dict[str, Case] = {
    "draft 7 ignores what stands beside $ref": (
        {"$ref": "#/definitions/n", "maximum": 5, "definitions": {"n": {"type": "integer"}}},
        [6],
        [1.5],
    ),
    "draft 7 items": ({"items": [{"type": "integer"}], "additionalItems": False}, [[1], []], [["a"], [1, 2]]),
    "draft 7 dependencies": (
        {"dependencies": {"a": ["b"], "c": {"required": ["d"]}}},
        [{"a": 1, "b": 1}, {"c": 1, "d": 1}],
        [{"a": 1}, {"c": 1}],
    ),
    "draft 7 does not know prefixItems": ({"prefixItems": [{"type": "null"}]}, [[1]], []),
}


def nested(schema: Any) -> dict[str, Any]:
    """Put a schema where the value of one argument is judged; references keep leading to where they led."""
    if not isinstance(schema, dict):
        return {"type": "object", "properties": {"v": schema}}
    return {"type": "object", "properties": {"v": {"$id": "https://test.example/v", **schema}}}


@pytest.mark.parametrize("name", CASES)
def test_keyword(name: str) -> None:
    schema, fitting, failing = CASES[name]
    schema = nested(schema)
    check, quick = ArgumentsChecker(schema), plain(schema)
    for value in fitting:
        assert check.violations({"v": value}) == [], value
    for value in failing:
        found = check.violations({"v": value})
        assert found, value
        assert all(violation.kind == "schema" and violation.path[0] == "v" for violation in found)
        assert quick is None or not quick({"v": value}), value


@pytest.mark.parametrize("name", DRAFTS)
def test_older_draft(name: str) -> None:
    schema, fitting, failing = DRAFTS[name]
    check = ArgumentsChecker({"$schema": "http://json-schema.org/draft-07/schema#", **schema})
    assert [value for value in fitting if check.violations(value)] == []
    assert [value for value in failing if not check.violations(value)] == []


def test_draft_4_limits_are_made_exclusive_by_a_flag() -> None:
    draft_4 = "http://json-schema.org/draft-04/schema#"
    schema = {"properties": {"n": {"minimum": 1, "exclusiveMinimum": True}}, "$schema": draft_4}
    assert ArgumentsChecker(schema).violations({"n": 2}) == []
    assert [v.message for v in ArgumentsChecker(schema).violations({"n": 1})] == [
        '"n" is 1; expected more than 1'
    ]


def test_plain_schemas_get_a_quick_yes() -> None:
    sure = [
        name for name, (schema, fitting, _) in CASES.items() if fitting and plain(nested(schema)) is not None
    ]
    for name in sure:
        schema, fitting, _ = CASES[name]
        quick = plain(nested(schema))
        assert quick is not None
        assert all(quick({"v": value}) for value in fitting), name
    assert {
        "type",
        "required",
        "enum",
        "anyOf",
        "$ref recursive",
        "items",
        "additionalProperties schema",
        "oneOf",
        "not",
        "if",
        "contains",
        "additionalProperties",
        "patternProperties",
        "propertyNames",
        "dependentRequired",
        "dependentSchemas",
    } <= {*sure}


def test_formats_decide_no_branch() -> None:
    date, text = {"type": "string", "format": "date"}, {"type": "string"}
    for schema in ({"not": date}, {"oneOf": [date, text]}, {"if": date, "then": {"maxLength": 1}}):
        assert plain({"properties": {"v": schema}}) is None
    both = ArgumentsChecker({"properties": {"v": {"oneOf": [date, text]}}})
    assert both.violations({"v": "no date"}) == []
    assert both.violations({"v": "2026-01-31"}) != []


def test_numbers_too_long_to_write_are_as_large_as_the_longest() -> None:
    check = ArgumentsChecker({"properties": {"v": {"not": {"exclusiveMinimum": 10**3950}}}})
    assert check.violations({"v": 10**4000}) == []
