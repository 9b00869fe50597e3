"""Rows of a workbook put together to records."""

from __future__ import annotations

import random
from typing import Any

import pytest

from jiedui.records.kinds import path_of
from jiedui.records.reader import Record
from jiedui.records.schema import SchemaLibrary
from jiedui.records.tree import Place
from jiedui.workbook.book.assembly import Assembly
from jiedui.workbook.book.book_record import BookRecord
from jiedui.workbook.book.read_rows import BookFault, BookRow
from jiedui.workbook.book.record_rows import names_in, rows
from jiedui.workbook.book.references import LedgerIndex
from jiedui.workbook.book.tables import tables

UNIT = {"name": "示例县残疾人联合会", "short": "示例县", "prefix": "SLX"}
HELPER = {"id": "SLX-B-7K3Q", "name": "示例丙"}
HOME: dict[str, Any] = {
    "id": "SLX-7K3Q",
    "registered_on": "2025-01-02",
    "hardship": [{"status": "低保户", "to": "2026-01-01"}, {"status": "低保边缘户", "from": "2026-01-01"}],
    "relapse": [
        {"risk": "有", "monitoring": [{"status": "已申报"}, {"status": "已纳入", "date": "2026-03-01"}]},
        {"risk": "无"},
    ],
    "members": [
        {"id": "m-2F8D", "name": "示例甲", "birth": "1970"},
        {"id": "m-3G9E", "name": "示例乙", "benefits": {"dibao": "已享受"}, "disability": {
            "certificates": [
                {"number": "49062319930418005572", "components": [{"category": "视力"}, {"category": "听力"}]},
                {"number": "49062319930418005543"},
            ],
            "labour": "无"}},
    ],
    "pairings": [{"helper": "SLX-B-7K3Q", "role": "主责", "withdrawn": {"date": "2026-01-01", "reason": "错"}}],
    "needs": [{"id": "n-7K3Q", "person": "m-3G9E", "content": "轮椅", "urgent": True, "measures": [
        {"code": "送康复", "by": "SLX-B-7K3Q", "resources": [{"source": "其他"}, {"source": "其他", "amount": 50}],
         "referrals": [{"asked": "配轮椅"}]},
        {"code": "帮政策"},
    ]}],
    "annual": [{"year": 2025, "text": "一行\n又一行"}, {"year": 2026, "text": "补充"}],
}  # fmt: skip
VISIT = {
    "date": "2026-11-27", "by": "SLX-B-7K3Q", "reached": False, "topics": ["家庭生产生活", "惠残政策享受"],
    "needs": [{"id": "n-7K3Q", "action": "推进"}, {"id": "n-8K3Q", "action": "提出"}],
}  # fmt: skip


def _record(kind: str, data: dict[str, Any], stem: str, home: str = "") -> Record:
    return Record(Place(path_of(kind, "shilixian", stem, home), kind, stem, "shilixian", home), data)


DIVISIONS = _record("divisions", {"city": {"name": "示例市"}, "counties": []}, "divisions")
RECORDS = [
    _record("unit", UNIT, "shilixian"),
    _record("helper", HELPER, "SLX-B-7K3Q"),
    _record("household", HOME, "SLX-7K3Q", "SLX-7K3Q"),
    _record("visit", VISIT, "2026-11-27-2", "SLX-7K3Q"),
]

OTHER = Record(
    Place(path_of("unit", "yanglixian"), "unit", "yanglixian", "yanglixian", ""),
    {"name": "样例县残疾人联合会", "short": "样例县", "prefix": "YLX"},
)


class Book:
    """A workbook that is written as a row of heads and texts for each table."""

    def __init__(self, library: SchemaLibrary) -> None:
        self.tables = {table.name: table for table in tables(library)}
        self.rows: list[BookRow] = []

    def row(self, table: str, **said: str) -> Book:
        found = self.tables[table]
        heads = [column.head for column in found.columns]
        assert said.keys() <= {*heads}, said.keys() - {*heads}
        number = sum(row.table is found for row in self.rows) + 2
        texts = tuple(said.get(head, "") for head in heads)
        self.rows.append(BookRow(found, table, number, texts, tuple(range(len(heads)))))
        return self

    def read(self, *known: Record, unit: str = "") -> tuple[dict[str, BookRecord], list[BookFault]]:
        assembly = Assembly(self.rows, LedgerIndex.of(known), lambda label: random.Random(label).choice, unit)
        records = [*assembly.records()]
        return {f"{record.household} {record.stem}".strip(): record for record in records}, assembly.faults


@pytest.fixture
def book(library: SchemaLibrary) -> Book:
    return Book(library)


def _exported(book: Book, records: list[Record]) -> Book:
    names = names_in(records)
    for table in book.tables.values():
        for record in records:
            if record.place.kind == table.kind:
                for texts in rows(record, table, names):
                    book.row(table.name, **dict(zip((column.head for column in table.columns), texts, strict=True)))
    return book


@pytest.mark.parametrize("known", [RECORDS, RECORDS[:1]], ids=["full", "emptied"])
def test_what_was_written_is_read_again(book: Book, known: list[Record]) -> None:
    found, faults = _exported(book, RECORDS).read(*known)
    assert faults == []
    assert {key: record.data for key, record in found.items()} == {
        "SLX-B-7K3Q": HELPER,
        "SLX-7K3Q SLX-7K3Q": HOME,
        "SLX-7K3Q 2026-11-27-2": VISIT,
    }
    assert {record.unit for record in found.values()} == {"shilixian"}


def test_a_value_is_found_again_in_its_cell(book: Book) -> None:
    found, _ = _exported(book, RECORDS).read(*RECORDS)
    cells = found["SLX-7K3Q SLX-7K3Q"].cells()
    assert cells["hardship", 1, "status"].text == "低保边缘户"
    assert cells["hardship", 1, "status"].called == "“户”表 J3"
    assert cells["members", 1, "disability", "certificates", 1, "number"].called == "“残疾”表 D4"


def _new(book: Book) -> Book:
    book.row("户", 户编号="新1", 残联="示例县", 建档日期="2026-11-27")
    book.row("成员", 户编号="新1", 姓名="示例己").row("成员", 户编号="新1", 姓名="示例戊")
    book.row("残疾", 户编号="新1", 姓名="示例戊", 残疾类别="肢体")
    return book.row("惠残政策", 户编号="", 成员编号="", 姓名="示例戊", 最低生活保障="已享受")


def test_what_is_new_gets_codes_and_is_found_by_what_the_workbook_calls_it(book: Book) -> None:
    found, faults = _new(book).read(*RECORDS)
    assert faults == []
    (home,) = found.values()
    assert home.label == "新1"
    assert home.stem.startswith("SLX-")
    assert home.stem != "SLX-7K3Q"
    one, two = home.data["members"]
    assert [one["name"], two["name"]] == ["示例己", "示例戊"]
    assert one["id"] != two["id"]
    assert two["benefits"] == {"dibao": "已享受"}
    assert two["disability"] == {"certificates": [{"category": "肢体"}]}


def test_a_helper_who_was_taken_under_a_word_is_known_by_name_and_number(book: Book) -> None:
    there = _record("helper", {"id": "SLX-B-8M4R", "name": "示例丁", "mobile": "15400001004"}, "SLX-B-8M4R")
    book.row("责任人", 责任人编号="新1", 姓名="示例丁", 移动手机="154 0000 1004")
    book.row("责任人", 责任人编号="新2", 残联="示例县", 姓名="示例丁", 移动手机="15400009999")
    book.row("走访", 户编号="SLX-7K3Q", 联系日期="2026-11-20", 联系人="新1")
    found, faults = book.read(*RECORDS, there)
    assert faults == []
    assert [key for key in found if "-B-8M4R" in key]
    assert len([record for record in found.values() if record.kind == "helper"]) == 2
    assert found["SLX-7K3Q 2026-11-20"].data["by"] == "SLX-B-8M4R"


def test_a_helper_may_speak_of_one_who_stands_below(book: Book) -> None:
    book.row("责任人", 责任人编号="新甲", 残联="示例县", 姓名="示例丁", 代管责任人="示例午").row(
        "责任人", 残联="示例县", 姓名="示例午"
    )
    found, faults = book.read(*RECORDS)
    assert faults == []
    one, other = found.values()
    assert one.data["pauses"] == [{"deputy": other.stem}]


def test_the_same_workbook_gives_the_same_codes(book: Book, library: SchemaLibrary) -> None:
    one, other = (_new(each).read(*RECORDS)[0] for each in (book, Book(library)))
    assert {key: record.data for key, record in one.items()} == {key: record.data for key, record in other.items()}


def test_a_cell_that_is_to_be_emptied_says_so(book: Book) -> None:
    found, faults = book.row("户", 户编号="SLX-7K3Q", 联系电话="清空").read(*RECORDS)
    assert faults == []
    assert found["SLX-7K3Q SLX-7K3Q"].cleared() == {("phone",)}
    assert found["SLX-7K3Q SLX-7K3Q"].data == {"id": "SLX-7K3Q"}


def _messages(faults: list[BookFault]) -> list[tuple[str, str, str]]:
    return [(fault.place, fault.message, fault.suggestion) for fault in faults]


def test_helpers_may_be_named(book: Book) -> None:
    book.row("走访", 户编号="SLX-7K3Q", 联系日期="2026-11-20", 联系人="示例丙")
    book.row("走访", 户编号="SLX-7K3Q", 联系日期="2026-11-21", 联系人="示例丁")
    book.row("走访", 户编号="SLX-7K3Q", 联系日期="2026-11-22", 联系人="SLX-B-7K30")
    found, faults = book.read(*RECORDS)
    assert found["SLX-7K3Q 2026-11-20"].data == {"date": "2026-11-20", "by": "SLX-B-7K3Q"}
    assert _messages(faults) == [
        ("“走访”表 E3", "联系人写的“示例丁”不是编号，也不是帮扶责任人的姓名。", "示例丙"),
        ("“走访”表 E4", "联系人写的是 SLX-B-7K30，没有这个编号。", "SLX-B-7K3Q"),
    ]
    assert found["SLX-7K3Q 2026-11-21"].faulty() == {("by",)}


def test_a_helper_of_the_workbook_may_be_named_in_it(book: Book) -> None:
    book.row("责任人", 姓名="示例丁", 残联="示例县").row("结对", 户编号="SLX-7K3Q", 帮扶责任人="示例丁")
    found, faults = book.read(*RECORDS)
    assert faults == []
    helper = next(record for record in found.values() if record.kind == "helper")
    assert helper.stem.startswith("SLX-B-")
    assert found["SLX-7K3Q SLX-7K3Q"].data["pairings"] == [{"helper": helper.stem}]


def test_a_household_may_be_found_by_the_name_of_its_disabled_person(book: Book) -> None:
    found, faults = book.row("走访", 残疾人="示例乙", 联系日期="2026-11-20").read(*RECORDS)
    assert faults == []
    assert [*found] == ["SLX-7K3Q 2026-11-20"]


def test_a_row_of_no_household_is_told(book: Book) -> None:
    book.row("走访", 联系日期="2026-11-20").row("走访", 户编号="SLX-7K3O", 联系日期="2026-11-20")
    book.row("走访", 户编号="新9", 联系日期="2026-11-20")
    found, faults = book.read(*RECORDS)
    assert found == {}
    assert _messages(faults) == [
        ("“走访”表 A2", "户编号没有填，不知道是哪一户。", ""),
        ("“走访”表 A3", "台账里没有户 SLX-7K3O，“户”表里也没有。", "SLX-7K3Q"),
        ("“走访”表 A4", "台账里没有户 新9，“户”表里也没有。", ""),
    ]


def test_a_federation_is_told_by_cell_code_or_option(book: Book) -> None:
    book.row("户", 户编号="新1", 残联="示例市").row("户", 户编号="新2").row("户", 户编号="SLX-2222")
    found, faults = book.read(*RECORDS)
    assert [record.unit for record in found.values()] == ["shilixian"]
    assert [fault.message for fault in faults] == ["写的残联，台账里没有。", "不知道归哪个残联。"]


def test_the_option_stands_in_for_the_federation(book: Book) -> None:
    found, faults = book.row("户", 户编号="新2").read(*RECORDS, unit="shilixian")
    assert faults == []
    assert [record.unit for record in found.values()] == ["shilixian"]


def test_needs_and_visits_of_a_new_need_go_together(book: Book) -> None:
    book.row("需求措施", 户编号="SLX-7K3Q", 需求编号="需1", 需求人="示例乙", 需求内容="护理床", 措施类别="送康复")
    book.row("需求措施", 户编号="SLX-7K3Q", 需求编号="需1", 措施类别="帮政策")
    book.row("走访", 户编号="SLX-7K3Q", 联系日期="2026-11-20", 需求编号="需1", **{"进展（需求进展）": "提出"})
    found, faults = book.read(*RECORDS)
    assert faults == []
    (need,) = found["SLX-7K3Q SLX-7K3Q"].data["needs"]
    assert need["id"] != "n-7K3Q"
    assert need["person"] == "m-3G9E"
    assert [measure["code"] for measure in need["measures"]] == ["送康复", "帮政策"]
    assert found["SLX-7K3Q 2026-11-20"].data["needs"] == [{"id": need["id"], "action": "提出"}]


def test_a_need_that_says_the_same_is_the_same(book: Book) -> None:
    found, _ = book.row("需求措施", 户编号="SLX-7K3Q", 需求内容="轮椅").read(*RECORDS)
    assert found["SLX-7K3Q SLX-7K3Q"].data["needs"] == [{"id": "n-7K3Q", "content": "轮椅"}]


def test_what_goes_on_below_needs_something_above(book: Book) -> None:
    book.row("户", 户编号="SLX-7K3Q", 监测情况="已申报")
    _, faults = book.read(*RECORDS)
    assert _messages(faults) == [("“户”表第 2 行", "不知道接着哪一项写。", "")]


def test_two_rows_of_one_thing_that_contradict_each_other_are_told(book: Book) -> None:
    book.row("户", 户编号="SLX-7K3Q", 门牌组别="1组").row("户", 户编号="SLX-7K3Q", 门牌组别="2组")
    _, faults = book.read(*RECORDS)
    assert _messages(faults) == [("“户”表 G3", "门牌组别和第 2 行写得不一样，说的是同一项。", "")]


def test_a_visit_has_the_name_that_its_file_has(book: Book) -> None:
    book.row("走访", 户编号="SLX-7K3Q", 记录="第一次", 联系日期="2026-11-20")
    found, faults = book.read(*RECORDS)
    assert found == {}
    assert _messages(faults) == [("“走访”表 C2", "记录写得不对。", "")]


def test_a_name_beside_a_code_of_another_is_told(book: Book) -> None:
    book.row("走访", 户编号="SLX-7K3Q", 残疾人="示例庚", 联系日期="2026-11-20", 联系人="SLX-B-7K3Q 示例庚")
    book.row("惠残政策", 户编号="SLX-7K3Q", 成员编号="m-3G9E", 姓名="示例甲", 最低生活保障="已享受")
    _, faults = book.read(*RECORDS)
    assert _messages(faults) == [
        ("“惠残政策”表 B2", "写的编号和姓名不是同一个人。", ""),
        ("“走访”表 B2", "户编号和残疾人对不上：这一户没有叫这个姓名的人。", ""),
        ("“走访”表 E2", "联系人写的 SLX-B-7K3Q 和后面的姓名不是同一个人。", ""),
    ]


def test_somebody_may_get_another_name(book: Book) -> None:
    book.row("走访", 户编号="SLX-7K3Q", 残疾人="示例庚", 联系日期="2026-11-20")
    book.row("成员", 户编号="SLX-7K3Q", 成员编号="m-3G9E", 姓名="示例庚")
    _, faults = book.read(*RECORDS)
    assert faults == []


def test_a_record_stays_with_its_federation(book: Book) -> None:
    book.row("户", 户编号="SLX-7K3Q", 残联="样例县", 门牌组别="1组").row(
        "责任人", 责任人编号="SLX-B-7K3Q", 残联="样例县"
    )
    _, faults = book.read(*RECORDS, OTHER)
    assert _messages(faults) == [
        ("“责任人”表 A2", "台账里归示例县，这里写的不是。", ""),
        ("“户”表 A2", "台账里归示例县，这里写的不是。", ""),
    ]


def test_sheets_may_stand_in_any_order(book: Book) -> None:
    book.row("残疾", 户编号="新1", 姓名="示例戊", 残疾类别="肢体").row(
        "惠残政策", 户编号="新1", 姓名="示例戊", 就业扶持="不愿"
    )
    book.row("成员", 户编号="新1", 姓名="示例戊").row("户", 户编号="新1", 残联="示例县")
    found, faults = book.read(*RECORDS)
    assert faults == []
    (home,) = found.values()
    assert home.data["members"][0]["benefits"] == {"employment": "不愿"}


def test_what_a_row_is_of_is_not_to_be_taken_out(book: Book) -> None:
    book.row("户", 户编号="清空", 门牌组别="1组").row("走访", 户编号="SLX-7K3Q", 记录="清空", 联系日期="2026-11-20")
    found, faults = book.read(*RECORDS)
    said = "这一格说明这一行是哪一户、哪个人的，不能清空。"
    assert (found, _messages(faults)) == ({}, [("“户”表 B2", said, ""), ("“走访”表 C2", said, "")])


@pytest.mark.parametrize("text", ["slx-7k3q", "ＳＬＸ－７Ｋ３Ｑ", "SLX 7K3Q", "SLX7K3Q 示例乙"])
def test_a_code_that_is_written_otherwise_is_no_new_household(book: Book, text: str) -> None:
    book.row("户", 户编号=text, 残联="示例县", 门牌组别="1组").row("走访", 户编号=text, 联系日期="2026-11-20")
    found, faults = book.read(*RECORDS)
    assert found == {}
    assert _messages(faults) == [("“户”表 B2", f"台账里没有户 {text}。", "SLX-7K3Q")]


def test_two_members_of_one_name_are_told_apart_by_what_they_are_called(book: Book) -> None:
    for sex in ("男", "女"):
        book.row("成员", 户编号="SLX-7K3Q", 姓名="示例庚", 性别=sex)
    found, faults = book.read(*RECORDS)
    assert _messages(faults) == [("“成员”表 B3", "这一户已经有一行叫这个姓名的成员。", "")]
    (member,) = found["SLX-7K3Q SLX-7K3Q"].data["members"]
    assert member["sex"] == "男"


def test_two_members_of_one_name_may_be_called_otherwise(book: Book) -> None:
    for label, sex in (("甲", "男"), ("乙", "女")):
        book.row("成员", 户编号="SLX-7K3Q", 成员编号=label, 姓名="示例庚", 性别=sex)
        book.row(
            "惠残政策",
            户编号="SLX-7K3Q",
            成员编号=label,
            姓名="示例庚",
            最低生活保障="不愿" if sex == "男" else "不符合",
        )
    found, faults = book.read(*RECORDS)
    assert faults == []
    one, two = found["SLX-7K3Q SLX-7K3Q"].data["members"]
    assert (one["sex"], one["benefits"]) == ("男", {"dibao": "不愿"})
    assert (two["sex"], two["benefits"]) == ("女", {"dibao": "不符合"})


def test_certificates_of_one_person_in_rows_that_name_him_differently_are_all_his(book: Book) -> None:
    book.row("残疾", 户编号="SLX-7K3Q", 成员编号="m-3G9E", 姓名="示例乙", 残疾类别="肢体")
    book.row("残疾", 户编号="SLX-7K3Q", 姓名="示例乙", 残疾类别="视力")
    found, faults = book.read(*RECORDS)
    assert faults == []
    (member,) = found["SLX-7K3Q SLX-7K3Q"].data["members"]
    assert member["disability"]["certificates"] == [{"category": "肢体"}, {"category": "视力"}]
