"""Changes that mix what different people have to look at: a forge asks the owners of each file, or nobody at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.model.policy import UNCHECKED
from jiedui.records.finding import Severity
from jiedui.rules.guard.touched import groups, touched
from jiedui.rules.registry import WARNING, change_rule
from jiedui.struct import replace

if TYPE_CHECKING:
    from jiedui.rules.context import ChangeContext, Findings
    from jiedui.rules.guard.touched import Touched

_SETTING = "轻重由台账自己定：policy/ledger.yml 的 guard。"


@change_rule(
    "change-mixed",
    "记录和政策、程序一起改",
    why=f"政策和程序关系到每一户的数字，要由管台账的人单独看；和记录混在一起，容易看漏。{_SETTING}",
    clause="六(三)",
    requirement="R-108",
    severity=WARNING,
)
def records_change_alone(context: ChangeContext) -> Findings:
    found = touched(context.change, context.files)
    if context.change.tree and found.records and found.first_of_all:  # a new ledger comes with all that it needs
        yield from _weighed(
            context,
            context.policy.guard.mixed,
            found.first_of_all,
            f"这次改动既改了记录（{sum(map(len, found.records.values()))} 份），又改了{_beside(found)}。",
            "分成两次改动，分开合并：一次只改记录，一次只改别的。",
        )


def _beside(found: Touched) -> str:
    policy = f"政策（{len(found.policy)} 份）" if found.policy else ""
    outside = f"台账以外的文件（{len(found.outside)} 份）" if found.outside else ""
    return "和".join(filter(None, (policy, outside)))


@change_rule(
    "change-federations",
    "一次改动改了几个残联的记录",
    why=f"各残联的记录由自己看过再合并；混在一起，说不清谁看过哪一份。户在市内迁移不算。{_SETTING}",
    clause="二(四)",
    requirement="R-015",
    severity=WARNING,
)
def federations_change_alone(context: ChangeContext) -> Findings:
    found = touched(context.change, context.files)
    if not context.change.tree or len(found.records) <= 1:  # nobody looks through all households for that
        return
    if len(groups(found, context.change, context.summaries.households)) > 1:
        counts = "、".join(f"{context.ledger.unit_name(unit)} {len(paths)} 份" for unit, paths in found.records.items())
        fewest = min(found.records.values(), key=len)
        yield from _weighed(
            context,
            context.policy.guard.federations,
            fewest[0],
            f"这次改动改了 {len(found.records)} 个残联的记录：{counts}。",
            "一个残联一次改动，分开合并。",
        )


def _weighed(context: ChangeContext, weight: str, path: str, message: str, remedy: str) -> Findings:
    if weight != UNCHECKED:
        yield replace(context.rule, severity=Severity(weight)).at(path, message=message, remedy=remedy)
