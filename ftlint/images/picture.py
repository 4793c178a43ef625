"""What the data of a data URL turns out to be."""

from __future__ import annotations

from typing import Final

from ftlint.images.data_url import DataUrl, Undecodable, decode, decoded_size
from ftlint.images.header import Header, is_cut_off, read_header
from ftlint.images.kinds import TAKEN, Kind, kind_of
from ftlint.records import dataclass

_HEAD: Final = 1_048_576
"""Characters (a multiple of 4) that are decoded of an image that is too large anyway."""


@dataclass(frozen=True, slots=True)
class Picture:
    """An image in a data URL."""

    media_type: str
    """What the URL says that it is, in lower case."""
    size: int
    """In bytes."""
    fault: Undecodable | None = None
    """The base64 text is broken; nothing else is known then."""
    kind: Kind | None = None
    header: Header | None = None
    """None for kinds that are not taken, and where it is broken."""
    is_cut_off: bool = False

    @property
    def is_readable(self) -> bool:
        """Whether it is of a kind that is taken, with a header that can be read."""
        return self.header is not None


def read_picture(url: str, parts: DataUrl, most: int | None) -> Picture:
    """Read the image of a data URL in base64; of one with more than `most` bytes, only its beginning."""
    size = decoded_size(url, parts.start)
    too_large = most is not None and size > most
    data = decode(url, parts.start, parts.start + _HEAD if too_large else None)
    if isinstance(data, Undecodable):
        return Picture(parts.media_type, size, fault=data)
    kind = kind_of(data)
    header = read_header(kind, data) if kind in TAKEN and kind else None
    if too_large:
        return Picture(parts.media_type, size, None, kind, header)
    cut = kind is not None and header is not None and is_cut_off(kind, data)
    return Picture(parts.media_type, len(data), None, kind, header, cut)
