"""The kinds of 社会救助 as lists call them, beside the kinds of hardship of the ledger (五(一))."""

from __future__ import annotations

_KINDS = {
    "低保": ("低保户", "单人户低保"),
    "低保边缘": ("低保边缘户",),
    "特困": ("分散特困供养", "集中特困供养"),
}
_WAYS = {"集中": "集中特困供养", "分散": "分散特困供养"}


def aid_named(text: str) -> str:
    """Return the kind of 社会救助 that a word of a list names (农村低保, 特困人员集中供养, …); nothing for no such."""
    if any(word in text for word in ("不", "非", "未", "无", "没", "原", "申请")):
        return ""
    if "边缘" in text or "低边" in text:
        return "低保边缘"
    if "特困" in text or "五保" in text:
        return next((f"{way}特困" for way in _WAYS if way in text), "特困")
    return "低保" if any(word in text for word in ("低保", "最低生活保障", "单人保")) else ""


def agrees(aid: str, hardship: str) -> bool:
    """Tell whether a kind of hardship of the ledger is what a list calls ``aid`` (of :func:`aid_named`)."""
    way = _WAYS.get(aid.removesuffix("特困")) if aid.endswith("特困") else None
    return hardship == way if way else hardship in _KINDS[aid]


def aid_of(hardship: str) -> str:
    """Return what lists call a kind of hardship; nothing for one that no list of 社会救助 holds."""
    return next((aid for aid, kinds in _KINDS.items() if hardship in kinds), "")
