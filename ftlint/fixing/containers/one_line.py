"""JSON over several lines, written on one: only white space outside of strings changes."""

from __future__ import annotations

from typing import Final

import jiter

from ftlint.fixing.containers.refusal import ConversionError
from ftlint.reading.parsing import decode

_SEPARATORS: Final = (b",", b":")


def on_one_line(text: bytes, line: int) -> bytes:
    """Write a JSON text that begins on `line` without line breaks; the rest of its white space stays.

    Numbers without a finite value, half characters, keys that stand twice, and bytes that are not UTF-8
    stay as they are, too. Raises ConversionError where the text breaks the grammar of JSON.
    """
    check(text, line)
    if b"\n" not in text and b"\r" not in text:
        return text
    # No string of valid JSON holds a line break: every one is white space between tokens.
    lines = [piece.strip(b" \t") for piece in text.replace(b"\r", b"\n").split(b"\n")]
    return b"".join([line + b" " if line.endswith(_SEPARATORS) else line for line in lines])


def check(text: bytes, line: int) -> None:
    """Raise ConversionError where a text that begins on `line` breaks the grammar of JSON."""
    try:
        jiter.from_json(text, cache_mode="keys")
    except ValueError:
        _check_grammar(decode(text), line)


def _check_grammar(text: str, line: int) -> None:
    from ftlint.reading.syntax.diagnosis import explain
    from ftlint.reading.syntax.scan import scan

    walk = scan(text)
    if walk.expect is None:
        return
    fault = explain(walk)
    raise ConversionError(line + text.count("\n", 0, fault.span[0]), fault.message)
