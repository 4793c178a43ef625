"""`ftlint init`: a small config, after a look at the files in the folder."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from ftlint.cli.running import guard, refuse
from ftlint.text.glyphs import visible


@click.command()
@click.argument("folder", default=".", metavar="[FOLDER]", type=click.Path(exists=True, file_okay=False))
@click.option("--dry-run", is_flag=True, help="Show what would be written, and write nothing.")
def init(folder: str, dry_run: bool) -> None:
    """Write an ftlint.toml that suits the files in FOLDER.

    It names target and model, and pairs each training file with its validation file, by their names. A config
    that is there already stays as it is.
    """
    from ftlint.config import ConfigError
    from ftlint.config.search import OWN, shown, table_in
    from ftlint.config.starting import survey, write_config

    path = Path(folder, OWN)
    try:
        if not dry_run and (path.exists() or path.is_symlink()):
            refuse(f"{shown(str(path))} is there already")
        if not dry_run and (shared := table_in(folder)):
            refuse(f"{shared} has the settings already, under [tool.ftlint]")
        found = survey(Path(folder))
        text = write_config(found)
        if dry_run:
            guard(lambda: print(text, end=""))
            return
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        refuse(f"{shown(str(path))} is there already")
    except ConfigError as error:
        refuse(error.lines[0])
    except OSError as error:
        refuse(f"{shown(str(path))}: {error.strerror or error}")
    guard(lambda: click.echo(visible(f"Wrote {shown(str(path))}: {found.summary}."), file=sys.stdout))
