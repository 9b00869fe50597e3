"""A later fact never changes an earlier day: whatever is recorded of the days after, all that is said stays."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from datetime import date, timedelta
from itertools import cycle
from typing import Any

import pytest

from jiedui.model.time import Quarter
from jiedui.records.schema import SchemaLibrary

# A day in mid-quarter, the last of a quarter, the first day of a year, the day of a hand-over in Huarong.
DAYS = ("2026-11-20", "2026-09-30", "2025-01-01", "2026-02-16")
PART = ("city", "huarong")
LATER = "后来写的"
CODE = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
OTHERS = ("m-ZZZZ", "m-YYYY", "m-XXXX")


class Later:
    """Adds facts to the records of a copy, all of them later than a day and the day that follows it.

    A quarter and a period are judged on the day that follows their last. Contacts that are entered late (补录) and
    entries that a county strikes from a list are later judgements of an earlier quarter, and are meant to change it.
    """

    def __init__(self, copy: Any, as_of: date) -> None:
        self.copy = copy
        self.today = as_of.isoformat()
        first = as_of + timedelta(days=2)
        self.first, self.next, self.last = ((first + timedelta(days=more)).isoformat() for more in (0, 1, 7))
        self.year = as_of.year
        self.quarter = str(Quarter.of(as_of))
        self.helpers = [record.data["id"] for record in copy.of("helper")]

    def all(self) -> None:
        """Add one of every kind of fact that the schemas know of."""
        homes = [item for item in self.copy.of("household") if item.data["registered_on"] <= self.today]
        endings = cycle((self.hand_over, self.assist, self.close))
        for number, (record, ending) in enumerate(zip(homes, endings, strict=False)):
            self.needs(record.data)
            self.persons(record.data)
            self.home(record.data)
            self.contacts(record)
            self.marks(record.data)
            ending(record.data, self.helpers[number % len(self.helpers)])
            if number % 5 == 0:
                self.new_household(record, number)
        for number, record in enumerate(self.copy.of("helper")):
            self.office(record.data, ends=number % 2 == 0)
        for record in self.copy.of("unit"):
            self.federation(record.data)
            self.events(record.place.unit)
        for record in self.copy.of("policy-quotas"):
            self.quotas(record.data)
        for record in self.copy.of("divisions"):
            for county in record.data["counties"]:
                self.townships(county)

    def open(self, spells: list[dict[str, Any]]) -> list[dict[str, Any]]:
        return [item for item in spells if item["from"] <= self.today < item.get("to", self.first)]

    def end(self, spell: dict[str, Any], **more: str) -> None:
        decision = {"decided_by": LATER, "decided_on": self.first, "document": LATER}
        spell |= {"to": self.first, "handover": LATER, **decision, **more}

    def hand_over(self, home: dict[str, Any], helper: str) -> None:
        """Everybody in charge or assisting is followed by another on the next day."""
        for spell in self.open(home.get("pairings", [])):
            self.end(spell, end_reason="退休离岗")
        spell = {"helper": helper, "role": "主责", "from": self.next, "form_on": self.last, "module_on": self.last}
        home.setdefault("pairings", []).append(spell)

    def assist(self, home: dict[str, Any], helper: str) -> None:
        home.setdefault("pairings", []).append({"helper": helper, "role": "协助", "from": self.first})

    def close(self, home: dict[str, Any], _helper: str) -> None:
        for spell in self.open(home.get("pairings", [])):
            self.end(spell, end_reason="脱困", consulted_on=self.first)
        home.setdefault("closed", {"date": self.first, "reason": "脱困", "note": LATER})

    def marks(self, home: dict[str, Any]) -> None:
        """What was not done in a household so far is done."""
        for spell in home.get("pairings", ()):
            if spell["from"] <= self.today:
                done = dict.fromkeys(("form_on", "card_on", "onsite_on", "module_on"), self.first)
                spell |= {key: day for key, day in done.items() if key not in spell}

    def needs(self, home: dict[str, Any]) -> None:
        measure = {"code": "送康复", "content": LATER, "promised_on": self.first, "due_on": self.last}
        for need in home.setdefault("needs", []):
            need.setdefault("responded_on", self.first)
            for item in need.get("measures", ()):
                if "done_on" not in item:
                    item |= {"done_on": self.first, "result": LATER}
            if "closed_on" not in need:
                need |= {"closed_on": self.last, "result": LATER}
            need.setdefault("measures", []).append(measure)
        home["needs"].append({
            "id": "n-ZZZZ", "content": LATER, "raised_on": self.first, "urgent": True, "responded_on": self.next,
            "measures": [measure],
        })  # fmt: skip

    def persons(self, home: dict[str, Any]) -> None:
        """Somebody is born, comes or leaves; whoever has a certificate gets another and goes out."""
        for member in home["members"]:
            if "disability" in member:
                self.disabled(home, member["disability"], member["id"])
        for identifier, birth in zip(OTHERS, (self.first, "1960", "2015-03-02"), strict=True):
            person = {"id": identifier, "name": "示例后", "sex": "男", "birth": birth, "relation": "其他亲属"}
            home["members"].append({**person, "joined_on": self.first})
        for member in home["members"][1:]:
            member.setdefault("left", {"date": self.last, "reason": "迁出", "note": LATER})

    def disabled(self, home: dict[str, Any], disability: dict[str, Any], person: str) -> None:
        last = disability["certificates"][-1]
        disability["certificates"].append({
            "number": last["number"], "category": "智力", "grade": "三级", "from": self.first, "expires": self.last,
        })  # fmt: skip
        disability.setdefault("no_need_on", self.first)
        disability.setdefault("outing_exemption", {"from": self.first, "reason": LATER, "alternative": LATER})
        home.setdefault("outings", []).append({"person": person, "date": self.first, "kind": "读一本书"})

    def home(self, home: dict[str, Any]) -> None:
        home["hardship"][-1].setdefault("to", self.first)
        home["hardship"].append({"status": "低保边缘户", "from": self.next})
        self.risk(home.setdefault("relapse", []))
        home.setdefault("annual", []).append({"year": self.year + 1, "text": LATER})

    def risk(self, findings: list[dict[str, Any]]) -> None:
        """A risk that stands takes another step and is gone; another is found, taken up a week later."""
        if findings and findings[-1]["risk"] == "有" and findings[-1]["monitoring"][-1]["status"] != "已消除":
            for status in ("未通过", "已消除"):
                findings[-1]["monitoring"].append({"status": status, "date": self.first})
        step = {"status": "已纳入", "date": self.last}
        findings.append({"risk": "有", "kind": LATER, "found_on": self.first, "monitoring": [step]})

    def contacts(self, record: Any) -> None:
        """A home visit that finds a hazard, raises and closes needs, and a call that nobody answers."""
        spells = record.data.get("pairings") or [{"helper": self.helpers[0]}]
        for number, (day, channel) in enumerate(((self.first, "入户"), (self.next, "电话"))):
            data = {
                "date": day, "by": spells[-1]["helper"], "channel": channel, "reached": channel == "入户",
                "counterpart": "本人", "entered_on": day, "content": LATER, "satisfaction": 1,
                "hazards": {"fire": "有", "gas": "无"}, "topics": ["家庭生产生活"],
                "needs": [{"id": need["id"], "action": "推进"} for need in record.data["needs"]],
            }  # fmt: skip
            home = record.place.household
            self.copy.put("visit", record.place.unit, f"{day}-{number + 98}", data, home)

    def new_household(self, record: Any, number: int) -> None:
        identifier = f"{record.data['id'][:-4]}ZZZ{CODE[number]}"
        data = deepcopy(record.data) | {"id": identifier, "registered_on": self.first}
        data.pop("needs")
        data.pop("closed", None)
        data["pairings"] = [{"helper": self.helpers[0], "role": "主责", "from": self.first}]
        self.copy.put("household", record.place.unit, identifier, data, identifier)

    def office(self, helper: dict[str, Any], *, ends: bool) -> None:
        """Somebody in office gets a higher one, and another leaves the one that he has."""
        for spell in (held := self.open(helper["roles"])):
            if ends:
                spell |= {"to": self.first, "end_reason": "退休离岗"}
        for spell in held[-1:]:
            rise = {"post": "理事长", "post_level": "县处级正职", "department": LATER, "from": self.next}
            kept = {key: value for key, value in spell.items() if key in ("body", "township")}
            helper["roles"].append({**kept, **rise})
        pause = {"from": self.first, "to": self.last, "reason": LATER, "approved_by": LATER}
        helper.setdefault("pauses", []).append(pause)
        helper.setdefault("filing", {"unit": "city", "date": self.first})

    def federation(self, unit: dict[str, Any]) -> None:
        done = {item["key"] for item in unit.setdefault("milestones", [])}
        unit["milestones"] += [
            {"key": key, "done_on": self.first, "document": LATER}
            for key in ("摸底", "方案", "台账", "动员部署大会")
            if key not in done
        ]
        for key, kind in (("responsible", "第一责任人"), ("leading_group", "组长")):
            for spell in self.open(unit.setdefault(key, [])):
                spell["to"] = self.first
            unit[key].append({"kind": kind, "post": "理事长", "holder": "示例后", "from": self.next})

    def events(self, unit: str) -> None:
        homes = self.copy.of("household", unit)
        home = homes[0].data["id"] if homes else "HR-2NK6"
        story = {"title": LATER, "content": LATER, "consent": True, "anonymised": True}
        for kind, data in (
            ("meeting", {"kind": "调度", "title": LATER}),
            ("reminder", {"kind": "督办", "unit": unit, "reason": "其他", "content": LATER, "quarter": self.quarter}),
            ("story", {"kind": "好经验", **story}),
            ("award", {"unit": unit, "form": LATER, "reason": LATER}),
            ("branch", {"branch": LATER, "partner": LATER}),
            ("strike", {"quarter": self.quarter, "list": "沟通联络不及时", "household": home, "reason": LATER}),
            ("village", {"helper": self.helpers[0], "household": home, "topics": ["基本情况"], "content": LATER}),
        ):
            self.copy.put(f"event-{kind}", unit, f"{self.first}-{kind}-98", {"date": self.first, **data})

    def quotas(self, policy: dict[str, Any]) -> None:
        """Every row of the quotas is followed by a higher one, and a county raises its own."""
        policy.setdefault("raises", []).append(
            {"unit": "huarong", "need": 3, "from": self.first, "document": LATER, "clause": "五(二)1"}
        )
        for row in list(policy["quotas"]):
            if "to" not in row:
                policy["quotas"].append({**row, "id": f"{row['id']}_later", "from": self.next, "need": row["need"] + 1})
                row["to"] = self.first

    def townships(self, county: dict[str, Any]) -> None:
        """Of the townships of a county one is merged into the first, one is called otherwise, and the rest go over."""
        first, merged, renamed, *others = county["townships"]
        merged["merged"] = {"into": first["name"], "date": self.first}
        renamed.setdefault("former_names", []).insert(0, {"name": renamed["name"], "until": self.first})
        renamed["name"] = f"新{renamed['name']}"
        for township in others:
            for spell in township.setdefault("managed", [])[-1:]:
                spell["to"] = self.first
            township["managed"].append({"unit": "huarong", "from": self.next})


@pytest.mark.parametrize("day", [DAYS[0], *(pytest.param(day, marks=pytest.mark.soak) for day in DAYS[1:])])
def test_later_facts_change_nothing_that_is_said_of_a_day(
    copy_of: Callable[..., Any], library: SchemaLibrary, told_of: Any, told: Any, same: Any, day: str
) -> None:
    later, as_of = copy_of(*PART), date.fromisoformat(day)
    Later(later, as_of).all()
    assert later.faults(library) == []
    same(told_of(as_of, *PART), told(later.ledger(), as_of))
