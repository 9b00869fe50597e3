"""Random edits of the records of a ledger, as staff would make them, for what must stay right after each."""

from __future__ import annotations

import copy
from collections.abc import Callable
from random import Random
from typing import Any

from jiedui.records.kinds import EVENTS
from jiedui.records.reader import Record, Records
from jiedui.records.tree import Place
from jiedui.struct import replace

Data = dict[str, Any]
# Of these kinds the city's federation alone has any.
OF_THE_CITY = ("branch", "recheck")
NAMES = ("示例甲改", "示例乙改", "示例丙改", "示例丁改")


class Edits:
    """Makes one edit after another of ``records``, the same for the same ``seed``; :attr:`records` are the latest."""

    def __init__(self, records: Records, seed: int) -> None:
        self.records = records
        self._random = Random(seed)

    def make(self) -> str:
        """Make one edit and return what it is."""
        while True:
            name = self._random.choice(sorted(EDITS))
            if (made := EDITS[name](self, self._random)) is not None:
                gone, put = made
                kept = [item for item in self.records.valid if item.path not in {*gone, *(new.path for new in put)}]
                valid = sorted([*kept, *put], key=lambda item: item.path)
                self.records = replace(self.records, valid=valid)
                return f"{name}: {[*gone, *(new.path for new in put)]}"

    def pick(self, kind: str) -> Record | None:
        """Return a copy of one record of a kind, to be changed."""
        found = [item for item in self.records.valid if item.place.kind == kind]
        if not found:
            return None
        record = self._random.choice(found)
        return Record(record.place, copy.deepcopy(record.data))

    def visits_of(self, household: Record) -> list[str]:
        """Return the paths of the contacts in the folder of a household."""
        folder = household.path.rpartition("/")[0]
        return [item.path for item in self.records.valid if item.path.startswith(f"{folder}/visits/")]

    def other(self, kind: str) -> str:
        """Return the id of some record of a kind."""
        found = self.pick(kind)
        return found.place.stem if found else ""


Made = tuple[list[str], list[Record]] | None
Edit = Callable[[Edits, Random], Made]


def _changed(kind: str, change: Callable[[Data, Edits, Random], bool]) -> Edit:
    def edit(edits: Edits, random: Random) -> Made:
        record = edits.pick(kind)
        return ([], [record]) if record and change(record.data, edits, random) else None

    return edit


def _member_name(data: Data, _: Edits, random: Random) -> bool:
    random.choice(data["members"])["name"] = random.choice(NAMES)
    return True


def _phone(data: Data, _: Edits, random: Random) -> bool:
    data["phone"] = f"1540000{random.randrange(10000):04}"
    return True


def _hardship(data: Data, _: Edits, random: Random) -> bool:
    data["hardship"][-1]["status"] = random.choice(("低保户", "低保边缘户"))
    return True


def _other_helper(data: Data, edits: Edits, random: Random) -> bool:
    if not data.get("pairings"):
        return False
    random.choice(data["pairings"])["helper"] = edits.other("helper")
    return True


def _pair_ended(data: Data, _: Edits, random: Random) -> bool:
    open_ = [item for item in data.get("pairings", ()) if "to" not in item]
    if not open_:
        return False
    random.choice(open_).update({"to": "2026-10-31", "end_reason": "岗位调整"})
    return True


def _closed(data: Data, _: Edits, random: Random) -> bool:
    if "closed" in data:
        return False
    data["closed"] = {"date": "2026-08-31", "reason": random.choice(("迁出市内", "脱困"))}
    return True


def _struck(data: Data, _: Edits, random: Random) -> bool:
    """Withdraw a pairing, or a promise: an entry of a list that stays where it is."""
    measures = [item for need in data.get("needs", ()) for item in need.get("measures", ())]
    standing = [item for item in (*data.get("pairings", ()), *measures) if "withdrawn" not in item]
    if not standing:
        return False
    random.choice(standing)["withdrawn"] = {"date": "2026-11-01", "reason": "重复录入"}
    return True


def _promised(data: Data, edits: Edits, random: Random) -> bool:
    measures = [item for need in data.get("needs", ()) for item in need.get("measures", ())]
    if not measures:
        return False
    random.choice(measures)["by"] = edits.other("helper")
    return True


def _moved(data: Data, edits: Edits, _: Random) -> bool:
    if data.get("moved_from"):
        return False
    data["moved_from"] = edits.other("household")
    return data["moved_from"] != data["id"]


def _helper_name(data: Data, _: Edits, random: Random) -> bool:
    data["name"] = random.choice(NAMES)
    return True


def _retired(data: Data, _: Edits, __: Random) -> bool:
    if "to" in data["roles"][-1]:
        return False
    data["roles"][-1] |= {"to": "2026-09-30", "end_reason": "退休离岗"}
    return True


def _paused(data: Data, edits: Edits, _: Random) -> bool:
    pause = {"from": "2026-10-01", "to": "2026-12-31", "reason": "长期病假", "deputy": edits.other("helper")}
    data.setdefault("pauses", []).append(pause)
    return data["pauses"][-1]["deputy"] != data["id"]


def _called_by(data: Data, edits: Edits, _: Random) -> bool:
    data["by"] = edits.other("helper")
    return True


def _channel(data: Data, _: Edits, random: Random) -> bool:
    data["channel"] = random.choice(("电话", "入户", "微信"))
    return True


def _also(data: Data, edits: Edits, _: Random) -> bool:
    data["also"] = [edits.other("household")]
    return True


def _hazard(data: Data, _: Edits, random: Random) -> bool:
    data["hazards"] = {"fire": random.choice(("有", "无")), "gas": random.choice(("有", "无"))}
    return True


def _townships(data: Data, _: Edits, random: Random) -> bool:
    random.choice(random.choice(data["counties"])["townships"])["name"] += "（改）"
    return True


def _unit_phone(data: Data, _: Edits, random: Random) -> bool:
    data["phone"] = f"0730-0{random.randrange(1000000):06}"
    return True


def _unit_name(data: Data, _: Edits, __: Random) -> bool:
    data["short"] += "改"
    return True


def _reading(data: Data, _: Edits, random: Random) -> bool:
    random.choice(data["readings"])["reading"] += "（改）"
    return True


def _setting(data: Data, _: Edits, random: Random) -> bool:
    days = ("late_days", "digest_days")
    settings = [item["settings"] for item in data["readings"] if {*days} & {*item.get("settings", ())}]
    chosen = random.choice(settings)
    chosen[next(key for key in days if key in chosen)] += random.choice((-1, 1, 7))
    return True


def _story(data: Data, _: Edits, __: Random) -> bool:
    data["title"] += "改"
    return True


def _answered(data: Data, _: Edits, random: Random) -> bool:
    data |= {"answered_on": f"2026-11-{random.randrange(10, 23)}", "answer": "已经整改。"}
    return True


def _attended(data: Data, _: Edits, random: Random) -> bool:
    data["attendees"] = random.randrange(5, 50)
    return True


def _withdrawn(data: Data, _: Edits, __: Random) -> bool:
    if "withdrawn" in data:
        return False
    data["withdrawn"] = {"date": "2026-11-01", "reason": "重复录入"}
    return True


def _household_withdrawn(edits: Edits, random: Random) -> Made:
    record = edits.pick("household")
    if record is None or not _withdrawn(record.data, edits, random):
        return None
    return (edits.visits_of(record) if random.random() < 0.5 else []), [record]


def _restored(edits: Edits, random: Random) -> Made:
    found = [item for item in edits.records.valid if "withdrawn" in item.data]
    if not found:
        return None
    record = random.choice(found)
    return [], [Record(record.place, {key: value for key, value in record.data.items() if key != "withdrawn"})]


def _gone(*kinds: str) -> Edit:
    def edit(edits: Edits, random: Random) -> Made:
        record = edits.pick(random.choice(kinds))
        if record is None:
            return None
        return [record.path, *(edits.visits_of(record) if record.place.kind == "household" else [])], []

    return edit


# What a new event says beside its day; of whom, each time somebody else.
_EVENTS: dict[str, Callable[[Edits], Data]] = {
    "meeting": lambda _: {"kind": "听取汇报", "title": "听取结对帮扶工作汇报", "attendees": 12},
    "reminder": lambda edits: {
        "kind": "督办", "unit": edits.other("unit"), "reason": "沟通联络不及时", "quarter": "2026Q1",
        "content": "有一户没有联系。", "due_on": "2026-12-31",
    },
    "story": lambda edits: {
        "kind": "好经验", "title": "一张清单跑到底", "content": "逐项销号。", "helper": edits.other("helper"),
        "consent": True, "anonymised": True,
    },
    "award": lambda edits: {"helper": edits.other("helper"), "form": "通报表扬", "reason": "成效明显"},
    "branch": lambda _: {"branch": "机关第二党支部", "partner": "示例村党支部"},
    "village": lambda edits: {
        "helper": edits.other("helper"), "household": edits.other("household"), "topics": ["基本情况"],
        "content": "母亲住院。",
    },
    "strike": lambda edits: {
        "quarter": "2026Q1", "list": "沟通联络不及时", "household": edits.other("household"), "reason": "已经联系",
    },
    "recheck": lambda edits: {
        "quarter": "2026Q1", "tree": "0" * 40, "percent": 5,
        "households": [{
            "household": edits.other("household"), "date": "2026-11-12", "by": edits.other("helper"),
            "channel": "电话", "result": "属实",
        }],
    },
}  # fmt: skip


def event_new(edits: Edits, random: Random) -> Made:
    """Make an event of whichever kind, of a day of this year."""
    word = random.choice(EVENTS)
    when = f"2026-{random.randrange(1, 12):02}-{random.randrange(1, 28):02}"
    unit = "city" if word in OF_THE_CITY else edits.other("unit")
    place = Place.of(f"event-{word}", unit, f"{when}-{word}")
    return [], [Record(place, {"date": when, **_EVENTS[word](edits)})]


def _copied(kind: str) -> Edit:
    def edit(edits: Edits, random: Random) -> Made:
        record = edits.pick(kind)
        if record is None or "withdrawn" in record.data:
            return None
        stem = record.place.stem[:-4] + "".join(random.choice("23456789ABCDEFGH") for _ in range(4))
        place = Place.of(kind, record.place.unit, stem, stem if kind == "household" else "")
        made = [Record(place, {**record.data, "id": stem})]
        if kind == "household" and random.random() < 0.5:
            visits = {*edits.visits_of(record)}
            made += [
                Record(Place.of("visit", place.unit, item.place.stem, stem), item.data)
                for item in edits.records.valid if item.path in visits
            ]  # fmt: skip
        return [], made

    return edit


def _visit_new(edits: Edits, random: Random) -> Made:
    record, home = edits.pick("visit"), edits.pick("household")
    if record is None or home is None:
        return None
    when = f"2026-{random.randrange(1, 12):02}-{random.randrange(1, 28):02}"
    place = Place.of("visit", home.place.unit, when, home.place.stem)
    return [], [Record(place, {**record.data, "date": when, "entered_on": when})]


EDITS: dict[str, Edit] = {
    "成员姓名": _changed("household", _member_name),
    "户的电话": _changed("household", _phone),
    "困难身份": _changed("household", _hardship),
    "换责任人": _changed("household", _other_helper),
    "结对结束": _changed("household", _pair_ended),
    "撤销一条": _changed("household", _struck),
    "终止": _changed("household", _closed),
    "承诺换人": _changed("household", _promised),
    "迁来": _changed("household", _moved),
    "责任人姓名": _changed("helper", _helper_name),
    "离岗": _changed("helper", _retired),
    "暂停": _changed("helper", _paused),
    "换联系人": _changed("visit", _called_by),
    "联系方式": _changed("visit", _channel),
    "同时联系": _changed("visit", _also),
    "隐患": _changed("visit", _hazard),
    "乡镇改名": _changed("divisions", _townships),
    "残联电话": _changed("unit", _unit_phone),
    "残联简称": _changed("unit", _unit_name),
    "口径": _changed("policy-readings", _reading),
    "天数": _changed("policy-readings", _setting),
    "好典型": _changed("event-story", _story),
    "答复督办": _changed("event-reminder", _answered),
    "参会人数": _changed("event-meeting", _attended),
    "新的活动": event_new,
    "删去活动": _gone(*(f"event-{word}" for word in EVENTS)),
    "撤销联系": _changed("visit", _withdrawn),
    "撤销责任人": _changed("helper", _withdrawn),
    "撤销户": _household_withdrawn,
    "恢复": _restored,
    "新的户": _copied("household"),
    "新的责任人": _copied("helper"),
    "删去户": _gone("household"),
    "删去责任人": _gone("helper"),
    "删去联系": _gone("visit"),
    "新的联系": _visit_new,
}
