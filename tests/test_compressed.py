"""Compressed files and patterns: what is read, what is refused, and with which words."""

from __future__ import annotations

import bz2
import gzip
import lzma
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ftlint.fixing.replacing import FileError, stamp
from ftlint.inputs import InputError, find_files
from ftlint.linting import lint, open_sources
from ftlint.reading.compressed import Limits, decompressed

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

if TYPE_CHECKING:
    from collections.abc import Callable

PACK: dict[str, Callable[[bytes], bytes]] = {
    "gz": gzip.compress,
    "bz2": bz2.compress,
    "xz": lzma.compress,
    "zst": zstd.compress,
}
SKIPPABLE = b"\x50\x2a\x4d\x18\x03\x00\x00\x00abc"
LINES = b'{"messages": [{"role": "user", "content": "Hi"}]}\n[1]\n'
"""The second is FT003."""

every = pytest.mark.parametrize("suffix", PACK)


def spooled(path: Path) -> bytes:
    with ExitStack() as stack:
        [source] = open_sources([str(path)], None, stack)
        assert source.name == str(path)
        return source.path.read_bytes()


def refused(path: Path) -> str:
    with pytest.raises(InputError) as caught:
        spooled(path)
    said = str(caught.value)
    assert said.startswith(f"{path}: ")
    return said.removeprefix(f"{path}: ")


def left_behind() -> set[str]:
    return {path.name for path in Path(tempfile.gettempdir()).glob("ftlint-*")}


@every
def test_a_compressed_file_is_read_as_it_is(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"train.jsonl.{suffix}"
    path.write_bytes(PACK[suffix](LINES))
    result = lint(str(path), select=["FT003"])
    assert [(file.name, finding.code, finding.line) for file, finding in result.findings] == [
        (str(path), "FT003", 2)
    ]
    assert result.files[0].source.size == len(LINES)


@every
def test_members_frames_and_streams_one_behind_the_other(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"train.jsonl.{suffix}"
    path.write_bytes(PACK[suffix](LINES[:30]) + PACK[suffix](b"") + PACK[suffix](LINES[30:]))
    assert spooled(path) == LINES


def test_what_may_stand_around_frames(tmp_path: Path) -> None:
    path = tmp_path / "train.jsonl.zst"
    path.write_bytes(SKIPPABLE + zstd.compress(LINES) + SKIPPABLE)
    assert spooled(path) == LINES
    path = tmp_path / "train.jsonl.gz"
    path.write_bytes(gzip.compress(LINES) + bytes(512))
    assert spooled(path) == LINES


@every
def test_a_copy_that_broke_off(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"train.jsonl.{suffix}"
    whole = PACK[suffix](LINES)
    for size in range(8, len(whole)):
        path.write_bytes(whole[:size])
        assert "breaks off after" in refused(path)


@every
def test_damage_is_a_sentence_or_the_text(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"train.jsonl.{suffix}"
    whole = bytearray(PACK[suffix](LINES))
    said = []
    for at in range(8, len(whole)):
        whole[at] ^= 0x55
        path.write_bytes(whole)
        whole[at] ^= 0x55
        try:
            spooled(path)
        except InputError as error:
            said.append(str(error))
    assert said
    assert all(" data is damaged after " in text or " data breaks off after " in text for text in said)


def test_garbage_behind_the_end(tmp_path: Path) -> None:
    path = tmp_path / "train.jsonl.gz"
    path.write_bytes(gzip.compress(LINES) + b"garbage")
    assert refused(path).startswith(f"the gzip data is damaged after {len(LINES)} bytes of text: ")


@every
def test_a_bomb_is_stopped(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"train.jsonl.{suffix}"
    path.write_bytes(PACK[suffix](bytes(3 << 20)))
    before = left_behind()
    kind = {"gz": "gzip", "zst": "zstd", "bz2": "bzip2", "xz": "xz"}[suffix]
    for limits in (Limits(harmless=1 << 20, ratio=50), Limits(most=1 << 20)):
        with pytest.raises(InputError, match=f"times its size; if it is no {kind} bomb"):
            decompressed(path, kind, limits).__enter__()
    with decompressed(path, kind, Limits(harmless=3 << 20, ratio=1, most=3 << 20)) as source:
        assert source.size == 3 << 20
    assert left_behind() <= before


def test_the_name_says_whether_and_the_bytes_say_how(tmp_path: Path) -> None:
    (tmp_path / "train.jsonl.gz").write_bytes(zstd.compress(LINES))
    assert spooled(tmp_path / "train.jsonl.gz") == LINES
    plain = tmp_path / "plain.jsonl.gz"  # as browsers and curl --compressed leave it
    plain.write_bytes(LINES)
    assert spooled(plain) == LINES
    hidden = tmp_path / "train.jsonl"
    hidden.write_bytes(gzip.compress(LINES))
    [finding] = [finding for _, finding in lint(str(hidden), select=["FT002"]).findings]
    assert (finding.message, finding.help) == (
        "the file is gzip-compressed, not JSON Lines",
        "decompress it first",
    )


def test_an_empty_file_and_nothing_compressed(tmp_path: Path) -> None:
    for content in (b"", gzip.compress(b"")):
        (tmp_path / "train.jsonl.gz").write_bytes(content)
        [finding] = [finding for _, finding in lint(str(tmp_path), select=["FT013"]).findings]
        assert finding.message == "the file is empty"


def test_compressed_files_are_found_in_folders(tmp_path: Path) -> None:
    names = ["a.jsonl", "b.jsonl.gz", "c.ndjson.zst", "d.JSONL.XZ", "e.ndjson.bz2"]
    for name in [*names, "f.json.gz", "g.gz", "h.jsonl.zip", "i.csv.gz", ".j.jsonl.gz", "jsonl.gz"]:
        (tmp_path / name).touch()
    assert [path.name for path in find_files([str(tmp_path)])] == names


def test_a_compressed_file_cannot_be_fixed(tmp_path: Path) -> None:
    path = tmp_path / "train.jsonl.gz"
    path.write_bytes(gzip.compress(LINES))
    with ExitStack() as stack:
        [source] = open_sources([str(path)], None, stack)
        with pytest.raises(FileError) as caught:
            stamp(source)
    assert str(caught.value) == f"{path}: a compressed file cannot be fixed in place; decompress it first"


def test_a_compressed_validation_file_is_not_trained_on(tmp_path: Path) -> None:
    for name in ("train.jsonl.gz", "valid.jsonl.gz"):
        (tmp_path / name).write_bytes(gzip.compress(LINES))
    result = lint(str(tmp_path), validation=str(tmp_path / "valid.jsonl.gz"))
    assert [(file.name[-14:], file.role) for file in result.files] == [
        ("train.jsonl.gz", "training"),
        ("valid.jsonl.gz", "validation"),
    ]


@pytest.mark.skipif(sys.platform == "win32", reason="limits on the size of a file are POSIX's")
def test_a_temporary_folder_without_room(tmp_path: Path) -> None:
    path = tmp_path / "train.jsonl.gz"
    path.write_bytes(gzip.compress(LINES * 100_000))
    limit = "import resource as r; r.setrlimit(r.RLIMIT_FSIZE, (1 << 20, 1 << 20));"
    code = f"{limit}import sys; from ftlint.__main__ import main; sys.argv[1:] = [{str(path)!r}]; main()"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert run.returncode == 2
    assert run.stderr.startswith(f"ftlint: {path}: ")
    assert "bytes of its text cannot be written to the temporary folder" in run.stderr
    assert run.stderr.count("\n") == 1


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("data/a.jsonl", "data/x/c.jsonl", "data/x/b.jsonl.gz", "data/node_modules/m.jsonl"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(LINES)
    (tmp_path / "data/readme.md").touch()
    (tmp_path / "data/.hidden.jsonl").touch()
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("data/*.jsonl", ["data/a.jsonl"]),
        ("data/**/*.jsonl", ["data/a.jsonl", "data/x/c.jsonl"]),
        ("data/**/[bc].jsonl*", ["data/x/b.jsonl.gz", "data/x/c.jsonl"]),
        ("data/node_modules/*", ["data/node_modules/m.jsonl"]),
        ("dat?", ["data/a.jsonl", "data/x/b.jsonl.gz", "data/x/c.jsonl"]),
    ],
)
@pytest.mark.usefixtures("tree")
def test_patterns(pattern: str, expected: list[str]) -> None:
    assert [path.as_posix() for path in find_files([pattern])] == expected


@pytest.mark.usefixtures("tree")
def test_patterns_that_nothing_matches() -> None:
    for pattern in ("data/*.json", "nowhere/**", "data/*\x00", "[", "data/.h*x"):
        with pytest.raises(InputError, match=r"no file matches this pattern|null"):
            find_files([pattern])


def test_a_name_with_brackets_is_itself_first(tree: Path) -> None:
    (tree / "data/[a].jsonl").write_bytes(LINES)
    assert [path.as_posix() for path in find_files(["data/[a].jsonl"])] == ["data/[a].jsonl"]
    (tree / "data/[a].jsonl").unlink()
    assert [path.as_posix() for path in find_files(["data/[a].jsonl"])] == ["data/a.jsonl"]
