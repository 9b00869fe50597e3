"""What a spreadsheet made of a value: each cause by its name, and no number repeated."""

from __future__ import annotations

import pytest

from jiedui.records.spreadsheet import Misreading, cause

AS_TEXT = "在 Excel 里先把这一列设成“文本”格式，再重新填。"


@pytest.mark.parametrize(
    ("typed", "message", "suggestion"),
    [
        # 2025-01-01 is day 45658 for Excel; 255 days on, it is 13 September.
        ("45913", "是 Excel 的日期序号，不是日期。", "2025-09-13"),
        ("45913.0", "是 Excel 的日期序号，不是日期。", "2025-09-13"),
        ("10000", "是 Excel 的日期序号，不是日期。", "1927-05-18"),
        ("73050", "是 Excel 的日期序号，不是日期。", "2099-12-31"),
        ("2025-09-13 00:00:00", "后面多了时间。", "2025-09-13"),
        ("2025/9/13 0:00", "后面多了时间。", "2025-09-13"),
        ("2025-09-13T08:30:00.000", "后面多了时间。", "2025-09-13"),
        ("昨天", "写的是“昨天”，以后看不出是哪一天。", ""),
        ("上周三", "写的是“上周”，以后看不出是哪一天。", ""),
        ("11月25日", "没有写年份。", ""),
        ("11-25", "没有写年份。", ""),
        ("25.11.3", "的年份只写了两位。", ""),
    ],
)
@pytest.mark.parametrize("definition", ["date", "birth"])
def test_why_it_is_no_date(definition: str, typed: str, message: str, suggestion: str) -> None:
    told = cause(typed, definition, {})
    assert told is not None
    assert (told.message, told.suggestion) == (message, suggestion)


@pytest.mark.parametrize("typed", ["至今", "长期", "长期有效", "永久", "无", "没有", "-", "——", "到现在"])
def test_what_has_no_end_is_left_out(typed: str) -> None:
    remedy = "还没有结束的、长期有效的、没有的，删掉这一行；有的写年-月-日，例如 2026-03-05。"
    assert cause(typed, "date", {}) == Misreading("不是日期。", remedy)


@pytest.mark.parametrize(
    "typed", ["无法确定", "9999", "09999", "73051", "459130", "2025—09—13", "2025年", "2025-02-30 00:00:00", "甲"]
)
def test_what_no_cause_is_known_of(typed: str) -> None:
    assert cause(typed, "date", {}) is None


@pytest.mark.parametrize(
    ("typed", "message", "remedy"),
    [
        ("4.90603E+19", "是 Excel 的科学计数，后面的数字已经丢了。", f"对照原件重新填写；{AS_TEXT}"),
        ("4.90603197506093e19", "是 Excel 的科学计数，后面的数字已经丢了。", f"对照原件重新填写；{AS_TEXT}"),
        ("490603750609264", "只有 15 位，像是旧的身份证号。", "对照残疾人证填 20 位的证号。"),
        (
            "49060319750609264x", "只有 18 位，像是身份证号，少了残疾类别和等级。",
            "在后面补上两位：肢体二级是 42；再对照残疾人证核对。",
        ),
        ("49060319750609200000", "后五位都是 0，是 Excel 把后面的数字丢了。", f"对照残疾人证重新填写；{AS_TEXT}"),
        ("4906031975060926494", "写了 19 位，应当是 20 位。", ""),
        ("4906 0319 7506 0926 494", "写了 19 位，应当是 20 位。", ""),
    ],
)  # fmt: skip
def test_why_it_is_no_certificate(typed: str, message: str, remedy: str) -> None:
    assert cause(typed, "certificate", {"category": "肢体", "grade": "二级"}) == Misreading(message, remedy)


@pytest.mark.parametrize(
    ("beside", "said"),
    [
        ({"category": "视力", "grade": "一级"}, "视力一级是 11；再对照残疾人证核对。"),
        ({"category": "多重", "grade": "四级"}, "多重四级是 74；再对照残疾人证核对。"),
        ({"category": "力听", "grade": "一级"}, "残疾类别 1 位、等级 1 位，对照残疾人证填。"),
        ({"category": "视力"}, "残疾类别 1 位、等级 1 位，对照残疾人证填。"),
        ({"category": "视力", "grade": "五级"}, "残疾类别 1 位、等级 1 位，对照残疾人证填。"),
        ({"grade": "一级"}, "残疾类别 1 位、等级 1 位，对照残疾人证填。"),
        ({}, "残疾类别 1 位、等级 1 位，对照残疾人证填。"),
    ],
)
def test_the_last_two_digits_are_told_where_they_are_known(beside: dict[str, str], said: str) -> None:
    told = cause("490603197506092649", "certificate", dict(beside))
    assert told is not None
    assert told.remedy == f"在后面补上两位：{said}"


@pytest.mark.parametrize("definition", ["mobile", "phone", "landline"])
def test_why_it_is_no_phone(definition: str) -> None:
    told = cause("1.54E+10", definition, {})
    assert told == Misreading("是 Excel 的科学计数，后面的数字已经丢了。", f"对照原件重新填写；{AS_TEXT}")
    told = cause("15400001234.0", definition, {})
    assert told == Misreading("是 Excel 的小数，后面多了“.0”。", f"删掉“.0”，对照原件核对；{AS_TEXT}")
    assert cause("154000012", definition, {}) is None


def test_what_is_wrong_with_a_certificate_otherwise_is_not_guessed() -> None:
    assert cause("49060319750609264999", "certificate", {}) is None
    assert cause("490603甲", "certificate", {}) is None


@pytest.mark.parametrize("definition", ["", "line", "helper"])
def test_other_texts_are_not_looked_at(definition: str) -> None:
    assert cause("4.90603E+19", definition, {}) is None
    assert cause("45913", definition, {}) is None
