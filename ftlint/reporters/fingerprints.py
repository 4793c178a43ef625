"""What a finding is known by from run to run, so that CI services tell old ones from new ones."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING

from ftlint.baseline.identity import example_digest
from ftlint.reporters.occurrences import Occurrences
from ftlint.reporters.pointers import pointer

if TYPE_CHECKING:
    from ftlint.findings import Finding
    from ftlint.results import FileResult

_LENGTH = 32
"""Hexadecimal digits of a fingerprint."""


class Fingerprints:
    """Gives the findings of one run their fingerprints, no two alike.

    A fingerprint is made of the rule, the file, what the example says, and the place in it: it survives that
    lines move and that JSON is written otherwise. Findings that are alike in all this are numbered. Without
    `from_text` the number of the line stands for what it says, since who can guess a text could try it out.
    """

    def __init__(self, *, from_text: bool) -> None:
        self._from_text = from_text
        self._seen = Occurrences()
        self._last: tuple[FileResult, int, str] | None = None
        """The line that was digested last: its file, its offset and its digest."""

    def of(self, file: FileResult, finding: Finding, path: str) -> str:
        """Give the fingerprint of the next finding; `path` names its file. Raises OSError."""
        place = finding.place
        inner = None if place.inner is None else pointer(place.inner)
        identity = json.dumps([finding.code, path, self._line(file, finding), pointer(place.path), inner])
        numbered = f"{identity}#{self._seen.count(identity)}"
        return sha256(numbered.encode()).hexdigest()[:_LENGTH]

    def _line(self, file: FileResult, finding: Finding) -> str:
        if finding.whole_file:
            return ""
        if not self._from_text:
            return str(finding.line)
        if self._last is None or self._last[0] is not file or self._last[1] != finding.offset:
            digest = example_digest(file.raw_of(finding))
            self._last = (file, finding.offset, digest)
        return self._last[2]
