"""What is said about arguments that do not fit: one mistake, one violation, at its place, in words."""

from typing import Any

import pytest

from ftlint.findings import Path
from ftlint.schemas.arguments import ArgumentsChecker, Violation

STOP = {
    "type": "object",
    "properties": {"lat": {"type": "number"}, "lon": {"type": "number"}},
    "required": ["lat", "lon"],
    "additionalProperties": False,
}
WEATHER = {
    "type": "object",
    "properties": {
        "city": {"type": "string", "minLength": 2},
        "unit": {"type": "string", "enum": ["celsius", "fahrenheit"]},
        "days": {"type": "integer", "minimum": 1, "maximum": 10},
        "note": {"anyOf": [{"type": "string"}, {"type": "null"}]},
        "tags": {"type": "array", "items": {"type": "string"}, "uniqueItems": True, "minItems": 1},
        "stops": {"type": "array", "items": {"$ref": "#/$defs/Stop"}},
        "step": {"type": "number", "multipleOf": 0.5},
        "zip": {"type": "string", "pattern": "^[0-9]{5}$"},
        "mode": {"const": "fast"},
    },
    "required": ["city"],
    "additionalProperties": False,
    "$defs": {"Stop": STOP},
}


def violations(schema: object, value: object) -> list[Violation]:
    return ArgumentsChecker(schema).violations(value)


def only(schema: object, value: object) -> Violation:
    found = violations(schema, value)
    assert len(found) == 1, found
    return found[0]


MESSAGES: list[tuple[dict[str, Any], Path, str]] = [
    ({"unit": "kelvin"}, ("unit",), '"unit" is "kelvin"; allowed are "celsius" or "fahrenheit"'),
    ({"unit": 5}, ("unit",), '"unit" is 5, a number; allowed are "celsius" or "fahrenheit"'),
    ({"days": "2"}, ("days",), '"days" is "2", a string; expected an integer'),
    ({"days": True}, ("days",), '"days" is true; expected an integer'),
    ({"days": None}, ("days",), '"days" is null; expected an integer'),
    ({"days": [2]}, ("days",), '"days" is an array; expected an integer'),
    ({"days": 0}, ("days",), '"days" is 0; expected at least 1'),
    ({"days": 11}, ("days",), '"days" is 11; expected at most 10'),
    ({"note": 4}, ("note",), '"note" is 4, a number; expected a string or null'),
    ({"tags": []}, ("tags",), '"tags" has 0 items; expected at least 1'),
    ({"tags": ["a", "b", "a"]}, ("tags", 2), '"tags[2]" is the same as "tags[0]"; expected no item twice'),
    ({"step": 0.7}, ("step",), '"step" is 0.7; expected a multiple of 0.5'),
    ({"zip": "12a"}, ("zip",), '"zip" is "12a"; expected a match of the pattern "^[0-9]{5}$"'),
    ({"mode": "slow"}, ("mode",), '"mode" is "slow"; the only allowed value is "fast"'),
    (
        {"stops": [{"lat": 1, "lon": 2}, {"lat": "3", "lon": 4}]},
        ("stops", 1, "lat"),
        '"stops[1].lat" is "3", a string; expected a number',
    ),
    ({"stops": [{"lat": 1}]}, ("stops", 0), 'required property "lon" of "stops[0]" is missing'),
]


@pytest.mark.parametrize(("more", "path", "message"), MESSAGES)
def test_message(more: dict[str, Any], path: Path, message: str) -> None:
    found = only(WEATHER, {"city": "Oslo", **more})
    assert (found.kind, found.path, found.on, found.message) == ("schema", path, "value", message)


def test_a_required_argument_is_missing() -> None:
    assert only(WEATHER, {}) == Violation("schema", (), "value", 'required argument "city" is missing', None)


def test_a_misspelled_required_argument_is_one_mistake() -> None:
    expected = Violation(
        "schema", ("citty",), "key", 'unknown argument "citty"; did you mean "city"?', '"city" is required'
    )
    assert only(WEATHER, {"citty": "Oslo"}) == expected


TOWNS: dict[str, Any] = {
    "properties": {"city": {"type": "string"}, "day": {"type": "string"}, "days": {"type": "integer"}},
    "required": ["city"],
    "additionalProperties": False,
}


def test_one_unknown_and_one_missing_argument_are_one_mistake() -> None:
    assert only(TOWNS, {"town": "Oslo"}) == Violation(
        "schema",
        ("town",),
        "key",
        'unknown argument "town", and "city", which is required, is missing',
        'write "city", if that is what is given here',
    )


@pytest.mark.parametrize(
    ("schema", "arguments"),
    [
        (TOWNS, {"count": 3}),  # no city is a number
        (TOWNS, {"town": "Oslo", "when": "today"}),
        ({**TOWNS, "required": ["city", "day"]}, {"town": "Oslo"}),
        ({**TOWNS, "required": ["place"]}, {"town": "Oslo"}),  # "place" would be unknown as well
    ],
)
def test_what_cannot_be_one_mistake_stays_apart(schema: dict[str, Any], arguments: dict[str, Any]) -> None:
    found = violations(schema, arguments)
    assert len(found) > 1
    assert not any("which is required" in violation.message for violation in found)


def test_a_misspelled_nested_property_is_one_mistake() -> None:
    found = only(WEATHER, {"city": "Oslo", "stops": [{"lat": 1, "lonn": 2}]})
    assert (found.path, found.on) == (("stops", 0, "lonn"), "key")
    assert found.message == 'unknown property "lonn" in "stops[0]"; did you mean "lon"?'


def test_where_unknown_names_are_allowed_the_near_one_is_named() -> None:
    found = only({"properties": {"city": {}}, "required": ["city"]}, {"citty": 1})
    assert (found.path, found.message) == ((), 'required argument "city" is missing')
    assert found.help == '"citty" is given, which the schema does not name: is it "city"?'


def test_each_unknown_argument_is_a_mistake_at_its_key() -> None:
    found = violations(WEATHER, {"city": "Oslo", "p": 1, "q": 2, "r": 3})
    assert [(v.path, v.on, v.message) for v in found] == [
        ((name,), "key", f'unknown argument "{name}"') for name in "pqr"
    ]
    assert found[0].help is not None
    assert '"city"' in found[0].help


def test_an_unknown_argument_under_unevaluated_properties() -> None:
    schema = {"allOf": [{"properties": {"city": {}}, "required": ["city"]}], "unevaluatedProperties": False}
    found = only(schema, {"ciy": 1})
    assert found.message == 'unknown argument "ciy"; did you mean "city"?'


def test_several_mistakes_are_all_found() -> None:
    found = violations(WEATHER, {"city": "O", "unit": "k", "days": "2"})
    assert [v.path for v in found] == [("city",), ("unit",), ("days",)]


@pytest.mark.parametrize(
    ("name", "value", "advice"),
    [
        ("days", "2", "write 2, without the quotes around it"),
        ("city", 12, 'write "12"'),
        ("tags", "a", 'write ["a"]'),
        ("unit", "Celsius", 'did you mean "celsius"?'),
        ("days", 2.5, None),
    ],
)
def test_advice(name: str, value: object, advice: str | None) -> None:
    assert only(WEATHER, {"city": "Oslo", name: value}).help == advice


SHAPE = {
    "properties": {
        "shape": {
            "oneOf": [
                {
                    "type": "object",
                    "properties": {"kind": {"const": "circle"}, "r": {"type": "number"}},
                    "required": ["kind", "r"],
                },
                {
                    "type": "object",
                    "properties": {
                        "kind": {"const": "box"},
                        "w": {"type": "number"},
                        "h": {"type": "number"},
                    },
                    "required": ["kind", "w", "h"],
                },
            ]
        }
    }
}


@pytest.mark.parametrize(
    ("shape", "expected"),
    [
        ({"kind": "circle", "r": "x"}, [(("shape", "r"), '"shape.r" is "x", a string; expected a number')]),
        ({"kind": "dog"}, [(("shape", "kind"), '"shape.kind" is "dog"; allowed are "circle" or "box"')]),
        ("round", [(("shape",), '"shape" is "round", a string; expected an object')]),
        (
            {"kind": "box"},
            [
                (("shape",), 'required property "w" of "shape" is missing'),
                (("shape",), 'required property "h" of "shape" is missing'),
            ],
        ),
    ],
)
def test_the_branch_that_was_meant_is_judged(shape: object, expected: list[tuple[Path, str]]) -> None:
    assert [(v.path, v.message) for v in violations(SHAPE, {"shape": shape})] == expected


@pytest.mark.parametrize(
    "shape",
    [
        {"type": "string"},
        {"type": ["string", "integer"]},
        {"type": "string", "enum": ["a", "b"]},
        {"enum": ["a", "b"]},
        {"type": "object", "properties": {"x": {}}, "required": ["x"]},
        {"$ref": "#/$defs/text"},
        {"allOf": [{"$ref": "#/$defs/text"}]},
        {"anyOf": [{"type": "string"}, {"type": "integer"}]},
        {"const": "a"},
    ],
)
@pytest.mark.parametrize("draft", ["draft-04", "draft-07", "draft/2020-12"])
def test_what_is_nullable_may_be_null(shape: dict[str, Any], draft: str) -> None:
    def schema(**more: object) -> dict[str, Any]:
        uri = f"http://json-schema.org/{draft}/schema#"
        properties = {"q": {**shape, **more}}
        return {"$schema": uri, "properties": properties, "$defs": {"text": {"type": "string"}}}

    assert violations(schema(nullable=True), {"q": None}) == []
    if "const" not in shape or draft != "draft-04":
        assert violations(schema(nullable=True), {"q": False}) != []
        assert violations(schema(nullable=False), {"q": None}) != []


def test_what_a_nullable_argument_may_be_is_said() -> None:
    found = only({"properties": {"q": {"type": "string", "nullable": True}}}, {"q": 3})
    assert found.message == '"q" is 3, a number; expected a string or null'


def test_an_enum_or_null() -> None:
    schema = {"properties": {"u": {"anyOf": [{"enum": ["a", "b"], "type": "string"}, {"type": "null"}]}}}
    assert only(schema, {"u": "c"}).message == '"u" is "c"; allowed are "a", "b" or null'


def test_one_of_two_is_required() -> None:
    schema = {"properties": {"a": {}, "b": {}}, "anyOf": [{"required": ["a"]}, {"required": ["b"]}]}
    assert only(schema, {}).message == '"a" or "b" is missing'


def test_more_than_one_branch_fits() -> None:
    found = only({"properties": {"a": {"oneOf": [{"type": "number"}, {"minimum": 1}]}}}, {"a": 2})
    assert found.message == '"a" is 2, which fits several alternatives; only one may fit'


def test_a_name_that_another_one_needs() -> None:
    found = only({"dependentRequired": {"card": ["name"]}}, {"card": 1})
    assert found.message == '"name" is missing; "card" needs it'


def test_a_key_that_may_not_be() -> None:
    found = only({"propertyNames": {"pattern": "^[a-z]+$"}}, {"A": 1})
    assert (found.path, found.on) == (("A",), "key")
    assert found.message.startswith('the name "A" is not allowed')


def test_a_format_is_of_a_kind_of_its_own() -> None:
    found = only({"properties": {"when": {"type": "string", "format": "date"}}}, {"when": "tomorrow"})
    assert (found.kind, found.path) == ("format", ("when",))
    assert found.message == '"when" is "tomorrow"; expected a date such as 2024-05-01'


@pytest.mark.parametrize(
    ("schema", "kinds"),
    [
        ({"oneOf": [{"format": "ipv4"}, {"format": "ipv6"}]}, []),
        ({"anyOf": [{"format": "date"}, {"format": "date-time"}]}, ["format"]),
        ({"not": {"format": "date"}}, []),
        ({"format": "a-format-of-my-own"}, []),
    ],
)
def test_formats_never_make_an_error_of_the_schema(schema: object, kinds: list[str]) -> None:
    assert [v.kind for v in violations({"properties": {"a": schema}}, {"a": "192.0.2.1"})] == kinds


def test_a_root_that_is_no_object_is_not_held_against_each_call() -> None:
    assert violations({"type": "array"}, {"a": 1}) == []


def test_a_strange_key_is_named_so_that_it_can_be_found() -> None:
    schema = {"additionalProperties": {"properties": {"a b": {"type": "null"}}}}
    assert only(schema, {"x": {"a b": 1}}).message.startswith(r'"x[\"a b\"]" is 1')
