"""Where and why a text is not in the ledger's YAML dialect. Slow and thorough: called only for files that look odd."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import chain
from typing import TYPE_CHECKING

from jiedui.records import characters, dialect, syntax
from jiedui.records.schema import with_title
from jiedui.records.stream import Scan
from jiedui.records.tally import Tally

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from jiedui.records.finding import Finding
    from jiedui.records.schema import RecordSchema

_UNSEEN = re.compile(f"[{characters.UNSEEN}]")
_BLOCK_HEADER = re.compile(r"(?:^|[:\-] +)[|>][+-]?[0-9]?[+-]?[ \t]*(?:#.*)?$")
_WIDE_COLON = re.compile(r"^ *(?:- +)*([A-Za-z_][A-Za-z0-9_]*|[\u4e00-\u9fff（）]{1,10}) *：")
_COLON_SPACE = re.compile(r"^ *(?:- +)*([A-Za-z_][A-Za-z0-9_]*):(?=[^ \t])(?!//)")
_DASH_SPACE = re.compile(r"^ *(?:(-)(?=[\u3000\u4e00-\u9fff“（A-Za-z_])|([－–—])(?![－–—])|(\*)(?= ))")
_WIDE_INDENT = re.compile(r"^[ \t]*\u3000[ \t\u3000]*")


def inspect(text: str, path: str, comments: frozenset[str], record: RecordSchema | None = None) -> list[Finding]:
    """Return the faults of ``text`` with their places; empty where nothing is wrong after all.

    ``comments`` may stand in it; by ``record``, where it is known, the fields are named. Of a text with two sides only
    that is told: what is wrong besides may be gone with one of them.
    """
    if conflict := dialect.conflict(text, path):
        return [conflict]
    lines = text.replace("\r\n", "\n").split("\n")
    # An underscore in the place of what cannot be seen: the rest of the file is still read, at the same positions.
    readable = [_UNSEEN.sub("_", line) for line in lines]
    scan = Scan.of("\n".join(readable), path)
    inside = scan.block_lines if scan.whole else block_lines(readable)
    findings = Tally(chain(_characters(lines, inside, path), scan.findings))
    if scan.error is not None:
        named = {finding.line for finding in findings}
        findings.extend(hint for hint in _input_faults(readable, inside, path) if hint.line not in named)
        names = record.names if record else frozenset()
        complaint = syntax.told(scan.error, path, list(findings), readable, names)
        findings.extend([complaint] if complaint else [])
    elif scan.whole:
        findings.extend(_comments(readable, scan.scalars, comments, path, record))
        if not scan.findings and not scan.is_mapping:
            findings.extend([*_input_faults(readable, inside, path)] or [dialect.not_a_record(path, readable)])
    return [_within(finding, lines) for finding in findings]


def _within(finding: Finding, lines: list[str]) -> Finding:
    """Move a finding from the end of the stream, after the last line feed, to a line that an editor shows."""
    last = len(lines) - (len(lines) > 1 and not lines[-1])
    return finding if finding.line <= last else finding.placed(last, len(lines[last - 1]) + 1)


def input_faults(text: str, path: str, names: Collection[str]) -> list[Finding]:
    """Return the input-method faults that explain why a YAML text means something else than it looks like.

    ``names`` are the keys and titles of the record's fields: before any other word, a colon may be part of a sentence.
    """
    lines = text.replace("\r\n", "\n").split("\n")
    return list(_input_faults(lines, block_lines(lines), path, names))


def _input_faults(
    lines: list[str], inside: Collection[int], path: str, names: Collection[str] | None = None
) -> Iterator[Finding]:
    for number, line in enumerate(lines, 1):
        match = _WIDE_COLON.match(line) or _COLON_SPACE.match(line)
        if number in inside or (match and names is not None and match[1] not in names):
            continue
        if match := _WIDE_COLON.match(line):
            message, remedy = f"“{match[1]}”后面的冒号写成了全角“：”。", "改成半角冒号，后面空一格。"
            yield dialect.WIDE_COLON.at(
                path, line=number, column=match.end(), message=message, remedy=remedy, suggestion=f"{match[1]}: …"
            )
        elif match := _COLON_SPACE.match(line):
            message, remedy = f"“{match[1]}”的冒号后面没有空格。", "在冒号后面加一个空格。"
            if line[match.end()].isspace():
                message, remedy = f"“{match[1]}”的冒号后面是全角空格。", "删掉全角空格，换成一个半角空格。"
            yield dialect.COLON_SPACE.at(
                path, line=number, column=match.end(), message=message, remedy=remedy, suggestion=f"{match[1]}: …"
            )
        elif match := _DASH_SPACE.match(line):
            message = (
                "列表的短横后面没有半角空格。" if match[1] else f"列表开头的“{match[2] or match[3]}”不是半角短横。"
            )
            remedy = "改成半角短横，后面空一格。"
            yield dialect.DASH_SPACE.at(
                path, line=number, column=match.end(), message=message, remedy=remedy, suggestion="- "
            )


def block_lines(lines: list[str]) -> frozenset[int]:
    """Return the numbers (from 1) of the lines that look to be inside block scalars, in a text that may not be YAML."""
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


def _characters(lines: list[str], inside: Collection[int], path: str) -> Iterator[Finding]:
    for number, line in enumerate(lines, 1):
        if "\t" in line:
            column = line.index("\t") + 1
            yield dialect.TAB.at(
                path, line=number, column=column, message="这一行有制表符（Tab）。", remedy="删掉它，改用空格。"
            )
        for start, rule, called, remedy in characters.refused(line):
            message = f"这一行第 {start + 1} 个字是{called}。"
            yield rule.at(path, line=number, column=start + 1, message=message, remedy=remedy)
        if number not in inside and _WIDE_INDENT.match(line):
            remedy = "删掉行首的全角空格，改用半角空格缩进。"
            yield dialect.WIDE_INDENT.at(path, line=number, column=1, message="行首有全角空格。", remedy=remedy)


def _comments(
    lines: list[str],
    scalars: list[tuple[int, int]],
    known: frozenset[str],
    path: str,
    record: RecordSchema | None,
) -> Iterator[Finding]:
    field = record.remark if record else None
    place = f"写到 {with_title(field.key, field.title)}里" if field else "写到合并请求的说明里"
    offset = 0
    for number, line in enumerate(lines, 1):
        start = comment_start(line, offset, scalars)
        offset += len(line) + 1
        if start < 0 or line[start:].rstrip() in known or (number == 1 and dialect.modeline(line)):
            continue
        suggestion = ""
        if line[:start].strip():
            message = "# 后面的字会被当作注释丢掉。"
            remedy = f"如果是内容，给整个内容加双引号；如果是说明，{place}。"
            # A sign right before a word is part of the text: 3#楼 #话题. One with a blank behind it begins a remark.
            suggestion = syntax.quoted(line) if line[start + 1 : start + 2].strip(" #") else ""
        else:
            message, remedy = "这一行是注释，整理格式时不会保留。", f"要留下的话{place}，否则删掉。"
        yield dialect.COMMENT.at(
            path, line=number, column=start + 1, message=message, remedy=remedy, suggestion=suggestion
        )


def comment_start(line: str, offset: int, scalars: list[tuple[int, int]]) -> int:
    """Return where the comment of ``line``, which begins at ``offset``, starts, or -1.

    A ``#`` outside of every scalar begins one. (libyaml does not even ask for a space before it: ``"甲"#乙``.)
    """
    start = line.find("#")
    while start >= 0:
        before = bisect_right(scalars, (offset + start, len(line) + offset))
        if not before or scalars[before - 1][1] <= offset + start:
            return start
        start = line.find("#", start + 1)
    return -1
