"""`ftlint convert`: rewrite a file for another provider."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from ftlint.cli import completing
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
    from ftlint.reporters import Color


@edit_command(
    click.option(
        "--to",
        "target",
        shell_complete=completing.targets,
        required=True,
        metavar="TARGET",
        help="Who is to train: see ftlint targets.",
    )
)
def convert(
    file: str, target: str, format_: str | None, output: str | None, diff: bool, color: Color
) -> None:
    """Rewrite FILE for another provider.

    FILE itself is changed, unless --output or --diff is given; - reads the standard input and writes to the
    standard output.

    Arguments become text or objects, call ids, roles and legacy functions what TARGET takes; preference
    examples become those of TRL (prompt, chosen, rejected) for hf, and come back from there. Only what
    has to differ is changed. What cannot be carried over stays in its line, and is said.
    """
    from ftlint.converting.lines import Conversion
    from ftlint.converting.route import NoWay, route
    from ftlint.converting.summary import summary
    from ftlint.fixing.streaming import Mentions, rewritten
    from ftlint.targets import UnknownTarget, load

    try:
        provider = load(target)
    except UnknownTarget as error:
        refuse(str(error.args[0]))
    with opened(file) as source:
        kind, obstacle = looked_at(source, format_)
        try:
            way = route(kind, obstacle, provider, file)
        except NoWay as reason:
            refuse(f"{source.name}: {reason}")
        conversion, unread = Conversion(target, way), Mentions()
        wanted = Wanted(file, format_, output, diff)
        deliver(lambda: rewritten(source, conversion.change, unread), source, wanted, Look(color=color))
    tell([*preface(wanted), *summary(conversion), *unread_sentence(unread, file)])
    sys.exit(int(bool(unread.count or conversion.left)))
