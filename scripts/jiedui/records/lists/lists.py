"""The lists of each kind of record whose entries stay, by what their entries are told apart, and what to write."""

from __future__ import annotations

from jiedui.records.lists.entry_list import EntryList
from jiedui.records.lists.marks import Marks
from jiedui.records.lists.policy_lists import POLICY_LISTS

_END = "结束了的，写 to（结束日期）"
_WITHDRAW = "记错了的，写 withdrawn（撤销）和原因。"

_CERTIFICATES = EntryList(
    keys=("disability", "certificates"),
    called="残疾人证（{category}{grade}）",
    marks=Marks(("number", "category", "grade", "from"), most=1),
    way="换证、重新评定的，在旧证下面另加一条，旧证留着。",
)
_JUDGEMENTS = EntryList(
    keys=("judgements",),
    called="{date} 对提示 {rule} 的核实",
    marks=Marks(("rule", "date", "verdict", "basis"), enough=3, day="date"),
    way="再次核实的，在后面另加一次，旧的留着；写错一项的，改正那一项。",
)
_MODULE_UPDATES = EntryList(
    keys=("module_updates",),
    called="{date} 的省平台更新",
    marks=Marks((), enough=0, day="date"),  # nothing but its day, which may be corrected, tells one from another
    way="写错了的，改正日期或者录入单号。",
)
_REFERRALS = EntryList(
    keys=("referrals",),
    called="{sent_on} 转给{receiver}的转介",
    marks=Marks(("receiver", "sent_on", "asked"), enough=2, day="sent_on"),
    way=f"答复了的，写 answered_on（答复日期）和 answer（答复）；再次转介的，另写一次。{_WITHDRAW}",
)
_MEASURES = EntryList(
    keys=("measures",),
    called="{promised_on} 承诺的措施（{code}）",
    marks=Marks(("code", "content", "promised_on"), enough=2, day="promised_on"),
    way=f"办完了的，写 done_on（办结日期）和 result（办理结果）；没有办成的，也在 result 里写原因。{_WITHDRAW}",
    within=(_REFERRALS,),
)
_MONITORING = EntryList(
    keys=("monitoring",),
    called="监测“{status}”",
    marks=Marks(("status", "date")),
    way="监测情况变了的，另加一步。",
)
LISTS = {
    "household": (
        EntryList(
            keys=("members",),
            called="成员 {id}",
            marks=Marks(("name", "birth")),
            way="去世、迁出的，写 left（离开）的日期和原因。",
            has_id=True,
            within=(_CERTIFICATES, _JUDGEMENTS),
        ),
        EntryList(
            keys=("needs",),
            called="需求 {id}",
            marks=Marks(("content", "raised_on")),
            way=f"办结了的，写 closed_on（办结日期）和 result（办结结果）；不再需要的，result 写原因。{_WITHDRAW}",
            has_id=True,
            within=(_MEASURES,),
        ),
        EntryList(
            keys=("pairings",),
            called="与 {helper} 的结对（从 {from} 起）",
            marks=Marks(("helper",)),
            way=f"{_END}和 end_reason，新的结对另写一段。{_WITHDRAW}",
            within=(_MODULE_UPDATES,),
        ),
        EntryList(
            keys=("outings",),
            called="{person} 在 {date} 的集体活动",
            marks=Marks(("person", "date", "kind"), enough=2, day="date"),
            way=f"人、日期和类型中写错一项的，改正那一项。{_WITHDRAW}",
        ),
        EntryList(
            keys=("hardship",),
            called="困难类型 {status}",
            marks=Marks(("status", "from")),
            way=f"{_END}，新的困难类型另写一段，从哪天起写 from（起日）。",
        ),
        EntryList(
            keys=("relapse",),
            called="“{risk}”返贫致贫风险的一条",
            marks=Marks(("risk", "found_on", "kind")),
            way="风险变了的，另加一条；监测情况变了的，在 monitoring 里加一步。",
            within=(_MONITORING,),
        ),
        EntryList(
            keys=("annual",),
            called="{year} 年的落实情况",
            marks=Marks(("year",)),
            way="写得不对的，改正文字，不删。",
        ),
    ),
    "helper": (
        EntryList(
            keys=("roles",),
            called="从 {from} 起的任职（{post}）",
            marks=Marks(("post", "from")),
            way=f"{_END}和 end_reason，新的任职另写一段。",
        ),
        EntryList(
            keys=("pauses",),
            called="从 {from} 起的暂停",
            marks=Marks(("from", "to", "reason"), enough=2),
            way="提前回来的，改 to（结束日期）。",
        ),
    ),
    "event-branch": (
        EntryList(
            keys=("activities",),
            called="{date} 的活动",
            marks=Marks(("date", "content"), day="date"),
            way="日期、内容中写错一项的，改正那一项；多记了的，整份写 withdrawn（撤销）和原因，另建一份。",
        ),
    ),
    "event-recheck": (
        EntryList(
            keys=("households",),
            called="抽到的户 {household}",
            marks=Marks(("household",)),
            way="抽到了就要回访；联系不上的，结果写“没有联系上”。",
        ),
    ),
    "unit": (
        EntryList(
            keys=("responsible",),
            called="从 {from} 起的{kind}",
            marks=Marks(("holder", "from")),
            way=f"{_END}，接任的另写一条。",
        ),
        EntryList(
            keys=("leading_group",),
            called="从 {from} 起的{kind}",
            marks=Marks(("holder", "from")),
            way=f"{_END}，接任的另写一条。",
        ),
        EntryList(
            keys=("milestones",),
            called="启动准备“{key}”",
            marks=Marks(("key",)),
            way="日期写错了的，改正 done_on。",
        ),
    ),
    **POLICY_LISTS,
}
