"""Lines that all end in the same tools: what has been parsed once is not parsed again.

A file for tool calling repeats its tool definitions on every line, mostly at its end, and often they are
most of its bytes. So the bytes from `"tools"` to the end of the line are remembered, with what they say.
When a line ends in the same bytes, a stub is put in their place, and the rest is parsed. That the parser
gives the stub back as the value of the top-level key `tools`, at the end, proves that these bytes stand
where they stood: nobody can guess the stub, so it is the one that was put there; its key begins with our
quotation mark, or it would not be `tools`; and a parser that reads such a key there reads the same bytes in
the same way. Everything else (tools within a string, in another object, or given twice) fails that test,
and is parsed as a whole.
"""

from __future__ import annotations

import secrets
from typing import Final, NamedTuple

import jiter

TAILS: Final = 32
"""How many tails are kept: a file may have a few lists of tools, each on many lines."""

LONGEST: Final = 128 * 1024
"""Bytes of a tail that is kept. This and the number bound the memory."""

SHORTEST: Final = 256
"""Bytes from which a tail is worth it."""

_NOTED: Final = 4096
"""How many tails are noted, by their hash alone, to be kept when they come again."""

_KEY: Final = b'"tools"'
_TRIED: Final = 4
"""How many places of `"tools"` are tried, from the end: definitions may have a parameter of that name."""


class Tail(NamedTuple):
    """The end of a line, and the members of the line's object that stand in it: `tools` is the first."""

    text: bytes
    members: dict[str, object]


class Known(NamedTuple):
    """A line whose end is known: its object, and how many of its bytes were new."""

    value: dict[str, object]
    head: int


class RepeatedTails:
    """Remembers the ends of lines. What it gives shares the values of the end: nobody may change them."""

    def __init__(self) -> None:
        self._stub = secrets.token_hex(16)
        self._stubbed = b'"tools":"' + self._stub.encode() + b'"}'
        self._tails: list[Tail] = []
        self._noted: set[int] = set()
        self._refused: set[int] = set()

    def parse(self, raw: bytes) -> Known | None:
        """Parse a line that ends in a known tail; None if it does not, or not in the right place."""
        for tail in self._tails:
            if raw.endswith(tail.text):
                head = len(raw) - len(tail.text)
                value = self._head(raw[:head])
                if value is None or any(key in value for key in tail.members if key != "tools"):
                    return None
                value.update(tail.members)
                return Known(value, head)
        return None

    def learn(self, raw: bytes, value: dict[str, object]) -> None:
        """Remember the end of a line, if it has come before; `value` is what the line holds."""
        start = raw.rfind(_KEY)
        if start < 0 or not SHORTEST <= len(raw) - start <= LONGEST:
            return
        mark = hash(raw[start:])
        if mark not in self._noted:
            if len(self._noted) >= _NOTED:
                self._noted.clear()
                self._refused.clear()
            self._noted.add(mark)
        elif mark not in self._refused and not self._keep(raw, start, value):
            self._refused.add(mark)

    def hold(self, tools: object) -> bool:
        """Say whether this very object is the `tools` of a known tail."""
        return any(tail.members["tools"] is tools for tail in self._tails)

    def _keep(self, raw: bytes, start: int, value: dict[str, object]) -> bool:
        for _ in range(_TRIED):
            if start < 0 or len(raw) - start > LONGEST:
                return False
            head = self._head(raw[:start])
            if head is not None:
                later = list(value)[len(head) - 1 :]
                self._tails.insert(0, Tail(raw[start:], {key: value[key] for key in later}))
                del self._tails[TAILS:]
                return True
            start = raw.rfind(_KEY, 0, start)
        return False

    def _head(self, text: bytes) -> dict[str, object] | None:
        """Parse the beginning of a line with the stub behind it; None unless `tools` stands there."""
        try:
            value = jiter.from_json(
                text + self._stubbed, allow_inf_nan=False, catch_duplicate_keys=True, cache_mode="keys"
            )
        except ValueError:
            return None
        if isinstance(value, dict) and value.get("tools") == self._stub and next(reversed(value)) == "tools":
            return value
        return None
