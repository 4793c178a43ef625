"""Know a file by its first bytes: other file types, and wide encodings."""

from __future__ import annotations

import codecs

_SIGNATURES = (
    (b"\x1f\x8b", "gzip-compressed"),
    (b"\x28\xb5\x2f\xfd", "zstd-compressed"),
    (b"BZh", "bzip2-compressed"),
    (b"\xfd7zXZ\x00", "xz-compressed"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"PAR1", "a Parquet file"),
    (b"ARROW1", "an Arrow file"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"Obj\x01", "an Avro file"),
    (b"\x89HDF\r\n\x1a\n", "an HDF5 file"),
    (b"\x93NUMPY", "a NumPy array"),
    (b"%PDF-", "a PDF document"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Excel or Word document"),
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GGUF", "a GGUF model"),
    (b"\xff\xff\xff\xff", "an Arrow stream"),
)
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\f\x1b"))
_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def file_type(head: bytes) -> str | None:
    """Name the binary file type that begins like `head`; None if it looks like text."""
    if head.startswith(b"PK\x03\x04"):
        if b"xl/" in head or b"[Content_Types].xml" in head:
            return "an Excel or Word document"
        return "a zip archive"
    for signature, name in _SIGNATURES:
        if head.startswith(signature):
            return name
    controls = len(head) - len(head.translate(None, _CONTROLS))
    return "binary" if controls > len(head) // 20 else None


def wide_encoding(head: bytes) -> tuple[str, bool] | None:
    """Give the codec of a UTF-16 or UTF-32 text, and whether it has a byte-order mark; None for others."""
    for mark, codec in _BOMS:
        if head.startswith(mark):
            return codec, True
    # JSON is mostly ASCII, and ASCII is every other byte (or three of four) a zero there.
    sample = head[:4096]
    if len(sample) < 4:
        return None
    zeros = [sample[phase::4].count(0) / max(len(sample[phase::4]), 1) > 0.5 for phase in range(4)]
    shapes = {
        (False, True, True, True): "utf-32-le",
        (True, True, True, False): "utf-32-be",
        (False, True, False, True): "utf-16-le",
        (True, False, True, False): "utf-16-be",
    }
    shape = shapes.get((zeros[0], zeros[1], zeros[2], zeros[3]))
    return None if shape is None else (shape, False)
