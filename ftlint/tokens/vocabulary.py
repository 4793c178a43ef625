"""The vocabularies, from rank data inside the package: nothing here can reach a network.

`tiktoken.get_encoding` downloads the same data at first use, which fails offline and in many CI systems.
`scripts/build_vocabulary.py` makes the data files; a test holds them to the checksums of the originals.
"""

from __future__ import annotations

import zlib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from ftlint.records import dataclass

if TYPE_CHECKING:
    import tiktoken

SEPARATOR = b"\xfe\xff"
"""Between the tokens of a data file. No token of two or more bytes holds either byte (neither occurs in
UTF-8), so splitting gives the tokens back; one C call, where other framings need a loop."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What is fixed about one encoding. Source of every field: `tiktoken_ext/openai_public.py`."""

    sha256: str
    """Of the published plain file, `{token in base64} {rank}` on each line, ranks from 0 upwards."""
    pattern: str
    """Splits a text into the pieces within which bytes are merged."""
    special: dict[str, int]


_CAPITALS = r"[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]"
_SMALL = r"[\p{Ll}\p{Lm}\p{Lo}\p{M}]"
_SHORTENED = r"(?i:'s|'t|'re|'ve|'m|'ll|'d)?"

VOCABULARIES = {
    "o200k_base": Vocabulary(
        sha256="446a9538cb6c348e3516120d7c08b09f57c36495e2acfffe59a5bf8b0cfb1a2d",
        pattern="|".join(
            (
                rf"[^\r\n\p{{L}}\p{{N}}]?{_CAPITALS}*{_SMALL}+{_SHORTENED}",
                rf"[^\r\n\p{{L}}\p{{N}}]?{_CAPITALS}+{_SMALL}*{_SHORTENED}",
                r"\p{N}{1,3}",
                r" ?[^\s\p{L}\p{N}]+[\r\n/]*",
                r"\s*[\r\n]+",
                r"\s+(?!\S)",
                r"\s+",
            )
        ),
        special={"<|endoftext|>": 199999, "<|endofprompt|>": 200018},
    ),
    "cl100k_base": Vocabulary(
        sha256="223921b76ee99bde995b7ff738513eef100fb51d18c93597a113bcffe865b2a7",
        pattern=r"'(?i:[sdmt]|ll|ve|re)|[^\r\n\p{L}\p{N}]?+\p{L}++|\p{N}{1,3}+| ?[^\s\p{L}\p{N}]++[\r\n]*+"
        r"|\s++$|\s*[\r\n]|\s+(?!\S)|\s",
        special={
            "<|endoftext|>": 100257,
            "<|fim_prefix|>": 100258,
            "<|fim_middle|>": 100259,
            "<|fim_suffix|>": 100260,
            "<|endofprompt|>": 100276,
        },
    ),
}
"""By encoding name: `o200k_base` is that of gpt-4o, gpt-4.1 and the o-series, `cl100k_base` that of
gpt-3.5 and gpt-4."""


def data_file(name: str) -> Path:
    """Where the ranks of the encoding `name` are kept."""
    return Path(__file__).parent / "data" / f"{name}.ranks"


@cache
def ranks(name: str) -> dict[bytes, int]:
    """Give the rank of every token of an encoding; about 45 ms at the first call, then kept.

    `name` is a key of `VOCABULARIES`. Raises `OSError` or `zlib.error` on a damaged installation.
    """
    tokens = zlib.decompress(data_file(name).read_bytes()).split(SEPARATOR)
    return dict(zip(tokens, range(len(tokens)), strict=True))


@cache
def encoding(name: str) -> tiktoken.Encoding:
    """Build the reference encoder of an encoding; about 200 ms at the first call, then kept.

    `name` is a key of `VOCABULARIES`; another name raises `ValueError`.
    """
    vocabulary = VOCABULARIES.get(name)
    if vocabulary is None:
        raise ValueError(f"no vocabulary is shipped for {name!r}; there are {', '.join(VOCABULARIES)}")
    import tiktoken

    return tiktoken.Encoding(
        name,
        pat_str=vocabulary.pattern,
        mergeable_ranks=ranks(name),
        special_tokens=vocabulary.special,
    )
