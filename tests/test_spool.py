"""Bytes are given back as they were added, wherever they are kept."""

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ftlint import spool
from ftlint.checks import duplicates
from ftlint.checks.duplicates import _WHOLE, alike
from ftlint.spool import Spool


@given(st.lists(st.binary(max_size=20)), st.integers(0, 30), st.integers(1, 7), st.integers(0, 40))
def test_a_spool_is_like_its_bytes(pieces: list[bytes], memory: int, size: int, start: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(spool, "MEMORY", memory)
        patch.setattr(spool, "BLOCK", 5)
        kept, joined, whole = Spool(), Spool(b"x"), b"".join(pieces)
        for piece in pieces:
            kept.add(piece)
        joined.join(kept)
        assert len(kept) == len(whole)
        assert kept.at(start, size) == whole[start:][:size]
        assert b"".join(kept.blocks(size)) == whole
        assert all(len(block) % size == 0 for block in list(kept.blocks(size))[:-1])
        assert joined.at(0, len(joined)) == b"x" + whole
        assert pickle.loads(pickle.dumps(kept)) == Spool(whole)  # noqa: S301 (our own)
        assert (kept == joined) is False


@given(st.lists(st.sampled_from([b"a", b"b", b"\xff", b"\x80"]), max_size=12), st.integers(1, 4))
def test_what_is_alike_is_found_however_little_is_compared_at_a_time(digests: list[bytes], most: int) -> None:
    state = Spool()
    for line, digest in enumerate(digests):
        state.add(_WHOLE.pack(digest * 16, 0, line, 0))
    expected = {
        (digests.index(digest), line) for line, digest in enumerate(digests) if digests.index(digest) < line
    }
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(duplicates, "COMPARED", most)
        found = [(first[2], record[2]) for first, record in alike(state, _WHOLE)]
    assert set(found) == expected
    assert len(found) == len(expected)
