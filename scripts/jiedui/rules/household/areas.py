"""Where a household is helped: by its own area, and recorded where it is managed (R-015, R-072, 二(四), 五(三)2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.rules.ledger.paths import is_astray
from jiedui.rules.registry import WARNING, household_rule
from jiedui.rules.unit.helpers import LOCAL_BODIES

if TYPE_CHECKING:
    from datetime import date

    from jiedui.model.helper import Helper
    from jiedui.model.household import Household
    from jiedui.rules.context import Findings, RuleContext


@household_rule(
    "outside-area",
    "帮扶本辖区以外的家庭",
    why="县乡残联和县级协会原则上帮扶本辖区的家庭；例外要写理由。",
    clause="五(三)2",
    requirement="R-072",
    severity=WARNING,
    given=("pairings",),
)
def own_area(household: Household, context: RuleContext) -> Findings:
    if is_astray(household, context.ledger):
        return
    for index, pairing in enumerate(household.pairings):
        helper = context.ledger.helpers.get(pairing.helper)
        if helper and not pairing.exception_reason and is_outside(helper, household.unit, pairing.span.start):
            yield context.fault(
                ("pairings", index, "helper"),
                "责任人不是管理这一户的残联的。",
                remedy="换成本辖区的责任人；确需跨区域的，写 exception_reason（跨区域理由）。",
            )


def is_outside(helper: Helper, unit: str, when: date) -> bool:
    """Tell whether a pairing that begins on a day needs a reason: one of a county, beyond the county (五(三)2)."""
    bodies = {role.body for role in helper.roles_on(when)}
    return helper.unit != unit and bool(bodies) and bodies <= LOCAL_BODIES


@household_rule(
    "area-exception-unused",
    "跨区域理由没有用处",
    why="责任人就在本辖区，或者可以自行选择，不需要理由。",
    clause="五(三)2",
    requirement="R-072",
    given=("pairings",),
)
def area_exception_needed(household: Household, context: RuleContext) -> Findings:
    if is_astray(household, context.ledger):
        return
    for index, pairing in enumerate(household.pairings):
        helper = context.ledger.helpers.get(pairing.helper)
        if helper and pairing.exception_reason and not is_outside(helper, household.unit, pairing.span.start):
            yield context.fault(
                ("pairings", index, "exception_reason"),
                "这一段结对不需要跨区域理由。",
                remedy="删掉这一行。",
            )


@household_rule(
    "wrong-unit",
    "地址不归这个残联管",
    why="档案放在管理这个乡镇（街道）的残联文件夹里。",
    clause="二(四)",
    requirement="R-015",
    severity=WARNING,
)
def managed_here(household: Household, context: RuleContext) -> Findings:
    # A merger or another manager that is recorded ahead of its day does not count yet.
    township = context.ledger.divisions_on(context.as_of).find(household.county, household.township)
    if not township or township.unit == household.unit or household.closed_on:
        return
    unit = context.ledger.units.get(household.unit)
    if is_astray(household, context.ledger) or township.unit not in context.ledger.units:
        return
    if unit and not unit.is_city:
        yield context.fault(
            ("township",),
            f"{household.township}由{context.ledger.unit_name(township.unit)}管理。",
            remedy=(
                f"核对地址；归那边管的，商量好以后运行 jiedui move {household.id} {township.unit}，文件夹不要自己移动。"
            ),
        )
