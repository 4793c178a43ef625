"""Shape errors, put into the words of the card that claims them.

pydantic says `(type, path)`; the most specific claim wins; what nobody claims falls to FT100.
"""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any

from ftlint.findings import Report, Severity
from ftlint.rulebook import rulebook
from ftlint.shapes.errors import general, shape_errors, without_renamed
from ftlint.text.words import kind, quote

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pydantic import TypeAdapter

    from ftlint.cards import Claim
    from ftlint.findings import Path
    from ftlint.shapes.errors import ShapeError

CATCH_ALL = "FT100"


def claim_reports(shape: TypeAdapter[Any], value: Mapping[str, object]) -> Iterator[tuple[str, Report]]:
    """Check a value against a shape: the code and the report of every mistake, each said once."""
    for error in without_renamed(_uncovered(shape_errors(shape, value))):
        code, claim = claimed(error)
        yield code, report_of(error, claim)


def claimed(error: ShapeError) -> tuple[str, Claim]:
    """Find the rule that speaks for an error, and its claim."""
    given = "null" if error.value is None else kind(error.value).split()[-1]
    return _claim_for(error.type, general(error.path), given)


def report_of(error: ShapeError, claim: Claim) -> Report:
    """Word an error as its claim says."""
    said = words(error, claim)
    return Report(
        error.place,
        claim.says.format_map(said),
        claim.help.format_map(said) if claim.help else None,
        severity=Severity(claim.severity) if claim.severity else None,
    )


def words(error: ShapeError, claim: Claim) -> Mapping[str, str]:
    """Give the placeholders of a claim's wording."""
    uses_encoded = "{encoded}" in f"{claim.says}{claim.help}"
    key = error.path[-1] if error.path else ""
    written, meant = quote(key), error.meant
    return {
        "key": written[1:-1] if isinstance(key, str) else written,
        "value": quote(error.value),
        "kind": kind(error.value),
        "message": error.message,
        "near": f"; did you mean {meant}?" if meant else "",
        "meant": meant or error.allowed,
        "allowed": error.allowed,
        "remedy": f"write {meant}" if meant else f"remove it; known here: {error.allowed}",
        "instead": f"; {quote(error.stand_in)} stands in its place" if error.stand_in else "",
        "encoded": quote(_encoded(error.value), 120) if uses_encoded else "",
        "reason": error.reason[:1].lower() + error.reason[1:],
    }


def _encoded(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)[:2_000]


@cache
def _claim_for(error: str, at: tuple[str, ...], given: str) -> tuple[str, Claim]:
    best: tuple[tuple[int, ...], str, Claim] | None = None
    for card in rulebook():
        for claim in card.head.claims:
            if claim.error not in ("*", error) or claim.given not in (None, given):
                continue
            pattern = tuple(claim.at.split(".")) if claim.at else ()
            if not _matches(pattern, at):
                continue
            literal = sum(segment not in ("*", "**") for segment in pattern)
            weight = (literal, "**" not in pattern, claim.given is not None, claim.error != "*")
            if best is None or weight > best[0]:
                best = (weight, card.code, claim)
    if best is None:
        raise LookupError(f"no card claims {error} at {'.'.join(at)}: {CATCH_ALL} must claim everything")
    return best[1], best[2]


def _matches(pattern: tuple[str, ...], at: tuple[str, ...]) -> bool:
    if pattern[-1:] == ("**",):
        pattern, at = pattern[:-1], at[: len(pattern) - 1]
    return len(pattern) == len(at) and all(p in ("*", a) for p, a in zip(pattern, at, strict=True))


def _uncovered(errors: list[ShapeError]) -> list[ShapeError]:
    """Drop what lies below an object whose one mistake explains it all."""
    covers = [
        error.place.path if error.stand_in is None else error.path[:-1] for error in errors if _covers(error)
    ]
    return [e for e in errors if _covers(e) or not any(_below(e.path, cover) for cover in covers)]


def _covers(error: ShapeError) -> bool:
    return claimed(error)[1].covers


def _below(path: Path, cover: Path) -> bool:
    return path[: len(cover)] == cover
