"""What changed within a line: spans of the old text and of the new one, token by token, in linear time."""

from __future__ import annotations

import re
from bisect import bisect_left
from difflib import SequenceMatcher
from itertools import islice
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ftlint.findings import Span

NEAR: Final = 16
"""Changes with fewer characters between them are shown as one."""

MOST_TOKENS: Final = 50_000
"""Of the changed part of a line; one that has more is one hunk."""

_ANCHORS: Final = (8, 3, 1)
"""So many tokens in a row, there once on each side, are taken for the same; fewer only between those."""
_MOST_COMPARED: Final = 48
"""Tokens on a side, between anchors, that are compared each with each."""
_WORD: Final = 100
"""Characters, at most, that an edge is moved by to the end of a word."""
_MOVES: Final = 8
"""How often an edge is moved so that it cuts no token of either text."""

_TOKEN = re.compile(r"\\u[0-9a-fA-F]{4}|\\.|\s+|\w+|.", re.DOTALL)
_LAST_WORD = re.compile(r"\w+\Z")
_FIRST_WORD = re.compile(r"\w+")


class Hunk(NamedTuple):
    """A span of the old text, and the span of the new text in its place; one of them may be empty."""

    old: Span
    new: Span


class _Match(NamedTuple):
    """So many tokens are the same in both."""

    old: int
    new: int
    size: int


def line_diff(old: str, new: str, near: int = NEAR) -> list[Hunk]:
    """Find what changed from one text to another, in its order; nothing if they are equal.

    What is between hunks is the same in both, and at least `near` characters. A JSON escape is never cut, a
    word only if it is very long.
    """
    if old == new:
        return []
    start, end = _edges(old, new)
    olds, news = _tokens(old, start, len(old) - end), _tokens(new, start, len(new) - end)
    matches: list[_Match] = []
    if max(len(olds), len(news)) <= MOST_TOKENS:
        matches = list(_matches(olds, news, _ANCHORS))
    hunks: list[Hunk] = []
    old_at = new_at = start
    past = _Match(0, 0, 0)
    for match in matches:
        old_end = old_at + _length(olds[past.old + past.size : match.old])
        new_end = new_at + _length(news[past.new + past.size : match.new])
        _append(hunks, Hunk((old_at, old_end), (new_at, new_end)), near)
        length = _length(olds[match.old : match.old + match.size])
        old_at, new_at, past = old_end + length, new_end + length, match
    _append(hunks, Hunk((old_at, len(old) - end), (new_at, len(new) - end)), near)
    return hunks


def _append(hunks: list[Hunk], hunk: Hunk, near: int) -> None:
    """Add a hunk, or join it to the last one if that is near; an empty one is left out."""
    if hunk.old[0] == hunk.old[1] and hunk.new[0] == hunk.new[1]:
        return
    if hunks and hunk.old[0] - hunks[-1].old[1] < near:
        before = hunks.pop()
        hunk = Hunk((before.old[0], hunk.old[1]), (before.new[0], hunk.new[1]))
    hunks.append(hunk)


def _tokens(text: str, start: int, end: int) -> list[str]:
    found = _TOKEN.finditer(text, start, end)
    return [match[0] for match in islice(found, MOST_TOKENS + 1)]


def _length(tokens: Sequence[str]) -> int:
    return sum(map(len, tokens))


def _edges(old: str, new: str) -> tuple[int, int]:
    """Give how many characters are the same at the start and at the end, and cut no token in either text."""
    most = min(len(old), len(new))
    start = _common(old, new, most)
    start = min(_around(old, start)[0], _around(new, start)[0])
    most -= start
    end = _common(old[len(old) - most :][::-1], new[len(new) - most :][::-1], most)
    for _ in range(_MOVES):
        cut = max(_around(text, len(text) - end)[1] - (len(text) - end) for text in (old, new))
        end -= min(cut, end)
        if not cut:
            break
    return start, end


def _common(old: str, new: str, most: int) -> int:
    """Count equal characters at the start. Slices are compared: that is fast, and linear in all."""
    if old[:most] == new[:most]:
        return most
    same, differ = 0, most
    while differ - same > 1:
        middle = (same + differ) // 2
        if old[same:middle] == new[same:middle]:
            same = middle
        else:
            differ = middle
    return same


def _around(text: str, at: int) -> Span:
    """Give the bounds of the token that a position cuts, or the position twice if it cuts none."""
    if (escape := _escape_around(text, at)) is not None:
        return escape
    after = _FIRST_WORD.match(text, at, at + _WORD)
    before = _LAST_WORD.search(text, max(at - _WORD, 0), at)
    if after is None or before is None:
        return at, at
    escape = _escape_around(text, before.start())
    return min(escape[1], at) if escape else before.start(), after.end()


def _escape_around(text: str, at: int) -> Span | None:
    for start in range(max(at - 5, 0), at):
        if text[start] == "\\" and (token := _TOKEN.match(text, start)) and token.end() > at:
            slashes = start + 1 - len(text[: start + 1].rstrip("\\"))
            if slashes % 2:
                return token.span()
    return None


def _matches(olds: Sequence[str], news: Sequence[str], anchors: Sequence[int]) -> Iterator[_Match]:
    """Find tokens that are the same, in their order: at both ends, then around anchors."""
    most = min(len(olds), len(news))
    start = next((at for at in range(most) if olds[at] != news[at]), most)
    most -= start
    end = next((at for at in range(most) if olds[-1 - at] != news[-1 - at]), most)
    if start:
        yield _Match(0, 0, start)
    inner_old, inner_new = olds[start : len(olds) - end], news[start : len(news) - end]
    if inner_old and inner_new:
        for match in _inner(inner_old, inner_new, anchors):
            yield _Match(match.old + start, match.new + start, match.size)
    if end:
        yield _Match(len(olds) - end, len(news) - end, end)


def _inner(olds: Sequence[str], news: Sequence[str], anchors: Sequence[int]) -> Iterator[_Match]:
    if not anchors:
        if max(len(olds), len(news)) <= _MOST_COMPARED:
            blocks = SequenceMatcher(None, olds, news, autojunk=False).get_matching_blocks()
            yield from (_Match(*block) for block in blocks if block.size)
        return
    old_at = new_at = 0
    for anchor in (*_anchored(olds, news, anchors[0]), _Match(len(olds), len(news), 0)):
        for match in _matches(olds[old_at : anchor.old], news[new_at : anchor.new], anchors[1:]):
            yield _Match(match.old + old_at, match.new + new_at, match.size)
        if anchor.size:
            yield anchor
        old_at, new_at = anchor.old + anchor.size, anchor.new + anchor.size


def _anchored(olds: Sequence[str], news: Sequence[str], size: int) -> list[_Match]:
    """Find runs of `size` tokens that are there once on each side, and in the same order on both."""
    there = _once(news, size)
    pairs = [(at, there[run]) for run, at in _once(olds, size).items() if run in there]
    found: list[_Match] = []
    old_end = new_end = 0
    for old, new in _rising(pairs):
        if found and old - found[-1].old == new - found[-1].new and old <= old_end:
            found[-1] = found[-1]._replace(size=old + size - found[-1].old)
        elif old >= old_end and new >= new_end:
            found.append(_Match(old, new, size))
        else:
            continue
        old_end, new_end = old + size, new + size
    return found


def _once(tokens: Sequence[str], size: int) -> dict[tuple[str, ...], int]:
    """Find the runs of `size` tokens that are there once, and where, in their order."""
    places: dict[tuple[str, ...], int] = {}
    for at in range(len(tokens) - size + 1):
        run = tuple(tokens[at : at + size])
        places[run] = -1 if run in places else at
    return {run: at for run, at in places.items() if at >= 0}


def _rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Choose as many pairs as possible so that the second numbers rise too; the first ones do, all differ."""
    tops: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for number, (_, value) in enumerate(pairs):
        at = bisect_left(tops, value)
        before.append(last[at - 1] if at else -1)
        tops[at : at + 1] = [value]
        last[at : at + 1] = [number]
    chosen = []
    number = last[-1] if last else -1
    while number >= 0:
        chosen.append(pairs[number])
        number = before[number]
    return chosen[::-1]
