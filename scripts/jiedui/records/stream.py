"""One pass over libyaml's events: what in a text is YAML, but not in the ledger's dialect."""

from __future__ import annotations

from yaml.error import YAMLError
from yaml.events import (
    CollectionEndEvent,
    DocumentEndEvent,
    DocumentStartEvent,
    Event,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceStartEvent,
)

from jiedui.records import characters, dialect
from jiedui.records.finding import Rule, shown
from jiedui.records.tally import Tally
from jiedui.records.yaml_parser import YamlParser
from jiedui.struct import Struct, field

_MOST_NAMED = 4


class _Open(Struct):
    """A collection that is being read: the keys met so far (``None`` in a sequence) and the last one.

    ``again`` are the keys that were met once more; ``is_item`` says that the mapping is an item of a list.
    """

    keys: set[str] | None = None
    flow: bool = False
    is_item: bool = False
    again: list[ScalarEvent] = field(default_factory=list)
    key: NodeEvent | None = None
    key_next: bool = False


class Scan(Struct):
    """What one pass found.

    ``error`` is where libyaml gave up; ``whole`` says that it did not, and ``is_mapping`` that the root is a mapping.
    ``scalars`` holds the character ranges of all scalars in order (of a block scalar, ``|-``, the lines below its
    header), ``block_lines`` the numbers (from 1) of the lines inside block scalars.
    """

    text: str
    path: str
    findings: Tally = field(default_factory=Tally)
    error: YAMLError | None = None
    whole: bool = False
    is_mapping: bool = False
    scalars: list[tuple[int, int]] = field(default_factory=list)
    block_lines: set[int] = field(default_factory=set)
    _stack: list[_Open] = field(default_factory=list)
    _documents: int = 0

    @classmethod
    def of(cls, text: str, path: str) -> Scan:
        """Read ``text`` to its end, to the first error, or to where it nests too deeply. Needs no recursion."""
        scan = cls(text, path)
        try:
            for event in iter(YamlParser(text).get_event, None):
                scan._see(event)
                if len(scan._stack) > dialect.MAX_DEPTH:
                    scan._report(dialect.DEPTH, event, "层次太多。", "参照同类文件重新填写。")
                    break
            else:
                scan.whole = True
        except YAMLError as error:
            scan.error = error
        while scan._stack:
            scan._repeated(scan._stack.pop())
        return scan

    def _report(self, rule: Rule, event: Event, message: str, remedy: str) -> None:
        line, column = _start(event)
        self.findings.append(rule.at(self.path, line=line, column=column, message=message, remedy=remedy))

    def _see(self, event: Event) -> None:
        if isinstance(event, DocumentStartEvent | DocumentEndEvent):
            self._document(event)
        elif isinstance(event, NodeEvent):
            self._references(event)
            self._turn(event)
            if isinstance(event, MappingStartEvent):
                self.is_mapping = self.is_mapping or not self._stack
                is_item = bool(self._stack) and self._stack[-1].keys is None
                self._stack.append(_Open(set(), bool(event.flow_style), is_item, key_next=True))
            elif isinstance(event, SequenceStartEvent):
                self._stack.append(_Open())
            elif isinstance(event, ScalarEvent):
                self._scalar(event)
        elif isinstance(event, CollectionEndEvent):
            self._repeated(self._stack.pop())

    def _document(self, event: DocumentStartEvent | DocumentEndEvent) -> None:
        starts = isinstance(event, DocumentStartEvent)
        self._documents += starts
        if event.explicit or (starts and self._documents > 1):
            message, remedy = "文件里有 ---、... 或 % 开头的行。", "删掉这一行；一个文件只写一份记录。"
            if starts and self._documents > 1:
                message = "文件里用 --- 隔开，写了几份记录。"
                remedy = "一个文件只写一份记录：从这一行往下的内容，移到新建的文件里，这一行删掉。"
            self._report(dialect.DOCUMENTS, event, message, remedy)

    def _references(self, event: NodeEvent) -> None:
        if event.anchor is not None or getattr(event, "tag", None) is not None:
            self.findings.append(dialect.reference(self.path, *_start(event)))

    def _turn(self, event: NodeEvent) -> None:
        """Follow whether a key or a value comes next in the innermost mapping."""
        mapping = self._stack[-1] if self._stack else _Open()
        if mapping.keys is None:
            return
        if mapping.key_next:
            mapping.key = event
            self._key(event, mapping.keys, mapping.again)
        elif mapping.flow and mapping.key and isinstance(event, ScalarEvent) and not event.value and not event.style:
            message = f"花括号里的“{shown(getattr(mapping.key, 'value', ''))}”没有内容。"
            remedy = "花括号里是文字的，给整个内容加双引号；是字段的，改成一行一个字段，冒号后面空一格。"
            self._report(dialect.SYNTAX, mapping.key, message, remedy)
        mapping.key_next = not mapping.key_next

    def _key(self, event: NodeEvent, keys: set[str], again: list[ScalarEvent]) -> None:
        if not isinstance(event, ScalarEvent):
            remedy = "字段名只写一个英文词，参照同类文件。"
            self._report(dialect.COMPLEX_KEY, event, "字段名不是一个词。", remedy)
        elif event.value in keys:
            if len(again) <= _MOST_NAMED:  # a file of a megabyte may have a hundred thousand
                again.append(event)
        else:
            keys.add(event.value)

    def _repeated(self, mapping: _Open) -> None:
        """Tell once of the keys that stand twice in a mapping: several are mostly a new item without its dash."""
        if not mapping.again:
            return
        names = "”“".join(shown(event.value) for event in mapping.again[:_MOST_NAMED])
        message, remedy = f"字段“{names}”写了两次。", "留下一个，把内容合到一起。"
        if len(mapping.again) > 1:
            message = f"从这里起，字段“{names}”{'等' if len(mapping.again) > _MOST_NAMED else ''}又写了一遍。"
            new = "在这一行前面写“- ”，下面几行和它对齐" if mapping.is_item else "另建一个文件"
            remedy = f"是新的一{'项' if mapping.is_item else '份'}，{new}；是写重了，留下一遍，把内容合到一起。"
        self._report(dialect.DUPLICATE, mapping.again[0], message, remedy)

    def _scalar(self, event: ScalarEvent) -> None:
        start, end = event.start_mark, event.end_mark
        assert start
        assert end
        first = start.index
        if event.style in ("|", ">"):
            first = self.text.find("\n", first) + 1
            self.block_lines.update(range(start.line + 2, end.line + (1 if end.column == 0 else 2)))
        self.scalars.append((first, end.index))
        if event.style == '"' and "\\" in (written := self.text[start.index : end.index]):
            self._escapes(event, written)

    def _escapes(self, event: ScalarEvent, written: str) -> None:
        """Report what a backslash stands for; what was ``written`` without one is told where it stands in the line."""
        remedy = "删掉反斜杠和后面的代码，只留看得见的字。"
        if "\t" in event.value and "\t" not in written:
            self._report(dialect.TAB, event, "双引号里用反斜杠写了制表符（Tab）。", remedy)
        told = {refused.rule for refused in characters.refused(written)}
        for _, rule, called, _ in characters.refused(event.value):
            if rule not in told:
                self._report(rule, event, f"双引号里用反斜杠写了{called}。", remedy)


def _start(event: Event) -> tuple[int, int]:
    """Return the line and the column, from 1, that an event starts at: optional by type, always there with libyaml."""
    assert event.start_mark
    return event.start_mark.line + 1, event.start_mark.column + 1
