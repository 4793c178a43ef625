"""Size and mode of an image, from its header alone: no pixel is ever decoded, however large it says it is."""

from __future__ import annotations

import warnings
from io import BytesIO
from typing import NamedTuple

from ftlint.images.kinds import JPEG, PNG, WEBP, Kind

_PNG_START = 8


class Header(NamedTuple):
    """What an image says about itself."""

    width: int
    """In pixels, as is the height."""
    height: int
    mode: str
    """In Pillow's words: RGB, RGBA, L, LA, P, 1, CMYK, ..."""


def read_header(kind: Kind, data: bytes) -> Header | None:
    """Read the header of a JPEG, PNG or WEBP image; None if it is broken."""
    if kind is WEBP:
        return _webp(data)
    # The classes themselves, not Image.open, which warns about large images and asks every plug-in it knows.
    from PIL.JpegImagePlugin import JpegImageFile
    from PIL.PngImagePlugin import PngImageFile

    reader = {JPEG: JpegImageFile, PNG: PngImageFile}[kind]
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about metadata that nobody asked for
            with reader(BytesIO(data)) as image:
                return Header(image.width, image.height, image.mode)
    except Exception:  # whatever hostile bytes make of a parser
        return None


def _webp(data: bytes) -> Header | None:
    """Read the three headers of WEBP; Pillow would prepare the canvas first.

    Source: RFC 9649. Without an alpha channel the mode is RGB, else RGBA; WEBP has no other.
    """
    chunk, body = data[12:16], data[20:30]
    if chunk == b"VP8 " and len(body) == 10 and body[3:6] == b"\x9d\x01\x2a":
        width, height = (int.from_bytes(body[at : at + 2], "little") & 0x3FFF for at in (6, 8))
        mode = "RGB"
    elif chunk == b"VP8L" and len(body) >= 5 and body[0] == 0x2F:
        bits = int.from_bytes(body[1:5], "little")
        width, height = (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
        mode = "RGBA" if bits >> 28 & 1 else "RGB"
    elif chunk == b"VP8X" and len(body) == 10:
        width, height = (int.from_bytes(body[at : at + 3], "little") + 1 for at in (4, 7))
        mode = "RGBA" if body[0] & 0x10 else "RGB"
    else:
        return None
    return Header(width, height, mode) if width and height else None


def is_cut_off(kind: Kind, data: bytes) -> bool:
    """Say whether the pixels of a PNG or WEBP image surely end too soon.

    A JPEG has no lengths to tell by, and decoders forgive one that lacks its end.
    """
    if kind is WEBP:
        return int.from_bytes(data[4:8], "little") + 8 > len(data)
    if kind is not PNG:
        return False
    at = _PNG_START
    while at + 8 <= len(data):
        end = at + 12 + int.from_bytes(data[at : at + 4], "big")
        name = data[at + 4 : at + 8]
        if name == b"IEND":
            return False
        if end - 4 > len(data):
            return name == b"IDAT"
        at = end
    return False
