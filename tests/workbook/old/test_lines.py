"""The rows of an old sheet: what each says, and what follows from it."""

from __future__ import annotations

from tests.workbook.old.old_books import BING, DIVISIONS, JIA, sheet

from jiedui.workbook.book.file import BookSheet
from jiedui.workbook.book.read_rows import BookFault
from jiedui.workbook.old.lines import OldLine, old_lines
from jiedui.workbook.old.sheet_map import ColumnUse, FixedValue, SheetMap
from jiedui.workbook.old.targets import LEFT_OUT, Whole


def lines(found: BookSheet, *places: str, fixed: dict[str, str] | None = None) -> list[OldLine]:
    uses = tuple(ColumnUse(at, "", place) for at, place in enumerate(places))
    values = {place: FixedValue(text) for place, text in (fixed or {}).items()}
    return [*old_lines(SheetMap(name=found.name, columns=uses, fixed=values), found, DIVISIONS)]


def texts(line: OldLine) -> dict[str, str]:
    return {place: cell.text for place, cell in line.cells.items()}


def test_a_row_says_its_own_cells_and_what_merged_ones_show_and_what_holds_for_all() -> None:
    found = sheet("名册", ("1", "安定镇", "示例甲"), ("2", "", "示例丙"), spread={(2, 1): "安定镇"})
    fixed = {"户.县市区": "平江县", "成员.姓名": "无名"}
    first, second = lines(found, LEFT_OUT, "户.乡镇（街道）", "成员.姓名", fixed=fixed)
    assert texts(second) == {"户.乡镇（街道）": "安定镇", "成员.姓名": "示例丙", "户.县市区": "平江县"}
    assert [(line.number, line.text("户.乡镇（街道）"), line.own("户.乡镇（街道）")) for line in (first, second)] == [
        (1, "安定镇", "安定镇"), (2, "安定镇", ""),
    ]  # fmt: skip
    assert (second.cells["成员.姓名"].column, second.cells["户.县市区"].column) == (2, None)


def test_a_row_that_says_nothing_itself_is_none() -> None:
    found = sheet("名册", ("示例甲", "安定镇"), ("", "", "注"), spread={(2, 1): "安定镇"})
    assert [line.number for line in lines(found, "成员.姓名", "户.乡镇（街道）")] == [1]


def test_an_identity_number_gives_birth_and_sex_where_the_row_does_not_say_them() -> None:
    (line,) = lines(sheet("名册", (JIA.identity, "")), Whole.IDENTITY, "成员.性别")
    assert texts(line) == {Whole.IDENTITY: JIA.identity, "成员.出生日期": "1958-03-12", "成员.性别": "男"}
    assert not line.cells["成员.性别"].told
    (line,) = lines(sheet("名册", (JIA.identity, "女", "1958")), Whole.IDENTITY, "成员.性别", "成员.出生日期")
    assert (line.text("成员.性别"), line.text("成员.出生日期")) == ("女", "1958")


def test_a_certificate_gives_category_and_grade_besides_also_in_the_column_of_identities() -> None:
    for place in ("残疾.残疾人证号", Whole.IDENTITY):
        (line,) = lines(sheet("名册", (f"{BING.certificate}B1",)), place)
        assert line.text("残疾.残疾人证号") == f"{BING.certificate}B1"
        assert (line.text("残疾.残疾类别"), line.text("残疾.残疾等级")) == ("智力", "二级")
        assert line.holder == BING.identity


def test_a_number_that_is_none_gives_nothing() -> None:
    (line,) = lines(sheet("名册", ("4.90626E+17",)), Whole.IDENTITY)
    assert (texts(line), line.holder) == ({Whole.IDENTITY: "4.90626E+17"}, "")


def test_an_address_fills_what_no_cell_says() -> None:
    found = sheet("名册", ("安定镇示例村3组", "示例社区"))
    (line,) = lines(found, Whole.ADDRESS, "户.村（社区）", fixed={"户.县市区": "临湘市"})
    told = [line.text(place) for place in ("户.县市区", "户.乡镇（街道）", "户.村（社区）", "户.门牌组别")]
    # What holds for all rows is weaker than what a row says itself.
    assert told == ["平江县", "安定镇", "示例社区", "3组"]
    assert line.cells["户.乡镇（街道）"].column == 0


def test_a_township_is_completed_and_tells_the_county() -> None:
    (line,) = lines(sheet("名册", ("长寿",)), "户.乡镇（街道）")
    assert (line.text("户.乡镇（街道）"), line.text("户.县市区")) == ("长寿镇", "平江县")


def test_category_and_grade_in_one_cell_are_parted() -> None:
    found = sheet("名册", ("肢体一级",), ("语言残疾2级",), ("视力、听力 三级",), ("重度",))
    made = lines(found, Whole.DISABILITY)
    assert [(line.text("残疾.残疾类别"), line.text("残疾.残疾等级")) for line in made] == [
        ("肢体", "一级"), ("言语", "二级"), ("多重", "三级"), ("", ""),
    ]  # fmt: skip
    assert [[fault.place for fault in line.faults] for line in made] == [[], [], [], ["“名册”表 A4"]]


def test_only_who_is_monitored_is_said_to_be() -> None:
    made = lines(sheet("名册", ("是",), ("否",)), Whole.MONITORED)
    assert [(line.text("户.有无风险"), line.text("户.监测情况")) for line in made] == [("有", "已纳入"), ("", "")]


def test_two_columns_under_one_target_are_told_where_they_say_something_else() -> None:
    found = sheet("名册", ("15400001001", "15400001001"), ("15400001001", "15400001002"), ("", "15400001003"))
    made = lines(found, "户.联系电话", "户.联系电话")
    assert [line.text("户.联系电话") for line in made] == ["15400001001", "15400001001", "15400001003"]
    assert [[(fault.place, fault.message) for fault in line.faults] for line in made] == [
        [], [("“名册”表 B2", "和前面一栏都填 户.联系电话，写得不一样。")], [],
    ]  # fmt: skip


def test_a_cell_that_cannot_be_read_is_told() -> None:
    fault = BookFault("名册", 1, "“名册”表 B1", "是公式，没有算好的值。", "粘贴为数值。")
    found = BookSheet("名册", sheet("名册", ("示例甲",)).rows, faults={(1, 1): fault, (1, 2): fault})
    (line,) = lines(found, "成员.姓名", "户.联系电话", LEFT_OUT)
    assert line.faults == [fault]
