"""What editors and readers are told of the keys: a JSON Schema, and a table, both made of the model."""

from __future__ import annotations

import json
from typing import Any

from ftlint.config.keys import LEVELS, Dataset, Keys, Settings
from ftlint.config.wording import write_of

SCHEMA = "http://json-schema.org/draft-07/schema#"
"""What Even Better TOML (taplo) understands."""
ID = "urn:ftlint:config:1"


def schema_text() -> str:
    """Write the JSON Schema of `ftlint.toml`."""
    schema: dict[str, Any] = _without_null(Settings.model_json_schema(by_alias=True))
    _one_or_several(schema["$defs"]["Dataset"]["properties"], "train")
    properties = schema["properties"]
    _fill_in(properties)
    made = {"$schema": SCHEMA, "$id": ID, **schema, "title": "ftlint.toml"}
    return json.dumps(made, indent=2, ensure_ascii=False) + "\n"


def key_table() -> str:
    """List the keys as a Markdown table: what each takes, and what is in force without it."""
    rows = ["| key | what it takes | without it | what it does |", "|---|---|---|---|"]
    rows += _rows(Settings, "") + _rows(Dataset, "datasets.")
    return "\n".join(rows)


def _rows(model: type[Keys], above: str) -> list[str]:
    rows = []
    for field in model.model_fields.values():
        write = write_of(field.metadata)
        meaning = " ".join((field.description or "").split())
        default = (
            f"`{write.default}`"
            if write.default[:1] in ('"', "[") or write.default in _WORDS
            else write.default
        )
        cells = (f"`{above}{field.alias}`", f"{write.words[0]}<br>`{write.example}`", default, meaning)
        rows.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
    return rows


_WORDS = ("true", "false")


def _without_null(part: Any) -> Any:
    """Take out null: TOML has none, and a key without a value is simply not written."""
    if isinstance(part, list):
        return [_without_null(item) for item in part]
    if not isinstance(part, dict):
        return part
    part = {key: _without_null(item) for key, item in part.items()}
    if part.get("default", 0) is None:
        del part["default"]
    choices = [choice for choice in part.get("anyOf", ()) if choice != {"type": "null"}]
    if len(choices) == 1:
        del part["anyOf"]
        part = {**choices[0], **part}
    if isinstance(part.get("title"), str) and "properties" not in part:
        del part["title"]
    if isinstance(part.get("description"), str):
        part["description"] = " ".join(part["description"].split())
    return part


def _fill_in(properties: dict[str, Any]) -> None:
    """Add what only the data know: providers, formats of output, rules."""
    from ftlint.reporters import NAMES
    from ftlint.rulebook import rulebook
    from ftlint.targets import names

    properties["target"]["enum"] = names()
    one = {"anyOf": [{"enum": list(NAMES)}, {"pattern": f"^(?:{'|'.join(NAMES)})=."}], "type": "string"}
    properties["output-format"]["items"] = one
    _one_or_several(properties, "output-format")
    level = {"enum": list(LEVELS)}
    book = list(rulebook())
    properties["rules"] = {
        "type": "object",
        "description": properties["rules"]["description"],
        "properties": {
            card.code: {**level, "description": f"{card.name}: {card.head.summary}"} for card in book
        },
        "patternProperties": {f"^(?:{'|'.join(card.name for card in book)})$": level},
        "additionalProperties": False,
    }


def _one_or_several(properties: dict[str, Any], key: str) -> None:
    """Say that an entry may stand for a list of one."""
    said = properties[key].pop("description")
    properties[key] = {"anyOf": [properties[key]["items"], properties[key]], "description": said}
