"""The cases that a shipped ledger must show, each once or twice, in one place. Everything else is drawn by chance.

Every state of contact, quota, intake and promise, every end reason and every family that the notice names has its case
here, so that pages, sheets and tests find one whatever the seed. Days are told in quarters back from the as-of date:
the cases move with it, and a case older than the programme is left out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.demo.draft import Seat
from jiedui.demo.recipe import Recipe

if TYPE_CHECKING:
    from collections.abc import Callable

    from jiedui.demo.units import City

COUNTY, TOWNSHIP, VILLAGE, SOCIAL = "县级残联", "乡镇(街道)残联", "村(社区)残协", "社会力量"


def _recipe(*marks: str, **settled: object) -> Recipe:
    return Recipe(marks=frozenset(marks), **settled)  # type: ignore[arg-type]


# Households whose help ended. The first gets no successor: its helper is in the grace of A-21.
CLOSED: tuple[Recipe, ...] = (
    _recipe("recent", closing="去世", family="老残一体", slot="early"),
    _recipe(closing="迁出市内", back=3, family="父母照料", slot="early"),
    _recipe(closing="去世", back=2, family="独居老人", slot="early", contacts={2: "miss"}),
    _recipe(closing="拒绝", back=5, family="手足照料", slot="early"),
    _recipe(closing="脱困", back=4, family="能劳动", slot="early", needs=(("来料加工", "closed"),)),
    _recipe(closing="失联", back=2, family="夫妻", slot="early", contacts={2: "unreached", 3: "unreached"}),
    _recipe(closing="迁出市外", back=6, family="独居", slot="early"),
    _recipe(closing="其他", back=3, family="手足照料", slot="early"),
)

# Households paired today.
PAIRED: tuple[Recipe, ...] = (
    # How a quarter was contacted, or was not.
    _recipe(family="独居", slot="early", contacts={1: "miss"}),
    _recipe(family="夫妻", slot="early", contacts={1: "unreached"}),
    _recipe("near_village", family="无人照料", slot="early", contacts={1: "village", 2: "normal"}),
    _recipe(family="手足照料", slot="early", contacts={1: "late", 3: "late"}),
    _recipe(family="夫妻多残", slot="early", contacts={1: "others"}),
    _recipe(family="依老养残", slot="early", contacts={1: "group"}),
    _recipe(family="独居老人", slot="early", contacts={1: "miss", 2: "miss"}),
    _recipe("former", family="父母照料", slot="replaced_quarter_end", contacts={1: "former"}),
    _recipe("leap", family="老残一体", slot="first", contacts={2: "书信", 4: "微信"}),
    _recipe("same_day", family="兄弟多残", slot="early", contacts={3: "短信", 1: "其他"}),
    _recipe("december", family="母子多残", slot="early"),
    _recipe("together", family="依老养残", slot="leader"),
    _recipe("together", family="夫妻", slot="leader"),
    _recipe("together", family="父母照料", slot="leader"),
    _recipe("withdrawn_visit", family="老残一体", slot="early"),
    # How pairings come and go.
    _recipe("again", family="多重", slot="first"),
    _recipe("shared", family="兄弟多残", slot="early"),
    _recipe("short", family="夫妻", slot="any"),
    _recipe("short_visit", family="独居", slot="any"),
    _recipe("waiting", family="独居老人", slot="left"),
    _recipe(family="父母照料", slot="paused_deputy", contacts={2: "normal"}),
    _recipe(family="夫妻", slot="paused_approved", contacts={2: "miss"}),
    _recipe("late_intake", family="父母照料"),
    _recipe("partial_intake", family="老残一体"),
    # Whom the notice means, and what a certificate can look like.
    _recipe(family="幼儿", needs=(("儿童康复", "open"),)),
    _recipe("home_taught", family="学童", needs=(("送教", "closed"),)),
    _recipe("unschooled", family="学童", slot="early", needs=(("未入学", "open"),)),
    _recipe(family="隔代照料", needs=(("助学", "closed"),)),
    _recipe("exempt", family="多重", slot="early", reissued=1),
    _recipe("oral", family="老残一体", reissued=2),
    _recipe("expiring", family="夫妻多残"),
    _recipe("regraded", family="独居"),
    _recipe(family="三级例外", slot="early"),
    _recipe("grown_hardship", family="其他困难"),
    _recipe(family="集中供养"),
    _recipe("hardship_lost", family="能劳动", slot="early", hardship="低保户"),
    _recipe(family="父母照料", hardship="低保边缘户", needs=(("单人户", "open"),)),
    # Risk, hazards, needs, outings.
    _recipe(family="夫妻", relapse="未申报", slot="early"),
    _recipe(family="老残一体", relapse="已申报", needs=(("医药费", "open"),)),
    _recipe(family="父母照料", relapse="已纳入", slot="early"),
    _recipe(family="依老养残", relapse="未通过"),
    _recipe(family="夫妻", relapse="已消除", slot="early", needs=(("医药费", "closed"),)),
    _recipe(family="独居老人", slot="early", needs=(("煤炉", "open"),)),
    _recipe(family="老残一体", slot="early", needs=(("线路", "closed"),)),
    _recipe(family="独居", slot="early", needs=(("暴雨", "closed"),)),
    _recipe("unanswered", family="夫妻", slot="early", needs=(("住院", "fresh"),)),
    _recipe(family="依老养残", slot="early", needs=(("托养", "overdue"), ("谈心", "overdue"))),
    _recipe("missed_outing", family="依老养残", slot="early"),
    _recipe("unasked", family="夫妻多残"),
    _recipe("no_need", family="能劳动"),
)

# Households of the roster without a pairing; the last one was entered twice and is withdrawn.
UNPAIRED: tuple[Recipe, ...] = (
    _recipe(family="无人照料"),
    _recipe(family="学童"),
    _recipe("duplicate", family="夫妻"),
)


def _office(
    county: int | None, body: str, department: str, post: str, slots: int, career: str, **more: object
) -> Callable[[City], Seat]:
    def seat(city: City) -> Seat:
        federation = city.own if county is None else city.county(county)
        named = department.format(place=federation.place)
        return Seat(federation.id, body, named, post, slots=slots, career=career, **more)  # type: ignore[arg-type]

    return seat


# Offices for what happens to helpers, in the city's own federation or in that of a county, by its number; see
# jiedui.demo.careers for the names.
SPECIAL_OFFICES: tuple[Callable[[City], Seat], ...] = (
    _office(7, COUNTY, "教育就业股", "干部", 0, "newcomer", rank="二级科员"),
    _office(8, COUNTY, "组联维权股", "干部", 0, "idle", rank="一级科员"),
    _office(4, COUNTY, "教育就业股", "股长", 3, "kept", rank="四级主任科员"),
    _office(5, COUNTY, "康复股", "干部", 1, "paused_deputy", rank="一级科员"),
    _office(6, COUNTY, "办公室", "干部", 1, "paused_approved", rank="二级科员"),
    _office(3, COUNTY, "办公室", "干部", 1, "volunteer", rank="一级科员"),
    _office(0, COUNTY, "组联维权股", "股长", 1, "elsewhere", rank="四级主任科员"),
    _office(2, TOWNSHIP, "", "残联专职委员", 1, "retired"),
    _office(11, TOWNSHIP, "", "残联专职委员", 1, "left"),
    _office(4, TOWNSHIP, "", "残联理事长", 1, "replaced_quarter_end"),
    _office(7, TOWNSHIP, "", "残疾人工作专干", 1, "raised"),
    _office(6, "县级专门协会", "{place}聋人协会", "副主席", 0, "kept", tenure="兼职"),
    _office(None, "市级专门协会", "{place}精神残疾人及亲友协会", "副主席", 0, "kept", tenure="兼职"),
    _office(6, VILLAGE, "示例村残协", "专职委员", 1, "kept"),
    _office(3, VILLAGE, "示例村残协", "主席", 0, "kept"),
    _office(7, VILLAGE, "示例村残协", "专职委员", 0, "kept"),
    _office(4, VILLAGE, "示例村残协", "专职委员", 0, "kept"),
    _office(8, VILLAGE, "示例村残协", "主席", 0, "kept"),
    _office(5, VILLAGE, "示例村残协", "专职委员", 0, "kept"),
    _office(0, VILLAGE, "示例社区残协", "专职委员", 0, "kept"),
    _office(1, VILLAGE, "示例村残协", "专职委员", 0, "kept"),
    _office(2, VILLAGE, "示例村残协", "主席", 0, "kept"),
    _office(9, VILLAGE, "示例社区残协", "专职委员", 0, "kept"),
    _office(None, "市级专门协会", "{place}聋人协会", "副主席", 0, "kept", tenure="兼职"),
    _office(7, SOCIAL, "助残服务中心", "结对机构", 1, "filed"),
    _office(0, SOCIAL, "爱心人士", "志愿者", 1, "filed"),
    _office(6, SOCIAL, "爱心人士", "志愿者", 1, "unfiled"),
    _office(2, SOCIAL, "康复托养中心", "结对机构", 0, "filed"),
)
# In which county the helper of the career ``elsewhere`` keeps a household outside the own area (五(三)2).
ELSEWHERE = 1
