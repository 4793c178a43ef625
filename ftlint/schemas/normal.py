"""A schema in normal form: only what can be decided, in the words of Draft 2020-12, with every `$ref` bound.

A keyword that its draft does not know, or whose value it may not have, says nothing about a value, and is
left out. What is left cannot make a validator crash, fetch, or run a pattern without a time-out.
"""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING, Any

from ftlint.records import dataclass
from ftlint.schemas.document import Document
from ftlint.schemas.formats import CHECKS
from ftlint.schemas.keywords import NEWEST, shapes
from ftlint.schemas.leaves import is_names, is_right
from ftlint.schemas.modern import modernise

if TYPE_CHECKING:
    from ftlint.findings import Path
    from ftlint.schemas.patterns import Pattern, Patterns

STEPS = 20_000
"""References that one check may follow. Branches that refer to each other can double at every step."""

_SILENT = frozenset(
    {"title", "description", "default", "examples", "deprecated", "readOnly", "writeOnly", "definitions"}
    | {"$comment", "$schema", "$id", "$anchor", "$dynamicAnchor", "$defs"}
    | {"contentMediaType", "contentEncoding", "contentSchema"}
)


class OutOfSteps(Exception):
    """A check followed more references than it may."""


@dataclass(slots=True)
class Budget:
    """How many references the check at hand may still follow."""

    left: int = STEPS

    def spend(self) -> None:
        """Count one. Raises OutOfSteps."""
        self.left -= 1
        if self.left < 0:
            raise OutOfSteps


@dataclass(slots=True, eq=False, repr=False)
class Bound:
    """The value of a keyword that leads to a schema which may lie around it: its parts are never printed."""

    budget: Budget
    schema: Schema = True


Keywords = dict[str, Any]
"""A schema in normal form: what each keyword holds is certain by then, and nothing says that to mypy."""

Schema = Keywords | bool

NOTHING: Keywords = {"not": True}
"""The schema that no value fits."""


@dataclass(slots=True)
class Normal:
    """A schema in normal form."""

    schema: Schema = True
    sure: bool = True
    """Nothing had to be left out: what fits this fits the schema as written, and the other way round."""
    has_format: bool = False
    budget: Budget = field(default_factory=Budget)


def normalise(parameters: object, patterns: Patterns) -> Normal:
    """Bring a schema into normal form.

    Anything goes in. Raises RecursionError where the schema nests deeper than Python goes.
    """
    work = _Work(Document(parameters), patterns, strict=True)
    normal = work.run()
    if normal.sure:
        return normal
    # What was left out makes a schema say less; under `not` and the like, less means more: those go as well.
    normal = _Work(work.document, patterns, strict=False).run()
    normal.sure = False
    return normal


class _Work:
    def __init__(self, document: Document, patterns: Patterns, *, strict: bool) -> None:
        self.document = document
        self.patterns = patterns
        self.strict = strict
        self.normal = Normal()
        self.bound: dict[Path, Bound] = {}
        self.waiting: list[Path] = []
        self.shapes = shapes(NEWEST)

    def run(self) -> Normal:
        self.normal.schema = self.schema(self.document.root, ())
        while self.waiting:
            path = self.waiting.pop()
            self.bound[path].schema = self.part(self.document.at(path), path)
        return self.normal

    def unsure(self) -> None:
        self.normal.sure = False

    def schema(self, value: object, path: Path) -> Schema:
        if isinstance(value, bool):
            return value
        if not isinstance(value, dict):
            self.unsure()
            return True
        out: Keywords = {}
        for keyword, (item, route) in modernise(value, self.document.draft).items():
            if keyword not in _SILENT:
                self.keyword(out, keyword, item, (*path, *route))
        if not self.strict:
            _loosen(out)
        return _with_null(out) if value.get("nullable") is True else out

    def part(self, value: object, path: Path) -> Schema:
        # `jsonschema` forgets the path of an error that comes from the schema `false`.
        return dict(NOTHING) if value is False else self.schema(value, path)

    def keyword(self, out: Keywords, keyword: str, value: object, path: Path) -> None:
        shape = self.shapes.get(keyword)
        if shape is None:
            return
        special = _SPECIAL.get(keyword)
        if special is not None:
            special(self, out, value, path)
        elif shape == "schema":
            out[keyword] = self.schema(value, path)
        elif shape == "schemas":
            if isinstance(value, list) and value:
                out[keyword] = [self.part(item, (*path, index)) for index, item in enumerate(value)]
            else:
                self.unsure()
        elif shape == "schemas by name":
            if isinstance(value, dict):
                out[keyword] = {name: self.part(item, (*path, name)) for name, item in value.items()}
            else:
                self.unsure()
        elif is_right(shape, value):
            out[keyword] = value
        else:
            self.unsure()

    def pattern(self, out: Keywords, value: object, path: Path) -> None:
        pattern = self.patterns.get(value) if isinstance(value, str) else None
        if pattern is None:
            self.unsure()
        else:
            out["pattern"] = pattern

    def pattern_properties(self, out: Keywords, value: object, path: Path) -> None:
        if not isinstance(value, dict):
            self.unsure()
            return
        known: list[tuple[Pattern | None, Schema]] = []
        for source, item in value.items():
            pattern = self.patterns.get(source)
            if pattern is None:
                self.unsure()
            known.append((pattern, self.part(item, (*path, source))))
        out["patternProperties"] = known

    def format(self, out: Keywords, value: object, path: Path) -> None:
        if isinstance(value, str) and value in CHECKS:
            out["format"] = value
            self.normal.has_format = True

    def reference(self, out: Keywords, value: object, path: Path) -> None:
        node = self.document.nodes.get(path[:-1])
        base = node.base if node else ""
        target = self.document.follow(value, base) if isinstance(value, str) else None
        if target is None:
            self.unsure()
            return
        if target not in self.bound:
            self.bound[target] = Bound(self.normal.budget)
            self.waiting.append(target)
        if "$ref" in out:  # `$ref` and `$dynamicRef` side by side
            out["$dynamicRef"] = self.bound[target]
        else:
            out["$ref"] = self.bound[target]

    def unevaluated_properties(self, out: Keywords, value: object, path: Path) -> None:
        out["unevaluatedProperties"] = Bound(self.normal.budget, self.schema(value, path))

    def unevaluated_items(self, out: Keywords, value: object, path: Path) -> None:
        out["unevaluatedItems"] = Bound(self.normal.budget, self.schema(value, path))

    def dependent_required(self, out: Keywords, value: object, path: Path) -> None:
        names = {k: v for k, v in value.items() if is_names(v)} if isinstance(value, dict) else None
        if names != value:
            self.unsure()
        out["dependentRequired"] = names or {}


_SPECIAL = {
    "pattern": _Work.pattern,
    "patternProperties": _Work.pattern_properties,
    "format": _Work.format,
    "$ref": _Work.reference,
    "$dynamicRef": _Work.reference,
    "unevaluatedProperties": _Work.unevaluated_properties,
    "unevaluatedItems": _Work.unevaluated_items,
    "dependentRequired": _Work.dependent_required,
}


_OF_OBJECTS = frozenset(
    {"properties", "required", "additionalProperties", "patternProperties", "propertyNames"}
    | {"minProperties", "maxProperties", "dependentRequired", "dependentSchemas", "unevaluatedProperties"}
)
_OF_ONE_TYPE = _OF_OBJECTS | {
    "items", "prefixItems", "contains", "minContains", "maxContains", "unevaluatedItems", "minItems",
    "maxItems", "uniqueItems", "minLength", "maxLength", "pattern", "format", "minimum", "maximum",
    "exclusiveMinimum", "exclusiveMaximum", "multipleOf",
}  # fmt: skip
"""Keywords that say nothing about null."""


def _with_null(schema: Keywords) -> dict[str, object]:
    """Let null in as well: OpenAPI 3.0 has `"nullable": true` in place of the type "null"."""
    if not schema.keys() <= _OF_ONE_TYPE | {"type", "enum"}:
        return {"anyOf": [schema, {"type": "null"}]}
    types, choices = schema.get("type"), schema.get("enum")
    if types is not None and "null" not in types:
        schema["type"] = [*([types] if isinstance(types, str) else types), "null"]
    if isinstance(choices, list) and None not in choices:
        schema["enum"] = [*choices, None]
    return schema


def _loosen(schema: Keywords) -> None:
    if schema == NOTHING:
        return
    for keyword in ("not", "if", "then", "else", "maxContains"):
        schema.pop(keyword, None)
    if "oneOf" in schema:
        branches = schema.pop("oneOf")
        if "anyOf" in schema:
            schema["allOf"] = [*schema.get("allOf", []), {"anyOf": branches}]
        else:
            schema["anyOf"] = branches
