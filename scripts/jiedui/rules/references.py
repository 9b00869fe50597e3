"""References: every id and place name that a record mentions exists."""

from __future__ import annotations

from collections.abc import Iterator

from jiedui.model.helper import Helper
from jiedui.model.household import Household
from jiedui.model.visit import Visit
from jiedui.records.finding import Finding, Rule
from jiedui.records.kinds import path_of
from jiedui.records.values import Pointer
from jiedui.rules.registry import WARNING, Context, check

_FIND = "核对编号；在网站“查户”页可以按姓名查到编号。"
_HELPER, _HOUSEHOLD = "帮扶责任人", "户"
TOWNSHIP_BODIES = ("乡镇(街道)残联", "村(社区)残协")


@check(
    "household",
    "household-helper-unknown",
    "没有这个帮扶责任人",
    "编号写错，结对就落不到人。",
    clause="五(二)1",
    requirement="R-060",
)
def helpers_exist(rule: Rule, household: Household, context: Context) -> Iterator[Finding]:
    mentioned: list[tuple[str, Pointer]] = [
        (pairing.helper, ("pairings", index, "helper")) for index, pairing in enumerate(household.pairings)
    ]
    mentioned += [
        (measure.by, ("needs", row, "measures", column, "by"))
        for row, need in enumerate(household.needs)
        for column, measure in enumerate(need.measures)
        if measure.by
    ]
    for helper, pointer in mentioned:
        if words := context.absent(helper, context.ledger.helpers, _HELPER):
            yield rule.at(context.path(household), pointer, message=words, remedy=_FIND)


@check(
    "visit",
    "visit-helper-unknown",
    "没有这个联系人",
    "编号写错，这次联系就不知道算谁的。",
    clause="五(四)3",
    requirement="R-084",
)
def visitor_exists(rule: Rule, visit: Visit, household: Household, context: Context) -> Iterator[Finding]:
    if words := context.absent(visit.by, context.ledger.helpers, _HELPER):
        yield rule.at(context.path(visit, household), ("by",), message=words, remedy=_FIND)


@check(
    "helper",
    "deputy-unknown",
    "没有这个代管责任人",
    "代管人编号写错，暂停期间的联系就不算。",
    clause="五(四)3",
    requirement="R-084",
)
def deputies_exist(rule: Rule, helper: Helper, context: Context) -> Iterator[Finding]:
    for index, pause in enumerate(helper.pauses):
        words = context.absent(pause.deputy, context.ledger.helpers, _HELPER) if pause.deputy else ""
        if words:
            yield rule.at(context.path(helper), ("pauses", index, "deputy"), message=words, remedy=_FIND)


@check(
    "household",
    "member-unknown",
    "没有这个成员编号",
    "需求和活动要落到户内的人。",
    clause="二(三)",
    requirement="R-014",
)
def members_exist(rule: Rule, household: Household, context: Context) -> Iterator[Finding]:
    known = {member.id for member in household.members}
    mentioned = [(need.person, ("needs", index, "person")) for index, need in enumerate(household.needs) if need.person]
    mentioned += [(outing.person, ("outings", index, "person")) for index, outing in enumerate(household.outings)]
    for person, pointer in mentioned:
        if person not in known:
            yield rule.at(
                context.path(household),
                pointer,
                message=f"户内没有编号为 {person} 的成员。",
                remedy=f"户内成员有：{'、'.join(sorted(known))}。",
            )


@check(
    "household",
    "household-id-repeated",
    "户内编号重复",
    "两个成员或两项需求用了同一个编号。",
    clause="二(三)",
    requirement="R-014",
)
def inner_ids_unique(rule: Rule, household: Household, context: Context) -> Iterator[Finding]:
    inner = {
        "members": [member.id for member in household.members],
        "needs": [need.id for need in household.needs],
    }
    for key, identifiers in inner.items():
        seen: set[str] = set()
        for index, identifier in enumerate(identifiers):
            if identifier in seen:
                yield rule.at(
                    context.path(household),
                    (key, index, "id"),
                    message=f"编号 {identifier} 用了两次。",
                    remedy="后一个换成没用过的编号。",
                )
            seen.add(identifier)


@check(
    "visit",
    "visit-household-unknown",
    "没有这一户",
    "同时联系的户写错编号，那一户就少算一次。",
    clause="五(四)3",
    requirement="R-084",
)
def also_exist(rule: Rule, visit: Visit, household: Household, context: Context) -> Iterator[Finding]:
    for index, other in enumerate(visit.also):
        path = context.path(visit, household)
        if other == household.id:
            yield rule.at(path, ("also", index), message="本户不用再写一遍。", remedy="also 里只写其余各户。")
        elif words := context.absent(other, context.ledger.households, _HOUSEHOLD):
            yield rule.at(path, ("also", index), message=words, remedy=_FIND)


@check(
    "household",
    "moved-from-unknown",
    "没有原来那一户",
    "迁入户要能查到原来的档案。",
    clause="二(四)",
    requirement="R-017",
)
def moved_from_exists(rule: Rule, household: Household, context: Context) -> Iterator[Finding]:
    origin = household.moved_from
    if not origin:
        return
    path = context.path(household)
    if words := context.absent(origin, context.ledger.households, _HOUSEHOLD):
        yield rule.at(path, ("moved_from",), message=words, remedy=_FIND)
    elif origin in context.ledger.households and context.ledger.households[origin].closed_reason != "迁出市内":
        yield rule.at(
            path,
            ("moved_from",),
            message=f"原来的户 {origin} 没有按“迁出市内”终止。",
            remedy="请原来的残联先在那一户写 closed，原因选“迁出市内”。",
        )


@check(
    "visit",
    "visit-need-unknown",
    "没有这项需求",
    "走访里提到的需求要先写在户档案里。",
    clause="四",
    requirement="R-031",
)
def needs_exist(rule: Rule, visit: Visit, household: Household, context: Context) -> Iterator[Finding]:
    known = {need.id for need in household.needs}
    for index, progress in enumerate(visit.progress):
        if progress.need not in known:
            listed = "、".join(sorted(known)) or "还没有需求"
            yield rule.at(
                context.path(visit, household),
                ("needs", index, "id"),
                message=f"户档案里没有编号为 {progress.need} 的需求。",
                remedy=f"户档案里有：{listed}。先在户档案里写需求，再在这里引用。",
            )


@check(
    "visit",
    "visit-need-open",
    "走访说办结了，户档案里还没有办结",
    "办结的需求要在户档案里写办结日期和结果，才算办结。",
    clause="二(二)",
    requirement="R-013",
    severity=WARNING,
)
def closed_needs_agree(rule: Rule, visit: Visit, household: Household, context: Context) -> Iterator[Finding]:
    for index, progress in enumerate(visit.progress):
        if progress.action == "办结" and any(
            need.id == progress.need and not need.closed_on for need in household.needs
        ):
            yield rule.at(
                context.path(visit, household),
                ("needs", index, "action"),
                message=f"需求 {progress.need} 在户档案里还没有办结。",
                remedy="在户档案里补上这项需求的 closed_on 和 result；没有办结的，这里改成“推进”。",
            )


@check(
    "household",
    "township-unknown",
    "名录里没有这个乡镇（街道）",
    "地址按名录里的县名加乡镇名核对。",
    clause="二(四)",
    requirement="R-015",
)
def township_exists(rule: Rule, household: Household, context: Context) -> Iterator[Finding]:
    divisions = context.ledger.divisions
    # A closed record keeps the names of its time, though townships be merged since.
    if not divisions.townships or household.closed_on:
        return
    path = context.path(household)
    if household.county not in divisions.counties:
        yield rule.at(
            path,
            ("county",),
            message=f"名录里没有“{household.county}”。",
            remedy=f"可以写：{'、'.join(divisions.counties)}。",
        )
    elif divisions.find(household.county, household.township) is None:
        names = [township.name for township in divisions.townships if township.county == household.county]
        yield rule.at(
            path,
            ("township",),
            message=f"{household.county}没有“{household.township}”。",
            remedy=f"可以写：{'、'.join(names)}。",
        )


@check(
    "helper",
    "helper-township",
    "任职的乡镇（街道）不对",
    "乡镇和村里的责任人要写明在哪个乡镇（街道）。",
    clause="二(四)",
    requirement="R-015",
)
def helper_township(rule: Rule, helper: Helper, context: Context) -> Iterator[Finding]:
    divisions = context.ledger.divisions
    if not divisions.townships:
        return
    every = {township.name for township in divisions.townships}
    own = {township.name for township in divisions.of_unit(helper.unit)}
    remedy = f"可以写：{'、'.join(sorted(own)) or '本残联没有乡镇'}。"
    path = context.path(helper)
    for index, role in enumerate(helper.roles):
        # A post that has ended may have been in another federation's township.
        names = every if role.span.end else own
        if role.body in TOWNSHIP_BODIES and not role.township:
            message = "这一段任职没有写乡镇（街道）。"
            yield rule.at(path, ("roles", index), message=message, remedy=remedy, missing="township")
        elif role.township and role.township not in names:
            message = f"“{role.township}”不是本残联管的乡镇（街道）。"
            yield rule.at(path, ("roles", index, "township"), message=message, remedy=remedy)


@check(
    "ledger",
    "divisions-missing",
    "没有区划名录",
    "没有 divisions.yml，就核对不了县市区和乡镇的名称。",
    clause="二(四)",
    requirement="R-015",
)
def divisions_exist(rule: Rule, context: Context) -> Iterator[Finding]:
    path = path_of("divisions")
    if context.ledger.households and not context.of_kind("divisions") and path not in context.faulty:
        yield rule.at(path, message="台账里没有 divisions.yml。", remedy="从示例台账的 records/ 复制。")


@check("ledger", "unit-unknown", "没有这个残联", "残联代号写错，数字就归错地方。", clause="发文", requirement="R-002")
def units_exist(rule: Rule, context: Context) -> Iterator[Finding]:
    said: set[tuple[str, str]] = set()
    for path, unit, pointer in _units_mentioned(context):
        if context.absent(unit, context.units, "残联") and (path, unit) not in said:
            said.add((path, unit))
            message = f"没有代号为 {unit} 的残联。"
            yield rule.at(path, pointer, message=message, remedy="残联代号就是台账里的文件夹名。")


def _units_mentioned(context: Context) -> Iterator[tuple[str, str, Pointer]]:
    """Yield (path, unit, pointer) wherever a record names a federation."""
    for record in context.of_kind("divisions"):
        for row, county in enumerate(record.data["counties"]):
            yield record.path, county["unit"], ("counties", row, "unit")
            for column, township in enumerate(county["townships"]):
                if "unit" in township:
                    yield record.path, township["unit"], ("counties", row, "townships", column, "unit")
        for row, tile in enumerate(record.data.get("map", ())):
            yield record.path, tile["unit"], ("map", row, "unit")
    for record in context.of_kind("helper"):
        if "filing" in record.data:
            yield record.path, record.data["filing"]["unit"], ("filing", "unit")
    for kind in ("event-reminder", "event-award"):
        for record in context.of_kind(kind):
            if "unit" in record.data:
                yield record.path, record.data["unit"], ("unit",)
    for record in context.of_kind("policy-quotas"):
        for row, item in enumerate(record.data.get("raises", ())):
            yield record.path, item["unit"], ("raises", row, "unit")
