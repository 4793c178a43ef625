"""Write a benchmark file: `python -m benchmarks.make_data tool-heavy 100 /tmp/tool-heavy.jsonl`.

The same name and size always give the same bytes, and a smaller file is the beginning of a larger one.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Final

from benchmarks import conversations

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

MB: Final = 1_000_000

KINDS: Final[dict[str, Callable[[Random], dict[str, object]]]] = {
    "tool-heavy": conversations.with_tools,
    "chat": conversations.chat,
    "shuffled": conversations.shuffled,
    "bad": conversations.bad,
}
"""What the files are called, and what makes their examples. Only `bad` has errors."""


def lines(kind: str) -> Iterator[bytes]:
    """Make lines without end."""
    random = Random(kind)  # noqa: S311 - the same every time is what is wanted
    make = KINDS[kind]
    while True:
        yield json.dumps(make(random), ensure_ascii=False).encode() + b"\n"


def write(kind: str, size: int, path: Path) -> int:
    """Write whole lines until there are `size` bytes or a little more; say how many lines that took."""
    written = count = 0
    with path.open("wb") as stream:
        for line in lines(kind):
            written += stream.write(line)
            count += 1
            if written >= size:
                break
    return count


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description="Write a benchmark file.")
    parser.add_argument("kind", choices=KINDS)
    parser.add_argument("mb", type=float, help="size in MB (1,000,000 bytes)")
    parser.add_argument("path", type=Path)
    given = parser.parse_args()
    print(f"{write(given.kind, int(given.mb * MB), given.path):,} lines")


if __name__ == "__main__":
    main()
