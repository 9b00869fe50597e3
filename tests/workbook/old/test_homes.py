"""Which rows are one household."""

from __future__ import annotations

from tests.workbook.old.old_books import BING, DING, DIVISIONS, JIA, WU, YI, sheet

from jiedui.workbook.book.file import BookSheet
from jiedui.workbook.old.homes import Homes, relate
from jiedui.workbook.old.lines import old_lines
from jiedui.workbook.old.sheet_map import ColumnUse, FixedValue, SheetMap
from jiedui.workbook.old.targets import Whole

NAME, NUMBER, PHONE, RELATION = "成员.姓名", "户.户编号", "户.联系电话", "成员.与残疾人关系"


def labels(*sheets: tuple[BookSheet, tuple[str, ...]]) -> list[str]:
    """Return the labels of the households of the rows of some sheets, with the targets of their columns."""
    read = []
    for found, places in sheets:
        mapped = SheetMap(name=found.name, columns=tuple(ColumnUse(at, "", each) for at, each in enumerate(places)))
        read.append((mapped, [*old_lines(mapped, found, DIVISIONS)]))
    homes = Homes(read)
    return [homes.of(line) for _, lines in read for line in lines]


def of_rows(places: tuple[str, ...], *rows: tuple[str, ...]) -> list[str]:
    return labels((sheet("名册", *rows), places))


def test_rows_of_one_number_are_a_household_and_a_code_of_ours_stays() -> None:
    rows = ("7", "示例甲"), ("PJ-7K3Q", "示例丙"), ("7", "示例乙"), ("PJ-7K3Q 示例丙", "示例丁")
    assert of_rows((NUMBER, NAME), *rows) == ["新1", "PJ-7K3Q", "新1", "PJ-7K3Q"]


def test_numbers_begin_anew_in_each_sheet_of_one_kind_and_go_on_in_one_of_another() -> None:
    one, other = sheet("安定镇", ("1", "示例甲")), sheet("长寿镇", ("1", "示例丙"))
    assert labels((one, (NUMBER, NAME)), (other, (NUMBER, NAME))) == ["新1", "新2"]
    members = sheet("成员", ("1", "示例乙", "女"))
    assert labels((one, (NUMBER, NAME)), (members, (NUMBER, NAME, "成员.性别"))) == ["新1", "新1"]


def test_rows_of_one_householder_are_a_household_within_one_village() -> None:
    rows = ("示例甲", "安定镇", "示例甲"), ("示例甲", "安定镇", "示例乙"), ("示例甲", "长寿镇", "示例丙")
    assert of_rows((Whole.HOUSEHOLDER, "户.乡镇（街道）", NAME), *rows) == ["新1", "新1", "新2"]
    numbered = (JIA.identity, "示例乙"), (f" {JIA.identity}", "示例甲"), (DING.identity, "示例丁")
    assert of_rows((Whole.HOUSEHOLDER_IDENTITY, NAME), *numbered) == ["新1", "新1", "新2"]


def test_rows_of_one_address_and_telephone_are_a_household_and_of_one_alone_are_not() -> None:
    places, home = (Whole.ADDRESS, PHONE, NAME), "安定镇示例村1组"
    assert of_rows(places, (home, "1", "甲"), (home, "1", "乙"), (home, "2", "丙")) == ["新1", "新1", "新2"]
    assert of_rows(places, (home, "", "甲"), (home, "", "乙")) == ["新1", "新2"]


def test_a_row_that_says_nothing_of_a_household_belongs_to_the_one_above() -> None:
    rows = ("1", "示例甲", "15400001001"), ("", "示例乙", ""), ("", "示例丙", "15400001002")
    assert of_rows((NUMBER, NAME, PHONE), *rows) == ["新1", "新1", "新2"]
    rows = ("示例甲", "本人", JIA.certificate), ("示例乙", "配偶", ""), ("示例丙", "本人", BING.certificate)
    assert of_rows((NAME, RELATION, "残疾.残疾人证号"), *rows) == ["新1", "新1", "新2"]
    to_head = ("示例甲", "户主"), ("示例乙", "妻"), ("示例丁", "户主")
    assert of_rows((NAME, Whole.TO_HOUSEHOLDER), *to_head) == ["新1", "新1", "新2"]


def test_without_anything_in_common_each_row_is_a_household() -> None:
    assert of_rows((NAME,), ("示例甲",), ("示例乙",)) == ["新1", "新2"]


def test_another_sheet_means_a_household_by_its_number_or_by_that_of_somebody_in_it() -> None:
    roster = SheetMap(name="名册", columns=(ColumnUse(0, "", NUMBER), ColumnUse(1, "", Whole.IDENTITY)))
    homes = Homes([(roster, [*old_lines(roster, sheet("名册", ("7", JIA.identity)), DIVISIONS)])])
    visits = sheet("走访", ("7", ""), ("PJ-7K3Q", ""), ("", JIA.certificate), ("8", ""), ("", BING.identity))
    assert [homes.meant(line) for line in old_lines(roster, visits, DIVISIONS)] == ["新1", "PJ-7K3Q", "新1", "", ""]


def related(*rows: tuple[str, ...]) -> tuple[list[str], int]:
    uses = (NAME, Whole.TO_HOUSEHOLDER, "残疾.残疾人证号", RELATION)
    mapped = SheetMap(name="名册", columns=tuple(ColumnUse(at, "", place) for at, place in enumerate(uses)))
    lines = [*old_lines(mapped, sheet("名册", *rows), DIVISIONS)]
    untold = relate(lines)
    return [line.text(RELATION) for line in lines], untold


def test_what_people_are_to_the_householder_they_are_to_the_first_disabled_person_who_is_that() -> None:
    assert related((JIA.name, "户主", JIA.certificate), (YI.name, "妻", "")) == (["本人", "妻"], 0)
    assert related((JIA.name, "户主", JIA.certificate), (BING.name, "女", BING.certificate)) == (["本人", "女"], 0)


def test_what_people_are_to_another_householder_says_nothing_but_of_the_disabled_person() -> None:
    assert related((DING.name, "户主", ""), (WU.name, "子", WU.certificate)) == (["", "本人"], 1)
    assert related((DING.name, "户主", "", "父亲"), (WU.name, "子", WU.certificate, "")) == (["父亲", "本人"], 0)
    assert related((DING.name, "户主", ""), (YI.name, "妻", "")) == (["", ""], 2)


def test_that_all_rows_are_the_person_himself_holds_for_the_first_of_a_household_alone() -> None:
    fixed = {RELATION: FixedValue("本人")}
    uses = (ColumnUse(0, "", NAME), ColumnUse(1, "", "残疾.残疾人证号"))
    mapped = SheetMap(name="名册", columns=uses, fixed=fixed)
    rows = (JIA.name, JIA.certificate), (BING.name, BING.certificate), (JIA.name, JIA.certificate)
    lines = [*old_lines(mapped, sheet("名册", *rows), DIVISIONS)]
    assert relate(lines) == 1
    assert [line.text(RELATION) for line in lines] == ["本人", "", "本人"]
