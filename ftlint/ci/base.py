"""The base branch of a pull request, and what stands in it. Nothing is fetched."""

from __future__ import annotations

import json
import os
import re
import subprocess
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from ftlint.records import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_SHA = re.compile("[0-9a-f]{40}|[0-9a-f]{64}")
_LINK = b"120000"
_LFS = b"version https://git-lfs.github.com/spec/"
"""Source: docs/spec.md of git-lfs/git-lfs."""


class NotComparable(Exception):
    """What the base branch has under a name is not the file itself; the text says what it is."""


@dataclass(frozen=True, slots=True)
class Base:
    """The base branch: what it is called, and the commit, None where the checkout does not have it."""

    name: str
    commit: str | None


def find_base(environment: Mapping[str, str]) -> Base | None:
    """Find the base of the pull request or merge group that the workflow runs for, if any."""
    event = _event(environment.get("GITHUB_EVENT_PATH"))
    pull, group = _part(event, "pull_request"), _part(event, "merge_group")
    branch = environment.get("GITHUB_BASE_REF") or str(group.get("base_ref", "")).removeprefix("refs/heads/")
    if not branch:
        return None
    head = _part(pull, "head").get("sha")
    said = _part(pull, "base").get("sha") or group.get("base_sha")
    return Base(branch, next(_commits(branch, said, head), None))


def _commits(branch: str, said: object, head: object) -> Iterator[str]:
    """Go through the commits that are the base and that the checkout has, the surest first.

    `pull_request` checks out a merge of the base branch as it is now with the head of the pull request.
    """
    if head is not None and _commit("HEAD^2") == head and (merged := _commit("HEAD^1")):
        yield merged
    if isinstance(said, str) and _SHA.fullmatch(said) and (commit := _commit(said)):
        yield commit
    if fetched := _commit(f"refs/remotes/origin/{branch}"):
        yield fetched


def save(commit: str, name: str, to: Path) -> bool:
    """Write a file of a commit to `to`, never all of it in memory; False where the commit has no such file.

    Raises NotComparable for a link, for a pointer of Git LFS, and for what git cannot read.
    """
    listed = _git("--literal-pathspecs", "ls-tree", "-z", commit, "--", os.path.relpath(name))
    if listed is None:
        raise NotComparable("not in the repository")
    mode, kind, sha, *_ = [*listed.split(b"\t")[0].split(b" "), b"", b""]
    if kind != b"blob":
        return False
    if mode == _LINK:
        raise NotComparable("a link in the base branch")
    with to.open("wb") as stream:
        read = _run(["cat-file", "blob", sha.decode()], stream)
    if read.returncode:
        raise NotComparable("not in this checkout")
    with to.open("rb") as stream:
        if stream.read(len(_LFS)) == _LFS:
            raise NotComparable("in Git LFS")
    return True


def _event(path: str | None) -> dict[str, Any]:
    try:
        event = json.loads(Path(path).read_bytes()) if path else {}
    except (OSError, ValueError):
        return {}
    return event if isinstance(event, dict) else {}


def _part(event: dict[str, Any], key: str) -> dict[str, Any]:
    part = event.get(key)
    return part if isinstance(part, dict) else {}


def _commit(name: str) -> str | None:
    said = _git("rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    return said.decode().strip() if said else None


def _git(*words: str) -> bytes | None:
    """Ask git, in this folder; None where it has no answer, or is not there."""
    try:
        done = _run(words, subprocess.PIPE)
    except (OSError, ValueError):
        return None
    return None if done.returncode else done.stdout


def _run(words: Sequence[str], to: IO[bytes] | int) -> subprocess.CompletedProcess[bytes]:
    """Run git; what a partial clone left out is not fetched."""
    environment = {**os.environ, "GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0"}
    return subprocess.run(  # noqa: S603 (words, no shell)
        ["git", *words],  # noqa: S607 (the git that checked the repository out)
        stdout=to,
        stderr=subprocess.DEVNULL,
        env=environment,
        check=False,
    )
