"""Places: every county, township and federation that a record mentions exists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.records.kinds import path_of
from jiedui.rules.registry import WARNING, helper_rule, household_rule, ledger_rule, record_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiedui.model.helper import Helper
    from jiedui.model.household import Household
    from jiedui.records.reader import Record
    from jiedui.records.values import Pointer
    from jiedui.rules.context import Findings, LedgerContext, RuleContext

TOWNSHIP_BODIES = ("乡镇(街道)残联", "村(社区)残协")


@household_rule(
    "township-unknown",
    "名录里没有这个乡镇（街道）",
    why="地址按名录里的县名加乡镇名核对。",
    clause="二(四)",
    requirement="R-015",
)
def township_exists(household: Household, context: RuleContext) -> Findings:
    divisions = context.ledger.divisions
    # A closed record keeps the names of its time, though townships be merged since.
    if not divisions.townships or household.closed_on:
        return
    if household.county not in divisions.counties:
        yield context.fault(
            ("county",),
            f"名录里没有“{household.county}”。",
            remedy=f"可以写：{'、'.join(divisions.counties)}。",
        )
    elif divisions.find(household.county, household.township) is None:
        names = [township.name for township in divisions.townships if township.county == household.county]
        yield context.fault(
            ("township",),
            f"{household.county}没有“{household.township}”。",
            remedy=f"可以写：{'、'.join(names)}。",
        )


@helper_rule(
    "helper-township",
    "任职的乡镇（街道）不对",
    why="乡镇和村里的责任人要写明在哪个乡镇（街道）。",
    clause="二(四)",
    requirement="R-015",
)
def helper_township(helper: Helper, context: RuleContext) -> Findings:
    divisions = context.ledger.divisions
    if not divisions.townships:
        return
    every = {name for _, name in divisions.by_name}
    # On some day: one that is handed over, or will be, is told by another rule, from its day on.
    own = context.ledger.township_names(helper.unit)
    offered = sorted(township.name for township in divisions.of_unit(helper.unit))
    remedy = f"可以写：{'、'.join(offered) or '本残联没有乡镇'}。"
    for index, role in enumerate(helper.roles):
        # A post that has ended may have been in another federation's township.
        names = every if role.span.end else own
        if role.body in TOWNSHIP_BODIES and not role.township:
            message = "这一段任职没有写乡镇（街道）。"
            yield context.fault(("roles", index), message, remedy=remedy, missing="township")
        elif role.township and role.township not in names:
            message = f"“{role.township}”不是本残联管的乡镇（街道）。"
            yield context.fault(("roles", index, "township"), message, remedy=remedy)


@helper_rule(
    "helper-handed-over",
    "任职的乡镇（街道）已经归别的残联管",
    why="乡镇换了主管残联，在那里任职的人要跟着移交，户数才算在现在的单位。",
    clause="二(四)",
    requirement="R-016",
    severity=WARNING,
)
def helper_goes_with_township(helper: Helper, context: RuleContext) -> Findings:
    ledger, today = context.ledger, context.as_of
    for index, role in enumerate(helper.roles):
        if not role.township or not role.span.covers(today):
            continue
        managers = ledger.divisions_on(today).managers(role.township)
        if managers and helper.unit not in managers and role.township in ledger.township_names(helper.unit):
            now = "、".join(map(ledger.unit_name, sorted(managers)))
            yield context.fault(
                ("roles", index, "township"),
                f"{role.township}现在由{now}管理。",
                remedy="这一段任职写结束日期和原因，在现在主管的残联新建他的档案；他的户也移交给那边。",
            )


@ledger_rule(
    "divisions-missing",
    "没有区划名录",
    why="没有 divisions.yml，就核对不了县市区和乡镇的名称。",
    clause="二(四)",
    requirement="R-015",
)
def divisions_exist(context: LedgerContext) -> Findings:
    path = path_of("divisions")
    if context.summaries.households and not context.files.of_kind("divisions") and path not in context.files.faulty:
        yield context.file(path).fault(
            (),
            "台账里没有 divisions.yml。",
            remedy="写 divisions.yml：县市区和乡镇（街道）的名称、统计代码、主管残联，照网站的字段说明填。",
        )


@ledger_rule(
    "township-merged",
    "乡镇并入写得不对",
    why="并入哪里、从哪天起写错了，户就归不到现在的乡镇。",
    clause="二(四)",
    requirement="R-015",
)
def mergers_lead_somewhere(context: LedgerContext) -> Findings:
    for record in context.files.of_kind("divisions"):
        for row, county in enumerate(record.data["counties"]):
            for column, township in enumerate(county["townships"]):
                if "merged" not in township:
                    continue
                merged, place = township["merged"], ("counties", row, "townships", column, "merged")
                if context.ledger.divisions.find(county["name"], township["name"]) is None:
                    yield context.file(record.path).fault(
                        (*place, "into"),
                        f"{county['name']}没有“{merged['into']}”，或者并来并去又回到了{township['name']}。",
                        remedy="写同一县市区里现在还有的乡镇（街道）的名称。",
                    )
                elif merged["date"] <= township.get("from", ""):
                    yield context.file(record.path).fault(
                        (*place, "date"),
                        f"{township['name']} {township['from']} 才设立，{merged['date']} 就并走了，一天也没有。",
                        remedy="核对两个日期；没有设立过的，删掉这个乡镇。",
                    )


@record_rule(
    "unit-unknown",
    "没有这个残联",
    why="残联代号写错，数字就归错地方。",
    clause="发文",
    requirement="R-002",
    kinds=("divisions", "helper", "event-reminder", "event-award", "policy-quotas"),
)
def units_exist(record: Record, context: RuleContext) -> Findings:
    said: set[str] = set()
    for unit, pointer in _units_mentioned(record):
        if unit not in said and context.files.absent(unit, context.ledger.units, "残联"):
            said.add(unit)
            yield context.fault(pointer, f"没有代号为 {unit} 的残联。", remedy="残联代号就是台账里的文件夹名。")


def _units_mentioned(record: Record) -> Iterator[tuple[str, Pointer]]:
    """Yield (unit, pointer) wherever a record names a federation."""
    data = record.data
    for row, county in enumerate(data.get("counties", ())):
        yield county["unit"], ("counties", row, "unit")
        for column, township in enumerate(county["townships"]):
            for number, item in enumerate(township.get("managed", ())):
                yield item["unit"], ("counties", row, "townships", column, "managed", number, "unit")
    for key in ("map", "raises"):
        for row, item in enumerate(data.get(key, ())):
            yield item["unit"], (key, row, "unit")
    if "filing" in data:
        yield data["filing"]["unit"], ("filing", "unit")
    if "unit" in data:
        yield data["unit"], ("unit",)
