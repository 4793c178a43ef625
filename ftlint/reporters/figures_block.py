"""The figures of a file as people read them: what is learned, how long it is, and what it costs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from ftlint.reading.formats import NATIVE
from ftlint.text.words import count, one_of, quote, visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ftlint.jobs import Job
    from ftlint.results import FileResult
    from ftlint.tally import Tally

_BARS = "▁▂▃▄▅▆▇█"
_GAP = "   "
MOST_CALLED = 8
NAME = 64
"""Characters of a tool's name that are shown: as many as it may have."""


def figures_block(file: FileResult, job: Job) -> Iterator[Text]:
    """Go through the lines of a file's figures."""
    for name, said in _rows(file, job):
        if said:
            yield Text.assemble((f" {name:<13}", "bold"), said)


def _rows(file: FileResult, job: Job) -> Iterator[tuple[str, str]]:
    tally = file.tally
    kind = NATIVE.get(file.format)
    if kind is None or not tally.examples:
        return
    tools = " with tools" if tally.declared or tally.called else ""
    role = "validation, " if file.role == "validation" else ""
    yield "file", f"{visible(file.name)}: {role}{kind}{tools}, for {job.model.label} at {job.target.name}"
    yield "examples", _examples(tally, file.format)
    if tally.turns:
        yield "measures" if role else "learns", learned(tally, file.format)
        yield "calls", _calls(tally)
        yield "parallel", _parallel(tally)
        yield "ids", _ids(tally, job)
        yield "tools", _tools(tally, file.format)
    if tally.sizes:
        yield "tokens", _tokens(tally, file.format, charged=file.role == "training")
        yield "per example", _per_example(file, job)
        yield "cost", _cost(file, job)
    for notice in file.notices:
        yield "notice", notice


def _examples(tally: Tally, kind: str) -> str:
    parts = [f"{tally.examples:,}"]
    if tally.unread:
        are = "is" if tally.unread == 1 else "are"
        parts.append(f"{tally.unread:,} could not be read and {are} not in these figures")
    if tally.turns:
        parts.append(f"{count(tally.turns, 'turn')}: {_turns(tally, kind)}")
    return _GAP.join(parts)


def _turns(tally: Tally, kind: str) -> str:
    if kind == "rft":
        return "all of them input"
    besides = {"dpo": "in the input", "completions": "prompts"}.get(kind, "masked")
    return f"{tally.trained:,} loss-bearing, {tally.masked:,} {besides}"


def learned(tally: Tally, kind: str) -> str:
    """Say what a file of the format `kind` teaches."""
    if kind == "rft":
        return "no supervised loss: the grader scores what the model writes"
    if kind == "completions":
        return count(tally.trained, "completion")
    if kind == "dpo":
        calling = f"; {tally.calling:,} call tools" if tally.calling else ""
        outputs = count(tally.trained, "output")
        return f"{outputs}, the preferred ones against the others{calling}; the input is context"
    return _learns(tally)


def _learns(tally: Tally) -> str:
    answers = tally.trained - tally.calling
    learned = []
    if tally.calling:
        learned.append(count(tally.calling, "turn that calls tools", "turns that call tools"))
    if answers or not tally.calling:
        learned.append(count(answers, "answer"))
    both = f" ({count(tally.both, 'example teaches', 'examples teach')} both)" if tally.both else ""
    said = f"{' and '.join(learned)}{both}"
    masked = tally.assistant - tally.trained
    if masked:
        said += f"; {count(masked, 'assistant turn')} masked by weight 0"
    if tally.results:
        said += f"; {count(tally.results, 'tool result is', 'tool results are')} context, never learned"
    return said


def _calls(tally: Tally) -> str:
    if not tally.called:
        return ""
    most = [f"{visible(name[:NAME])} {calls:,}" for name, calls in tally.called.most_common(MOST_CALLED)]
    if len(tally.called) > MOST_CALLED:
        most.append(count(len(tally.called) - MOST_CALLED, "other"))
    return f"{tally.calls:,}: {', '.join(most)}"


def _parallel(tally: Tally) -> str:
    if not tally.parallel:
        return ""
    turns = count(tally.parallel, "turn makes", "turns make")
    layout = "one tool message for each follows, in any order, before the next turn"
    return f"{turns} several calls at once: {layout}"


def _ids(tally: Tally, job: Job) -> str:
    if not tally.ids:
        return ""
    form = job.target.call_ids
    any_text = f"{job.target.name} takes {form.says}" if form else "any text will do"
    ids = ", ".join(quote(id_, 40) for id_ in tally.ids)
    use = "they pair calls with results inside an example, and may repeat over examples"
    return f"{ids}, …: {any_text}; {use}"


def _tools(tally: Tally, kind: str) -> str:
    if not tally.declared:
        return "none declared" if tally.called else ""
    if kind == "rft" and not tally.called:
        return f"{len(tally.declared):,} declared, for the model to call"
    never = sorted(tally.declared.keys() - tally.called.keys())
    said = f"{len(tally.declared):,} declared, {len(tally.declared) - len(never):,} called"
    return f"{said}; never called: {one_of(never)}" if never else said


def _tokens(tally: Tally, kind: str, *, charged: bool) -> str:
    bearing = f"loss-bearing {short(tally.trained_tokens)} ({share(tally.trained_tokens, tally.tokens)})"
    parts = [short(tally.tokens) + (" per epoch" if charged else ""), bearing]
    if kind == "rft":
        parts = [f"{short(tally.tokens)} in prompts; what the model writes comes to it"]
    elif kind == "dpo":
        parts.append("the input counted once for both outputs (an estimate)")
    if tally.tool_tokens:
        parts.append(f"tool definitions {share(tally.tool_tokens, tally.tokens)}")
    if tally.result_tokens:
        parts.append(f"tool results {share(tally.result_tokens, tally.tokens)}")
    if tally.image_tokens:
        parts.append(f"images {share(tally.image_tokens, tally.tokens)}")
    if tally.unsized_images:
        parts.append(f"{count(tally.unsized_images, 'image')} of unknown size, counted at the least")
    if tally.uncounted_parts:
        parts.append(f"{count(tally.uncounted_parts, 'audio or file part')} not counted")
    if tally.bound:
        parts.append(f"text exact, framing within {share(tally.bound, tally.tokens)}")
    return _GAP.join(parts)


def _per_example(file: FileResult, job: Job) -> str:
    tally = file.tally
    longest = tally.longest[0] if tally.longest else 0
    parts = [f"median {tally.percentile(0.5):,}", f"p95 {tally.percentile(0.95):,}"]
    parts.append(f"max {longest:,} (line {file.longest_line:,})")
    if job.training_window is not None and file.format != "rft":
        over = f"{tally.over:,} over" if tally.over else "none over"
        of_what = " for the input with one output" if file.format == "dpo" else ""
        parts.append(f"limit {job.training_window:,}{of_what}, {over}")
    if bars := histogram(tally):
        parts.append(bars)
    return _GAP.join(parts)


def _cost(file: FileResult, job: Job) -> str:
    cost, epochs, hourly = file.cost, file.epochs, file.hourly
    if hourly is not None:
        said = f"${hourly.per_hour:,.2f} for each hour of training; how many it takes is not known before"
        return f"{said}{_GAP}({job.target.name} price as of {hourly.as_of:%Y-%m})"
    if cost is None or epochs is None:
        return ""
    whose = "" if epochs.source == "given" else " (the default for so many examples, estimated)"
    price = f"${cost.per_million_tokens:,.2f} per 1M"
    sum_ = f"{count(epochs.n, 'epoch')}{whose} × {short(file.tally.billed)} tokens × {price}"
    least = "at least " if file.tally.unsized_images or file.tally.uncounted_parts else ""
    return f"{sum_} = {least}${cost.training:,.2f}{_GAP}({job.target.name} price as of {cost.as_of:%Y-%m})"


def histogram(tally: Tally, bins: int = 12) -> str:
    """Draw how the examples' sizes are spread, from the shortest to the longest; "" if all are equal."""
    low, high = min(tally.sizes), max(tally.sizes)
    if low == high:
        return ""
    counts = [0] * bins
    for size, examples in tally.sizes.items():
        counts[min(bins - 1, (size - low) * bins // (high - low))] += examples
    most = max(counts)
    return "".join(_BARS[-(-number * (len(_BARS) - 1) // most)] if number else " " for number in counts)


def short(number: int) -> str:
    """Write a count of tokens in three or four digits: 842, 48.7 k, 1.42 M."""
    for unit, least, letter in ((10**9, 999_500_000, "G"), (10**6, 999_500, "M"), (10**3, 10_000, "k")):
        if number >= least:
            value = number / unit
            return f"{value:,.{2 if value < 10 else 1 if value < 100 else 0}f} {letter}"
    return f"{number:,}"


def share(part: int, whole: int) -> str:
    """Write a share in per cent: 61 %, 0.4 %."""
    percent = 100 * part / whole if whole else 0.0
    if not part or not whole or percent >= 0.95:
        return f"{percent:.0f} %"
    return f"{percent:.1f} %" if percent >= 0.05 else "under 0.1 %"
