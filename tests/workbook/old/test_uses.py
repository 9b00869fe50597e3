"""Where columns go by their heads and values: what contradicts is told, what is not sure is left out."""

from __future__ import annotations

import pytest
from tests.workbook.old.old_books import BING, DIVISIONS, JIA, WU, sheet

from jiedui.records.schema import SchemaLibrary
from jiedui.workbook.book.tables import tables
from jiedui.workbook.old.headings import ColumnHead
from jiedui.workbook.old.sheet_map import ColumnUse, Sure
from jiedui.workbook.old.targets import LEFT_OUT, Whole, target
from jiedui.workbook.old.uses import SheetBody, UseFinder
from jiedui.workbook.old.vocabulary import Vocabulary
from jiedui.workbook.old.words import TABLES, SheetSubject

PEOPLE = (JIA, BING, WU)
NOTHING: frozenset[int] = frozenset()


def uses(
    library: SchemaLibrary,
    *columns: tuple[str, ...],
    subject: SheetSubject = SheetSubject.PEOPLE,
    merged: frozenset[int] = NOTHING,
) -> list[ColumnUse]:
    """Return where columns go, each given by its head and the texts below it."""
    book = tables(library)
    own = [table for table in book if table.name in TABLES[subject]]
    known = {target(table, column): column for table in own for column in table.columns if not column.key}
    heads, *rows = zip(*columns, strict=True)
    body = SheetBody([ColumnHead("", head) for head in heads], sheet("名册", *rows).rows, merged)
    return UseFinder(body, Vocabulary(subject, book), known, DIVISIONS).uses()


def test_numbers_go_by_their_lengths_and_not_by_their_heads(library: SchemaLibrary) -> None:
    identities = ("残疾证号", *(person.identity for person in PEOPLE))
    swapped = uses(library, ("身份证号", *(person.certificate for person in PEOPLE)), identities)
    assert [(use.target, use.sure, use.why) for use in swapped] == [
        ("残疾.残疾人证号", Sure.CERTAIN, "表头不是这样写的，号码是 20 位的残疾人证号。"),
        (Whole.IDENTITY, Sure.LIKELY, "表头是残疾人证，号码是 18 位的身份证号。"),
    ]
    (alone,) = uses(library, identities)
    assert (alone.target, alone.sure) == ("残疾.残疾人证号", Sure.DOUBTFUL)
    assert alone.why == "号码只有 18 位，像是身份证号，少了类别和等级两位。"
    (mixed,) = uses(library, ("证件号码", JIA.certificate, BING.certificate, WU.identity))
    assert (mixed.target, mixed.sure) == ("残疾.残疾人证号", Sure.DOUBTFUL)
    assert mixed.why == "2 格是 20 位的残疾人证号，1 格是 18 位的身份证号，导入时按位数分开。"


def test_numbers_that_excel_cut_stay_where_their_head_puts_them(library: SchemaLibrary) -> None:
    (cut,) = uses(library, ("残疾证号", "4.90626E+19", "4.90626E+19"))
    assert (cut.target, cut.sure, cut.why) == ("残疾.残疾人证号", Sure.DOUBTFUL, "看表头；号码都读不懂。")


def test_of_two_columns_for_one_target_the_surest_and_first_is_taken_and_the_other_told(library: SchemaLibrary) -> None:
    heads = ("残疾人手机号码", "联系电话", "手机", "")
    found = uses(library, *((head, f"1540000100{number}") for number, head in enumerate(heads)))
    assert [(use.target, use.why) for use in found] == [
        (LEFT_OUT, "和 B 栏都是 户.联系电话，只取 B 栏。"),
        ("户.联系电话", "看表头。"),
        (LEFT_OUT, "和 B 栏都是 户.联系电话，只取 B 栏。"),
        (LEFT_OUT, "像是电话；B 栏已经是 户.联系电话。"),
    ]


def test_what_stands_behind_a_helper_is_his_if_the_person_has_it_already(library: SchemaLibrary) -> None:
    found = uses(
        library, ("姓名", "示例甲"), ("联系电话", "15400001001"), ("帮扶人", "示例辰"), ("电话", "15400002001"),
        ("职务", "股长"), ("家庭住址", "安定镇示例村"), ("单位", "安定镇残联"),
    )  # fmt: skip
    assert [use.target for use in found] == [
        "成员.姓名", "户.联系电话", "结对.帮扶责任人", LEFT_OUT, LEFT_OUT, Whole.ADDRESS, LEFT_OUT,
    ]  # fmt: skip
    assert [use.why.rpartition(" ")[2] for use in found if use.target == LEFT_OUT] == [
        "责任人.移动手机。", "责任人.职务。", "看不出是哪一栏。",
    ]  # fmt: skip


def test_a_head_whose_values_cannot_be_is_not_believed(library: SchemaLibrary) -> None:
    (phones,) = uses(library, ("联系方式", "15400001001", "15400001002"), subject=SheetSubject.VISITS)
    assert (phones.target, phones.why) == (LEFT_OUT, "像是电话。")
    (ages,) = uses(library, ("出生日期", "65岁", "1990", "70岁"))
    assert (ages.target, ages.sure, ages.why) == ("成员.出生日期", Sure.DOUBTFUL, "看表头；3 格里只有 1 格读得懂。")


@pytest.mark.parametrize(
    ("values", "place", "why"),
    [
        (("安定镇", "汉昌街道"), "户.乡镇（街道）", "写的是乡镇、街道。"),
        (("平江县", "临湘市"), "户.县市区", "写的是县市区。"),
        (("平江县安定镇示例村3组", "长寿镇示例社区"), Whole.ADDRESS, "写的是地址。"),
        (("示例村", "示例社区"), "户.村（社区）", "写的是村、社区。"),
        (("肢体", "精神"), "残疾.残疾类别", "写的都是这一栏可以填的词。"),
        (("低保户", "低保边缘户"), "户.困难类型", "写的都是这一栏可以填的词。"),
        (("1", "2"), LEFT_OUT, "是编号。"),
        (("1", "1"), LEFT_OUT, "看不出是哪一栏。"),
        (("示例甲", "示例乙"), LEFT_OUT, "像是姓名，看不出是谁的。是责任人的，写 结对.帮扶责任人。"),
    ],
)
def test_what_stands_below_a_head_that_says_nothing(
    library: SchemaLibrary, values: tuple[str, ...], place: str, why: str
) -> None:
    (use,) = uses(library, ("列1", *values))
    assert (use.target, use.why) == (place, why)


def test_a_column_with_nothing_below_its_head_is_told(library: SchemaLibrary) -> None:
    found = uses(library, ("姓名", "示例甲"), ("联系电话", ""))
    assert [(use.target, use.why) for use in found] == [("成员.姓名", "看表头。"), (LEFT_OUT, "是空的。")]


def test_a_numbering_whose_cells_are_merged_is_that_of_households(library: SchemaLibrary) -> None:
    (use,) = uses(library, ("序号", "1", "", "2"), merged=frozenset((0,)))
    assert (use.target, use.sure) == ("户.户编号", Sure.LIKELY)


def test_the_only_days_of_a_sheet_are_theirs_if_it_needs_one(library: SchemaLibrary) -> None:
    (use,) = uses(library, ("列1", "2026-03-05"), subject=SheetSubject.OUTINGS)
    assert (use.target, use.why) == ("集体活动.日期", "写的是日期。")
    (use,) = uses(library, ("列1", "2026-03-05"), subject=SheetSubject.VISITS)
    assert use.target == LEFT_OUT  # of the visit, or of its entry: nobody can tell


def test_what_looks_the_same_goes_elsewhere_in_a_sheet_of_helpers(library: SchemaLibrary) -> None:
    found = uses(library, ("列1", "15400002001"), ("列2", JIA.identity), subject=SheetSubject.HELPERS)
    assert [(use.target, use.why) for use in found] == [
        ("责任人.移动手机", "写的是电话。"),
        (LEFT_OUT, "像是身份证号。"),
    ]
