"""Pairings: dated spells with one person in charge at a time (R-016, R-017, R-056, 二(四))."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from jiedui.model.helper import FULL_TIME, SOCIAL
from jiedui.model.pairing import ModuleEntry
from jiedui.rules.registry import WARNING, household_rule

if TYPE_CHECKING:
    from jiedui.model.helper import Helper
    from jiedui.model.household import Household
    from jiedui.model.pairing import Pairing
    from jiedui.records.values import Pointer
    from jiedui.rules.context import Findings, RuleContext

RETIRED = "退休离岗"
HELPER_SIDE = ("岗位调整", "职务变化", RETIRED)
_DAY = len("2026-03-02")
NEVER = date.max


@household_rule(
    "pairing-order",
    "结对日期先后不对",
    why="结束日期不能早于开始日期，登记表等日期要在结对之后。",
    clause="二(四)",
    requirement="R-016",
)
def in_order(household: Household, context: RuleContext) -> Findings:
    for index, pairing in enumerate(household.pairings):
        if pairing.span.end and pairing.span.end < pairing.span.start:
            yield context.fault(
                ("pairings", index, "to"), "结束日期早于开始日期。", remedy="核对这一段结对的起止日期。"
            )
        if pairing.span.start < household.registered_on <= context.as_of:
            yield context.fault(
                ("pairings", index, "from"),
                "结对开始早于建档日期。",
                remedy="核对建档日期 registered_on 和结对日期。",
            )
        for key in ("form_on", "card_on", "onsite_on", "module_on"):
            when = getattr(pairing, key)
            if when and when < pairing.span.start:
                yield context.fault(
                    ("pairings", index, key),
                    f"{key} 早于结对开始日期。",
                    remedy="五件事在结对以后办。换了责任人的，填新责任人办理的日期。",
                )
        yield from _done_before_the_end(index, pairing, context)


def _done_before_the_end(index: int, pairing: Pairing, context: RuleContext) -> Findings:
    """Find what the family sees done after the end; the provincial module may be brought up to date then."""
    start, end = pairing.span.start, pairing.span.end
    for key in ("form_on", "card_on", "onsite_on"):
        when = getattr(pairing, key)
        if when and end and start <= end < when:
            yield context.fault(
                ("pairings", index, key),
                f"{key} 晚于结对结束日期。",
                remedy="核对日期；是新责任人办的，写到新的一段里。",
            )


@household_rule(
    "pairing-card",
    "联系卡的版号与留卡日期对不上",
    why="先印卡，后留卡；版号里的日期不会晚于留卡，没有留卡就没有版号。",
    clause="五(四)2",
    requirement="R-081",
)
def card_in_order(household: Household, context: RuleContext) -> Findings:
    for index, pairing in enumerate(household.pairings):
        place: Pointer = ("pairings", index)
        if pairing.card_version and pairing.card_on is None:
            yield context.fault(
                place,
                "没有留联系卡日期，却有联系卡版号。",
                remedy="补上 card_on（留联系卡日期）。",
                missing="card_on",
            )
        elif pairing.card_on and pairing.card_version[:_DAY] > pairing.card_on.isoformat():
            yield context.fault(
                (*place, "card_version"),
                "联系卡版号里的日期晚于留卡。",
                remedy="照抄卡右下角的版号；换了新卡的，card_on 写留新卡的日期。",
            )


@household_rule(
    "pairing-decision",
    "决定或者商量早于结对",
    why="先结对，后商量、决定结束；早于结对的，多半是年份写错了。",
    clause="二(四)",
    requirement="R-017",
)
def decided_in_order(household: Household, context: RuleContext) -> Findings:
    for index, pairing in enumerate(household.pairings):
        for key, when in (("decided_on", pairing.decided_on), ("consulted_on", pairing.consulted_on)):
            if when and pairing.span.end and when < pairing.span.start:
                yield context.fault(
                    ("pairings", index, key),
                    f"{key} 的日期 {when} 早于这一段结对开始。",
                    remedy="核对年份和月份：写决定（商量）结束这一段的日期。",
                )


@household_rule(
    "pairing-consulted-late",
    "先决定，后商量",
    why="帮扶对象情况变化的，由县级残联先商结对干部，再进行调整。",
    clause="二(四)",
    requirement="R-017",
    severity=WARNING,
)
def consulted_first(household: Household, context: RuleContext) -> Findings:
    for index, pairing in enumerate(household.pairings):
        decided, consulted = pairing.decided_on, pairing.consulted_on
        if decided and consulted and decided < consulted:
            yield context.fault(
                ("pairings", index, "consulted_on"),
                f"{decided} 决定，{consulted} 才商量。",
                remedy="核对 consulted_on（商结对干部日期）和 decided_on（决定日期）；确实如此的，可以不理会。",
            )


@household_rule(
    "pairing-reason",
    "因退休离岗结束，责任人还在岗",
    why="退休离岗的，任职也要写结束；还在岗的，是别的原因。",
    clause="二(四)",
    requirement="R-016",
    severity=WARNING,
)
def retired_means_left(household: Household, context: RuleContext) -> Findings:
    grace = timedelta(days=context.policy.settings.repair_grace_days)
    for index, pairing in enumerate(household.pairings):
        helper, end = context.ledger.helpers.get(pairing.helper), pairing.span.end
        if helper is None or end is None or pairing.end_reason != RETIRED or end > context.as_of - grace:
            continue
        full_time = any(role.body != SOCIAL and role.tenure == FULL_TIME for role in helper.roles_on(end + grace))
        if full_time and pairing.span.start <= end:
            yield context.fault(
                ("pairings", index, "end_reason"),
                f"结束原因是“{RETIRED}”，{helper.id} 的任职却没有结束。",
                remedy="给责任人的任职 roles 写结束日期和原因；没有离岗的，改结束原因。",
            )


@household_rule(
    "pairing-module",
    "省平台的更新先后不对",
    why="先录入省平台，后更新；照着录入的录入单，单号里的日期不会晚于录入。",
    clause="五(四)2",
    requirement="R-082",
)
def module_in_order(household: Household, context: RuleContext) -> Findings:
    for index, pairing in enumerate(household.pairings):
        place: Pointer = ("pairings", index)
        if pairing.module_on is None and (pairing.module_updates or pairing.module_version):
            yield context.fault(
                place,
                "没有录入省平台日期，却有录入单号或更新。",
                remedy="补上 module_on（录入省平台日期），写第一次录入的日期。",
                missing="module_on",
            )
        if pairing.module_on and pairing.module_version:
            first = ModuleEntry(pairing.module_on, pairing.module_by, pairing.module_version)
            yield from _version_in_order(first, (*place, "module_version"), context)
        for number, entry in enumerate(pairing.module_updates):
            if pairing.module_on and entry.on < pairing.module_on:
                yield context.fault(
                    (*place, "module_updates", number, "date"),
                    "省平台的更新早于录入。",
                    remedy="核对更新日期；module_on 写第一次录入的日期，以后不改。",
                )
            yield from _version_in_order(entry, (*place, "module_updates", number, "version"), context)


def _version_in_order(entry: ModuleEntry, pointer: Pointer, context: RuleContext) -> Findings:
    if entry.version and not entry.version.startswith(entry.day.isoformat()):
        yield context.fault(
            pointer,
            "录入单号里的日期不对，或者晚于录入。",
            remedy="照抄录入单上的单号；前面是出录入单那天的日期。",
        )


@household_rule(
    "pairing-programme",
    "结对不在方案期内",
    why="方案有开始和结束的日期，这以外的结对不属于方案。",
    clause="五(四)",
    requirement="R-003",
)
def in_programme(household: Household, context: RuleContext) -> Findings:
    programme = context.policy.programme
    for index, pairing in enumerate(household.pairings):
        for key, when in (("from", pairing.span.start), ("to", pairing.span.end)):
            if when and not programme.covers(when):
                yield context.fault(
                    ("pairings", index, key),
                    f"日期 {when} 不在方案期内。",
                    remedy=f"方案期是 {programme.start} 至 {programme.end}，核对日期。",
                )


@household_rule(
    "pairing-overlap",
    "同一时间有两个主责",
    why="一户同时只能有一个主责；同一个人也不能同时结对两次。",
    clause="五(一)",
    requirement="R-056",
)
def one_primary(household: Household, context: RuleContext) -> Findings:
    remedy = "先给旧的一段写结束日期 to（负责的最后一天），新的一段从第二天开始；同时帮扶的另一人选“协助”。"
    for index, later in enumerate(household.pairings):
        if any(_clash(earlier, later) for earlier in household.pairings[:index]):
            message = "这一段与前面的一段结对时间重叠。"
            yield context.fault(("pairings", index, "from"), message, remedy=remedy)


def _clash(earlier: Pairing, later: Pairing) -> bool:
    alike = earlier.helper == later.helper or (earlier.is_primary and later.is_primary)
    return alike and earlier.span.overlaps(later.span)


@household_rule(
    "pairing-employed",
    "结对期间责任人不在岗",
    why="责任人离岗后，要在宽限期内结束结对、另行安排。",
    clause="二(四)",
    requirement="R-016",
)
def helper_employed(household: Household, context: RuleContext) -> Findings:
    grace = timedelta(days=context.policy.settings.repair_grace_days)
    for index, pairing in enumerate(household.pairings):
        helper = context.ledger.helpers.get(pairing.helper)
        if helper is None:
            continue
        start, end = pairing.span.start, pairing.span.end
        last = _employed_until(helper, start, grace)
        # Open, and he came back later: nobody was in charge between.
        until = end or max(role.span.start for role in helper.roles)
        if last is None:
            yield context.fault(
                ("pairings", index, "from"),
                f"{start} 这天责任人没有任职。",
                remedy="核对结对日期，或补上责任人的任职经历。",
            )
        elif until - last > grace:
            yield context.fault(
                ("pairings", index, "helper"),
                f"责任人任职到 {last} 为止，这一段结对没有及时结束。",
                remedy=f"由所在单位调整：给这一段写结束日期（最迟 {last + grace}）和原因，再另写新责任人的一段。",
            )


@household_rule(
    "pairing-unsettled",
    "责任人离岗，还没有重新结对",
    why="责任人岗位调整、职务变化、退休离岗的，由所在单位调整结对关系；最后一天可以先记，宽限期内另行安排。",
    clause="二(四)",
    requirement="R-016",
    severity=WARNING,
)
def settled_after_leaving(household: Household, context: RuleContext) -> Findings:
    grace = timedelta(days=context.policy.settings.repair_grace_days)
    for index, pairing in enumerate(household.pairings):
        helper = context.ledger.helpers.get(pairing.helper)
        last = _employed_until(helper, pairing.span.start, grace) if helper and pairing.span.end is None else None
        again = helper is not None and any(last and role.span.start > last for role in helper.roles)
        if last and last != NEVER and not again and household.closed_on is None:
            yield context.fault(
                ("pairings", index, "helper"),
                f"责任人任职到 {last} 为止，这一段结对还没有结束。",
                remedy=(
                    f"由责任人所在单位调整：给这一段写结束日期（最迟 {last + grace}）和原因，再另写新责任人的一段；"
                    "离岗后以社会力量继续帮的，在责任人文件的 roles 里加一段“社会力量”。"
                ),
            )


def _employed_until(helper: Helper, start: date, grace: timedelta) -> date | None:
    """Return the last day in office from ``start`` on, gaps within ``grace`` bridged; ``None`` for not in office."""
    last = None
    for span in sorted((role.span for role in helper.roles), key=lambda span: span.start):
        if span.covers(start) or (last and span.start - last <= grace):
            last = max(last or span.start, span.end or NEVER)
    return last


@household_rule(
    "pairing-ending",
    "结束结对没有写清楚",
    why="什么时候、为什么、谁决定的，三样都要写。",
    clause="二(四)",
    requirement="R-016",
)
def ending_complete(household: Household, context: RuleContext) -> Findings:
    for index, pairing in enumerate(household.pairings):
        ended = pairing.span.end is not None
        for key, filled in (
            ("end_reason", pairing.end_reason),
            ("decided_by", pairing.decided_by),
            ("decided_on", pairing.decided_on),
        ):
            if ended and not filled:
                yield context.fault(
                    ("pairings", index),
                    f"结对已结束，没有填 {key}。",
                    remedy=f"补上 {key}。",
                    missing=key,
                )
        if pairing.end_reason and not ended:
            yield context.fault(
                ("pairings", index, "end_reason"),
                "写了结束原因，没有写结束日期 to。",
                remedy="补上负责的最后一天。",
            )


@household_rule(
    "pairing-consulted",
    "没有写商结对干部的日期",
    why="帮扶对象情况变化的，由县级残联商结对干部进行调整。",
    clause="二(四)",
    requirement="R-017",
)
def helper_consulted(household: Household, context: RuleContext) -> Findings:
    for index, pairing in enumerate(household.pairings):
        if (
            pairing.span.end
            and pairing.end_reason
            and pairing.end_reason not in HELPER_SIDE
            and not pairing.consulted_on
        ):
            yield context.fault(
                ("pairings", index),
                f"因“{pairing.end_reason}”结束，没有填 consulted_on。",
                remedy="补上与结对干部商量的日期。",
                missing="consulted_on",
            )


@household_rule(
    "pairing-after-close",
    "户已终止，结对没有结束",
    why="终止帮扶的户，结对要同时结束。",
    clause="二(四)",
    requirement="R-017",
)
def closed_means_ended(household: Household, context: RuleContext) -> Findings:
    if household.closed_on is None:
        return
    for index, pairing in enumerate(household.pairings):
        if pairing.span.end is None or pairing.span.end > household.closed_on:
            yield context.fault(
                ("pairings", index, "to" if pairing.span.end else "from"),
                f"这一户已于 {household.closed_on} 终止，这一段结对没有同时结束。",
                remedy="结束日期 to 写到终止那天为止，并写明结束原因。",
            )


@household_rule(
    "plan-missing",
    "结对的户没有帮扶措施",
    why="一户一案：每个结对的户都要有拟帮扶措施或需求清单。",
    clause="二(三)",
    requirement="R-014",
)
def has_plan(household: Household, context: RuleContext) -> Findings:
    open_spells = [index for index, pairing in enumerate(household.pairings) if pairing.span.end is None]
    if open_spells and household.closed_on is None and not household.plan and not household.needs:
        yield context.fault(
            ("pairings", open_spells[0]),
            "没有拟帮扶措施，也没有需求清单。",
            remedy="在 plan 里写拟帮扶措施，或在 needs 里写需求和措施。",
        )
