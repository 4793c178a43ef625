"""Tool definitions as the model reads them: TypeScript, in a namespace called `functions`.

The provider does not publish this rendering. It was inferred from measured prompt sizes: for the older
`functions` field by https://github.com/hmarr/openai-chat-tokens (20 of 20 of its measured prompts come out
exactly), for `tools` from there and from the sizes measured by
https://github.com/pamelafox/openai-messages-token-helper and the OpenAI cookbook (22 of 22). `tools` differ
in three ways: nothing is indented, descriptions of nested properties are kept, and an object none of whose
properties has a description stands on one line.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from ftlint.records import dataclass

MAX_DEPTH = 64
"""Schemas are rendered as `any` below this depth: they are strangers' data, and may be made to exhaust the
stack."""

OPENING = "namespace functions"
BEFORE = " {\n\n"
BETWEEN = ";\n\n"
AFTER = ";\n\n} // namespace functions"

_PRIMITIVES = {
    "string": "string",
    "number": "number",
    "integer": "number",
    "boolean": "boolean",
    "null": "null",
}


@dataclass(frozen=True, slots=True)
class _Where:
    legacy: bool
    level: int = 0
    """Objects around this one; it decides the indentation."""
    depth: int = 0
    """Schemas around this one."""

    def deeper(self) -> _Where:
        return _Where(self.legacy, self.level, self.depth + 1)

    def inside(self) -> _Where:
        return _Where(self.legacy, self.level + 1, self.depth + 1)


def render_tools(functions: Sequence[Mapping[str, object]], *, legacy: bool = False) -> str:
    """Render function definitions (`name`, `description`, `parameters`) into the text that is tokenized.

    `legacy` is for definitions that came in the `functions` field. Any JSON value may stand anywhere: what
    is not a definition or a schema is left out or becomes `any`, and nothing is raised. What no
    measurement covers is rendered plainly: `$ref` as `any`; `default`, `format` and limits not at all.
    """
    rendered = [render_tool(function, legacy=legacy) for function in _items(functions)]
    if not rendered:
        return f"{OPENING}{BEFORE}{AFTER.removeprefix(BETWEEN)}"
    return f"{OPENING}{BEFORE}{BETWEEN.join(rendered)}{AFTER}"


def render_tool(function: object, *, legacy: bool = False) -> str:
    """Render one definition, without what stands between two."""
    definition = _mapping(function)
    comment = _comment(definition)
    parameters = _mapping(definition.get("parameters"))
    taken = f"_: {_object(parameters, _Where(legacy))}" if _mapping(parameters.get("properties")) else ""
    signature = f"type {definition.get('name', '')} = ({taken}) => any"
    return f"{comment}\n{signature}" if comment else signature


def _object(schema: Mapping[str, object], where: _Where) -> str:
    required = _items(schema.get("required"))
    plain, lines = True, []
    for name, value in _mapping(schema.get("properties")).items():
        comment = _comment(_mapping(value))
        if comment and not (where.legacy and where.level):
            lines.append(comment)
        member = f"{name}{'' if name in required else '?'}: {_type(value, where)}"
        plain = plain and not comment and "\n" not in member
        lines.append(f"{member},")
    if where.legacy:
        # The odd indentation (a nested object's own lines are not moved) is what the measured sizes follow.
        inner = "\n".join("  " * where.level + line for line in lines)
        return f"{{\n{inner}\n}}"
    if not lines:
        return "{}"
    if plain:
        return f"{{ {' '.join(lines).removesuffix(',')} }}"
    return "\n".join(("{", *lines, "}"))


def _type(value: object, where: _Where) -> str:
    schema = _mapping(value)
    if where.depth >= MAX_DEPTH:
        return "any"
    for key, sign in (("anyOf", " | "), ("oneOf", " | "), ("allOf", " & ")):
        if options := _items(schema.get(key)):
            return sign.join(_type(option, where.deeper()) for option in options)
    if literals := _items(schema.get("enum")):
        return " | ".join(_literal(literal) for literal in literals)
    kind = schema.get("type")
    if isinstance(kind, list):
        return " | ".join(_named(name, schema, where) for name in kind) or "any"
    return _named(kind, schema, where)


def _named(kind: object, schema: Mapping[str, object], where: _Where) -> str:
    if kind == "object":
        return _object(schema, where.inside())
    if kind == "array":
        return f"{_type(schema.get('items'), where.deeper())}[]"
    return _PRIMITIVES.get(kind, "any") if isinstance(kind, str) else "any"


def _literal(value: object) -> str:
    if isinstance(value, str):
        return f'"{value}"'
    try:
        return json.dumps(value, ensure_ascii=False)
    except (TypeError, ValueError, RecursionError):
        return "any"


def _comment(schema: Mapping[str, object]) -> str | None:
    description = schema.get("description")
    return f"// {description}" if isinstance(description, str) and description else None


def _mapping(value: object) -> Mapping[str, object]:
    return value if isinstance(value, (dict, Mapping)) else {}


def _items(value: object) -> Sequence[object]:
    return value if isinstance(value, list | tuple) else ()
