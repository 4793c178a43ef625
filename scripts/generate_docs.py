"""Renew what is generated: parts of the README, pages about providers and settings, the JSON Schemas.

`python scripts/generate_docs.py` writes, `--check` only says what is out of date.
"""

from __future__ import annotations

import argparse
import io
import json
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

FIXES = {None: "", "safe": "safe", "unsafe": "unsafe", "either": "safe, unsafe"}
"""How the table of rules shows what can be repaired."""


def rule_table() -> str:
    """List the rules as a Markdown table."""
    from ftlint.reporters.levels import level_text
    from ftlint.rulebook import rulebook

    rows = ["| code | name | level | fix | what it finds |", "|---|---|---|---|---|"]
    rows += [
        f"| [{card.code}](rules/{page}) | {card.name} | {level_text(card)} | {FIXES[card.head.fix]} "
        f"| {card.head.summary} |"
        for card in rulebook()
        for page in [f"{card.code}-{card.name}.md"]
    ]
    return "\n".join(rows)


def providers_page() -> str:
    """Compare the providers, list their models, and say where it all comes from."""
    from ftlint.reporters.provider_tables import (
        FOOTNOTE,
        UNITS,
        models_table,
        sources_table,
        targets_table,
    )
    from ftlint.reporters.tables import markdown
    from ftlint.rulebook import rulebook
    from ftlint.targets import load, names

    targets = [load(name) for name in names()]
    titles = "".join(f"- `{target.name}`: {target.title}\n" for target in targets)
    return f"""# What differs between providers

Made from `rules/targets/*.toml` by `python scripts/generate_docs.py`; `ftlint targets` and `ftlint models`
show the same. Choose a provider with `--target`.

{titles}
{markdown(targets_table(targets, rulebook()))}

{FOOTNOTE}

The rows with a code are levels of rules that some provider weighs otherwise; what a file says in a comment
beside such a level is why.

## Models

{markdown(models_table(targets))}

{UNITS}

{FOOTNOTE}

## Sources

{markdown(sources_table(targets))}
"""


def screen() -> str:
    """Show the README's first command's screen, as it is when piped."""
    from ftlint.linting import lint
    from ftlint.reporters import Look, reporter

    out = io.StringIO()
    result = lint("examples/traces-with-mistakes.jsonl")
    result.notices = []  # they depend on the day
    reporter("full")(result, out, Look(color="never", width=110))
    return f"```text\n{out.getvalue().rstrip()}\n```"


def help_text() -> str:
    """Show `ftlint check --help`."""
    from click.testing import CliRunner

    from ftlint.cli.main import cli

    shown = CliRunner().invoke(cli, ["check", "--help"], prog_name="ftlint", terminal_width=100)
    return f"```text\n{shown.output.rstrip()}\n```"


def report_schema() -> str:
    """Write the JSON Schema of the `json` format."""
    from ftlint.reporters.contract import ReportEntry

    return json.dumps(ReportEntry.model_json_schema(), indent=2) + "\n"


def line_schema() -> str:
    """Write the JSON Schema of a line of the `jsonl` format."""
    from ftlint.reporters.line_contract import ReportLine

    return json.dumps(ReportLine.model_json_schema(), indent=2) + "\n"


def configuration_page() -> str:
    """Renew the table of keys in the page about the config."""
    from ftlint.config.schema import key_table

    begin, end = "<!-- begin keys -->", "<!-- end keys -->"
    before, _, rest = (ROOT / "docs/configuration.md").read_text(encoding="utf-8").partition(begin)
    return f"{before}{begin}\n{key_table()}\n{end}{rest.partition(end)[2]}"


def renewed() -> dict[Path, str]:
    """Make the new text of every generated file."""
    readme = ROOT / "README.md"
    text = readme.read_text(encoding="utf-8")
    for name, make in (("rules", rule_table), ("screen", screen), ("help", help_text)):
        begin, end = f"<!-- begin {name} -->", f"<!-- end {name} -->"
        made = f"{begin}\n{make()}\n{end}"
        text = re.sub(f"{begin}.*?{end}", lambda _, made=made: made, text, flags=re.DOTALL)
    docs = ROOT / "docs"
    from ftlint.config.schema import schema_text

    return {
        readme: text,
        docs / "report.schema.json": report_schema(),
        docs / "ftlint.schema.json": schema_text(),
        docs / "configuration.md": configuration_page(),
        docs / "report-line.schema.json": line_schema(),
        docs / "providers.md": providers_page(),
    }


def main() -> int:
    """Write or check."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; fail if anything is out of date")
    check = parser.parse_args().check
    stale = 0
    for path, text in renewed().items():
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            stale += 1
            sys.stderr.write(f"{'out of date' if check else 'renewed'}: {path.relative_to(ROOT)}\n")
            if not check:
                path.write_text(text, encoding="utf-8")
    return int(check and stale > 0)


if __name__ == "__main__":
    raise SystemExit(main())
