"""Lists that are put away: whatever is kept, they read as a list does, and leave nothing behind."""

from __future__ import annotations

import copy
import gc
import heapq
import pickle
import tempfile
from collections import Counter
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ftlint import spool
from ftlint.findings import Finding, Label, Place, Severity
from ftlint.inputs import InputError
from ftlint.kept import LOOSE, Kept
from ftlint.kept_findings import Findings
from ftlint.line_numbers import FIRST, LineNumbers
from ftlint.ordering import sorted_runs

OPEN = Path("/proc/self/fd")

ITEMS = st.lists(st.integers() | st.text() | st.tuples(st.integers(), st.just("\ud800")), max_size=40)
BATCHES = st.integers(1, 9)


@given(ITEMS, BATCHES)
def test_it_reads_like_a_list(items: list[object], batch: int) -> None:
    kept = Kept(items, batch)
    assert kept == items
    assert list(kept) == items
    assert (len(kept), bool(kept), repr(kept)) == (len(items), bool(items), repr(items))
    assert kept.put_away == (len(items) >= batch)
    assert [kept[index] for index in range(-len(items), len(items))] == items * 2
    assert kept != [*items, 1]
    assert kept != tuple(items)


@given(ITEMS, BATCHES, st.slices(40))
def test_slices_are_those_of_a_list(items: list[object], batch: int, part: slice) -> None:
    assert Kept(items, batch)[part] == items[part]


def test_there_is_nothing_behind_the_end() -> None:
    for kept in (Kept[int](), Kept([1, 2, 3], 2)):
        for index in (3, -4):
            with pytest.raises(IndexError):
                kept[index]


@given(ITEMS, BATCHES, st.integers(0, 40), st.integers(0, 40))
def test_a_part_is_read_alone(items: list[object], batch: int, start: int, end: int) -> None:
    assert list(Kept(items, batch).between(start, end)) == items[start:end]


@given(ITEMS, BATCHES)
def test_readings_do_not_disturb_each_other(items: list[object], batch: int) -> None:
    kept = Kept(items, batch)
    pairs = [(one, two) for one in kept for two in kept]
    assert pairs == [(one, two) for one in items for two in items]
    assert list(zip(kept, kept, strict=True)) == list(zip(items, items, strict=True))


@given(ITEMS, BATCHES, ITEMS, BATCHES, ITEMS)
def test_what_is_joined_is_in_order(
    one: list[object], batch: int, two: list[object], other: int, three: list[object]
) -> None:
    kept = Kept(one, batch)
    added = Kept(two, other)
    kept.extend(added)
    assert kept == one + two
    kept.extend(three)
    kept.append(7)
    assert kept == [*one, *two, *three, 7]
    assert added == two
    kept.put_away_all()
    assert kept.loose == 0
    assert kept == [*one, *two, *three, 7]


@given(ITEMS, BATCHES)
def test_it_can_be_sent_away(items: list[object], batch: int) -> None:
    kept = Kept(items, batch)
    for sent in (pickle.loads(pickle.dumps(kept)), copy.deepcopy(kept)):  # noqa: S301 (our own)
        sent.append("more")
        assert sent == [*items, "more"]
    assert kept == items


def test_what_is_sent_is_packed() -> None:
    items = [f"a sentence that says much the same as number {number}" for number in range(LOOSE * 10)]
    kept = Kept(items)
    assert not kept.put_away
    sent = pickle.dumps(kept)
    assert len(sent) * 5 < len(pickle.dumps(items))
    assert pickle.loads(sent) == items  # noqa: S301 (our own)


FINDINGS = st.lists(
    st.builds(
        Finding,
        code=st.sampled_from(["FT001", "FT011", "FT301"]),
        severity=st.sampled_from([Severity.ERROR, Severity.WARNING, Severity.INFO]),
        line=st.integers(1, 20),
        offset=st.integers(0, 1 << 40),
        place=st.builds(Place, st.sampled_from([(), ("messages", 2), ("messages", 10), ("tools",)])),
        message=st.text(max_size=5),
        labels=st.sampled_from([(), (Label(Place(), "the first", 3),)]),
        whole_file=st.booleans(),
        fix=st.sampled_from([None, "safe", "unsafe"]),
    ),
    max_size=30,
)


@given(FINDINGS, BATCHES)
def test_findings_are_counted_as_they_come(found: list[Finding], batch: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("ftlint.kept.BATCH", batch)
        kept = Findings(found)
        there = pickle.loads(pickle.dumps(kept))  # noqa: S301 (our own)
    for each in (kept, there):
        assert each == found
        assert each.counts == Counter((one.code, one.severity, one.fix) for one in found)
        lines = {one.line for one in found if not one.whole_file and one.code != "FT011"}
        assert len(each.examples) == len(lines)


@given(FINDINGS, BATCHES)
def test_what_does_not_fit_in_memory_is_sorted_as_a_list_is(found: list[Finding], batch: int) -> None:
    def order(finding: Finding) -> tuple[int, int]:
        return finding.line, len(finding.place.path)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("ftlint.kept.BATCH", batch)
        runs = sorted_runs(found, order)
        assert list(heapq.merge(*runs, key=order)) == sorted(found, key=order)
        assert len(sorted_runs(sorted(found, key=order), order)) <= 1


@given(st.lists(st.integers(0, 99)), st.lists(st.integers(0, 300)))
def test_numbers_of_lines_are_a_set(one: list[int], two: list[int]) -> None:
    numbers = LineNumbers(one)
    assert len(numbers) == len(set(one))
    assert numbers.first == list(dict.fromkeys(one))[:FIRST]
    assert [number for number in range(301) if number in numbers] == sorted(set(one))
    numbers |= LineNumbers(two)
    assert len(numbers) == len(set(one + two))
    assert [number for number in range(301) if number in numbers] == sorted(set(one + two))


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Have an empty folder for temporary files, which are used at once."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    monkeypatch.setattr(spool, "MEMORY", 0)
    return folder


def files_open_in(folder: Path) -> list[str]:
    """List the files of a folder that this process has open, also those without a name."""
    held = []
    for link in OPEN.iterdir():
        with suppress(OSError):  # the folder itself was open while it was listed
            held.append(str(link.readlink()))
    return [name for name in held if name.startswith(str(folder))]


@pytest.mark.skipif(not OPEN.is_dir(), reason="looks at what is open as Linux shows it")
def test_the_temporary_file_is_gone_with_the_list(temporary: Path) -> None:
    kept = Kept(range(100), 10)
    copied = pickle.loads(pickle.dumps(kept))  # noqa: S301 (our own)
    assert len(files_open_in(temporary)) == 2
    assert list(temporary.iterdir()) == []
    assert kept == copied == list(range(100))
    del kept, copied
    gc.collect()
    assert files_open_in(temporary) == []


@pytest.mark.usefixtures("temporary")
def test_a_temporary_folder_that_is_gone_is_said(temporary: Path) -> None:
    temporary.rmdir()
    with pytest.raises(InputError, match=r"no room for what was found .* TMPDIR"):
        Kept(range(100), 10)
