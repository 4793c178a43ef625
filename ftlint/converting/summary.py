"""What a conversion did, and what it could not carry over, in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ftlint.lessons import before_and_after
from ftlint.text.words import count

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ftlint.converting.lines import Conversion, Left


def summary(conversion: Conversion) -> Iterator[str]:
    """Go through the sentences: what was done, what was not, and what the file teaches."""
    name = conversion.plan.job.target.name
    yield (
        f"converted {conversion.changed:,} of {count(conversion.examples, 'example')} for {name}"
        f"{'' if conversion.changed else ': nothing had to be changed'}"
    )
    for (one, several), times in conversion.done.most_common():
        yield f"  {count(times, one, several)}"
    for kind, left in sorted(conversion.left.items()):
        yield f"not carried over: {_left(kind, left)}"
    if conversion.before.assistant or conversion.after.assistant:  # of reinforcement, nothing is a target
        yield before_and_after(conversion.before, conversion.after)


def _left(kind: str, left: Left) -> str:
    code = f"{kind}: " if kind.startswith("FT") else ""
    more = left.mentions.count - 1
    times = f", and {more:,} more like it" if more else ""
    return f"{code}{left.said}{times} ({left.mentions})"
