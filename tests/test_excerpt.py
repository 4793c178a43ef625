from __future__ import annotations

import unicodedata

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from ftlint.text.excerpt import Excerpt, window
from ftlint.text.glyphs import Glyph, glyphs

settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")

SPECIAL = (
    'a b"{é漢字한ｱ😀👍🏽❤\ufe0f\u200d👩👧🇳🇴'
    "e\u0301\u0e33\u202e\u2066\x1b\x9b\t\n\u200b\ud83d\ufeff\u2028\U000e0041\u1112\u1161\u3164"
)
lines = st.text(st.sampled_from(SPECIAL) | st.characters(), max_size=60) | st.text(
    st.sampled_from(SPECIAL), min_size=50, max_size=300
)
widths = st.integers(16, 100)


@st.composite
def cases(draw: st.DrawFn) -> tuple[str, int, int]:
    line = draw(lines)
    start = draw(st.integers(0, len(line)))
    return line, start, draw(st.integers(start, min(len(line), start + draw(st.integers(0, 60)))))


def under_caret(excerpt: Excerpt) -> str:
    """Give the part of the text that the caret line underlines."""
    cells = 0
    found = ""
    for start, end, _ in glyphs(excerpt.text):
        part = excerpt.text[start:end]
        if excerpt.caret_offset <= cells < excerpt.caret_offset + excerpt.caret_width:
            found += part
        cells += cell_len(part)
    return found


@given(cases(), st.integers(-3, 100))
def test_it_fits_and_is_safe_to_print(case: tuple[str, int, int], width: int) -> None:
    line, start, end = case
    excerpt = window(line, (start, end), width)
    assert cell_len(excerpt.text) <= max(width, 16)
    assert excerpt.caret_offset >= 0
    assert excerpt.caret_width >= 1
    assert excerpt.caret_offset + excerpt.caret_width <= max(width, 16)
    assert not any(unicodedata.category(char) in {"Cc", "Cs", "Zl", "Zp", "Co"} for char in excerpt.text)
    assert not set(excerpt.text) & set("\u202e\u2066\u200b\ufeff\u3164\U000e0041")
    excerpt.text.encode()


def as_shown(line: str, glyph: Glyph) -> str:
    part = line[glyph.start : glyph.end]
    return part if glyph.safe and cell_len(part) else ascii(part)[1:-1]


@given(cases(), widths)
def test_the_caret_covers_the_text_of_the_span(case: tuple[str, int, int], width: int) -> None:
    line, start, end = case
    assume(start < min(end, width))  # from further in, long runs of marks may be cut up differently
    meant = "".join(
        as_shown(line, glyph) for glyph in glyphs(line) if glyph.start < end and glyph.end > start
    )
    excerpt = window(line, (start, end), width)
    if cell_len(meant) <= width - 2 or not excerpt.text.endswith("…"):
        assert under_caret(excerpt) == meant
        assert cell_len(meant) == excerpt.caret_width
    else:
        assert excerpt.caret_offset + excerpt.caret_width >= cell_len(excerpt.text) - 1
        assert meant.startswith(under_caret(excerpt).removesuffix("…"))


@given(cases(), widths)
def test_a_line_that_fits_is_shown_whole(case: tuple[str, int, int], width: int) -> None:
    line, start, end = case
    text = "".join(as_shown(line, glyph) for glyph in glyphs(line))
    assume(cell_len(text) + (start == len(line)) <= width)
    assert window(line, (start, end), width).text == text


@pytest.mark.parametrize(
    ("line", "span", "expected"),
    [
        ("abc", (1, 2), Excerpt("abc", 1, 1)),
        ("abc", (3, 3), Excerpt("abc", 3, 1)),
        ("", (0, 0), Excerpt("", 0, 1)),
        ("", (7, 9), Excerpt("", 0, 1)),
        ("漢字 x", (1, 2), Excerpt("漢字 x", 2, 2)),
        ("漢字 x", (1, 1), Excerpt("漢字 x", 2, 1)),
        ("é e\u0301 x", (4, 6), Excerpt("é e\u0301 x", 3, 2)),
        ("é e\u0301 x", (3, 4), Excerpt("é e\u0301 x", 2, 1)),
        ("❤️ x", (3, 4), Excerpt("❤️ x", cell_len("❤️ "), 1)),
        ("a\x1b[31mb", (1, 2), Excerpt(r"a\x1b[31mb", 1, 4)),
        ("a\tb\u202ec", (3, 4), Excerpt(r"a\tb\u202ec", 4, 6)),
        ("\ufeff{}", (1, 3), Excerpt(r"\ufeff{}", 6, 2)),
        ("0123456789" * 4, (20, 22), Excerpt("…567890123456789012…", 6, 2)),
        ("0123456789" * 4, (0, 2), Excerpt("0123456789012345678…", 0, 2)),
        ("0123456789" * 4, (38, 40), Excerpt("…1234567890123456789", 18, 2)),
        ("0123456789" * 4, (40, 40), Excerpt("…234567890123456789", 19, 1)),
        ("0123456789" * 4, (10, 28), Excerpt("…012345678901234567…", 1, 18)),
        ("0123456789" * 4, (10, 29), Excerpt("…567890123456789012…", 6, 14)),
    ],
)  # fmt: skip
def test_excerpts(line: str, span: tuple[int, int], expected: Excerpt) -> None:
    assert window(line, span, 20) == expected


def test_a_family_stands_over_its_own_caret() -> None:
    family = "👩\u200d👩\u200d👧"
    excerpt = window(f'"{family}字", "x"', (1, 6), 60)
    assert excerpt.text == f'"{family}字", "x"'
    assert (excerpt.caret_offset, excerpt.caret_width) == (1, cell_len(family))


@pytest.mark.parametrize("filler", ["x", "字", "\u0301", "\u200d", "\x00", "👩\u200d", "\ufe0f", "🇳"])
def test_a_huge_line_is_not_read_to_its_ends(filler: str) -> None:
    line = filler * 2_000_000 + "[target]" + filler * 2_000_000
    start = len(filler) * 2_000_000
    excerpt = window(line, (start, start + 8), 60)
    assert "[target]" in excerpt.text
    assert excerpt.text.startswith("…")
    assert excerpt.text.endswith("…")
    assert cell_len(excerpt.text) <= 60
    assert len(excerpt.text) < 60 * 20
