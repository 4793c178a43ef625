"""What kind of file some bytes are, by how they begin."""

from __future__ import annotations

from typing import Final, NamedTuple


class Kind(NamedTuple):
    """A kind of file."""

    name: str
    """As people call it."""
    media_type: str


JPEG: Final = Kind("JPEG", "image/jpeg")
PNG: Final = Kind("PNG", "image/png")
WEBP: Final = Kind("WEBP", "image/webp")
HTML: Final = Kind("HTML", "text/html")

TAKEN: Final = (JPEG, PNG, WEBP)
"""The kinds that fine-tuning takes, at OpenAI, Azure and Together alike. Source: their vision guides."""

_BEGINNINGS: Final = (
    (b"\xff\xd8\xff", JPEG),
    (b"\x89PNG\r\n\x1a\n", PNG),
    (b"GIF87a", Kind("GIF", "image/gif")),
    (b"GIF89a", Kind("GIF", "image/gif")),
    (b"BM", Kind("BMP", "image/bmp")),
    (b"II*\x00", Kind("TIFF", "image/tiff")),
    (b"MM\x00*", Kind("TIFF", "image/tiff")),
    (b"\x00\x00\x01\x00", Kind("ICO", "image/x-icon")),
    (b"\x00\x00\x00\x0cjP  \r\n", Kind("JPEG 2000", "image/jp2")),
    (b"\x00\x00\x00\x0cJXL \r\n", Kind("JPEG XL", "image/jxl")),
    (b"%PDF-", Kind("PDF", "application/pdf")),
)
_BRANDS: Final = {
    b"avif": Kind("AVIF", "image/avif"),
    b"avis": Kind("AVIF", "image/avif"),
    **dict.fromkeys(
        (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"), Kind("HEIC", "image/heic")
    ),
}
_SVG: Final = Kind("SVG", "image/svg+xml")
_TEXT_HEAD: Final = 1024

LONGEST_SIGN: Final = _TEXT_HEAD
"""No more bytes than these are looked at."""

ENCODED: Final = (("/9j/", JPEG), ("iVBORw0KGgo", PNG), ("UklGR", WEBP), ("R0lGOD", Kind("GIF", "image/gif")))
"""How images begin when they are written in base64."""


def kind_of(data: bytes) -> Kind | None:
    """Say what kind of file `data` is; None where nothing tells."""
    for beginning, kind in _BEGINNINGS:
        if data.startswith(beginning):
            return kind
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return WEBP
    if data[4:8] == b"ftyp":
        return _BRANDS.get(data[8:12])
    text = data[:_TEXT_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if text.startswith((b"<!doctype html", b"<html")):
        return HTML
    if text.startswith(b"<svg") or (
        text.startswith((b"<?xml", b"<!--", b"<!doctype svg")) and b"<svg" in text
    ):
        return _SVG
    return None
