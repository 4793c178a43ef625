"""Bytes to lines: endings, offsets, chunks, lines that are too long, and standard input."""

from __future__ import annotations

import io
import os
import tracemalloc
from dataclasses import replace
from pathlib import Path
from threading import Thread

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ftlint.linting import lint
from ftlint.reading.reader import Chunk, Line, Source, chunks_of, read_lines, source_of_file, source_of_stream


def lines_of(data: bytes, chunk: int | None = None, longest: int = 1000) -> list[Line]:
    with source_of_stream(io.BytesIO(data), "train.jsonl") as spooled:
        source = replace(spooled, longest_line=longest)
        cuts = list(chunks_of(source, 0, chunk or max(len(data), 1)))
        assert b"".join(data[cut.offset : cut.offset + cut.length] for cut in cuts) == data
        return [line for cut in cuts for line in read_lines(source, cut)]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", []),
        (b"a\nb\n", [(b"a", b"\n"), (b"b", b"\n")]),
        (b"a\r\nb\r\n", [(b"a", b"\r\n"), (b"b", b"\r\n")]),
        (b"a\r\nb\nc", [(b"a", b"\r\n"), (b"b", b"\n"), (b"c", b"")]),
        (b"a", [(b"a", b"")]),
        (b"\n", [(b"", b"\n")]),
        (b"\n\n a\n", [(b"", b"\n"), (b"", b"\n"), (b" a", b"\n")]),
        (b"a\rb\n", [(b"a\rb", b"\n")]),
        (b"a\r\r\n", [(b"a\r", b"\r\n")]),
        (b"a\r", [(b"a\r", b"")]),
        (b"\xef\xbb\xbfa\n", [(b"\xef\xbb\xbfa", b"\n")]),
        ("a\u2028b\x85c\x0bd\x0ce\n".encode(), [("a\u2028b\x85c\x0bd\x0ce".encode(), b"\n")]),
    ],
)
def test_lines_and_their_endings(data: bytes, expected: list[tuple[bytes, bytes]]) -> None:
    assert [(line.raw, line.ending) for line in lines_of(data)] == expected


@given(st.lists(st.sampled_from([b"", b"a", b"bcd", b"\r", b" x ", b"y" * 20])), st.integers(1, 40))
def test_lines_are_the_same_however_a_file_is_cut(texts: list[bytes], size: int) -> None:
    data = b"\n".join(texts)
    whole, cut = lines_of(data), lines_of(data, size)
    assert [line._replace(number=0) for line in cut] == [line._replace(number=0) for line in whole]
    assert b"".join(line.raw + line.ending for line in whole) == data
    for line in whole:
        assert data[line.offset :].startswith(line.raw + line.ending)


def test_numbers_begin_anew_in_every_chunk() -> None:
    assert [line.number for line in lines_of(b"a\nb\nc\nd\n", 4)] == [0, 1, 0, 1]


@given(st.lists(st.integers(0, 12)), st.sampled_from([b"\n", b"\r\n"]), st.integers(1, 8), st.integers(1, 30))
def test_a_line_that_is_too_long_is_passed_over(
    lengths: list[int], ending: bytes, longest: int, size: int
) -> None:
    data = b"".join(b"x" * length + ending for length in lengths)
    lines = lines_of(data, size, longest)
    assert [len(line.raw) + line.unread for line in lines] == lengths
    assert all(line.ending == ending for line in lines)
    assert all((line.unread > 0) == (length > longest) for line, length in zip(lines, lengths, strict=True))
    assert all(len(line.raw) <= longest for line in lines)


@pytest.mark.parametrize("length", [9, 10, 11, 12, 13, 50])
def test_a_last_line_without_an_ending_may_be_too_long(length: int) -> None:
    [first, last] = lines_of(b"a\n" + b"x" * length, longest=10)
    assert (first.raw, last.ending) == (b"a", b"")
    assert (len(last.raw), last.unread) == (min(length, 10), max(length - 10, 0))


def test_line_at_an_offset() -> None:
    with source_of_stream(io.BytesIO(b"abc\r\ndef\nghi"), "x") as source:
        assert [source.line_at(at) for at in (0, 5, 9)] == [b"abc", b"def", b"ghi"]
        assert replace(source, longest_line=2).line_at(5) == b"de"


def test_a_file_that_is_cut_while_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "train.jsonl"
    path.write_bytes(b"a\nb\nc\n")
    source = source_of_file(path)
    path.write_bytes(b"a\nb")
    assert [line.raw for line in read_lines(source, Chunk(0, 0, source.size))] == [b"a", b"b"]
    cut = [line.raw for chunk in chunks_of(source, 0, 1) for line in read_lines(source, chunk)]
    assert cut == [b"a", b"b"]


def test_a_stream_can_be_read_twice_and_leaves_nothing() -> None:
    with source_of_stream(io.BytesIO(b"a\nb"), "<stdin>") as source:
        assert (source.name, source.size) == ("<stdin>", 3)
        for _ in range(2):
            assert [line.raw for line in read_lines(source, Chunk(0, 0, 3))] == [b"a", b"b"]
    assert not source.path.exists()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_spooled(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = Thread(target=pipe.write_bytes, args=(b"[1]\n\n",))
    writer.start()
    found = [finding.code for _, finding in lint(str(pipe), select=["FT003", "FT011"]).findings]
    writer.join()
    assert found == ["FT003", "FT011"]


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        source_of_file(tmp_path / "nothing.jsonl")


def test_reading_keeps_no_more_than_a_line(tmp_path: Path) -> None:
    path = tmp_path / "train.jsonl"
    path.write_bytes((b"x" * 9_999 + b"\n") * 1_000)
    source = source_of_file(path)
    tracemalloc.start()
    try:
        count = sum(1 for chunk in chunks_of(source, 0, 1 << 20) for _ in read_lines(source, chunk))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert count == 1_000
    assert peak < 1 << 20


def test_a_source_says_its_own_limit() -> None:
    assert Source("x", Path("x"), 0).longest_line == 256 << 20
