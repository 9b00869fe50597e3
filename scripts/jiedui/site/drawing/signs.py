"""How a state or a value is shown: a sign, the word and a colour, so that meaning never rests on one of them alone."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from jiedui.reports.indicators import Indicator, IndicatorKind, Value
from jiedui.reports.wording import UNCOUNTED, number, share_in_column
from jiedui.site.drawing.markup import escape, html

if TYPE_CHECKING:
    from markupsafe import Markup


class Sign(NamedTuple):
    """A sign and the colour class that goes with it (``site.css``)."""

    mark: str
    mood: str


GOOD, LATE, WAIT, BAD, FREE, NONE, TARDY = (
    Sign("✓", "good"), Sign("补", "late"), Sign("…", "wait"), Sign("✗", "bad"), Sign("免", "free"), Sign("－", "none"),
    Sign("迟", "late"),
)  # fmt: skip

SIGNS: dict[str, Sign] = {
    # 联系
    "已完成": GOOD, "补录": LATE, "进行中": WAIT, "逾期": BAD, "豁免": FREE, "不计": NONE, "未到": Sign("·", "none"),
    # 一组户一个季度的联系
    "全部联系": GOOD, "有逾期": BAD, "没有任务": NONE,
    # 期限
    "严重逾期": BAD, "快到期": WAIT, "未到期": Sign("·", "none"),
    # 配额
    "达标": GOOD, "欠户": BAD, "宽限期": WAIT, "不作要求": NONE, "已离岗": Sign("离", "none"),
    "未到岗": Sign("未", "none"),
    # 入户五件事
    "迟完成": TARDY, "待完成": WAIT,
    # 集体活动
    "已参加": GOOD, "未参加": BAD, "不宜外出": FREE,
    # 惠残政策
    "已享受": GOOD, "符合未享受": BAD, "申请中": WAIT, "未通过": Sign("未", "late"), "不符合": NONE, "不愿": FREE,
    "待核": Sign("？", "wait"), "未填": NONE, "不适用": NONE, "不用再办": GOOD,
    # 防返贫监测
    "未申报": BAD, "已申报": WAIT, "已纳入": GOOD, "已消除": GOOD, "未消除": BAD,
    "疑似应享未享": Sign("？", "wait"), "请核实": Sign("？", "wait"), "已核实": GOOD, "信息不足": Sign("？", "none"),
    # 省平台
    "未录入": BAD, "待更新": WAIT, "已录入": GOOD,
    # 承诺
    "已兑现": GOOD, "迟兑现": TARDY, "超期": BAD,
    # 督办、会议和通报
    "已答复": GOOD, "逾期答复": TARDY, "待答复": WAIT, "逾期未答复": BAD, "缺": BAD,
    # 变动
    "新结对": GOOD, "换人": Sign("换", "late"), "恢复结对": GOOD, "终止": Sign("终", "none"),
    # 回访抽查
    "属实": GOOD, "部分属实": LATE, "不属实": BAD, "没有联系上": Sign("？", "wait"), "待回访": WAIT,
    # 需求
    "办理中": WAIT, "已办结": GOOD, "已终止": Sign("终", "none"), "已转出": Sign("转", "none"),
}  # fmt: skip


@lru_cache(maxsize=1 << 12)
def state(name: object, note: object = "") -> Markup:
    """Return a state as sign, word and colour; ``note`` becomes the text shown on pointing at it."""
    sign = SIGNS[str(name)]
    if note:
        return html(
            '<span class="jd-s {mood}" title="{note}">{mark} {name}</span>', note=note, name=name, **sign._asdict()
        )
    return html('<span class="jd-s {mood}">{mark} {name}</span>', name=name, **sign._asdict())


def mood(name: object) -> str:
    """Return the colour class of a state."""
    return SIGNS[str(name)].mood


def shown(indicator: Indicator, value: Value) -> Markup:
    """Return the value of an indicator with the sign and colour that its kind asks for; 不计算 where it has none."""
    if value is None:
        return escape(UNCOUNTED)
    text = share_in_column(value) if indicator.kind is IndicatorKind.RATE else number(value)
    sign = value_sign(indicator, value)
    if sign is None:
        return escape(text)
    return html('<span class="jd-n {mood}">{mark} {text}</span>', text=text, **sign._asdict())


def value_sign(indicator: Indicator, value: Value) -> Sign | None:
    """Return the sign of a value: ✓ where nothing is left to do, … where there is time, ✗ where something lacks."""
    if value is None or indicator.kind in (IndicatorKind.COUNT, IndicatorKind.RATE):
        return None
    if value == 0:
        return GOOD
    return WAIT if indicator.kind is IndicatorKind.OPEN else BAD
