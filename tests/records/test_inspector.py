"""Where and why a text is not in the dialect: every trap by its name, its place, and what can be done about it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import pytest

from jiedui.records import inspector, loader, stream
from jiedui.records.finding import Finding
from jiedui.records.yaml_parser import PlainParser

Parse = Callable[..., tuple[dict[str, Any] | None, list[Finding]]]


def said(findings: Iterable[Finding]) -> list[tuple[str, int, int]]:
    return [(finding.rule.id, finding.line, finding.column) for finding in findings]


TRAPS = {
    "duplicate key": ("date: 2026-03-07\n", "yaml-duplicate-key", 7, 1, "字段“date”写了两次", "留下一个"),
    "duplicate key, quoted": ('"by": YYL-B-7K3Q\n', "yaml-duplicate-key", 7, 1, "字段“by”写了两次", "留下一个"),
    "duplicate key, deep": (
        "hazards:\n  gas: 无\n  gas: 有\n", "yaml-duplicate-key", 9, 3, "字段“gas”写了两次", "合到一起",
    ),
    "duplicate key, both empty": ("content:\ncontent:\n", "yaml-duplicate-key", 8, 1, "“content”写了两次", "留下一个"),
    "anchor": ("content: &甲 乙\n", "yaml-reference", 7, 10, "锚点、别名或标签", "加双引号"),
    "alias": ("content: *甲\n", "yaml-reference", 7, 10, "锚点、别名或标签", "加双引号"),
    "tag": ("content: !!str 甲\n", "yaml-reference", 7, 10, "锚点、别名或标签", "加双引号"),
    "local tag": ("content: !甲 乙\n", "yaml-reference", 7, 10, "锚点、别名或标签", "加双引号"),
    "python tag": ("content: !!python/object:os.system 甲\n", "yaml-reference", 7, 10, "锚点", "加双引号"),
    "anchor hidden in braces": ('hazards: {"fire":&a 无}\n', "yaml-reference", 7, 18, "锚点", "加双引号"),
    "second document": ("---\ndate: 2026-03-07\n", "yaml-documents", 7, 1, "---", "一个文件只写一份记录"),
    "document end": ("...\n", "yaml-documents", 7, 1, "...", "删掉这一行"),
    "tab indentation": ("hazards:\n\tfire: 无\n", "yaml-tab", 8, 1, "制表符", "改用空格"),
    "tab before a comment": ("content: 甲\t# 联系情况\n", "yaml-tab", 7, 11, "制表符", "改用空格"),
    "zero-width space": ("content: 甲\u200b乙\n", "yaml-invisible", 7, 11, "第 11 个字是看不见", "删掉"),
    "no-break space": ("content: 甲\u00a0乙\n", "yaml-invisible", 7, 11, "U+00A0", "删掉"),
    "soft hyphen": ("content: 甲\u00ad乙\n", "yaml-invisible", 7, 11, "U+00AD", "删掉"),
    "bidi isolate": ("content: 甲\u2066乙\n", "yaml-invisible", 7, 11, "U+2066", "删掉"),
    "right-to-left override": ("content: 甲\u202e乙\n", "yaml-invisible", 7, 11, "U+202E", "删掉"),
    "tag character": ("content: 甲\U000e0041乙\n", "yaml-invisible", 7, 11, "U+E0041", "删掉"),
    "bell": ("content: 甲\x07乙\n", "yaml-invisible", 7, 11, "U+0007", "删掉"),
    "NUL": ("content: 甲\x00乙\n", "yaml-invisible", 7, 11, "U+0000", "删掉"),
    "form feed": ("content: 甲\x0c乙\n", "yaml-invisible", 7, 11, "U+000C", "删掉"),
    "next line (NEL)": ("content: 甲\x85乙\n", "yaml-invisible", 7, 11, "U+0085", "删掉"),
    "line separator": ("content: 甲\u2028乙\n", "yaml-invisible", 7, 11, "U+2028", "删掉"),
    "lone carriage return": ("content: 甲\r乙\n", "yaml-invisible", 7, 11, "U+000D", "删掉"),
    "lone surrogate": ("content: 甲\ud800乙\n", "yaml-invisible", 7, 11, "U+D800", "删掉"),
    "BOM in the middle": ("content: 甲\ufeff乙\n", "yaml-invisible", 7, 11, "U+FEFF", "删掉"),
    "invisible in a key": ("con\u200btent: 甲\n", "yaml-invisible", 7, 4, "U+200B", "删掉"),
    "invisible in a comment": ("content: 甲  # 联系\u200b情况\n", "yaml-invisible", 7, 17, "U+200B", "删掉"),
    "invisible in a block": ("content: |-\n  甲\u200b\n", "yaml-invisible", 8, 4, "U+200B", "删掉"),
    "invisible by escape": ('content: "甲\\u200b乙"\n', "yaml-invisible", 7, 10, "用反斜杠写了", "删掉反斜杠"),
    "empty braille cell": ("content: 甲\u2800乙\n", "yaml-invisible", 7, 11, "U+2800", "删掉"),
    "selector of a variant": ("content: 甲\ufe00乙\n", "yaml-invisible", 7, 11, "U+FE00", "删掉"),
    "selector of an ideographic variant": ("content: 甲\U000e0100乙\n", "yaml-invisible", 7, 11, "U+E0100", "删掉"),
    "noncharacter": ("content: 甲\ufffe乙\n", "yaml-invisible", 7, 11, "U+FFFE", "删掉"),
    "noncharacter of an upper plane": ("content: 甲\U0001ffff乙\n", "yaml-invisible", 7, 11, "U+1FFFF", "删掉"),
    "lost character": ("content: 甲\ufffd乙\n", "yaml-lost-character", 7, 11, "第 11 个字是丢了的字", "补上"),
    "lost picture": ("content: 甲\ufffc乙\n", "yaml-lost-character", 7, 11, "U+FFFC", "补上"),
    "lost character in a block": ("content: |-\n  甲\ufffd\n", "yaml-lost-character", 8, 4, "U+FFFD", "补上"),
    "heap of marks": ("content: 甲\u0301\u0302\u0303\u0304乙\n", "yaml-stacked-marks", 7, 11, "4 个符号", "删掉叠"),
    "tab by escape": ('content: "甲\\t乙"\n', "yaml-tab", 7, 10, "用反斜杠写了制表符", "删掉反斜杠"),
    "lost character by escape": ('content: "甲\\ufffd"\n', "yaml-lost-character", 7, 10, "用反斜杠写了", "删掉反斜杠"),
    "heap of marks by escape": (
        'content: "甲\\u0301\\u0301\\u0301\\u0301"\n', "yaml-stacked-marks", 7, 10, "4 个符号", "删掉反斜杠",
    ),
    "noncharacter by escape": ('content: "甲\\U0001fffe"\n', "yaml-invisible", 7, 10, "U+1FFFE", "删掉反斜杠"),
    "bell by escape": ('content: "甲\\a"\n', "yaml-invisible", 7, 10, "用反斜杠写了", "删掉反斜杠"),
    "full-width colon": ("content：甲\n", "yaml-wide-colon", 7, 8, "“content”后面的冒号写成了全角", "改成半角冒号"),
    "full-width colon, Chinese key": ("备注：甲\n", "yaml-wide-colon", 7, 3, "“备注”后面的冒号", "改成半角冒号"),
    "full-width colon, nested": ("hazards:\n  fire：无\n", "yaml-wide-colon", 8, 7, "“fire”后面的冒号", "半角"),
    "no space after colon": ("content:甲\n", "yaml-colon-space", 7, 8, "“content”的冒号后面没有空格", "加一个空格"),
    "wide space after colon": ("content:　甲\n", "yaml-colon-space", 7, 8, "冒号后面是全角空格", "换成一个半角空格"),
    "wide indentation": ("hazards:\n　　fire: 无\n", "yaml-wide-indent", 8, 1, "行首有全角空格", "改用半角空格缩进"),
    "wide after narrow": ("hazards:\n  　fire: 无\n", "yaml-wide-indent", 8, 1, "行首有全角空格", "半角空格"),
    "hash cuts a value": ("content: 见 #3\n", "yaml-comment", 7, 12, "# 后面的字会被当作注释丢掉", "加双引号"),
    "hash cuts a title": ("content: 见 #联系情况\n", "yaml-comment", 7, 12, "会被当作注释丢掉", "加双引号"),
    "comment line": ("# 下周再去\n", "yaml-comment", 7, 1, "这一行是注释，整理格式时不会保留", "（联系情况）里"),
    "comment under a block": ("content: |-\n    甲\n  # 乙\n", "yaml-comment", 9, 3, "这一行是注释", "联系情况"),
    "comment against quotes": ('content: "甲"#乙\n', "yaml-comment", 7, 13, "会被当作注释丢掉", "联系情况"),
    "comment against a bracket": ("topics: [家庭生产生活]#乙\n", "yaml-comment", 7, 17, "会被当作注释丢掉", "联系情况"),
    "comment after quotes": ('content: "甲 #1" # 乙\n', "yaml-comment", 7, 17, "会被当作注释丢掉", "联系情况"),
    "comment after quotes over two lines": (
        'content: "甲\n  # 在引号里" # 乙\n', "yaml-comment", 8, 11, "会被当作注释丢掉", "联系情况",
    ),
    "text in braces": ("content: {今天没去}\n", "yaml-syntax", 7, 11, "花括号里的“今天没去”没有内容", "加双引号"),
    "no space in braces": ("hazards: {fire:无}\n", "yaml-syntax", 7, 11, "“fire:无”没有内容", "冒号后面空一格"),
    "list as key": ("? [甲]\n: 乙\n", "yaml-complex-key", 7, 3, "字段名不是一个词", "参照同类文件"),
    "mapping as key": ("? {a: b}\n: 乙\n", "yaml-complex-key", 7, 3, "字段名不是一个词", "参照同类文件"),
    "deep brackets": ("content: " + "[" * 100_000 + "\n", "yaml-depth", 7, 25, "层次太多", "参照同类文件"),
    "deep braces": ("content: " + "{a: " * 100_000 + "\n", "yaml-depth", 7, 70, "层次太多", "参照同类文件"),
    "deep indentation": (
        "".join(f"{' ' * depth}a:\n" for depth in range(1400)), "yaml-depth", 23, 17, "层次太多", "参照同类文件",
    ),
    "second colon": ("content: 甲: 乙\n", "yaml-syntax", 7, 11, "多了一个冒号", "给整个内容加双引号"),
    "colon at the end": ("content: 甲:\n", "yaml-syntax", 7, 11, "多了一个冒号", "给整个内容加双引号"),
    "missing colon": ("content\nalso:\n  - YYL-3F8H\n", "yaml-syntax", 7, 1, "这一行缺少冒号", "半角冒号加一个空格"),
    "text not indented": ("content: |-\n甲\n乙\n", "yaml-syntax", 8, 1, "没有缩进", "多行文字用 |- 开头并缩进两格"),
    "unclosed quote": ('content: "甲\n', "yaml-syntax", 7, 10, "引号没有成对", "用半角引号"),
    "text after quotes": ('content: "甲" 乙\n', "yaml-syntax", 7, 14, "引号后面还有字", "引号要包住整个内容"),
    "unclosed bracket": ("topics: [家庭生产生活\n", "yaml-syntax", 7, 9, "没有写完整", "列表改成一行一项"),
    "dash on the key's line": ("topics: - 家庭生产生活\n", "yaml-syntax", 7, 9, "“- ”不能写在这里", "另起一行"),
    "reserved sign": ("content: @甲\n", "yaml-syntax", 7, 10, "内容以特殊符号开头", "加双引号"),
    "backslash": ('content: "C:\\照片"\n', "yaml-syntax", 7, 13, "反斜杠用错了", "两个反斜杠"),
    "words after the bar": ("content: |- 甲\n", "yaml-syntax", 7, 13, "后面不能再写字", "从下一行写起"),
    "extra indentation": ("  content: 甲\n", "yaml-syntax", 7, 3, "比上一行多了 2 个空格，缩进不对", "和上一行对齐"),
    "lesser indentation": ("hazards:\n   fire: 无\n  gas: 无\n", "yaml-syntax", 9, 3, "缩进没有对齐", "从同一列开始写"),
    "list not aligned": (
        "topics:\n  - 家庭生产生活\n - 惠残政策享受\n", "yaml-syntax", 9, 2, "缩进没有对齐", "从同一列开始写",
    ),
    "nonsense": ("\u4e00: ]\n", "yaml-syntax", 7, 4, "写得不对", "一行一项"),
}  # fmt: skip


@pytest.mark.parametrize("trap", TRAPS)
def test_trap_is_named(trap: str, parse: Parse, visit_text: str) -> None:
    written, rule, line, column, message, remedy = TRAPS[trap]
    data, findings = parse(visit_text + written)
    assert data is None
    assert said(findings)[0] == (rule, line, column)
    assert message in findings[0].message
    assert remedy in findings[0].remedy
    assert len({finding.line for finding in findings}) == 1, "consequences of one fault are not reported as others"


@pytest.mark.parametrize("trap", TRAPS)
def test_trap_is_named_in_the_same_words_without_libyaml(
    trap: str, parse: Parse, visit_text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (stream, loader):
        monkeypatch.setattr(module, "YamlParser", PlainParser)
    monkeypatch.setattr(loader, "_Composer", type("_Composer", (PlainParser,), dict(vars(loader._Composer))))
    written, rule, line, _, message, remedy = TRAPS[trap]
    data, findings = parse(visit_text + written)
    assert data is None
    assert said(findings)[0][:2] == (rule, line)
    assert message in findings[0].message
    assert remedy in findings[0].remedy


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", 1),
        ("\n  \n", 1),
        ("- 甲\n- 乙\n", 1),
        ("甲\n", 1),
        ("[]\n", 1),
        ("null\n", 1),
        ("3\n", 1),
        ("|-\n  date: 甲\n", 1),
    ],
)
def test_what_is_not_a_record(text: str, line: int, parse: Parse) -> None:
    _, findings = parse(text)
    assert said(findings) == [("yaml-not-a-record", line, 1)]
    assert "没有“字段: 内容”" in findings[0].message


def test_whole_file_with_wide_colons(parse: Parse, visit_text: str) -> None:
    _, findings = parse(visit_text.replace(": ", "："))
    assert said(findings) == [
        ("yaml-wide-colon", line, visit_text.split("\n")[line - 1].index(":") + 1) for line in range(1, 7)
    ]
    assert findings[0].suggestion == "date: …"


def test_document_mark_and_directive_at_the_top(parse: Parse, visit_text: str) -> None:
    assert said(parse("---\n" + visit_text)[1]) == [("yaml-documents", 1, 1)]
    assert said(parse("%YAML 1.1\n---\n" + visit_text)[1]) == [("yaml-documents", 1, 1)]
    assert said(parse("\ufeff" + visit_text)[1]) == [("yaml-invisible", 1, 1)]


@pytest.mark.parametrize("nesting", ["- " * 100_000, "? " * 100_000, "-  " * 100_000, "- ? " * 50_000])
def test_deep_nesting_at_the_root(nesting: str, parse: Parse) -> None:
    _, findings = parse(nesting + "\n")
    assert [finding.rule.id for finding in findings][-1] == "yaml-depth"


def test_all_faults_at_once(parse: Parse, visit_text: str) -> None:
    _, findings = parse(visit_text + "date: 2026-03-07\ncontent: &a 见 #3\nalso: *a\n\tx: y\n")
    assert said(findings) == [
        ("yaml-tab", 10, 1), ("yaml-reference", 8, 10), ("yaml-reference", 9, 7), ("yaml-duplicate-key", 7, 1),
    ]  # fmt: skip
    _, findings = parse(visit_text + "date: 2026-03-07\ncontent: &a 见 #3\nalso: *a\n")
    assert {rule for rule, _, _ in said(findings)} == {"yaml-duplicate-key", "yaml-reference", "yaml-comment"}


def test_a_fault_further_down_is_not_hidden_by_a_sentence_with_a_wide_colon(parse: Parse, visit_text: str) -> None:
    text = visit_text + "topics:\n  - 备注：甲\ncontent: @乙\n"
    assert said(parse(text)[1]) == [("yaml-wide-colon", 8, 7), ("yaml-syntax", 9, 10)]


def test_a_wide_colon_in_a_sentence_is_no_fault(parse: Parse, visit_text: str) -> None:
    text = visit_text.replace("2026-03-05", "2026-3-5") + "content: 甲\n  他说：好，见http:x\n"
    assert said(parse(text)[1]) == [("schema-format", 1, 1)]


def test_text_in_the_blocks_of_a_broken_file_is_left_alone(parse: Parse, visit_text: str) -> None:
    blocks = "content: |-\n  by：甲\n  date:乙\n\n  # 丙\n"
    blocks += "needs:\n  - id: n-7K3Q\n    note: |\n      by：丁\n  - note: |-\n      by：戊\n"
    _, findings = parse(visit_text + blocks + "channel_note: @己\n")
    assert said(findings) == [("yaml-syntax", 18, 15)]


MODELINE = "# yaml-language-server: $schema=../../schemas/visit.schema.json"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("{visit}{mode}\n", 7),
        ("\n{mode}\n{visit}", 2),
        ("{mode}\n{mode}\n{visit}", 2),
        (" {mode}\n{visit}", 1),
        ("#{mode}\n{visit}", 1),
        ("{mode} 甲\n{visit}", 1),
        ("# yaml-language-server: $schema=\n{visit}", 1),
        ("# yaml-language-server:\n{visit}", 1),
        ("# yaml-language-server: schema=x\n{visit}", 1),
    ],
)
def test_anywhere_else_or_otherwise_it_is_a_comment(parse: Any, visit_text: str, text: str, line: int) -> None:
    _, findings = parse(text.format(visit=visit_text, mode=MODELINE))
    assert [(rule, at) for rule, at, _ in said(findings)] == [("yaml-comment", line)]


def test_below_the_line_for_an_editor_lines_are_counted_on(parse: Any, visit_text: str) -> None:
    _, findings = parse(f"{MODELINE}\n{visit_text}".replace("入户", "上门"))
    assert said(findings) == [("schema-choice", 4, 1)]


OURS, BASE, BETWEEN, THEIRS = "<<<<<<< HEAD\n", "||||||| 2f1c\n", "=======\n", ">>>>>>> main\n"


@pytest.mark.parametrize(
    ("written", "line"),
    [
        (f"{OURS}content: 甲\n{BETWEEN}content: 乙\n{THEIRS}", 7),
        (f"{OURS}content: 甲\n{BASE}{BETWEEN}content: 乙\n{THEIRS}", 7),
        (f"{OURS}content: 甲\n{BETWEEN}content: 乙\n{THEIRS}".replace("\n", "\r\n"), 7),
        (f"content: |-\n  甲\n{OURS}  乙\n{BETWEEN}  丙\n{THEIRS}", 9),
        (f'content: "甲\n{OURS}乙\n{BETWEEN}丙\n{THEIRS}丁"\n', 8),
        (f"content: 甲\n{BETWEEN}", 8),
        (f"content: 甲\n{THEIRS}", 8),
        (f"content: 甲\n{BASE}", 8),
        ("content: 甲\n<<<<<<<", 8),
        (f"{OURS}content：甲\n\tx: y\n{BETWEEN}content: &a 乙\n{THEIRS}", 7),
    ],
)
def test_a_conflict_is_told_alone_at_its_first_mark(parse: Parse, visit_text: str, written: str, line: int) -> None:
    _, findings = parse(visit_text + written)
    assert said(findings) == [("yaml-conflict", line, 1)]


def test_a_conflict_in_the_first_line_is_told(parse: Parse, visit_text: str) -> None:
    assert said(parse(OURS + visit_text)[1]) == [("yaml-conflict", 1, 1)]


@pytest.mark.parametrize("written", ["<<<<<< HEAD", "<<<<<<<< HEAD", "=======甲", "  =======", "x======="])
def test_what_only_looks_like_the_mark_of_a_conflict_is_none(parse: Parse, visit_text: str, written: str) -> None:
    _, findings = parse(f"{visit_text}{written}\n")
    assert {rule for rule, _, _ in said(findings)}.isdisjoint({"yaml-conflict"})


def test_a_line_of_signs_in_a_long_text_is_no_conflict(parse: Parse, visit_text: str) -> None:
    data, findings = parse(f"{visit_text}content: |-\n  甲\n  =======\n  乙\n")
    assert (findings, data["content"]) == ([], "甲\n=======\n乙")


def test_the_line_for_an_editor_alone_is_no_record(parse: Any) -> None:
    assert said(parse(MODELINE)[1]) == said(parse(f"{MODELINE}\n")[1]) == [("yaml-not-a-record", 1, 1)]


@pytest.mark.parametrize(
    ("written", "message", "remedy"),
    [
        ("hazards:\n\tfire: 无\n", "这一行有制表符（Tab）。", "删掉它，改用空格。"),
        (
            "content: 甲\u200b乙\n", "这一行第 11 个字是看不见的字符（U+200B）。",
            "删掉这个字符；找不到它，就删掉这一行重新打一遍。",
        ),
        ("hazards:\n　　fire: 无\n", "行首有全角空格。", "删掉行首的全角空格，改用半角空格缩进。"),
        ("content：甲\n", "“content”后面的冒号写成了全角“：”。", "改成半角冒号，后面空一格。"),
        ("content:甲\n", "“content”的冒号后面没有空格。", "在冒号后面加一个空格。"),
        ("content:　甲\n", "“content”的冒号后面是全角空格。", "删掉全角空格，换成一个半角空格。"),
        (
            "content: 见 #3\n", "# 后面的字会被当作注释丢掉。",
            "如果是内容，给整个内容加双引号；如果是说明，写到 content（联系情况）里。",
        ),
        ("# 下周再去\n", "这一行是注释，整理格式时不会保留。", "要留下的话写到 content（联系情况）里，否则删掉。"),
        ("content: @甲\n", "内容以特殊符号开头。", "给整个内容加双引号。"),
        (
            "<<<<<<< HEAD\n", "文件里还有冲突没有解决：这一行是合并时留下的标记 <<<<<<<。",
            "在 ======= 上下两边之间选定内容，两边都要的都留下，再删掉以 <<<<<<<、|||||||、=======、>>>>>>> 开头的行。",
        ),
        ("topics:\n  -家庭\n", "列表的短横后面没有半角空格。", "改成半角短横，后面空一格。"),
        ("topics:\n  －家庭\n", "列表开头的“－”不是半角短横。", "改成半角短横，后面空一格。"),
        ("topics:\n  * 家庭\n", "列表开头的“*”不是半角短横。", "改成半角短横，后面空一格。"),
    ],
)  # fmt: skip
def test_what_staff_are_told(written: str, message: str, remedy: str, parse: Parse, visit_text: str) -> None:
    _, findings = parse(visit_text + written)
    assert (findings[0].message, findings[0].remedy) == (message, remedy)


def test_a_text_without_fault_has_no_findings(visit_text: str) -> None:
    assert inspector.inspect(visit_text, "x.yml", frozenset()) == []
    assert inspector.input_faults(visit_text, "x.yml", {"date", "by"}) == []


def test_input_faults_are_looked_for_before_known_words_only() -> None:
    text = "date：甲\n他说：乙\nby:丙\nhttp:x\n"
    found = inspector.input_faults(text, "x.yml", {"date", "by"})
    assert [(item.rule.id, item.line, item.column, item.suggestion) for item in found] == [
        ("yaml-wide-colon", 1, 5, "date: …"), ("yaml-colon-space", 3, 3, "by: …"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("a: |-\n  b\n  c\nd: e\n", {2, 3}),
        ("a: |-\n\n  b\n\nd: e\n", {2, 3, 4}),
        ("a: b\n  c\n", set()),
        ("a:\n  - b: |\n      c\n    d: e\n", {3}),
        ("a:\n  - |\n    b\n  - c\n", {3}),
        ("a: |2+  # 甲\n    b\nc: d\n", {2}),
        ("a: |-\nb\n", set()),
        ("a: |-\n  b", {2}),
    ],
)
def test_lines_that_look_to_be_inside_blocks(text: str, inside: set[int]) -> None:
    lines = text.split("\n")
    found = inspector.block_lines(lines)
    assert {number for number in found if lines[number - 1].strip() or number in inside} == inside


def test_a_hundred_thousand_faults_of_one_kind_are_counted() -> None:
    text = "".join(f"k{number}: &a 1\n" for number in range(100_000))
    found = inspector.inspect(text, "x.yml", frozenset())
    assert [(finding.rule.id, finding.line, finding.count) for finding in found[18:]] == [
        ("yaml-reference", 19, 1),
        ("yaml-reference", 20, 1),
        ("yaml-reference", 21, 99980),  # 100,000 lines, of which twenty are named
    ]


def test_keys_that_stand_again_are_told_once_for_a_mapping() -> None:
    [found] = inspector.inspect("id: 1\n" * 100_000, "x.yml", frozenset())
    assert (found.rule.id, found.line) == ("yaml-duplicate-key", 2)
    assert found.message == "从这里起，字段“id”“id”“id”“id”等又写了一遍。"


def test_a_new_item_without_its_dash_is_told_by_its_dash() -> None:
    text = "members:\n  - id: a\n    name: 甲\n    id: b\n    name: 乙\n"
    [found] = inspector.inspect(text, "x.yml", frozenset())
    assert (found.line, found.message) == (4, "从这里起，字段“id”“name”又写了一遍。")
    assert found.remedy == "是新的一项，在这一行前面写“- ”，下面几行和它对齐；是写重了，留下一遍，把内容合到一起。"


def test_a_record_pasted_below_another_belongs_in_a_file_of_its_own() -> None:
    [found] = inspector.inspect("date: 甲\nby: 乙\ndate: 丙\nby: 丁\n", "x.yml", frozenset())
    assert found.remedy == "是新的一份，另建一个文件；是写重了，留下一遍，把内容合到一起。"


@pytest.mark.parametrize(
    ("line", "suggestion"),
    [
        ("content: 住3 #楼", '"住3 #楼"'),
        ("content: 住3 # 楼", ""),
        ('content: "住3"# 楼', ""),
        ("content: 住3 ## 楼", ""),
        ("content: 住3 #", ""),
    ],
)
def test_a_sign_right_before_a_word_is_meant_as_part_of_the_text(line: str, suggestion: str) -> None:
    (finding,) = inspector.inspect(f"{line}\n", "x.yml", frozenset())
    assert (finding.rule.id, finding.suggestion) == ("yaml-comment", suggestion)
