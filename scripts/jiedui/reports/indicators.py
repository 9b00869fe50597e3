"""The indicators: every figure that pages show, defined once (design §6, requirements part 4 no. 3 指标口径).

The overview takes its columns from here, the unit page its numbers, the page 指标口径 its explanations.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from jiedui.duties.contact import ContactState
from jiedui.reports.figures import GroupFigures

Value = Fraction | int | None


class Kind(StrEnum):
    """What a value says by itself: how many, what share, how many still to do in time, how many lacking."""

    COUNT = "数量"
    RATE = "比率"
    OPEN = "待办"
    LACK = "欠缺"


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator. ``short`` heads its column below ``group``; ``anchor`` names the place on a unit's pages that
    lists exactly the rows behind the value; the texts explain it to staff. ``None`` means that nothing is asked for.
    """

    key: str
    group: str
    short: str
    title: str
    kind: Kind
    unit: str
    clause: str
    requirement: str
    readings: tuple[str, ...]
    formula: str
    numerator: str
    denominator: str
    anchor: str
    value: Callable[[GroupFigures], Value]
    on_overview: bool = True


INDICATORS: tuple[Indicator, ...] = (
    Indicator(
        "roster", "结对", "名册", "摸底名册户数", Kind.COUNT, "户", "三(二)", "R-021", ("A-16", "A-29"),
        "统计日在册、符合帮扶对象条件（或写明例外理由）的家庭有多少户。",
        "在册并符合条件的家庭", "", "unit#roster", lambda group: len(group.coverage.roster),
    ),
    Indicator(
        "paired", "结对", "已结对", "已结对户数", Kind.COUNT, "户", "三(二)", "R-021", ("A-19",),
        "名册里，统计日有主责帮扶责任人的家庭有多少户。一户有几名残疾人也只算一户。",
        "名册里有主责帮扶责任人的家庭", "", "unit#paired", lambda group: len(group.coverage.paired),
    ),
    Indicator(
        "coverage", "结对", "覆盖率", "结对覆盖率", Kind.RATE, "%", "三(二)", "R-021", ("A-16", "A-29"),
        "已结对户数 ÷ 摸底名册户数。名册是空的，不计算。",
        "已结对户数", "摸底名册户数", "unit#roster", lambda group: group.coverage_rate,
    ),
    Indicator(
        "participation", "结对", "参与率", "在岗人员参与率", Kind.RATE, "%", "二(一)", "R-011", (),
        "统计日有结对（主责或协助都算）的在岗人员 ÷ 全部在岗人员。没有户数要求的人员也在内，社会力量不在内。",
        "有结对的在岗人员", "在岗人员", "unit#helpers", lambda group: group.participation_rate, on_overview=False,
    ),
    Indicator(
        "hard_share", "结对", "领导帮重点", "领导结对的户中属于重点情形的比率", Kind.RATE, "%", "二(一)", "R-010",
        ("A-15",),
        "领导主责的家庭里，属于任何一种重点帮扶情形的 ÷ 领导主责的全部家庭。领导没有结对的，不计算。",
        "领导主责、属于重点帮扶情形的家庭", "领导主责的家庭", "unit#helpers", lambda group: group.hard_share,
        on_overview=False,
    ),
    Indicator(
        "owed", "配额", "应", "应结对户数", Kind.COUNT, "户", "五(二)1", "R-060",
        ("A-01", "A-02", "A-03", "A-05", "A-26"),
        "在岗帮扶责任人各自至少要联系帮扶的户数之和。新任职在宽限期里的，按宽限期里的数。",
        "每名在岗帮扶责任人的应结对户数，相加", "", "quota#q", lambda group: group.quota.owed,
    ),
    Indicator(
        "have", "配额", "实", "实结对户数", Kind.COUNT, "户", "五(二)1", "R-060", ("A-19", "A-25"),
        "在岗帮扶责任人统计日主责的户数之和。协助不算。",
        "每名在岗帮扶责任人主责的户数，相加", "", "quota#q", lambda group: group.quota.have,
    ),
    Indicator(
        "gap", "配额", "差", "欠户数", Kind.LACK, "户", "五(二)1", "R-060", ("A-21", "A-26"),
        "每名在岗帮扶责任人应减实，不足的部分相加。一个人多出来的户，不抵别人的差；宽限期里的不算。",
        "每名帮扶责任人的应减实（不小于零、过了宽限期），相加", "", "unit#short", lambda group: group.quota.gap,
    ),
    Indicator(
        "due", "本季联系", "应联系", "本季应联系户数", Kind.COUNT, "户", "五(四)3", "R-084", ("A-06", "A-10", "A-11"),
        "本季度有联系任务的家庭：已完成、补录、进行中、逾期四种状态之和。豁免和不计的不在内。",
        "本季度要联系的家庭", "", "contact#now", lambda group: len(group.contact_now.due),
    ),
    Indicator(
        "met", "本季联系", "已联系", "本季已联系户数", Kind.COUNT, "户", "五(四)3", "R-084",
        ("A-07", "A-08", "A-12", "A-27"),
        "本季度帮扶责任人至少联系过一次的家庭，含补录。",
        "本季度已完成和补录的家庭", "", "contact#now-met", lambda group: len(group.contact_now.met),
    ),
    Indicator(
        "running", "本季联系", "进行中", "本季进行中户数", Kind.OPEN, "户", "五(四)3", "R-084", ("A-06",),
        "本季度要联系、还没有联系，季度也还没有结束的家庭。",
        "本季度进行中的家庭", "", "contact#now-running",
        lambda group: len(group.contact_now.of(ContactState.RUNNING)),
    ),
    Indicator(
        "contact_rate", "本季联系", "联系率", "本季联系率", Kind.RATE, "%", "五(四)3", "R-084", ("A-06", "A-07"),
        "本季已联系户数 ÷ 本季应联系户数。没有应联系的，不计算。",
        "本季已联系户数", "本季应联系户数", "contact#now", lambda group: group.contact_now.rate, on_overview=False,
    ),
    Indicator(
        "overdue_closed", "联系逾期", "上季", "最近结束季度逾期户数", Kind.LACK, "户", "五(四)3", "R-084",
        ("A-06", "A-14"),
        "最近一个已经结束的季度里，该联系、一次也没有联系的家庭。本季度没有结束，不会有逾期。",
        "最近结束的季度逾期的家庭", "", "contact#last-overdue",
        lambda group: len(group.overdue_last) if group.figures.closed_quarter else None,
    ),
    Indicator(
        "overdue_ever", "联系逾期", "累计", "累计逾期户次", Kind.LACK, "户次", "五(四)3", "R-084", ("A-06", "A-13"),
        "从方案开始到统计日，逾期的“户 × 季度”有多少。一户逾期两个季度，算两个户次。",
        "逾期的户和季度", "", "contact#overdue", lambda group: group.overdue_ever,
    ),
    Indicator(
        "intake", "其他工作", "五件事未齐", "入户五件事未齐户数", Kind.LACK, "户", "五(四)2", "R-081", ("A-10",),
        "现任主责的入户五件事（入户、登记表、联系卡、现场困难、录入平台）有一件没有做的家庭。",
        "五件事没有做齐的家庭", "", "intake#u", lambda group: len(group.intake_open),
    ),
    Indicator(
        "needs", "其他工作", "需求未办结", "未办结需求项数", Kind.OPEN, "项", "四", "R-031", (),
        "已经提出、统计日还没有办结的需求。",
        "没有办结的需求", "", "unit#needs", lambda group: len(group.open_needs),
    ),
    Indicator(
        "risks", "其他工作", "风险未纳入", "有返贫致贫风险、未纳入监测户数", Kind.LACK, "户", "四(二)1", "R-035", (),
        "有返贫致贫风险，防返贫监测还不是“已纳入”或“已消除”的家庭。",
        "有风险、没有纳入监测的家庭", "", "unit#risks", lambda group: len(group.unmonitored),
    ),
    Indicator(
        "hazards", "其他工作", "隐患未消除", "未消除安全隐患处数", Kind.LACK, "处", "四(二)2", "R-036", (),
        "入户时发现“有”、后来的入户还没有记为“无”的火灾、触电、溺水、煤气中毒隐患。",
        "没有消除的隐患", "", "unit#hazards", lambda group: len(group.open_hazards),
    ),
    Indicator(
        "benefits", "其他工作", "符合未享受", "登记为“符合未享受”的项数", Kind.LACK, "项", "四(三)3", "R-039", (),
        "登记为“符合未享受”的惠残政策，一人一项算一项。",
        "登记为“符合未享受”的人和政策", "", "unit#benefits", lambda group: len(group.benefit_gaps),
    ),
    Indicator(
        "suspects", "其他工作", "疑似应享未享", "疑似应享未享项数", Kind.OPEN, "项", "四(三)3", "R-039", (),
        "按“应享政策规则”比对家庭档案，条件都符合、又没有登记已享受的政策，一人一项规则算一项。只是提示去核实，"
        "不是认定。本县停用的规则不算，缺信息、不能判断的也不算。",
        "疑似应享未享、等待核实的人和政策", "", "unit#suspects", lambda group: len(group.suspects),
    ),
    Indicator(
        "undecided", "其他工作", "信息不足", "信息不足、不能判断的人数", Kind.OPEN, "人", "四(三)3", "R-039", (),
        "档案里缺了判断要用的信息，至少有一条应享政策规则不能判断的残疾人。一个人缺几项也算一人。",
        "至少有一条规则不能判断的残疾人", "", "unit#undecided", lambda group: len(group.undecided),
        on_overview=False,
    ),
    Indicator(
        "school", "其他工作", "学龄未入学", "学龄未入学人数", Kind.LACK, "人", "四(三)2", "R-038", (),
        "义务教育年龄、就学情况登记为“未入学”的残疾儿童少年。",
        "学龄未入学的残疾儿童少年", "", "unit#school", lambda group: len(group.out_of_school), on_overview=False,
    ),
    Indicator(
        "able", "其他工作", "有能力无措施", "有劳动能力、没有就业帮扶措施人数", Kind.OPEN, "人", "四(三)1", "R-037", (),
        "劳动年龄、有劳动能力或部分劳动能力、没有稳定就业或就学，也没有在办的或者今年办成的“帮就业”措施的残疾人。",
        "有劳动能力、没有就业帮扶措施的残疾人", "", "unit#able", lambda group: len(group.able_unhelped),
        on_overview=False,
    ),
    Indicator(
        "outings", "其他工作", "未参加集体活动", "今年还没有参加集体活动人数", Kind.OPEN, "人", "四(四)3", "R-042",
        ("A-18",),
        "今年要走出家门参加一次集体活动、还没有参加的残疾人。不宜外出的、今年结对时间不够的，不在内。",
        "今年进行中和未参加的残疾人", "", "outings#u",
        lambda group: len(group.outings_open), on_overview=False,
    ),
)  # fmt: skip

BY_KEY = {indicator.key: indicator for indicator in INDICATORS}
OVERVIEW = tuple(indicator for indicator in INDICATORS if indicator.on_overview)
