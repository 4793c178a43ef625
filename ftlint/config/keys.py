"""The keys of a config. The model checks them, and the JSON Schema and the page about them are made of it."""

from collections.abc import Sequence
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema

from ftlint.config import choices
from ftlint.linting import MOST_EPOCHS
from ftlint.records import dataclass

LEVELS = ("error", "warning", "info", "off")
FAIL_ON = ("error", "warning", "info")
FORMATS = ("sft", "dpo", "rft", "completions")
MOST_JOBS = 256


@dataclass(frozen=True, slots=True)
class Write:
    """What to write under a key: for the key itself, for an entry of it, for an entry of that."""

    words: tuple[str, ...]
    example: str
    default: str = ""

    def at(self, depth: int) -> str:
        """Say what to write `depth` levels below the key."""
        return self.words[min(depth, len(self.words) - 1)]


def _kebab(name: str) -> str:
    return name.replace("_", "-").strip("-")


def _listed(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


def _enum(words: Sequence[str]) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", "enum": list(words)})


_A_SELECTOR = "the code, name or prefix of a rule, or ALL"
_SELECTORS = ("a list of selectors", _A_SELECTOR)

Level = Annotated[str, AfterValidator(choices.among("there is no level", LEVELS)), _enum(LEVELS)]
FailOn = Annotated[str, AfterValidator(choices.among("there is no level", FAIL_ON)), _enum(FAIL_ON)]
Format = Annotated[str, AfterValidator(choices.among("there is no format", FORMATS)), _enum(FORMATS)]
Selector = Annotated[str, AfterValidator(choices.selector)]
Path = Annotated[str, Field(min_length=1), AfterValidator(choices.plain_path)]
Glob = Annotated[str, Field(min_length=1), AfterValidator(choices.glob)]
Output = Annotated[str, AfterValidator(choices.output)]


class Keys(BaseModel):
    """What all tables of a config share: no key beside the known ones, no value of another type."""

    model_config = ConfigDict(
        extra="forbid",
        strict=True,
        frozen=True,
        use_attribute_docstrings=True,
        alias_generator=_kebab,
        hide_input_in_errors=True,
    )


class Dataset(Keys):
    """Training files, and the validation file that goes with them."""

    train: Annotated[
        list[Path],
        BeforeValidator(_listed),
        Field(min_length=1),
        Write(("a file, a glob, or a list of them",), 'train = "data/train-*.jsonl"'),
    ]
    """The training files: a file, a glob, or a list of them."""
    validation: Annotated[Path, Write(("the validation file",), 'validation = "data/held.jsonl"')]
    """The validation file: it is checked too, and for examples of the training files."""


class Settings(Keys):
    """ftlint's settings. Paths and globs are relative to the folder of the file that they stand in."""

    target: Annotated[
        str | None,
        AfterValidator(choices.target),
        Write(("the name of a provider",), 'target = "azure"', '"openai"'),
    ] = None
    """Who trains."""
    model: Annotated[
        str | None,
        AfterValidator(choices.model),
        Write(("the name of a model",), 'model = "gpt-4.1-mini"', "the target's own"),
    ] = None
    """The model to train: a name, an alias, or the name of a fine-tuned model."""
    format_: Annotated[
        Format | None,
        Write(("sft, dpo, rft or completions",), 'format = "dpo"', "each file's own"),
    ] = None
    """What the files are; without it, what most of their first lines look like."""
    epochs: Annotated[
        int | None,
        Field(ge=1, le=MOST_EPOCHS),
        Write((f"a whole number from 1 to {MOST_EPOCHS}",), "epochs = 3", "the provider's rule"),
    ] = None
    """How often the job goes through the training file."""
    select: Annotated[list[Selector] | None, Write(_SELECTORS, 'select = ["FT0", "FT3"]', '["ALL"]')] = None
    """Check only these rules. A more exact selector wins over a less exact one."""
    extend_select: Annotated[list[Selector] | None, Write(_SELECTORS, 'extend-select = ["FT113"]', "[]")] = (
        None
    )
    """Check these rules too."""
    ignore: Annotated[
        list[Selector] | None, Write(_SELECTORS, 'ignore = ["FT2", "no-final-newline"]', "[]")
    ] = None
    """Do not check these rules."""
    fail_on: Annotated[
        FailOn | None,
        Write(("error, warning or info",), 'fail-on = "warning"', '"error"'),
    ] = None
    """The lightest finding that makes the exit code 1."""
    exclude: Annotated[
        list[Glob] | None, Write(("a list of globs", "a glob"), 'exclude = ["raw/", "*.old.jsonl"]', "[]")
    ] = None
    """Files that are passed by when a folder is checked, as in a .gitignore file. A file that is named is
    checked all the same."""
    output_format: Annotated[
        list[Output] | None,
        BeforeValidator(_listed),
        Field(min_length=1),
        Write(
            ("a format, or a list of them", "a format, or FORMAT=FILE"),
            'output-format = ["full", "json=ftlint.json"]',
            '"full"',
        ),
    ] = None
    """How the result is written. `FORMAT=FILE` writes to a file below the config's folder."""
    excerpts: Annotated[bool | None, Write(("true or false",), "excerpts = false", "true")] = None
    """Whether findings show the text of the data; false keeps it out of public logs."""
    unsafe_fixes: Annotated[bool | None, Write(("true or false",), "unsafe-fixes = true", "false")] = None
    """Whether `--fix` and `--diff` make those fixes too that a person should look at."""
    jobs: Annotated[
        int | None,
        Field(ge=1, le=MOST_JOBS),
        Write((f"a whole number from 1 to {MOST_JOBS}",), "jobs = 4", "chosen by the machine"),
    ] = None
    """How many processes check at the same time."""
    baseline: Annotated[
        Path | None,
        Write(
            ("the path of a baseline",),
            'baseline = "ftlint-baseline.json"',
            "`.ftlint-baseline.json` beside the config, if it is there",
        ),
    ] = None
    """The file of findings that are known, and not reported again."""
    max_cost: Annotated[
        float | None,
        Field(gt=0, allow_inf_nan=False),
        Write(("US dollars, as a number above 0",), "max-cost = 25.0", "no limit"),
    ] = None
    """The budget: the run fails when training on its files would cost more US dollars than this, all epochs
    of all training files together."""
    max_tokens: Annotated[
        int | None,
        Field(ge=1),
        Write(("a whole number of tokens, 1 or more",), "max-tokens = 2_000_000", "no limit"),
    ] = None
    """The budget in tokens: tokens of the training files, each example cut to the training window, times
    epochs. That is what is billed, and what a provider's own limit for a job counts."""
    rules: Annotated[
        dict[Annotated[str, AfterValidator(choices.rule)], Level] | None,
        Write(
            ("a table of rules and their levels", '"error", "warning", "info" or "off"'),
            'rules = { FT210 = "warning", blank-line = "off" }',
            "the cards' and the target's",
        ),
    ] = None
    """The levels of rules, by code or name. A level other than off turns on a rule that is off by default;
    what is not selected, or ignored, stays off. All findings of the rule get that level."""
    per_file_ignores: Annotated[
        dict[Glob, list[Selector]] | None,
        Write(
            ("a table of globs and selectors", *_SELECTORS),
            'per-file-ignores = { "raw/**" = ["FT2"] }',
            "none",
        ),
    ] = None
    """Rules that are not checked in the files that a glob matches; `!` before the glob means all others."""
    datasets: Annotated[
        list[Dataset] | None,
        Write(
            ("tables under [[datasets]]", 'a table with "train" and "validation"'),
            'datasets = [{ train = "train.jsonl", validation = "held.jsonl" }]',
            "none",
        ),
    ] = None
    """Which training files go with which validation file."""
