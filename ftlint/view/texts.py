"""All that is written in an example, and where: what the rules about texts look through."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final

from ftlint.detectors.classes import classes_of, encoded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ftlint.findings import Path
    from ftlint.view.example import Example
    from ftlint.view.nodes import Message


_RESULT: Final = {"role", "tool_call_id", "content"}
_CALLING: Final = {"role", "tool_calls"}
_ASCII_AS_SPACES: Final = bytes(code if code >= 0x80 else 0x20 for code in range(256))


class Texts:
    """The texts of one example, in its order: contents, refusals, names, and the arguments of calls.

    Arguments are the encoded text as it stands; of arguments that are an object, the strings in it. Tool
    definitions are left out.
    """

    def __init__(self, example: Example) -> None:
        self._messages = example.messages
        self.strings = _strings_of(example.messages)
        """The texts alone."""
        self.encoded = b"\n".join(map(encoded, self.strings))
        """All of them as UTF-8, with line feeds between: one quick search tells that nothing is in any."""
        self.classes = classes_of(self.encoded)
        """The classes of the characters of that."""

    @cached_property
    def listed(self) -> list[tuple[Path, str]]:
        """The texts, each with its path."""
        return [pair for message in self._messages for pair in _texts_of(message)]

    @cached_property
    def joined(self) -> str:
        """All of them, with line feeds between."""
        return "\n".join(self.strings)

    @cached_property
    def foreign(self) -> str:
        """The runs of characters that are not ASCII, with a space behind each: little to search, mostly."""
        some = "\n".join([text for text in self.strings if not text.isascii()])
        runs = encoded(some).translate(_ASCII_AS_SPACES).split()
        return b" ".join([*runs, b""]).decode("utf-8", "surrogatepass")


def _strings_of(messages: list[Message]) -> list[str]:
    found: list[str] = []
    for message in messages:
        content = message.raw.get("content")
        if type(content) is str and (len(message.raw) == 2 or message.raw.keys() == _RESULT):
            found.append(content)
        elif message.raw.keys() == _CALLING:
            for call in message.calls:
                given = call.arguments
                found += [given] if isinstance(given, str) else [text for _, text in strings_in(given)]
        else:
            found += [text for _, text in _texts_of(message)]
    return found


def _texts_of(message: Message) -> Iterator[tuple[Path, str]]:
    yield from message.texts()
    for key in ("refusal", "name"):
        if isinstance(text := message.raw.get(key), str):
            yield (*message.path, key), text
    for call in message.calls:
        if call.arguments is not None:
            yield from strings_in(call.arguments, call.arguments_path)


def strings_in(value: object, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Go through the strings in a JSON value of any depth, keys left out, each with its path."""
    pending = [(path, value)]
    while pending:
        at, item = pending.pop()
        if isinstance(item, str):
            yield at, item
        elif isinstance(item, dict):
            pending += [((*at, key), member) for key, member in reversed(item.items())]
        elif isinstance(item, list):
            pending += [((*at, index), item[index]) for index in reversed(range(len(item)))]


def keys_in(value: object, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Go through the keys in a JSON value of any depth, each with the path of what stands under it."""
    pending = [(path, value)]
    while pending:
        at, item = pending.pop()
        if isinstance(item, dict):
            yield from (((*at, key), key) for key in item)
            pending += [((*at, key), member) for key, member in reversed(item.items())]
        elif isinstance(item, list):
            pending += [((*at, index), item[index]) for index in reversed(range(len(item)))]
