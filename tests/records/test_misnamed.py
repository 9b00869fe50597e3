"""Names that are nearly right: the cause is told and the right name suggested."""

from __future__ import annotations

import pytest

from jiedui.records.kinds import FOLDERS, ROOT
from jiedui.records.misnamed import Misnamed, impossible, misnamed

FOLDER = {folder.path: folder for folder in (ROOT, *FOLDERS)}
VISITS, HOME, EVENTS = "{unit}/households/{household}/visits", "{unit}/households/{household}", "{unit}/events"
HELPERS = "{unit}/helpers"
WIDE, BLANK, SUFFIX = (
    "文件名要改：有全角的字符，或者短横写得不对。",
    "文件名要改：有空格。",
    "文件名要改：后缀不是 .yml。",
)
CASE, DAY, NUMBER = (
    "文件名要改：字母大小写不对。",
    "文件名要改：日期没有写成 2026-03-05 这样。",
    "文件名要改：最后的次序写得不对。",
)


@pytest.mark.parametrize(
    ("folder", "name", "message", "right"),
    [
        (HOME, "Household.yml", CASE, "household.yml"), (HOME, "HOUSEHOLD.YML", CASE, "household.yml"),
        (HOME, "household.YML", CASE, "household.yml"), (HOME, "household.yaml", SUFFIX, "household.yml"),
        (HOME, "household", SUFFIX, "household.yml"), (HOME, "household.yml.txt", SUFFIX, "household.yml"),
        (HOME, "ｈousehold.yml", WIDE, "household.yml"), (HOME, "house hold.yml", BLANK, "household.yml"),
        (HOME, "Household .yaml", "文件名要改：有空格，后缀不是 .yml，字母大小写不对。", "household.yml"),
        ("", "Divisions.yml", CASE, "divisions.yml"), ("policy", "Quotas.yml", CASE, "quotas.yml"),
        ("{unit}", "Unit.yml", CASE, "unit.yml"), ("{unit}", "unit.yaml", SUFFIX, "unit.yml"),
        (HELPERS, "yyl-b-7k3q.yml", CASE, "YYL-B-7K3Q.yml"), (HELPERS, "YYL-B-7K3Q.txt", SUFFIX, "YYL-B-7K3Q.yml"),
        (HELPERS, "YYL_B_7K3Q.yml", WIDE, "YYL-B-7K3Q.yml"),
        ("{unit}/bulletins", "2026q3.yml", CASE, "2026Q3.yml"),
        (VISITS, "2026-11-25.yaml", SUFFIX, "2026-11-25.yml"), (VISITS, "2026-11-25.yml.txt", SUFFIX, "2026-11-25.yml"),
        (VISITS, "2026-11-25.yml.yml", SUFFIX, "2026-11-25.yml"), (VISITS, "2026-11-25", SUFFIX, "2026-11-25.yml"),
        (VISITS, "2026-11-25.YML", CASE, "2026-11-25.yml"),
        (VISITS, "2026-11-25 .yml", BLANK, "2026-11-25.yml"), (VISITS, "2026-11-25　.yml", BLANK, "2026-11-25.yml"),
        (VISITS, "２０２６-11-25.yml", WIDE, "2026-11-25.yml"), (VISITS, "2026－11－25.yml", WIDE, "2026-11-25.yml"),
        (VISITS, "2026—11—25.yml", WIDE, "2026-11-25.yml"), (VISITS, "2026_11_25.yml", WIDE, "2026-11-25.yml"),
        (VISITS, "20261125.yml", DAY, "2026-11-25.yml"), (VISITS, "2026.11.25.yml", DAY, "2026-11-25.yml"),
        (VISITS, "2026-3-5.yml", DAY, "2026-03-05.yml"), (VISITS, "2026年11月5日.yml", DAY, "2026-11-05.yml"),
        (VISITS, "2026-3-5-2.yml", DAY, "2026-03-05-2.yml"),
        (EVENTS, "20260305-meeting.yml", DAY, "2026-03-05-meeting.yml"),
        (EVENTS, "2026-03-05-Meeting.yml", CASE, "2026-03-05-meeting.yml"),
        (VISITS, "20261125.YAML", "文件名要改：后缀不是 .yml，日期没有写成 2026-03-05 这样。", "2026-11-25.yml"),
    ],
)  # fmt: skip
def test_the_cause_is_told_and_the_right_name(folder: str, name: str, message: str, right: str) -> None:
    assert misnamed(FOLDER[folder], name, is_folder=False) == Misnamed(message, f"改名为 {right}。", right)


@pytest.mark.parametrize(
    ("name", "right"),
    [
        ("2026-11-25-0.yml", "2026-11-25.yml"), ("2026-11-25-01.yml", "2026-11-25.yml"),
        ("2026-11-25-1.yml", "2026-11-25.yml"), ("2026-11-25-02.yml", "2026-11-25-2.yml"),
        ("2026-11-25-010.yml", "2026-11-25-10.yml"),
    ],
)  # fmt: skip
def test_the_first_of_a_day_has_no_number_and_the_second_is_2(name: str, right: str) -> None:
    remedy = f"同一天第一次的不写次序，第二次起写 -2、-3。改名为 {right}。"
    found = misnamed(FOLDER[VISITS], name, is_folder=False)
    assert found == Misnamed(NUMBER, remedy, right)


@pytest.mark.parametrize("mark", ["(1)", " (1)", "（1）", " - 副本", "-副本", " - Copy", " - 副本 (2)", " copy"])
def test_a_copy_is_deleted_or_is_the_second_of_the_day(mark: str) -> None:
    assert misnamed(FOLDER[VISITS], f"2026-11-25{mark}.yml", is_folder=False) == Misnamed(
        "文件名要改：有复制、下载时自动加的字。",
        "和 2026-11-25.yml 是同一份的，删掉这个文件；是同一天又一次的，改名为 2026-11-25-2.yml。",
        "2026-11-25.yml",
    )
    found = misnamed(FOLDER[HOME], f"household{mark}.yml", is_folder=False)
    assert found is not None
    assert found.remedy == "和 household.yml 是同一份的，删掉这个文件；不是的，改名为 household.yml。"


@pytest.mark.parametrize(
    ("folder", "name", "right"),
    [
        ("", "Yueyanglou", "yueyanglou"),
        ("{unit}", "Helpers", "helpers"),
        (HOME, "VISITS", "visits"),
        ("{unit}/households", "yyl-7k3q", "YYL-7K3Q"),
    ],
)
def test_folders_have_their_case_too(folder: str, name: str, right: str) -> None:
    assert misnamed(FOLDER[folder], name, is_folder=True) == Misnamed(
        "文件夹名要改：字母大小写不对。", f"改名为 {right}。", right
    )


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("2026-02-30.yml", "2026年2月只有28天，没有30日。"), ("2026-13-01.yml", "没有2026年13月这个月份。"),
        ("2026-04-31-2.yml", "2026年4月只有30天，没有31日。"),
        ("2025-02-29-meeting.yml", "2025年2月只有28天，没有29日。"),
    ],
)  # fmt: skip
def test_a_day_that_is_in_no_calendar_is_told_as_that(name: str, fault: str) -> None:
    told = Misnamed(f"文件名里的日期不存在：{fault}", "对照日历改成实际日期，和文件里写的一样。")
    assert impossible(name) == told


@pytest.mark.parametrize(
    "name", ["2024-02-29.yml", "2026-11-25-2.yml", "household.yml", "YYL-B-7K3Q.yml", "2026Q3.yml"]
)
def test_of_other_names_nothing_is_told(name: str) -> None:
    assert impossible(name) is None


def test_a_day_written_otherwise_has_to_be_in_the_calendar_too() -> None:
    found = misnamed(FOLDER[VISITS], "20260230.yml", is_folder=False)
    assert found is not None
    assert (found.message, found.suggestion) == ("文件名里的日期不存在：2026年2月只有28天，没有30日。", "")


@pytest.mark.parametrize(
    ("folder", "name", "is_folder", "message"),
    [
        (VISITS, "走访.yml", False, "文件名不是日期。"), (VISITS, "11-25.yml", False, "文件名不是日期。"),
        (HELPERS, "YYL-B-7K3O.yml", False, "文件名不是责任人编号。"),
        ("{unit}/households", "YYL-7K30", True, "文件夹名不是户编号。"),
        (VISITS, "2026-11-25.docx", False, None), (HOME, "notes.txt", False, None), (HOME, "照片", True, None),
        (HOME, "visits", False, None), ("{unit}/households", "YYL-7K3Q.yml", False, None),
    ],
)  # fmt: skip
def test_other_names_are_told_how_such_are_written_or_not_to_belong(
    folder: str, name: str, is_folder: object, message: str | None
) -> None:
    found = misnamed(FOLDER[folder], name, is_folder=bool(is_folder))
    assert (found and found.message) == message
