"""Repairs of texts: control tokens, damaged and invisible characters."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from ftlint.fixes import Fix, fix, unsafe
from ftlint.fixing.edits import Patch
from ftlint.tokens.special import special_tokens

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from ftlint.findings import Report, Span
    from ftlint.fixing.subject import Subject

_HEADED: Final = frozenset({
    "<|im_start|>", "<|im_sep|>", "<|start|>", "<|channel|>", "<|constrain|>", "<|message|>",
    "<|start_header_id|>", "<|end_header_id|>", "<start_of_turn>", "<<SYS>>", "<</SYS>>",
})  # fmt: skip
"""Marks beside which a role or another name stands: without them it would be left in the text."""

_BLANK: Final = " \t\r\n"


@fix("FT506")
def remove_special_tokens(line: Subject, report: Report) -> Fix | None:
    """Remove control tokens, unless they are all of the text or mark the turns of a whole conversation."""
    path = report.place.path
    text = line.get(path)
    if not isinstance(text, str) or report.place.on == "key":
        return None
    tokens = special_tokens(text)
    length = sum(token.end() - token.start() for token in tokens)
    if any(token[0] in _HEADED for token in tokens) or length == len(re.sub(r"\s", "", text)):
        return None
    spans = [token.span() for token in tokens]
    title = "remove the special token" + ("s" if len(spans) > 1 else "")
    trim = line.plan.format != "completions"  # there, blanks at the edges part a prompt from its completion
    return unsafe(title, lambda: [Patch(path, *patch) for patch in _without(text, spans, trim=trim)])


def _without(text: str, spans: list[Span], *, trim: bool) -> Iterator[tuple[Span, str]]:
    """Cut spans out of a text, with the blanks that nothing would need any more; words stay apart."""
    for start, end in _joined(text, spans):
        left, right = start, end
        while left and text[left - 1] in _BLANK:
            left -= 1
        while right < len(text) and text[right] in _BLANK:
            right += 1
        if not left or right == len(text):
            yield (left, right) if trim else (start, end), ""
        elif left < start:
            yield (start, right), ""
        else:
            yield (start, end), " " if text[start - 1].isalnum() and text[end].isalnum() else ""


def _joined(text: str, spans: list[Span]) -> list[Span]:
    """Join spans between which only blanks stand."""
    runs: list[Span] = []
    for start, end in spans:
        if runs and not text[runs[-1][1] : start].strip(_BLANK):
            runs[-1] = runs[-1][0], end
        else:
            runs.append((start, end))
    return runs


@fix("FT903")
def decode_again(line: Subject, report: Report) -> Fix | None:
    """Repair what was decoded with a wrong encoding, as far as ftfy knows what was meant."""
    from ftlint.detectors.mojibake import repairs

    title = "write the characters that were meant"
    return _patched(line, report, title, lambda text: ((each[:2], each[2]) for each in repairs(text)))


@fix("FT904")
def remove_invisible(line: Subject, report: Report) -> Fix | None:
    """Remove the characters that nobody sees; those that a script or an emoji needs stay."""
    from ftlint.detectors.invisible import invisible_in

    title = "remove the invisible characters"
    return _patched(line, report, title, lambda text: ((span, "") for span in invisible_in(text)))


def _patched(
    line: Subject, report: Report, title: str, patches: Callable[[str], Iterable[tuple[Span, str]]]
) -> Fix | None:
    path = report.place.path
    text = line.get(path)
    if not isinstance(text, str):
        return None
    return unsafe(title, lambda: [Patch(path, *patch) for patch in patches(text)])
