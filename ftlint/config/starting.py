"""A first config for a folder: its files, their formats, and which of them go together, by their names."""

from __future__ import annotations

import re
from collections import Counter
from contextlib import ExitStack
from typing import TYPE_CHECKING, Final

from ftlint.files import look_at
from ftlint.inputs import InputError, find_files
from ftlint.reading.compressed import source_of
from ftlint.reading.formats import FOREIGN, NATIVE
from ftlint.records import dataclass
from ftlint.text.glyphs import visible
from ftlint.text.words import count

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MOST_FILES: Final = 500
"""Files that are looked at; the config of a folder with more is written by hand."""
MOST_NAMED: Final = 20
"""Files whose formats are listed."""

TRAINING: Final = ("train", "training")
VALIDATION: Final = ("validation", "valid", "val", "dev", "eval", "test")
"""Words in the names of validation files; where there are several such files, the first word wins."""

_WORD = re.compile(r"[A-Za-z]+")
_SHARD = re.compile(r"[-_. ]?\d+(?:[-_. ]of[-_. ]\d+)?(?=\.[a-z]+\Z)")
"""The number of a shard: `train-00001-of-00004.jsonl`."""
_BETWEEN = re.compile(r"[-_. ]+")
_GLOB_SIGN = re.compile(r"[*?\[]")


@dataclass(frozen=True, slots=True)
class Pair:
    """Training files, their validation file, and others that could be meant by that."""

    train: tuple[str, ...]
    validation: str
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Survey:
    """What is in a folder: each file with its format, what goes together, and how many were not looked at."""

    formats: dict[str, str]
    pairs: list[Pair]
    left_out: int = 0

    @property
    def summary(self) -> str:
        """Say it in words."""
        return f"{count(len(self.formats), 'file')}, {count(len(self.pairs), 'dataset')}"


def survey(folder: Path) -> Survey:
    """Look at the files in a folder; left out is what cannot be read, or has a name that is not Unicode."""
    try:
        files = find_files([str(folder)])
    except InputError:
        files = []
    formats: dict[str, str] = {}
    for file in files[:MOST_FILES]:
        name = file.relative_to(folder).as_posix()
        try:
            name.encode()
            with ExitStack() as stack:
                formats[name] = look_at(source_of(file, stack))[0]
        except (OSError, InputError, UnicodeEncodeError):
            continue
    return Survey(formats, list(pair_up(formats)), len(files) - len(formats))


def pair_up(formats: dict[str, str]) -> Iterator[Pair]:
    """Find files of one format whose names differ in `train` and `val` only, or lie in folders called so.

    The shards of one training file belong together.
    """
    training: dict[tuple[str, str], list[str]] = {}
    held: dict[tuple[str, str], list[tuple[int, str]]] = {}
    roles = {name: _role(name) for name in formats}
    for name, (word, rest) in roles.items():
        if word in VALIDATION:
            for key in {(rest, formats[name]), (_role(_SHARD.sub("", name))[1], formats[name])}:
                held.setdefault(key, []).append((VALIDATION.index(word), name))
    for name, (word, rest) in roles.items():
        key = (rest, formats[name])
        if word in TRAINING and key not in held:
            key = (_role(_SHARD.sub("", name))[1], formats[name])
        if word not in VALIDATION:
            training.setdefault(key, []).append(name)
    for key, names in training.items():
        if key in held and key[1] in NATIVE:
            first, *others = [name for _, name in sorted(held[key])]
            yield Pair(tuple(names), first, tuple(others))


def _role(name: str) -> tuple[str, str]:
    """Split a name into the last word that says what the file is for, in small letters, and the rest."""
    words = [match for match in _WORD.finditer(name) if match[0].lower() in (*TRAINING, *VALIDATION)]
    if not words:
        return "", _plain(name)
    start, end = words[-1].span()
    return words[-1][0].lower(), _plain(f"{name[:start]}-{name[end:]}")


def _plain(name: str) -> str:
    return "/".join(_BETWEEN.sub("-", part).strip("-") for part in name.split("/"))


def write_config(found: Survey) -> str:
    """Write the config of what was found, as TOML with comments."""
    from ftlint.targets import load

    target = load("openai")
    model = target.model(target.default_model or next(iter(target.models))).label
    lines = [
        "# Settings of ftlint. What is in force, and who set it: ftlint --show-settings",
        "",
        *_found_lines(found),
        f"target = {toml_text(target.name)}  # who trains; all of them: ftlint targets",
        f"model = {toml_text(model)}  # all of them: ftlint models",
        "# epochs = 3  # without it, the provider's rule",
        'fail-on = "error"  # or "warning", "info"',
        "# ignore = []  # rules: codes, names or prefixes",
        "# max-cost = 25.0  # US dollars: fails when training would cost more",
    ]
    for pair in found.pairs:
        lines += ["", "[[datasets]]", *_dataset_lines(pair)]
    return "\n".join(lines) + "\n"


def _found_lines(found: Survey) -> Iterator[str]:
    if not found.formats:
        yield "# No .jsonl or .ndjson file is in this folder yet."
    for name in list(found.formats)[:MOST_NAMED]:
        format_ = found.formats[name]
        title = FOREIGN[format_][0] if format_ in FOREIGN else NATIVE.get(format_, format_)
        yield visible(f"# {name}: {title}")
    rest = len(found.formats) - MOST_NAMED
    if rest > 0:
        kinds = Counter(list(found.formats.values())[MOST_NAMED:])
        yield f"# and {count(rest, 'more file')}: {', '.join(f'{n} {kind}' for kind, n in kinds.items())}"
    if found.left_out:
        yield f"# {count(found.left_out, 'file')} not looked at"
    yield ""


def _dataset_lines(pair: Pair) -> Iterator[str]:
    train = [toml_text(_GLOB_SIGN.sub(r"[\g<0>]", name)) for name in pair.train]
    yield f"train = {train[0] if len(train) == 1 else '[' + ', '.join(train) + ']'}"
    yield f"validation = {toml_text(pair.validation)}"
    if pair.others:
        yield visible(f"# or: {', '.join(pair.others)}")


def toml_text(text: str) -> str:
    """Write a text, which has no lone surrogate, as a TOML string; what cannot be seen becomes an escape."""
    return '"' + "".join(_escaped(char) for char in text) + '"'


def _escaped(char: str) -> str:
    if char in '"\\':
        return "\\" + char
    if char.isprintable():
        return char
    return f"\\u{ord(char):04x}" if ord(char) < 0x10000 else f"\\U{ord(char):08x}"
