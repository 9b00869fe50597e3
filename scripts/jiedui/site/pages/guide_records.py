"""The records that the manual shows, as data: tests drop them into a ledger, and the check is content.

Of a record that is there already it is what is added, or stands otherwise. People and places are made up; the page puts
those of the ledger in the place of the latter.
"""

from __future__ import annotations

from typing import Any

# Fictional throughout; the schema of the visit accepts it, which a test holds it to.
VISIT: dict[str, Any] = {
    "date": "2026-11-20",
    "by": "SLX-B-7K3Q",
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
# A federation, a helper and a household as they are entered at first; of the household what nobody can do without.
NEW_UNIT: dict[str, Any] = {
    "phone": "0000-01234567",
    "supervision_phone": "0000-07654321",
    "lead_department": "教育就业股",
    "responsible": [
        {"kind": "第一责任人", "post": "理事长", "holder": "示例庚", "from": "2026-11-02"},
        {"kind": "直接责任人", "post": "副理事长", "holder": "示例辛", "from": "2026-11-02"},
    ],
}
NEW_HELPER: dict[str, Any] = {
    "id": "SLQ-B-7K3Q",
    "name": "示例甲",
    "sex": "女",
    "mobile": "15400000009",
    "office_phone": "0000-01234567",
    "roles": [{"body": "县级残联", "department": "教就股", "post": "干事", "from": "2020-01-01"}],
}
NEW_HOUSEHOLD: dict[str, Any] = {
    "id": "SLQ-7K3Q",
    "registered_on": "2026-11-02",
    "county": "示例区",
    "township": "示例镇",
    "village": "示例村",
    "phone": "15400000011",
    "hukou": "农业",
    "hardship": [{"status": "低保户"}],
    "members": [
        {
            "id": "m-2F8D",
            "name": "示例乙",
            "sex": "男",
            "birth": "1956-03-04",
            "relation": "本人",
            "disability": {
                "certificates": [
                    {"number": "49010119560304659X42", "category": "肢体", "grade": "二级", "expires": "2034-11-08"}
                ],
                "self_care": "部分丧失",
            },
        },
        {"id": "m-9D4W", "name": "示例丁", "sex": "女", "birth": "1971", "relation": "配偶"},
    ],
    "consent": {"date": "2026-11-05", "by": "本人", "form": "书面"},
    "plan": "每季度入户一次，帮助换轮椅。",
    "pairings": [{"helper": "SLQ-B-7K3Q", "role": "主责", "from": "2026-11-05"}],
    "needs": [
        {
            "id": "n-7K3Q",
            "person": "m-2F8D",
            "content": "轮椅坏了，想换一辆。",
            "raised_on": "2026-11-05",
            "origin": "走访",
        }
    ],
}
HANDED_OVER: dict[str, Any] = {
    "pairings": [
        {
            "helper": "SLX-B-7K3Q",
            "role": "主责",
            "from": "2026-01-05",
            "to": "2026-11-15",
            "end_reason": "岗位调整",
            "decided_by": "示例县残联",
            "decided_on": "2026-11-12",
            "handover": "两人一起上门认了门；轮椅还在适配，插座等电工来换。",
        },
        {"helper": "SLX-B-9D4W", "role": "主责", "from": "2026-11-16"},
    ]
}
CLOSED: dict[str, Any] = {
    "pairings": [
        {
            "helper": "SLX-B-7K3Q",
            "role": "主责",
            "from": "2026-01-05",
            "to": "2026-11-15",
            "end_reason": "脱困",
            "decided_by": "示例县残联",
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
            "helper": "SLX-B-7K3Q",
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
# What life brings, each as it is added to the record of a household, a helper, a contact or an event.
BORN: dict[str, Any] = {
    "members": [{"id": "m-5T8W", "name": "示例荷", "sex": "女", "birth": "2026-10-08", "relation": "女"}]
}
DIED: dict[str, Any] = {
    "members": [{"id": "m-2F8D", "left": {"date": "2026-11-02", "reason": "去世"}}],
    "needs": [
        {"id": "n-7K3Q", "person": "m-2F8D", "closed_on": "2026-11-02", "result": "本人去世，轮椅由家里退回县残联。"}
    ],
}
GOES_ON: dict[str, Any] = {"exception_reason": "残疾人去世，老伴多病，家里仍然困难，县残联研究继续帮扶"}
# One of a household has a household of his own; one that was closed is helped again.
LEFT_HOME: dict[str, Any] = {"members": [{"id": "m-2F8D", "left": {"date": "2026-10-12", "reason": "婚嫁分户"}}]}
SPLIT: dict[str, Any] = {
    "id": "SLX-5T8W",
    "registered_on": "2026-10-12",
    "note": "2026-10-12 从 SLX-7K3Q 分出来",
}
RETURNED: dict[str, Any] = {
    "pairings": [
        *CLOSED["pairings"],
        {"helper": "SLX-B-5H2N", "role": "主责", "from": "2026-11-20"},
    ]
}
# A need that was told at a visit, and settled at another.
RAISED: dict[str, Any] = {
    "needs": [{"id": "n-7K3Q", "person": "m-2F8D", "content": "轮椅坏了，想换一辆。", "raised_on": "2026-10-12",
               "origin": "走访"}]
}  # fmt: skip
SETTLED: dict[str, Any] = {
    "needs": [RAISED["needs"][0] | {"closed_on": "2026-11-20", "result": "县残联换了一辆，本人试过了。"}]
}
# One measure of a need that is open, handed to another body.
REFERRED: dict[str, Any] = {
    "needs": [
        {
            "id": "n-8M4R",
            "content": "厕所没有扶手，摔过两次。",
            "raised_on": "2026-10-12",
            "measures": [
                {
                    "code": "送无障碍",
                    "content": "装扶手和坡道。",
                    "promised_on": "2026-10-14",
                    "referrals": [
                        {
                            "receiver": "住建",
                            "office": "示例县住房和城乡建设局",
                            "sent_on": "2026-10-15",
                            "asked": "请把这一户列入今年的无障碍改造。",
                        }
                    ],
                }
            ],
        }
    ]
}
RENEWED: dict[str, Any] = {
    "members": [
        {
            "id": "m-2F8D",
            "disability": {
                "certificates": [
                    {"number": "49010119560304659X42", "category": "肢体", "grade": "二级", "expires": "2026-11-08"},
                    {
                        "number": "49010119560304659X41",
                        "category": "肢体",
                        "grade": "一级",
                        "from": "2026-11-09",
                        "expires": "2036-11-08",
                    },
                ]
            },
        }
    ]
}
ON_LEAVE: dict[str, Any] = {
    "pauses": [{"from": "2026-10-08", "to": "2027-03-31", "reason": "病假", "deputy": "SLX-B-9D4W"}]
}
RETIRED: dict[str, Any] = {
    "roles": [
        {
            "body": "县级残联",
            "department": "教就股",
            "post": "干事",
            "from": "2020-01-01",
            "to": "2026-11-29",
            "end_reason": "退休离岗",
        }
    ]
}
# The same person in another federation of the city: a file there, under a code of that federation.
ARRIVED: dict[str, Any] = {
    "id": "SLQ-B-5T8W",
    "name": "示例丙",
    "sex": "男",
    "mobile": "15400000003",
    "roles": [{"body": "县级残联", "department": "办公室", "post": "干事", "from": "2026-11-30"}],
}
VOLUNTEERS: dict[str, Any] = {
    "roles": [
        *RETIRED["roles"],
        {"body": "社会力量", "department": "退休干部", "post": "志愿者", "from": "2026-12-01"},
    ],
    "filing": {"unit": "shilixian", "date": "2026-11-20"},
}
MOVED_AWAY: dict[str, Any] = {
    "pairings": [
        {
            "helper": "SLX-B-7K3Q",
            "role": "主责",
            "from": "2026-01-05",
            "to": "2026-10-31",
            "end_reason": "迁出市内",
            "decided_by": "示例县残联",
            "decided_on": "2026-10-28",
            "consulted_on": "2026-10-26",
        }
    ],
    "closed": {"date": "2026-10-31", "reason": "迁出市内"},
}
MOVED_HERE: dict[str, Any] = {
    "id": "SLQ-9D4W",
    "registered_on": "2026-11-01",
    "county": "示例区",
    "township": "示例镇",
    "village": "示例村",
    "moved_from": "SLX-7K3Q",
}
NOT_REACHED = {key: value for key, value in SHORT.items() if key != "counterpart"} | {"reached": False}
FROM_VILLAGE: dict[str, Any] = {
    "date": "2026-11-20",
    "helper": "SLX-B-5H2N",
    "household": "SLX-7K3Q",
    "topics": ["基本情况"],
    "content": "老人这个月住院，家里没有别人。",
}
# A household that was drawn for a re-check, once it was asked.
ASKED: dict[str, Any] = {
    "households": [
        {
            "household": "SLQ-7K3Q",
            "date": "2026-10-12",
            "by": "SLS-B-2F8D",
            "channel": "电话",
            "result": "部分属实",
            "note": "家里说来过一次，记录写了两次。",
        }
    ]
}
WITHDRAWN = SHORT | {"withdrawn": {"date": "2026-11-23", "reason": "记错了户"}}
MOVE = (
    "jiedui move SLX-7K3Q shiliqu --on 2026-11-01 --county 示例区 --township 示例镇 --village 示例村 "
    "--consulted 2026-10-26"
)
PATH = "shilixian/households/SLX-7K3Q/visits/2026-11-20.yml"
