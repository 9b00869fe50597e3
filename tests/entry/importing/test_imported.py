"""What a workbook changes: what its maker wrote, and nothing that was there or that others did since."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from tests.entry.rowbook import Before, RowBook

from jiedui.entry.importing.imported import Imported
from jiedui.entry.importing.remainder import Remainder
from jiedui.records.finding import Judged
from jiedui.records.reader import Records
from jiedui.records.schema import SchemaLibrary
from jiedui.records.tree import Place
from jiedui.workbook.book.tables import RowKey

HOME = "YYL-2A3C"
FOLDER = f"yueyanglou/households/{HOME}"


@pytest.fixture
def book(records: Callable[[], Records], library: SchemaLibrary) -> RowBook:
    return RowBook(library, records().valid)


Import = Callable[..., Imported]


def said(found: Imported) -> dict[str, Any]:
    """Return what is handed over, by the record: its data, or its changes."""
    assert found.faults == []
    return {
        item.stem: item.data or [(change.at, change.old, change.new) for change in item.changes] for item in found.items
    }


def test_what_comes_back_as_it_went_out_changes_nothing(imported: Import, book: RowBook) -> None:
    found = imported(book)
    assert said(found) == {}
    assert found.unchanged == {"helper": 6, "household": 6, "visit": 7}
    assert not +found.missing


def _hide(book: RowBook) -> None:
    """Leave empty what an export that is not closed does not show."""
    for table, head in (("成员", "出生日期"), ("残疾", "残疾人证号")):
        for number in range(1, len(book.texts[table]) + 1):
            book.put(table, number, **{head: ""})


def test_what_is_shown_nowhere_makes_no_record_another(
    imported: Import, book: RowBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    _hide(book)
    monkeypatch.setattr(Remainder, "completed", lambda *_: pytest.fail("is put together though nothing is changed"))
    found = imported(book)
    assert (said(found), found.unchanged["household"]) == ({}, 6)


def test_what_is_shown_nowhere_can_be_taken_out(imported: Import, book: RowBook) -> None:
    _hide(book)
    book.put("成员", book.of("成员", HOME), 出生日期="清空")
    [(((*_, key), old, new),)] = said(imported(book)).values()
    assert (key, len(old), new) == ("birth", 10, None)


def test_a_cell_that_is_written_over_emptied_or_cleared(imported: Import, book: RowBook) -> None:
    row = book.of("户", HOME)
    book.put("户", row, **{"联系电话": "15400001002", "村（社区）": "", "门牌组别": "清空", "户籍类型": "农村"})
    assert said(imported(book)) == {HOME: [(("address",), "3组12号", None), (("phone",), "15400001001", "15400001002")]}


def test_rows_that_are_gone_are_counted_and_take_nothing_out(imported: Import, book: RowBook) -> None:
    for table in ("户", "残疾", "结对", "需求措施", "走访", "集体活动"):
        book.without(table, HOME)
    book.without("责任人", "YYL-B-6F7G")
    found = imported(book)
    assert said(found) == {}
    found.count_missing(["yueyanglou"], ["household", "helper", "visit"])
    assert +found.missing == {
        "责任人": 1, "走访": 3, "残疾人证": 1, "困难类型": 1, "重点帮扶情形": 1, "返贫致贫风险": 1, "结对": 2,
        "需求和措施": 2, "集体活动": 1,
    }  # fmt: skip


def test_what_others_did_since_is_neither_undone_nor_told(
    imported: Import, book: RowBook, records: Callable[[], Records], library: SchemaLibrary
) -> None:
    now = next(record for record in records().valid if record.path == f"{FOLDER}/household.yml")
    base = Before(library, {now.path: {**now.data, "phone": "15400009999", "plan": "旧的。"}})
    row = book.of("户", HOME)
    book.put("户", row, 联系电话="15400009999", 拟帮扶措施="旧的。", 备注="新的。")
    assert said(imported(book, base)) == {HOME: [(("note",), None, "新的。")]}


def test_new_ones_have_codes_that_others_of_the_workbook_name(imported: Import, book: RowBook) -> None:
    book.row("责任人", 责任人编号="新干部", 残联="岳阳楼区", 姓名="示例卯", 移动手机="15400000077")
    book.row("户", 户编号="新1", 建档日期="2026-11-20", 县市区="岳阳楼区", **{"乡镇（街道）": "郭镇乡"})
    book.row("成员", 户编号="新1", 姓名="示例寅", 性别="男", 出生日期="1968-04-09", 与残疾人关系="本人")
    book.row("结对", 户编号="新1", 帮扶责任人="示例卯", 结对身份="主责", 开始日期="2026-11-20")
    book.row(
        "走访",
        户编号="新1",
        联系日期="2026-11-21",
        联系人="新干部",
        联系方式="电话",
        是否联系上="是",
        同时联系的户="YYL-4D5E 示例辰、新1",
    )
    helper, home, visit = (item for item in imported(book).items)
    assert (helper.kind, helper.unit, helper.source) == ("helper", "yueyanglou", "“责任人”表第 9 行")
    assert (home.kind, home.unit, home.source) == ("household", "yueyanglou", "“户”表第 8 行")
    assert helper.data is not None
    assert home.data is not None
    assert visit.data is not None
    assert helper.stem == helper.data["id"] == home.data["pairings"][0]["helper"] == visit.data["by"]
    assert home.stem == home.data["id"] == visit.household
    assert (visit.stem, visit.data["reached"], visit.data["also"]) == ("2026-11-21", True, ["YYL-4D5E", home.stem])


def test_two_visits_of_a_day_are_begun_in_the_order_of_their_names(imported: Import, library: SchemaLibrary) -> None:
    book = RowBook(library)
    for name in ("2026-11-21-2", "2026-11-21"):
        book.row("走访", 户编号=HOME, 记录=name, 联系日期="2026-11-21")
    assert [item.stem for item in imported(book).items] == ["2026-11-21", "2026-11-21-2"]


def test_a_visit_without_a_name_is_a_new_one_though_there_is_one_of_its_day(imported: Import, book: RowBook) -> None:
    row = book.of("走访", HOME)
    day = book.texts["走访"][row - 1][book.tables["走访"].key(RowKey.VISIT) or 0]
    book.row("走访", 户编号=HOME, 联系日期=day, 联系人="YYL-B-6F7G", 联系方式="微信")
    found = imported(book)
    assert said(found) == {day: {"date": day, "by": "YYL-B-6F7G", "channel": "微信"}}
    assert found.unchanged["visit"] == 7


def test_the_day_of_a_visit_that_is_there_is_no_cell_to_write_over(imported: Import, book: RowBook) -> None:
    book.put("走访", book.of("走访", HOME), 联系日期="2023-09-22")
    found = imported(book)
    assert found.items == []
    (fault,) = found.faults
    assert fault.place == "“走访”表 D4"
    assert "另加一行" in fault.remedy


def test_a_record_that_cannot_be_read_is_told_and_left_alone(
    imported: Import, book: RowBook, library: SchemaLibrary
) -> None:
    class Broken(Before):
        def read(self, places: Any, _: SchemaLibrary) -> Iterator[Judged]:
            return (Judged(None) for _ in places)

    path = Place(f"{FOLDER}/household.yml", "household", HOME).path
    found = imported(book, Broken(library, {path: {"id": HOME}}))
    assert [(fault.place, fault.message) for fault in found.faults] == [
        (f"“户”表第 {book.of('户', HOME) + 1} 行", f"户 {HOME}的记录有错误，读不懂。")
    ]


def test_what_the_ledger_has_of_what_has_no_name_in_the_workbook_is_not_missing(
    imported: Import, book: RowBook
) -> None:
    row = book.of("走访", HOME)
    book.put("走访", row, 记录="")
    found = imported(book)
    found.count_missing(["yueyanglou"], ["visit"])
    assert found.missing["走访"] == 1
    (item,) = found.items
    path = f"{FOLDER}/visits/{item.stem}.yml"
    assert found.missing_but([(item.source, path)]) == {}
