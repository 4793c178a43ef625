"""What the frames of preference and prompt/completion lines share: keys that they do not have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ftlint.findings import Place, Report
from ftlint.reading.formats import METADATA_KEYS, REQUEST_KEYS
from ftlint.text.words import one_of, quote

if TYPE_CHECKING:
    from collections.abc import Sequence


def unknown(key: str, known: Sequence[str], way: str | None = None) -> Report:
    """Report a key of a line that has the keys `known`; `way` says what to do, if that is plain."""
    said = f"unknown key {quote(key)}"
    if way is None and key in REQUEST_KEYS:
        said = f"{quote(key)} is a request parameter"
        way = "remove it: it belongs in the API call, not in the training file"
    elif way is None and key in METADATA_KEYS:
        said = f"{quote(key)} is metadata"
        way = "remove it; keep metadata in a file of its own"
    return Report(Place((key,), on="key"), said, way or f"remove it; known here: {one_of(known)}")
