"""`ftlint completion`, and what a shell is offered: rules, targets, models, and files of data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import click
from click.shell_completion import CompletionItem

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ftlint.targets import Target

_EPILOG: Final = """\b
Install it once:
  bash  ftlint completion bash >> ~/.bashrc
  zsh   ftlint completion zsh >> ~/.zshrc      (after the line with compinit)
  fish  ftlint completion fish > ~/.config/fish/completions/ftlint.fish
"""


@click.command(epilog=_EPILOG, no_args_is_help=True)
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def completion(ctx: click.Context, shell: str) -> None:
    """Print the script that completes ftlint's words in a shell.

    It completes commands, options, rules, targets, models and data files.
    """
    from ftlint.cli import completion_scripts

    template: str = getattr(completion_scripts, shell.upper())
    words = {
        "prog_name": "ftlint",
        "complete_func": "_ftlint_completion",
        "complete_var": "_FTLINT_COMPLETE",  # that click looks for in a program called ftlint
    }
    click.echo(template % words, nl=False)


def data_files(
    ctx: click.Context, param: click.Parameter | None, incomplete: str
) -> list[CompletionItem[str]]:
    """Have the shell offer folders, and files that may be checked."""
    return [CompletionItem(incomplete, type="data")]


def rules(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem[str]]:
    """Offer codes, and names to whoever begins one, behind the last comma."""
    from ftlint.rulebook import rulebook

    before, comma, begun = incomplete.rpartition(",")
    offered = [("ALL", "every rule")]
    for card in rulebook():
        offered += [(card.code, card.head.summary), *([(card.name, card.head.summary)] if begun else [])]
    return [
        CompletionItem(f"{before}{comma}{word}", help=title)
        for word, title in offered
        if word.startswith((begun, begun.upper()))
    ]


def targets(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem[str]]:
    """Offer the providers."""
    from ftlint.targets import load, names

    return [CompletionItem(name, help=load(name).title) for name in names() if name.startswith(incomplete)]


def models(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem[str]]:
    """Offer the models of the target that stands before; short names first."""
    from ftlint.targets import UnknownTarget, load

    try:
        target = load(str(ctx.params.get("target") or "openai"))
    except UnknownTarget:
        return []
    return [
        CompletionItem(name) for name in dict.fromkeys(_model_names(target)) if name.startswith(incomplete)
    ]


def _model_names(target: Target) -> Iterable[str]:
    from ftlint.targets import ANY

    for model in target.models.values():
        yield model.label
    yield from (name for name in target.models if name != ANY)


def first_word(check: click.Command, ctx: click.Context, incomplete: str) -> list[CompletionItem[str]]:
    """Offer what may stand in the place of a command, since `check` may be left out: options, or files."""
    if incomplete.startswith("-"):
        return check.shell_complete(click.Context(check, parent=ctx), incomplete)
    return data_files(ctx, None, incomplete)
