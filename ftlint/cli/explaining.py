"""`ftlint rule`, `ftlint rules` and `ftlint why`: what a finding or a server's message means."""

from __future__ import annotations

import os
import sys
from contextlib import ExitStack
from typing import TYPE_CHECKING

import click

from ftlint.cli import completing
from ftlint.cli.running import color_option, refuse, say_crashes, show
from ftlint.reporters import Look

if TYPE_CHECKING:
    from ftlint.reporters import Color
    from ftlint.results import Result
    from ftlint.why import Explanation


@click.command(no_args_is_help=True)
@click.argument("name", metavar="RULE", shell_complete=completing.rules)
@color_option
def rule(name: str, color: Color) -> None:
    """Explain a rule, by its code or name."""
    from ftlint.reporters.card_page import write_card
    from ftlint.rulebook import UnknownRule, rulebook

    try:
        card = rulebook().find(name)
    except UnknownRule as error:
        refuse(_if_several(name) or str(error))
    write_card(card, sys.stdout, Look(color=color))


def _if_several(name: str) -> str | None:
    from ftlint.rulebook import UnknownRule, rulebook

    try:
        number = len(rulebook().match(name))
    except UnknownRule:
        return None
    return f"{name} means {number} rules; `ftlint rules {name}` lists them"


@click.command()
@click.argument("selectors", metavar="[RULES]...", shell_complete=completing.rules, nargs=-1)
@color_option
def rules(selectors: tuple[str, ...], color: Color) -> None:
    """List the rules.

    RULES are codes, names, or prefixes such as FT3; without them, all are listed.
    """
    from ftlint.reporters.card_page import write_list
    from ftlint.rulebook import Rulebook, UnknownRule, rulebook

    book = rulebook()
    wanted = [selector for group in selectors for selector in group.split(",") if selector.strip()]
    try:
        codes = book.chosen(wanted, [], [])
    except UnknownRule as error:
        refuse(str(error))
    listed = Rulebook({code: card for code, card in book.cards.items() if code in codes})
    write_list(listed, sys.stdout, Look(color=color))


@click.command(no_args_is_help=True)
@click.argument("message", metavar="MESSAGE")
@click.argument("file", shell_complete=completing.data_files, required=False, metavar="[FILE]")
@click.option(
    "--target",
    shell_complete=completing.targets,
    metavar="NAME",
    help="Who trains.  [default: who says such a thing]",
)
@color_option
def why(message: str, file: str | None, target: str | None, color: Color) -> None:
    """Explain what the server said about your file.

    MESSAGE is what it said, between quotes: a sentence, a job's error as JSON, or a traceback around it;
    - reads it from the standard input. With FILE, the example that it names is checked and shown.

    The exit code is 0 for a message that is known, 1 for one that is not, and 2 as elsewhere.
    """
    from ftlint.reporters.why_page import write_why
    from ftlint.why import explain

    if message == "-" == file:
        refuse("the standard input is either the message or the file")
    said = sys.stdin.buffer.read().decode("utf-8", "replace") if message == "-" else message
    if not said.strip():
        refuse("the message is empty: paste what the server said, between quotes")
    if file is None and os.path.isfile(message):  # noqa: PTH113 (it never raises)
        refuse(f"{message} is a file: the server's message comes first, between quotes")
    if file is not None and os.path.isdir(file):  # noqa: PTH112 (it never raises)
        refuse(f"{file}: a folder; name the file that the server spoke of")
    explanation = explain(said)
    with ExitStack() as stack:
        result = _lint_for_why(explanation, file, target, stack)
        show(lambda: write_why(explanation, result, sys.stdout, Look(color=color)))
    say_crashes(result.crashes if result else ())
    sys.exit(2 if result and result.crashes else int(explanation.known is None))


def _lint_for_why(
    explanation: Explanation, file: str | None, target: str | None, stack: ExitStack
) -> Result | None:
    from ftlint.cli.session import Session, refusals
    from ftlint.config import Settings

    if file is None and target is None:
        return None
    chosen = target or (explanation.known.provider if explanation.known else "openai")
    session = Session(Settings(target=chosen), () if file is None else (file,), isolated=True)
    session.job  # noqa: B018 (refuses a target that there is not)
    with refusals():
        return session.lint(session.open(stack)) if session.paths else None
