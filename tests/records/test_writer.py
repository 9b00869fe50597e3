"""The canonical writer: one record always becomes the same bytes, and every YAML reader reads the same from them."""

from __future__ import annotations

import copy
import io
import random
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML
from tests.examples import examples
from yamllint import linter
from yamllint.config import YamlLintConfig

from jiedui.records import characters, loader, values, writer
from jiedui.records.schema import RecordSchema, SchemaLibrary

TOP = Path(__file__).resolve().parents[2]
LIBRARY = SchemaLibrary(TOP / "schemas")
YAMLLINT = YamlLintConfig(file=str(TOP / ".yamllint.yml"))
KINDS = sorted(record.kind for record in LIBRARY)

# ---- the exact bytes ----


def test_a_visit_byte_for_byte() -> None:
    data = {
        "content": "查看了家里的用电线路。\n　　插座老化 #3。\n\n约定：下周三 14:05 上门。",
        "hazards": {"gas": "无", "fire": "有"},
        "topics": ["家庭生产生活"],
        "companions": 1,
        "channel_note": "no",
        "also": ["YYL-3F8H", "YYL-9TWX"],
        "needs": [{"action": "推进", "id": "n-7K3Q"}, {"note": "见 #3", "id": "n-8M4R", "action": "提出"}],
        "entered_on": "2026-03-06",
        "counterpart": "本人",
        "reached": False,
        "channel": "其他",
        "by": "YYL-B-7K3Q",
        "date": "2026-03-05",
    }
    expected = """\
date: "2026-03-05"  # 联系日期
by: YYL-B-7K3Q  # 联系人
channel: 其他  # 联系方式
reached: false  # 是否联系上
counterpart: 本人  # 联系对象
entered_on: "2026-03-06"  # 录入日期
channel_note: "no"  # 方式说明
also:  # 同时联系的户
  - YYL-3F8H
  - YYL-9TWX
companions: 1  # 陪同人数
topics:  # 了解的情况
  - 家庭生产生活
hazards:  # 安全隐患察看
  fire: 有  # 火灾
  gas: 无  # 煤气中毒
needs:  # 需求进展
  - id: n-7K3Q  # 需求编号
    action: 推进  # 进展
  - id: n-8M4R  # 需求编号
    action: 提出  # 进展
    note: "见 #3"  # 说明
content: |-  # 联系情况
  查看了家里的用电线路。
  　　插座老化 #3。

  约定：下周三 14:05 上门。
"""
    assert writer.write(data, LIBRARY["visit"]).encode("utf-8") == expected.encode("utf-8")


def test_a_household_byte_for_byte() -> None:
    data = {
        "members": [
            {
                "relation": "本人",
                "id": "m-2F8D",
                "birth": "1958-03-12",
                "sex": "男",
                "name": "示例甲",
                "disability": {
                    "certificates": [{"number": "49060219580312101741", "grade": "一级", "category": "肢体"}],
                },
            },
            {
                "id": "m-3G9H",
                "name": "示例乙丙",
                "sex": "女",
                "birth": "1961",
                "relation": "配偶",
                "benefits": {"dibao": "待核"},
            },
        ],
        "hardship": [{"status": "低保户"}],
        "village": "示例社区",
        "township": "岳阳楼街道",
        "county": "岳阳楼区",
        "address": "3组（东边） 12号",
        "phone": "15400000001",
        "registered_on": "2023-09-12",
        "id": "YYL-7K3Q",
        "difficulties": "一个人住，行动不便，做饭取暖靠煤炉，冬天要有人看着，子女都在外地打工，一年回来一次。",
        "plan": "先办护理补贴。",
    }
    expected = """\
id: YYL-7K3Q  # 户编号
registered_on: "2023-09-12"  # 建档日期
county: 岳阳楼区  # 县市区
township: 岳阳楼街道  # 乡镇（街道）
village: 示例社区  # 村（社区）
address: 3组（东边） 12号  # 门牌组别
phone: "15400000001"  # 联系电话
hardship:  # 困难类型
  - status: 低保户  # 困难类型
difficulties: |-  # 家庭特殊困难情况
  一个人住，行动不便，做饭取暖靠煤炉，冬天要有人看着，子女都在外地打工，一年回来一次。
members:  # 家庭成员
  - id: m-2F8D  # 成员编号
    name: 示例甲  # 姓名
    sex: 男  # 性别
    birth: "1958-03-12"  # 出生日期
    relation: 本人  # 与残疾人关系
    disability:  # 残疾情况
      certificates:  # 残疾人证
        - number: "49060219580312101741"  # 残疾人证号
          category: 肢体  # 残疾类别
          grade: 一级  # 残疾等级
  - id: m-3G9H  # 成员编号
    name: 示例乙丙  # 姓名
    sex: 女  # 性别
    birth: "1961"  # 出生日期
    relation: 配偶  # 与残疾人关系
    benefits:  # 惠残政策
      dibao: 待核  # 最低生活保障
plan: 先办护理补贴。  # 拟帮扶措施
"""
    assert writer.write(data, LIBRARY["household"]).encode("utf-8") == expected.encode("utf-8")


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("示例社区", "示例社区"), ("YYL-7K3Q", "YYL-7K3Q"), ("3组", "3组"), ("a b", "a b"), ("50%以上", "50%以上"),
        ("“五个一”", "“五个一”"), ("（东）", "（东）"), ("𠮷田", "𠮷田"), ("他说：好", "他说：好"),
        ("null", '"null"'), ("~", '"~"'), ("True", '"True"'), ("No", '"No"'), ("y", '"y"'), ("OFF", '"OFF"'),
        ("0123", '"0123"'), ("14:05", '"14:05"'), ("2026-03-05", '"2026-03-05"'), ("1e3", '"1e3"'), ("0x1F", '"0x1F"'),
        (".5", '".5"'), ("-1", '"-1"'), ("+1", '"+1"'), (".inf", '".inf"'), ("<<", '"<<"'), ("1_000", '"1_000"'),
        ("", '""'), (" 甲", '" 甲"'), ("甲 ", '"甲 "'), ("甲 #1", '"甲 #1"'), ("甲: 乙", '"甲: 乙"'), ("甲:", '"甲:"'),
        ("- 甲", '"- 甲"'), ("? 甲", '"? 甲"'), ("&甲", '"&甲"'), ("*甲", '"*甲"'), ("!甲", '"!甲"'), ("@甲", '"@甲"'),
        ("`甲", '"`甲"'), ("%甲", '"%甲"'), ("|甲", '"|甲"'), (">甲", '">甲"'), ("[甲]", '"[甲]"'), ("{甲}", '"{甲}"'),
        ('说"好"', r'"说\"好\""'), ("'甲'", "\"'甲'\""), ("C:\\", r'"C:\\"'), ("甲\n乙", r'"甲\n乙"'), ("=", '"="'),
        ("甲\t乙", r'"甲\t乙"'), ("甲\u200b乙", r'"甲\u200b乙"'), ("甲\u2028乙", r'"甲\u2028乙"'), ("---", '"---"'),
        ("\ufeff", r'"\ufeff"'), ("甲\x7f", r'"甲\u007f"'), ("甲\U000e0041", r'"甲\U000e0041"'), ("...", '"..."'),
        ("甲　乙", '"甲　乙"'), ("１２", '"１２"'),
        (True, "true"), (False, "false"), (0, "0"), (-7, "-7"),
    ],
)  # fmt: skip
def test_quotes_only_where_needed(value: writer.Scalar, written: str) -> None:
    assert writer.scalar(value) == written


@pytest.mark.parametrize(
    ("content", "written"),
    [
        ("短。", "content: 短。  # 联系情况\n"),
        ("字" * 40, f"content: {'字' * 40}  # 联系情况\n"),
        ("字" * 41, f"content: |-  # 联系情况\n  {'字' * 41}\n"),
        ("甲\n乙", "content: |-  # 联系情况\n  甲\n  乙\n"),
        ("甲\r\n乙\r丙\n", "content: |-  # 联系情况\n  甲\n  乙\n  丙\n"),
        ("# 甲\n---\n- 乙\n: 丙", "content: |-  # 联系情况\n  # 甲\n  ---\n  - 乙\n  : 丙\n"),
        ("甲\n\n\n乙\n\n", "content: |-  # 联系情况\n  甲\n\n\n  乙\n"),
        ("　　段首。\n　　又一段。", "content: |-  # 联系情况\n  　　段首。\n  　　又一段。\n"),
        ("甲\n  乙\n 丙", "content: |-  # 联系情况\n  甲\n    乙\n   丙\n"),
        # What nobody sees goes, and the rest stays a block: blanks at the ends of lines, empty lines and blanks around.
        ("\n甲", "content: 甲  # 联系情况\n"),
        (" \n\t\n  甲\n乙", "content: |-  # 联系情况\n  甲\n  乙\n"),
        ("甲 \n乙  ", "content: |-  # 联系情况\n  甲\n  乙\n"),
        ("甲　\t \r\n\t乙\t", 'content: "甲\\n\\t乙"  # 联系情况\n'),
        ("甲\n \n　\n乙", "content: |-  # 联系情况\n  甲\n\n\n  乙\n"),
        (" 甲 ", "content: 甲  # 联系情况\n"),
        (" 　　" + "字" * 41 + "　", f"content: |-  # 联系情况\n  　　{'字' * 41}\n"),
        ("甲\u00a0\n乙", 'content: "甲\\u00a0\\n乙"  # 联系情况\n'),
        ("甲\t乙" + "字" * 41, f'content: "甲\\t乙{"字" * 41}"  # 联系情况\n'),
        ("\n\n", ""),
        (" \n　\n\t", ""),
    ],
)
def test_long_text_becomes_a_block(content: str, written: str) -> None:
    head = {"date": "2026-03-05"}
    assert writer.write({**head, "content": content}, LIBRARY["visit"]) == 'date: "2026-03-05"  # 联系日期\n' + written


@pytest.mark.parametrize(
    "empty",
    [
        {"content": ""}, {"content": None}, {"hazards": {}}, {"hazards": {"fire": ""}}, {"also": []}, {"also": [""]},
        {"needs": [{}]}, {"needs": [{"id": "", "note": "\n"}]}, {"withdrawn": {"date": None}},
    ],
)  # fmt: skip
def test_what_is_empty_is_left_out_at_every_depth(empty: dict[str, Any]) -> None:
    head = {"date": "2026-03-05", "companions": 0, "reached": False}
    assert writer.write({**head, **empty}, LIBRARY["visit"]) == writer.write(head, LIBRARY["visit"])
    assert "companions: 0" in writer.write(head, LIBRARY["visit"])


def test_writing_leaves_the_record_alone() -> None:
    data = {"date": "2026-03-05", "content": "甲\r\n", "hazards": {"fire": ""}}
    before = copy.deepcopy(data)
    writer.write(data, LIBRARY["visit"])
    assert data == before


# ---- any record, written and read again ----

PIECES = st.one_of(
    st.sampled_from(list("#'\"\\|>&*!%@`,[]{}:=~?-. \n\t")),
    st.sampled_from(
        [" #", ": ", "- ", "? ", "---", "...", "  ", "<<", "null", "yes", "No", "on", "y", "true", "0x1", ".5"]
    ),
    st.sampled_from(
        ["0123", "14:05", "9:30:00", "2026-03-05", "1e3", "甲", "　", "“", "”", "：", "。", "½", "１", "·"]
    ),
    st.sampled_from(["\U00020bb7", "\U0001f600"]),
    st.characters(exclude_categories=["Cs"]),
)
UNSEEN = re.compile(f"[{characters.UNSEEN}]")
TEXT = st.lists(PIECES, min_size=1, max_size=12).map("".join)
LONG_TEXT = st.tuples(TEXT, st.sampled_from(["", "字" * 41, "\n" + "字" * 41])).map("".join)
WORDS = st.lists(st.sampled_from("甲乙丙丁·𠮷"), min_size=1, max_size=5).map("".join)
DATE = st.dates().map(str)


def record_of(record: RecordSchema, schema: dict[str, Any]) -> st.SearchStrategy[Any]:
    """Return a strategy for what ``schema`` accepts, strings being as nasty as it lets them be."""
    schema = record.resolve(schema)
    kind = schema["type"]
    if kind == "object":
        parts = {key: record_of(record, part) for key, part in schema["properties"].items()}
        needed = {key: part for key, part in parts.items() if key in schema.get("required", ())}
        optional = {key: part for key, part in parts.items() if key not in needed}
        return st.fixed_dictionaries(needed, optional=optional).filter(
            lambda data: len(data) >= schema.get("minProperties", 0)
        )
    if kind == "array":
        least, unique = schema.get("minItems", 0), schema.get("uniqueItems", False)
        return st.lists(record_of(record, schema["items"]), min_size=least, max_size=least + 1, unique=unique)
    if kind == "boolean":
        return st.booleans()
    if kind == "integer":
        return st.integers(schema.get("minimum", -999), schema.get("maximum", 9999))
    return text_of(schema)


def text_of(schema: dict[str, Any]) -> st.SearchStrategy[str]:
    if "enum" in schema:
        return st.sampled_from(schema["enum"])
    pattern = schema["pattern"]
    if schema.get("maxLength", 0) > 200:
        return LONG_TEXT.filter(lambda text: is_seen(text, pattern))
    if schema.get("maxLength", 0) == 200:
        return TEXT.map(lambda text: text.replace("\n", " ").strip(" \t　")).filter(lambda text: is_seen(text, pattern))
    if "u0000" in pattern:
        return WORDS
    if pattern.startswith("^[0-9]{4}") and "0[1-9]|1[0-2]" in pattern:
        return DATE
    return st.from_regex(pattern, fullmatch=True).filter(lambda text: is_seen(text, pattern))


def is_refused(text: str) -> bool:
    return "\t" in text or any(characters.refused(text))


def is_seen(text: str, pattern: str) -> bool:
    """Say whether the loader takes a text: one that it refuses for a character is tested below."""
    # Python's $ lets a line feed follow, that of JSON Schema does not.
    return not is_refused(text) and re.search(re.sub(r"\$\Z", r"\\Z", pattern), text) is not None


PLAIN_TEXT = TEXT.filter(lambda text: not is_refused(text))
STRATEGIES = {kind: record_of(LIBRARY[kind], LIBRARY[kind].root) for kind in KINDS}
RECORDS = st.sampled_from(KINDS).flatmap(lambda kind: st.tuples(st.just(kind), STRATEGIES[kind]))
SLOW = settings(
    max_examples=examples(150), derandomize=True, database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large],
)  # fmt: skip


def normal(data: Any) -> Any:
    """Return ``data`` as the loader gives it back: text without what nobody sees, and nothing that is empty."""
    if isinstance(data, dict):
        parts = {key: normal(value) for key, value in data.items()}
        return {key: value for key, value in parts.items() if value not in ("", {}, [])}
    if isinstance(data, list):
        return [normal(value) for value in data]
    return values.tidy(data) if isinstance(data, str) else data


def read_back(text: str, kind: str) -> Any:
    loaded = loader.load(text, "x.yml", LIBRARY[kind].comments)
    assert loaded.findings == (), text
    return values.convert(loaded.data, LIBRARY[kind].typed, [])


def shuffled(data: Any, dice: random.Random) -> Any:
    """Return the same record with its keys in another order at every depth."""
    if isinstance(data, dict):
        return {key: shuffled(data[key], dice) for key in dice.sample(list(data), len(data))}
    return [shuffled(item, dice) for item in data] if isinstance(data, list) else data


@SLOW
@given(made=RECORDS)
def test_written_and_read_again(made: tuple[str, Any]) -> None:
    kind, data = made
    text = writer.write(data, LIBRARY[kind])
    assert LIBRARY[kind].validator.is_valid(data)
    assert read_back(text, kind) == normal(data)
    assert writer.write(read_back(text, kind), LIBRARY[kind]) == text
    assert writer.write(shuffled(data, random.Random(7)), LIBRARY[kind]) == text
    assert not UNSEEN.search(text)
    assert text.endswith("\n")
    assert not re.search(r"[ \t]$", text, re.MULTILINE)


@settings(SLOW, max_examples=examples(60))
@given(made=RECORDS)
def test_pyyaml_and_ruamel_read_the_same(made: tuple[str, Any]) -> None:
    kind, data = made
    text = writer.write(data, LIBRARY[kind])
    assert yaml.safe_load(text) == normal(data)
    ruamel = YAML(typ="safe", pure=True)
    ruamel.version = (1, 2)
    assert ruamel.load(io.StringIO(text)) == normal(data)


@settings(SLOW, max_examples=examples(60))
@given(made=RECORDS)
def test_yamllint_asks_for_no_other_form(made: tuple[str, Any]) -> None:
    kind, data = made
    text = writer.write(data, LIBRARY[kind])
    assert list(linter.run(text, YAMLLINT)) == [], text


def test_yamllint_lets_a_text_have_gaps() -> None:
    text = writer.write({"content": "甲\n\n\n\n\n- 乙 #丙:  丁"}, LIBRARY["visit"])
    assert "\n\n\n\n\n" in text
    assert list(linter.run(text, YAMLLINT)) == []


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("a:  甲\n", "colons"),
        ("a: 甲 # 乙\n", "comments"),
        ("a:\n- 甲\n", "indentation"),
        ("a:\n   b: 甲\n", "indentation"),
        ("a:\n  -  甲\n", "hyphens"),
        ("a: 甲 \n", "trailing-spaces"),
        ("a: 甲", "new-line-at-end-of-file"),
        ("---\na: 甲\n", "document-start"),
        ("a: 甲\n...\n", "document-end"),
        ("a: 甲\na: 乙\n", "key-duplicates"),
    ],
)
def test_yamllint_tells_what_the_writer_would_not_write(text: str, rule: str) -> None:
    assert [problem.rule for problem in linter.run(text, YAMLLINT)] == [rule]


def test_yamllint_looks_at_records_alone() -> None:
    looked_at = {"records/pj/unit.yml": False, "mkdocs.yml": True, "tests/records/pj/unit.yml": True}
    assert {path: YAMLLINT.is_file_ignored(path) for path in looked_at} == looked_at


@SLOW
@given(text=TEXT)
def test_any_scalar_is_read_the_same(text: str) -> None:
    written = writer.scalar(text)
    assert yaml.safe_load(f"a: {written}\n") == {"a": text}
    assert yaml.safe_load(f"- {written}  # 甲\n") == [text]
    ruamel = YAML(typ="safe", pure=True)
    assert ruamel.load(io.StringIO(f"a: {written}\n")) == {"a": text}
    if written[0] != '"':
        assert written == text


@SLOW
@given(text=st.tuples(PLAIN_TEXT, st.from_regex(UNSEEN, fullmatch=True), PLAIN_TEXT).map("".join))
def test_what_cannot_be_seen_is_written_as_a_code_and_refused(text: str) -> None:
    normalised = values.tidy(text)
    written = writer.write({"content": text}, LIBRARY["visit"])
    assert not UNSEEN.search(written)
    loaded = loader.load(written, "x.yml", LIBRARY["visit"].comments)
    if UNSEEN.search(normalised):
        surrogate = re.search(r"[\ud800-\udfff]", normalised)
        assert [finding.rule.id for finding in loaded.findings] == ["yaml-syntax" if surrogate else "yaml-invisible"]
    else:
        assert loaded.data == {"content": normalised}


@pytest.mark.node
def test_the_javascript_yaml_reads_the_same(node_run: Callable[[str, Any], Any]) -> None:
    made: list[tuple[str, Any]] = []

    @SLOW
    @given(one=RECORDS)
    def collect(one: tuple[str, Any]) -> None:
        made.append(copy.deepcopy(one))

    collect()
    texts = [writer.write(data, LIBRARY[kind]) for kind, data in made]
    answers = node_run("readyaml.mjs", texts)
    assert len(answers) == len(made) >= SLOW.max_examples
    differing = [text for text, answer, (_, data) in zip(texts, answers, made, strict=True) if answer != normal(data)]
    assert differing == []


@pytest.mark.parametrize("kind", [kind for kind in KINDS if not kind.startswith("policy-")])
def test_key_order_is_the_schemas_at_every_depth(kind: str) -> None:
    example = Path(__file__).parents[1] / "schemas" / "valid" / kind / "full.yml"
    data = read_back(example.read_text("utf-8"), kind)
    assert_in_order(data, LIBRARY[kind].root, LIBRARY[kind])


def assert_in_order(data: Any, schema: dict[str, Any], record: RecordSchema) -> None:
    schema = record.resolve(schema)
    for item in data if isinstance(data, list) else []:
        assert_in_order(item, schema["items"], record)
    if isinstance(data, dict):
        assert list(data) == [key for key in schema["properties"] if key in data]
        for key, value in data.items():
            assert_in_order(value, schema["properties"][key], record)


def test_no_key_of_any_record_is_a_word_that_some_parser_reads_otherwise() -> None:
    keys = {field.key for record in LIBRARY for field in record.fields()}
    assert "date" in keys
    assert [key for key in sorted(keys) if writer.scalar(key) != key] == []
