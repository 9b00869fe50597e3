"""What is said of an import: its faults, each in its cells, and how much is new, changed, the same or without a row."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING, NoReturn

import click

from jiedui.cli.outcome import FINDINGS
from jiedui.cli.take import CHANGED, GONE

if TYPE_CHECKING:
    from collections.abc import Container, Hashable, Iterable, Sequence
    from datetime import date
    from pathlib import Path

    from jiedui.entry.importing.attempt import Attempt, ImportFault
    from jiedui.entry.importing.imported import Imported
    from jiedui.entry.take import Taking
    from jiedui.records.reader import Records

RETURNED = "未导入"
"""What the workbook is called in which comes back what was not taken."""
# So many errors are read, and so many warnings of a kind; all that keeps a row out stands in what is handed back.
_MOST, _MOST_ALIKE = 300, 3


def tell_faults(faults: Iterable[ImportFault], records: Path) -> None:
    """Say faults, each in its cells: the errors, of very many the first, then of each kind of warning a few."""
    from jiedui.records.finding import Severity

    by_severity: dict[bool, list[list[ImportFault]]] = {True: [], False: []}
    for alike in _alike(faults):
        by_severity[alike[0].severity is Severity.ERROR].append(alike)
    errors, warnings = by_severity.values()
    for alike in errors[:_MOST]:
        _tell_fault(alike, records)
    if more := sum(map(len, errors[_MOST:])):
        all_of_them = f"先改好这些，再看；或者加 --sound，原因全在 {RETURNED}.xlsx 里。"
        click.echo(f"还有 {more} 处错误没有列出：{all_of_them}")
    warnings.sort(key=lambda alike: alike[0].basis)
    for _, group in groupby(warnings, lambda alike: alike[0].basis):
        kinds = [*group]
        for alike in kinds[:_MOST_ALIKE]:
            _tell_fault(alike, records)
        if more := sum(map(len, kinds[_MOST_ALIKE:])):
            click.echo(f"    这样的警告还有 {more} 处，收进来以后用 jiedui check 看。")


def _alike(faults: Iterable[ImportFault]) -> list[list[ImportFault]]:
    """Return faults together that are the same one in several cells of a column."""
    found: dict[Hashable, list[ImportFault]] = {}
    for fault in faults:
        place = fault.place
        said = (fault.severity, fault.message, fault.remedy, fault.suggestion, fault.basis)
        found.setdefault((place.column if place else fault.path, said), []).append(fault)
    return [*found.values()]


def _tell_fault(alike: Sequence[ImportFault], records: Path) -> None:
    from jiedui.entry.importing.cell_places import CellPlace

    fault, places = alike[0], [each.place for each in alike if each.place]
    where = CellPlace.listed(places) if places else f"{records.as_posix()}/{fault.path}"
    click.echo(f"{where}：{fault.severity} {fault.message}")
    for name, text in (("怎么改", fault.remedy), ("建议写成", fault.suggestion), ("依据", fault.basis)):
        if text:
            click.echo(f"    {name}：{text}")


def tell_counts(imported: Imported, taking: Taking, left: Container[str] = ()) -> None:
    """Say how much is new, changed, the same and without a row, by kind, without what is left out."""
    from jiedui.entry.importing.imported import CALLED, owner_of

    already = {source for source, _ in taking.already}
    taken = {word: Counter[str]() for word in ("新增", "修改", "已经收过")}
    for item in imported.items:
        if owner_of(imported.records[item.source]) not in left:
            word = "已经收过" if item.source in already else "新增" if item.data else "修改"
            taken[word][CALLED[item.kind]] += 1
    same = Counter({CALLED[kind]: number for kind, number in imported.unchanged.items()})
    for word, counts in {**taken, "不变": same, "缺失": imported.missing_but(taking.already)}.items():
        if said := "、".join(f"{name} {number}" for name, number in counts.items() if number):
            click.echo(f"{word}：{said}{'（台账里有，表里没有行；不删）' if word == '缺失' else ''}")


def refuse_spoiled(tried: Attempt, *, decided: bool, sound: bool) -> NoReturn:
    """Say that nothing is written for what is wrong, and what to do, and leave with 1."""
    if tried.errors:
        hint = "" if sound else f"没有错的户可以先收：加 --sound，有错的连同原因会存成 {RETURNED}.xlsx。"
        click.echo(f"没有写：先改好上面 {len(tried.errors)} 处错误。{hint}")
    elif tried.disputes:
        click.echo(f"没有写：有 {len(tried.disputes)} 处{GONE if decided else CHANGED}")
    raise SystemExit(FINDINGS)


def tell_effect(tried: Attempt, found: Records, as_of: date) -> None:
    """Say what an import does to the figures of the federations that it is about."""
    from jiedui.model.ledger import Ledger
    from jiedui.model.patching import patched
    from jiedui.records.reader import Record
    from jiedui.reports.effect import effect

    whole, edits = tried.planned.whole, tried.planned.edits
    if whole and edits:
        before = Ledger.of(found)
        changes = ((found.at(edit.place.path), Record(edit.place, edit.data)) for edit in edits)
        after = patched(before, changes) or whole.ledger  # which is to be made anew where somebody is new
        lines = effect(before, after, {edit.place.unit for edit in edits}, as_of)
        click.echo("数字的变化：" if lines else "数字没有变化。")
        for line in lines:
            click.echo(f"    {line}")


def tell_end(edits: int, left: int, back: Path | None, *, writes: bool) -> None:
    """Say what became of an import of so many ``edits``; where the ``left`` ones came back, and what comes next."""
    if left:
        where = f"存在 {back.as_posix()} 里，改好再导入" if back else f"会存成 {RETURNED}.xlsx"
        click.echo(f"没有收的 {left} 户（责任人），连同原因{where}。")
    if not edits and not left:
        click.echo("表里写的，台账里都有了，不用改。")
    elif not writes:
        click.echo("这是预览，还没有写。写进台账，加 --apply。")
