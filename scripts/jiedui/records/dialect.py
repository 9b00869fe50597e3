"""The ledger's YAML dialect: its rules, and what libyaml's complaints mean."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jiedui.pattern import pattern
from jiedui.records.finding import Finding, declare
from jiedui.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable

TAB = declare("yaml-tab", "用了制表符", "文件", "缩进用空格，不用 Tab 键。")
WIDE_INDENT = declare(
    "yaml-wide-indent", "缩进用了全角空格", "文件", "缩进只能用半角空格。中文输入法打出的空格是全角的。"
)
WIDE_COLON = declare("yaml-wide-colon", "冒号写成了全角", "文件", "字段名后面是半角冒号加一个空格。")
COLON_SPACE = declare("yaml-colon-space", "冒号后面少空格", "文件", "字段名后面是半角冒号加一个空格。")
DASH_SPACE = declare("yaml-dash-space", "列表的短横后面少空格", "文件", "列表每一项以半角短横加一个空格开头。")
DUPLICATE = declare("yaml-duplicate-key", "字段写了两次", "文件", "同一个字段写两次，只有一个会被读到，另一个会丢。")
REFERENCE = declare(
    "yaml-reference", "用了锚点、别名或标签", "文件", "&、*、! 开头的值在 YAML 里有特殊含义，台账不用。"
)
DOCUMENTS = declare("yaml-documents", "一个文件写了几份记录", "文件", "一个文件一份记录，不用 --- 分隔，不写 % 指令。")
DEPTH = declare("yaml-depth", "层次太多", "文件", "台账的记录不超过十几层，层次太多多半是写错了。")
COMPLEX_KEY = declare("yaml-complex-key", "字段名不是一个词", "文件", "字段名只能是一个英文词。")
COMMENT = declare(
    "yaml-comment",
    "注释会丢",
    "文件",
    "空格加 # 后面的字是注释，不是内容，整理格式时不会保留。字段后面自动生成的中文名除外。",
)
NOT_A_RECORD = declare("yaml-not-a-record", "不是一份记录", "文件", "一份记录由“字段: 内容”一行行组成。")
CONFLICT = declare(
    "yaml-conflict",
    "冲突没有解决",
    "文件",
    "两个人改了同一处，合并时 Git 把两边都写进文件，用 <<<<<<<、=======、>>>>>>> 隔开，等人来选。",
)
SYNTAX = declare("yaml-syntax", "YAML 写法有误", "文件", "电脑读不懂这一行，多半是缩进、冒号或引号的问题。")

MAX_DEPTH = 16

# The first line by which an editor is told the schema of one file. It says nothing of the record, so it is no comment
# that would be lost: `fmt` leaves it where it is.
_MODELINE = pattern(  # with no room for a number of a person
    r"# yaml-language-server: \$schema=(?!(?:[^\s\d]*\d){10})\S+(?=\r?\n|\Z)"
)

# What Git writes before, between and after the sides of a conflict (the third where it shows what both began with). At
# the start of a line none of them is ever part of a record: even long text is indented.
_CONFLICT = pattern(r"^(?:<{7}|={7}|>{7}|\|{7})(?=[ \r\n]|\Z)", re.MULTILINE)

# A field with the dash of a list before it.
_FIELD_IN_LIST = pattern(r"- +[a-z_]+: ")


class SyntaxHelp(Struct, frozen=True):
    """What is told of one complaint of libyaml, known by ``sign``, the part of its message that stays the same.

    ``at_start`` says whether the cause stands where the construct began rather than where libyaml gave up; ``remedy``
    is what a township worker can do about it.
    """

    sign: str
    message: str
    remedy: str
    at_start: bool = False


SYNTAX_HELP = (
    SyntaxHelp(
        "mapping values are not allowed",
        "这一行多了一个冒号，或者上一行的缩进不对。",
        "内容里有“: ”时，给整个内容加双引号；再看缩进是否对齐。",
    ),
    SyntaxHelp(
        "could not find expected ':'",
        "这一行缺少冒号，或者没有缩进。",
        "字段名后面写半角冒号加一个空格；多行文字用 |- 开头并缩进两格：|- 写在字段名后面，文字从下一行写起。",
        at_start=True,
    ),
    SyntaxHelp(
        "did not find expected key",
        "缩进没有对齐，或者引号后面还有字。",
        "同一层的字段从同一列开始写，每深一层缩进两个空格；引号要包住整个内容。",
    ),
    SyntaxHelp(
        "did not find expected '-' indicator", "列表没有对齐。", "同一个列表的每一项都以“- ”开头，从同一列开始写。"
    ),
    SyntaxHelp(
        "block sequence entries are not allowed",
        "“- ”不能写在这里。",
        "是列表的，“- ”另起一行，比上面的字段缩进两格；是文字的，给整个内容加双引号。",
    ),
    SyntaxHelp("cannot start any token", "内容以特殊符号开头。", "给整个内容加双引号。"),
    SyntaxHelp(
        "unexpected end of stream", "引号没有成对。", "检查从这里往下的引号是否成对，用半角引号。", at_start=True
    ),
    SyntaxHelp(
        "did not find expected ',' or",
        "方括号或花括号没有写完整。",
        "列表改成一行一项，每项以“- ”开头。",
        at_start=True,
    ),
    SyntaxHelp(
        "did not find expected node content", "方括号或花括号里写得不对。", "列表改成一行一项，每项以“- ”开头。"
    ),
    SyntaxHelp("block scalar", "“|”或“>”后面不能再写字。", "“|-”单独放在字段名后面，文字从下一行写起，缩进两格。"),
    SyntaxHelp("expected <document start>", "上面的内容还没写完，这里又另起了一份。", "检查上一行的缩进和冒号。"),
    SyntaxHelp("escape", "双引号里的反斜杠用错了。", "双引号里不要写反斜杠，或写成两个反斜杠。"),
    SyntaxHelp("mapping keys are not allowed", "内容以“? ”开头。", "给整个内容加双引号。"),
)
SYNTAX_OTHER = SyntaxHelp("", "这一行的写法读不懂。", "对照同类文件检查这一行和上一行的缩进、冒号和引号。")
# Text that begins like an anchor, an alias or a tag, but is not one for libyaml either, such as `&甲`.
REFERENCE_SIGNS = ("an anchor", "an alias", "a tag")
_REFERENCE = "这里用了 YAML 的锚点、别名或标签（& * !）。"
_REFERENCE_REMEDY = "如果是内容，给整个内容加双引号；否则删掉 &、*、! 和后面的名字。"


def modeline(text: str) -> str:
    """Return the line for an editor that ``text`` begins with, without its end; empty where there is none."""
    match = _MODELINE.match(text)
    return match[0] if match else ""


def conflict(text: str, path: str) -> Finding | None:
    """Return the finding for a text that holds a conflict of Git's, at its first mark; ``None`` where it holds none."""
    match = _CONFLICT.search(text)
    if match is None:
        return None
    message = f"文件里还有冲突没有解决：这一行是合并时留下的标记 {match[0]}。"
    remedy = "在 ======= 上下两边之间选定内容，两边都要的都留下，再删掉以 <<<<<<<、|||||||、=======、>>>>>>> 开头的行。"
    return CONFLICT.at(path, line=text.count("\n", 0, match.start()) + 1, column=1, message=message, remedy=remedy)


def reference(path: str, line: int, column: int, suggestion: str = "") -> Finding:
    """Return the finding for an anchor, an alias or a tag; ``suggestion`` is the value in quotes, if it is a text."""
    return REFERENCE.at(
        path, line=line, column=column, message=_REFERENCE, remedy=_REFERENCE_REMEDY, suggestion=suggestion
    )


def not_a_record(path: str, lines: Iterable[str] = ()) -> Finding:
    """Return the finding for a file, ``lines``, whose top level is not a mapping."""
    message, remedy = "文件里没有“字段: 内容”。", "参照同类文件，一行一个字段重新填写。"
    if any(map(_FIELD_IN_LIST.match, lines)):
        message, remedy = "整份记录写成了列表。", "删掉各行开头的“- ”，一行一个字段，从同一列开始写。"
    return NOT_A_RECORD.at(path, line=1, column=1, message=message, remedy=remedy)
