"""The least that has to be done: read, parse, and count the tokens of every text once.

It looks for nothing, remembers no place and trusts the file to be of the benchmark's kinds: every line a chat
whose system message is the first, whose `tools` is the last key. No linter that counts exactly can be much
faster without parsing less. Nothing in it is ftlint's, but the numbers of the token formula, the rendering of
a tool definition and tiktoken's vocabulary, so that ftlint's own speed cannot move it.
"""

from __future__ import annotations

import argparse
import json
import marshal
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jiter

from ftlint.tokens import framing
from ftlint.tokens.rendering import AFTER, BEFORE, BETWEEN, OPENING, render_tool

if TYPE_CHECKING:
    from collections.abc import Callable

    Count = Callable[[str], int]

_ENCODING = "o200k_base"
_KEPT_TEXTS = 20_000
_KEPT_TOOLS = 1_000


def counters() -> dict[str, Callable[[], Count]]:
    """Name what counts tokens, and how it is made."""
    return {"tiktoken": _tiktoken, "splintr": _splintr}


def _tiktoken() -> Count:
    from ftlint.tokens.vocabulary import encoding

    encode = encoding(_ENCODING).encode_ordinary
    return lru_cache(_KEPT_TEXTS)(lambda text: len(encode(text)))


def _splintr() -> Count:
    import splintr

    encode = splintr.Tokenizer.from_pretrained(_ENCODING).encode_flat  # four bytes for each token
    return lru_cache(_KEPT_TEXTS)(lambda text: len(encode(text)) // 4)


class Floor:
    """Goes through a file."""

    def __init__(self, count: Count) -> None:
        self._count = count
        self._tail = b""
        self._listed = 0
        self._tools: dict[tuple[bytes, str], int] = {}

    def run(self, path: Path) -> dict[str, int]:
        """Count the examples and their tokens."""
        examples = tokens = trained = 0
        with path.open("rb") as stream:
            for line in stream:
                example = jiter.from_json(line, cache_mode="keys")
                tools = self._list(line, example["tools"]) if "tools" in example else 0
                tokens += framing.EXAMPLE + tools
                ending = "\n" if tools else ""
                for message in example["messages"]:
                    size = self._message(message, ending)
                    ending = ""
                    tokens += size
                    if message["role"] == "assistant" and message.get("weight", 1):
                        trained += size
                examples += 1
        return {"examples": examples, "tokens": tokens, "trained": trained}

    def _message(self, message: dict[str, Any], ending: str) -> int:
        count = self._count
        size = framing.MESSAGE + count(message["role"])
        content = message.get("content")
        if content is not None:
            size += count(content + ending)
        for call in message.get("tool_calls", ()):
            function = call["function"]
            size += framing.CALL_IN_TRAINING + count(function["name"]) + count(_text(function["arguments"]))
        return size

    def _list(self, line: bytes, tools: list[Any]) -> int:
        """Count tool definitions; where the line ends as the one before it did, they are the same."""
        tail = line[line.rfind(b'"tools": [') :]
        if tail != self._tail:
            self._tail = tail
            parts = [self._tool(tool, BETWEEN if index else BEFORE) for index, tool in enumerate(tools)]
            around = self._count(OPENING) + self._count(AFTER)
            self._listed = framing.TOOLS - framing.JOINED + around + sum(parts)
        return self._listed

    def _tool(self, tool: dict[str, Any], before: str) -> int:
        key = marshal.dumps(tool, 0), before
        if key not in self._tools:
            if len(self._tools) >= _KEPT_TOOLS:
                self._tools.clear()
            self._tools[key] = self._count(before + render_tool(tool["function"]))
        return self._tools[key]


def _text(arguments: object) -> str:
    if isinstance(arguments, str):
        return arguments
    return json.dumps(arguments, ensure_ascii=False, separators=(",", ":"))


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description="Do the least that has to be done.")
    parser.add_argument("counter", choices=counters())
    parser.add_argument("path", type=Path)
    given = parser.parse_args()
    print(json.dumps(Floor(counters()[given.counter]()).run(given.path)))


if __name__ == "__main__":
    main()
