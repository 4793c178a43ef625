"""Shape errors, put into the words of the card that claims them.

pydantic says `(type, path)`; the most specific claim wins; what nobody claims falls to FT100.
"""

from __future__ import annotations

import json
from functools import cache, lru_cache
from string import Formatter
from typing import TYPE_CHECKING, Any, Final

from ftlint.findings import Report, Severity
from ftlint.rulebook import rulebook
from ftlint.shapes.errors import general, shape_errors, without_renamed
from ftlint.text.words import kind, quote

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

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
        _help(error, claim, said),
        severity=Severity(claim.severity) if claim.severity else None,
    )


def _help(error: ShapeError, claim: Claim, said: Mapping[str, str]) -> str | None:
    if error.type == "missing" and error.stand_in is not None:
        return f"write {quote(error.path[-1])} in its place"
    return claim.help.format_map(said) if claim.help else None


def words(error: ShapeError, claim: Claim) -> Mapping[str, str]:
    """Give the placeholders that a claim's wording names."""
    return {name: _WORDS[name](error) for name in _placeholders(f"{claim.says}{claim.help or ''}")}


@cache
def _placeholders(wording: str) -> frozenset[str]:
    return frozenset(name for _, name, _, _ in Formatter().parse(wording) if name)


def _key(error: ShapeError) -> str:
    key = error.path[-1] if error.path else ""
    return quote(key)[1:-1] if isinstance(key, str) else quote(key)


def _remedy(error: ShapeError) -> str:
    return f"write {error.meant}" if error.meant else f"remove it; known here: {error.allowed}"


def _encoded(error: ShapeError) -> str:
    return quote(json.dumps(error.value, ensure_ascii=False)[:2_000], 120)


_WORDS: Final[Mapping[str, Callable[[ShapeError], str]]] = {
    "key": _key,
    "value": lambda error: quote(error.value),
    "kind": lambda error: kind(error.value),
    "message": lambda error: error.message,
    "near": lambda error: f"; did you mean {error.meant}?" if error.meant else "",
    "meant": lambda error: error.meant or error.allowed,
    "allowed": lambda error: error.allowed,
    "remedy": _remedy,
    "instead": lambda error: f"; {quote(error.stand_in)} stands in its place" if error.stand_in else "",
    "encoded": _encoded,
    "reason": lambda error: error.reason[:1].lower() + error.reason[1:],
}


@lru_cache(maxsize=4096)  # bounded: the paths hold keys of the data
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
    covers = {e.place.path if e.stand_in is None else e.path[:-1] for e in errors if _covers(e)}
    if not covers:
        return errors
    return [e for e in errors if _covers(e) or not _lies_below(e.path, covers)]


def _covers(error: ShapeError) -> bool:
    return claimed(error)[1].covers


def _lies_below(path: Path, covers: set[Path]) -> bool:
    return any(path[:steps] in covers for steps in range(len(path) + 1))
