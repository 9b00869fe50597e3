"""The programme's days, and what has to follow when they change: it may be extended, or end early (R-003, 五(四)).

What stands in a list with days of its own is looked at by the rules on rows.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from jiedui.model.event import Reminder, Strike
from jiedui.model.policy import IMPLEMENTING
from jiedui.model.settings import CLAUSES
from jiedui.model.time import Quarter, Stretch
from jiedui.records.kinds import path_of
from jiedui.rules.registry import WARNING, household_rule, ledger_rule
from jiedui.rules.summary import later

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiedui.model.household import Household
    from jiedui.model.policy import Policy
    from jiedui.rules.context import Findings, LedgerContext, RuleContext
    from jiedui.rules.summary import Later


@ledger_rule(
    "programme-clause",
    "引用的条款没有写这个结束日期",
    why="延期或者提前结束要有文件；引用的条款说的要和登记的一样。",
    clause="五(四)",
    requirement="R-003",
    severity=WARNING,
)
def said_by_its_clause(context: LedgerContext) -> Findings:
    end = context.policy.end
    for record in context.files.of_kind("policy-ledger"):
        found = context.policy.clauses.get(record.data["clause"])
        if found and f"{end.year}年" not in found.heading + found.text:
            yield context.file(record.path).fault(
                ("clause",),
                f"帮扶结束日期是 {end}，条款 {context.policy.cited(found.id)} 里没有写{end.year}年。",
                remedy=_where_it_stands(context.policy, found.id),
            )


def _where_it_stands(policy: Policy, cited: str) -> str:
    """Return what to do about a clause that does not say when the programme ends."""
    if policy.document_of(cited) is policy.notice:
        return (
            "延期、提前结束的文件登记到 policy/clauses.yml，这里写它的条款编号，例如 2026:一；"
            f"那一条的正文里要有“{policy.end.year}年”。"
        )
    return (
        f"核对 policy/clauses.yml 里 {cited} 的正文，照文件写全，要有“{policy.end.year}年”；"
        "结束日期写在文件另一条里的，登记那一条，这里改写它的编号。"
    )


@ledger_rule(
    "occasion-years",
    "有的年份没有登记节日",
    why="没有登记的年份，不会提醒节日慰问。",
    clause="四(四)4",
    requirement="R-044",
    severity=WARNING,
)
def occasions_every_year(context: LedgerContext) -> Findings:
    known = {item.when.year for item in context.policy.occasions}
    years = range(context.policy.programme.start.year, context.policy.end.year + 1)
    if lacking := [f"{year}年" for year in years if year not in known]:
        yield context.file(path_of("policy-occasions")).fault(
            ("days",), f"{'、'.join(lacking)}没有登记节日。", remedy="照前一年补上各个日子；农历的日子查当年的日历。"
        )


@ledger_rule(
    "contact-until",
    "联系要求的截止日期没有跟着方案期改",
    why="截止日期以后的季度不要求联系；方案期改了，截止日期不改，以后的季度就没有要求了。",
    clause=CLAUSES["A-09"],
    requirement="R-084",
    severity=WARNING,
)
def contact_goes_on(context: LedgerContext) -> Findings:
    policy = context.policy
    # To end with 帮扶实施阶段 is another reading of the clause.
    meant = (policy.end, policy.phase(IMPLEMENTING).span.end)
    if (until := policy.settings.contact_until) not in meant:
        for record in context.files.of_kind("policy-readings"):
            for index, item in enumerate(record.data["readings"]):
                if "contact_until" in item.get("settings", {}):
                    yield context.file(record.path).fault(
                        ("readings", index, "settings", "contact_until"),
                        f"联系要求到 {until} 为止，帮扶到 {policy.end} 结束。",
                        remedy=f"改成 {policy.end}，这条读法的文字里写的日期一起改。",
                    )


@ledger_rule(
    "programme-after",
    "结束以后还有记录",
    why="帮扶结束以后的联系、结对不算在任何数字里；结束日期写早了，就少算了。",
    clause="五(四)",
    requirement="R-003",
    severity=WARNING,
)
def nothing_after_its_end(context: LedgerContext) -> Findings:
    """Tell once, where the end is written, of what lies after it: it was true when it was recorded, and stays."""
    end, found = context.policy.end, list(_recorded(context))
    if found:
        counts: Counter[str] = Counter()
        for item, _ in found:
            counts[item.counted] += item.number
        first, its = min((item.first, owner) for item, owner in found)
        last, of = max((item.last, owner) for item, owner in found)
        until = f"，最后 {last}（{of}）" if counts.total() > 1 else ""
        yield context.file(path_of("policy-ledger")).fault(
            ("programme_to",),
            f"帮扶 {end} 结束，以后还有 {'、'.join(f'{number} {counted}' for counted, number in counts.items())}："
            f"最早 {first}（{its}）{until}。",
            remedy="结束日期写早了，或者方案延期了的，改 programme_to。日期没有错的，已经记下的留着，不算在任何数字里；"
            "结束以后的联系不用再登记。",
        )


def _recorded(context: LedgerContext) -> Iterator[tuple[Later, str]]:
    """Yield what the programme asks for that is recorded of later days, and in whose folder."""
    folders, ledger = context.summaries.folders, context.ledger
    yield from ((item, folder.id) for folder in folders for item in folder.contacts_after)
    yield from ((item, folder.id) for folder in folders for item in folder.after)
    after = Stretch(context.policy.end, context.as_of)
    for unit, events in ledger.events.items():
        quarters = (event.quarter for event in events if isinstance(event, Reminder | Strike) and event.quarter)
        yield from ((item, unit) for item in later("件提醒、核减", (each.start for each in quarters), after))
    for name in ledger.bulletins:
        yield from ((item, name) for item in later("期通报", (Quarter.parse(name).start,), after))


@household_rule(
    "annual-programme",
    "年度落实情况不在方案期内",
    why="登记表按方案期里的年份填写。",
    clause="附件2",
    requirement="R-118",
    given=("annual",),
)
def annual_in_programme(household: Household, context: RuleContext) -> Findings:
    programme, end = context.policy.programme, context.policy.end
    last = max(end, context.as_of).year
    for index, item in enumerate(context.files.written(household).get("annual", ())):
        if not programme.start.year <= item["year"] <= last:
            yield context.fault(
                ("annual", index, "year"),
                f"{item['year']}年不在方案期内。",
                remedy=f"方案期是 {programme.start} 至 {end}，核对年份。",
            )
