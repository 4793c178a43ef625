"""`ftlint mask`: choose what a file teaches."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from ftlint.cli.editing import (
    Wanted,
    deliver,
    edit_command,
    looked_at,
    opened,
    preface,
    tell,
    unread_sentence,
)
from ftlint.cli.running import refuse
from ftlint.reporters import Look

if TYPE_CHECKING:
    from ftlint.masking import Lesson
    from ftlint.reporters import Color


@edit_command(
    click.option(
        "--train-only",
        "lesson",
        type=click.Choice(["calls", "answers", "last"]),
        required=True,
        help="What is learned; see above.",
    )
)
def mask(
    file: str, lesson: Lesson, format_: str | None, output: str | None, diff: bool, color: Color
) -> None:
    """Choose which assistant messages of FILE are learned.

    FILE itself is changed, unless --output or --diff is given; - reads the standard input and writes to the
    standard output.

    \b
    --train-only calls    teaches when and how to call tools: the messages that
                          do, also where text stands beside the calls
    --train-only answers  teaches what to say: the messages that call nothing
    --train-only last     the last assistant message of each example

    The other assistant messages get "weight": 0: the model still reads them as context, and does not learn
    to write them. A chosen one keeps no weight or 1; a 0 that stands on it becomes 1, also one that was set
    by hand. Nothing else is changed. An example in which nothing is chosen is masked as a whole, and counted.
    """  # noqa: D301 - \b is a character that click looks for
    from ftlint.converting.route import unreadable
    from ftlint.fixing.streaming import Mentions, rewritten
    from ftlint.masking import Masking
    from ftlint.reading.formats import NATIVE

    with opened(file) as source:
        kind, obstacle = looked_at(source, format_)
        if obstacle is not None:
            refuse(f"{source.name}: {unreadable(kind, obstacle, file)}")
        if kind != "sft":
            refuse(
                f"{source.name}: the file is {NATIVE[kind]} ({kind}); only chat files (sft) have weights,"
                " elsewhere all of an output is learned, and no input"
            )
        masking, unread = Masking(lesson), Mentions()
        wanted = Wanted(file, format_, output, diff)
        deliver(lambda: rewritten(source, masking.change, unread), source, wanted, Look(color=color))
    tell([*preface(wanted), *masking.summary(), *unread_sentence(unread, file)])
    sys.exit(int(unread.count > 0))
