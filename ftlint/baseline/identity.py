"""What a finding is known by, wherever its example moves to.

That is its rule, its file, what the example says, and the place in the example. Line numbers, the order of
lines and keys, and spaces are set aside; who changes the example has to look at its findings again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ftlint.config.matching import relative
from ftlint.reading.parsing import Parsed, parse_line
from ftlint.reporters.paths import STDIN
from ftlint.reporters.pointers import pointer
from ftlint.view.canonical import canonical, digest_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from ftlint.findings import Finding
    from ftlint.results import FileResult


class Identity(NamedTuple):
    """What a finding is known by."""

    file: str
    """Relative to the folder of the baseline, with `/` between folders."""
    rule: str
    example: str
    """Digest of the example, in hexadecimal; "" where the finding is about the whole file."""
    pointer: str
    """Of the place in the example, as a JSON Pointer."""


def identities(file: FileResult, folder: Path) -> Iterator[tuple[Identity, Finding]]:
    """Go through the findings of a file with their identities; `folder` is that of the baseline.

    Raises OSError when the file cannot be read again.
    """
    name = file_name(file, folder)
    known: tuple[int, str] | None = None
    for finding in file.findings:
        if finding.whole_file:
            yield Identity(name, finding.code, "", ""), finding
            continue
        if known is None or known[0] != finding.offset:
            known = finding.offset, example_digest(file.raw_of(finding))
        where = _writable(pointer(finding.place.path))
        yield Identity(name, finding.code, known[1], where), finding


def example_digest(raw: bytes) -> str:
    """Digest what a line says; of a line that cannot be read, its text."""
    parsed = parse_line(raw)
    said = canonical(parsed.value) if isinstance(parsed, Parsed) else raw.strip()
    return digest_of(said).hex()


def file_name(file: FileResult, folder: Path) -> str:
    """Name a file as the baseline in `folder` does."""
    return STDIN if file.name == STDIN else _writable(relative(file.name, folder))


def _writable(text: str) -> str:
    """Escape what UTF-8 does not have: bytes of a file's name, and halves of characters in a key."""
    return text.encode("utf-8", "backslashreplace").decode()
