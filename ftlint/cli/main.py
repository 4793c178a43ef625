"""The `ftlint` command: all others hang on it, and `check` is meant where none is named."""

from __future__ import annotations

import click

from ftlint import __version__
from ftlint.cli.checking import check
from ftlint.cli.explaining import rule, rules, why
from ftlint.cli.help_text import EXAMPLES, EXIT_CODES
from ftlint.cli.providers import cost, models, targets


class DefaultToCheck(click.Group):
    """A group whose first word may be a path: `ftlint train.jsonl` is `ftlint check train.jsonl`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put `check` in front of anything that is neither a command nor the group's own option."""
        if args and args[0] not in self.commands and args[0] not in ("--help", "-h", "--version", "-V"):
            args = ["check", *args]
        return super().parse_args(ctx, args)

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Show the short form first."""
        formatter.write_usage("ftlint", "[check] [OPTIONS] PATHS...")
        formatter.write_usage("ftlint", "COMMAND [ARGS]...", prefix="       ")


@click.group(
    cls=DefaultToCheck,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog=f"{EXAMPLES}\n{EXIT_CODES}",
)
@click.version_option(__version__, "-V", "--version", message="ftlint %(version)s")
def cli() -> None:
    """ftlint checks fine-tuning files before you upload them.

    It finds what the server would refuse, shows what the model will be trained on, turn by turn, and says
    how many tokens that is and what it costs. It never uses the network, and never changes your files.
    """


for command in (check, rule, rules, why, targets, models, cost):
    cli.add_command(command)
