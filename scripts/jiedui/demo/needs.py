"""Which needs a household had over the years, and whose they were (R-014, R-031)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from jiedui.demo.course import Course, useful
from jiedui.demo.handing import hand_on
from jiedui.demo.phrases import Want, wants
from jiedui.demo.wording import age_on, carer, condition
from jiedui.model.time import DAY

if TYPE_CHECKING:
    from jiedui.demo.draft import Contact, House, Person, Record
    from jiedui.demo.world import World

# How often each code is wanted, so that all ten occur in shares that a county might report.
_WEIGHTS = {
    "领": 1.2, "守返贫": 0.45, "守安全": 0.75, "帮就业": 1.0, "帮就学": 1.6, "帮政策": 0.75,
    "送康复": 1.2, "送无障碍": 1.1, "送文体": 1.1, "送暖心": 0.8,
}  # fmt: skip
_RARE = 0.35
_PER_YEAR = {0: 10, 1: 52, 2: 30, 3: 8}
_DIBAO = ("低保户", "单人户低保")


class Needs:
    """The needs of one household in the making."""

    def __init__(self, house: House, world: World) -> None:
        self.house = house
        self.world = world
        self.dice = world.dice("needs", house.number)
        self.records: list[Record] = []
        self.used: set[str] = set()
        self.hardship = house.record["hardship"]
        self.until = house.closed or world.clock.today

    def write(self) -> None:
        """Fill in the needs of the record, and what the contacts have to do with them."""
        for key, state in self.house.recipe.needs:
            want = wants()[key]
            day = self._settled_day(want, state)
            self._add(want, self._person_for(want, day), day, state)
        if "no_need" not in self.house.recipe.marks:
            for year in range(self.world.clock.start.year, self.until.year + 1):
                self._year(year)
        self.records.sort(key=lambda record: record["raised_on"])
        hand_on(self.house, self.world, self.records)
        self._number()
        if "unasked" not in self.house.recipe.marks:
            self._everyone_asked()
        self.house.record["needs"] = self.records

    def _year(self, year: int) -> None:
        contacts = [contact for contact in useful(self.house) if contact.day.year == year]
        if not contacts or self.house.keeper(contacts[-1].day) is None:
            return
        count = self.dice.weigh(_PER_YEAR)
        if not self.records:
            count = max(1, count)
        for _ in range(count):
            homes = [contact for contact in contacts if contact.home]
            contact = self.dice.pick(homes if homes and self.dice.chance(0.75) else contacts)
            found = self._draw(contact)
            if found:
                self._add(*found, contact.day)

    def _draw(self, contact: Contact) -> tuple[Want, Person] | None:
        """Return a kind of need that has not come up yet, and whose it is."""
        day = contact.day
        person = self.dice.pick(self.house.disabled) if self.dice.chance(0.35) else self.house.head
        choices = {
            want.key: _WEIGHTS[want.code] * (_RARE if "rare" in want.marks or "urgent" in want.marks else 1)
            for want in wants().values()
            if want.key not in self.used
            and (contact.home or not want.hazard)
            and (not contact.purpose or "urgent" not in want.marks)
            and self._suits(want, person, day)
        }
        return (wants()[self.dice.weigh(choices)], person) if choices else None

    def _suits(self, want: Want, person: Person, day: date) -> bool:
        house, marks = self.house, want.marks
        if condition(person, house, day) not in want.who or want.key == "未入学":
            return False
        if want.kinds and not want.kinds & {person.category, *person.parts}:
            return False
        if want.months and day.month not in want.months:
            return False
        if ("kin" in marks and not _able_carer(house)) or ("lone" in marks and len(house.people) > 1):
            return False
        if "farm" in marks and house.place.urban:
            return False
        if house.family == "集中供养" and want.code in ("守安全", "送无障碍", "帮就业"):
            return False
        if "workers" in marks and person.record["disability"]["labour"] not in ("有", "部分"):
            return False
        return self._open_policy(want.benefit, person, day)

    def _open_policy(self, benefit: str, person: Person, day: date) -> bool:
        """Tell whether a person could be entitled to the benefit that a want is about."""
        age, severe = age_on(person, self.house, day), person.grade in ("一级", "二级")
        tekun = "特困" in self.hardship
        return {
            "dibao": self.hardship == "低保边缘户" and severe,
            "living_subsidy": self.hardship in _DIBAO,
            "nursing_subsidy": severe and not tekun,
            "pension_aid": 16 <= age < 60 and severe,
            "education_aid": 6 <= age <= 15,
        }.get(benefit, True)

    def _settled_day(self, want: Want, state: str) -> date:
        """Return a day on which a need of a showcase was raised, so that its state comes true."""
        today, start = (
            self.world.clock.today,
            self.house.spells[0].start if self.house.spells else self.house.registered,
        )
        if state == "fresh":
            return today - DAY
        days = {"open": want.due[0] // 2, "overdue": want.due[1] + 40}.get(state, want.due[1] + 60)
        latest = max(start, self.until - timedelta(days=days))
        before = [
            contact.day for contact in useful(self.house) if contact.day <= latest and (contact.home or not want.hazard)
        ]
        return before[-1] if before else latest

    def _add(self, want: Want, person: Person, day: date, state: str = "") -> None:
        """Add a need raised on a day; ``state`` settles how it stands today."""
        self.used.add(want.key)
        self.records.append(Course(self.house, self.world, self.dice, want, person, day).run(state))

    def _person_for(self, want: Want, day: date) -> Person:
        fitting = [person for person in self.house.disabled if condition(person, self.house, day) in want.who]
        return fitting[0] if fitting else self.house.head

    def _number(self) -> None:
        """Give the needs their ids in order of raising, and write them into the contacts."""
        for number, record in enumerate(self.records, 1):
            record["id"] = f"n{number}"
        for contact in self.house.contacts:
            contact.progress = [{**item, "id": item["need"]["id"]} for item in contact.progress]

    def _everyone_asked(self) -> None:
        """See that every disabled person has a need or was asked (R-014)."""
        if any(not record["person"] for record in self.records):
            return
        asked = {record["person"] for record in self.records}
        days = [contact.day for contact in useful(self.house)]
        for person in self.house.disabled:
            if person.record["id"] not in asked:
                day = self.dice.pick(days) if days else self.house.registered
                person.record["disability"]["no_need_on"] = day.isoformat()


def _able_carer(house: House) -> bool:
    return bool(carer(house)) and any(not person.disabled and person.age >= 18 for person in house.people[1:])
