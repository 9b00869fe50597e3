"""办理时限: every year of the programme has its days off, and no limit or day says what nobody can mean (B-02)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.model.service import ServiceKind
from jiedui.records.kinds import path_of
from jiedui.rules.registry import WARNING, ledger_rule

if TYPE_CHECKING:
    from jiedui.rules.context import Findings, LedgerContext

KIND = "policy-service"
_SATURDAY = 5


@ledger_rule(
    "service-years",
    "有的年份没有写放假安排",
    why="没有写的年份，节日也算工作日，期限会早到。",
    clause="二(二)",
    requirement="R-013",
    severity=WARNING,
)
def days_off_every_year(context: LedgerContext) -> Findings:
    service = context.policy.service
    known = {year.year for year in service.calendar.years}
    years = range(context.policy.programme.start.year, context.policy.end.year + 1)
    if service.levels and (lacking := [f"{year}年" for year in years if year not in known]):
        yield context.file(path_of(KIND)).fault(
            ("years",),
            f"{'、'.join(lacking)}没有写放假安排。",
            remedy="照国务院办公厅当年的通知补上放假和调休上班的日子；还没有公布的，先写法定节假日，不写文号。",
        )


@ledger_rule(
    "service-no-days",
    "时限是 0 个工作日",
    why="0 是当天：当天没有办，第二天就算超过时限。",
    clause="二(二)",
    requirement="R-013",
    severity=WARNING,
)
def limits_leave_time(context: LedgerContext) -> Findings:
    for index, level in enumerate(context.policy.service.levels):
        if not level.days and level.kind is not ServiceKind.URGENT:
            yield context.file(path_of(KIND)).fault(
                ("levels", index, "days"),
                f"“{level.title}”的时限是 0 个工作日，当天就到期。",
                remedy="写上几个工作日；不要时限的，删掉这一条。",
            )


@ledger_rule(
    "workday-in-week",
    "调休上班的日子不在周末",
    why="星期一到星期五本来就上班，写错了的，那个周末就没有算成工作日。",
    clause="二(二)",
    requirement="R-013",
    severity=WARNING,
)
def worked_at_weekends(context: LedgerContext) -> Findings:
    for index, year in enumerate(context.policy.service.calendar.years):
        for place, when in enumerate(year.workdays):
            if when.weekday() < _SATURDAY:
                yield context.file(path_of(KIND)).fault(
                    ("years", index, "workdays", place),
                    f"调休上班的 {when} 是星期{'一二三四五'[when.weekday()]}。",
                    remedy="照当年的通知核对；只写改成上班的星期六、星期日。",
                )
