"""A line as a fixer sees it: its value, its text, and the conversations that were read from it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from ftlint.reading.parsing import decode
from ftlint.view.nodes import Call

if TYPE_CHECKING:
    from ftlint.findings import Path
    from ftlint.fixing.edits import Editor
    from ftlint.parts import Plan
    from ftlint.text.style import Style
    from ftlint.view.example import Example
    from ftlint.view.nodes import Answer, Message


class Missing:
    """The type of the sole value `MISSING`."""


MISSING: Final = Missing()


def _child(value: object, step: str | int) -> object:
    if isinstance(value, dict):
        return value.get(step, MISSING)
    if isinstance(value, list) and isinstance(step, int) and 0 <= step < len(value):
        return value[step]
    return MISSING


class Spoken(NamedTuple):
    """A message, and the conversation that it is in."""

    example: Example
    message: Message


class Subject:
    """One line under repair. Texts and places are worked out only when they are asked for."""

    __slots__ = ("_editor", "_nodes", "_style", "_text", "examples", "plan", "raw", "value")

    def __init__(self, raw: bytes, plan: Plan) -> None:
        self.raw = raw
        self.plan = plan
        self.value: dict[str, object] | None = None
        """The line's value; None where the line is broken."""
        self.examples: list[Example] = []
        """The conversations of the line; of two, the second only once the first has been checked."""
        self._text: str | None = None
        self._editor: Editor | None = None
        self._style: Style | None = None
        self._nodes: list[dict[Path, Message | Call]] = []

    @property
    def text(self) -> str:
        """The line as text; a byte that is not UTF-8 is a lone surrogate."""
        if self._text is None:
            self._text = decode(self.raw)
        return self._text

    @property
    def editor(self) -> Editor:
        """What turns edits of the line into changes of its text."""
        if self._editor is None:
            from ftlint.fixing.edits import Editor

            self._editor = Editor(self.text, self.style)
        return self._editor

    @property
    def style(self) -> Style:
        """How the line is written."""
        if self._style is None:
            from ftlint.text.style import style_of

            self._style = style_of(self.text.lstrip("\ufeff"))  # a mark is not of the line's characters
        return self._style

    def json(self, value: object) -> str:
        """Write a value as JSON text in the style of the line."""
        return self.style.json(value)

    def source(self, path: Path) -> str:
        """Give the text of a value as it stands in the line. Raises EditError where there is none."""
        return self.editor.source(path)

    def get(self, path: Path) -> object:
        """Look up a value of the line; MISSING where there is none."""
        value: object = self.value
        for step in path:
            value = _child(value, step)
        return value

    def message_at(self, path: Path) -> Spoken | None:
        """Find the message that a path of the line is in; None where there is none, or it is bare text."""
        found = self._node_at(path)
        if found is None:
            return None
        example, node = found
        return Spoken(example, node.message if isinstance(node, Call) else node)

    def call_at(self, path: Path) -> tuple[Example, Call] | None:
        """Find the call that a path of the line is in."""
        found = self._node_at(path)
        return (found[0], found[1]) if found and isinstance(found[1], Call) else None

    def _node_at(self, path: Path) -> tuple[Example, Message | Call] | None:
        """Find the call that a path is in, or else the message; in the later conversation first."""
        for example in self.examples[len(self._nodes) :]:
            nodes: list[Message | Call] = [*example.messages, *example.calls]
            self._nodes.append({example.at_home(node.path): node for node in nodes})
        for example, known in zip(reversed(self.examples), reversed(self._nodes), strict=True):
            for depth in range(len(path), 0, -1):
                node = known.get(path[:depth])
                if node is not None and isinstance(self.get(path[:depth]), dict):
                    return example, node
        return None

    def answer_at(self, path: Path) -> tuple[Example, Answer] | None:
        """Find the tool result that a path of the line is in."""
        found = self.message_at(path)
        if found is None or found.message.answer is None:
            return None
        return found.example, found.message.answer
