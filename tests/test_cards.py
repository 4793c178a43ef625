"""The cards are the first test suite: every example on every card is run."""

from __future__ import annotations

import itertools
import json
import re
from dataclasses import asdict, replace
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from pydantic import TypeAdapter

from ftlint import engine, files
from ftlint.cards import FILL, HEADINGS, LIMIT, Card, Example, Head
from ftlint.checks.catalogue import EXAMPLE_CHECKS, FOLDS, LINE_CHECKS, TOOLBOX_CHECKS
from ftlint.findings import Finding, Path, Severity
from ftlint.fixes.catalogue import FIXERS
from ftlint.fixing.rounds import Fixed, Repair
from ftlint.fixing.whole_files import CONVERTED, ENDINGS
from ftlint.linting import choose_job, choose_levels, lint_sources
from ftlint.parts import DROPS
from ftlint.reading.container import CODES as CONTAINER
from ftlint.reading.parsing import CODES as PARSING
from ftlint.reading.reader import source_of_file
from ftlint.rulebook import rulebook
from ftlint.targets import Figure
from ftlint.targets import Source as Origin

if TYPE_CHECKING:
    import pathlib
    from collections.abc import Sequence

    from ftlint.jobs import Job
    from ftlint.reading.reader import Source
    from ftlint.results import Result

NOT_IN_SMALL_EXAMPLES = "FT701"

CARDS = list(rulebook())
JUDGED = [
    pytest.param(card, example, id=f"{card.code}-{example.kind}-{number}")
    for card in CARDS
    for number, example in enumerate(card.examples(), 1)
    if example.kind != "fixed"
]


def findings_of(card: Card, example: Example, folder: pathlib.Path) -> list[Finding]:
    result = linted(card, example, written(example, folder))
    return [finding for _, finding in result.findings]


def written(example: Example, folder: pathlib.Path) -> list[pathlib.Path]:
    """Write an example into files: the training file, and the validation file if it has one."""
    text = example.text.replace(FILL, " word" * int(example.options.get("fill", "0")))
    if example.language == "json":
        text = json.dumps(json.loads(text), ensure_ascii=False) + "\n"
    lines = text.splitlines(keepends=True)
    first = int(example.options.get("validation", len(lines) + 1)) - 1
    path, held = folder / "example.jsonl", folder / "validation.jsonl"
    path.write_bytes(example.encode("".join(lines[:first])))
    held.write_bytes(example.encode("".join(lines[first:])))
    return [path, held] if "validation" in example.options else [path]


def linted(card: Card, example: Example, paths: list[pathlib.Path]) -> Result:
    result = checked(card, example, [source_of_file(path) for path in paths])
    assert not result.crashes
    for file, finding in result.findings:
        file.location(finding)
    return result


def checked(card: Card, example: Example, sources: Sequence[Source]) -> Result:
    job, levels = asked(card, example)
    held = sources[1] if len(sources) > 1 else None
    return lint_sources(sources[:1], job, levels, example.options.get("format"), validation=held)


def asked(card: Card, example: Example) -> tuple[Job, dict[str, Severity]]:
    """Give the job that an example is checked for, and the rules."""
    ignored = [] if card.code == NOT_IN_SMALL_EXAMPLES else [NOT_IN_SMALL_EXAMPLES]
    named = [] if "target" in example.options else [card.code]
    job = job_of(example.options)
    return job, choose_levels(job, extend=named, ignore=ignored)


def job_of(options: dict[str, str]) -> Job:
    """Make the job that an example is run for, with the limits that the example sets."""
    job = choose_job(options.get("target", "openai"), options.get("model"))
    for option, number in options.items():
        if option.startswith(LIMIT):
            name, _, of_format = option.removeprefix(LIMIT).partition(".")
            figure = Figure(value=int(number), source=Origin(title="the card", as_of=date(2026, 1, 1)))
            changed: dict[str, Any] = {name: {of_format: figure} if of_format else figure}
            limits = replace(job.target.limits, **changed)
            job = replace(job, target=replace(job.target, limits=limits))
    return job


@pytest.mark.parametrize(("card", "example"), JUDGED)
def test_example(card: Card, example: Example, tmp_path: pathlib.Path) -> None:
    found = findings_of(card, example, tmp_path)
    said = [f"{finding.code} {finding.place} {finding.message}" for finding in found]
    if example.kind == "good":
        assert said == []
        return
    mine = [finding for finding in found if finding.code == card.code]
    assert len(mine) == 1, said
    others = [f for f in found if f.code != card.code and f.severity is Severity.ERROR]
    assert others == [], said
    [finding] = mine
    options = example.options
    assert finding.line == int(options.get("line", "1"))
    assert finding.severity == options.get("severity", _severity(card, options))
    if "at" in options:
        assert finding.place.path == path_of(options["at"]), said
    assert finding.place.on == options.get("on", "value")


FIXED = [
    pytest.param(card, bad, fixed, id=f"{card.code}-{number}")
    for card in CARDS
    for number, (bad, fixed) in enumerate(pairwise(card.examples()), 1)
    if fixed.kind == "fixed"
]


@pytest.mark.parametrize(("card", "bad", "fixed"), FIXED)
def test_fix(card: Card, bad: Example, fixed: Example, tmp_path: pathlib.Path) -> None:
    assert bad.kind == "bad"
    fixed = replace(fixed, options={**bad.options, "escapes": "no", **fixed.options})
    (tmp_path / "bad").mkdir()
    (tmp_path / "fixed").mkdir()
    paths, wanted = written(bad, tmp_path / "bad"), written(fixed, tmp_path / "fixed")
    [finding] = [each for each in findings_of(card, bad, tmp_path / "bad") if each.code == card.code]
    assert card.head.fix in {finding.fix, "either"}

    if finding.fix == "unsafe":
        kept = repaired(card, bad, paths, tmp_path, unsafe=False)
        assert card.code not in kept.fixed
    done = repaired(card, bad, paths, tmp_path, unsafe=finding.fix == "unsafe")
    assert [file.current.path.read_bytes() for file in done.files] == [path.read_bytes() for path in wanted]
    assert done.fixed[card.code] >= 1
    assert not [file.refused for file in done.files if file.refused]
    assert [f"{each.code} {each.message}" for _, each in done.result.findings] == []
    assert not repaired(card, bad, wanted, tmp_path, unsafe=True).fixed


def repaired(
    card: Card, example: Example, paths: list[pathlib.Path], folder: pathlib.Path, *, unsafe: bool
) -> Fixed:
    _, levels = asked(card, example)
    names = itertools.count()
    place = folder / f"scratch-{unsafe}-{len(list(folder.iterdir()))}"
    place.mkdir()
    repair = Repair(
        lambda sources: checked(card, example, sources), levels, lambda _: place / str(next(names)), unsafe
    )
    return repair.run([source_of_file(path) for path in paths])


def test_every_fixer_has_a_card_that_says_so() -> None:
    fixed = {*FIXERS, *CONVERTED, *ENDINGS, *DROPS}
    assert fixed == {card.code for card in CARDS if card.head.fix}


def _severity(card: Card, options: dict[str, str]) -> Severity:
    from ftlint.targets import load

    level = load(options.get("target", "openai")).rules.get(card.code, card.severity)
    return Severity.WARNING if level is Severity.OFF else level


def path_of(text: str) -> Path:
    """Read `messages[2].content` as a path."""
    steps = re.findall(r"[^.\[\]]+|\[\d+\]", text)
    return tuple(int(step[1:-1]) if step[0] == "[" else step for step in steps)


@pytest.mark.parametrize("card", CARDS, ids=lambda card: card.code)
def test_card_is_written_as_the_rulebook_says(card: Card) -> None:
    TypeAdapter(Head).validate_json(json.dumps(asdict(card.head)), strict=True)
    examples = card.examples()
    assert {example.kind for example in examples} >= {"bad", "good"}, "a bad and a good example"
    assert (card.head.fix in ("safe", "unsafe", "either")) == ("fixed" in {each.kind for each in examples})
    headings = re.findall(r"^## (.+)$", card.text, re.MULTILINE)
    assert headings == [heading for heading in HEADINGS if heading in headings]
    assert headings[:3] == list(HEADINGS[:3])
    assert not card.head.summary.endswith(".")
    assert set(card.head.also) <= {"error", "warning", "info"}
    assert (card.severity, list(card.formats)) == (Severity(card.head.severity), card.head.formats)


def test_every_rule_is_checked_and_every_check_has_a_card() -> None:
    claims = {card.code for card in CARDS if card.head.claims}
    checks = {check.code for check in EXAMPLE_CHECKS} | {check.code for check in TOOLBOX_CHECKS}
    checks |= {check.code for check in LINE_CHECKS}
    built_in = {*engine.CODES, *files.CODES, *PARSING, *CONTAINER}
    folds = {fold.code for fold in FOLDS}
    assert claims | checks | folds | built_in == {card.code for card in CARDS}


def test_codes_and_names_are_unique() -> None:
    assert len({card.name for card in CARDS}) == len(CARDS)


def test_bytes_of_an_example() -> None:
    def encoded(text: str, **options: str) -> bytes:
        return Example("bad", "jsonl", text, options).encode(text)

    assert encoded("é\\x0d\\\n") == "é\\x0d\\\n".encode()
    assert encoded("é\\x0d\\xff\\n\n", escapes="yes") == "é\r".encode() + b"\xff\\n\n"
    assert encoded("a\nb\\\n", escapes="yes") == b"a\nb"
    assert encoded("a", encoding="utf-8-sig") == b"\xef\xbb\xbfa"
    assert encoded("a", encoding="utf-16-le") == b"a\x00"
