"""JSON that is spread over lines: an array that holds all examples, and pretty-printed objects."""

from __future__ import annotations

import json
from typing import IO, TYPE_CHECKING, Final

from ftlint.fixing.containers.elements import elements
from ftlint.fixing.containers.one_line import on_one_line
from ftlint.fixing.containers.refusal import ConversionError
from ftlint.reading.container import is_message
from ftlint.reading.parsing import BOM, decode
from ftlint.reading.sample import Unreadable, read
from ftlint.text.style import style_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ftlint.fixing.containers.elements import Element
    from ftlint.reading.reader import Source

_SPACE: Final = b" \t\r\n"


def write_array(source: Source, to: IO[bytes], block: int) -> None:
    """Write each element of an array on a line; an array of messages is one conversation, on one line.

    Raises ConversionError, OSError.
    """
    if all(_holds_message(element.text) for element in _elements(source, block, array=True)):
        _write_conversation(source, to)
        return
    for element in _elements(source, block, array=True):
        to.write(on_one_line(element.text, element.line) + b"\n")


def write_pretty(source: Source, to: IO[bytes], block: int) -> None:
    """Write each object on a line. Raises ConversionError, OSError."""
    for element in _elements(source, block, array=False):
        to.write(on_one_line(element.text, element.line) + b"\n")


def _holds_message(text: bytes) -> bool:
    value = read(decode(text))
    if isinstance(value, Unreadable):
        try:  # Python reads what the parser refuses: half characters, and bytes that are not UTF-8
            value = json.loads(decode(text))
        except (ValueError, RecursionError):
            return False
    return is_message(value)


def _elements(source: Source, block: int, *, array: bool) -> Iterator[Element]:
    with source.open() as stream:
        if stream.read(len(BOM)) != BOM:
            stream.seek(0)
        yield from elements(iter(lambda: stream.read(block), b""), source.longest_line, array=array)


def _write_conversation(source: Source, to: IO[bytes]) -> None:
    """Write an array of messages as one example. It must fit into one line, and so into memory."""
    if source.size > source.longest_line:
        raise ConversionError(1, f"one conversation of more than {source.longest_line:,} bytes")
    with source.open() as stream:
        whole = stream.read().removeprefix(BOM)
    text = whole.lstrip(_SPACE)
    line = 1 + whole.count(b"\n", 0, len(whole) - len(text))
    colon = style_of(decode(text[:4096])).colon.encode()
    to.write(b'{"messages"' + colon + on_one_line(text.rstrip(_SPACE), line) + b"}\n")
