"""What the columns of old workbooks are called: what each head names."""

from __future__ import annotations

import pytest

from jiedui.records.schema import SchemaLibrary
from jiedui.workbook.book.tables import tables
from jiedui.workbook.old.targets import Whole
from jiedui.workbook.old.vocabulary import HeadOwner, Vocabulary
from jiedui.workbook.old.words import SheetSubject


@pytest.fixture
def people(library: SchemaLibrary) -> Vocabulary:
    return Vocabulary(SheetSubject.PEOPLE, tables(library))


@pytest.mark.parametrize(
    ("head", "band", "place", "exact"),
    [
        ("姓 名", "", "成员.姓名", True),
        ("乡镇（街道）", "", "户.乡镇（街道）", True),
        ("类别", "残疾情况", "残疾.残疾类别", True),
        ("证号", "残疾人证", "残疾.残疾人证号", True),
        ("是否享受低保", "", "惠残政策.最低生活保障", False),
        ("残疾人联系电话", "", "户.联系电话", False),
        ("残疾类别、等级", "", Whole.DISABILITY, True),
        ("护理补贴（元/月）", "", "惠残政策.重度残疾人护理补贴", True),
        ("姓名", "帮扶人情况", "结对.帮扶责任人", True),
        ("联系方式", "帮扶责任人", "责任人.移动手机", True),
        ("结对时间", "结对干部", "结对.开始日期", True),
        ("帮扶干部单位", "", "责任人.单位部门", True),
        ("户主", "", Whole.HOUSEHOLDER, True),
        ("户主身份证号", "", Whole.HOUSEHOLDER_IDENTITY, True),
        ("户主电话", "", "户.联系电话", True),
    ],
)
def test_a_head_names_a_target(people: Vocabulary, head: str, band: str, place: str, exact: bool) -> None:  # noqa: FBT001
    heard = people.find(head, band)
    assert (heard.targets, heard.exact) == ((place,), exact)


@pytest.mark.parametrize(
    ("head", "why"),
    [
        ("监护人姓名", "说的是别人。"),
        ("家庭成员情况", "一格里写了几个人，分不开。在“成员”表里一人写一行。"),
        ("是否享受两项补贴", "一格里写了两项补贴，分不开。在“惠残政策”表里写两栏。"),
        (
            "是否参加医保、养老保险",
            "一格里有几件事：惠残政策.基本医疗保险、惠残政策.基本养老保险，分不开。",
        ),
        ("列1", ""),
        ("是否残疾人", ""),
        ("走访时间", "走访另做一张表，一次写一行。"),
        ("年龄（岁）", "年龄从出生日期算，不用填。"),
        ("第一季度", "一季一栏，分不开。走访另做一张表，一次写一行。"),
        ("经核实这一户残疾人的姓名和残疾证都有问题", ""),
    ],
)
def test_a_head_that_names_no_target_says_why_where_that_is_known(people: Vocabulary, head: str, why: str) -> None:
    assert people.find(head) == (*people.find(head)[:3], why)
    assert people.find(head).targets == ()


def test_the_same_head_names_something_else_where_the_rows_are_something_else(library: SchemaLibrary) -> None:
    found = {subject: Vocabulary(subject, tables(library)).find("姓名").targets for subject in SheetSubject}
    assert found == {
        SheetSubject.PEOPLE: ("成员.姓名",), SheetSubject.VISITS: (Whole.WHOSE,), SheetSubject.NEEDS: (Whole.WHOSE,),
        SheetSubject.OUTINGS: ("集体活动.参加人",), SheetSubject.HELPERS: ("责任人.姓名",),
    }  # fmt: skip
    visits = Vocabulary(SheetSubject.VISITS, tables(library))
    assert [visits.find(head).targets for head in ("联系方式", "走访人", "走访人单位", "联系电话")] == [
        ("走访.联系方式",), ("走访.联系人",), (), (),
    ]  # fmt: skip


def test_what_comes_behind_a_helper_may_be_his(people: Vocabulary, library: SchemaLibrary) -> None:
    assert (people.of_helper("性 别"), people.of_helper("备注")) == ("责任人.性别", "")
    assert people.find("帮扶人").owner is HeadOwner.HELPER
    assert Vocabulary(SheetSubject.HELPERS, tables(library)).of_helper("性别") == ""
