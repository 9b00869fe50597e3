"""Path = id: a record lies where its id says, and an id belongs to one record alone (design §3)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from jiedui.records.finding import Finding, Rule
from jiedui.records.tree import path_of
from jiedui.rules.registry import Context, check


@check("ledger", "path-id", "编号与路径不一致", "文件按编号存放。编号写错，别的记录就找不到它。", clause="二(四)", requirement="R-108")
def path_is_id(rule: Rule, context: Context) -> Iterator[Finding]:
    for place, data in context.valid:
        if place.kind == "visit":
            key, said, path = "date", data["date"], place.stem[:10]
        elif place.kind in ("unit", "helper", "household"):
            key, said, path = "id", data["id"], place.stem
        else:
            continue
        if said != path:
            yield rule.at(
                place.path, (key,), message=f"文件里的 {key} 与路径不一致。", remedy=f"按路径改成 {path}，或把文件移到正确的位置。",
                suggestion=path,
            )  # fmt: skip


@check("ledger", "path-prefix", "编号字头不是本残联的", "从编号字头看得出由哪个残联管理。", clause="二(四)", requirement="R-015")
def prefix_is_units(rule: Rule, context: Context) -> Iterator[Finding]:
    for place, _ in context.valid:
        unit = context.ledger.units.get(place.unit)
        if unit and place.kind in ("helper", "household") and place.stem.split("-")[0] != unit.prefix:
            yield rule.at(
                place.path, ("id",), message=f"编号的字头不是 {unit.prefix}。",
                remedy=f"{unit.short}的编号以 {unit.prefix}- 开头；属于别的残联的，移到那个残联的文件夹。",
            )  # fmt: skip


@check("ledger", "unit-missing", "残联文件夹没有 unit.yml", "没有它，就不知道这个文件夹属于哪个残联。", clause="二(四)", requirement="R-015")
def unit_missing(rule: Rule, context: Context) -> Iterator[Finding]:
    known = {place.unit for place, _ in context.valid if place.kind == "unit"}
    known |= {place.unit for place in context.broken if place.kind == "unit"}
    used = {place.unit for place in (*(place for place, _ in context.valid), *context.broken) if place.unit}
    for unit in sorted(used - known):
        yield rule.at(path_of("unit", unit), message=f"文件夹 {unit} 里没有 unit.yml。", remedy="参照别的残联补一份。")


@check("ledger", "unit-duplicate", "两个残联重名", "代号、字头、名称都要能分清是哪个残联。", clause="发文", requirement="R-002")
def unit_duplicate(rule: Rule, context: Context) -> Iterator[Finding]:
    seen: dict[tuple[str, str], str] = {}
    for place, data in context.valid:
        if place.kind != "unit":
            continue
        for key in ("id", "prefix", "name", "short"):
            other = seen.setdefault((key, data[key]), place.path)
            if other != place.path:
                yield rule.at(place.path, (key,), message=f"{key} 与 {other} 重复。", remedy="两个残联要用不同的写法。")


@check("ledger", "orphan-visits", "走访记录没有户档案", "走访记录要放在已有的户文件夹里。", clause="二(三)", requirement="R-014")
def orphan_visits(rule: Rule, context: Context) -> Iterator[Finding]:
    households = {place.household for place, _ in context.valid if place.kind == "household"}
    households |= {place.household for place in context.broken if place.kind == "household"}
    orphans = defaultdict(list)
    for place, _ in context.valid:
        if place.kind == "visit" and place.household not in households:
            orphans[(place.unit, place.household)].append(place.path)
    for (unit, household), paths in sorted(orphans.items()):
        yield rule.at(
            paths[0], message=f"户 {household} 有 {len(paths)} 条走访记录，却没有 household.yml。",
            remedy=f"补上 {path_of('household', unit, household)}，或把走访记录移到正确的户。",
        )  # fmt: skip
