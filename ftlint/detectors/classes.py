"""Texts with one sign for all characters of a class: what many detectors look for first, in one pass."""

from __future__ import annotations

from typing import Final

_DIGITS: Final = b"0123456789"
_LETTERS: Final = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_+/=-"
_CLASSES: Final = bytes(
    ord("0") if code in _DIGITS else ord("a") if code in _LETTERS else ord(" ") for code in range(256)
)


def encoded(text: str) -> bytes:
    """Write a text as UTF-8; searches over bytes are quicker. Never raises."""
    return text.encode("utf-8", "surrogatepass")


def classes_of(text: bytes) -> bytes:
    """Write `0` for each digit, `a` for each letter and sign of base64, and a space for every other byte."""
    return text.translate(_CLASSES)
