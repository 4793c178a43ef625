"""Of the branches of an `anyOf` or `oneOf` that all failed, the one that was meant."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ftlint.schemas.faults import Fault
from ftlint.schemas.leaves import is_names

if TYPE_CHECKING:
    from collections.abc import Iterator

Branch = list[Fault]


def nearest_branch(whole: Fault, branches: list[Branch]) -> Iterator[Fault]:
    """Yield what is wrong with a value that fits no branch.

    `whole` is the fault of the `anyOf` itself; each branch is a list of its faults, never empty. Where one
    branch is clearly meant, its faults are all given; else there is one fault, which names the choices.
    """
    possible = [branch for branch in branches if _at(branch, whole, ("false",)) is None]
    if not possible:
        yield replace(whole, keyword="false")
        return
    branches = possible
    typed = [branch for branch in branches if _at(branch, whole, ("type",)) is None]
    other_types = _types(_at(branch, whole, ("type",)) for branch in branches if branch not in typed)
    if not typed:
        yield replace(whole, keyword="type", limit=other_types)
        return
    valued = [branch for branch in typed if _at(branch, whole, ("enum", "const")) is None]
    if not valued:
        limit = _values(_at(branch, whole, ("enum", "const")) for branch in typed)
        yield replace(whole, keyword="enum", limit=limit, also=tuple(other_types))
        return
    tags = [_tag(branch, whole) for branch in valued]
    untagged = [branch for branch, tag in zip(valued, tags, strict=True) if tag is None]
    if untagged:
        yield from _closest(whole, untagged)
    elif len({tag.path for tag in tags if tag}) == 1 and tags[0] is not None and len(tags) > 1:
        yield replace(tags[0], keyword="enum", limit=_values(tags))
    else:
        yield from _closest(whole, valued)


def _closest(whole: Fault, branches: list[Branch]) -> Iterator[Fault]:
    ranked = sorted(branches, key=len)
    if len(ranked) == 1 or len(ranked[0]) < len(ranked[1]):
        yield from ranked[0]
        return
    if all(len(branch) == 1 and branch[0].keyword == "required" for branch in ranked):
        names = list(dict.fromkeys(branch[0].name for branch in ranked))
        if len(names) == 1:
            yield ranked[0][0]
        elif all(branch[0].path == whole.path for branch in ranked):
            yield replace(whole, keyword="required any", limit=names)
        else:
            yield whole
        return
    first = ranked[0][0]
    if all(
        len(b) == 1 and (b[0].path, b[0].keyword, b[0].limit) == (first.path, first.keyword, first.limit)
        for b in ranked
    ):
        yield first
        return
    yield replace(whole, inner=(first,))


def _at(branch: Branch, whole: Fault, keywords: tuple[str, ...]) -> Fault | None:
    return next((f for f in branch if f.path == whole.path and f.keyword in keywords), None)


def _tag(branch: Branch, whole: Fault) -> Fault | None:
    """Find the property of fixed value that says a branch was not meant (`"kind": "circle"`)."""
    depth = len(whole.path) + 1
    return next((f for f in branch if len(f.path) == depth and f.keyword in ("const", "enum")), None)


def _types(faults: Iterator[Fault | None]) -> list[str]:
    found: dict[str, None] = {}
    for fault in faults:
        if fault is not None:
            found.update(dict.fromkeys(fault.limit if is_names(fault.limit) else [fault.limit]))
    return list(found)


def _values(faults: Iterator[Fault | None] | list[Fault | None]) -> list[object]:
    found: list[object] = []
    for fault in faults:
        if fault is not None:
            found.extend(fault.limit if fault.keyword == "enum" else [fault.limit])
    return found
