"""Rules about what should not be in a text: secrets, damaged and invisible characters, blocked phrases."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ftlint.checks import check
from ftlint.detectors.invisible import invisible_in, may_hold_invisible, named
from ftlint.detectors.mojibake import may_hold_mojibake, mojibake_in
from ftlint.detectors.reasoning import reasoning_phrases
from ftlint.detectors.secrets import has_long_word, may_hold_secret, secrets_in
from ftlint.findings import Place, Report
from ftlint.text.words import count, quote

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ftlint.view.example import Example

LOST = "\ufffd"
SHOWN = 4
"""Characters that are shown of a secret that has no public beginning."""


@check("FT901")
def secret(example: Example) -> Iterator[Report]:
    """Report every key or token, without showing it."""
    texts = example.texts
    if not has_long_word(texts.classes):
        return
    for path, text in texts.listed:
        if not may_hold_secret(text):
            continue
        for found in secrets_in(text):
            start, end = found.start, found.end
            shown = quote(f"{found.mark or text[start : start + SHOWN]}…")
            said = f"{found.name}: {shown}, {count(end - start, 'character')}"
            way = "write a placeholder, and revoke it if it is real: the model can learn it by heart"
            yield Report(Place(path, inside=(start, end)), said, way, hide=True)


@check("FT903")
def mojibake(example: Example) -> Iterator[Report]:
    """Report text that was decoded with a wrong encoding, at its first damaged characters, once a text."""
    texts = example.texts
    if not may_hold_mojibake(texts.foreign):
        return
    for path, text in texts.listed:
        if (damage := mojibake_in(text)) is not None:
            place = Place(path, inside=(damage.start, damage.end))
            said = f"{quote(damage.word, 40)} was decoded with a wrong encoding"
            yield Report(place, said, f"write {quote(damage.meant, 40)}; read the source as UTF-8")


@check("FT904")
def invisible_character(example: Example) -> Iterator[Report]:
    """Report characters that nobody sees, once a text, at the first."""
    texts = example.texts
    if not may_hold_invisible(texts.foreign):
        return
    for path, text in texts.listed:
        if text.isascii() or not (spans := invisible_in(text)):
            continue
        start, end = spans[0]
        number = sum(end - start for start, end in spans)
        more = f", the first of {number:,} invisible characters" if number > 1 else ""
        yield Report(Place(path, inside=(start, end)), f"{named(text[start])} in text{more}", "remove it")


@check("FT905")
def replacement_character(example: Example) -> Iterator[Report]:
    """Report characters that a decoder gave up on, once a text, at the first."""
    texts = example.texts
    if LOST not in texts.foreign:
        return
    for path, text in texts.listed:
        if number := text.count(LOST):
            at = text.index(LOST)
            lost = "a character is" if number == 1 else f"{number:,} characters are"
            said = f"{lost} lost in decoding: U+FFFD REPLACEMENT CHARACTER stands there"
            way = "decode the source with the encoding that it was written in"
            yield Report(Place(path, inside=(at, at + 1)), said, way)


@check("FT906")
def reasoning_extraction(example: Example) -> Iterator[Report]:
    """Report phrases that ask for reasoning, once an example, at the first."""
    found = [(path, match) for path, text in example.texts.listed for match in reasoning_phrases(text)]
    if found:
        path, first = found[0]
        more = f", the first of {len(found):,} such phrases" if len(found) > 1 else ""
        said = f"{quote(first[0])} asks for the model's reasoning{more}"
        way = "say it in another way: a file with many such examples may be blocked"
        yield Report(Place(path, inside=first.span()), said, way)
