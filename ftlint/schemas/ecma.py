r"""Patterns of JSON Schema, which are JavaScript's (ECMA-262), in the words of the `regex` module.

The two differ quietly: `$` and `.` at line ends, `\d` and `\w` outside ASCII, what a lone `{` or `[` means.
A construct whose meaning is not the same for sure is refused, so that no argument is judged by a guess.
"""

from __future__ import annotations

import re


class NotEcma(ValueError):
    """The pattern is none in JavaScript, or one whose meaning we cannot carry over. The text says why."""


_SPACE = r"\t\n\v\f\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff"
_CLASSES = {"d": "0-9", "w": "0-9A-Za-z_", "s": _SPACE}
_CONTROLS = {"n": "\n", "r": "\r", "t": "\t", "v": "\v", "f": "\f"}
_WORD, _NOT_WORD = "(?<=[0-9A-Za-z_])", "(?<![0-9A-Za-z_])"
_EDGE = rf"{_WORD}(?![0-9A-Za-z_])|{_NOT_WORD}(?=[0-9A-Za-z_])"
_QUANTIFIER = re.compile(r"(?:[*+?]|\{(\d+)(?:,(\d*))?\})\??")
_GROUP = re.compile(r"\(\?(?:[:=!]|<[=!]|<([A-Za-z_$][\w$]*)>)")
_NAMED = re.compile(r"k<([A-Za-z_$][\w$]*)>")
_HEX = re.compile(r"x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|u\{([0-9A-Fa-f]{1,6})\}")
_LOW = re.compile(r"\\u([Dd][C-Fc-f][0-9A-Fa-f]{2})")
_PROPERTY = re.compile(r"[pP]\{[A-Za-z_]+(?:=[A-Za-z_0-9]+)?\}")


def translate(pattern: str) -> str:
    """Write an ECMA pattern so that `regex` (version 1 behaviour) reads it the same way.

    Raises NotEcma where the pattern is broken, or means something that cannot be said for sure.
    """
    return _Translation(pattern).text()


class _Translation:
    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        self.at = 0
        self.out: list[str] = []
        self.open = 0
        self.repeatable = False
        self.groups = len(re.findall(r"(?<!\\)\((?!\?)|\(\?<(?![=!])", pattern))

    def text(self) -> str:
        while self.at < len(self.pattern):
            self._step(self.pattern[self.at])
        if self.open:
            raise NotEcma("a group is not closed")
        return "".join(self.out)

    def _step(self, char: str) -> None:
        if char == "\\":
            self._escape()
        elif char == "[":
            self.out.append(self._class())
            self.repeatable = True
        elif char == "(":
            self._group()
        elif char == ")":
            if not self.open:
                raise NotEcma("a ) closes nothing")
            self.open -= 1
            self._emit(")", repeatable=True)
        elif char in "|^$":
            self._emit({"|": "|", "^": r"\A", "$": r"\Z"}[char], repeatable=False)
        elif char == ".":
            self._emit(r"[^\n\r\u2028\u2029]", repeatable=True)
        elif char in "*+?{":
            self._quantifier(char)
        else:
            self._emit(_literal(char), repeatable=True)

    def _emit(self, text: str, *, repeatable: bool, length: int = 1) -> None:
        self.out.append(text)
        self.repeatable = repeatable
        self.at += length

    def _quantifier(self, char: str) -> None:
        found = _QUANTIFIER.match(self.pattern, self.at)
        if found is None:
            self._emit(r"\{", repeatable=True)
            return
        if not self.repeatable:
            raise NotEcma(f"nothing stands before {found[0]} to repeat")
        if char == "{" and found[2] and (len(found[1]), found[1]) > (len(found[2]), found[2]):
            raise NotEcma(f"{found[0]} counts backwards")
        self._emit(found[0], repeatable=False, length=len(found[0]))

    def _group(self) -> None:
        self.open += 1
        if self.pattern.startswith("(?", self.at):
            found = _GROUP.match(self.pattern, self.at)
            if found is None or "$" in (found[1] or ""):
                raise NotEcma("(? begins no group of JavaScript")
            self._emit(found[0], repeatable=False, length=len(found[0]))
        else:
            self._emit("(", repeatable=False)

    def _escape(self) -> None:
        rest = self.pattern[self.at + 1 : self.at + 2]
        if rest in ("b", "B"):
            edge = f"(?:{_EDGE})" if rest == "b" else f"(?!{_EDGE})"
            self._emit(edge, repeatable=False, length=2)
        elif rest in ("1", "2", "3", "4", "5", "6", "7", "8", "9"):
            self._back_reference()
        elif rest == "k":
            named = _NAMED.match(self.pattern, self.at + 1)
            if named is None:
                raise NotEcma(r"\k names no group")
            self._emit(f"(?P={named[1]})", repeatable=True, length=1 + len(named[0]))
        else:
            self.at += 1
            char, many = self._character()
            self._emit(f"[{many}]" if char is None else _literal(char), repeatable=True, length=0)

    def _back_reference(self) -> None:
        number = re.compile(r"\d+").match(self.pattern, self.at + 1)
        if number is None or int(number[0][:4]) > self.groups:
            raise NotEcma("a back-reference to a group that is not there")
        # In JavaScript a group that took no part matches as empty; in `regex` it fails.
        self._emit(rf"(?({number[0]})\{number[0]}|)", repeatable=True, length=1 + len(number[0]))

    def _character(self) -> tuple[str | None, str]:
        r"""Read what follows a backslash: one character, or (None, the inside of a class) such as \d."""
        if self.at >= len(self.pattern):
            raise NotEcma("the pattern ends in a backslash")
        char = self.pattern[self.at]
        self.at += 1
        if char in _CONTROLS:
            return _CONTROLS[char], ""
        if char.lower() in _CLASSES:
            inside = _CLASSES[char.lower()]
            return None, inside if char.islower() else f"[^{inside}]"
        if char in "xupP0c":
            return self._coded(char)
        if char.isalnum():
            raise NotEcma(f"\\{char} has no meaning of its own in JavaScript")
        return char, ""

    def _coded(self, kind: str) -> tuple[str | None, str]:
        start = self.at - 1
        if kind == "0":
            if self.pattern[self.at : self.at + 1].isdigit():
                raise NotEcma("an octal escape")
            return "\0", ""
        if kind == "c":
            letter = self.pattern[self.at : self.at + 1]
            if not (letter.isascii() and letter.isalpha()):
                raise NotEcma(r"\c without its letter")
            self.at += 1
            return chr(ord(letter) % 32), ""
        if kind in "pP":
            found = _PROPERTY.match(self.pattern, start)
            if found is None:
                raise NotEcma(f"\\{kind} names no property")
            self.at = found.end()
            return None, "\\" + found[0]
        digits = _HEX.match(self.pattern, start)
        if digits is None:
            raise NotEcma(f"\\{kind} lacks its digits")
        self.at = digits.end()
        code = int(digits[1] or digits[2] or digits[3], 16)
        low = _LOW.match(self.pattern, self.at)
        if 0xD800 <= code < 0xDC00 and low is not None:
            self.at = low.end()
            code = 0x10000 + ((code - 0xD800) << 10) + (int(low[1], 16) - 0xDC00)
        if code > 0x10FFFF:
            raise NotEcma("a code point beyond Unicode")
        return chr(code), ""

    def _class(self) -> str:
        self.at += 1
        negated = self.pattern.startswith("^", self.at)
        self.at += negated
        parts: list[str] = []
        while True:
            if self.at >= len(self.pattern):
                raise NotEcma("a [ is not closed")
            if self.pattern[self.at] == "]":
                self.at += 1
                break
            parts.append(self._range())
        if not parts:
            return r"[\s\S]" if negated else "(?!)"
        return f"[{'^' if negated else ''}{''.join(parts)}]"

    def _range(self) -> str:
        low, many = self._member()
        if not self.pattern.startswith("-", self.at) or self.pattern.startswith("-]", self.at):
            return many if low is None else _literal(low)
        after = self.at
        self.at += 1
        if self.at >= len(self.pattern):
            raise NotEcma("a [ is not closed")
        high, _ = self._member()
        if low is None or high is None:
            self.at = after  # beside a class such as \d the - is a plain character
            return many if low is None else _literal(low)
        if low > high:
            raise NotEcma(f"the range {low}-{high} runs backwards")
        return f"{_literal(low)}-{_literal(high)}"

    def _member(self) -> tuple[str | None, str]:
        char = self.pattern[self.at]
        self.at += 1
        if char != "\\":
            return char, ""
        if self.pattern.startswith("b", self.at):
            self.at += 1
            return "\b", ""
        return self._character()


def _literal(char: str) -> str:
    return char if char.isalnum() or not char.isascii() else f"\\x{ord(char):02x}"
