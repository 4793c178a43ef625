"""The `ftlint` command: all others hang on it, and `check` is meant where none is named."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ftlint import __version__
from ftlint.cli import completing
from ftlint.cli.baselining import baseline
from ftlint.cli.checking import check
from ftlint.cli.converting import convert
from ftlint.cli.explaining import rule, rules, why
from ftlint.cli.help_text import EXAMPLES, EXIT_CODES
from ftlint.cli.initializing import init
from ftlint.cli.masking import mask
from ftlint.cli.providers import cost, models, targets
from ftlint.text.words import nearest

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

_WORD = re.compile(r"[a-z]+\Z")


class DefaultToCheck(click.Group):
    """A group whose first word may be a path: `ftlint train.jsonl` is `ftlint check train.jsonl`.

    Without any word it is `check` too, where a config says what to check; else the help.
    """

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put `check` in front of anything that is neither a command nor the group's own option."""
        if args and args[0] not in self.commands and args[0] not in ("--help", "-h", "--version", "-V"):
            if not ctx.resilient_parsing and _WORD.match(args[0]) and not Path(args[0]).exists():
                self._refuse_near(args[0])
            args = ["check", *args]
        elif not args and not ctx.resilient_parsing and _is_told_what_to_check():
            args = ["check"]
        return super().parse_args(ctx, args)

    def _refuse_near(self, word: str) -> None:
        """End the program where a word that is no file is nearly a command, or one of other programs."""
        near = f"--{word}" if word in ("help", "version") else nearest(word, self.commands)
        if near:
            raise click.UsageError(f"there is neither a file nor a command {word!r}; did you mean {near!r}?")

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem[str]]:
        """Offer commands, and what may stand behind a `check` that is left out."""
        check = self.commands["check"]
        return [*super().shell_complete(ctx, incomplete), *completing.first_word(check, ctx, incomplete)]

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Show the short form first."""
        formatter.write_usage("ftlint", "[check] [OPTIONS] PATHS...")
        formatter.write_usage("ftlint", "COMMAND [ARGS]...", prefix="       ")


def _is_told_what_to_check() -> bool:
    """Say whether there is a config with datasets, or one with mistakes, which `check` will name."""
    from ftlint.config import ConfigError, find

    try:
        config = find().config
    except ConfigError:
        return True
    return config is not None and bool(config.keys.datasets)


@click.group(
    cls=DefaultToCheck,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog=f"{EXAMPLES}\n{EXIT_CODES}",
)
@click.version_option(__version__, "-V", "--version", message="ftlint %(version)s")
def cli() -> None:
    """ftlint checks fine-tuning files before you upload them.

    It finds what the server would refuse, shows what the model will be trained on, turn by turn, and says
    how many tokens that is and what it costs. It never uses the network, and changes a file only where
    it is told to.
    """


for command in (
    check,
    completing.completion,
    mask,
    convert,
    baseline,
    init,
    rule,
    rules,
    why,
    targets,
    models,
    cost,
):
    cli.add_command(command)
