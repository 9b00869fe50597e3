"""The indicators: every figure that pages show, defined once (指标口径).

The overview takes its columns from here, the unit page its numbers, the page 指标口径 its explanations.
"""

from __future__ import annotations

from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING

from jiedui.duties.contact import ContactState
from jiedui.reports.definition import Definition, Whose
from jiedui.reports.wording import UNCOUNTED, number, share_in_column
from jiedui.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Callable

    from jiedui.reports.groups import GroupFigures

Value = Fraction | int | None


class IndicatorKind(StrEnum):
    """What a value says by itself: how many, what share, how many still to do in time, how many lacking."""

    COUNT = "数量"
    RATE = "比率"
    OPEN = "待办"
    LACK = "欠缺"


class Indicator(Struct, frozen=True, kw_only=True):
    """One indicator. ``short`` heads its column below ``group``; ``anchor`` names the place on a unit's pages that
    lists exactly the rows behind the value; the texts explain it to staff: what is counted, for whom, on which ``day``.
    A value of ``None`` means that nothing is asked for.
    """

    key: str
    group: str
    short: str
    title: str
    kind: IndicatorKind
    unit: str
    clause: str
    requirement: str
    readings: tuple[str, ...] = ()
    formula: str
    numerator: str
    denominator: str = ""
    whose: Whose
    day: str
    anchor: str
    value: Callable[[GroupFigures], Value]
    on_overview: bool = True

    @property
    def definition(self) -> Definition:
        """What it is, for whoever signs a figure of it."""
        return Definition(
            numerator=self.numerator,
            denominator=self.denominator,
            whose=self.whose,
            day=self.day,
            clause=self.clause,
            readings=self.readings,
        )

    def with_unit(self, value: Value) -> str:
        """Return a value as it stands by itself: a share with one decimal, a count with its unit, or 不计算."""
        if value is None:
            return UNCOUNTED
        return share_in_column(value) if self.kind is IndicatorKind.RATE else f"{number(value)} {self.unit}"


NOW, QUARTER = "统计日", "本季度，算到统计日"

INDICATORS: tuple[Indicator, ...] = (
    Indicator(
        key="roster", group="结对", short="名册", title="摸底名册户数",
        kind=IndicatorKind.COUNT, unit="户", clause="三(二)", requirement="R-021", readings=("A-16", "A-29"),
        formula="统计日在册、符合帮扶对象条件（或写明例外理由）的家庭有多少户。",
        numerator="在册并符合条件的家庭",
        whose=Whose.DAY, day=NOW,
        anchor="unit#roster", value=lambda group: len(group.coverage.roster),
    ),
    Indicator(
        key="paired", group="结对", short="已结对", title="已结对户数",
        kind=IndicatorKind.COUNT, unit="户", clause="三(二)", requirement="R-021", readings=("A-19",),
        formula="名册里，统计日有主责帮扶责任人的家庭有多少户。一户有几名残疾人也只算一户。",
        numerator="名册里有主责帮扶责任人的家庭",
        whose=Whose.DAY, day=NOW,
        anchor="unit#paired", value=lambda group: len(group.coverage.paired),
    ),
    Indicator(
        key="coverage", group="结对", short="覆盖率", title="结对覆盖率",
        kind=IndicatorKind.RATE, unit="%", clause="三(二)", requirement="R-021", readings=("A-16", "A-29"),
        formula="已结对户数 ÷ 摸底名册户数。名册是空的，不计算。",
        numerator="已结对户数", denominator="摸底名册户数",
        whose=Whose.RESIDENCE, day=NOW,
        anchor="unit#roster", value=lambda group: group.coverage_rate,
    ),
    Indicator(
        key="participation", group="结对", short="参与率", title="在岗人员参与率",
        kind=IndicatorKind.RATE, unit="%", clause="二(一)", requirement="R-011",
        formula="统计日有结对（主责或协助都算）的在岗人员 ÷ 全部在岗人员。没有户数要求的人员也在内，社会力量不在内。",
        numerator="有结对的在岗人员", denominator="在岗人员",
        whose=Whose.STAFF, day=NOW,
        anchor="unit#helpers", value=lambda group: group.participation_rate, on_overview=False,
    ),
    Indicator(
        key="hard_share", group="结对", short="领导帮重点", title="领导结对的户中属于重点情形的比率",
        kind=IndicatorKind.RATE, unit="%", clause="二(一)", requirement="R-010", readings=("A-15",),
        formula="领导主责的家庭里，属于任何一种重点帮扶情形的 ÷ 领导主责的全部家庭。领导没有结对的，不计算。",
        numerator="领导主责、属于重点帮扶情形的家庭", denominator="领导主责的家庭",
        whose=Whose.STAFF, day=NOW,
        anchor="unit#helpers", value=lambda group: group.hard_share, on_overview=False,
    ),
    Indicator(
        key="owed", group="配额", short="应", title="应结对户数",
        kind=IndicatorKind.COUNT, unit="户", clause="五(二)1", requirement="R-060",
        readings=("A-01", "A-02", "A-03", "A-05", "A-26"),
        formula="在岗帮扶责任人各自至少要联系帮扶的户数之和。新任职和户数要求变了的，在宽限期里按宽限期里的数。",
        numerator="每名在岗帮扶责任人的应结对户数，相加",
        whose=Whose.STAFF, day=NOW,
        anchor="quota#q", value=lambda group: group.quota.owed,
    ),
    Indicator(
        key="have", group="配额", short="实", title="实结对户数",
        kind=IndicatorKind.COUNT, unit="户", clause="五(二)1", requirement="R-060", readings=("A-19", "A-25"),
        formula="在岗帮扶责任人统计日主责的户数之和。协助不算。",
        numerator="每名在岗帮扶责任人主责的户数，相加",
        whose=Whose.STAFF, day=NOW,
        anchor="quota#q", value=lambda group: group.quota.have,
    ),
    Indicator(
        key="gap", group="配额", short="差", title="欠户数",
        kind=IndicatorKind.LACK, unit="户", clause="五(二)1", requirement="R-060", readings=("A-21", "A-26"),
        formula="每名在岗帮扶责任人应减实，不足的部分相加。一个人多出来的户，不抵别人的差；宽限期里的不算。",
        numerator="每名帮扶责任人的应减实（不小于零、过了宽限期），相加",
        whose=Whose.STAFF, day=NOW,
        anchor="unit#short", value=lambda group: group.quota.gap,
    ),
    Indicator(
        key="due", group="本季联系", short="应联系", title="本季应联系户数",
        kind=IndicatorKind.COUNT, unit="户", clause="五(四)3", requirement="R-084", readings=("A-06", "A-10", "A-11"),
        formula="本季度有联系任务的家庭：已完成、补录、进行中、逾期四种状态之和。豁免和不计的不在内。",
        numerator="本季度要联系的家庭",
        whose=Whose.PERIOD, day=QUARTER,
        anchor="contact#now", value=lambda group: len(group.contact_now.due),
    ),
    Indicator(
        key="met", group="本季联系", short="已联系", title="本季已联系户数",
        kind=IndicatorKind.COUNT, unit="户", clause="五(四)3", requirement="R-084",
        readings=("A-07", "A-08", "A-11", "A-12", "A-23", "A-27"),
        formula="本季度有联系任务、帮扶责任人至少联系过一次的家庭，含补录。豁免和不计的联系过也不在内。",
        numerator="本季度已完成和补录的家庭",
        whose=Whose.PERIOD, day=QUARTER,
        anchor="contact#now-met", value=lambda group: len(group.contact_now.met),
    ),
    Indicator(
        key="running", group="本季联系", short="进行中", title="本季进行中户数",
        kind=IndicatorKind.OPEN, unit="户", clause="五(四)3", requirement="R-084", readings=("A-06",),
        formula="本季度要联系、还没有联系，季度也还没有结束的家庭。",
        numerator="本季度进行中的家庭",
        whose=Whose.PERIOD, day=QUARTER,
        anchor="contact#now-running", value=lambda group: len(group.contact_now.of(ContactState.RUNNING)),
    ),
    Indicator(
        key="contact_rate", group="本季联系", short="联系率", title="本季联系率",
        kind=IndicatorKind.RATE, unit="%", clause="五(四)3", requirement="R-084", readings=("A-06", "A-07"),
        formula="本季已联系户数 ÷ 本季应联系户数。没有应联系的，不计算。",
        numerator="本季已联系户数", denominator="本季应联系户数",
        whose=Whose.PERIOD, day=QUARTER,
        anchor="contact#now", value=lambda group: group.contact_now.rate, on_overview=False,
    ),
    Indicator(
        key="overdue_closed", group="联系逾期", short="上季", title="最近结束季度逾期户数",
        kind=IndicatorKind.LACK, unit="户", clause="五(四)3", requirement="R-084", readings=("A-06", "A-14"),
        formula="最近一个已经结束的季度里，该联系、一次也没有联系的家庭。本季度没有结束，不会有逾期。",
        numerator="最近结束的季度逾期的家庭",
        whose=Whose.PERIOD, day="最近结束的季度，结束以后算",
        anchor="contact#last-overdue",
        value=lambda group: len(group.overdue_last) if group.figures.closed_quarter else None,
    ),
    Indicator(
        key="overdue_ever", group="联系逾期", short="累计", title="累计逾期户次",
        kind=IndicatorKind.LACK, unit="户次", clause="五(四)3", requirement="R-084", readings=("A-06", "A-13"),
        formula="从方案开始到统计日，逾期的“户 × 季度”有多少。一户逾期两个季度，算两个户次。",
        numerator="逾期的户和季度",
        whose=Whose.PERIOD, day="方案开始以来结束的各个季度，结束以后算",
        anchor="contact#overdue", value=lambda group: group.overdue_ever,
    ),
    Indicator(
        key="intake", group="其他工作", short="五件事未齐", title="入户五件事未齐户数",
        kind=IndicatorKind.LACK, unit="户", clause="五(四)2", requirement="R-081", readings=("A-10",),
        formula="现任主责的入户五件事（入户、登记表、联系卡、现场困难、录入平台）有一件没有做的家庭。",
        numerator="五件事没有做齐的家庭",
        whose=Whose.DAY, day=NOW,
        anchor="intake#u", value=lambda group: len(group.intake_open),
    ),
    Indicator(
        key="needs", group="其他工作", short="需求未办结", title="未办结需求项数",
        kind=IndicatorKind.OPEN, unit="项", clause="四", requirement="R-031",
        formula="已经提出、统计日还没有办结的需求。",
        numerator="没有办结的需求",
        whose=Whose.DAY, day=NOW,
        anchor="unit#needs", value=lambda group: len(group.open_needs),
    ),
    Indicator(
        key="risks", group="其他工作", short="风险未纳入", title="有返贫致贫风险、未纳入监测户数",
        kind=IndicatorKind.LACK, unit="户", clause="四(二)1", requirement="R-035",
        formula="有返贫致贫风险，防返贫监测还不是“已纳入”或“已消除”的家庭。",
        numerator="有风险、没有纳入监测的家庭",
        whose=Whose.DAY, day=NOW,
        anchor="unit#risks", value=lambda group: len(group.unmonitored),
    ),
    Indicator(
        key="over_limit", group="其他工作", short="超过时限", title="超过办理时限的件数",
        kind=IndicatorKind.LACK, unit="件", clause="二(二)", requirement="R-013", readings=("A-31",),
        formula=(
            "过了办理时限、到统计日还没有办的：需求没有答复、本人申报没有查看、有风险没有申报、突发困难没有援助、转介没有答复。"
            "时限按工作日算，在“口径”页。没有定时限的台账，没有这一项。"
        ),
        numerator="过了办理时限、还没有办的事",
        whose=Whose.DAY, day=NOW,
        anchor="needs#over", value=lambda group: len(group.over_limit) if group.has_limits else None, on_overview=False,
    ),
    Indicator(
        key="hazards", group="其他工作", short="隐患未消除", title="未消除安全隐患处数",
        kind=IndicatorKind.LACK, unit="处", clause="四(二)2", requirement="R-036",
        formula="入户时发现“有”、后来的入户还没有记为“无”的火灾、触电、溺水、煤气中毒隐患。",
        numerator="没有消除的隐患",
        whose=Whose.DAY, day=NOW,
        anchor="unit#hazards", value=lambda group: len(group.open_hazards),
    ),
    Indicator(
        key="benefits", group="其他工作", short="符合未享受", title="登记为“符合未享受”的项数",
        kind=IndicatorKind.LACK, unit="项", clause="四(三)3", requirement="R-039",
        formula=(
            "登记为“符合未享受”的惠残政策，一人一项算一项。随困难类型享受的，退出以后不算。没有写起日的，各天都按现在的档案算。"
        ),
        numerator="登记为“符合未享受”的人和政策",
        whose=Whose.DAY, day=NOW,
        anchor="unit#benefits", value=lambda group: len(group.benefit_gaps),
    ),
    Indicator(
        key="suspects", group="其他工作", short="疑似应享未享", title="疑似应享未享项数",
        kind=IndicatorKind.OPEN, unit="项", clause="四(三)3", requirement="R-039",
        formula=(
            "按“应享政策规则”比对家庭档案，条件都符合、又没有登记已享受的政策，一人一项政策算一项，几条规则都提到的只算一次。"
            "只是提示去核实，不是认定。本县停用的规则不算，缺信息、不能判断的不算，重复享受、证件到期的提示不算；"
            "核实为不符合、未通过或者不愿的不算，直到有关的情况在核实以后变了。没有写起日的情况，各天都按现在的档案算。"
        ),
        numerator="疑似应享未享、等待核实的人和政策",
        whose=Whose.DAY, day=NOW,
        anchor="unit#suspects", value=lambda group: len(group.suspects),
    ),
    Indicator(
        key="undecided", group="其他工作", short="信息不足", title="信息不足、不能判断的人数",
        kind=IndicatorKind.OPEN, unit="人", clause="四(三)3", requirement="R-039",
        formula="档案里缺了判断要用的信息，至少有一条应享政策规则不能判断的残疾人。一个人缺几项也算一人。",
        numerator="至少有一条规则不能判断的残疾人",
        whose=Whose.DAY, day=NOW,
        anchor="unit#undecided", value=lambda group: len(group.undecided), on_overview=False,
    ),
    Indicator(
        key="school", group="其他工作", short="学龄未入学", title="学龄未入学人数",
        kind=IndicatorKind.LACK, unit="人", clause="四(三)2", requirement="R-038",
        formula=(
            "义务教育年龄、就学情况登记为“未入学”的残疾儿童少年。开学以前满了入学年龄的，这一学年开始算；"
            "到了最大年龄、已经读完初中的不算。"
        ),
        numerator="学龄未入学的残疾儿童少年",
        whose=Whose.DAY, day=NOW,
        anchor="unit#school", value=lambda group: len(group.out_of_school), on_overview=False,
    ),
    Indicator(
        key="able", group="其他工作", short="有能力无措施", title="有劳动能力、没有就业帮扶措施人数",
        kind=IndicatorKind.OPEN, unit="人", clause="四(三)1", requirement="R-037",
        formula="劳动年龄、有劳动能力或部分劳动能力、没有稳定就业或就学，也没有在办的或者今年办成的“帮就业”措施的残疾人。",
        numerator="有劳动能力、没有就业帮扶措施的残疾人",
        whose=Whose.DAY, day=NOW,
        anchor="unit#able", value=lambda group: len(group.able_unhelped), on_overview=False,
    ),
    Indicator(
        key="outings", group="其他工作", short="今年未参加集体活动", title="今年还没有参加集体活动人数",
        kind=IndicatorKind.OPEN, unit="人", clause="四(四)3", requirement="R-042", readings=("A-18",),
        formula="今年要走出家门参加一次集体活动、还没有参加的残疾人。不宜外出的、今年结对时间不够的，不在内。",
        numerator="今年进行中和未参加的残疾人",
        whose=Whose.PERIOD, day="今年，算到统计日",
        anchor="outings#u", value=lambda group: len(group.outings_open), on_overview=False,
    ),
)  # fmt: skip

BY_KEY = {indicator.key: indicator for indicator in INDICATORS}
OVERVIEW = tuple(indicator for indicator in INDICATORS if indicator.on_overview)
# What only a federation's own page lists.
OFF_OVERVIEW = tuple(item for item in INDICATORS if not item.on_overview and item.anchor.startswith("unit#"))
# Whether households are paired at all says something of a place and nothing of those who are paired.
BY_STAFF = tuple(indicator for indicator in OVERVIEW if indicator.whose is not Whose.RESIDENCE)
