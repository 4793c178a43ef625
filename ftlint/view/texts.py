"""All that is written in an example, and where: what the rules about texts look through."""

from __future__ import annotations

from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Final

from ftlint.records import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ftlint.findings import Path
    from ftlint.view.example import Example
    from ftlint.view.nodes import Message


_ASCII_AS_SPACES: Final = bytes(code if code >= 0x80 else 0x20 for code in range(256))


@dataclass(eq=False)
class Texts:
    """The texts of one example, in its order."""

    listed: list[tuple[Path, str]]
    joined: str
    """All of them with line feeds between, so that one search tells that nothing is in any of them."""

    @cached_property
    def encoded(self) -> bytes:
        """All of them as UTF-8, for searches that are quicker over bytes."""
        return self.joined.encode("utf-8", "surrogatepass")

    @cached_property
    def foreign(self) -> str:
        """The runs of characters that are not ASCII, with a space behind each: little to search, mostly."""
        if self.joined.isascii():
            return ""
        runs = self.encoded.translate(_ASCII_AS_SPACES).split()
        return b" ".join([*runs, b""]).decode("utf-8", "surrogatepass")


@lru_cache(maxsize=1)
def texts_of(example: Example) -> Texts:
    """List the texts of the messages: contents, refusals, names, and the arguments of calls.

    Arguments are the encoded text as it stands; of arguments that are an object, the strings in it. Tool
    definitions are left out. Only the last example is remembered: its checks come one after the other.
    """
    listed: list[tuple[Path, str]] = []
    for message in example.messages:
        content = message.raw.get("content")
        if type(content) is str and len(message.raw) == 2:
            listed.append(((*message.path, "content"), content))
        else:
            listed += _texts_of(message)
    return Texts(listed, "\n".join([text for _, text in listed]))


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
