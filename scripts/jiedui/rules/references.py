"""References: every id and place name that a record mentions exists."""

from __future__ import annotations

from collections.abc import Iterator

from jiedui.model.helper import Helper
from jiedui.model.household import Household
from jiedui.model.visit import Visit
from jiedui.records.finding import Finding, Rule
from jiedui.records.values import Pointer
from jiedui.rules.registry import Context, check

_FIND = "在网站“查户”页可以按姓名查到编号。"


@check("household", "household-helper-unknown", "没有这个帮扶责任人", "编号写错，结对就落不到人。", clause="五(二)1", requirement="R-060")
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
        if context.unknown(helper, context.ledger.helpers):
            yield rule.at(context.path(household), pointer, message=f"没有编号为 {helper} 的帮扶责任人。", remedy=_FIND)


@check("visit", "visit-helper-unknown", "没有这个联系人", "编号写错，这次联系就不知道算谁的。", clause="五(四)3", requirement="R-084")
def visitor_exists(rule: Rule, visit: Visit, household: Household, context: Context) -> Iterator[Finding]:
    if context.unknown(visit.by, context.ledger.helpers):
        yield rule.at(context.path(visit, household), ("by",), message=f"没有编号为 {visit.by} 的帮扶责任人。", remedy=_FIND)


@check("helper", "deputy-unknown", "没有这个代管责任人", "代管人编号写错，暂停期间的联系就不算。", clause="五(四)3", requirement="R-084")
def deputies_exist(rule: Rule, helper: Helper, context: Context) -> Iterator[Finding]:
    for index, pause in enumerate(helper.pauses):
        if pause.deputy and context.unknown(pause.deputy, context.ledger.helpers):
            yield rule.at(
                context.path(helper), ("pauses", index, "deputy"),
                message=f"没有编号为 {pause.deputy} 的帮扶责任人。", remedy=_FIND,
            )  # fmt: skip


@check("household", "member-unknown", "没有这个成员编号", "需求和活动要落到户内的人。", clause="二(三)", requirement="R-014")
def members_exist(rule: Rule, household: Household, context: Context) -> Iterator[Finding]:
    known = {member.id for member in household.members}
    mentioned = [(need.person, ("needs", index, "person")) for index, need in enumerate(household.needs) if need.person]
    mentioned += [(outing.person, ("outings", index, "person")) for index, outing in enumerate(household.outings)]
    for person, pointer in mentioned:
        if person not in known:
            yield rule.at(
                context.path(household), pointer, message=f"户内没有编号为 {person} 的成员。",
                remedy=f"户内成员有：{'、'.join(sorted(known))}。",
            )  # fmt: skip


@check("household", "household-id-repeated", "户内编号重复", "两个成员或两项需求用了同一个编号。", clause="二(三)", requirement="R-014")
def inner_ids_unique(rule: Rule, household: Household, context: Context) -> Iterator[Finding]:
    for key, items in (("members", household.members), ("needs", household.needs)):
        seen: set[str] = set()
        for index, item in enumerate(items):
            if item.id in seen:
                yield rule.at(context.path(household), (key, index, "id"), message=f"编号 {item.id} 用了两次。", remedy="后一个换成没用过的编号。")
            seen.add(item.id)


@check("visit", "visit-household-unknown", "没有这一户", "同时联系的户写错编号，那一户就少算一次。", clause="五(四)3", requirement="R-084")
def also_exist(rule: Rule, visit: Visit, household: Household, context: Context) -> Iterator[Finding]:
    for index, other in enumerate(visit.also):
        path = context.path(visit, household)
        if other == household.id:
            yield rule.at(path, ("also", index), message="本户不用再写一遍。", remedy="also 里只写其余各户。")
        elif context.unknown(other, context.ledger.households):
            yield rule.at(path, ("also", index), message=f"没有编号为 {other} 的户。", remedy=_FIND)


@check("household", "moved-from-unknown", "没有原来那一户", "迁入户要能查到原来的档案。", clause="二(四)", requirement="R-017")
def moved_from_exists(rule: Rule, household: Household, context: Context) -> Iterator[Finding]:
    origin = household.moved_from
    if not origin:
        return
    path = context.path(household)
    if context.unknown(origin, context.ledger.households):
        yield rule.at(path, ("moved_from",), message=f"没有编号为 {origin} 的户。", remedy=_FIND)
    elif origin in context.ledger.households and context.ledger.households[origin].closed_reason != "迁出市内":
        yield rule.at(
            path, ("moved_from",), message=f"原来的户 {origin} 没有按“迁出市内”终止。", remedy="请原来的残联先在那一户写 closed，原因选“迁出市内”。"
        )


@check("visit", "visit-need-unknown", "没有这项需求", "走访里提到的需求要先写在户档案里。", clause="四", requirement="R-031")
def needs_exist(rule: Rule, visit: Visit, household: Household, context: Context) -> Iterator[Finding]:
    known = {need.id for need in household.needs}
    for index, progress in enumerate(visit.progress):
        if progress.need not in known:
            listed = "、".join(sorted(known)) or "还没有需求"
            yield rule.at(
                context.path(visit, household), ("needs", index, "id"), message=f"户档案里没有编号为 {progress.need} 的需求。",
                remedy=f"户档案里有：{listed}。先在户档案里写需求，再在这里引用。",
            )  # fmt: skip


@check("household", "township-unknown", "名录里没有这个乡镇（街道）", "地址按名录里的县名加乡镇名核对。", clause="二(四)", requirement="R-015")
def township_exists(rule: Rule, household: Household, context: Context) -> Iterator[Finding]:
    divisions = context.ledger.divisions
    if not divisions.townships:
        return
    path = context.path(household)
    if household.county not in divisions.counties:
        yield rule.at(path, ("county",), message=f"名录里没有“{household.county}”。", remedy=f"可以写：{'、'.join(divisions.counties)}。")
    elif divisions.find(household.county, household.township) is None:
        names = [township.name for township in divisions.townships if township.county == household.county]
        yield rule.at(
            path, ("township",), message=f"{household.county}没有“{household.township}”。", remedy=f"可以写：{'、'.join(names)}。"
        )


@check("helper", "helper-township", "任职的乡镇（街道）不对", "乡镇和村里的责任人要写明在哪个乡镇（街道）。", clause="二(四)", requirement="R-015")
def helper_township(rule: Rule, helper: Helper, context: Context) -> Iterator[Finding]:
    divisions = context.ledger.divisions
    if not divisions.townships:
        return
    names = {township.name for township in divisions.of_unit(helper.unit)}
    for index, role in enumerate(helper.roles):
        local = role.body in ("乡镇(街道)残联", "村(社区)残协")
        if (local and not role.township) or (role.township and role.township not in names):
            yield rule.at(
                context.path(helper), ("roles", index, "township" if role.township else "body"),
                message="这一段任职没有写乡镇（街道），或者不是本残联管的。", remedy=f"可以写：{'、'.join(sorted(names)) or '本残联没有乡镇'}。",
            )  # fmt: skip


@check("ledger", "unit-unknown", "没有这个残联", "残联代号写错，数字就归错地方。", clause="发文", requirement="R-002")
def units_exist(rule: Rule, context: Context) -> Iterator[Finding]:
    for place, data in context.valid:
        mentioned: list[tuple[str, Pointer]] = []
        if place.kind == "divisions":
            for row, county in enumerate(data["counties"]):
                mentioned.append((county["unit"], ("counties", row, "unit")))
                mentioned += [
                    (township["unit"], ("counties", row, "townships", column, "unit"))
                    for column, township in enumerate(county["townships"])
                    if "unit" in township
                ]
        elif place.kind == "helper" and "filing" in data:
            mentioned.append((data["filing"]["unit"], ("filing", "unit")))
        elif place.kind == "policy-quotas":
            mentioned += [(item["unit"], ("raises", row, "unit")) for row, item in enumerate(data.get("raises", ()))]
        for unit, pointer in mentioned:
            if context.unknown(unit, context.ledger.units):
                yield rule.at(place.path, pointer, message=f"没有代号为 {unit} 的残联。", remedy="残联代号就是台账里的文件夹名。")
