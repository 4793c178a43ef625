"""What is said about the schema of a tool: one mistake, one problem, at its place."""

from typing import Any

import pytest

from ftlint.findings import Path
from ftlint.schemas.definition import Problem, problems, strict_problems


def tool(**properties: object) -> dict[str, Any]:
    return {"type": "object", "properties": properties}


def only(schema: object) -> Problem:
    found = problems(schema)
    assert len(found) == 1, found
    return found[0]


GOOD: list[object] = [
    None,
    {},
    {"type": "object"},
    {"type": "object", "properties": {}},
    {"properties": {"a": {"type": "string"}}},
    {"type": ["object", "null"]},
    tool(
        a={"type": "array", "items": {"type": "string"}}, b={"type": "array", "prefixItems": [True]}, c=True
    ),
    tool(a={"type": "array", "items": {}}, b={"$ref": "#/$defs/x"})
    | {"$defs": {"x": {"type": "array", "items": True}}},
    tool(
        type={"type": "string"},
        required={"type": "boolean"},
        title={"type": "string"},
        properties={"type": "object"},
    ),
    tool(
        a={"pattern": r"^\p{L}+$"},
        b={"pattern": "(?i)abc"},
        c={"pattern": "(?P<n>x)"},
        d={"pattern": r"[\w-.]"},
    ),
    tool(
        a={"enum": [None, 1]},
        b={"const": None},
        c={"default": [], "examples": [1], "nullable": True, "x-mine": 1},
    ),
    tool(tree={"$ref": "#"}, node={"$ref": "#node"}, n={"$anchor": "node"}),
    {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "properties": {"a": {"type": "array", "items": [{}]}},
    },
    {
        "$schema": "http://json-schema.org/draft-04/schema#",
        "properties": {"a": {"exclusiveMinimum": True, "minimum": 1}},
    },
    tool(a={}, b={}) | {"anyOf": [{"required": ["a"]}, {"required": ["b"]}]},
    {"allOf": [{"properties": {"a": {}}}], "properties": {"b": {}}, "required": ["a", "b"]},
    {"properties": {"b": {}}, "required": ["a"], "additionalProperties": {"type": "string"}},
    {
        "properties": {"b": {}},
        "$ref": "#/$defs/x",
        "required": ["a"],
        "$defs": {"x": {"properties": {"a": {}}}},
    },
]


@pytest.mark.parametrize("schema", GOOD)
def test_nothing_is_wrong(schema: object) -> None:
    assert problems(schema) == []


@pytest.mark.parametrize("schema", ["{}", [], 1, 1.5, True, False])
def test_parameters_that_are_no_object(schema: object) -> None:
    found = only(schema)
    assert (found.kind, found.path) == ("not-an-object", ())


@pytest.mark.parametrize("root", ["array", "string", ["string", "null"]])
def test_a_root_of_another_type(root: object) -> None:
    found = only({"type": root})
    assert (found.kind, found.path) == ("not-an-object", ("type",))


@pytest.mark.parametrize(
    ("name", "advice"),
    [
        ("str", 'write "string"'),
        ("strng", 'write "string"'),
        ("text", 'write "string"'),
        ("int", 'write "integer"'),
        ("float", 'write "number"'),
        ("bool", 'write "boolean"'),
        ("dict", 'write "object"'),
        ("list", 'write "array"'),
        ("List[str]", 'write "array"'),
        ("None", 'write "null"'),
        ("STRING", 'write "string"'),
        ("Optional[int]", 'write ["integer", "null"]'),
        ("string | null", 'write ["string", "null"]'),
        ("datetime", 'write "type": "string", "format": "date-time"'),
        ("any", 'leave "type" out: that allows every value'),
        ("zzz", 'the types are "string", "number", "integer", "boolean", "object", "array" or "null"'),
        ("", 'the types are "string", "number", "integer", "boolean", "object", "array" or "null"'),
    ],
)
def test_an_unknown_type(name: str, advice: str) -> None:
    found = only(tool(a={"type": name}))
    assert (found.kind, found.path) == ("invalid-schema", ("properties", "a", "type"))
    assert found.message == f'"{name}" is not a type of JSON Schema'
    assert found.help == advice


INVALID: list[tuple[dict[str, Any], Path, str]] = [
    (
        tool(a={"required": True}),
        ("properties", "a", "required"),
        '"required" is true; expected an array of property names',
    ),
    (tool(a={}) | {"required": "a"}, ("required",), '"required" is "a"; expected an array of property names'),
    (
        tool(a={}) | {"required": ["a", 1]},
        ("required", 1),
        '"required" names 1; expected the name of a property',
    ),
    (tool(a={}) | {"required": ["a", "a"]}, ("required", 1), '"required" names "a" twice'),
    (
        {"properties": [{"name": "a"}]},
        ("properties",),
        '"properties" is an array; expected an object of name: schema',
    ),
    (tool(a="string"), ("properties", "a"), '"a" in "properties" is "string"; expected a schema'),
    (
        tool(a={}, required=["a"]),
        ("properties", "required"),
        '"required" in "properties" is an array; expected a schema',
    ),
    (
        tool(a={"enum": []}),
        ("properties", "a", "enum"),
        '"enum" is empty; expected an array of the allowed values',
    ),
    (
        tool(a={"enum": "x"}),
        ("properties", "a", "enum"),
        '"enum" is "x"; expected an array of the allowed values',
    ),
    (tool(a={"minimum": "0"}), ("properties", "a", "minimum"), '"minimum" is "0"; expected a number'),
    (
        tool(a={"minLength": -1}),
        ("properties", "a", "minLength"),
        '"minLength" is -1; expected a whole number from 0 on',
    ),
    (
        tool(a={"multipleOf": 0}),
        ("properties", "a", "multipleOf"),
        '"multipleOf" is 0; expected a number above 0',
    ),
    (tool(a={"description": 5}), ("properties", "a", "description"), '"description" is 5; expected a string'),
    (
        tool(a={"items": "string"}),
        ("properties", "a", "items"),
        '"items" is "string"; expected a schema: an object, true or false',
    ),
    (
        tool(a={"items": [{}]}),
        ("properties", "a", "items"),
        '"items" is an array; expected a schema: an object, true or false',
    ),
    (
        tool(a={"anyOf": []}),
        ("properties", "a", "anyOf"),
        '"anyOf" is empty; expected an array of schemas, with at least one',
    ),
    (
        tool(a={"anyOf": [{}, "string"]}),
        ("properties", "a", "anyOf", 1),
        'item 1 of "anyOf" is "string"; expected a schema',
    ),
    (
        tool(a={"type": None}),
        ("properties", "a", "type"),
        '"type" is null; expected the name of a type, or an array of such names',
    ),
    (
        tool(a={"type": []}),
        ("properties", "a", "type"),
        '"type" is empty; expected the name of a type, or an array of such names',
    ),
    (tool(a={"type": ["string", None]}), ("properties", "a", "type", 1), "null is not a type of JSON Schema"),
    (tool(a={"type": ["null", "null"]}), ("properties", "a", "type", 1), '"null" is named twice'),
    (
        tool(a={"exclusiveMinimum": True}),
        ("properties", "a", "exclusiveMinimum"),
        '"exclusiveMinimum" is true; expected a number',
    ),
    (
        tool(a={"pattern": "(a"}),
        ("properties", "a", "pattern"),
        '"(a" is not a pattern: a group is not closed',
    ),
    ({"patternProperties": {"[": {}}}, ("patternProperties", "["), '"[" is not a pattern: a [ is not closed'),
    (
        {"dependentRequired": {"a": "b"}},
        ("dependentRequired", "a"),
        '"a" is "b"; expected an array of property names',
    ),
    (
        {"additionalProperties": "false"},
        ("additionalProperties",),
        '"additionalProperties" is "false"; expected a schema: an object, true or false',
    ),
]


@pytest.mark.parametrize(("schema", "path", "message"), INVALID)
def test_not_a_schema(schema: dict[str, Any], path: Path, message: str) -> None:
    found = only(schema)
    assert (found.kind, found.path, found.message) == ("invalid-schema", path, message)


def test_a_required_flag_is_told_where_it_belongs() -> None:
    expected = 'write "city" into the "required" array of the object that has this property'
    assert only(tool(city={"type": "string", "required": True})).help == expected


def test_what_stands_one_level_too_deep_is_told_to_move() -> None:
    assert only(tool(a={}, required=["a"])).help == 'move "required" one level up, beside "properties"'


@pytest.mark.parametrize(
    ("ref", "words", "advice"),
    [
        ("#/$defs/Cty", "leads to nothing in this schema", 'did you mean "#/$defs/City"?'),
        ("City", "is outside of this schema and is never fetched", 'did you mean "#/$defs/City"?'),
        ("#/definitions/City", "leads to nothing in this schema", 'did you mean "#/$defs/City"?'),
        ("#nowhere", "leads to nothing in this schema", None),
        ("#/type", "leads to a string; expected a schema", None),
        ("#/properties/a", "leads back to itself and says nothing", None),
    ],
)
def test_an_unresolved_reference(ref: str, words: str, advice: str | None) -> None:
    found = only(tool(a={"$ref": ref}) | {"$defs": {"City": {"type": "string"}}})
    assert (found.kind, found.path) == ("unresolved-ref", ("properties", "a", "$ref"))
    assert found.message == f'"{ref}" {words}'
    assert found.help == advice


def test_a_remote_reference_is_told_what_to_do() -> None:
    found = only(tool(a={"$ref": "https://example.com/a.json"}))
    assert found.message == '"https://example.com/a.json" is outside of this schema and is never fetched'
    assert found.help == 'copy the definition into "$defs" of this schema and write "#/$defs/…"'


@pytest.mark.parametrize("kind", ["array", ["array", "null"]])
def test_an_array_without_items(kind: object) -> None:
    found = only(tool(tags={"type": kind}))
    assert (found.kind, found.path) == ("array-without-items", ("properties", "tags", "type"))
    assert found.message == '"tags" is an array without "items"'


def test_required_names_that_nothing_describes() -> None:
    found = problems({"type": "object", "properties": {"city": {}}, "required": ["symbol", "city", "citty"]})
    assert [(p.kind, p.path) for p in found] == [
        ("required-without-property", ("required", 0)),
        ("required-without-property", ("required", 2)),
    ]
    assert found[1].help == 'did you mean "city"?'


def test_required_names_beside_empty_properties() -> None:
    found = only({"type": "object", "properties": {}, "required": ["symbol"]})
    assert (found.kind, found.path) == ("required-without-property", ("required", 0))


def test_required_names_without_properties() -> None:
    found = only({"type": "object", "required": ["symbol"]})
    assert (found.kind, found.path) == ("required-without-property", ("required", 0))


@pytest.mark.parametrize(
    "test",
    [
        {"if": {"required": ["b"]}, "then": {"required": ["a"]}},
        {"not": {"required": ["b"]}},
        {"not": {"anyOf": [{"required": ["b"]}, {"required": ["c"]}]}},
        {"if": {"properties": {"a": {"properties": {}, "required": ["b"]}}}},
    ],
)
def test_a_test_demands_nothing(test: dict[str, Any]) -> None:
    assert problems(tool(a={}) | test) == []


def test_a_property_called_if_is_no_test() -> None:
    inner = {"type": "object", "properties": {}, "required": ["b"]}
    assert only({"type": "object", "properties": {"if": inner}}).path == ("properties", "if", "required", 0)


@pytest.mark.parametrize("named", ["string", "str"])
def test_a_type_name_in_place_of_a_schema(named: str) -> None:
    assert only(tool(tags={"type": "array", "items": named})).help == 'write {"type": "string"}'


def test_a_branch_may_require_what_nobody_describes() -> None:
    found = only(tool(a={}) | {"anyOf": [{"required": ["a"]}, {"required": ["b"]}]})
    assert found.path == ("anyOf", 1, "required", 0)


def test_generated_noise_is_counted_in_one_problem() -> None:
    schema = tool(
        title={"type": "string", "title": "Title"},
        x={"anyOf": [{"type": "string"}, {"type": "null"}], "default": None, "title": "X"},
        y={"default": 0, "enum": ["title"], "anyOf": [{"type": "string"}, {"type": "integer"}]},
    )
    found = only(schema)
    assert (found.kind, found.path, found.on) == ("generated-noise", ("properties", "title", "title"), "key")
    assert found.message == 'generated noise: 2 "title"s, 1 "default": null, 1 nullable "anyOf"'


def test_strict_names_what_each_object_lacks() -> None:
    inner = {"type": "object", "properties": {"x": {}}}
    schema = tool(a=inner, b={"type": "string"}) | {"required": ["a"], "additionalProperties": False}
    assert [(p.path, p.message) for p in strict_problems(schema)] == [
        ((), '"strict" is true, but here "required" lacks "b"'),
        (
            ("properties", "a"),
            '"strict" is true, but here "additionalProperties" is not false and "required" lacks "x"',
        ),
    ]


def test_strict_is_met() -> None:
    good = tool(a={"type": ["string", "null"]}) | {"required": ["a"], "additionalProperties": False}
    assert strict_problems(good) == []
    assert strict_problems("x") == strict_problems(None) == []


def test_thousands_of_mistakes_take_no_time_to_speak_of() -> None:
    names = {f"{'a' * 60}{n}": {"$ref": f"#/$defs/{'a' * 60}b{n}"} for n in range(3000)}
    definitions = {f"{'a' * 60}c{n}": {"$ref": f"#/$defs/{'a' * 60}c{n + 1}"} for n in range(3000)}
    required = [f"{'a' * 60}d{n}" for n in range(3000)]
    found = problems({"properties": names, "$defs": definitions, "required": required})
    assert len(found) == 3000 + 1 + 3000
