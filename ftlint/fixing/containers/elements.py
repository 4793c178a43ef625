"""Cut a stream of bytes into the JSON objects that it holds, in memory for one of them.

The brackets and the strings are followed here, and no more: whether what is between them is JSON is for
the reader of an object to say.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from ftlint.fixing.containers.refusal import ConversionError
from ftlint.reading.parsing import decode
from ftlint.reading.syntax.scan import MAX_DEPTH
from ftlint.reading.syntax.strings import raw_control
from ftlint.text.words import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_IN_STRING: Final = rb'[^"\\\x00-\x1f]*+(?:\\[^\x00-\x1f][^"\\\x00-\x1f]*+)*+'
_REST: Final = re.compile(_IN_STRING)
"""What remains of a string, up to its quote."""
_PLAIN: Final = re.compile(rb'[^"{}\[\]]*+(?:"' + _IN_STRING + rb'"[^"{}\[\]]*+)*+')
"""All up to the next bracket; whole strings are passed over."""
_SPACE: Final = re.compile(rb"[ \t\r\n]*+")
_SHOWN: Final = re.compile(rb'"[^"\n]{0,30}|[^\s,\[\]{}"]{1,30}|.', re.DOTALL)
_CLOSES: Final = {ord("}"): "{", ord("]"): "["}


class Element(NamedTuple):
    """An object as it stands in the file, and the 1-based line on which it begins."""

    line: int
    text: bytes


def elements(blocks: Iterable[bytes], longest: int, *, array: bool) -> Iterator[Element]:
    """Go through the objects of one array, or of a file of objects, with commas or only space between.

    `longest` is the most bytes that an object may have. Raises ConversionError where the file is something
    else, at its very end too. Any cut of the file into blocks gives the same.
    """
    cutter = _Cutter(longest, array=array)
    for block in blocks:
        yield from cutter.feed(block)
    cutter.close()


class _Cutter:
    """Where the cut stands in the file, between two blocks of it."""

    def __init__(self, longest: int, *, array: bool) -> None:
        self._longest = longest
        self._array = array
        self._due: Literal["array", "object", "comma", "end"] = "array" if array else "object"
        self._line = 1
        self._found = 0
        self._begun: int | None = None
        """The line on which the object begins that is being read."""
        self._pieces: list[bytes] = []
        self._size = 0
        self._open: list[str] = []
        self._in_string = self._escaped = False

    def feed(self, block: bytes) -> Iterator[Element]:
        at = 0
        while at < len(block):
            if self._begun is None:
                at = self._between(block, at)
                continue
            end = self._inside(block, at)
            self._keep(block[at:end])
            at = end
            if not self._open:
                yield Element(self._begun, b"".join(self._pieces))
                self._begun, self._pieces, self._size = None, [], 0
                self._found, self._due = self._found + 1, "comma"

    def close(self) -> None:
        if self._begun is not None:
            raise ConversionError(self._begun, "cut off: the file ends inside the object that begins here")
        if self._array and self._due != "end":
            raise ConversionError(self._line, "cut off: the file ends inside the array")
        if not self._found:
            raise ConversionError(self._line, "there is no object in the file")

    def _between(self, block: bytes, at: int) -> int:
        """Go through what is between two objects, up to the next one."""
        space = _SPACE.match(block, at)
        end = space.end() if space else at
        self._line += block.count(b"\n", at, end)
        if end == len(block):
            return end
        char = block[end : end + 1]
        if char == b"{" and (self._due == "object" or (self._due == "comma" and not self._array)):
            self._begun = self._line
            return end  # the brace is part of the object
        if (char, self._due) in ((b",", "comma"), (b"[", "array")):
            self._due = "object"
        elif char == b"]" and self._array and self._due in ("object", "comma"):
            self._due = "end"
        else:
            raise self._stray(block, end)
        return end + 1

    def _stray(self, block: bytes, at: int) -> ConversionError:
        match = _SHOWN.match(block, at)
        shown = decode(match[0]) if match else ""
        due = {
            "array": "the array is due",
            "object": "an object is due",
            "comma": 'a "," is due' if self._array else "an object is due",
            "end": "the file should end: the array is closed",
        }
        return ConversionError(self._line, f"{visible(shown)} where {due[self._due]}")

    def _inside(self, block: bytes, at: int) -> int:
        """Go through an object, to its end or that of the block."""
        begin = at
        while at < len(block):
            if self._in_string:
                at = self._string(block, at, begin)
                continue
            match = _PLAIN.match(block, at)
            at = match.end() if match else at
            if at == len(block):
                break
            char = block[at]
            if char == ord('"'):
                self._in_string = True
            else:
                self._bracket(char, block, at, begin)
            at += 1
            if not self._open:
                break
        return at

    def _string(self, block: bytes, at: int, begin: int) -> int:
        """Go through the rest of a string that is not whole in one block, or is not well-formed."""
        if self._escaped and block[at] >= 0x20:
            self._escaped = False
            return at + 1
        match = _REST.match(block, at)
        at = match.end() if match else at
        if at == len(block):
            return at
        if block[at] == ord('"'):
            self._in_string = False
        elif block[at] == ord("\\") and at + 1 == len(block):
            self._escaped = True
        else:
            at += block[at] == ord("\\")
            raise self._broken(raw_control(chr(block[at]), 0).message, block, at, begin)
        return at + 1

    def _bracket(self, char: int, block: bytes, at: int, begin: int) -> None:
        opened = _CLOSES.get(char)
        if opened is None:
            self._open.append(chr(char))
            if len(self._open) > MAX_DEPTH + 1:
                raise self._broken(f"more than {MAX_DEPTH} brackets are open", block, at, begin)
        elif self._open.pop() != opened:
            due = "}" if char == ord("]") else "]"
            raise self._broken(f'"{chr(char)}" where "{due}" is due', block, at, begin)

    def _broken(self, reason: str, block: bytes, at: int, begin: int) -> ConversionError:
        return ConversionError(self._line + block.count(b"\n", begin, at), reason)

    def _keep(self, piece: bytes) -> None:
        self._pieces.append(piece)
        self._size += len(piece)
        self._line += piece.count(b"\n")
        if self._size > self._longest and self._begun is not None:
            reason = f"the object that begins here has more than {self._longest:,} bytes"
            raise ConversionError(self._begun, reason)
