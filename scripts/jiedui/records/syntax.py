"""What libyaml stumbled over, told from the line where it did: the cause that a person can see there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from yaml.error import MarkedYAMLError, YAMLError

from jiedui.records import dialect
from jiedui.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from jiedui.records.finding import Finding

_FIELD = re.compile(r"( *)(?:- +)*([^\s:#\"'\[{|>-][^:#]*?)(:?)(?:[ \t]+(.*?))?[ \t]*\Z")
_WORD = re.compile(r" *(?:- +)*([a-z_]+|[\u4e00-\u9fff（）]+)")
_INNER_FIELD = re.compile(r"([A-Za-z_]+|[\u4e00-\u9fff]+): ")
_FENCE = "```"  # what chat programs and Markdown put around a text that is to be copied
_CANNOT_START, _SECOND_COLON, _NO_COLON = "cannot start", "mapping values are", "could not find expected ':'"
_NEW_DOCUMENT, _NO_KEY = "expected <document start>", "did not find expected key"
# A field that a person began on the line above explains a colon that comes too soon for libyaml.
_EXPLAINS_NEXT = (dialect.COLON_SPACE, dialect.WIDE_COLON)


class _Line(Struct, frozen=True):
    """A line that libyaml gave up on, as far as it looks like a field: its indentation, its key and its value."""

    indent: int
    key: str
    value: str

    @classmethod
    def of(cls, text: str) -> _Line | None:
        match = _FIELD.match(text)
        if match is None or not match[3]:
            return None
        return cls(len(match[1]), match[2], match[4] or "")


def told(
    error: YAMLError, path: str, found: Collection[Finding], lines: Sequence[str], names: Collection[str]
) -> Finding | None:
    """Return what is said of ``error``; ``None`` where a finding of ``found`` between its ends explains it.

    ``names`` are what fields may be called in this kind of record, as far as that is known.
    """
    if not isinstance(error, MarkedYAMLError) or error.problem_mark is None:
        return dialect.SYNTAX.at(
            path, line=1, column=1, message="文件里有 YAML 不允许的字符。", remedy="删掉特殊字符后重试。"
        )
    problem = error.problem_mark
    start = error.context_mark or problem
    said = f"{error.context or ''} {error.problem or ''}"
    above = _above(lines, start.line)
    if any(
        start.line <= finding.line - 1 <= problem.line
        or (finding.line - 1 == above and finding.rule in _EXPLAINS_NEXT and _SECOND_COLON in said)
        for finding in found
    ):
        return None
    if said.split(" ", 2)[-1].startswith(dialect.REFERENCE_SIGNS):
        return dialect.reference(path, start.line + 1, start.column + 1, quoted(lines[start.line]))
    help_ = next((each for each in dialect.SYNTAX_HELP if each.sign in said), dialect.SYNTAX_OTHER)
    mark = start if help_.at_start else problem
    seen = _seen(said, lines, min(mark.line, len(lines) - 1), above, names)
    if seen is None:
        seen = _Seen(mark.line, mark.column, help_.message, help_.remedy)
    return dialect.SYNTAX.at(
        path,
        line=seen.line + 1,
        column=(mark.column if seen.column is None else seen.column) + 1,
        message=seen.message,
        remedy=seen.remedy,
        suggestion=seen.suggestion,
    )


class _Seen(Struct, frozen=True):
    """What is seen in a line, and what can be done: ``line`` and ``column`` count from 0."""

    line: int
    column: int | None
    message: str
    remedy: str
    suggestion: str = ""


def _seen(said: str, lines: Sequence[str], number: int, above: int, names: Collection[str]) -> _Seen | None:
    first = next((index for index, line in enumerate(lines) if line.strip() and not line.lstrip().startswith("#")), 0)
    if lines[first].startswith(" ") and first < number and (_NEW_DOCUMENT in said or _NO_KEY in said):
        remedy = "删掉第一行开头的空格，各个字段从同一列开始写。"
        return _Seen(first, 0, "第一行开头多了空格。", remedy)
    text = lines[number]
    if text.startswith(_FENCE):
        return _Seen(number, None, f"这一行是 {_FENCE}，不是记录的内容。", f"删掉文件里以 {_FENCE} 开头的行。")
    line = _Line.of(text)
    if _NO_COLON in said:
        return _without_colon(text, number, names)
    if line is None:
        return None
    if _SECOND_COLON in said:
        return _second_colon(line, number, lines[above] if above >= 0 else "", names)
    if _NO_KEY in said and line.value[:1] in ("[", "{"):
        message, remedy = f"内容以“{line.value[0]}”开头。", "给整个内容加双引号；是列表的，一行一项，每项以“- ”开头。"
        return _Seen(number, None, message, remedy, quoted(text))
    if _CANNOT_START in said:
        return _Seen(number, None, "内容以特殊符号开头。", "给整个内容加双引号。", quoted(text))
    return None


def _without_colon(text: str, number: int, names: Collection[str]) -> _Seen | None:
    word = _WORD.match(text)
    if word and word[1] in names:
        remedy = f"字段名后面写半角冒号加一个空格：“{word[1]}: ”后面写内容。"
        return _Seen(number, word.start(1), "这一行缺少冒号。", remedy, f"{word[1]}: …")
    return None


def _second_colon(line: _Line, number: int, above: str, names: Collection[str]) -> _Seen | None:
    inner = _INNER_FIELD.match(f"{line.value} ")
    if inner and inner[1] in names:
        remedy = f"{inner[1]} 另起一行，比 {line.key} 多缩进两格。"
        return _Seen(number, None, f"{line.key} 这一行又写了一个字段，多了一个冒号。", remedy)
    if beside := [found[1] for found in _INNER_FIELD.finditer(f"{line.value} ") if found[1] in names]:
        remedy = f"一个字段写一行：{'、'.join(beside)} 各另起一行，和 {line.key} 对齐。"
        return _Seen(number, None, "几个字段写在了一行里。", remedy)
    if ": " in f"{line.value} ":
        remedy = "内容里有“: ”时，给整个内容加双引号，或者改成中文的“：”。"
        return _Seen(number, None, "这一行多了一个冒号。", remedy, quoted(f"{line.key}: {line.value}"))
    before = _Line.of(above)
    if before and before.value and line.indent > before.indent:
        message = f"这一行的开头比上一行多了 {line.indent - before.indent} 个空格，缩进不对。"
        return _Seen(number, line.indent, message, "和上一行对齐，从同一列开始写；再看上一行的缩进是否对齐。")
    return None


def quoted(text: str) -> str:
    """Return the value of a line in double quotes, as a suggestion; empty where that is not certain."""
    line = _Line.of(text)
    if line is None or not line.value or '"' in line.value or "\\" in line.value:
        return ""
    return f'"{line.value}"'


def _above(lines: Sequence[str], number: int) -> int:
    """Return the index of the last line with something in it before the one at ``number``; -1 if there is none."""
    return next((index for index in range(min(number, len(lines)) - 1, -1, -1) if lines[index].strip()), -1)
