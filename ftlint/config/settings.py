"""The settings of a run: the command line beats the config, and the config beats the target's defaults."""

from __future__ import annotations

import os
from dataclasses import field, fields
from typing import TYPE_CHECKING, Any

from ftlint.findings import Severity
from ftlint.records import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from ftlint.config.loading import Config
    from ftlint.config.search import Found
    from ftlint.findings import Path as KeyPath

COMMAND_LINE, DEFAULT = "command line", "default"


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What the command line says; None, or an empty tuple, where it says nothing."""

    target: str | None = None
    model: str | None = None
    format: str | None = None
    epochs: int | None = None
    validation: str | None = None
    select: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    fail_on: str | None = None
    output_format: tuple[str, ...] = ()
    excerpts: bool | None = None
    unsafe_fixes: bool | None = None
    jobs: int | None = None
    baseline: str | None = None
    max_cost: float | None = None
    max_tokens: int | None = None


@dataclass(frozen=True, slots=True)
class DatasetPaths:
    """One of `datasets`: its training files or globs, and its validation file, as the config has them."""

    train: tuple[str, ...]
    validation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a run is to do. Paths are as seen from the working folder; globs stay as in the config."""

    target: str = "openai"
    model: str | None = None
    """None: the target's default."""
    format: str | None = None
    epochs: int | None = None
    validation: str | None = None
    select: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    fail_on: str = "error"
    exclude: tuple[str, ...] = ()
    output_format: tuple[str, ...] = ("full",)
    excerpts: bool = True
    unsafe_fixes: bool = False
    jobs: int | None = None
    """None: as many as suit the machine."""
    baseline: str | None = None
    max_cost: float | None = None
    max_tokens: int | None = None
    rules: Mapping[str, Severity] = field(default_factory=dict)
    """Levels by code."""
    per_file_ignores: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    datasets: tuple[DatasetPaths, ...] = ()
    folder: Path | None = None
    """What globs are relative to; None without a config."""
    config: Config | None = None
    looked: str = ""
    """Where the config is from, or where was looked for one."""
    origins: Mapping[KeyPath, str] = field(default_factory=dict)
    """Who set what; by the key as in the config, and for entries by key and entry."""

    def origin(self, *path: str | int) -> str:
        """Say who set a key or an entry: `command line`, `ftlint.toml:4`, `default`, `default of openai`."""
        for length in range(len(path), 0, -1):
            if path[:length] in self.origins:
                return self.origins[path[:length]]
        return f"default of {self.target}" if path[0] in ("model", "epochs") else DEFAULT


def settle(found: Found, given: Given) -> Settings:
    """Merge the command line with the config.

    `select` on the command line stands in the place of the config's `select` and `extend-select`;
    `--extend-select` and `--ignore` add to those of the config. What the command line selects by the very
    selector that the config ignores, or by a rule's whole code or name, is checked whatever the config says.
    Raises UnknownRule for a selector of the command line that means no rule, and ConfigError where the model
    of the config is not one of the target that the command line names.
    """
    config = found.config
    settings: dict[str, Any] = {"looked": found.said, "config": config}
    origins: dict[KeyPath, str] = {}
    if config is not None:
        settings["folder"] = config.folder
        for name, value in _of_config(config):
            settings[name] = value
            origins |= dict(_origins(config, name, value))
        _make_room(settings, origins, given)
    for item in fields(Given):
        value = getattr(given, item.name)
        if value is None or value == ():
            continue
        before = settings.get(item.name, ()) if item.name in ("extend_select", "ignore") else ()
        settings[item.name] = (*before, *value) if isinstance(value, tuple) else value
        key = _key(item.name)
        for index in range(len(before), len(settings[item.name]) if isinstance(value, tuple) else 0):
            origins[key, index] = COMMAND_LINE
        if not before:
            origins[key,] = COMMAND_LINE
    made = Settings(**settings, origins=origins)
    _check_model(made, given)
    return made


def _of_config(config: Config) -> Iterator[tuple[str, Any]]:
    """Go through what a config sets, as values of Settings."""
    for key in config.keys.model_fields_set:
        value = getattr(config.keys, key)
        name = key.rstrip("_")
        if key == "baseline":
            value = from_here(config, value)
        elif key == "output_format":
            value = tuple(_output(config, entry) for entry in value)
        elif key == "rules":
            value = {code: Severity(level) for code, level in value.items()}
        elif key == "per_file_ignores":
            value = {glob: tuple(selectors) for glob, selectors in value.items()}
        elif key == "datasets":
            value = tuple(DatasetPaths(tuple(each.train), each.validation) for each in value)
        elif isinstance(value, list):
            value = tuple(value)
        yield name, value


def _origins(config: Config, name: str, value: object) -> Iterator[tuple[KeyPath, str]]:
    """Say where a value of a config and its entries stand."""
    key = _key(name)
    yield (key,), config.origin(key)
    if isinstance(value, tuple):
        for index in range(len(value)):
            yield (key, index), config.origin(key, index)
    elif name == "rules":
        from ftlint.rulebook import rulebook

        path = (*config.root, key)
        for step in [p[len(path)] for p in config.document.positions.paths() if p[:-1] == path]:
            yield (key, rulebook().find(str(step)).code), config.origin(key, step)
    elif isinstance(value, dict):
        for step in value:
            yield (key, step), config.origin(key, step)


def _make_room(settings: dict[str, Any], origins: dict[KeyPath, str], given: Given) -> None:
    """Take out of what the config says what the command line overrules."""
    if given.select:
        for name in ("select", "extend_select"):
            settings.pop(name, None)
            for path in [path for path in origins if path[0] == _key(name)]:
                del origins[path]
    if not (given.select or given.extend_select):
        return
    from ftlint.rulebook import rulebook

    book = rulebook()
    wanted = [*given.select, *given.extend_select]
    named, same = book.named(wanted), {book.match(selector) for selector in wanted}
    kept = [
        (selector, origins["ignore", index])
        for index, selector in enumerate(settings.get("ignore", ()))
        if not (book.match(selector) <= named or book.match(selector) in same)
    ]
    settings["ignore"] = tuple(selector for selector, _ in kept)
    for path in [path for path in origins if path[0] == "ignore" and len(path) > 1]:
        del origins[path]
    origins |= {("ignore", index): origin for index, (_, origin) in enumerate(kept)}
    settings["rules"] = {
        code: level
        for code, level in settings.get("rules", {}).items()
        if level is not Severity.OFF or code not in named
    }


def _check_model(settings: Settings, given: Given) -> None:
    """Raise ConfigError where only the config names the model, and the target of the run has no such."""
    if settings.config is None or given.target is None or given.model is not None or settings.model is None:
        return
    from ftlint.targets import UnknownModel, UnknownTarget, load

    try:
        load(given.target).model(settings.model)
    except UnknownTarget:
        return  # said where the job is made
    except UnknownModel as error:
        said = f"model: {error.args[0]}; with --target {given.target}, name a --model too"
        raise settings.config.error(said, "model") from error


def from_here(config: Config, path: str) -> str:
    """Write a path of a config as seen from the working folder."""
    whole = os.path.join(config.folder, path)  # noqa: PTH118 (`..` stays as it is)
    try:
        near = os.path.relpath(whole)
    except (OSError, ValueError):
        return whole
    return whole if near.startswith(os.pardir) and len(near) > len(whole) else near


def _output(config: Config, entry: str) -> str:
    name, equals, file = entry.partition("=")
    return f"{name}={from_here(config, file)}" if equals else name


def _key(name: str) -> str:
    return name.replace("_", "-")
