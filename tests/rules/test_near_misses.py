"""What is right, though it looks odd: a rule that cries here would teach people to look away."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from jiedui.model.ledger import Ledger
from jiedui.records.reader import Record, Records, read_ledger
from jiedui.records.schema import SchemaLibrary
from jiedui.records.values import Pointer
from jiedui.rules.apply import apply
from jiedui.rules.context import Files, Inspection
from jiedui.rules.report import Report

OWN = "yueyanglou/households/YYL-2A3C/household.yml"
HANDED = "yueyanglou/households/YYL-4D5E/household.yml"
UNPAIRED = "yueyanglou/households/YYL-6F7G/household.yml"
MOVED = "yueyanglou/households/YYL-8Q9R/household.yml"
CHILD = "pingjiang/households/PJ-2H3J/household.yml"
CLOSED = "pingjiang/households/PJ-4K5M/household.yml"
CHIEF = "city/helpers/YY-B-2A3C.yml"
CLERK = "yueyanglou/helpers/YYL-B-6F7G.yml"
TOWN = "pingjiang/helpers/PJ-B-2H3J.yml"

# A birth date that differs from the number's needs an exception, which is then not without use.
CORRECTING = {"members.0.disability.certificate_exception": "户籍更正中"}
WITHDRAWN = {"withdrawn": {"date": "2026-10-01", "reason": "建重了"}}

SOUND: dict[str, dict[str, Any]] = {
    "certificate ends in 181 days": {"file": OWN, "set": {"members.0.disability.expires": "2027-05-23"}},
    "certificate of a closed household has expired": {
        "file": CLOSED,
        "set": {"members.0.disability.expires": "2024-01-01"},
    },
    "fourteen on the day of registration": {
        "file": CHILD,
        "set": {**CORRECTING, "members.0.birth": "2009-09-12", "consent.by": "本人"},
    },
    "five years old and not at school": {
        "file": CHILD,
        "set": {**CORRECTING, "members.0.birth": "2020-11-24", "members.0.schooling": "未入学"},
    },
    "sixteen years old and not at school": {
        "file": CHILD,
        "set": {**CORRECTING, "members.0.birth": "2010-11-23", "members.0.schooling": "未入学"},
    },
    "not at school, and the family's need says so": {
        "file": CHILD,
        "set": {"members.0.schooling": "未入学", "needs.0.measures.0.code": "帮就学"},
    },
    "certificate exception for a new category": {
        "file": OWN,
        "set": {"members.0.disability.category": "言语", "members.0.disability.certificate_exception": "证件待更新"},
    },
    "left after the grace of sixty days": {
        "file": HANDED,
        "set": {"pairings.0.to": "2025-10-30", "pairings.1.from": "2025-10-31", "pairings.1.card_on": "2025-10-31"},
    },
    "sixty days between two offices": {"file": CHIEF, "set": {"roles.1.from": "2024-08-29"}},
    "two offices at a time in two departments": {
        "file": CHIEF,
        "append": {
            "roles": {"body": "市级专门协会", "department": "盲人协会", "post": "主席", "from": "2024-01-01"},
        },
    },
    "came from the city, works in a county": {
        "file": CLERK,
        "append": {
            "roles": {
                "body": "市残联机关",
                "department": "办公室",
                "post": "干事",
                "from": "2018-01-02",
                "to": "2021-06-30",
                "end_reason": "岗位调整",
            },
        },
    },
    "office and leave of one day": {
        "file": CLERK,
        "append": {
            "roles": {
                "body": "县级残联",
                "department": "值班室",
                "post": "值班员",
                "from": "2022-05-01",
                "to": "2022-05-01",
                "end_reason": "岗位调整",
            },
            "pauses": {"from": "2025-05-06", "to": "2025-05-06", "reason": "住院", "deputy": "YY-B-2A3C"},
        },
    },
    "activity of today": {"file": OWN, "set": {"outings.0.on": "2026-11-23"}},
    "born today": {"file": OWN, "set": {"members.1.birth": "2026-11-23"}},
    "found and monitored on one day": {"file": OWN, "set": {"relapse.monitored_on": "2024-01-15"}},
    "stayed at home for one day": {
        "file": OWN,
        "set": {"members.0.disability.outing_exemption.to": "2025-01-01"},
    },
    "paired on the day of registration": {"file": HANDED, "set": {"registered_on": "2023-10-08"}},
    "paired for one day": {
        "file": CHILD,
        "set": {
            "pairings.1.to": "2023-10-01",
            "pairings.1.end_reason": "岗位调整",
            "pairings.1.decided_by": "平江县残联",
            "pairings.1.decided_on": "2023-10-01",
        },
    },
    "entered today": {
        "as_of": "2026-07-03",
        "file": "yueyanglou/households/YYL-2A3C/visits/2026-07-02.yml",
        "set": {"entered_on": "2026-07-03"},
    },
    "registered and closed on one day": {
        "file": UNPAIRED,
        "set": {"closed": {"date": "2024-01-05", "reason": "重复"}},
    },
    "once worked in a township of another county": {
        "file": TOWN,
        "append": {
            "roles": {
                "body": "乡镇(街道)残联",
                "department": "郭镇乡残联",
                "township": "郭镇乡",
                "post": "专干",
                "from": "2015-01-05",
                "to": "2018-01-07",
                "end_reason": "岗位调整",
            },
        },
    },
    "leave that the unit approved": {
        "file": CLERK,
        "remove": ["pauses.0.deputy"],
        "set": {"pauses.0.approved_by": "岳阳楼区残联"},
    },
    "outside the area with a reason": {
        "file": OWN,
        "append": {
            "pairings": {"helper": "PJ-B-2H3J", "role": "协助", "from": "2024-03-01", "exception_reason": "原来的邻居"},
        },
    },
    "reason given for the third grade": {
        "file": HANDED,
        "set": {
            "members.0.disability.grade": "三级",
            "members.0.disability.certificate": "49062119850724104153",
            "exception_reason": "智力三级，父母年迈",
        },
    },
    "reason given for going on after 低保 ended": {
        "file": OWN,
        "set": {"hardship_until": "2026-06-30", "exception_reason": "医疗支出仍然很大"},
    },
    "closed after 低保 ended, with the reason of its time": {
        "file": CLOSED,
        "set": {"hardship_until": "2024-06-30", "exception_reason": "医疗支出大"},
    },
    "closed in a township that is no more": {"file": CLOSED, "set": {"township": "旧街道"}},
    "without disabled member, with a reason": {
        "file": MOVED,
        "remove": ["members.0.disability"],
        "set": {"exception_reason": "残疾人去世，家里仍然困难"},
    },
    "old carers, recorded as such": {
        "file": UNPAIRED,
        "set": {"members.1.birth": "1960", "priorities": [{"kind": "依老养残", "basis": "父亲六十多岁"}]},
    },
    "carer is fifty-nine": {"file": UNPAIRED, "set": {"members.1.birth": "1965"}},
    "two helpers, one of them in charge": {
        "file": MOVED,
        "append": {"pairings": {"helper": "YY-B-2A3C", "role": "协助", "from": "2025-04-10"}},
    },
    "the same helper twice, one spell after the other": {
        "file": MOVED,
        "set": {
            "pairings.0.to": "2025-12-31",
            "pairings.0.end_reason": "岗位调整",
            "pairings.0.decided_by": "岳阳楼区残联",
            "pairings.0.decided_on": "2025-12-30",
        },
        "append": {"pairings": {"helper": "YYL-B-6F7G", "role": "主责", "from": "2026-01-01"}},
    },
    "retires at the end of the year, as decided now": {
        "file": MOVED,
        "set": {
            "pairings.0.to": "2026-12-31",
            "pairings.0.end_reason": "退休离岗",
            "pairings.0.decided_by": "岳阳楼区残联",
            "pairings.0.decided_on": "2026-11-20",
        },
    },
    "raised, promised, done and closed on one day": {
        "file": OWN,
        "set": {
            "needs.0.measures.0.promised_on": "2023-09-21",
            "needs.0.measures.0.due_on": "2023-09-21",
            "needs.0.measures.0.done_on": "2023-09-21",
            "needs.0.closed_on": "2023-09-21",
        },
    },
    "deadline in the future": {"file": CHILD, "set": {"needs.0.measures.0.due_on": "2027-06-30"}},
    "contact on the first day of the pairing": {
        "file": CHILD,
        "set": {"pairings.0.from": "2023-10-12", "pairings.1.from": "2023-10-12"},
    },
    "same name and birth in another township": {
        "file": CHILD,
        "append": {
            "members": {"id": "m-4K5M", "name": "示例子", "sex": "男", "birth": "1958-03-12", "relation": "非亲属"},
        },
    },
    "withdrawn household is read by nobody": {
        "file": UNPAIRED,
        "set": {**WITHDRAWN, "hardship": "其他特殊困难", "township": "写错了", "members.0.sex": "女"},
    },
    "withdrawn twin of another household": {
        "copy": {OWN: "yueyanglou/households/YYL-2A3D/household.yml"},
        "file": "yueyanglou/households/YYL-2A3D/household.yml",
        "set": {"id": "YYL-2A3D", **WITHDRAWN},
    },
    "withdrawn visit is read by nobody": {
        "file": "yueyanglou/households/YYL-2A3C/visits/2026-07-02.yml",
        "set": {**WITHDRAWN, "by": "YY-B-9Z9Z", "also": ["YYL-9Z9Z"]},
    },
    "local numbers as high as the notice's and higher": {
        "file": "policy/quotas.yml",
        "set": {
            "raises": [
                {
                    "unit": unit,
                    "need": need,
                    "from": "2024-01-01",
                    "document": "本地文件",
                    "clause": "五(二)1",
                }
                for unit, need in (("pingjiang", "2"), ("yueyanglou", "1"))
            ]
        },
    },
}


@pytest.mark.parametrize("name", SOUND)
def test_no_finding(check: Callable[..., Report], patcher: Any, name: str) -> None:
    patcher.apply(SOUND[name])
    assert check(SOUND[name].get("as_of")).findings == ()


def test_faulty_record_is_not_called_missing(check: Callable[..., Report], patcher: Any, ledger: Path) -> None:
    """Who refers to a record that is there but cannot be read is not to blame."""
    for path in (CHIEF, CLOSED, "pingjiang/unit.yml", "divisions.yml"):
        (ledger / path).write_text("写坏了\n", "utf-8")
    assert [finding.rule.id for finding in check().findings] == ["yaml-not-a-record"] * 4


def _dates(node: Any, pointer: Pointer = ()) -> Iterator[Pointer]:
    pairs = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, value in pairs:
        yield from _dates(value, (*pointer, key))
    if isinstance(node, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", node):
        yield pointer


@pytest.mark.parametrize("extreme", ["0001-01-01", "0001-02-28", "9999-11-30", "9999-12-31"])
def test_no_date_is_too_far_for_a_rule(ledger: Path, library: SchemaLibrary, extreme: str) -> None:
    """Each date of the ledger in turn: typed with a slip, or 9999 for “for ever”."""
    records = read_ledger(ledger, library)
    tried = 0
    for number, record in enumerate(records.valid):
        for pointer in () if record.place.kind.startswith("policy-") else _dates(record.data):
            changed = copy.deepcopy(record.data)
            node = changed
            for part in pointer[:-1]:
                node = node[part]
            node[pointer[-1]] = extreme
            valid = [*records.valid[:number], Record(record.place, changed), *records.valid[number + 1 :]]
            ledger_of = Ledger.of(Records(ledger, valid))
            apply(Inspection(ledger=ledger_of, as_of=date(2026, 11, 23), files=Files(valid)))
            tried += 1
    assert tried >= 81
