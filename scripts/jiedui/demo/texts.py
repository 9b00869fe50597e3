"""What a contact's record says in words, and the record itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jiedui.demo.phrases import words
from jiedui.demo.wording import Picker, carer, condition, speaking_of
from jiedui.model.time import Quarter

if TYPE_CHECKING:
    from datetime import date

    from jiedui.demo.draft import Contact, House, Record
    from jiedui.demo.world import World

TOPICS = ("家庭生产生活", "惠残政策享受", "返贫致贫风险")
PREACHED = ("新时代思想", "重要论述和指示批示", "省市代表大会精神", "十八大以来变化")
_SILENT, _SHORT = 0.1, 0.14
_FIXED = ("group", "others", "delegated", "former", "refused")


class Diary:
    """The contact records of one household, written in order of time so that words do not repeat."""

    def __init__(self, house: House, world: World) -> None:
        self.house = house
        self.world = world
        self.dice = world.dice("texts", house.number)
        self.picker = Picker(self.dice, house)

    def records(self) -> dict[str, Record]:
        """Return the records by the stem of their files."""
        found: dict[str, Record] = {}
        for contact in self.house.contacts:
            stem, number = contact.day.isoformat(), 2
            while stem in found:
                stem, number = f"{contact.day.isoformat()}-{number}", number + 1
            found[stem] = self._record(contact)
        return found

    def _record(self, contact: Contact) -> Record:
        dice, entered = self.dice, contact.entered or contact.day
        record: Record = {
            "date": contact.day.isoformat(),
            "by": contact.by,
            "channel": contact.channel,
            "reached": contact.reached,
            "counterpart": contact.counterpart,
            "entered_on": entered.isoformat(),
            "channel_note": dice.pick(words("visits_remote")["notes"]) if contact.channel == "其他" else "",
            "also": contact.also,
            "companions": dice.number(0, 2) if contact.home and contact.reached and dice.chance(0.15) else None,
        }
        if contact.counts and contact.purpose not in ("delegated", "former", "refused", "withdrawn"):
            record["topics"] = self._topics()
            if contact.home and dice.chance(0.16):
                record["preached"] = sorted(dice.some(PREACHED, dice.weigh({1: 3, 2: 1})), key=PREACHED.index)
        record["hazards"] = contact.hazards
        record["needs"] = [{"id": item["id"], "action": item["action"]} for item in contact.progress]
        record["content"] = self._content(contact, preached="preached" in record)
        if contact.withdrawn:
            record["withdrawn"] = {"date": entered.isoformat(), "reason": contact.withdrawn}
        return record

    def _topics(self) -> list[str]:
        count = self.dice.weigh({3: 5, 2: 4, 1: 2, 0: 0.8})
        return sorted(self.dice.some(TOPICS, count), key=TOPICS.index)

    def _content(self, contact: Contact, *, preached: bool) -> str:
        self.picker.words = speaking_of(self.house.head, self.house, contact.day, self.dice)
        special = self._special(contact)
        if special:
            return special
        contact.news = [self.picker.fill(sentence) for sentence in contact.news]
        if not contact.news and not contact.purpose and self.dice.chance(_SILENT):
            return ""
        if contact.purpose == "urgent" or self.dice.chance(_SHORT):
            return "".join(contact.news) or self._opening(contact)
        parts = [self._opening(contact), *self._life(contact), *contact.news]
        if preached:
            parts.append(self.picker.one(words("visits_life")["preached"]))
        parts += self._ending(contact)
        return "".join(part for part in parts if part)

    def _special(self, contact: Contact) -> str:
        text = words("visits_remote")
        if contact.purpose == "together":
            return str(text["together"])
        if contact.purpose == "withdrawn":
            return self.picker.one(text["remote"]["电话"])
        if contact.purpose in _FIXED:
            return self.picker.one(text[contact.purpose])
        return "" if contact.reached else self.picker.one(text["unreached"][contact.channel])

    def _opening(self, contact: Contact) -> str:
        home, remote = words("visits_home"), words("visits_remote")
        if contact.purpose in ("first", "handover"):
            return self.picker.one(home[contact.purpose])
        keeper = self.house.keeper(contact.day)
        if keeper and self._stands_in(contact, keeper.helper) and self.dice.chance(0.7):
            return self.picker.one(remote["deputy"])
        with_kin = contact.counterpart != "本人" and carer(self.house)
        if not contact.home:
            called = with_kin and contact.channel == "电话"
            return self.picker.one(remote["remote_kin"] if called else remote["remote"][contact.channel])
        kind = condition(self.house.head, self.house, contact.day)
        if kind in ("幼儿", "学童"):
            return self.picker.one(home["openings_child"])
        if with_kin and self.dice.chance(0.6):
            return self.picker.one(home["openings_kin"])
        return self.picker.one(home["openings_lying" if kind == "卧床" else "openings"])

    def _stands_in(self, contact: Contact, helper: str) -> bool:
        pauses = self.world.helper(helper).get("pauses", ())
        return any(pause.get("deputy") == contact.by for pause in pauses)

    def _life(self, contact: Contact) -> list[str]:
        """Return how the person is, what the season brings, and how money and policies stand."""
        life, dice, found = words("visits_life"), self.dice, []
        if dice.chance(0.7 if contact.home else 0.45):
            found.append(self.picker.one(self._condition(life, contact.day)))
        if dice.chance(0.35):
            found.append(self.picker.one(_season(life, contact.day, self.house)))
        if dice.chance(0.35):
            lone = len(self.house.people) == 1 and dice.chance(0.4)
            found.append(self.picker.one(life["money_lone" if lone else "money"]))
        return found

    def _condition(self, life: dict[str, Any], day: date) -> list[str]:
        head = self.house.head
        kind = condition(head, self.house, day)
        if kind in ("幼儿", "学童") and self.dice.chance(0.5):
            return list(life["children"].get(head.category, life["conditions"][kind]))
        return list(life["conditions"][kind])

    def _ending(self, contact: Contact) -> list[str]:
        home, dice, found = words("visits_home"), self.dice, []
        if contact.home:
            child = condition(self.house.head, self.house, contact.day) in ("幼儿", "学童")
            if contact.hazards and "有" not in contact.hazards.values() and dice.chance(0.22):
                found.append(self.picker.one(home["look"]))
            if dice.chance(0.42):
                found.append(self.picker.one(home["acts_child" if child else "acts"]))
            if dice.chance(0.35):
                found.append(self.picker.one(home["closings"]))
        elif dice.chance(0.25):
            found.append(self.picker.one(words("visits_remote")["remote_closings"]))
        return found


def _season(life: dict[str, Any], day: date, house: House) -> list[str]:
    """Return what may be said in a month; the fields are left out in town."""
    months = life["seasons_town"] if house.place.urban else life["seasons"]
    found: list[str] = months[day.month if not house.place.urban else Quarter.of(day).number]
    return found
