"""What was recorded in error: it stays where it is, with day and reason, and counts for nothing (R-108, 六(三))."""

from __future__ import annotations

import copy
import re
from typing import TYPE_CHECKING, Any

from jiedui.entry.known import refuse_numbers
from jiedui.entry.plan import CHECK_FIRST, Act, RecordEdit, RefusedError
from jiedui.entry.sought import sought
from jiedui.model.withdrawal import KEY, is_withdrawn
from jiedui.records.finding import redact, shown
from jiedui.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from jiedui.entry.known import KnownLedger
    from jiedui.records.reader import Record

# Kinds of records that can be withdrawn, beside events.
KINDS = ("household", "helper", "visit")
_HELPER = re.compile("[A-Z]{2,4}-B-.{4}")
_NEED = re.compile("(n-[^/]+)(?:/([1-9][0-9]?))?")
_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
# What tells since when there is a record, or an entry; a pairing may be withdrawn before it begins.
_BEGAN = ("date", "registered_on", "raised_on", "promised_on")
_ENTRIES = "需求写 n-7K3Q，它的第二条措施写 n-7K3Q/2，结对写责任人编号，集体活动写日期"


class Withdrawing(Struct, frozen=True, kw_only=True):
    """What is withdrawn ``on`` a day, and why: the record ``what``, or an ``entry`` of it.

    ``what`` is the code of a household or helper or, from the ledger's root, the path of any record; an ``entry`` is a
    need by its code, one of its measures behind that, a pairing by its helper, or an outing by its day. Of several
    alike ``which`` tells the one, from 1.
    """

    what: str
    on: date
    reason: str
    entry: str = ""
    which: int | None = None


def act(withdrawing: Withdrawing, known: KnownLedger) -> Act:
    """Return what is withdrawn.

    Raises :class:`~jiedui.entry.plan.RefusedError` where it cannot be.
    """
    refuse_numbers({"--reason": withdrawing.reason})
    known.refuse_to_come("撤销日期", withdrawing.on)
    record = _record(withdrawing, known)
    data = copy.deepcopy(record.data)
    item, called = _item(withdrawing, record, data)
    begun = next((item[key] for key in _BEGAN if key in item), "")
    if begun > withdrawing.on.isoformat() < known.as_of.isoformat():
        raise RefusedError(f"{called}：是 {begun} 的，不能在 {withdrawing.on} 就撤销。核对撤销日期。")
    if is_withdrawn(item):
        raise RefusedError(f"{called}：已经在 {item[KEY]['date']} 撤销。")
    item[KEY] = {"date": withdrawing.on.isoformat(), "reason": withdrawing.reason}
    return Act((RecordEdit(record.place, data, note=f"；撤销{called}：{withdrawing.reason}"),))


def _record(withdrawing: Withdrawing, known: KnownLedger) -> Record:
    """Return the record that is meant, by its path or its code."""
    what = withdrawing.what
    for place in known.records.broken:
        if what == place.path:
            raise RefusedError(f"{place.called}有错误。{CHECK_FIRST}")
    found = known.records.at(what) or known.records.at(f"{what}/household.yml")
    if not found and "/" in what:
        raise RefusedError(redact(f"台账里没有 {shown(what.rpartition('/')[2])} 这份记录，核对文件夹和文件名。"))
    record = found or sought("helper" if _HELPER.fullmatch(what) else "household", what, known.records)
    if record.place.kind not in KINDS and not record.place.kind.startswith("event-"):
        raise RefusedError("政策、残联、名录和冻结的通报不能撤销，要改的直接改。")
    return record


def _item(withdrawing: Withdrawing, record: Record, data: dict[str, Any]) -> tuple[dict[str, Any], str]:
    """Return the record itself or the entry that is meant, with what it is called."""
    entry, called = withdrawing.entry, record.place.called
    if not entry:
        return data, called
    if record.place.kind != "household":
        raise RefusedError("只有户的档案可以撤销一条，别的记录整份撤销。")
    if need := _NEED.fullmatch(entry):
        found = [item for item in data.get("needs", ()) if item["id"] == need[1]]
        if found and need[2]:
            measures = found[0].get("measures", ())
            return _chosen(measures, int(need[2]), f"需求 {need[1]} 的措施")
        return _chosen(found, withdrawing.which, f"需求 {need[1]}")
    if _DAY.fullmatch(entry):
        found = [item for item in data.get("outings", ()) if item["date"] == entry]
        return _chosen(found, withdrawing.which, f"在 {entry} 的集体活动")
    if entry.startswith("m-"):
        raise RefusedError(
            f"成员不撤销：去世或者离开的用 jiedui left {record.place.stem} {redact(shown(entry))}，写错的直接改。"
        )
    if _HELPER.fullmatch(entry):
        found = [item for item in data.get("pairings", ()) if item["helper"] == entry]
        return _chosen(found, withdrawing.which, f"与 {entry} 的结对")
    raise RefusedError(f"看不出要撤销哪一条。{_ENTRIES}。")


def _chosen(found: Sequence[dict[str, Any]], which: int | None, called: str) -> tuple[dict[str, Any], str]:
    """Return the entry of several that is meant, or the one that still stands."""
    if which and which > len(found):
        raise RefusedError(f"{called}只有 {len(found)} 条。" if found else f"这一户没有{called}。")
    standing = [item for item in found if not is_withdrawn(item)]
    if which is None and len(standing) > 1:
        listed = "；".join(f"{row}：{_told(item)}" for row, item in enumerate(found, 1))
        raise RefusedError(f"{called}有 {len(found)} 条，用 --which 写第几条：{listed}。")
    if not found:
        raise RefusedError(f"这一户没有{called}。")
    return found[which - 1] if which else (standing or found)[-1], called


def _told(item: dict[str, Any]) -> str:
    """Tell one of several pairings or outings from the others."""
    return f"从 {item['from']} 起，{item['role']}" if "from" in item else f"{item['person']}，{item['kind']}"
