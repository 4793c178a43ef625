"""FT704: examples of the validation file that are in the training file.

As for duplicates, what is remembered of an example is a record of a fixed size. The records of both files
are compared when both have been read.
"""

from __future__ import annotations

from struct import Struct
from typing import TYPE_CHECKING, NamedTuple

from ftlint.checks.duplicates import Records, records
from ftlint.findings import Label, Place, Report
from ftlint.folds import At
from ftlint.text.words import quote
from ftlint.view.canonical import DIGEST, input_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from ftlint.spool import Spool
    from ftlint.view.example import Example

_RECORD = Struct(f"<{DIGEST}s{DIGEST}sIIQ")
_NO_INPUT = bytes(DIGEST)

NAME = 60
"""How many characters of a training file's name are said: the last ones."""


class Leaks(Records):
    """What the examples of a file are known by, in another file."""

    code = "FT704"

    def see(self, state: Spool, example: Example, at: At) -> None:
        """Take in the digests of the whole example and of its input."""
        if not example.holes:
            state.add(_RECORD.pack(example.digests.whole, input_of(example) or _NO_INPUT, *at))

    def finish(self, state: Spool, line_of: Callable[[At], int]) -> Iterator[tuple[At, Report]]:
        """Say nothing: one file alone leaks nothing."""
        return iter(())


class Kept(NamedTuple):
    """A training file: its name, its records, and what turns their places into lines."""

    name: str
    records: Spool
    line_of: Callable[[At], int]


Firsts = dict[bytes, tuple[Kept, At]]


def leaks(trained: Sequence[Kept], held: Spool) -> Iterator[tuple[At, Report]]:
    """Report every record of a validation file that is in a training file: whole, or its input alone.

    Only digests of the validation file, which is the small one, are looked up in memory.
    """
    wanted = {digest for whole, asked, *_ in records(held, _RECORD) for digest in (whole, asked)}
    wanted.discard(_NO_INPUT)
    wholes: Firsts = {}
    inputs: Firsts = {}
    for file in trained:
        for whole, asked, *at in records(file.records, _RECORD):
            if whole in wanted:
                wholes.setdefault(whole, (file, At(*at)))
            if asked in wanted:
                inputs.setdefault(asked, (file, At(*at)))
    for whole, asked, *at in records(held, _RECORD):
        known = wholes.get(whole)
        found = known or inputs.get(asked)
        if found is not None:
            yield At(*at), _leaks(*found, whole=known is not None, several=len(trained) > 1)


def _leaks(file: Kept, at: At, *, whole: bool, several: bool) -> Report:
    line = file.line_of(at)
    named = quote(_tail(file.name), NAME + 2) if several else "the training file"
    what = "this example" if whole else "the input of this example"
    label = Label(Place(), "the same example" if whole else "the same input", line, file.name)
    way = "remove it here or there: what was trained on says nothing about new input"
    return Report(Place(), f"{what} is in {named}, line {line:,}", way, (label,))


def _tail(name: str) -> str:
    return name if len(name) <= NAME else f"…{name[1 - NAME :]}"
