"""What `--diff` shows: the changed lines of each file, cut around what changed in them."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING, Final

from rich.text import Text

from ftlint.detectors.secrets import concealed
from ftlint.fixing.comparison import changed_lines
from ftlint.fixing.whole_files import CRLF, NO_FINAL
from ftlint.reading.parsing import decode
from ftlint.reporters.changed_line import line_block
from ftlint.reporters.full_format import console_for
from ftlint.text.words import count, lines, visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ftlint.fixing.comparison import ChangedLine
    from ftlint.fixing.done import Titles
    from ftlint.fixing.rounds import Fixed, FixedFile
    from ftlint.reporters import Look

SHOWN: Final = 10
"""How many lines that changed in the same way are shown of a file."""

_NAMED: Final = 5
"""How many numbers are kept of the lines that are only counted."""

_KINDS: Final = {
    "array": "a JSON array",
    "pretty": "JSON objects over several lines",
    "double-encoded": "JSON text inside JSON strings",
    "carriage-returns": "lines that end in a lone CR",
    "utf-16": "UTF-16",
    "utf-32": "UTF-32",
    "python": "Python dicts",
}


def write(fixed: Fixed, to: IO[str], look: Look) -> None:
    """Write what was changed in each file; nothing where nothing was. Raises OSError."""
    for file in fixed.files:
        if file.changed:
            write_changes(file.original.name, changed_lines(file), to, look, _about_the_file(file))


def write_changes(
    name: str, changes: Iterable[ChangedLine], to: IO[str], look: Look, about: Iterable[str] = ()
) -> None:
    """Write the changed lines of one file, and before them what was done to it as a whole. Raises OSError.

    The lines may be as many as there are: only a few that changed in the same way are shown, all are counted.
    """
    console = console_for(to, look)
    for line in _file_block(name, changes, about, console.width if look.excerpts else None):
        console.print(line, soft_wrap=True)


def _file_block(
    name: str, changes: Iterable[ChangedLine], about: Iterable[str], width: int | None
) -> Iterator[Text]:
    """Go through the screen lines of a file; without a width, no text of the file is shown."""
    yield Text(f"--- {visible(name)}", style="bold")
    yield Text(f"+++ {visible(name)}", style="bold")
    for said in about:
        yield Text.assemble(("@@ the whole file", "cyan"), f" · {said}")
    folded: dict[Titles, _Folded] = {}
    seen: dict[Titles, int] = {}
    for line in changes:
        titles = line.titles if width is not None else ()
        seen[titles] = seen.get(titles, 0) + 1
        if width is not None and seen[titles] <= SHOWN:
            yield from _line(line, width)
        else:
            folded.setdefault(titles, _Folded()).add(line.number)
    for titles, fold in folded.items():
        if width is None:
            yield Text(f"{fold.said('line')} changed; the text is not shown", style="dim")
        else:
            way = "in the same way" if len(seen) == 1 else f"in one way: {_said(titles)}"
            yield Text(f"… and {fold.said('more line')} changed {way}", style="dim")
    yield Text()


def _about_the_file(file: FixedFile) -> Iterator[str]:
    if file.converted is not None:
        kind = file.converted[0]
        yield f"written as JSON Lines: it was {_KINDS.get(kind, kind)}"
    if file.fixed[CRLF]:
        yield "every line ends in LF: it was CRLF"
    if file.fixed[NO_FINAL]:
        yield "the last line ends in a line feed"


def _line(line: ChangedLine, width: int) -> Iterator[Text]:
    titles = _said(line.titles)
    yield Text.assemble((f"@@ line {line.number:,}", "cyan"), f" · {titles}" if titles else "")
    yield from line_block(decode(line.old), None if line.new is None else decode(line.new), width)


def _said(titles: Titles) -> str:
    return concealed(visible("; ".join(titles)))


class _Folded:
    """Lines that are only counted."""

    def __init__(self) -> None:
        self.count = 0
        self._first: list[int] = []

    def add(self, number: int) -> None:
        self.count += 1
        if len(self._first) < _NAMED:
            self._first.append(number)

    def said(self, noun: str) -> str:
        """Say `1,194 more lines (lines 4, 5, 7, 9, …)`."""
        return f"{count(self.count, noun)} ({lines(self._first)})"
