"""Where and why a text is not in the ledger's YAML dialect. Slow and thorough: called only for files that look odd."""

from __future__ import annotations

import re
from collections.abc import Iterator

from yaml import events
from yaml.cyaml import CParser
from yaml.error import MarkedYAMLError, YAMLError
from yaml.reader import ReaderError

from jiedui.records.finding import Finding, Rule, declare

TAB = declare("yaml-tab", "用了制表符", "文件", "缩进用空格，不用 Tab 键。")
INVISIBLE = declare(
    "yaml-invisible", "有看不见的字符", "文件", "零宽空格、控制符等看不见，却会让两个一样的名字对不上。"
)
WIDE_INDENT = declare("yaml-wide-indent", "缩进用了全角空格", "文件", "缩进只能用半角空格。中文输入法打出的空格是全角的。")
WIDE_COLON = declare("yaml-wide-colon", "冒号写成了全角", "文件", "字段名后面是半角冒号加一个空格。")
COLON_SPACE = declare("yaml-colon-space", "冒号后面少空格", "文件", "字段名后面是半角冒号加一个空格。")
DUPLICATE = declare("yaml-duplicate-key", "字段写了两次", "文件", "同一个字段写两次，只有一个会被读到，另一个会丢。")
REFERENCE = declare("yaml-reference", "用了锚点、别名或标签", "文件", "&、*、! 开头的值在 YAML 里有特殊含义，台账不用。")
DOCUMENTS = declare("yaml-documents", "一个文件写了几份记录", "文件", "一个文件一份记录，不用 --- 分隔，不写 % 指令。")
DEPTH = declare("yaml-depth", "层次太多", "文件", "台账的记录不超过十几层，层次太多多半是写错了。")
COMPLEX_KEY = declare("yaml-complex-key", "字段名不是一个词", "文件", "字段名只能是一个英文词。")
COMMENT = declare(
    "yaml-comment", "注释会丢", "文件", "空格加 # 后面的字是注释，不是内容，整理格式时不会保留。字段后面自动生成的中文名除外。"
)
NOT_A_RECORD = declare("yaml-not-a-record", "不是一份记录", "文件", "一份记录由“字段: 内容”一行行组成。")
SYNTAX = declare("yaml-syntax", "YAML 写法有误", "文件", "电脑读不懂这一行，多半是缩进、冒号或引号的问题。")

MAX_DEPTH = 16
_INVISIBLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060\ufeff]")
_BLOCK_HEADER = re.compile(r"(?:^|[:\-] +)[|>][+-]?[0-9]?[+-]?[ \t]*(?:#.*)?$")
_WIDE_COLON = re.compile(r"^ *(?:- +)*([A-Za-z_][A-Za-z0-9_]*|[\u4e00-\u9fff（）]{1,10}) *：")
_COLON_SPACE = re.compile(r"^ *(?:- +)*([A-Za-z_][A-Za-z0-9_]*):(?=[^\s])")
_WIDE_INDENT = re.compile(r"^[ \t]*\u3000[ \t\u3000]*")

# What libyaml says, by the part of its message that stays the same, and what a township worker can do about it.
_SYNTAX_HELP = (
    ("mapping values are not allowed", "这一行多了一个冒号，或者上一行的缩进不对。", "内容里有“: ”时，给整个内容加双引号；再看缩进是否对齐。"),
    ("could not find expected ':'", "上一行缺少冒号，或者没有缩进。", "字段名后面写半角冒号加一个空格；多行文字用 |- 开头并缩进两格。"),
    ("did not find expected key", "缩进没有对齐。", "同一层的字段从同一列开始写，每深一层缩进两个空格。"),
    ("did not find expected '-' indicator", "列表没有对齐。", "同一个列表的每一项都以“- ”开头，从同一列开始写。"),
    ("block sequence entries are not allowed", "“- ”不能写在这里。", "“- ”另起一行，比上面的字段缩进两格。"),
    ("cannot start any token", "内容以特殊符号开头。", "给整个内容加双引号。"),
    ("unexpected end of stream", "引号没有成对。", "检查这一行前后的引号是否成对，用半角引号。"),
    ("did not find expected ',' or", "方括号或花括号没有写完整。", "列表改成一行一项，每项以“- ”开头。"),
    ("expected <document start>", "上面的内容还没写完，这里又另起了一份。", "检查上一行的缩进和冒号。"),
    ("escape", "双引号里的反斜杠用错了。", "双引号里不要写反斜杠，或写成两个反斜杠。"),
)


def not_a_record(path: str) -> Finding:
    """Return the finding for a file whose top level is not a mapping."""
    return NOT_A_RECORD.at(path, message="文件里没有“字段: 内容”。", remedy="参照同类文件，一行一个字段重新填写。", line=1, column=1)


def inspect(text: str, path: str, comments: frozenset[str]) -> list[Finding]:
    """Return every fault of ``text`` with its place; empty where nothing is wrong after all."""
    lines = text.splitlines()
    inside = block_lines(lines)
    findings = [*_characters(lines, inside, path)]
    parse = _Parse(text, path)
    findings += parse.findings
    if parse.error is not None:
        hints = input_faults(text, path)
        findings += hints or ([] if findings else [_syntax(parse.error, path)])
    else:
        findings += _comments(text, lines, inside, parse.quoted, comments, path)
        if not parse.findings and not parse.is_mapping:
            findings += input_faults(text, path) or [not_a_record(path)]
    return findings


def input_faults(text: str, path: str) -> list[Finding]:
    """Return the input-method faults that explain why a text means something else than it looks like."""
    lines = text.splitlines()
    inside = block_lines(lines)
    found = []
    for number, line in enumerate(lines, 1):
        if number in inside:
            continue
        if match := _WIDE_COLON.match(line):
            message = f"“{match[1]}”后面的冒号写成了全角“：”。"
            found.append(_at(WIDE_COLON, path, number, match.end(), message, "改成半角冒号，后面空一格。", f"{match[1]}: "))
        elif match := _COLON_SPACE.match(line):
            message = f"“{match[1]}”的冒号后面没有空格。"
            found.append(_at(COLON_SPACE, path, number, match.end(), message, "在冒号后面加一个空格。", f"{match[1]}: "))
    return found


def block_lines(lines: list[str]) -> frozenset[int]:
    """Return the numbers (from 1) of the lines inside block scalars (``|-``), where anything may stand."""
    inside: set[int] = set()
    indent = -1
    for number, line in enumerate(lines, 1):
        depth = len(line) - len(line.lstrip(" "))
        if indent >= 0 and (not line.strip() or depth > indent):
            inside.add(number)
            continue
        indent = depth if _BLOCK_HEADER.search(line) else -1
        if indent >= 0 and line.lstrip(" ").startswith("- ") and ":" in line:
            indent += 2
    return frozenset(inside)


def _at(rule: Rule, path: str, line: int, column: int, message: str, remedy: str, suggestion: str = "") -> Finding:
    return rule.at(path, message=message, remedy=remedy, line=line, column=column, suggestion=suggestion)


def _characters(lines: list[str], inside: frozenset[int], path: str) -> Iterator[Finding]:
    for number, line in enumerate(lines, 1):
        if "\t" in line:
            column = line.index("\t") + 1
            yield _at(TAB, path, number, column, "这一行有制表符（Tab）。", "删掉它，改用空格。")
        if match := _INVISIBLE.search(line):
            code = f"U+{ord(match[0]):04X}"
            yield _at(INVISIBLE, path, number, match.start() + 1, f"这一行有看不见的字符（{code}）。", "删掉这一行重新打一遍。")
        if number not in inside and (match := _WIDE_INDENT.match(line)):
            yield _at(WIDE_INDENT, path, number, 1, "行首有全角空格。", "删掉行首的全角空格，改用半角空格缩进。")


class _Parse:
    """One pass over libyaml's events, which need no recursion and carry marks, anchors and tags."""

    def __init__(self, text: str, path: str) -> None:
        self.path = path
        self.findings: list[Finding] = []
        self.error: YAMLError | None = None
        self.is_mapping = False
        self.quoted: list[tuple[int, int]] = []
        # For each open collection: the keys met so far, or None for a sequence; and whether a key comes next.
        self._stack: list[tuple[set[str] | None, list[bool]]] = []
        self._documents = 0
        parser = CParser(text)
        try:
            while (event := parser.get_event()) is not None:
                self._see(event)
                if len(self._stack) > MAX_DEPTH:
                    self._report(DEPTH, event, "层次太多。", "参照同类文件重新填写。")
                    return
                if isinstance(event, events.StreamEndEvent):
                    return
        except YAMLError as error:
            self.error = error

    def _report(self, rule: Rule, event: events.Event, message: str, remedy: str) -> None:
        mark = event.start_mark
        self.findings.append(_at(rule, self.path, mark.line + 1, mark.column + 1, message, remedy))

    def _see(self, event: events.Event) -> None:
        if isinstance(event, events.DocumentStartEvent):
            self._documents += 1
            if self._documents > 1 or event.explicit:
                self._report(DOCUMENTS, event, "文件里有 --- 或 % 开头的行。", "删掉这一行；一个文件只写一份记录。")
        elif isinstance(event, events.NodeEvent):
            self._references(event)
            self._key(event)
            if isinstance(event, events.MappingStartEvent):
                self.is_mapping = self.is_mapping or not self._stack
                self._stack.append((set(), [True]))
            elif isinstance(event, events.SequenceStartEvent):
                self._stack.append((None, [False]))
            elif isinstance(event, events.ScalarEvent) and event.style in ("'", '"'):
                self.quoted.append((event.start_mark.index, event.end_mark.index))
        elif isinstance(event, events.CollectionEndEvent):
            self._stack.pop()

    def _references(self, event: events.NodeEvent) -> None:
        tag = getattr(event, "tag", None)
        if event.anchor is not None or tag is not None:
            remedy = "如果是内容，给整个内容加双引号；否则删掉 &、*、! 和后面的名字。"
            self._report(REFERENCE, event, "这里用了 YAML 的锚点、别名或标签（& * !）。", remedy)

    def _key(self, event: events.NodeEvent) -> None:
        if not self._stack or self._stack[-1][0] is None:
            return
        keys, turn = self._stack[-1]
        if turn[0]:
            if not isinstance(event, events.ScalarEvent):
                self._report(COMPLEX_KEY, event, "字段名不是一个词。", "字段名只写一个英文词，参照同类文件。")
            elif keys is not None and event.value in keys:
                self._report(DUPLICATE, event, f"字段“{event.value}”写了两次。", "留下一个，把内容合到一起。")
            elif keys is not None:
                keys.add(event.value)
        turn[0] = not turn[0]


def _syntax(error: YAMLError, path: str) -> Finding:
    if isinstance(error, ReaderError) or not isinstance(error, MarkedYAMLError):
        return _at(SYNTAX, path, 1, 1, "文件里有 YAML 不允许的字符。", "删掉特殊字符后重试。")
    mark = error.problem_mark or error.context_mark
    problem = f"{error.context or ''} {error.problem or ''}"
    message, remedy = "这一行的写法读不懂。", "对照同类文件检查这一行和上一行的缩进、冒号和引号。"
    for sign, said, mend in _SYNTAX_HELP:
        if sign in problem:
            message, remedy = said, mend
            break
    return _at(SYNTAX, path, mark.line + 1, mark.column + 1, message, remedy)


def _comments(
    text: str,
    lines: list[str],
    inside: frozenset[int],
    quoted: list[tuple[int, int]],
    known: frozenset[str],
    path: str,
) -> Iterator[Finding]:
    offset = 0
    for number, line in enumerate(text.splitlines(keepends=True), 1):
        start = _comment_start(line, offset, quoted) if number not in inside or _BLOCK_HEADER.search(line) else -1
        offset += len(line)
        if start < 0 or line[start + 1 :].strip() in known:
            continue
        if line[:start].strip():
            message = "空格加 # 后面的字会被当作注释丢掉。"
            remedy = "如果是内容，给整个内容加双引号；如果是说明，写到 note（备注）里。"
        else:
            message, remedy = "这一行是注释，整理格式时不会保留。", "要留下的话写到 note（备注）里，否则删掉。"
        yield _at(COMMENT, path, number, start + 1, message, remedy)


def _comment_start(line: str, offset: int, quoted: list[tuple[int, int]]) -> int:
    for match in re.finditer(r"(?:^|(?<=\s))#", line):
        index = offset + match.start()
        if not any(start <= index < end for start, end in quoted):
            return match.start()
    return -1
