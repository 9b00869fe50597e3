"""Needs, measures and results of a household over the years, and the contacts at which they were raised and closed."""

from __future__ import annotations

from datetime import date, timedelta

from jiedui.demo.draft import Contact, House, Person, Record
from jiedui.demo.phrases import Want, wants, words
from jiedui.demo.wording import age_on, carer, condition, in_town, speaking_of
from jiedui.demo.world import World
from jiedui.model.time import DAY

# How often each code is wanted, so that all ten occur in shares that a county might report.
_WEIGHTS = {
    "领": 1.2, "守返贫": 0.45, "守安全": 0.75, "帮就业": 1.0, "帮就学": 1.6, "帮政策": 0.75,
    "送康复": 1.2, "送无障碍": 1.1, "送文体": 1.1, "送暖心": 0.8,
}  # fmt: skip
_RARE = 0.35
_PER_YEAR = {0: 10, 1: 52, 2: 30, 3: 8}
_STUCK, _FAILED = 0.035, 0.04
_DIBAO = ("低保户", "单人户低保")
# What is asked at an office window; the helper may ring up at once.
_OFFICE_CODES = ("帮政策", "守返贫", "帮就业", "帮就学")


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
        self._number()
        if "unasked" not in self.house.recipe.marks:
            self._everyone_asked()
        self.house.record["needs"] = self.records

    def _year(self, year: int) -> None:
        contacts = [contact for contact in self._useful() if contact.day.year == year]
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

    def _useful(self) -> list[Contact]:
        """Return the contacts at which something can be raised or said."""
        plain = ("", "first", "handover", "urgent")
        return [item for item in self.house.contacts if item.counts and item.purpose in plain and not item.withdrawn]

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
            contact.day for contact in self._useful() if contact.day <= latest and (contact.home or not want.hazard)
        ]
        return before[-1] if before else latest

    def _add(self, want: Want, person: Person, day: date, state: str = "") -> None:
        """Add a need raised on a day; ``state`` settles how it stands today."""
        self.used.add(want.key)
        house, dice = self.house, self.dice
        talk = speaking_of(person, house, day, dice)
        variant = dice.number(0, len(want.content) - 1)
        record: Record = {
            "id": "",
            "person": "" if "whole" in want.marks else person.record["id"],
            "content": self._worded(want.content, variant, talk),
            "raised_on": day.isoformat(),
            "urgent": "urgent" in want.marks or None,
        }
        due = day + timedelta(days=dice.number(*want.due))
        record["measures"] = [self._measure(want, day, due, self._worded(want.does, variant, talk))]
        self.records.append(record)
        self._raise(want, record, day, due, self._worded(want.short, variant, talk))
        if state == "fresh":
            record["measures"] = []
            return
        if record["urgent"]:
            record["responded_on"] = self.world.clock.after(day, dice.weigh({0: 6, 1: 3, 2: 1})).isoformat()
        self._settle(want, record, day, due, state, self._worded(want.done, variant, talk), talk)
        self._benefit(want, record, person)

    def _worded(self, variants: tuple[str, ...], number: int, talk: dict[str, str]) -> str:
        """Return the variant of that number in the words of the household."""
        fragment = variants[number % len(variants)]
        return (in_town(fragment) if self.house.place.urban else fragment).format(**talk)

    def _person_for(self, want: Want, day: date) -> Person:
        fitting = [person for person in self.house.disabled if condition(person, self.house, day) in want.who]
        return fitting[0] if fitting else self.house.head

    def _measure(self, want: Want, day: date, due: date, content: str) -> Record:
        keeper = self.house.keeper(day)
        promised = min(day + self.dice.weigh({0: 7, 2: 2, 6: 1}) * DAY, due, self.until)
        return {
            "code": want.code,
            "content": content,
            "promised_on": promised.isoformat(),
            "due_on": due.isoformat() if self.dice.chance(0.85) else "",
            "by": keeper.helper if keeper else "",
            "resources": self._resources(want),
        }

    def _resources(self, want: Want) -> list[Record]:
        """Return what was drawn upon, for some of the measures that cost something (R-100)."""
        if want.code not in ("守安全", "帮就业", "送康复", "送无障碍", "送暖心") or not self.dice.chance(0.14):
            return []
        source, name = self.dice.pick(words("events")["resources"])
        amount = self.dice.number(1, 16) * 50 if source != "志愿服务" and self.dice.chance(0.5) else None
        return [{"source": source, "name": name, "amount": amount}]

    def _settle(
        self, want: Want, record: Record, day: date, due: date, state: str, result: str, talk: dict[str, str]
    ) -> None:
        """Let the need be met, or not yet, or never."""
        dice, until = self.dice, self.until
        done = day + timedelta(days=max(4, round((due - day).days * dice.number(30, 112) / 100)))
        closing = self._closing(want, day, done)
        running = done > until or dice.chance(_STUCK) or (bool(want.hazard) and closing is None)
        if state == "closed" or (not state and not running):
            self._step(want, record, day, min(done, until), talk)
            self._close(want, record, day, min(done, until), closing, result, talk)
            return
        self._step(want, record, day, until, talk)
        if self.house.closed:
            self._give_up(record, self.house.closed, words("records")["closed_need"][self.house.closed_reason])
        if state == "overdue":
            record["measures"][0]["due_on"] = due.isoformat()

    def _give_up(self, record: Record, day: date, why: str) -> None:
        """Close a need that was not met, and its measure, with the reason."""
        record |= {"closed_on": day.isoformat(), "result": why}
        record["measures"][0] |= {"done_on": max(day.isoformat(), record["measures"][0]["promised_on"]), "result": why}

    def _closing(self, want: Want, day: date, done: date) -> Contact | None:
        """Return the contact at which it is said that a need is met; a hazard has to be seen to be gone."""
        earliest = max(done, day + DAY)
        return next((item for item in self._useful() if item.day >= earliest and (item.home or not want.hazard)), None)

    def _close(
        self,
        want: Want,
        record: Record,
        day: date,
        done: date,
        contact: Contact | None,
        result: str,
        talk: dict[str, str],
    ) -> None:
        dice, measure, text = self.dice, record["measures"][0], words("records")
        told = contact is not None and ((contact.day - done).days < 100 or bool(want.hazard))
        closed = contact.day if contact and told else done
        if dice.chance(_FAILED) and not want.hazard and not want.benefit and not record["urgent"]:
            self._give_up(record, closed, dice.pick(text["failed_need"]))
            return
        measure |= {"done_on": max(done.isoformat(), measure["promised_on"]), "result": result}
        short = dice.pick(text["closed_result"]) if dice.chance(0.5) and "没有" not in result else result
        record |= {"closed_on": max(closed.isoformat(), measure["done_on"]), "result": short}
        if want.then and dice.chance(0.7):
            then = {key: value.format(**talk) for key, value in want.then.items()}
            record["measures"].append({**measure, **then})
        if contact and contact.day.isoformat() == record["closed_on"]:
            self._say(contact, record, "办结", dice.pick(text["finished"]).format(said=result))
            if want.hazard and contact.home:
                contact.hazards[want.hazard] = "无"

    def _raise(self, want: Want, record: Record, day: date, due: date, said: str) -> None:
        contact = next((item for item in self._useful() if item.day == day), None)
        if contact is None:
            return
        text, patterns = words("records"), "raised"
        if record["urgent"]:
            patterns = "raised_urgent"
            contact.channel, contact.purpose, contact.hazards = "电话", "urgent", {}
        elif want.code in _OFFICE_CODES and self.dice.chance(0.35):
            patterns = "raised_office"
        sentence = self.dice.pick(text[patterns]).format(said=said, day=f"{due.month}月{due.day}日")
        self._say(contact, record, "提出", sentence)
        if want.hazard and contact.home:
            contact.hazards[want.hazard] = "有"

    def _step(self, want: Want, record: Record, day: date, until: date, talk: dict[str, str]) -> None:
        """Report news at one or two contacts between raising and closing."""
        between = [item for item in self._useful() if day < item.day < until]
        steps = self.dice.shuffled(range(len(want.steps)))
        for contact in between[:2]:
            if want.hazard and contact.home:
                contact.hazards[want.hazard] = "有"
            if steps and self.dice.chance(0.7):
                step = self._worded(want.steps, steps.pop(), talk)
                self._say(contact, record, "推进", self.dice.pick(words("records")["stepped"]).format(said=step))

    def _say(self, contact: Contact, record: Record, action: str, sentence: str) -> None:
        contact.progress.append({"need": record, "action": action})
        contact.news.append(sentence)

    def _benefit(self, want: Want, record: Record, person: Person) -> None:
        """Let the member's policies agree with what became of the need."""
        benefits = person.record.get("benefits")
        if not want.benefit or benefits is None:
            return
        result = record["measures"][0].get("result", "")
        if result:
            benefits[want.benefit] = "未通过" if "没有通过" in result or "够不上" in result else "已享受"
        elif not record.get("closed_on"):
            benefits[want.benefit] = self.dice.pick(("申请中", "符合未享受"))

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
        days = [contact.day for contact in self._useful()]
        for person in self.house.disabled:
            if person.record["id"] not in asked:
                day = self.dice.pick(days) if days else self.house.registered
                person.record["disability"]["no_need_on"] = day.isoformat()


def _able_carer(house: House) -> bool:
    return bool(carer(house)) and any(not person.disabled and person.age >= 18 for person in house.people[1:])
