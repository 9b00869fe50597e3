"""What a village's association reports: of a household from here, by somebody of the village (R-066, 五(二)2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.model.event import VillageReport
from jiedui.model.helper import VILLAGE
from jiedui.rules.registry import WARNING, event_rule

if TYPE_CHECKING:
    from jiedui.model.event import Event
    from jiedui.rules.context import Findings, RuleContext


@event_rule(
    "village-area",
    "上报的户不在本残联",
    why="村（社区）残协掌握本村的情况；别的县的户，多半是编号写错了。",
    clause="五(二)2",
    requirement="R-066",
    severity=WARNING,
)
def reported_from_here(event: Event, context: RuleContext) -> Findings:
    if isinstance(event, VillageReport):
        household = context.ledger.households.get(event.household)
        if household and household.unit != event.unit:
            yield context.fault(
                ("household",),
                f"户 {event.household} 归{context.ledger.unit_name(household.unit)}管理。",
                remedy="核对户编号；户已经迁走的，写现在的编号，或者由那边的残联来记。",
            )


@event_rule(
    "village-reporter",
    "上报人不是村残协的",
    why="村（社区）残协协助掌握上报情况；别的人去的，记成走访联系。",
    clause="五(二)2",
    requirement="R-066",
)
def reported_from_village(event: Event, context: RuleContext) -> Findings:
    if isinstance(event, VillageReport):
        helper = context.ledger.helpers.get(event.helper)
        if helper and not any(role.body == VILLAGE for role in helper.roles_on(event.date)):
            yield context.fault(
                ("helper",),
                f"{event.helper} 当天不在村（社区）残协任职。",
                remedy="核对编号和日期；不是村残协的，记成走访联系。",
            )


@event_rule(
    "event-after-close",
    "终止以后的上报",
    why="已经终止的户，不再上报；多半是日期或者户写错了。",
    clause="五(二)2",
    requirement="R-066",
    severity=WARNING,
)
def reported_before_the_end(event: Event, context: RuleContext) -> Findings:
    if isinstance(event, VillageReport):
        household = context.ledger.households.get(event.household)
        if household and household.closed_on and event.date > household.closed_on:
            yield context.fault(
                ("household",),
                f"户 {event.household} 已于 {household.closed_on} 终止，上报在终止以后。",
                remedy="核对日期和户编号；确实是终止以后的情况，可以保留。",
            )
