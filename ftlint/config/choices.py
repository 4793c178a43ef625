"""What may stand in a config where names are wanted: a check gives the value back, or says what is near."""

from __future__ import annotations

from pathlib import PurePosixPath, PureWindowsPath
from typing import TYPE_CHECKING

from pydantic_core import PydanticCustomError

from ftlint.text.words import nearest, one_of, quote

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pydantic import ValidationInfo

OURS = "ftlint"
"""The type of a pydantic error whose text is one of ours."""


def wrong(sentence: str) -> PydanticCustomError:
    """Make an error of a sentence."""
    return PydanticCustomError(OURS, "{sentence}", {"sentence": sentence})


def unknown(what: str, value: str, known: Sequence[str]) -> str:
    """Say that a word is not known: with the nearest that is, else with all of them."""
    near = nearest(value, known)
    return f"{what} {quote(value)}; " + (f"did you mean {quote(near)}?" if near else f"write {one_of(known)}")


def among(what: str, words: Sequence[str]) -> Callable[[str], str]:
    """Make a check that a value is one of `words`; `what` begins the sentence: "there is no level"."""

    def check(value: str) -> str:
        if value not in words:
            raise wrong(unknown(what, value, words))
        return value

    return check


def target(value: str) -> str:
    """Check the name of a provider."""
    from ftlint.targets import names

    return among("there is no target", names())(value)


def model(value: str, info: ValidationInfo) -> str:
    """Check the name of a model at the target of the same config, unless that is wrong itself."""
    from ftlint.targets import UnknownModel, load

    if "target" in info.data:
        at = info.data["target"] or "openai"
        try:
            load(at).model(value)
        except (UnknownModel, IndexError) as error:
            certain = info.data["target"] or "did you mean" in str(error.args[0])
            also = "" if certain else "; a model of another provider needs `target` too"
            raise wrong(f"{error.args[0]}{also}") from error
    return value


def selector(value: str) -> str:
    """Check a selector: a code, a name, a prefix, or ALL."""
    from ftlint.rulebook import UnknownRule, rulebook

    try:
        rulebook().match(value)
    except UnknownRule as error:
        raise wrong(str(error)) from error
    return value


def rule(value: str) -> str:
    """Check one rule's code or name, and give its code."""
    from ftlint.rulebook import UnknownRule, rulebook

    book = rulebook()
    try:
        return book.find(value).code
    except UnknownRule as error:
        try:
            several = len(book.match(value))
        except UnknownRule:
            raise wrong(str(error)) from error
        said = f"{quote(value)} means {several} rules; name one here, or write the prefix under `ignore`"
        raise wrong(said) from error


def output(value: str) -> str:
    """Check an output format, with or without a file; the file stays below the folder of the config."""
    from ftlint.reporters import NAMES

    name, equals, file = value.partition("=")
    if name not in NAMES:
        raise wrong(unknown("there is no output format", name, NAMES))
    if equals:
        plain_path(file)
        windows = PureWindowsPath(file)
        if PurePosixPath(file).is_absolute() or windows.drive or windows.root or ".." in windows.parts:
            raise wrong(f"{quote(file)} is outside the config's folder; name a file below it")
    return value


def plain_path(value: str) -> str:
    """Check that a text can be a path."""
    if not value or "\0" in value:
        raise wrong("a path is not empty and has no NUL")
    return value


def glob(value: str) -> str:
    """Check a glob, written as in a .gitignore file."""
    from ftlint.config.matching import Glob

    try:
        usable = Glob(value).usable
    except ValueError as error:
        raise wrong(f"{quote(value)} is no glob: {error}") from error
    if not usable:
        raise wrong(f"{quote(value)} matches nothing; write a glob such as {quote('data/raw/**')}")
    return value
