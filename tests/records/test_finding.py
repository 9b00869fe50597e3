"""Findings and rules: no number in any of them, an order that reads from top to bottom."""

from __future__ import annotations

import re

import pytest

from jiedui.records import finding as finding_module
from jiedui.records.finding import RULES, Finding, Judged, OwnWords, Registry, Rule, Severity, redact, shown


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("证号 49060219580312101741 重复", "证号（号码不显示）重复"),
        ("49060219580312101X", "（号码不显示）"),
        ("4906 0219 5803 1210 1X", "（号码不显示）"),
        ("49060319660611007X21", "（号码不显示）21"),
        ("49068119721130312911B1", "（号码不显示）"),
        ("电话15400001234。", "电话（号码不显示）。"),
        ("154 0000 1234", "（号码不显示）"),
        ("154-0000-1234", "（号码不显示）"),
        ("0730-0123456", "（号码不显示）"),
        ("座机 0730-0123456  ", "座机（号码不显示）"),
        ("１５４００００１２３４", "（号码不显示）"),
        ("490602.19580312.1017", "（号码不显示）"),
        ("2026-03-05", "2026-03-05"),
        ("2026-03-05 2026-03-06", "2026-03-05 2026-03-06"),
        ("2026-03-05 至 2026-03-06", "2026-03-05 至 2026-03-06"),
        ("households/YYL-7K3Q/visits/2026-03-05-12.yml", "households/YYL-7K3Q/visits/2026-03-05-12.yml"),
        ("123456 户", "123456 户"),
        ("490602\n19580312\n1017", "（号码不显示）"),
        ("甲490602，19580312，101X，乙", "甲（号码不显示），乙"),
        ("490602-1958-03-12-1017", "（号码不显示）"),
        ("1\u200b5\u200b4\u200b0\u200b0\u200b0\u200b0", "（号码不显示）"),
        ("证号四九〇六〇二一九五八〇三一二一〇一七甲", "证号（号码不显示）甲"),
        ("l54OOOO1234 ①⑤④⓪⓪⓪⓪①②③④", "（号码不显示）"),
        ("123456，2026-03-05，1234", "（号码不显示）"),
        ("12345，2026-03-05，1234", "12345，2026-03-05，1234"),
        ("12345 2026-03-05，1234", "（号码不显示）"),  # parted as the groups of a number are: 17 digits
        ("12345，2026-03-05 1234", "（号码不显示）"),
        ("12345  2026-03-05，1234", "（号码不显示）"),
        ("12345，2026-03-05  1234", "（号码不显示）"),
        ("0730-88-88-888", "（号码不显示）"),
        ("1380-01-38-000", "（号码不显示）"),
        ("4306-02-19 6503-12-00 16", "（号码不显示）"),
        ("1991-02-03-456", "（号码不显示）"),  # a mobile that begins with 199 and four groups like a day and a number
        ("1991-02-03—456", "（号码不显示）"),
        ("130_2026_01_01，130-2026-01-01", "（号码不显示）"),
        ("households/0730-88-88-888/household.yml", "households/（号码不显示）/household.yml"),
        ("2026-03-05-12、2026-03-06-1", "2026-03-05-12、2026-03-06-1"),  # names of files, with their number
        ("2026-03-05-123、2026-03-06", "（号码不显示）"),
        ("2026-03-05\n2026-03-06 至 2026-04-01", "2026-03-05\n2026-03-06 至 2026-04-01".replace("\n", "\ufffd")),
        ("12、345、678、91", "12、345、678、91"),
        ("12、345、678、910", "（号码不显示）"),
        ("2026-03-05、2026-03-06，2026-04-01—2026-04-30", "2026-03-05、2026-03-06，2026-04-01—2026-04-30"),
        ("12、1234567、甲", "12、（号码不显示）、甲"),
        ("yueyanglou/20261125.yml", "yueyanglou/20261125.yml"),
        ("19581231", "19581231"),
        ("20261325", "（号码不显示）"),
        ("20261100", "（号码不显示）"),
        ("20261132", "（号码不显示）"),
        ("30261125", "（号码不显示）"),
        ("202611251", "（号码不显示）"),
        ("20261125X", "（号码不显示）"),
        ("甲\n::error::乙\x1b[2J", "甲\ufffd::error::乙\ufffd[2J"),
        ("照片\udcd5.jpg", "照片\ufffd.jpg"),
        ("re\u202egpj.yml", "re\ufffdgpj.yml"),
    ],
)
def test_numbers_and_unprintable_characters_are_hidden(text: str, said: str) -> None:
    assert redact(text) == said
    assert redact(said) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [("甲", "甲"), ("", "（空）"), (" \n ", "（空）"), ("甲\n 乙", "甲 乙"), ("字" * 41, "字" * 40 + "…")],
)
def test_a_key_in_a_message_is_short_and_on_one_line(text: str, said: str) -> None:
    assert shown(text) == said


# Full names of commits and trees: the first holds seven digits in a row, the second ten, the third is a SHA-256.
NAMES = (
    "16d6674059221e6917be3340f7b5f40b417fe312",
    "abcdef1234567890abcdef1234567890abcdef12",
    "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    "frame", ["{}", "版本{}。", "在 {} 里，电话（号码不显示）", "a {} b", "文件里是“{}”，应当是“{}”"]
)
def test_the_name_of_a_commit_stays_readable(frame: str, name: str) -> None:
    text = frame.format(name, name)
    assert redact(text) == text


def test_numbers_around_the_name_of_a_commit_are_hidden() -> None:
    name = NAMES[1]
    assert redact(f"15400001234，{name}，154-0000-1234") == f"（号码不显示），{name}，（号码不显示）"


PERSONAL = ("15400001234", "07300123456", "49060219580312101741", "490602195803121017", "490602580312101")


@pytest.mark.parametrize("length", [40, 64])
@pytest.mark.parametrize("number", PERSONAL)
def test_no_number_of_a_person_hides_in_what_looks_like_a_commit(number: str, length: int) -> None:
    for start in range(length - len(number) + 1):
        token = "ab" * length
        token = token[:start] + number + token[start : length - len(number)]
        assert len(token) == length
        assert number not in redact(token), token


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("1540 0001 234" + "a" * 37, "234" + "a" * 37),  # a group of a number, before the name and behind it
        ("a" * 36 + "1540 0001 234", "0001 234"),
        ("a" * 32 + "1234567", "1234567"),  # one character less, as many, one more
        ("a" * 32 + "12345678", ""),
        ("a" * 33 + "12345678", "12345678"),
        ("A" * 32 + "12345678", "12345678"),
        ("x" + "a" * 32 + "12345678", "12345678"),
        ("a" * 32 + "12345678" + "x", "12345678"),
        ("１" + "a" * 32 + "12345678", "12345678"),
        ("a" * 32 + "12345678" + "Ｘ", "12345678"),
        ("1" * 40, "1"),
        ("ab12345678", "12345678"),  # a short name
    ],
)
def test_what_is_no_full_name_of_a_commit_is_hidden_as_ever(text: str, hidden: str) -> None:
    assert (redact(text) == text) == (not hidden)
    assert not hidden or hidden not in redact(text)


def test_the_examples_of_our_own_words_are_shown_and_those_of_others_are_not() -> None:
    rule = Rule(id="test-own", title="试验", scope="文件", why="只在测试里用。")
    said = "例如 0000-0123456。"
    assert rule.at("x.yml", message=OwnWords(said), remedy=OwnWords(said)).remedy == said
    assert rule.at("x.yml", message=OwnWords(said), remedy=said).message == said
    assert rule.at("x.yml", message=said, remedy=said).message == "例如（号码不显示）。"
    assert rule.at("x.yml", message=said, remedy=f"{OwnWords(said)}").remedy == "例如（号码不显示）。"


def test_a_finding_never_holds_a_number() -> None:
    rule = Rule(id="test-explain", title="试验", scope="文件", why="只在测试里用。")
    number = "49060219580312101741"
    finding = rule.at("x.yml", message=f"甲 {number}", remedy=f"乙 {number}", suggestion=number, line=1, column=2)
    assert (finding.message, finding.remedy, finding.suggestion) == ("甲（号码不显示）", "乙（号码不显示）", "")
    assert (finding.line, finding.column, finding.severity.value) == (1, 2, "错误")
    assert rule.at("x.yml", message="甲", remedy="乙", suggestion="2026-03-05").suggestion == "2026-03-05"


def test_rules_have_ids_of_their_own() -> None:
    registry = Registry()
    rule = registry.add(Rule(id="a", title="甲", scope="文件", why="为什么。"))
    assert [rule] == list(registry)
    assert registry["a"] is rule
    with pytest.raises(ValueError, match="rule id used twice: a"):
        registry.add(Rule(id="a", title="乙", scope="文件", why="为什么。"))


def test_every_rule_of_this_room_tells_staff_why() -> None:
    ours = [rule for rule in RULES if re.match(r"yaml-|schema-|file-|tree-|date-", rule.id)]
    assert len(ours) >= 32
    for rule in ours:
        assert re.fullmatch(r"[a-z]+(-[a-z]+)+", rule.id)
        assert re.search(r"[\u4e00-\u9fff]", rule.title), rule.id
        assert rule.why.endswith("。"), rule.id
        assert rule.scope in ("文件", "户", "台账"), rule.id


def test_findings_are_read_from_top_to_bottom() -> None:
    first, second = (Rule(id=name, title="试验", scope="文件", why="试验。") for name in ("a-rule", "b-rule"))
    found = [
        rule.at(path, message=message, remedy="乙", line=line, column=column)
        for path, line, column, rule, message in (
            ("b.yml", 1, 1, first, "甲"), ("a.yml", 10, 1, first, "甲"), ("a.yml", 2, 9, first, "甲"),
            ("a.yml", 2, 2, second, "甲"), ("a.yml", 2, 2, first, "乙"), ("a.yml", 2, 2, first, "丙"),
        )
    ]  # fmt: skip
    ordered = sorted(found, key=Finding.sort_key)
    assert [(item.path, item.line, item.column, item.rule.id, item.message) for item in ordered] == [
        ("a.yml", 2, 2, "a-rule", "丙"), ("a.yml", 2, 2, "a-rule", "乙"), ("a.yml", 2, 2, "b-rule", "甲"),
        ("a.yml", 2, 9, "a-rule", "甲"), ("a.yml", 10, 1, "a-rule", "甲"), ("b.yml", 1, 1, "a-rule", "甲"),
    ]  # fmt: skip


def test_a_rule_weighs_as_an_error_unless_it_says_otherwise() -> None:
    rule = Rule(id="test-weight", title="试验", scope="文件", why="试验。")
    light = Rule(id="test-weight", title="试验", scope="文件", why="试验。", severity=Severity.WARNING)
    assert rule.at("x.yml", message="甲", remedy="乙").severity is Severity.ERROR
    assert light.at("x.yml", message="甲", remedy="乙").severity is Severity.WARNING
    assert (Severity.ERROR.value, Severity.WARNING.value) == ("错误", "警告")


def test_a_finding_about_a_file_as_a_whole() -> None:
    finding = Rule(id="test-whole", title="试验", scope="文件", why="试验。").at("x.yml", message="甲", remedy="乙")
    assert (finding.pointer, finding.suggestion, finding.line, finding.column, finding.missing) == ((), "", 0, 0, "")


def test_a_finding_is_put_in_its_place_and_stays_the_same_otherwise() -> None:
    rule = Rule(id="test-placed", title="试验", scope="文件", why="试验。")
    finding = rule.at("x.yml", ("a", 0), message="甲", remedy="乙", suggestion="丙", missing="b")
    placed = finding.placed(3, 5)
    assert placed == rule.at(
        "x.yml", ("a", 0), message="甲", remedy="乙", suggestion="丙", line=3, column=5, missing="b"
    )
    assert placed.missing == "b"
    assert (finding.line, finding.column) == (0, 0)


def test_what_was_judged_has_no_findings_by_default() -> None:
    assert Judged({"a": "b"}).findings == ()


def test_rules_are_declared_with_all_that_is_said_of_them(monkeypatch: pytest.MonkeyPatch) -> None:
    registry = Registry()
    monkeypatch.setattr(finding_module, "RULES", registry)
    rule = finding_module.declare(
        "test-declared", "题目", "户", "为什么。", clause="五(二)", requirement="R-001", severity=Severity.WARNING
    )
    assert list(registry) == [rule]
    assert rule == Rule(
        id="test-declared", title="题目", scope="户", why="为什么。", clause="五(二)", requirement="R-001",
        severity=Severity.WARNING,
    )  # fmt: skip
    plain = finding_module.declare("test-plain", "题目", "文件", "为什么。")
    assert (plain.clause, plain.requirement, plain.severity) == ("", "", Severity.ERROR)


def test_the_rules_of_this_room_by_their_titles() -> None:
    ours = {rule.id: rule.title for rule in RULES if re.match(r"yaml-|schema-|file-|date-impossible", rule.id)}
    assert ours == {
        "file-unreadable": "文件打不开", "file-too-large": "文件太大", "file-empty": "文件是空的",
        "file-encoding": "文件编码不是 UTF-8", "file-bom": "文件开头有 BOM 标记", "file-nul": "文件里有空字符",
        "yaml-tab": "用了制表符", "yaml-invisible": "有看不见的字符", "yaml-wide-indent": "缩进用了全角空格",
        "yaml-wide-colon": "冒号写成了全角", "yaml-colon-space": "冒号后面少空格",
        "yaml-dash-space": "列表的短横后面少空格", "yaml-duplicate-key": "字段写了两次",
        "yaml-reference": "用了锚点、别名或标签", "yaml-documents": "一个文件写了几份记录", "yaml-depth": "层次太多",
        "yaml-complex-key": "字段名不是一个词", "yaml-comment": "注释会丢", "yaml-not-a-record": "不是一份记录",
        "yaml-lost-character": "有字丢了", "yaml-stacked-marks": "一个字上叠了许多符号",
        "yaml-conflict": "冲突没有解决", "yaml-syntax": "YAML 写法有误",
        "schema-required": "必填项没有填", "schema-unknown-field": "没有这个字段",
        "schema-choice": "不在可选范围内", "schema-format": "格式不对", "schema-type": "填写方式不对",
        "schema-size": "太长、太短或重复", "date-impossible": "日期不存在",
    }  # fmt: skip
