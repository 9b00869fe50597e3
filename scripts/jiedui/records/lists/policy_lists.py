"""The lists of the policy and of the divisions whose entries stay: what closed quarters rest on (R-108).

A row that is gone is told; one that is ended keeps its days, and gets the last of them. What a row says may be
corrected: a changed value is not judged here, though the figures of closed quarters follow it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.records.lists.entry_list import EntryList
from jiedui.records.lists.marks import Marks

if TYPE_CHECKING:
    from jiedui.records.lists.marks import Data

_END = "不再用的，写 to（结束日期），这一条留着；写错了的，改正这一条。"


class _Places(EntryList, frozen=True):
    """A list of places: one that was renamed and got another code, as a township that became a town, goes on."""

    def _goes_on(self, one: Data, other: Data) -> bool:
        former = (item["name"] for item in other.get("former_names", ()))
        return not self.marks.apart(one, other) or one.get("name") in former


_TOWNSHIPS = _Places(
    keys=("townships",),
    called="{name}",
    marks=Marks(("code", "name")),
    way="并入别处的，写 merged（并入）；改了名的，改 name（名称），旧名写进 former_names（曾用名）。",
    within=(
        EntryList(
            keys=("former_names",),
            called="曾用名“{name}”",
            marks=Marks(("name", "until")),
            way="曾用名一直留着，以前的档案里写的是它。",
        ),
        EntryList(
            keys=("managed",),
            called="残联 {unit} 的一段托管",
            marks=Marks(("unit", "from")),
            way="不再托管的，写 to（结束日期），接管的另写一段。",
        ),
    ),
)
POLICY_LISTS = {
    "divisions": (
        EntryList(
            keys=("counties",),
            called="{name}",
            marks=Marks(("code", "name")),
            way="改了名称、代码的，改正它们，这一条留着。",
            within=(_TOWNSHIPS,),
        ),
    ),
    "policy-clauses": (
        EntryList(
            keys=("documents",),
            called="文件 {number}",
            marks=Marks(("id", "number")),
            way="后来的文件另写一条，以前的留着。",
        ),
    ),
    "policy-quotas": (
        EntryList(
            keys=("quotas",),
            called="户数要求“{title}”",
            marks=Marks(("id", "title", "from"), enough=2),
            way=_END,
        ),
        EntryList(
            keys=("raises",),
            called="残联 {unit} 从 {from} 起提高的要求（{need} 户）",
            marks=Marks(("unit", "document", "need", "from"), enough=3),
            way=_END,
        ),
    ),
    "policy-readings": (
        EntryList(
            keys=("readings",),
            called="读法 {id}",
            marks=Marks(("id", "question")),
            way="换了读法的，改正文字和 settings（计算参数），这一条留着。",
        ),
    ),
    "policy-benefits": (
        EntryList(
            keys=("benefits",),
            called="政策项目“{name}”",
            marks=Marks(("key",)),
            way=_END,
        ),
    ),
    "policy-phases": (
        EntryList(
            keys=("phases",),
            called="从 {from} 起的“{name}”",
            marks=Marks(("id", "from", "to"), enough=2),
            way="提前结束、延长的，改 to（结束日期），这一条留着。",
        ),
    ),
    "policy-ledger": (
        EntryList(
            keys=("retention",),
            called="从 {from} 起的保存期限（{years} 年）",
            marks=Marks(("from", "years", "basis"), enough=2),
            way=_END,
        ),
    ),
    "policy-occasions": (
        EntryList(
            keys=("days",),
            called="{date} 的{name}",
            marks=Marks(("date", "name")),
            way="过去的日子留着；写错了日期或者名称的，改正那一项。",
        ),
    ),
    "policy-entitlements": (
        EntryList(
            keys=("rules",),
            called="规则“{name}”",
            marks=Marks(("id",)),
            way=_END,
        ),
    ),
    "policy-service": (
        EntryList(
            keys=("levels",),
            called="从 {from} 起的时限“{title}”",
            marks=Marks(("key", "from", "to"), enough=2),
            way=_END,
        ),
        EntryList(
            keys=("years",),
            called="{year} 年的放假安排",
            marks=Marks(("year",)),
            way="写错了的，改正这一年，不删。",
        ),
    ),
}
