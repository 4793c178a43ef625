"""What each keyword expects, in words, and what to write where people commonly write something else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ftlint.schemas.leaves import is_number
from ftlint.schemas.type_names import meant
from ftlint.text.words import quote

if TYPE_CHECKING:
    from ftlint.findings import Path
    from ftlint.schemas.keywords import Shape

EXPECTED: dict[Shape, str] = {
    "array": "an array",
    "boolean": "true or false",
    "count": "a whole number from 0 on",
    "enum": "an array of the allowed values",
    "names": "an array of property names",
    "names by name": "an object of name: array of names",
    "number": "a number",
    "positive number": "a number above 0",
    "schema": "a schema: an object, true or false",
    "schema or names by name": "an object of name: schema",
    "schema or schemas": "a schema or an array of schemas",
    "schemas": "an array of schemas, with at least one",
    "schemas by name": "an object of name: schema",
    "string": "a string",
    "type": "the name of a type, or an array of such names",
}


def advice(keyword: str, shape: Shape, value: object, path: Path) -> str | None:
    """Say what to write instead of the value of a keyword; `path` leads to the schema it stands in."""
    if keyword == "required":
        return _required(value, path)
    if value is None:
        return f"leave {quote(keyword)} out"
    if keyword in ("exclusiveMinimum", "exclusiveMaximum") and isinstance(value, bool):
        limit = keyword.removeprefix("exclusive").lower()
        return f'write the limit itself here, in place of "{limit}": true and false were Draft 4'
    if keyword == "properties":
        return 'write one member for each property: {"name": {"type": "string"}}'
    if keyword == "items" and isinstance(value, list):
        return 'write "prefixItems" for one schema per place, or one schema for all items'
    return _without_quotes(shape, value) if isinstance(value, str) else None


def _without_quotes(shape: Shape, text: str) -> str | None:
    if shape in ("schema", "boolean") and text.lower() in ("true", "false"):
        return f"write {text.lower()}, without quotes"
    if shape in ("schema", "schema or schemas") and len(text) <= 20 and (named := meant(text)) is not None:
        return f'write {{"type": "{named}"}}'
    if shape in ("number", "count", "positive number"):
        return _unquoted(text)
    return f"write [{quote(text)}]" if shape == "enum" else None


def _required(value: object, path: Path) -> str | None:
    if isinstance(value, bool) and len(path) >= 2 and path[-2] == "properties":
        name = quote(path[-1])
        if value:
            return f'write {name} into the "required" array of the object that has this property'
        return f'leave it out: a property is optional unless the "required" array of its object names {name}'
    if isinstance(value, str):
        return f"write [{quote(value)}]"
    return 'leave "required" out' if value is None or isinstance(value, bool) else None


def _unquoted(text: str) -> str | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return f"write {text.strip()}, without quotes" if is_number(number) and "_" not in text else None


def misplaced(name: object, value: object) -> str | None:
    """Say what to write where a name in `properties` has something that is no schema."""
    if name in ("required", "additionalProperties", "type", "description", "title", "enum", "$defs"):
        return f'move {quote(name)} one level up, beside "properties"'
    if isinstance(value, str):
        kind = meant(value) if len(value) <= 20 else None
        return (
            f'write {{"type": "{kind}"}}'
            if kind
            else f'write {{"type": "string", "description": {quote(value)}}}'
        )
    return None
