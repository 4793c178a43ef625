"""What a validator found, as plain data: one fault, one place, whatever branch of the schema it came from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ftlint.records import dataclass
from ftlint.schemas.normal import NOTHING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jsonschema import ValidationError

    from ftlint.findings import Path


@dataclass(frozen=True, slots=True)
class Fault:
    """A value that does not do what one keyword of its schema asks."""

    path: Path
    keyword: str
    """The keyword; "false" for a schema that allows nothing."""
    limit: Any
    """The keyword's own value."""
    value: Any
    """What stands at the place. For `required` it is the object."""
    schema: Any
    """The schema in normal form that the keyword stands in."""
    name: str = ""
    """The missing name, for `required` and `dependentRequired`; an index, for `uniqueItems`."""
    because: str = ""
    """The name that asks for it, for `dependentRequired`."""
    also: tuple[str, ...] = ()
    """Types that other branches would allow."""
    inner: tuple[Fault, ...] = ()
    """What is wrong with a key, for `propertyNames`; with the nearest branch, for `anyOf` and `oneOf`."""


def faults(error: ValidationError, prefix: Path = ()) -> Iterator[Fault]:
    """Yield the faults an error stands for: one, but for the branches of `anyOf` and `oneOf`."""
    path = (*prefix, *error.relative_path)
    if error.validator in ("anyOf", "oneOf") and error.context:
        from ftlint.schemas.branches import nearest_branch

        branches: dict[object, list[Fault]] = {}
        for inner in error.context:
            branches.setdefault(inner.relative_schema_path[0], []).extend(faults(inner, path))
        yield from nearest_branch(_fault(error, path), list(branches.values()))
    elif error.validator == "propertyNames":
        inner_faults = tuple(fault for inner in error.context or () for fault in faults(inner))
        yield _fault(error, path, inner=inner_faults)
    else:
        yield _fault(error, path)


def _fault(error: ValidationError, path: Path, inner: tuple[Fault, ...] = ()) -> Fault:
    keyword = "false" if error.schema == NOTHING else str(error.validator or "false")
    named = keyword in ("required", "dependentRequired", "uniqueItems")
    return Fault(
        path=path,
        keyword=keyword,
        limit=error.validator_value,
        value=error.instance,
        schema=error.schema,
        name=error.message if named else "",
        because=str(error.cause.args[0]) if isinstance(error.cause, KeyError) else "",
        inner=inner,
    )
