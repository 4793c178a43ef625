"""Guess what a damaged text was written in. A judgement in plain words, not a detector."""

from __future__ import annotations

import re

_RUNS = re.compile(rb"[\x80-\xff]+")
_PUNCTUATION = frozenset(b"\x80\x85\x91\x92\x93\x94\x95\x96\x97\x99")
_PIECE = 4096
"""Bytes around the damage that are looked at."""


def guess(raw: bytes, at: int) -> str | None:
    """Name the encoding (as `iconv` calls it) that the bytes around `at` are likely in, or None."""
    piece = raw[max(0, at - _PIECE) : at + _PIECE]
    if piece.count(0) > len(piece) // 4:
        return "UTF-16"
    if _has_utf8(piece):
        return None
    runs = _RUNS.findall(piece)
    if max(map(len, runs), default=0) >= 2 and (eastern := _eastern(raw, at, runs)):
        return eastern
    high = b"".join(runs)
    if _PUNCTUATION.intersection(high) or all(byte >= 0xA0 for byte in high):
        return "WINDOWS-1252"
    return "CP437" if all(byte < 0xB0 for byte in high) else None


def _has_utf8(piece: bytes) -> bool:
    """Say whether the piece also holds characters that are whole in UTF-8: then it is UTF-8, damaged."""
    good = sum(char > "\x7f" for char in piece.decode("utf-8", "ignore"))
    bad = sum(0xDC80 <= ord(char) <= 0xDCFF for char in piece.decode("utf-8", "surrogateescape"))
    return good > bad // 4


def _eastern(raw: bytes, at: int, runs: list[bytes]) -> str | None:
    # From the first high byte on, so that no two-byte character is cut at its front.
    start = raw.rfind(b'"', 0, at) + 1
    quoted = raw[start : start + _PIECE].split(b'"')[0]
    checks = (
        ("SHIFT_JIS", "cp932", r"[぀-ヿ]", 0.25),
        ("EUC-JP", "euc_jp", r"[぀-ヿ]", 0.25),
        ("EUC-KR", "cp949", r"[가-힣]", 0.85),
        ("WINDOWS-1251", "cp1251", r"[а-яё]", 0.7),
        ("GB18030", "gbk", r"[一-鿿　-〿！-～]", 0.9),
        ("BIG5", "big5", r"[一-鿿　-〿！-～]", 0.9),
    )
    pairs = all(len(run) % 2 == 0 for run in runs)
    for name, codec, common, share in checks:
        if codec in ("euc_jp", "cp949", "gbk") and not pairs:
            continue
        try:
            high = [char for char in quoted.decode(codec) if char > "\x7f"]
        except UnicodeDecodeError:
            continue
        if high and len(re.findall(common, "".join(high))) >= share * len(high):
            return name
    return None
