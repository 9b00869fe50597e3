"""Oddities of form: in what a text that says the same differs from the canonical one.

The form is the machine's business: what is told here stops nobody, it says why ``fmt`` rewrites a file.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING

from yaml.nodes import CollectionNode, MappingNode, Node, ScalarNode, SequenceNode

from jiedui.records import dialect
from jiedui.records.inspector import comment_start
from jiedui.records.loader import compose
from jiedui.records.stream import Scan
from jiedui.struct import Struct, field

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from jiedui.records.values import Pointer


_BLANKS = re.compile(r"[ \t\u3000]+$", re.MULTILINE)


class Oddity(StrEnum):
    """Why a text is not in canonical form, as staff are told; in the order in which they are told."""

    LAST_LINE = "最后一行没有换行"
    LINE_ENDS = "换行是 Windows 的 CRLF"
    BLANK_LINES = "有空行"
    BLANKS = "行末有空格"
    COMMENT_MISSING = "字段后面没有注中文名"
    COMMENT_OTHER = "注释不是这个字段的中文名"
    ORDER = "字段的次序不同"
    EMPTY = "有没填内容的字段"
    QUOTES = "引号的写法不同"
    TEXT = "长文字的写法不同"
    BRACKETS = "用了方括号或花括号"
    SPACES = "空格或缩进不同"


def causes(written: bytes, canonical: str) -> tuple[Oddity, ...]:
    """Return in what the text of a record differs from its canonical form; both say the same."""
    text = written.decode("utf-8")
    plain = text.replace("\r\n", "\n")
    found = {Oddity.LINE_ENDS} if plain != text else set()
    if plain != canonical:
        found |= set(_Outline.of(plain).differences(_Outline.of(canonical))) or {Oddity.SPACES}
    return tuple(cause for cause in Oddity if cause in found)


class _Line(Struct):
    """A line with a field on it: where its key, its value and its comment begin, and what the comment says."""

    key: int
    gap: int = 0
    comment: str = ""
    comment_gap: int = 0


class _Outline(Struct):
    """How a text is set out, by pointers: what a reader of YAML alone does not see."""

    text: str
    order: dict[Pointer, list[str]] = field(default_factory=dict)
    scalars: dict[Pointer, ScalarNode] = field(default_factory=dict)
    lines: dict[Pointer, _Line] = field(default_factory=dict)
    has_brackets: bool = False
    blank_lines: bool = False
    stray_comment: bool = False
    _at: dict[int, Pointer] = field(default_factory=dict)

    @classmethod
    def of(cls, text: str) -> _Outline:
        outline = cls(text)
        root = compose(text)
        assert root is not None
        outline._collect(root, ())
        outline._read_lines(Scan.of(text, ""))
        return outline

    def _collect(self, node: Node, pointer: Pointer) -> None:
        if isinstance(node, ScalarNode):
            self.scalars[pointer] = node
            return
        self.has_brackets |= isinstance(node, CollectionNode) and bool(node.flow_style)
        if isinstance(node, SequenceNode):
            for index, item in enumerate(node.value):
                self._collect(item, (*pointer, index))
        elif isinstance(node, MappingNode):
            self.order[pointer] = [key.value for key, _ in node.value]
            for key, value in node.value:
                start, end = key.start_mark, key.end_mark
                same = value.start_mark.line == start.line
                here = (*pointer, key.value)
                self.lines[here] = _Line(start.column, value.start_mark.column - end.column if same else 0)
                self._at[start.line] = here
                self._collect(value, here)

    def _read_lines(self, scan: Scan) -> None:
        """Take up comments and empty lines; the line for an editor is none of the record's."""
        offset = 0
        lines = self.text.split("\n")
        self.blank_lines = self.text.endswith("\n\n")
        for number, line in enumerate(lines):
            start = comment_start(line, offset, scan.scalars)
            offset += len(line) + 1
            if not line.strip():
                self.blank_lines |= number < len(lines) - 1 and number + 1 not in scan.block_lines
            if start < 0 or (number == 0 and dialect.modeline(line)):
                continue
            if number in self._at:
                before = line[:start]
                found = self.lines[self._at[number]]
                found.comment, found.comment_gap = line[start:].rstrip(), len(before) - len(before.rstrip())
            else:
                self.stray_comment = True

    def differences(self, canonical: _Outline) -> Iterator[Oddity]:
        """Yield in what this outline differs from the canonical one, each cause once or more."""
        if not self.text.endswith("\n"):
            yield Oddity.LAST_LINE
        if self.blank_lines:
            yield Oddity.BLANK_LINES
        if _BLANKS.search(self.text):
            yield Oddity.BLANKS
        if self.has_brackets:
            yield Oddity.BRACKETS
        if self.stray_comment:
            yield Oddity.COMMENT_OTHER
        yield from self._keys(canonical.order)
        yield from self._layout(canonical.lines)
        for pointer, scalar in canonical.scalars.items():
            if pointer in self.scalars:
                yield from _style(self.scalars[pointer], scalar)
                if isinstance(pointer[-1], int) and not self.has_brackets:
                    yield from _column(self.scalars[pointer], scalar)

    def _keys(self, canonical: Mapping[Pointer, list[str]]) -> Iterator[Oddity]:
        for pointer, keys in self.order.items():
            kept = canonical.get(pointer, [])
            if len(kept) < len(keys):
                yield Oddity.EMPTY
            if [key for key in keys if key in kept] != kept:
                yield Oddity.ORDER

    def _layout(self, canonical: Mapping[Pointer, _Line]) -> Iterator[Oddity]:
        for pointer, wanted in canonical.items():
            line = self.lines.get(pointer)
            if line is None:
                continue
            if not line.comment:
                yield Oddity.COMMENT_MISSING
            elif line.comment != wanted.comment:
                yield Oddity.COMMENT_OTHER
            elif line.comment_gap != wanted.comment_gap:
                yield Oddity.SPACES
            if (line.key, line.gap) != (wanted.key, wanted.gap) and not self.has_brackets:
                yield Oddity.SPACES


def _style(written: ScalarNode, canonical: ScalarNode) -> Iterator[Oddity]:
    """Yield in what one value is written otherwise: in lines of its own, or in quotes."""
    styles = {written.style or "", canonical.style or ""}
    if styles & {"|", ">"}:
        if len(styles) > 1 or _BLANKS.sub("", written.value) != canonical.value:
            yield Oddity.TEXT
    elif written.start_mark.line != written.end_mark.line:
        yield Oddity.TEXT
    elif len(styles) > 1:
        yield Oddity.QUOTES


def _column(written: ScalarNode, canonical: ScalarNode) -> Iterator[Oddity]:
    if written.start_mark.column != canonical.start_mark.column:
        yield Oddity.SPACES
