"""使用手册: ten minutes for a helper, ten for a reviewer, how to correct an error."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jiedui.records.reader import parse
from jiedui.records.writer import write
from jiedui.rules import reporters
from jiedui.site.machine.pictures import shots
from jiedui.site.page import Page, Prominence
from jiedui.site.pages.contact import LEGEND

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jiedui.site.site import Site

SERVES: tuple[str, ...] = ("R-032",)

# Fictional throughout; the schema of the visit accepts it, which a test holds it to.
VISIT: dict[str, Any] = {
    "date": "2026-11-20",
    "by": "YYL-B-7K3Q",
    "channel": "入户",
    "reached": True,
    "counterpart": "本人",
    "entered_on": "2026-11-21",
    "topics": ["家庭生产生活", "惠残政策享受", "返贫致贫风险"],
    "hazards": {"fire": "无", "electric": "有", "drowning": "无", "gas": "无"},
    "needs": [{"id": "n-7K3Q", "action": "推进", "note": "轮椅已经送去适配"}],
    "content": "看了老屋的电线，插座松动，约好下周请电工来换。低保和护理补贴都按时到账。",
}
SHORT = {key: VISIT[key] for key in ("date", "by", "channel", "reached", "counterpart", "entered_on")} | {
    "channel": "电话"
}
# What the check says of this is made by the check: a channel that is not of the list, and no day of entry.
FAULTY = {key: value for key, value in SHORT.items() if key != "entered_on"} | {"channel": "打电话"}
HANDED_OVER: dict[str, Any] = {
    "pairings": [
        {
            "helper": "YYL-B-7K3Q",
            "role": "主责",
            "from": "2026-01-05",
            "to": "2026-11-15",
            "end_reason": "岗位调整",
            "decided_by": "岳阳楼区残联",
            "decided_on": "2026-11-12",
            "handover": "两人一起上门认了门；轮椅还在适配，插座等电工来换。",
        },
        {"helper": "YYL-B-9D4W", "role": "主责", "from": "2026-11-16"},
    ]
}
CLOSED: dict[str, Any] = {
    "pairings": [
        {
            "helper": "YYL-B-7K3Q",
            "role": "主责",
            "from": "2026-01-05",
            "to": "2026-11-15",
            "end_reason": "脱困",
            "decided_by": "岳阳楼区残联",
            "decided_on": "2026-11-12",
            "consulted_on": "2026-11-10",
        }
    ],
    "closed": {"date": "2026-11-15", "reason": "脱困"},
}
# Keyed into the provincial module at first, and anew after a change.
KEYED: dict[str, Any] = {
    "pairings": [
        {
            "helper": "YYL-B-7K3Q",
            "role": "主责",
            "from": "2026-01-05",
            "module_on": "2026-01-20",
            "module_by": "教育就业股经办人",
            "module_version": "2026-01-19-7K3Q",
            "module_updates": [{"date": "2026-11-20", "by": "教育就业股经办人", "version": "2026-11-19-9PMX"}],
        }
    ]
}
# A prompt that was looked into: the person is not entitled.
JUDGED: dict[str, Any] = {
    "members": [
        {
            "id": "m-2F8D",
            "judgements": [
                {
                    "rule": "living_subsidy",
                    "verdict": "不符合",
                    "date": "2026-11-20",
                    "basis": "低保已经退出，县民政局告知",
                }
            ],
        }
    ]
}
WITHDRAWN = SHORT | {"withdrawn": {"date": "2026-11-23", "reason": "记错了户"}}
PATH = "yueyanglou/households/YYL-7K3Q/visits/2026-11-20.yml"


def view(site: Site) -> Mapping[str, Any]:
    """Return the examples of the manual as the writer writes them, and what the check says of a faulty one."""
    record, household = site.library["visit"], site.library["household"]
    faulty = write(FAULTY, record)
    findings = parse(faulty, PATH, record).findings
    return {
        "path": PATH,
        "example": write(VISIT, record),
        "short": write(SHORT, record),
        "withdrawn": write(WITHDRAWN, record),
        "faulty": faulty,
        "said": "\n".join(reporters.lines(findings, "records")),
        "handed_over": write(HANDED_OVER, household),
        "closed": write(CLOSED, household),
        "keyed": write(KEYED, household),
        "judged": write(JUDGED, household),
        "required": [field for field in record.fields() if field.required and len(field.path) == 1],
        "legend": LEGEND,
        "shots": {shot.name: shot for shot in shots(site)} if site.pictures else {},
    }


def pages(site: Site) -> list[Page]:
    """Return the manual."""
    return [Page("guide.md", "使用手册", "guide.md.j2", lambda: view(site), prominence=Prominence.EXPLAINS)]
