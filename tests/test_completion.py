"""Completion, in real shells that have loaded the script that `ftlint completion` prints."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the shells are those of POSIX")

FILES = (
    "train.jsonl",
    "valid set.ndjson.gz",
    "notes.txt",
    "data/x.jsonl.zst",
    "data/y,z.jsonl",
    "data/y.csv",
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Make a folder with files, and a program called ftlint."""
    for name in FILES:
        (tmp_path / "work" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "work" / name).touch()
    program = tmp_path / "bin" / "ftlint"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m ftlint "$@"\n')
    program.chmod(0o755)
    return tmp_path


def run(folder: Path, *command: str) -> str:
    import ftlint

    environment = {
        **os.environ,
        "PATH": f"{folder / 'bin'}:{os.environ['PATH']}",
        "HOME": str(folder),
        "PYTHONPATH": str(Path(ftlint.__file__).parent.parent),
    }
    made = subprocess.run(
        command,
        cwd=folder / "work",
        env=environment,
        capture_output=True,
        text=True,
        check=True,
        stdin=subprocess.DEVNULL,
    )
    assert made.stderr == ""
    return made.stdout


BASH = """\
eval "$(ftlint completion bash)"
set -- {words}
COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)) COMP_LINE="$*" COMP_POINT=${{#COMP_LINE}}
compopt() {{ echo "compopt $*" >&3; }}  # a completion outside of readline has no options of its own
$(complete -p ftlint | sed 's/.*-F \\([^ ]*\\) .*/\\1/') ftlint "${{COMP_WORDS[COMP_CWORD]}}" ""
printf '%s\\n' "${{COMPREPLY[@]}}"
"""


def in_bash(folder: Path, words: str) -> list[str]:
    script = "exec 3>/dev/null\n" + BASH.format(words=words)
    return run(folder, "bash", "--norc", "-c", script).splitlines()


def in_fish(folder: Path, line: str) -> list[str]:
    script = f"ftlint completion fish | source; complete -C '{line}'"
    return [word.partition("\t")[0] for word in run(folder, "fish", "--no-config", "-c", script).splitlines()]


CASES = {
    "ftlint tar": {"targets"},
    "ftlint rul": {"rule", "rules"},
    "ftlint --mod": {"--model"},
    "ftlint check --exten": {"--extend-select"},
    "ftlint train.jsonl --uns": {"--unsafe-fixes"},
    "ftlint --select FT30": {f"FT30{n}" for n in range(1, 10)},
    "ftlint --select arguments-not-": {
        "arguments-not-a-string",
        "arguments-not-an-object",
        "arguments-not-json",
    },
    "ftlint check --ignore FT2,AL": {"FT2,ALL"},
    "ftlint check x.jsonl --target mi": {"mistral"},
    "ftlint cost x.jsonl --target mi": {"mistral"},
    "ftlint rule FT10": {f"FT10{n}" for n in range(10)},
    "ftlint x --model gpt-4.1-n": {"gpt-4.1-nano", "gpt-4.1-nano-2025-04-14"},
    "ftlint x --target mistral --model gpt": set(),
    "ftlint x --target nobody --model gpt": set(),
    "ftlint tra": {"train.jsonl"},
    "ftlint check data/": {"data/x.jsonl.zst", "data/y,z.jsonl"},
    "ftlint x --validation tr": {"train.jsonl"},
    "ftlint mask tr": {"train.jsonl"},
    "ftlint completion b": {"bash"},
}


def fits(line: str, offered: list[str], expected: set[str]) -> bool:
    """Say whether what was offered is what is expected; of codes, there may be fewer in the book."""
    if line.endswith(("FT30", "FT10")):
        return len(offered) > 3 and set(offered) <= expected
    return set(offered) == expected and len(offered) == len(expected)


@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash here")
@pytest.mark.parametrize("line", CASES)
def test_bash(folder: Path, line: str) -> None:
    offered = in_bash(folder, line)
    assert fits(line, [word for word in offered if word], CASES[line])


@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash here")
def test_bash_keeps_spaces_and_folders(folder: Path) -> None:
    assert in_bash(folder, "ftlint val") == ["valid set.ndjson.gz"]
    assert sorted(in_bash(folder, "ftlint check ''")) == ["data", "train.jsonl", "valid set.ndjson.gz"]
    assert in_bash(folder, "ftlint x --select = FT30")[0] == "FT301"  # how bash splits --select=FT30
    assert in_bash(folder, "ftlint x --target = mi --model gpt") == [""]


@pytest.mark.skipif(shutil.which("fish") is None, reason="there is no fish here")
@pytest.mark.parametrize("line", CASES)
def test_fish(folder: Path, line: str) -> None:
    assert fits(line, in_fish(folder, line), CASES[line])


@pytest.mark.skipif(shutil.which("zsh") is None, reason="there is no zsh here")
def test_zsh(folder: Path) -> None:
    """Zsh completes at a terminal only: it gets one, and presses the keys."""
    script = r"""
zmodload zsh/zpty
zpty shell zsh -f -i
zpty -w shell 'PS1= PS2=; autoload -U compinit && compinit -u -D; eval "$(ftlint completion zsh)"'
zpty -w -n shell $'echo ready-$((1+1))\n'
while zpty -r shell line; do [[ $line == ready-2* ]] && break; done
for keys in 'ftlint check --exten' 'ftlint x --target mist' 'ftlint tra' 'ftlint rule FT301'; do
    zpty -w -n shell "echo said: $keys"$'\t\n'
    zpty -w -n shell "$keys"$'\t\x01echo said: \n'
    while zpty -r shell line; do [[ $line == said:* ]] && { print -r -- $line; break }; done
    while zpty -r shell line; do [[ $line == said:* ]] && { print -r -- $line; break }; done
done
"""
    said = run(folder, "zsh", "-f", "-c", script).replace("\r", "")
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    for expected in ("--extend-select", "--target mistral", "ftlint train.jsonl", "ftlint rule FT301"):
        assert any(expected in line for line in lines), said
