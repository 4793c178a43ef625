"""A file is replaced whole or not at all, whatever happens on the way."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
import tempfile
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ftlint.fixing.replacing import FileError, Scratch, replace_file, stamp
from ftlint.inputs import find_files
from ftlint.reading.reader import Source, source_of_file

if TYPE_CHECKING:
    from collections.abc import Iterator

OLD, NEW = b'{"old": 1}\n' * 1000, b'{"new": 2}\n' * 900

posix = pytest.mark.skipif(os.name != "posix", reason="modes, owners and links are of POSIX")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "train.jsonl"
    path.write_bytes(OLD)
    return path


@pytest.fixture
def reachable() -> Iterator[Path]:
    """Give a file in a folder that every user can get at, unlike pytest's."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder).resolve() / "train.jsonl"
        path.write_bytes(OLD)
        yield path


def replaced(path: Path) -> None:
    source = source_of_file(path)
    expected = stamp(source)
    with Scratch() as scratch:
        made = scratch.path_for(source)
        made.write_bytes(NEW)
        replace_file(made, source, expected)


def said(path: Path) -> str:
    with pytest.raises(FileError) as caught:
        replaced(path)
    return str(caught.value).replace(str(path), path.name)


def alone(path: Path) -> bool:
    return [other for other in path.parent.iterdir() if ".ftlint-" in other.name] == []


@posix
@pytest.mark.parametrize("mode", [0o600, 0o644, 0o664, 0o640, 0o755])
def test_mode_and_owner_are_kept(file: Path, mode: int) -> None:
    file.chmod(mode)
    before = file.stat()
    replaced(file)
    after = file.stat()
    assert file.read_bytes() == NEW
    assert stat.S_IMODE(after.st_mode) == mode
    assert (after.st_uid, after.st_gid) == (before.st_uid, before.st_gid)
    assert alone(file)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root gives files away")
def test_the_owner_is_another_one(file: Path) -> None:
    os.chown(file, 12_345, 23_456)
    replaced(file)
    assert (file.stat().st_uid, file.stat().st_gid) == (12_345, 23_456)
    assert file.read_bytes() == NEW


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can become another")
def test_a_file_whose_owner_cannot_be_kept_is_left_alone(reachable: Path) -> None:
    reachable.chmod(0o666)
    reachable.parent.chmod(0o777)
    done = in_child(
        f"""
        import os
        os.setgid(54321); os.setuid(54321)
        try_it(Path({str(reachable)!r}))
        """,
        NEW,
    )
    assert done == f"{reachable}: its owner and group cannot be kept; nothing was written\n"
    assert reachable.read_bytes() == OLD
    assert alone(reachable)


@pytest.mark.skipif(not hasattr(os, "setxattr"), reason="extended attributes are of Linux")
def test_extended_attributes_are_kept(file: Path) -> None:
    try:
        os.setxattr(file, "user.origin", b"crowd")
    except OSError:
        pytest.skip("this file system has none")
    replaced(file)
    assert os.getxattr(file, "user.origin") == b"crowd"


@posix
def test_a_link_stays_a_link(file: Path, tmp_path: Path) -> None:
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    link = folder / "link.jsonl"
    link.symlink_to(Path("..") / file.name)
    replaced(link)
    assert link.is_symlink()
    assert file.read_bytes() == NEW
    assert not file.is_symlink()
    assert alone(file)
    assert alone(link)


def test_a_scratch_file_is_private_beside_the_file_and_no_input(file: Path) -> None:
    with Scratch() as scratch:
        one, other = (scratch.path_for(source_of_file(file)) for _ in range(2))
        assert one != other
        assert one.parent == file.parent.resolve()
        assert one.name.startswith(".train.jsonl.ftlint-")
        if os.name == "posix":
            assert stat.S_IMODE(one.stat().st_mode) == 0o600
        assert find_files([str(file.parent)]) == [file]
    assert alone(file)


def test_a_scratch_file_can_be_elsewhere(file: Path) -> None:
    with Scratch(beside=False) as scratch:
        made = scratch.path_for(source_of_file(file))
        assert made.parent != file.parent
        made.write_bytes(NEW)
    assert not made.parent.exists()


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt, SystemExit])
def test_nothing_is_left_behind(file: Path, error: type[BaseException]) -> None:
    def interrupted() -> None:
        with Scratch() as scratch:
            scratch.path_for(source_of_file(file)).write_bytes(NEW)
            raise error

    with pytest.raises(error):
        interrupted()
    assert alone(file)
    assert file.read_bytes() == OLD


@posix
def test_a_long_name_still_has_room(tmp_path: Path) -> None:
    path = tmp_path / ("漢" * 80 + ".jsonl")
    path.write_bytes(OLD)
    replaced(path)
    assert path.read_bytes() == NEW


@pytest.mark.parametrize("change", ["longer", "same size", "another file"])
def test_a_file_that_changed_is_left_alone(file: Path, change: str) -> None:
    source = source_of_file(file)
    expected = stamp(source)
    with Scratch() as scratch:
        made = scratch.path_for(source)
        made.write_bytes(NEW)
        if change == "another file":
            other = file.with_name("other")
            other.write_bytes(OLD)
            os.utime(other, ns=(expected.modified, expected.modified))
            other.replace(file)
        else:
            file.write_bytes(OLD + b"{}\n" if change == "longer" else OLD.replace(b"1", b"3"))
            os.utime(file, ns=(expected.modified, expected.modified + (change == "same size")))
        found = file.read_bytes()
        with pytest.raises(FileError, match="changed while it was being fixed; nothing was written"):
            replace_file(made, source, expected)
    assert file.read_bytes() == found
    assert alone(file)


def test_a_file_that_is_gone_stays_gone(file: Path) -> None:
    source = source_of_file(file)
    expected = stamp(source)
    with Scratch() as scratch:
        made = scratch.path_for(source)
        file.unlink()
        with pytest.raises(FileError, match="No such file or directory; nothing was written"):
            replace_file(made, source, expected)
    assert not file.exists()


@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may write it")
def test_a_read_only_file_is_left_alone(file: Path) -> None:
    file.chmod(0o444)
    assert said(file).endswith("; nothing was written")
    file.chmod(0o644)
    assert file.read_bytes() == OLD
    assert alone(file)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can become another")
@pytest.mark.parametrize("guarded", ["file", "folder"])
def test_who_may_not_write_does_not(reachable: Path, guarded: str) -> None:
    reachable.chmod(0o644 if guarded == "file" else 0o666)
    reachable.parent.chmod(0o777 if guarded == "file" else 0o755)
    become = "import os\nos.setgid(54321); os.setuid(54321)"
    done = in_child(f"{become}\ntry_it(Path({str(reachable)!r}))", NEW)
    expected = {
        "file": "Permission denied; nothing was written\n",
        "folder": "no file can be made beside it: Permission denied; nothing was written\n",
    }
    assert done == f"{reachable}: {expected[guarded]}"
    assert reachable.read_bytes() == OLD
    assert alone(reachable)


@posix
def test_what_is_no_regular_file_is_refused(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.jsonl"
    os.mkfifo(pipe)
    with pytest.raises(FileError, match=r"pipe\.jsonl: not a regular file; it cannot be written back"):
        stamp(Source(str(pipe), pipe, 0))
    spool = tmp_path / "stdin.jsonl"
    spool.write_bytes(OLD)
    with pytest.raises(FileError, match="/dev/fd/63: not a regular file; it cannot be written back"):
        stamp(Source("/dev/fd/63", spool, len(OLD)))


@posix
def test_a_full_disk_leaves_the_file_alone(file: Path) -> None:
    code = f"""
        import resource, signal
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (5000, 5000))
        try_it(Path({str(file)!r}))
        """
    assert in_child(code, NEW) == f"{file}: File too large; nothing was written\n"
    assert file.read_bytes() == OLD
    assert alone(file)


PRELUDE = """
import sys
from pathlib import Path
from ftlint.fixing.replacing import FileError, Scratch, replace_file, said_of, stamp
from ftlint.reading.reader import source_of_file

new = sys.stdin.buffer.read()

def try_it(path):
    try:
        source = source_of_file(path)
        expected = stamp(source)
        with Scratch() as scratch:
            made = scratch.path_for(source)
            with said_of(source.name), made.open("wb", buffering=1000) as to:
                for start in range(0, len(new), 700):
                    to.write(new[start : start + 700])
            replace_file(made, source, expected)
    except FileError as error:
        print(error)
"""


def in_child(code: str, new: bytes) -> str:
    """Run code in a process of its own; it prints what it says."""
    text = PRELUDE + textwrap.dedent(code)
    done = subprocess.run(
        [sys.executable, "-c", text], input=new, capture_output=True, timeout=300, check=False
    )
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()


# A child kills itself before or behind its n-th call that writes, for n = 1, 2, … until one survives.
KILLED = """
import os, signal, sys
CALLS = {"open", "write", "flush", "close", "fsync", "fchown", "fchmod", "setxattr", "removexattr",
         "replace", "rename", "unlink", "__exit__"}
WHERE = ("<string>", "replacing.py", "rewriting.py", "rounds.py", "pathlib.py", "_local.py")

def killed_at(number, run):
    count = 0
    def watch(frame, event, argument):
        nonlocal count
        if event not in ("c_call", "c_return") or argument.__name__ not in CALLS:
            return
        if frame.f_code.co_filename.endswith(WHERE):
            count += 1
            if count == number:
                os.kill(os.getpid(), signal.SIGKILL)
    sys.setprofile(watch)
    try:
        run()
    finally:
        sys.setprofile(None)

def every_point(path, run):
    old, number, seen = path.read_bytes(), 0, []
    while True:
        number += 1
        child = os.fork()
        if not child:
            killed_at(number, run)
            os._exit(0)
        status = os.waitpid(child, 0)[1]
        seen.append(path.read_bytes())
        path.write_bytes(old)
        for left in path.parent.glob(".*.ftlint-*"):
            left.unlink()
        if not os.WIFSIGNALED(status):
            return old, status, seen
"""


@posix
def test_a_process_that_is_killed_leaves_the_old_or_the_new_file(file: Path) -> None:
    code = f"""
        path = Path({str(file)!r})
        old, status, seen = every_point(path, lambda: try_it(path))
        assert status == 0, status
        print(len(seen), seen.count(old), seen.count(new), seen[-1] == new)
        """
    done = in_child(KILLED + textwrap.dedent(code), NEW)
    points, old, new, ended = done.split()
    assert int(old) + int(new) == int(points) > 40
    assert int(old) > 30
    assert int(new) > 3
    assert ended == "True"


def mistaken(number: int) -> str:
    """Write an example with its arguments as an object, in a line that ends in CRLF."""
    call = {"name": "look", "arguments": {"number": number, "text": "x" * 3_000}}
    messages = [
        {"role": "user", "content": f"Look at {number}"},
        {"role": "assistant", "tool_calls": [{"id": "call_1", "type": "function", "function": call}]},
        {"role": "tool", "tool_call_id": "call_1", "content": "Done"},
        {"role": "assistant", "content": "I did."},
    ]
    return json.dumps({"messages": messages}) + "\r\n"


@posix
def test_ftlint_that_is_killed_leaves_the_old_or_the_new_file(file: Path) -> None:
    file.write_text("".join(map(mistaken, range(4))), newline="")
    code = f"""
        from ftlint.cli.main import cli
        path = Path({str(file)!r})
        def run(*options):
            sys.stdout = open(os.devnull, "w")
            cli(["check", str(path), "--no-progress", *options], standalone_mode=False)
        def tried(*options):
            try:
                run(*options)
            except SystemExit:
                pass
        tried()
        tried("--diff")
        old, status, seen = every_point(path, lambda: tried("--fix"))
        assert status == 0, status
        print(len(seen), seen.count(old), seen.count(seen[-1]), b"\\r" in seen[-1], file=sys.__stdout__)
        """
    points, old, new, unfixed = in_child(KILLED + textwrap.dedent(code), b"").split()
    assert int(old) + int(new) == int(points) > 60
    assert int(old) > 50
    assert int(new) > 3
    assert unfixed == "False"
