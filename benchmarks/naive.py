"""What people write instead: two short programs that parse, count and validate a file without a linter.

`naive` is the first thing that works: every text is encoded, every call validated from scratch. `fair` has
what half an hour of tuning gives: texts and tool lists that come again are not counted again, and validators
are kept. Both do less than ftlint: they look for nothing but arguments that do not fit their schema.
"""

from __future__ import annotations

import argparse
import json
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import jsonschema

from ftlint.tokens import example_tokens, tools_tokens
from ftlint.tokens.vocabulary import encoding

if TYPE_CHECKING:
    from ftlint.tokens import Counter

_ENCODING = "o200k_base"


class Naive:
    """Does everything for every line."""

    def count(self, text: str) -> int:
        """Count the tokens of a text."""
        return len(encoding(_ENCODING).encode_ordinary(text))

    def count_tools(self, tools: list[Any]) -> int:
        """Count the tokens of tool definitions."""
        return tools_tokens([tool["function"] for tool in tools], self.counter)

    def fits(self, arguments: object, tool: dict[str, Any]) -> bool:
        """Say whether arguments fit the schema of their tool."""
        try:
            jsonschema.validate(arguments, tool["function"]["parameters"])
        except jsonschema.ValidationError:
            return False
        return True

    @property
    def counter(self) -> Counter:
        """Give what the token formula counts texts with: this, and nothing of ftlint's."""
        return cast("Counter", self)


class Fair(Naive):
    """Remembers what comes again."""

    def __init__(self) -> None:
        self._count = lru_cache(maxsize=100_000)(super().count)
        self._tools: dict[str, int] = {}

    def count(self, text: str) -> int:
        """Count the tokens of a text, once."""
        return self._count(text)

    def count_tools(self, tools: list[Any]) -> int:
        """Count the tokens of tool definitions, once for each list of them."""
        key = json.dumps(tools)
        if key not in self._tools:
            self._tools[key] = super().count_tools(tools)
        return self._tools[key]

    def fits(self, arguments: object, tool: dict[str, Any]) -> bool:
        """Say whether arguments fit, with the validator of the tool."""
        return bool(_validator(json.dumps(tool)).is_valid(arguments))


@cache
def _validator(tool: str) -> Any:
    schema = json.loads(tool)["function"]["parameters"]
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def check(path: Path, program: Naive) -> dict[str, int]:
    """Go through a file."""
    found = {"examples": 0, "tokens": 0, "trained": 0, "invalid_calls": 0}
    with path.open(encoding="utf-8") as stream:
        for line in stream:
            example = json.loads(line)
            messages, tools = example["messages"], example.get("tools", [])
            tokens = example_tokens(messages, program.count_tools(tools) if tools else 0, program.counter)
            found["examples"] += 1
            found["tokens"] += tokens.total
            found["invalid_calls"] += _invalid_calls(messages, tools, program)
            for message, size in zip(messages, tokens.messages, strict=True):
                if message["role"] == "assistant" and message.get("weight", 1):
                    found["trained"] += size
    return found


def _invalid_calls(messages: list[Any], tools: list[Any], program: Naive) -> int:
    by_name = {tool["function"]["name"]: tool for tool in tools}
    calls = [call["function"] for message in messages for call in message.get("tool_calls", ())]
    return sum(not program.fits(_arguments(call), by_name[call["name"]]) for call in calls)


def _arguments(call: dict[str, Any]) -> object:
    arguments = call["arguments"]
    return json.loads(arguments) if isinstance(arguments, str) else arguments


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description="Check a file the naive way.")
    parser.add_argument("program", choices=("naive", "fair"))
    parser.add_argument("path", type=Path)
    given = parser.parse_args()
    print(json.dumps(check(given.path, Naive() if given.program == "naive" else Fair())))


if __name__ == "__main__":
    main()
