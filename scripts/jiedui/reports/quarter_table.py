"""The columns of a quarter's table: what each is called, what kind of value it has, and what it counts for whom."""

from __future__ import annotations

from enum import StrEnum

from jiedui.duties.shortfall import Shortfall
from jiedui.reports.definition import Definition, Whose
from jiedui.reports.indicators import BY_KEY as INDICATOR
from jiedui.reports.indicators import IndicatorKind
from jiedui.reports.wording import NOTHING, UNCOUNTED
from jiedui.struct import Struct

TITLE = "季度表的各栏"
SERVES: tuple[str, ...] = ("R-096",)


class Sort(StrEnum):
    """What kind of value a figure has: a number, one that may be a fraction, a share, or a change in points of one."""

    COUNT = "整数"
    AMOUNT = "数"
    SHARE = "百分数"
    POINTS = "百分点"

    @property
    def is_derived(self) -> bool:
        """Whether it follows from other figures."""
        return self in (Sort.SHARE, Sort.POINTS)


class Figure(Struct, frozen=True, kw_only=True):
    """One column of the quarter's table. Derived figures follow from others and are never corrected by themselves."""

    key: str
    group: str
    short: str
    title: str
    sort: Sort = Sort.COUNT
    definition: Definition

    def in_column(self, stored: str | int) -> str:
        """Return a value of a record as columns show it: shares and changes with one decimal each, or 不计算."""
        text = str(stored)
        if text == NOTHING:
            return UNCOUNTED
        if not self.sort.is_derived or "." in text:
            return text
        return f"{text.removesuffix('%')}.0{'%' if text.endswith('%') else ''}"


_KEPT, _RIPE = "已经办结的措施", "已经办结的和过了期限的措施"

# The days of a quarter's figures, as staff read them.
END, QUARTER, BEFORE = "季度最后一天", "本季度，结束以后算", "上一季度，本季度结束以后算"


# The indicators of the quarter that are called otherwise, and those whose value may be a fraction.
_INDICATORS = {"rate": "contact_rate", "needs_open": "needs", "intake_open": "intake"}
_AMOUNTS = ("have", "gap")


def _like(key: str, group: str, short: str, day: str) -> Figure:
    """Return a figure that is an indicator on a day of the quarter."""
    item = INDICATOR[_INDICATORS.get(key, key)]
    sort = Sort.SHARE if item.kind is IndicatorKind.RATE else Sort.AMOUNT if key in _AMOUNTS else Sort.COUNT
    return Figure(key=key, group=group, short=short, title=item.title, sort=sort, definition=item.definition.on(day))


FIGURES: tuple[Figure, ...] = (
    _like("roster", "结对", "名册", END),
    _like("paired", "结对", "已结对", END),
    _like("coverage", "结对", "覆盖率", END),
    Figure(
        key="helpers", group="配额", short="责任人", title="在岗帮扶责任人数",
        definition=Definition(numerator="在岗的帮扶责任人", whose=Whose.STAFF, day=END, clause="五(二)1"),
    ),
    _like("owed", "配额", "应", END),
    _like("have", "配额", "实", END),
    _like("gap", "配额", "差", END),
    Figure(
        key="short", group="配额", short="欠户人数", title="欠户的责任人数",
        definition=Definition(
            numerator="有欠户的帮扶责任人", whose=Whose.STAFF, day=END, clause="五(二)1", readings=("A-21", "A-26"),
        ),
    ),
    _like("due", "联系", "应联系", QUARTER),
    _like("met", "联系", "已联系", QUARTER),
    Figure(
        key="late", group="联系", short="补录", title="已联系里补录的户数",
        definition=Definition(
            numerator="本季度补录的家庭", whose=Whose.PERIOD, day=QUARTER, clause="五(四)3", readings=("A-14",),
        ),
    ),
    Figure(
        key="overdue", group="联系", short="逾期", title="本季逾期户数",
        definition=Definition(
            numerator="本季度要联系、一次也没有联系的家庭", whose=Whose.PERIOD, day=QUARTER, clause="五(四)3",
            readings=("A-06", "A-14"),
        ),
    ),
    Figure(
        key="exempt", group="联系", short="豁免", title="本季豁免户数",
        definition=Definition(
            numerator="本季度豁免的家庭", whose=Whose.PERIOD, day=QUARTER, clause="五(四)3", readings=("A-11", "A-23"),
        ),
    ),
    _like("rate", "联系", "联系率", QUARTER),
    Figure(
        key="rate_before", group="联系", short="上季", title="上季联系率", sort=Sort.SHARE,
        definition=Definition(
            numerator="上季已联系户数", denominator="上季应联系户数", whose=Whose.PERIOD, day=BEFORE, clause="五(四)3",
            readings=("A-06", "A-07"),
        ),
    ),
    Figure(
        key="rate_change", group="联系", short="升降", title="联系率比上季升降（百分点）", sort=Sort.POINTS,
        definition=Definition(
            numerator="本季联系率减上季联系率", whose=Whose.PERIOD, day=QUARTER, clause="五(四)3",
            readings=("A-06", "A-07"),
        ),
    ),
    Figure(
        key="needs_raised", group="需求", short="本季提出", title="本季提出的需求项数",
        definition=Definition(numerator="本季度提出的需求", whose=Whose.RAISED, day=QUARTER, clause="四"),
    ),
    Figure(
        key="needs_closed", group="需求", short="本季办结", title="本季办结的需求项数",
        definition=Definition(numerator="本季度办结的需求", whose=Whose.CLOSED, day=QUARTER, clause="四"),
    ),
    _like("needs_open", "需求", "未办结", END),
    Figure(
        key="needs_overdue", group="需求", short="超期", title="措施超期的需求项数",
        definition=Definition(
            numerator="没有办结、有措施过了期限的需求", whose=Whose.DAY, day=END, clause="二(二)",
        ),
    ),
    Figure(
        key="promises_ripe", group="累计承诺", short="到期", title="到期和已办的措施项数",
        definition=Definition(numerator=_RIPE, whose=Whose.PROMISE, day=END, clause="二(二)"),
    ),
    Figure(
        key="promises_kept", group="累计承诺", short="已兑现", title="已办结的措施项数",
        definition=Definition(numerator=_KEPT, whose=Whose.PROMISE, day=END, clause="二(二)"),
    ),
    Figure(
        key="promise_rate", group="累计承诺", short="兑现率", title="承诺兑现率", sort=Sort.SHARE,
        definition=Definition(
            numerator=_KEPT, denominator=_RIPE, whose=Whose.PROMISE, day=END, clause="二(二)",
        ),
    ),
    _like("intake_open", "入户", "五件事未齐", END),
    *(
        Figure(
            key=key, group="名单", short=short, title=f"{name.value}户数",
            definition=Definition(
                numerator=f"列入“{name.value}”名单的家庭", whose=Whose.PERIOD, day=day, clause="六(二)",
                readings=("A-20",),
            ),
        )
        for key, name, short, day in (
            ("list_measures", Shortfall.MEASURES, "措施", END),
            ("list_contact", Shortfall.CONTACT, "联络", QUARTER),
            ("list_results", Shortfall.RESULTS, "成效", END),
        )
    ),
)  # fmt: skip

# Whether households are paired at all says nothing of those who answer for them.
BY_STAFF = tuple(figure for figure in FIGURES if figure.definition.whose is not Whose.RESIDENCE)
BY_KEY = {figure.key: figure for figure in FIGURES}
COMPARED = tuple(figure for figure in FIGURES if not figure.sort.is_derived)
