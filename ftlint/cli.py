"""The command line: options in, an exit code out; no logic of its own."""

from __future__ import annotations

import os
import sys
from contextlib import ExitStack
from typing import TYPE_CHECKING, NoReturn

import click

from ftlint import __version__
from ftlint.findings import Severity
from ftlint.reporters import NAMES, Look, reporter

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ftlint.jobs import Job
    from ftlint.results import Result

EXAMPLES = """\b
Examples:
  ftlint train.jsonl                    check a file; show what it teaches and costs
  ftlint train.jsonl --model gpt-4.1-mini --epochs 2
  ftlint data/ --ignore FT2 --fail-on warning
  ftlint - < train.jsonl --output-format json
  ftlint rule FT301                     explain a rule, with examples
"""

EXIT_CODES = """\b
Exit codes:
  0  nothing at or above --fail-on (default: error)
  1  findings
  2  bad usage, missing or unreadable input, or an internal error
"""


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


@cli.command(epilog=f"{EXAMPLES}\n{EXIT_CODES}", no_args_is_help=True)
@click.argument("paths", nargs=-1, required=True, metavar="PATHS...")
@click.option("--target", default="openai", metavar="NAME", show_default=True, help="Who trains.")
@click.option("--model", metavar="NAME", help="The model to train.  [default: gpt-4.1 at openai]")
@click.option(
    "--epochs", type=click.IntRange(1, 50), metavar="N", help="How often the job goes through the file."
)
@click.option(
    "--select", multiple=True, metavar="RULES", help="Check only these: codes, names, prefixes, or ALL."
)
@click.option("--extend-select", multiple=True, metavar="RULES", help="Check these too.")
@click.option("--ignore", multiple=True, metavar="RULES", help="Do not check these.")
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "info"]),
    default="error",
    show_default=True,
    help="The lightest finding that makes the exit code 1.",
)
@click.option(
    "--output-format",
    type=click.Choice(NAMES),
    default="full",
    show_default=True,
    help="How the result is written.",
)
@click.option("--stdin-filename", default="-", metavar="NAME", help="What to call the standard input.")
@click.option("--no-progress", is_flag=True, help="Show no progress bar.")
@click.option(
    "--color",
    type=click.Choice(["auto", "always", "never"]),
    default="auto",
    show_default=True,
    help="NO_COLOR and FORCE_COLOR are honoured too.",
)
def check(
    paths: tuple[str, ...],
    target: str,
    model: str | None,
    epochs: int | None,
    select: tuple[str, ...],
    extend_select: tuple[str, ...],
    ignore: tuple[str, ...],
    fail_on: str,
    output_format: str,
    stdin_filename: str,
    no_progress: bool,
    color: str,
) -> None:
    """Check fine-tuning files.

    PATHS are files, folders (every .jsonl and .ndjson file below), or - for the standard input.
    """
    from ftlint.linting import choose_job, choose_levels

    try:
        job = choose_job(target, model, epochs)
        levels = choose_levels(job, _split(select), _split(extend_select), _split(ignore))
    except LookupError as error:
        _refuse(str(error.args[0]))
    with ExitStack() as stack:
        result = _lint(paths, job, levels, stdin_filename, stack, show_progress=not no_progress)
        look = Look(color=color)  # type: ignore[arg-type]
        _write(result, output_format, look)
    for crash in result.crashes:
        click.echo(f"ftlint: internal error: {crash}", err=True)
    sys.exit(2 if result.crashes else int(result.fails(Severity(fail_on))))


def _lint(
    paths: Sequence[str],
    job: Job,
    levels: dict[str, Severity],
    stdin_name: str,
    stack: ExitStack,
    *,
    show_progress: bool,
) -> Result:
    from ftlint.inputs import InputError
    from ftlint.linting import lint_sources, open_sources
    from ftlint.progress import progress_bar

    try:
        sources = list(open_sources(paths, sys.stdin.buffer, stack, stdin_name))
        size = sum(source.size for source in sources)
        with progress_bar(size, sys.stderr, wanted=show_progress) as advance:
            return lint_sources(sources, job, levels, advance)
    except InputError as error:
        _refuse(str(error))


def _write(result: Result, output_format: str, look: Look) -> None:
    try:
        reporter(output_format)(result, sys.stdout, look)
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader has seen enough (`| head`); what is still buffered must not complain on exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        _refuse(f"cannot write the result: {error.strerror or error}")


@cli.command(no_args_is_help=True)
@click.argument("name", metavar="RULE")
@click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", show_default=True)
def rule(name: str, color: str) -> None:
    """Explain a rule, by its code or name."""
    from ftlint.reporters.card_page import write_card
    from ftlint.rulebook import UnknownRule, rulebook

    try:
        card = rulebook().find(name)
    except UnknownRule as error:
        _refuse(str(error))
    write_card(card, sys.stdout, Look(color=color))  # type: ignore[arg-type]


@cli.command()
@click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", show_default=True)
def rules(color: str) -> None:
    """List all rules."""
    from ftlint.reporters.card_page import write_list
    from ftlint.rulebook import rulebook

    write_list(rulebook(), sys.stdout, Look(color=color))  # type: ignore[arg-type]


def _split(selectors: tuple[str, ...]) -> list[str]:
    return [selector for group in selectors for selector in group.split(",") if selector.strip()]


def _refuse(sentence: str) -> NoReturn:
    click.echo(f"ftlint: {sentence}", err=True)
    sys.exit(2)
