"""Data URLs: their parts, and the bytes that their base64 text stands for."""

from __future__ import annotations

import binascii
import re
from typing import Final, NamedTuple

_HEAD: Final = 300
"""Characters in which the comma is looked for that the data begins after."""
_FOREIGN: Final = re.compile(r"[^A-Za-z0-9+/=]")
_BLANK: Final = re.compile(r"\s+")


class DataUrl(NamedTuple):
    """A data URL, taken apart."""

    media_type: str
    """In lower case; "" if it names none."""
    is_base64: bool
    start: int
    """Where in the URL the data begins."""


class Undecodable(NamedTuple):
    """Text that is no base64."""

    reason: str
    help: str
    at: int | None = None
    """The character, counted from the start of the URL, that cannot be."""


def split(url: str) -> DataUrl | None:
    """Take a data URL apart; None if it is none, or has no comma."""
    if url[:5].lower() != "data:":
        return None
    comma = url.find(",", 5, _HEAD)
    if comma < 0:
        return None
    media_type, *parameters = url[5:comma].split(";")
    is_base64 = bool(parameters) and parameters[-1].strip().lower() == "base64"
    return DataUrl(media_type.strip().lower(), is_base64, comma + 1)


def decoded_size(url: str, start: int) -> int:
    """Tell how many bytes the base64 text from `start` on stands for, at least, without decoding it."""
    padding = 2 if url.endswith("==") else int(url.endswith("="))
    return max(0, (len(url) - start) * 3 // 4 - padding)


def decode(url: str, start: int, end: int | None = None) -> bytes | Undecodable:
    """Decode the base64 text from `start` to `end`. Line breaks in it are read over, as decoders do."""
    text = url[start:end]
    try:
        return binascii.a2b_base64(text, strict_mode=True)
    except ValueError:
        pass
    foreign = _FOREIGN.search(text)
    if foreign is not None and foreign[0].isspace():
        text = _BLANK.sub("", text)
        try:
            return binascii.a2b_base64(text, strict_mode=True)
        except ValueError:
            foreign = next(
                (found for found in _FOREIGN.finditer(url[start:end]) if not found[0].isspace()), None
            )
    return _fault(text, start, foreign)


def _fault(text: str, start: int, foreign: re.Match[str] | None) -> Undecodable:
    if text.startswith(("b'", 'b"')):
        help_ = "in Python, write base64.b64encode(data).decode(), which is text"
        return Undecodable("the base64 text begins with the b' of Python's bytes", help_, start)
    if text[:5].lower() == "data:":
        return Undecodable(
            "the data URL begins twice", 'write "data:", media type and ";base64," once', start
        )
    if foreign is not None:
        return _foreign(foreign[0], len(text) - foreign.start(), start + foreign.start())
    if "=" in text.rstrip("="):
        return Undecodable("the base64 text goes on after its padding", "encode the file as one piece")
    said = f"the base64 text is cut off: {len(text):,} characters are no multiple of 4"
    return Undecodable(said, "encode the whole file again, with the = at its end")


def _foreign(character: str, left: int, at: int) -> Undecodable:
    """Say what a character means that base64 does not have; `left` is how many there are from it on."""
    if character in "-_":
        said = f'the base64 text is in the alphabet for URLs, with "{character}"'
        return Undecodable(said, "encode it with the standard alphabet: + for - and / for _", at)
    if character in ".…" and left <= len("..."):
        said = "the base64 text is shortened, as in documentation"
        return Undecodable(said, "put the whole file in, encoded", at)
    return Undecodable(
        "the base64 text has a character that base64 does not have", "encode the file again", at
    )
