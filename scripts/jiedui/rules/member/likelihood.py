"""What one person is recorded to be at an age, and two things that cannot both be so (R-113, R-114, 附件2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.model.time import age
from jiedui.rules.registry import WARNING, household_rule
from jiedui.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiedui.model.household import Household
    from jiedui.model.member import Member
    from jiedui.records.values import Pointer
    from jiedui.rules.context import Findings, RuleContext

_OLDEST = 115
_WORKING = ("按比例就业", "集中就业", "个体就业", "公益性岗位就业", "辅助性就业", "农村种养加", "灵活就业")


class Band(Struct, frozen=True):
    """The ages at which a value at a place of a member is likely, years completed; wide, as only slips are meant."""

    place: Pointer
    values: tuple[str, ...]
    at_least: int
    at_most: int = _OLDEST

    def holds(self, years: int) -> bool:
        """Tell whether an age is one of them."""
        return self.at_least <= years <= self.at_most


_EDUCATION: Pointer = ("education",)
_EMPLOYMENT: Pointer = ("employment",)
BANDS = (
    Band(_EDUCATION, ("研究生", "大学本科", "大学专科"), 16),
    Band(_EDUCATION, ("中等职业教育", "普通高中"), 13),
    Band(_EDUCATION, ("初中",), 10),
    Band(_EDUCATION, ("学龄前",), 0, 8),
    Band(_EMPLOYMENT, ("学龄前",), 0, 8),
    Band(_EMPLOYMENT, _WORKING, 14),
    Band(_EMPLOYMENT, ("退休",), 40),
    Band(_EMPLOYMENT, ("在校学习",), 3, 45),
    Band(("schooling",), ("在校", "送教上门", "未入学"), 2, 25),
    Band(("facts", "pension_paid"), ("是",), 55),
    Band(("facts", "orphan_allowance"), ("是",), 0, 25),
    Band(("disability", "guardian"), ("具备完全民事行为能力",), 16),
)
# Those that a value is meant by, at whichever place.
_MEANT = {value: [band for band in BANDS if value in band.values] for band in BANDS for value in band.values}

_PLACE_NAMES: dict[Pointer, str] = {
    _EDUCATION: "受教育程度",
    _EMPLOYMENT: "就业状况",
    ("schooling",): "就学情况",
    ("facts", "pension_paid"): "领取养老待遇",
    ("facts", "orphan_allowance"): "领取孤儿等津贴",
    ("facts", "fuel_subsidy"): "领取燃油补贴",
    ("facts", "motor_wheelchair"): "有机动轮椅车",
    ("facts", "no_income"): "无收入来源",
    ("disability", "guardian"): "监护情况",
    ("disability", "labour"): "劳动能力",
    ("disability", "self_care"): "生活自理能力",
}

# Two values that one person does not have at the same time.
OPPOSITES: tuple[tuple[Pointer, tuple[str, ...], Pointer, tuple[str, ...]], ...] = (
    (("disability", "labour"), ("有",), ("disability", "self_care"), ("完全丧失",)),
    (("disability", "labour"), ("有",), _EMPLOYMENT, ("丧失劳动能力",)),
    (("facts", "fuel_subsidy"), ("是",), ("facts", "motor_wheelchair"), ("否",)),
    (("facts", "no_income"), ("是",), _EMPLOYMENT, (*_WORKING, "退休")),
)


def _told(member: Member) -> dict[Pointer, str]:
    """Return what is recorded of a member, by its place."""
    told: dict[Pointer, str] = {
        _EDUCATION: member.education,
        _EMPLOYMENT: member.employment,
        ("schooling",): member.schooling,
        **{("facts", key): answer for key, answer in member.facts.items()},
    }
    if member.disability:
        told["disability", "guardian"] = member.disability.guardian
        told["disability", "labour"] = member.disability.labour
        told["disability", "self_care"] = member.disability.self_care
    return told


def _values(member: Member) -> tuple[str, ...]:
    """Return what :func:`_told` has of a member, as far as it goes by age, without its places."""
    guardian = member.disability.guardian if member.disability else ""
    return member.education, member.employment, member.schooling, guardian, *member.facts.values()


def _members(household: Household, context: RuleContext) -> Iterator[tuple[int, Member]]:
    """Yield who belongs to a household that is still helped, with his row."""
    if household.closed_on is None:
        for row, member in enumerate(household.members):
            if member.present_on(context.as_of):
                yield row, member


@household_rule(
    "age-unlikely",
    "与年龄不相称",
    why="十岁的孩子不会是大学本科，八十岁的人不会在校：多半是出生日期或者这一项选错了。",
    clause="附件2",
    requirement="R-113",
    severity=WARNING,
)
def fit_for_age(household: Household, context: RuleContext) -> Findings:
    for row, member in _members(household, context):
        years = age(member.birth, context.as_of)
        if years > _OLDEST:
            message = f"{member.id} 按出生日期已经 {years} 岁。"
            yield context.fault(("members", row, "birth"), message, remedy="核对出生日期 birth。")
            continue
        bands = [band for value in _values(member) if value in _MEANT for band in _MEANT[value]]
        if all(band.holds(years) for band in bands):  # as in most, which says nothing against it wherever it stands
            continue
        told = _told(member)
        for band in BANDS:
            value = told.get(band.place, "")
            if value in band.values and not band.holds(years):
                yield context.fault(
                    ("members", row, *band.place),
                    f"{member.id} {years} 岁，{_PLACE_NAMES[band.place]}写的是“{value}”。",
                    remedy="核对出生日期 birth 和这一项；情况变了的，照现在的改。",
                )


@household_rule(
    "facts-contradict",
    "两项情况互相矛盾",
    why="两项不会同时是真的，核对惠残政策时就会提示错。",
    clause="附件2",
    requirement="R-114",
    severity=WARNING,
    given=("facts", "labour"),
)
def facts_agree(household: Household, context: RuleContext) -> Findings:
    for row, member in _members(household, context):
        told = _told(member)
        said: set[Pointer] = set()
        for place, values, other, others in OPPOSITES:
            value, contrary = told.get(place, ""), told.get(other, "")
            if value in values and contrary in others and place not in said:
                said.add(place)
                yield context.fault(
                    ("members", row, *place),
                    f"{member.id} 的{_PLACE_NAMES[place]}是“{value}”，{_PLACE_NAMES[other]}却是“{contrary}”。",
                    remedy="核对这两项，改正写错的一项；不清楚的不填。",
                )
