"""UTF-16 and UTF-32, written as UTF-8."""

from __future__ import annotations

import codecs
from typing import IO, TYPE_CHECKING, Final

from ftlint.fixing.containers.refusal import ConversionError
from ftlint.reading.container import HEAD
from ftlint.reading.signatures import file_type, wide_encoding

if TYPE_CHECKING:
    from ftlint.reading.reader import Source

_MARK: Final = "\ufeff"


def write_utf8(source: Source, to: IO[bytes], block: int) -> None:
    """Write the text of a file in UTF-16 or UTF-32 as UTF-8, without its byte-order mark.

    Raises ConversionError where the file is no such text, OSError.
    """
    with source.open() as stream:
        codec = _codec(stream.read(HEAD))
        stream.seek(0)
        decoder, line, first = codecs.getincrementaldecoder(codec)("strict"), 1, True
        while True:
            raw = stream.read(block)
            try:
                text = decoder.decode(raw, final=not raw)
            except UnicodeDecodeError as error:
                line += error.object[: error.start].decode(codec).count("\n")
                raise ConversionError(line, f"not {codec[:6].upper()}: {error.reason}") from error
            to.write((text.removeprefix(_MARK) if first else text).encode())
            line += text.count("\n")
            first = first and not text
            if not raw:
                break


def _codec(head: bytes) -> str:
    """Choose the codec of a file that begins like `head`; a binary file may look like UTF-16."""
    wide = wide_encoding(head)
    if wide is None:
        raise ConversionError(1, "neither UTF-16 nor UTF-32")
    text = head[: len(head) // 4 * 4].decode(wide[0], "ignore").removeprefix(_MARK)
    what = file_type(text.encode()[:HEAD])
    if what is not None:
        raise ConversionError(1, f"read as {wide[0].upper()}, it is {what}, and not text")
    return wide[0]
