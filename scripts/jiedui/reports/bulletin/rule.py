"""Frozen bulletins: each is what the commit that it names gives; nobody wrote in it since (R-096, 六(二); A-14)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jiedui.model.time import Quarter
from jiedui.records.finding import declare, shown
from jiedui.records.schema import default_folder, library_of
from jiedui.reports.bulletin import KIND
from jiedui.review import git
from jiedui.rules.registry import WARNING, ledger_rule, record_rule

if TYPE_CHECKING:
    from pathlib import Path

    from jiedui.records.reader import Record
    from jiedui.records.schema import RecordSchema
    from jiedui.records.values import Pointer
    from jiedui.reports.bulletin.verify import Verification
    from jiedui.rules.context import Findings, LedgerContext, RuleContext, Voice

# More differences than these are counted, not told one by one.
_TOLD = 5
_REMEDY = "通报印发以后不改：从 Git 历史里恢复这份文件。数字有误的，改台账里的记录，更正会写进下一期通报。"

UNVERIFIED = declare(
    "bulletin-unverified",
    "季通报没有核对",
    "台账",
    "通报要能从它写明的台账版本重新算出来。没有 Git 历史，软件换了算法，或者当时的记录读不懂，就核对不了。",
    clause="六(二)",
    requirement="R-096",
    severity=WARNING,
)


@record_rule(
    "bulletin-place",
    "季通报放错了地方",
    why="季通报由领导小组办公室印发，一个季度一份，放在市残联的文件夹里。",
    clause="六(二)",
    requirement="R-096",
    kinds=(KIND,),
)
def places(record: Record, context: RuleContext) -> Findings:
    unit = context.ledger.units.get(record.place.unit)
    if unit and not unit.is_city:
        yield context.fault((), f"{unit.short}的文件夹里有季通报。", remedy="移到市残联的文件夹。")
    end = Quarter.parse(record.place.stem).end.isoformat()
    for key, wanted in (("id", record.place.stem), ("as_of", end)):
        if record.data[key] != wanted:
            yield context.fault(
                (key,), f"文件里的 {key} 与文件名不一致。", remedy=f"改成 {wanted}。", suggestion=wanted
            )


@ledger_rule(
    "bulletin-differs",
    "季通报与当时的台账不符",
    why="通报印发以后不改。文件要与它写明的台账版本重新算出来的一字不差。",
    clause="六(二)",
    requirement="R-096",
)
def reproduced(context: LedgerContext) -> Findings:
    """Reckon again the latest bulletin and each that was edited; the others were reckoned when they were the latest."""
    stored = [record for record in context.files.of_kind(KIND) if record.data["id"] == record.place.stem]
    if not stored or (root := context.files.root) is None:
        return
    # What reckons a bulletin is loaded where there is one: a check of a single record should not wait for it.
    from jiedui.reports.bulletin.verify import verify

    library = library_of(default_folder())
    latest = max(record.place.stem for record in stored)
    for record in stored:
        if record.place.stem == latest or _is_edited(root, record.path):
            found = verify(root, record.path, record.data, library, context.inspection.lasting)
            yield from _judged(context.file(record.path), record, found, library[KIND])


def _is_edited(root: Path, path: str) -> bool:
    """Tell whether a file is other than the one that was committed first, as far as Git can tell."""
    try:
        return not git.unchanged_since_added(root, path)
    except git.GitUnavailableError:
        return True


def _judged(file: Voice, record: Record, found: Verification, schema: RecordSchema) -> Findings:
    for hindrance in found.remarks:
        pointer = _existing(hindrance.pointer, record.data)
        if hindrance.is_edit:
            yield file.fault(pointer, hindrance.message, remedy=hindrance.remedy)
        else:
            yield UNVERIFIED.at(record.path, pointer, message=hindrance.message, remedy=hindrance.remedy)
    for item in found.differences[:_TOLD]:
        title = _title(item.pointer, record.data, schema)
        message = f"{title}：文件里是“{shown(item.stored)}”，按当时的台账是“{shown(item.reckoned)}”。"
        yield file.fault(_existing(item.pointer, record.data), message, remedy=_REMEDY)
    if len(found.differences) > _TOLD:
        yield file.fault((), f"另外还有 {len(found.differences) - _TOLD} 处不同。", remedy=_REMEDY)


def _title(pointer: Pointer, data: dict[str, Any], record: RecordSchema) -> str:
    """Return what a place is called: 各单位 第 2 项（示例县残联） 本季已联系户数."""
    titles = {field.path: field.title for field in record.fields()}
    words: list[str] = []
    node: Any = data
    for number, part in enumerate(pointer):
        try:
            node = node[part]
        except (KeyError, IndexError, TypeError):
            node = None
        if isinstance(part, int):
            name = node.get("name") or node.get("household") if isinstance(node, dict) else None
            words.append(f"第 {part + 1} 项{f'（{shown(name)}）' if name else ''}")
        else:
            words.append(titles[tuple(key for key in pointer[: number + 1] if isinstance(key, str))])
    return " ".join(words)


def _existing(pointer: Pointer, data: dict[str, Any]) -> Pointer:
    """Return the longest part of a pointer that is in the file."""
    node: Any = data
    for number, part in enumerate(pointer):
        try:
            node = node[part]
        except (KeyError, IndexError, TypeError):
            return pointer[:number]
    return pointer
