"""A schema as a document: every schema inside it with its path, and where each `$ref` leads.

References are followed inside the document only. Nothing is ever fetched.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ftlint.records import dataclass
from ftlint.schemas.children import children
from ftlint.schemas.keywords import draft_of, shapes

if TYPE_CHECKING:
    from ftlint.findings import Path


@dataclass(frozen=True, slots=True)
class Node:
    """One schema object of a document."""

    path: Path
    schema: dict[str, object]
    base: str
    """The URI that references in it are relative to; "" where no `$id` gives one."""
    outer: Node | None
    """The schema around it that speaks of the same value (`allOf` and the like)."""


class Document:
    """A schema, walked once.

    `nodes` holds its schemas by path, in the order of the text; those that only a `$ref` leads to come last.
    """

    def __init__(self, root: object) -> None:
        self.root = root
        self.draft = draft_of(root)
        self.shapes = shapes(self.draft)
        self.nodes: dict[Path, Node] = {}
        self.inner: dict[Path, list[Node]] = {}
        """By the path of a schema, those inside it that speak of the same value."""
        self._resources: dict[str, Path] = {"": ()}
        self._anchors: dict[tuple[str, str], list[Path]] = {}
        self._walk((), root, "")
        self._walk_targets()

    def follow(self, ref: str, base: str) -> Path | None:
        """Give the path that a reference leads to, or None where it leads to nothing in this document."""
        split = _split(ref, base)
        if split is None:
            return None
        url, fragment = split
        start = self._resources.get(url)
        if start is None or not fragment:
            return start
        if fragment.startswith("/"):
            return self._point(start, fragment[1:].split("/"))
        anchored = self._anchors.get((url, fragment), [])
        return anchored[0] if len(anchored) == 1 else None

    def is_outside(self, ref: str, base: str) -> bool:
        """Whether a reference names another document than this one."""
        split = _split(ref, base)
        return split is None or split[0] not in self._resources

    def at(self, path: Path) -> object:
        """Give the value at a path of this document."""
        value: object = self.root
        for step in path:
            value = value[step]  # type: ignore[index]  # the path is of this document
        return value

    def _point(self, start: Path, tokens: list[str]) -> Path | None:
        path, value = start, self.at(start)
        for token in tokens:
            name = token.replace("~1", "/").replace("~0", "~")
            if isinstance(value, dict) and name in value:
                path, value = (*path, name), value[name]
            elif isinstance(value, list) and name.isdecimal() and len(name) < 10 and int(name) < len(value):
                path, value = (*path, int(name)), value[int(name)]
            else:
                return None
        return path

    def _walk(self, start: Path, value: object, base: str) -> None:
        stack: list[tuple[Path, object, str, Node | None]] = [(start, value, base, None)]
        while stack:
            path, schema, base, outer = stack.pop()
            if not isinstance(schema, dict) or path in self.nodes:
                continue
            node = Node(path, schema, self._name(path, schema, base), outer)
            self.nodes[path] = node
            if outer is not None:
                self.inner.setdefault(outer.path, []).append(node)
            stack.extend(
                ((*path, *child.route), child.value, node.base, node if child.in_place else None)
                for child in reversed(list(children(schema, self.shapes)))
            )

    def _name(self, path: Path, schema: dict[str, object], base: str) -> str:
        """Take down the names by which a schema can be referred to; give the base URI inside it."""
        name = schema.get("id" if self.draft == 4 else "$id")
        anchors: list[object] = [schema.get("$anchor"), schema.get("$dynamicAnchor")]
        if isinstance(name, str):
            url, fragment = _split(name, base) or (base, "")
            if name.startswith("#"):
                anchors.append(fragment)
            else:
                base = url
                self._resources.setdefault(base, path)
        for anchor in {text for text in anchors if isinstance(text, str)}:
            self._anchors.setdefault((base, anchor), []).append(path)
        return base

    def _walk_targets(self) -> None:
        """Walk what only references lead to, such as a schema under a keyword of one's own."""
        waiting = list(self.nodes.values())
        while waiting:
            known = len(self.nodes)
            for node in waiting:
                for keyword in ("$ref", "$dynamicRef"):
                    ref = node.schema.get(keyword)
                    target = self.follow(ref, node.base) if isinstance(ref, str) else None
                    if target is not None:
                        self._walk(target, self.at(target), node.base)
            waiting = list(self.nodes.values())[known:]


def _split(ref: str, base: str) -> tuple[str, str] | None:
    """Give the document that a reference names and the place in it, or None where it is no URI."""
    if ref.startswith("#/") and "%" not in ref:
        return base, ref[1:]

    from urllib.parse import unquote, urldefrag, urljoin

    try:
        url, fragment = urldefrag(base + ref if ref.startswith("#") else urljoin(base, ref))
    except ValueError:
        return None
    return url, unquote(fragment)
