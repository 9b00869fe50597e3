"""What a text in a cell says, in every way in which people and spreadsheets write it, and how values are written."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.examples import examples

from jiedui.records.characters import refused
from jiedui.records.mask import BIRTH_MASK, MASK
from jiedui.records.schema import SchemaLibrary
from jiedui.records.values import exists, tidy
from jiedui.workbook.book.cells import MASKED, CellFault, read, says_nothing, words, written
from jiedui.workbook.book.tables import BookColumn, tables

Find = Callable[[str, str], BookColumn]


@pytest.fixture(scope="module")
def column(library: SchemaLibrary) -> Find:
    known = {(table.name, column.head): column for table in tables(library) for column in table.columns}
    return lambda table, head: known[table, head]


@pytest.mark.parametrize(
    ("table", "head", "text", "value"),
    [
        ("走访", "是否联系上", "否", False),
        ("走访", "是否联系上", "见到了", True),
        ("走访", "联系方式", "上门", "入户"),
        ("走访", "联系方式", " “电话”。", "电话"),
        ("走访", "了解的情况", "政策、家庭生产生活，政策", ["惠残政策享受", "家庭生产生活"]),
        ("走访", "同时联系的户", "SLX-2345\nSLX-2346（示例乙）", ["SLX-2345", "SLX-2346"]),
        ("走访", "满意度", "5", 5),
        ("走访", "陪同人数", "两人", 2),
        ("走访", "陪同人数", "3.0", 3),
        ("走访", "联系情况", "一行\n又一行", "一行\n又一行"),
        ("走访", "联系情况", "　　段落", "　　段落"),
        ("成员", "性别", "1", "男"),
        ("成员", "受教育程度", "文盲", "未上过学"),
        ("成员", "就业状况", "务农", "农村种养加"),
        ("成员", "与残疾人关系", "长子", "子"),
        ("残疾", "残疾等级", "2", "二级"),
        ("残疾", "残疾等级", "Ⅱ级", "二级"),
        ("残疾", "残疾类别", "肢体残疾", "肢体"),
        ("残疾", "残疾人证号", "4906231993 0418005x43", "49062319930418005X43"),
        ("残疾", "残疾人证号", "'49062319930418005543", "49062319930418005543"),
        ("惠残政策", "最低生活保障", "是", "待核"),
        ("惠残政策", "最低生活保障", "√", "待核"),
        ("惠残政策", "最低生活保障", "否", "待核"),
        ("惠残政策", "哪项情况", "就业扶持", "benefits.employment"),
        ("惠残政策", "哪项情况", "employment", "employment"),
        ("户", "联系电话", "154 0000-0001", "15400000001"),
        ("户", "联系电话", "（0000）0123456", "0000-0123456"),
        ("户", "联系电话", "00000123456", "0000-0123456"),
        ("户", "联系电话", "010-12345678", "010-12345678"),
        ("户", "门牌组别", " 五组\n12号　", "五组 12号"),
    ],
)
def test_a_cell_says_a_value(column: Find, table: str, head: str, text: str, value: object) -> None:
    assert read(text, column(table, head)) == value


@pytest.mark.parametrize(
    "text",
    [
        "2026-03-05", "2026/3/5", "2026.3.5", "2026年3月5日", "20260305", "46086", "46086.0", "2026-03-05 00:00:00",
        "2026/3/5 8:30", "２０２６—０３—０５", "2026年3月5号", " 2026-3-5 ",
    ],
)  # fmt: skip
def test_a_day_is_read_in_each_of_its_spellings(column: Find, text: str) -> None:
    assert read(text, column("走访", "联系日期")) == "2026-03-05"


DAY = "年-月-日，月和日都写两位，例如 2026-03-05。"
TEN = "领、守返贫、守安全、帮就业、帮就学、帮政策、送康复、送无障碍、送文体、送暖心"


@pytest.mark.parametrize(
    ("table", "head", "text", "fault"),
    [
        ("走访", "联系日期", "26-3-5", CellFault("的年份只写了两位。", DAY, "2026-03-05")),
        ("走访", "联系日期", "3月5日", CellFault("没有写年份。", DAY)),
        ("走访", "联系日期", "昨天", CellFault("写的是“昨天”，以后看不出是哪一天。", DAY)),
        ("走访", "联系日期", "开春", CellFault("认不出是哪一天。", DAY)),
        ("走访", "联系日期", "2026-02-30", CellFault("：2026年2月只有28天，没有30日。", "对照日历改成实际日期。")),
        ("走访", "联系日期", "至今", CellFault("不是日期。", f"没有的，这一格空着。{DAY}")),
        ("走访", "是否联系上", "也许", CellFault("看不懂是还是否。", "写“是”或者“否”。")),
        ("走访", "满意度", "很好", CellFault("不是整数。", "只写数字，不写单位。")),
        ("走访", "满意度", "6", CellFault("太大，最大是 5。", "改到范围以内。")),
        ("走访", "陪同人数", "-1", CellFault("太小，最小是 0。", "改到范围以内。")),
        ("走访", "联系情况", "丢\ufffd了", CellFault(
            "里有丢了的字留下的记号（U+FFFD）。", "对照原来的材料，把丢了的字补上。"
        )),
        ("户", "村（社区）", "村" * 201, CellFault("太长，最多 200 个字。", "写短一些。")),
        ("户", "户籍类型", "农业户", CellFault("写的不在可选范围内。", "从这些词里选一个：农业、非农业。", "农业")),
        ("需求措施", "措施类别", "康复、就业", CellFault(
            "只能写一个词。", "留下主要的一个：送康复、帮就业。其他的写到文字里。"
        )),
        ("需求措施", "措施类别", "飞", CellFault("写的不在可选范围内。", f"从这些词里选一个：{TEN}。")),
        ("走访", "同时联系的户", "示例甲", CellFault(
            "要写编号，不写姓名或文字。", "残联字头加四位随机码，例如 SLX-7K3Q。不用 0、1、I、L、O、U，免得看错。"
        )),
        ("户", "联系电话", "1.54E+10", CellFault(
            "是 Excel 的科学计数，后面的数字已经丢了。",
            "对照原件重新填写；在 Excel 里先把这一列设成“文本”格式，再重新填。",
        )),
        ("户", "联系电话", "15400000001、15400000002", CellFault(
            "的格式不对。", "11 位手机号，或带区号的座机，例如 0000-0123456。"
        )),
    ],
)  # fmt: skip
def test_what_says_no_value_is_a_fault(column: Find, table: str, head: str, text: str, fault: CellFault) -> None:
    assert read(text, column(table, head)) == fault


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("4.90623E+19", "是 Excel 的科学计数，后面的数字已经丢了。"),
        ("490623199304180", "只有 15 位，像是旧的身份证号。"),
        ("490623199304180055", "只有 18 位，像是身份证号，少了残疾类别和等级。"),
        ("49062319930418000000", "后五位都是 0，是 Excel 把后面的数字丢了。"),
        ("4906231993041800554", "写了 19 位，应当是 20 位。"),
    ],
)
def test_a_number_that_a_spreadsheet_cut_is_told_without_its_digits(column: Find, text: str, said: str) -> None:
    fault = read(text, column("残疾", "残疾人证号"))
    assert isinstance(fault, CellFault)
    assert fault.message == said
    assert text[:6] not in "".join(fault)


@pytest.mark.parametrize(
    ("text", "value", "suggestion"),
    [
        ("1968", "1968", ""),
        ("1968年", "1968", ""),
        ("1968/4/9", "1968-04-09", ""),
        ("68.4.9", None, "1968-04-09"),
        ("12-4-9", None, ""),
        ("1968年4月", None, ""),
    ],
)
def test_a_birth_may_be_a_year(column: Find, text: str, value: str | None, suggestion: str) -> None:
    found = read(text, column("成员", "出生日期"))
    assert found == value if value else found.suggestion == suggestion


def test_a_cell_with_a_stroke_through_it_says_nothing(column: Find) -> None:
    day, risk, address = column("结对", "结束日期"), column("户", "有无风险"), column("户", "门牌组别")
    assert all(says_nothing(text, day) for text in ("/", "——", "无", "至今", "长期有效", "暂无"))
    assert not says_nothing("2026-03-05", day)
    assert says_nothing("/", risk)
    assert not says_nothing("无", risk)
    assert not says_nothing("没有", column("走访", "是否联系上"))
    assert not any(says_nothing(text, address) for text in ("/", "无"))
    assert not says_nothing("-", column("走访", "户编号"))


def test_a_mask_is_a_word_that_says_nothing(column: Find) -> None:
    number, birth, name = column("残疾", "残疾人证号"), column("成员", "出生日期"), column("成员", "姓名")
    assert written(MASK, number) == written(BIRTH_MASK, birth) == "已隐去"
    assert written("1958", birth) == "1958"
    assert says_nothing(MASKED, number)
    assert says_nothing(MASKED, birth)
    assert not says_nothing(MASKED, name)


def test_the_words_of_a_choice_are_told_as_they_are_written(column: Find) -> None:
    assert words(column("成员", "性别")) == ("男", "女")
    assert words(column("走访", "是否联系上")) == ("是", "否")
    assert words(column("走访", "了解的情况"))[0] == "家庭生产生活"
    assert "就业扶持" in words(column("惠残政策", "哪项情况"))
    assert words(column("户", "备注")) == ()


# ---- what is written is read again ----


def every_column(library: SchemaLibrary) -> Iterator[BookColumn]:
    return (column for table in tables(library) for column in table.columns if not column.key)


def test_every_word_of_a_choice_is_read_as_it_is_written(library: SchemaLibrary) -> None:
    for column in every_column(library):
        choices = column.word.get("enum", ())
        assert len(set(words(column))) == len(words(column)), column.head
        for value in ([word] if column.is_words else word for word in choices):
            assert read(written(value, column), column) == value
            assert not says_nothing(written(value, column), column)


def of(schema: dict[str, Any]) -> st.SearchStrategy[Any]:
    """Return what makes values that a schema allows and the loader takes."""
    if "enum" in schema:
        return st.sampled_from(schema["enum"])
    kind = schema["type"]
    if kind == "boolean":
        return st.booleans()
    if kind == "integer":
        return st.integers(schema.get("minimum", -(10**15) + 1), schema.get("maximum", 10**15 - 1))
    if kind == "array":
        return st.lists(of(schema["items"]), min_size=schema["minItems"], max_size=4, unique=True)
    longest = schema.get("maxLength", 200)
    made = st.from_regex(schema["pattern"]).filter(lambda text: len(text) <= longest)
    return made.filter(lambda text: tidy(text) == text and exists(text) and not any(refused(text)))


@pytest.fixture(scope="module")
def made(library: SchemaLibrary) -> st.SearchStrategy[tuple[BookColumn, Any]]:
    """What makes a value with its column, of those that are no choice: one for each shape."""
    shapes = {
        str({**column.field, "title": "", "description": "", "x-serves": ""}): column
        for column in every_column(library)
    }
    columns = [column for column in shapes.values() if "enum" not in column.field]
    return st.sampled_from(columns).flatmap(lambda column: st.tuples(st.just(column), of(column.field)))


@settings(max_examples=examples(60))
@given(data=st.data())
def test_what_is_written_is_read_again(made: st.SearchStrategy[tuple[BookColumn, Any]], data: st.DataObject) -> None:
    column, value = data.draw(made)
    text = written(value, column)
    assert read(text, column) == value
    assert not says_nothing(text, column)


@pytest.mark.soak
@settings(max_examples=examples(2_000))
@given(data=st.data())
def test_whatever_is_written_is_read_again(
    made: st.SearchStrategy[tuple[BookColumn, Any]], data: st.DataObject
) -> None:
    column, value = data.draw(made)
    assert read(written(value, column), column) == value
