"""`ftlint targets`, `ftlint models` and `ftlint cost`: what the providers take, and what they ask for it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from ftlint.cli import completing
from ftlint.cli.running import color_option, guard, refuse, say_crashes
from ftlint.reporters import Look

if TYPE_CHECKING:
    from ftlint.reporters import Color

_AS = click.Choice(["table", "json"])


@click.command()
@click.option("--output-format", type=_AS, default="table", show_default=True, help="How it is written.")
@color_option
def targets(output_format: str, color: Color) -> None:
    """Compare the providers: limits, and levels that differ."""
    from ftlint.reporters.provider_tables import write_targets

    look = Look(color=color)
    guard(lambda: write_targets(sys.stdout, look, output_format))


@click.command()
@click.option("--target", shell_complete=completing.targets, metavar="NAME", help="Only this provider's.")
@click.option("--output-format", type=_AS, default="table", show_default=True, help="How it is written.")
@color_option
def models(target: str | None, output_format: str, color: Color) -> None:
    """List the models: windows, prices, methods, last days."""
    from ftlint.reporters.provider_tables import write_models
    from ftlint.targets import UnknownTarget, load, names

    try:
        chosen = [load(name) for name in ([target] if target else names())]
    except UnknownTarget as error:
        refuse(str(error.args[0]))
    look = Look(color=color)
    guard(lambda: write_models(chosen, sys.stdout, look, output_format))


@click.command(no_args_is_help=True)
@click.argument("file", shell_complete=completing.data_files, metavar="FILE")
@click.option(
    "--epochs", type=click.IntRange(1, 50), metavar="N", help="How often the job goes through the file."
)
@click.option(
    "--target", shell_complete=completing.targets, metavar="NAME", help="Only this provider's models."
)
@click.option("--output-format", type=_AS, default="table", show_default=True, help="How it is written.")
@color_option
def cost(file: str, epochs: int | None, target: str | None, output_format: str, color: Color) -> None:
    """Compare what FILE costs to train on, model by model."""
    import datetime

    from ftlint.inputs import InputError
    from ftlint.pricing import compare
    from ftlint.reporters import cost_table
    from ftlint.targets import UnknownTarget

    today = datetime.datetime.now(tz=datetime.UTC).date()
    try:
        comparison = compare(file, epochs, today, [target] if target else None)
    except (InputError, UnknownTarget) as error:
        refuse(str(error.args[0]))
    if comparison.examples == comparison.unread and not comparison.crashes:
        refuse(f"{file}: no line of it could be read as an example; ftlint {file} says why")
    look = Look(color=color)
    guard(lambda: cost_table.write(comparison, sys.stdout, look, output_format))
    say_crashes(comparison.crashes)
    sys.exit(2 if comparison.crashes else 0)
