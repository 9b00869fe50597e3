"""Path = id: a record lies where its id says, and an id belongs to one record alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.records.kinds import EVENT_KINDS, path_of
from jiedui.records.values import exists
from jiedui.rules.registry import ledger_rule, record_rule

if TYPE_CHECKING:
    from jiedui.model.household import Household
    from jiedui.model.unit import Unit
    from jiedui.records.reader import Record
    from jiedui.rules.around import Around
    from jiedui.rules.context import Findings, LedgerContext, RuleContext
    from jiedui.rules.summary import HouseholdSummary


@record_rule(
    "path-id",
    "编号与路径不一致",
    why="文件按编号存放。编号写错，别的记录就找不到它。",
    clause="六(三)",
    requirement="R-108",
    kinds=("unit", "helper", "household", "visit", *EVENT_KINDS),
)
def path_is_id(record: Record, context: RuleContext) -> Findings:
    stem = record.place.stem
    key, path = ("id", stem) if "id" in record.data else ("date", stem[: len("2026-03-05")])
    if record.data[key] != path and exists(path):  # of a day in no calendar the walk over the ledger has spoken
        yield context.fault(
            (key,),
            f"文件里的 {key} 与路径不一致。",
            remedy=f"按路径改成 {path}，或把文件移到正确的位置。",
            suggestion=path,
        )


@record_rule(
    "path-prefix",
    "编号字头不是本残联的",
    why="从编号字头看得出由哪个残联管理。",
    clause="二(四)",
    requirement="R-015",
    kinds=("helper", "household"),
)
def prefix_is_units(record: Record, context: RuleContext) -> Findings:
    units, stem = context.ledger.units, record.place.stem
    unit = units.get(record.place.unit)
    if unit is None or _has_prefix(stem, unit):
        return
    owner = next((item for item in units.values() if _has_prefix(stem, item)), None)
    if owner and record.place.kind == "household":
        yield context.fault(
            ("id",),
            f"户 {stem} 的编号是{owner.short}的，档案放在了{unit.short}的文件夹里。",
            remedy=(
                f"户的文件夹不移动，编号不改：整个放回 {owner.id}/households。迁到{unit.short}的，放回以后运行 "
                f"jiedui move {stem} {unit.id}，或者照网站“使用手册”里“发生变化怎么记”手工做。"
            ),
        )
    else:
        yield context.fault(
            ("id",),
            f"编号的字头不是 {unit.prefix}。",
            remedy=f"{unit.short}的编号以 {unit.prefix}- 开头；属于别的残联的，移到那个残联的文件夹。",
        )


def _has_prefix(code: str, unit: Unit) -> bool:
    return code.split("-")[0] == unit.prefix


def is_astray(household: Household | HouseholdSummary, ledger: Around) -> bool:
    """Tell whether a household's code is of another federation than the folder: that is said once, by ``path-prefix``.

    Rules on who manages and helps it would tell to mend the address or the helpers, which are right.
    """
    unit = ledger.units.get(household.unit)
    return unit is not None and not _has_prefix(household.id, unit)


@ledger_rule(
    "unit-missing",
    "残联文件夹没有 unit.yml",
    why="没有它，就不知道这个文件夹属于哪个残联。",
    clause="二(四)",
    requirement="R-015",
)
def unit_missing(context: LedgerContext) -> Findings:
    faulty = {path.split("/")[0] for path in context.files.faulty if path.count("/") > 1}
    for folder in (context.files.folders | faulty) - context.files.units:
        path = path_of("unit", folder)
        if path not in context.files.faulty:
            yield context.file(path).fault((), f"文件夹 {folder} 里没有 unit.yml。", remedy="参照别的残联补一份。")


@ledger_rule(
    "unit-duplicate",
    "两个残联重名",
    why="代号、字头、名称都要能分清是哪个残联。",
    clause="发文",
    requirement="R-002",
)
def unit_duplicate(context: LedgerContext) -> Findings:
    seen: dict[tuple[str, str], str] = {}
    for record in context.files.of_kind("unit"):
        for key in ("prefix", "name", "short"):  # an id that another has is not its folder's: that is told already
            other = seen.setdefault((key, record.data[key]), record.path)
            if other != record.path:
                yield context.file(record.path).fault(
                    (key,), f"{key} 与 {other} 重复。", remedy="两个残联要用不同的写法。"
                )


@ledger_rule(
    "id-repeated",
    "编号用了两次",
    why="一个编号只属于一份记录，两份里只有一份会被读到。移交档案要移走文件，不要复制。",
    clause="六(三)",
    requirement="R-108",
)
def one_record_per_id(context: LedgerContext) -> Findings:
    seen: dict[str, str] = {}
    places = [(item.id, item.path) for item in context.summaries.staff]
    places += ((item.id, item.path) for item in context.summaries.folders if item.written)
    for identifier, path in places:
        other = seen.setdefault(identifier, path)
        if other != path:
            yield context.file(path).fault(
                ("id",),
                f"编号 {identifier} 已经用在 {other}。",
                remedy="是同一份记录的，留下一份；不是的，后一份换新的编号。",
            )


@ledger_rule(
    "orphan-visits",
    "走访记录没有户档案",
    why="走访记录要放在已有的户文件夹里。",
    clause="二(三)",
    requirement="R-014",
)
def orphan_visits(context: LedgerContext) -> Findings:
    for folder in context.summaries.folders:
        number, first = folder.orphans
        if not number or folder.path in context.files.faulty:
            continue
        home = context.summaries.households.get(folder.id)
        if home and is_astray(home, context.ledger):
            continue  # moved to another folder and left its visits behind: told there
        yield context.file(first).fault(
            (),
            f"户 {folder.id} 有 {number} 条走访记录，却没有 household.yml。",
            remedy=f"补上 {folder.path}，或把走访记录移到正确的户。",
        )
