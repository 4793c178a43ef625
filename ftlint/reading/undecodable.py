"""Lines whose bytes are not UTF-8."""

from __future__ import annotations

from ftlint.findings import Place, Report
from ftlint.reading.encodings import guess

_CODECS = {"SHIFT_JIS": "cp932", "EUC-KR": "cp949", "GB18030": "gb18030"}


def likely_codec(raw: bytes) -> str | None:
    """Name the Python codec that a line whose bytes are not UTF-8 is likely in; None where nothing tells."""
    try:
        raw.decode()
    except UnicodeDecodeError as error:
        if not _is_surrogate(raw[error.start : error.start + 3]) and not _is_cut(raw, error):
            name = guess(raw, error.start)
            return None if name is None else _CODECS.get(name, name)
    return None


def undecodable(raw: bytes, error: UnicodeDecodeError) -> tuple[str, Report]:
    """Report the first bytes of a line that are not UTF-8: FT009 for a surrogate, else FT005."""
    start, end = error.start, error.end
    column = len(raw[:start].decode())
    if _is_surrogate(raw[start : start + 3]):
        end = start + (6 if _is_surrogate(raw[start + 3 : start + 6]) else 3)
        message = f"{_shown(raw[start:end])} is a surrogate, half of a character, written as bytes (CESU-8)"
        return "FT009", Report(
            Place(raw=(column, column + end - start)), message, "write the character as UTF-8"
        )
    shown = _shown(raw[start:end])
    noun = "bytes" if end - start > 1 else "byte"
    where = f"{noun} {shown} at byte offset {start:,} of the line"
    place = Place(raw=(column, column + end - start))
    if _is_cut(raw, error):
        return "FT005", Report(place, f"{where}: a UTF-8 character was cut in the middle", _CUT)
    encoding = guess(raw, start)
    if encoding is None:
        return "FT005", Report(place, f"{where} is not UTF-8; the file is damaged here", _DAMAGED)
    meant = _meant(raw, start, encoding)
    way = f"convert the file: iconv -f {encoding} -t UTF-8"
    return "FT005", Report(place, f"{where} is not UTF-8; it looks like {encoding}{meant}", way)


_CUT = "cut text by characters, not by bytes, before you write it"
_DAMAGED = "write the text again from its source, with encoding utf-8"


def _is_cut(raw: bytes, error: UnicodeDecodeError) -> bool:
    """Say whether a character of several bytes was cut in the middle."""
    start, end = error.start, error.end
    return end - start > 1 or (error.reason == "unexpected end of data" and raw[start] >= 0xC2)


def _is_surrogate(piece: bytes) -> bool:
    return len(piece) == 3 and piece[0] == 0xED and 0xA0 <= piece[1] <= 0xBF and 0x80 <= piece[2] <= 0xBF


def _meant(raw: bytes, at: int, encoding: str) -> str:
    """Show the character that the bytes at `at` are in the guessed encoding."""
    for length in (1, 2):
        try:
            char = raw[at : at + length].decode(_CODECS.get(encoding, encoding))
        except UnicodeDecodeError:
            continue
        return f", where it is {char}" if len(char) == 1 and char.isprintable() else ""
    return ""


def _shown(piece: bytes) -> str:
    return piece.hex(" ").upper()
