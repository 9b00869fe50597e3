"""Columns are known by their heads, under titles and in any order; rows say what their cells do."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiedui.reports.comparison.listed import Listed, ListedNumber
from jiedui.workbook.list_columns import ListFault, ListReading, Says, read_rows
from jiedui.workbook.list_file import ListSheet
from jiedui.workbook.list_heads import ListField

NUMBER = "490602195803121017"


def read(*rows: tuple[str, ...], says: Says | None = None, name: str = "名单") -> ListReading:
    found = read_rows([ListSheet(name, rows)], says)
    assert found is not None
    return found


def one(heads: tuple[str, ...], *cells: str, says: Says | None = None) -> Listed:
    (row,) = read(("姓名", *heads), ("示例乙", *cells), says=says).rows
    return row


def test_the_heads_are_found_below_a_title() -> None:
    found = read(
        ("某县死亡人员姓名册",),
        ("",),
        ("序号", "姓 名", "公民身份号码", "死亡日期"),
        ("1", "示例乙", NUMBER, "2026年3月5日"),
    )
    assert found.rows == (
        Listed(place="第 4 行", name="示例乙", number=ListedNumber(holder=NUMBER), died=True, died_on=date(2026, 3, 5)),
    )
    assert found.faults == ()
    assert found.fields == {ListField.NAME, ListField.IDENTITY, ListField.DIED}


@pytest.mark.parametrize(
    ("head", "field"),
    [
        ("残疾人证号码", ListField.CERTIFICATE), ("*身份证号（必填）", ListField.IDENTITY),
        ("证件号码", ListField.IDENTITY),
        ("残疾人证状态", ListField.STATE), ("残疾人证有效期至", ListField.EXPIRES), ("户口迁出日期", ListField.MOVED),
        ("残疾类别", ListField.CATEGORY), ("残疾等级", ListField.GRADE), ("低保停发日期", ListField.AID_UNTIL),
        ("注销原因", ListField.REASON), ("火化日期", ListField.DIED), ("低保类别", ListField.AID),
    ],
)  # fmt: skip
def test_a_head_is_known_by_the_longest_word_in_it(head: str, field: ListField) -> None:
    assert read(("姓名", head), ("示例乙", "")).fields == {ListField.NAME, field}


def test_a_list_without_a_head_that_tells_who_is_none() -> None:
    assert read_rows([ListSheet("名单", (("序号", "日期"), ("1", "2026-03-05")))]) is None


def test_every_sheet_is_read_and_named() -> None:
    sheets = [ListSheet(name, (("姓名", "死亡日期"), ("示例乙", "2026-03-05"))) for name in ("一月", "二月")]
    found = read_rows([*sheets, ListSheet("说明", (("怎么填",),))])
    assert found is not None
    assert [row.place for row in found.rows] == ["“一月”第 2 行", "“二月”第 2 行"]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-03-05", date(2026, 3, 5)), ("2026/3/5", date(2026, 3, 5)), ("20260305", date(2026, 3, 5)),
        ("2026-03-05 08:30:00", date(2026, 3, 5)), ("46086", date(2026, 3, 5)), ("3月5日", None),
    ],
)  # fmt: skip
def test_days_are_read_as_people_and_excel_write_them(text: str, day: date | None) -> None:
    # 46086 days after 1899-12-30 is 2026-03-05.
    assert one(("死亡日期",), text).died_on == day


@pytest.mark.parametrize(
    ("text", "state"), [("已注销", "注销"), ("冻结", "冻结"), ("过期", "过期"), ("正常", ""), ("未冻结", "")]
)
def test_the_state_of_a_certificate(text: str, state: str) -> None:
    assert one(("证件状态",), text).certificate == state


def test_category_and_grade_come_from_their_columns_or_from_the_number() -> None:
    row = one(("残疾人证号", "残疾类别", "残疾等级"), f"{NUMBER}41", "精神残疾", "Ⅱ级")
    assert (row.category, row.grade) == ("精神", "二级")
    row = one(("残疾人证号",), f"{NUMBER}41")
    assert (row.category, row.grade) == ("肢体", "一级")
    assert one(("残疾等级",), "3级").grade == "三级"


def test_aid_and_its_end() -> None:
    row = one(("救助类型", "停发日期"), "农村低保", "2026-06-01")
    assert (row.aid, row.aid_ended, row.aid_until) == ("低保", True, date(2026, 6, 1))
    row = one(("救助类型", "停发日期"), "特困人员集中供养", "")
    assert (row.aid, row.aid_ended, row.aid_until) == ("集中特困", False, None)


@pytest.mark.parametrize(
    ("head", "text", "told"),
    [
        ("死亡日期", "2026年3月", True), ("死亡日期", "3月5日", True), ("死亡日期", "健在", False),
        ("死亡日期", "—", False), ("死亡日期", "未死亡", False), ("死亡日期", "在世", False),
        ("死亡日期", "非正常死亡", True), ("死亡日期", "未知", True), ("迁往地址", "没有迁出", False),
        ("迁往地址", "长沙市", True), ("迁往地址", "无", False),
    ],
)  # fmt: skip
def test_what_happened_on_a_day_that_cannot_be_read_happened_all_the_same(head: str, text: str, *, told: bool) -> None:
    row = one((head,), text)
    assert (row.died or row.moved, row.died_on, row.moved_on) == (told, None, None)


def test_where_somebody_lives_now_tells_no_move() -> None:
    assert read(("姓名", "现户籍地"), ("示例乙", "平江县")).fields == {ListField.NAME}


@pytest.mark.parametrize(
    ("kind", "until", "ended"), [("低保", "无", False), ("已退出低保", "", True), ("低保", "2027-01", True)]
)
def test_aid_that_is_said_to_have_ended_has(kind: str, until: str, *, ended: bool) -> None:
    row = one(("救助类型", "停发日期"), kind, until)
    assert (row.aid, row.aid_ended, row.aid_until) == ("低保", ended, None)


@pytest.mark.parametrize(
    ("head", "text"),
    [("致贫原因", "丈夫去世"), ("备注", "查无死亡信息"), ("证件状态", "即将到期"), ("证件状态", "已解除冻结")],
)
def test_words_about_somebody_or_something_else_tell_nothing(head: str, text: str) -> None:
    row = one((head,), text)
    assert (row.died, row.certificate) == (False, "")


def test_the_person_is_the_one_that_the_list_is_about() -> None:
    heads = ("申报人姓名", "申报人身份证号", "死者姓名", "死者身份证号", "死亡日期", "低保证号")
    row = read(heads, ("示例甲", "490602193001010017", "示例乙", NUMBER, "2026-03-05", "12345")).rows[0]
    assert (row.name, row.number) == ("示例乙", ListedNumber(holder=NUMBER))


def test_the_name_of_a_sheet_bears_no_number() -> None:
    sheets = [ListSheet(name, (("姓名", "死亡日期"), ("示例乙", "2026-03-05"))) for name in (NUMBER, "二月")]
    found = read_rows(sheets)
    assert found is not None
    assert all("4906" not in row.place for row in found.rows)


def test_a_reason_may_tell_a_death_or_a_move() -> None:
    assert one(("停发原因",), "因病死亡").died
    assert one(("注销原因",), "户口迁出").moved
    row = one(("注销原因",), "本人申请")
    assert (row.died, row.moved) == (False, False)


@pytest.mark.parametrize(
    ("says", "told"),
    [
        (Says.DIED, {"died": True}), (Says.MOVED, {"moved": True}), (Says.CANCELLED, {"certificate": "注销"}),
        (Says.FROZEN, {"certificate": "冻结"}), (Says.EXPIRED, {"certificate": "过期"}),
        (Says.NO_AID, {"aid": "低保", "aid_ended": True}),
    ],
)  # fmt: skip
def test_what_a_list_of_names_says_is_told_beside_it(says: Says, told: dict[str, object]) -> None:
    assert one((), says=says) == Listed(place="第 2 行", name="示例乙", **told)  # type: ignore[arg-type]  # by its names
    assert not read(("姓名",), ("示例乙",)).tells
    assert read(("姓名",), ("示例乙",), says=says).tells


def test_a_number_is_read_with_blanks_apostrophes_and_full_width() -> None:
    row = one(("身份证号",), "'４９０６０２ 19580312 1017")
    assert row.number == ListedNumber(holder=NUMBER)


def test_the_certificate_goes_before_the_identity_and_each_stands_in_for_the_other() -> None:
    heads = ("身份证号", "残疾人证号")
    assert one(heads, NUMBER, f"{NUMBER}41").number == ListedNumber(holder=NUMBER, category="肢体", grade="一级")
    assert one(heads, NUMBER, "见附件").number == ListedNumber(holder=NUMBER)


@pytest.mark.parametrize(
    ("head", "cell", "message"),
    [
        ("身份证号", f"{NUMBER[:17]}8", "号码不完整，或者抄错了（校验码不对）。"),
        ("身份证号", "4.90602E+17", "号码是 Excel 的科学计数，后面的数字已经丢了。"),
        ("身份证号", "4.90602e17", "号码是 Excel 的科学计数，后面的数字已经丢了。"),
        ("身份证号", f"{NUMBER[:15]}000", "号码后三位都是 0，是 Excel 把后面的数字丢了。"),
        ("身份证号", "4906#", "号码里隐去几位的写法读不懂。隐去的每一位写成一个 * 再比。"),
        ("残疾人证号", "49060219580312100000", "号码后五位都是 0，是 Excel 把后面的数字丢了。"),
        ("残疾人证号", NUMBER[:16], "号码写了 16 位，应当是 20 位。"),
    ],
)
def test_a_number_that_cannot_be_read_is_a_fault_without_the_number(head: str, cell: str, message: str) -> None:
    found = read(("姓名", head), ("示例乙", cell))
    assert (found.rows, found.faults) == ((), (ListFault("第 2 行", message),))


def test_rows_that_name_nobody_are_passed_over() -> None:
    found = read(("姓名", "死亡日期"), ("", ""), ("", "2026-03-05"), ("示例乙", "2026-03-05"), ("合计",))
    assert [(row.place, row.name) for row in found.rows] == [("第 4 行", "示例乙"), ("第 5 行", "合计")]


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("多重（肢体、言语）", "多重"), ("肢体、言语", "多重"), ("肢体残疾", "肢体"), ("多重", "多重"), ("", ""),
        ("其他", ""), ("肢残", "肢体"), ("语言残疾", "言语"), ("听力、语言", "多重"),
    ],
)  # fmt: skip
def test_several_categories_are_one_of_several(text: str, category: str) -> None:
    assert one(("残疾类别",), text).category == category


@pytest.mark.parametrize(
    ("text", "grade"),
    [
        ("１级", "一级"), ("I级", "一级"), ("Ⅰ级", "一级"), ("Ⅲ", "三级"), ("壹级", "一级"), ("4", "四级"),
        ("二级", "二级"),
        ("二", "二级"), ("肢体三级、言语二级", "二级"), ("未评", ""),
    ],
)  # fmt: skip
def test_grades_are_read_in_every_kind_of_digits(text: str, grade: str) -> None:
    assert one(("残疾等级",), text).grade == grade


@pytest.mark.parametrize("hidden", ["*", "●", "•", "#", "x", "X", "＊", "·", "_", "■", "〇", "-", "—", "～"])
def test_whatever_hides_digits_is_a_mask(hidden: str) -> None:
    row = one(("身份证号", "死亡日期"), f"490602{hidden * 8}1017", "2026-03-05")
    assert row.number == ListedNumber(mask="490602********1017")


def test_what_hides_the_end_of_a_number_is_a_mask_and_a_check_digit_is_none() -> None:
    assert one(("身份证号",), "490602XXXXXXXXXXXX").number == ListedNumber(mask="490602" + "*" * 12)
    assert one(("身份证号",), "490602……1017").number == ListedNumber(mask="490602******1017")
    certificate = one(("残疾人证号",), "49060219300101005X41").number
    assert certificate
    assert (certificate.holder, certificate.category, certificate.grade) == ("49060219300101005X", "肢体", "一级")


@pytest.mark.parametrize("dress", ["'{}", '="{}"', " {} ", "４９０６０２{}"])
def test_a_number_is_read_through_its_dress(dress: str) -> None:
    text = dress.format(NUMBER if "４" not in dress else NUMBER[6:])
    assert one(("身份证号",), text).number == ListedNumber(holder=NUMBER)


def test_rows_without_a_person_and_sheets_without_a_head_are_told_with_their_number() -> None:
    found = read_rows([
        ListSheet("一月", (("姓名", "身份证号", "死亡日期"), ("示例乙", NUMBER, "2026-03-05"), ("", "", "2026-03-06"))),
        ListSheet("二月", (("示例丙", NUMBER, "2026-03-07"), ("示例丁", NUMBER, "2026-03-08"))),
        ListSheet("说明", (("怎么填",),)),
    ])  # fmt: skip
    assert found is not None
    assert [(fault.place, fault.rows) for fault in found.faults] == [("“一月”第 3 行", 1), ("“二月”", 2)]
    assert found.faults[0].message == "没有姓名，也没有号码，没有读。合并的单元格取消合并、每行填满再比。"
    assert found.faults[1].message == "没有写“姓名”“身份证号”的表头，2 行没有读。补上表头再比。"


@pytest.mark.parametrize(("text", "told"), [("26/3/5", 1), ("2026-02-30", 1), ("2026.3.5", 0), ("无", 0)])
def test_a_day_that_says_none_is_told_and_the_row_is_read(text: str, told: int) -> None:
    found = read(("姓名", "残疾证有效期"), ("示例乙", text))
    assert len(found.rows) == 1
    assert [fault.message for fault in found.unread] == ["“有效期”一格读不出是哪天，没有比。"] * told


NUMBERS = (NUMBER, f"'{NUMBER}", f'="{NUMBER}"', " ".join((NUMBER[:6], NUMBER[6:14], NUMBER[14:])),
           f"{NUMBER[:6]}-{NUMBER[6:]}", "４９０６０２１９５８０３１２１０１７")  # fmt: skip
DAYS = (
    "2026-03-05",
    "2026/3/5",
    "2026.3.5",
    "2026年3月5日",
    "20260305",
    "46086",
    "2026-03-05 00:00:00",
    "２０２６年３月５日",
)
CATEGORIES = ("肢体", "肢体残疾", " 肢体 ", "肢体（下肢）")
GRADES = ("一级", "1级", "Ⅰ级", "壹级", "1")


@given(st.sampled_from(NUMBERS), st.sampled_from(DAYS), st.sampled_from(CATEGORIES), st.sampled_from(GRADES))
def test_a_row_says_the_same_in_every_dress(number: str, day: str, category: str, grade: str) -> None:
    heads = ("身份证号", "死亡日期", "残疾类别", "残疾等级")
    plain = one(heads, NUMBER, "2026-03-05", "肢体", "一级")
    assert one(heads, number, day, category, grade) == plain


def test_rows_that_no_head_stands_above_are_told_with_their_number() -> None:
    heads, row = ("姓名", "身份证号", "死亡日期"), ("示例乙", NUMBER, "2026-03-05")
    found = read(("名单", "2026-11-20"), row, (*row[:1], NUMBER[:17] + "8", row[2]), heads, row)
    assert [(fault.place, fault.rows) for fault in found.faults] == [("表头上面", 2)]
    # Of a sheet without heads the days tell that its rows are of somebody.
    second = ListSheet("二月", (("二月名单",), ("示例丙", "2026-02-05"), ("示例丁", "2026-02-06")))
    both = read_rows([ListSheet("一月", (heads, row)), second])
    assert both is not None
    assert [(fault.place, fault.rows) for fault in both.faults] == [("“二月”", 2)]


def test_a_cell_that_is_merged_with_one_above_says_the_same_but_names_nobody() -> None:
    rows = (("姓名", "证件状态"), ("示例乙", "注销"), ("示例丙", ""), ("", ""))
    found = read_rows([ListSheet("名单", rows, {(2, 1): "注销", (3, 0): "示例丙"})])
    assert found is not None
    assert [(row.name, row.certificate) for row in found.rows] == [("示例乙", "注销"), ("示例丙", "注销")]


def test_a_grade_may_stand_behind_the_category() -> None:
    row = one(("残疾类别及等级",), "肢体二级")
    assert (row.category, row.grade) == ("肢体", "二级")
    assert one(("残疾类别",), "4").grade == ""


def test_what_is_no_category_or_grade_is_told() -> None:
    found = read(("姓名", "残疾类别", "残疾等级"), ("示例乙", "其他", "重度"), ("示例丙", "无", "未评"))
    assert [(fault.place, fault.message) for fault in found.unread] == [
        ("第 2 行", "“残疾类别”一格读不懂，没有比。"), ("第 2 行", "“残疾等级”一格读不懂，没有比。"),
    ]  # fmt: skip


def test_a_masked_name_is_nobody_without_a_whole_number() -> None:
    found = read(("姓名", "身份证号"), ("示*", NUMBER), ("示某", f"{NUMBER[:6]}********1017"), ("示●乙", ""))
    assert [(row.name, row.number) for row in found.rows] == [("", ListedNumber(holder=NUMBER))]
    told = "姓名隐去了字，号码也不完整，认不出是谁，没有比。"
    assert found.faults == (ListFault("第 3 行", told), ListFault("第 4 行", told))


@pytest.mark.parametrize("mark", ["_", "·", ".", "–", "——", "−"])
def test_a_number_is_read_in_parts(mark: str) -> None:
    text = mark.join((NUMBER[:6], NUMBER[6:14], NUMBER[14:]))
    assert one(("身份证号",), text).number == ListedNumber(holder=NUMBER)
