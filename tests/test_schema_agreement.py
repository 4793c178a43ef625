"""Random schemas and values: what we decide is what `jsonschema` decides."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, SchemaError
from referencing import Registry

from ftlint.schemas.arguments import ArgumentsChecker
from ftlint.schemas.definition import problems
from ftlint.schemas.plain import plain

Schema = st.SearchStrategy[Any]

NAMES = st.sampled_from(["a", "b", "c", "d"])
TYPES = st.sampled_from(["string", "number", "integer", "boolean", "object", "array", "null"])
LEAVES = (
    st.none()
    | st.booleans()
    | st.integers(-2, 5)
    | st.sampled_from([0.5, 1.0, 2.5])
    | st.text("ab", max_size=3)
)
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NAMES, inner, max_size=4),
    max_leaves=10,
)
OBJECTS = st.dictionaries(NAMES, VALUES, max_size=4)
COUNTS = st.integers(0, 3)
LIMITS = st.integers(-1, 4) | st.sampled_from([0.5, 1.5])
PATTERNS = st.sampled_from(["^a", "b$", "a+b", "^[^b]*$", "^.$"])
REFS = st.sampled_from(["#/$defs/x", "#/$defs/y", "#/properties/a"])


def maybe(**keywords: Schema) -> Schema:
    return st.fixed_dictionaries({}, optional=keywords)


def merged(*parts: Schema) -> Schema:
    return st.tuples(*parts).map(lambda dicts: {key: value for part in dicts for key, value in part.items()})


def containers(inner: Schema) -> Schema:
    lists, maps = st.lists(inner, min_size=1, max_size=3), st.dictionaries(NAMES, inner, max_size=3)
    return st.one_of(
        maybe(properties=maps, required=st.lists(NAMES, unique=True, max_size=2), additionalProperties=inner),
        maybe(items=inner, prefixItems=lists, uniqueItems=st.booleans(), minItems=COUNTS, maxItems=COUNTS),
        maybe(anyOf=lists, allOf=lists, minProperties=COUNTS, maxProperties=COUNTS),
    )


def compositions(inner: Schema) -> Schema:
    lists, maps = st.lists(inner, min_size=1, max_size=3), st.dictionaries(NAMES, inner, max_size=3)
    names = st.lists(NAMES, unique=True, max_size=2)
    return st.one_of(
        maybe(
            oneOf=lists, dependentRequired=st.dictionaries(NAMES, names, max_size=2), dependentSchemas=maps
        ),
        maybe(**{"if": inner, "then": inner, "else": inner, "not": inner}),
        maybe(
            contains=inner, minContains=COUNTS, maxContains=COUNTS, unevaluatedItems=inner, prefixItems=lists
        ),
        maybe(
            patternProperties=st.dictionaries(PATTERNS, inner, max_size=2),
            propertyNames=inner,
            properties=maps,
        ),
        maybe(unevaluatedProperties=inner, properties=maps, anyOf=lists, allOf=lists),
    )


SIMPLE = st.one_of(
    st.booleans(),
    maybe(type=TYPES | st.lists(TYPES, min_size=1, max_size=3, unique=True), description=st.just("x")),
    maybe(enum=st.lists(VALUES, min_size=1, max_size=3), const=VALUES, default=VALUES),
    maybe(
        type=st.just("number"),
        minimum=LIMITS,
        maximum=LIMITS,
        exclusiveMinimum=LIMITS,
        exclusiveMaximum=LIMITS,
    ),
    maybe(type=st.just("string"), minLength=COUNTS, maxLength=COUNTS, pattern=PATTERNS),
    maybe(multipleOf=st.sampled_from([1, 2, 0.5])),
)
WITH_REFS = SIMPLE | maybe(**{"$ref": REFS})


def whole(schema: Schema) -> Schema:
    """Make a root with everything that the references lead to."""
    fixed = st.fixed_dictionaries(
        {
            "$defs": st.fixed_dictionaries({"x": SIMPLE, "y": schema}),
            "properties": st.fixed_dictionaries({"a": SIMPLE, "b": schema}),
        }
    )
    return merged(schema.filter(lambda value: isinstance(value, dict)), fixed)


PLAIN = whole(st.recursive(WITH_REFS, containers, max_leaves=8))
ALL = whole(st.recursive(WITH_REFS, lambda inner: containers(inner) | compositions(inner), max_leaves=8))


def fits(schema: dict[str, Any], value: object) -> bool | None:
    """Ask `jsonschema`; None where it goes round in circles."""
    root = {
        key: item for key, item in schema.items() if key != "type"
    }  # a root type is left to the definition
    root |= {"type": schema["type"]} if "object" in schema.get("type", ()) else {}
    try:
        return Draft202012Validator(root, registry=Registry()).is_valid(value)
    except RecursionError:
        return None


@settings(max_examples=400, deadline=None)
@given(ALL, OBJECTS)
def test_violations_are_found_where_jsonschema_finds_some(schema: dict[str, Any], value: object) -> None:
    expected = fits(schema, value)
    found = ArgumentsChecker(schema).violations(value)
    assert expected is None or (not found) == expected


@settings(max_examples=400, deadline=None)
@given(PLAIN, OBJECTS)
def test_a_quick_yes_is_right(schema: dict[str, Any], value: object) -> None:
    quick = plain(schema)
    if quick is not None and quick(value):
        assert Draft202012Validator(schema, registry=Registry()).is_valid(value)


@settings(max_examples=600, deadline=None)
@given(ALL, OBJECTS)
def test_without_formats_the_quick_answer_is_exact(schema: dict[str, Any], value: object) -> None:
    quick = plain(schema)
    if quick is not None:
        assert quick(value) == Draft202012Validator(schema, registry=Registry()).is_valid(value)


@settings(max_examples=300, deadline=None)
@given(ALL, OBJECTS)
def test_every_violation_has_a_place_in_the_value(schema: dict[str, Any], value: object) -> None:
    for violation in ArgumentsChecker(schema).violations(value):
        at: Any = value
        for step in violation.path:
            at = at[step]
        assert violation.message


@settings(max_examples=300, deadline=None)
@given(ALL)
def test_a_good_schema_is_not_called_invalid(schema: dict[str, Any]) -> None:
    assert [problem for problem in problems(schema) if problem.kind == "invalid-schema"] == []


MISTAKES = st.one_of(
    st.fixed_dictionaries(
        {"type": st.sampled_from(["str", "", None, 1, ["string", "x"], [], {}, ["null", "null"]])}
    ),
    st.fixed_dictionaries({"required": st.sampled_from([True, "a", [1], ["a", "a"], None, {}])}),
    st.fixed_dictionaries({"properties": st.sampled_from([[], "a", {"a": "string"}, {"a": None}, 1])}),
    st.fixed_dictionaries({"enum": st.sampled_from(["a", {}, None, 1])}),
    st.fixed_dictionaries({"anyOf": st.sampled_from([[], {}, ["string"], None])}),
    st.fixed_dictionaries({"items": st.sampled_from([[], [{}], "string", None, 1])}),
    st.fixed_dictionaries({"minimum": st.sampled_from(["1", None, True, []])}),
    st.fixed_dictionaries({"minLength": st.sampled_from(["1", -1, 1.5, None, True])}),
    st.fixed_dictionaries({"multipleOf": st.sampled_from([0, -1, "1"])}),
    st.fixed_dictionaries({"description": st.sampled_from([1, None, [], {}])}),
    st.fixed_dictionaries({"uniqueItems": st.sampled_from([1, "true", None])}),
    st.fixed_dictionaries({"examples": st.sampled_from(["a", {}, None])}),
    st.fixed_dictionaries({"$ref": st.sampled_from([1, None, {}])}),
    st.fixed_dictionaries({"$id": st.sampled_from([1, "#a", "x#y"])}),
    st.fixed_dictionaries({"$anchor": st.sampled_from([1, "#a", "1a", ""])}),
    st.fixed_dictionaries(
        {"dependentRequired": st.sampled_from([[], {"a": "b"}, {"a": [1]}, {"a": ["b", "b"]}])}
    ),
    st.fixed_dictionaries({"dependencies": st.sampled_from([[], {"a": "b"}, {"a": [1]}, {"a": None}])}),
    st.fixed_dictionaries({"not": st.sampled_from([[], "x", None])}),
    st.fixed_dictionaries({"pattern": st.sampled_from([1, "(", "[a", "*"])}),
)
BROKEN = st.recursive(MISTAKES | SIMPLE, lambda inner: containers(inner) | compositions(inner), max_leaves=6)


@settings(max_examples=600, deadline=None)
@given(BROKEN)
def test_a_broken_schema_is_called_invalid(schema: Any) -> None:
    try:
        Draft202012Validator.check_schema(schema)
    except SchemaError:
        assert {"invalid-schema", "not-an-object"} & {problem.kind for problem in problems(schema)}
    else:
        kinds = {problem.kind for problem in problems(schema)}
        assert "invalid-schema" not in kinds
