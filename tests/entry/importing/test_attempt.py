"""An import tried on the ledger: what is wrong stands in its cell, and what is sound can be taken alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.entry.rowbook import Before, RowBook, trial

from jiedui.entry.importing.attempt import Attempt
from jiedui.entry.importing.imported import Imported
from jiedui.model.identity import check_digit
from jiedui.records import writer
from jiedui.records.reader import Records
from jiedui.records.schema import SchemaLibrary

PEOPLE = {"新1": ("示例寅甲", "1968-04-09"), "新2": ("示例卯甲", "1970-01-01"), "新3": ("示例壬甲", "1975-06-02")}

Try = Callable[..., Attempt]


@pytest.fixture
def book(library: SchemaLibrary) -> RowBook:
    """Three new households, each of one person with a pairing, a plan, a consent and a contact."""
    made = RowBook(library)
    for code, (name, day) in PEOPLE.items():
        number = f"490602{day.replace('-', '')}101"
        made.row(
            "户", 残联="岳阳楼区", 户编号=code, 建档日期="2026-10-08", 县市区="岳阳楼区", 困难类型="低保户",
            同意日期="2026-10-08", 同意人="本人", 拟帮扶措施="每季度上门一次。",
            **{"乡镇（街道）": "郭镇乡", "村（社区）": "示例村", "形式（知情同意）": "书面"},
        )  # fmt: skip
        made.row("成员", 户编号=code, 姓名=name, 性别="男", 出生日期=day, 与残疾人关系="本人")
        made.row("残疾", 户编号=code, 姓名=name, 残疾人证号=f"{number}{check_digit(number)}41",
                 残疾类别="肢体", 残疾等级="一级", 暂无需求="2026-10-08")  # fmt: skip
        made.row("结对", 户编号=code, 帮扶责任人="YYL-B-6F7G", 结对身份="主责", 开始日期="2026-10-08")
        made.row("走访", 户编号=code, 联系日期="2026-11-20", 联系人="YYL-B-6F7G", 联系方式="电话", 是否联系上="是",
                 联系对象="本人", 录入日期="2026-11-20", 联系情况="问了近况。")  # fmt: skip
    return made


@pytest.fixture
def tried(imported: Callable[..., Imported], records: Callable[[], Records], library: SchemaLibrary) -> Try:
    def made(book: RowBook) -> Attempt:
        return trial(imported(book), records(), library).attempt()

    return made


def told(found: Attempt) -> list[str]:
    return [f"{fault.place.called if fault.place else fault.path}：{fault.message}" for fault in found.errors]


def test_what_is_right_becomes_a_plan(tried: Try, book: RowBook) -> None:
    found = tried(book)
    assert told(found) == []
    assert (found.spoiled, found.disputes) == (frozenset(), ())
    assert [edit.place.kind for edit in found.planned.edits].count("household") == 3
    assert len(found.planned.edits) == 6


def test_faults_of_cells_of_the_schema_and_of_rules_are_told_at_once(tried: Try, book: RowBook) -> None:
    book.put("走访", 1, 联系日期="2026-11-30", 联系人="YYL-B-F67G")
    book.put("户", 2, **{"村（社区）": ""}).put("成员", 2, 与残疾人关系="同乡")
    book.put("残疾", 3, 残疾人证号="123").put("结对", 3, 帮扶责任人="示例无").put("残疾", 1, 残疾等级="二级")
    found = tried(book)
    assert [(fault.place and fault.place.called, fault.message, fault.owners[0][:4]) for fault in found.errors] == [
        ("“户”表 F3", "少了必填项“村（社区）”。", "YYL-"),
        ("“成员”表 F3", "与残疾人关系写的不在可选范围内。", "YYL-"),
        ("“残疾”表 F2", "示例寅甲的残疾等级与证号第 20 位不一致。", "YYL-"),
        ("“残疾”表 D4", "残疾人证号写了 3 位，应当是 20 位。", "YYL-"),
        ("“结对”表 C4", "帮扶责任人写的“示例无”不是编号，也不是帮扶责任人的姓名。", "YYL-"),
        ("“走访”表 D2", "“联系日期”2026-11-30 还没有到。", "YYL-"),
        ("“走访”表 E2", "联系人写的是 YYL-B-F67G，没有这个编号。", "YYL-"),
    ]
    assert all(edit.new for edit in found.planned.edits)
    assert len(found.spoiled) == 3


def test_keys_and_words_of_files_are_those_of_the_workbook(tried: Try, book: RowBook) -> None:
    book.put("走访", 1, 联系对象="").put("户", 2, 困难类型="低保边缘户")
    book.row("惠残政策", 户编号="新2", 姓名=PEOPLE["新2"][0], 最低生活保障="已享受")
    assert [(fault.message, fault.remedy) for fault in tried(book).faults] == [
        (
            f"困难类型是“低保边缘户”，{PEOPLE['新2'][0]}的最低生活保障是“已享受”。",
            "核对困难类型和这一项：全家享受的写“低保户”，只有一个人享受的写“单人户低保”。",
        ),
        ("联系上了，没有写和谁联系的。", "补上“联系对象”，例如 本人；没有联系上的，“是否联系上”写“否”。"),
    ]


def test_a_household_of_which_not_all_can_be_read_is_judged_when_that_is_mended(tried: Try, book: RowBook) -> None:
    book.put("成员", 1, 性别="不知道").put("走访", 1, 联系日期="2026-11-30")
    assert [fault.place and fault.place.called for fault in tried(book).errors] == ["“成员”表 D2"]


def test_the_sound_households_are_taken_without_those_that_speak_of_the_others(
    book: RowBook, imported: Callable[..., Imported], records: Callable[[], Records], library: SchemaLibrary
) -> None:
    book.put("户", 1, **{"村（社区）": ""}).put("走访", 2, 同时联系的户="新1")
    put = imported(book)
    first = trial(put, records(), library).attempt()
    assert [fault.place and fault.place.called for fault in first.errors] == ["“户”表 F2"]
    taken, left, faults = trial(put, records(), library).sound()
    assert taken.errors == []
    codes = {record.label: record.stem for record in put.records.values() if record.kind == "household"}
    assert left == {codes["新1"], codes["新2"]}
    assert {edit.place.household for edit in taken.planned.edits} == {codes["新3"]}
    assert [fault.place and fault.place.called for fault in faults] == ["“户”表 F2", "“走访”表 K3"]


def test_a_change_that_others_contradict_leaves_its_household_out(
    imported: Callable[..., Imported], records: Callable[[], Records], library: SchemaLibrary
) -> None:
    found = records()
    book = RowBook(library, found.valid)
    (now,) = (record for record in found.valid if record.path.endswith("YYL-2A3C/household.yml"))
    before = Before(library, {now.path: {**now.data, "phone": "15400009999"}})
    book.put("户", book.of("户", "YYL-2A3C"), 联系电话="15400008888")
    put = imported(book, before)
    first = trial(put, found, library).attempt()
    assert (first.errors, first.spoiled) == ([], {"YYL-2A3C"})
    (dispute,) = first.disputes
    assert dispute.message.startswith("联系电话：原来：")
    taken, left, _ = trial(put, found, library).sound()
    assert (taken.planned.edits, left) == ((), {"YYL-2A3C"})
    decided = trial(put, found, library, mine=True).attempt()
    assert [edit.data["phone"] for edit in decided.planned.edits] == ["15400008888"]


@pytest.mark.parametrize("others", [True, False])
def test_what_befalls_a_record_that_is_not_changed_keeps_all_out(
    imported: Callable[..., Imported], records: Callable[[], Records], library: SchemaLibrary, *, others: bool
) -> None:
    """A helper whom the workbook withdraws leaves a household of which it says nothing, or what was there."""
    found = records()
    book = RowBook(library, found.valid)
    for table in book.tables:
        if table != "责任人" and not others:
            book.texts[table] = []
    number = book.of("责任人", "YYL-B-4D5E")
    book.put("责任人", number, 撤销日期="2026-11-01", 撤销原因="重复登记")
    put = imported(book)
    first = trial(put, found, library).attempt()
    assert first.spoiled == {""}
    taken, left, _ = trial(put, found, library).sound()
    assert (taken.spoiled, left) == ({""}, frozenset())


def test_who_may_be_in_the_ledger_already_is_told_and_taken_with_a_reason(
    book: RowBook, imported: Callable[..., Imported], records: Callable[[], Records], library: SchemaLibrary
) -> None:
    book.put("成员", 3, 姓名="示例辰").put("残疾", 3, 姓名="示例辰")
    book.texts["走访"].pop()
    found = trial(imported(book), records(), library).attempt()
    (fault,) = found.errors
    assert fault.message == (
        "可能已经登记过：YYL-2A3C（示例子，岳阳楼区郭镇乡示例村）：同一个村，姓名只差一个字；"
        "YYL-6F7G（示例辰，岳阳楼区郭镇乡示例村）：姓名、乡镇相同。"
    )
    assert fault.remedy == "是同一个的，填上台账里的编号，就改那一份；核对过不是的，加 --anyway 写明理由。"
    near = book.put("成员", 3, 姓名="示例壬").put("残疾", 3, 姓名="示例壬")
    (warned,) = trial(imported(near), records(), library).attempt().faults
    assert (warned.severity, warned.message.count("只差一个字")) == ("警告", 2)
    book.put("成员", 3, 姓名="示例辰").put("残疾", 3, 姓名="示例辰")
    taken = trial(imported(book), records(), library, anyway="看过户口簿").attempt()
    assert told(taken) == []
    notes = sorted(edit.note for edit in taken.planned.edits if edit.place.kind == "household")
    assert notes == ["", "", "；提示重复，仍要登记，理由：看过户口簿"]


def test_a_contact_that_was_taken_and_is_told_otherwise_by_now_is_not_taken_twice(
    imported: Callable[..., Imported], records: Callable[[], Records], library: SchemaLibrary
) -> None:
    found = records()
    visit = next(record for record in found.valid if record.place.kind == "visit")
    book = RowBook(library, [visit])
    book.put("走访", 1, 记录="", 残疾人="")
    again = trial(imported(book), found, library).attempt()
    assert (again.planned.edits, len(again.taking.already), told(again)) == ((), 1, [])
    other = imported(book.put("走访", 1, 联系情况="后来想起来的。"))
    (fault,) = trial(other, found, library).attempt().errors
    assert fault.message.startswith(f"可能已经登记过：{visit.place.stem}（")
    assert fault.remedy.startswith("是同一次的，“记录”这一格写上它的日期")
    (edit,) = trial(other, found, library, anyway="下午又去了一次").attempt().planned.edits
    assert edit.place.stem == f"{visit.place.stem}-2"


def test_what_a_check_warns_of_elsewhere_is_no_matter_of_the_workbook(
    imported: Callable[..., Imported], records: Callable[[], Records], library: SchemaLibrary
) -> None:
    found = records()
    visit = next(record for record in found.valid if record.path.endswith("YYL-2A3C/visits/2024-05-17.yml"))
    other = writer.write({**visit.data, "by": "PJ-B-2H3J"}, library["visit"])
    (found.root / visit.path).write_text(other, "utf-8")
    found = records()
    book = RowBook(library, found.valid)
    changed = trial(imported(book.put("户", book.of("户", "YYL-2A3C"), 备注="新的。")), found, library).attempt()
    assert [finding.path for finding in changed.planned.findings] == [visit.path]
    assert changed.faults == ()
