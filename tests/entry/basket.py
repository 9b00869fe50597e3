"""What the form hands over, as its file has it: a new household, its visits, and changes of one that is there."""

from __future__ import annotations

import json
from copy import deepcopy
from typing import Any

Item = dict[str, Any]

HOME: Item = {
    "id": "YYL-7K3Q", "registered_on": "2026-11-20", "county": "岳阳楼区", "township": "郭镇乡",
    "village": "示例村", "hardship": [{"status": "低保户"}], "plan": "每季度上门一次。",
    "members": [{
        "id": "m-2F8D", "name": "示例寅", "sex": "男", "birth": "1968-04-09", "relation": "本人",
        "disability": {
            "certificates": [{"number": "49060219680409101041", "category": "肢体", "grade": "一级"}],
            "no_need_on": "2026-11-20",
        },
    }],
    "consent": {"date": "2026-11-20", "by": "本人", "form": "书面"},
    "pairings": [{"helper": "YYL-B-6F7G", "role": "主责", "from": "2026-11-20"}],
}  # fmt: skip
HELPER: Item = {
    "id": "YYL-B-7K3Q", "name": "示例卯", "sex": "女", "mobile": "15400000077",
    "roles": [{"body": "县级残联", "department": "办公室", "post": "干事", "from": "2026-01-05"}],
}  # fmt: skip
PHONE = {"at": ["phone"], "old": "15400001001", "new": "15400001002"}


def home(**more: object) -> Item:
    return {"kind": "household", "unit": "yueyanglou", "stem": "YYL-7K3Q", "data": deepcopy(HOME), **more}


def helper(**more: object) -> Item:
    return {"kind": "helper", "unit": "yueyanglou", "stem": "YYL-B-7K3Q", "data": deepcopy(HELPER), **more}


def visit(day: str, household: str = "YYL-7K3Q", **data: object) -> Item:
    said = {"date": day, "by": "YYL-B-6F7G", "channel": "电话", "reached": True, "counterpart": "本人"}
    said |= {"entered_on": day, "content": "问了近况。", **data}
    return {"kind": "visit", "unit": "yueyanglou", "household": household, "stem": day, "data": said}


def change(*changes: Item, household: str = "YYL-2A3C", **more: object) -> Item:
    path = f"yueyanglou/households/{household}/household.yml"
    said = {"kind": "household", "unit": "yueyanglou", "stem": household, "path": path, "blob": "0" * 40}
    return {**said, "changes": list(changes), **more}


def document(*records: object, **more: object) -> Item:
    head = {"jiedui": "登记", "version": 1, "format": 9, "made_on": "2026-11-23", "site": "0a1b2c3"}
    return {**head, "records": list(records), **more}


def file(*records: object, **more: object) -> bytes:
    return f"{json.dumps(document(*records, **more), ensure_ascii=False, indent=2)}\n".encode()
