"""The course of one need: raised at a contact, worked on, met or given up, and told of at later contacts."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from jiedui.demo.phrases import Want, words
from jiedui.demo.wording import in_town, speaking_of
from jiedui.model.day_words import day_text
from jiedui.model.time import DAY
from jiedui.struct import Struct, field

if TYPE_CHECKING:
    from jiedui.demo.dice import Dice
    from jiedui.demo.draft import Contact, House, Person, Record
    from jiedui.demo.world import World

STUCK, FAILED = 0.035, 0.04
# A need that was met longer ago than this is closed without being told of at a contact.
TOLD_WITHIN = 100
FOUND, GONE = "有", "无"
# What is asked at an office window; the helper may ring up at once.
_OFFICE_CODES = ("帮政策", "守返贫", "帮就业", "帮就学")
_COSTLY_CODES = ("守安全", "帮就业", "送康复", "送无障碍", "送暖心")


def useful(house: House) -> list[Contact]:
    """Return the contacts at which something can be raised or said."""
    plain = ("", "first", "handover", "urgent")
    return [item for item in house.contacts if item.counts and item.purpose in plain and not item.withdrawn]


class Course(Struct, dict=True):
    """One need of a household, from the day on which it was raised."""

    house: House
    world: World
    dice: Dice
    want: Want
    person: Person
    day: date
    record: Record = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.talk = speaking_of(self.person, self.house, self.day, self.dice)
        self.variant = self.dice.number(0, len(self.want.content) - 1)
        self.due = self.day + timedelta(days=self.dice.number(*self.want.due))
        self.until = self.house.closed or self.world.clock.today
        self.record = {
            "id": "",
            "person": "" if "whole" in self.want.marks else self.person.record["id"],
            "content": self._worded(self.want.content),
            "raised_on": self.day.isoformat(),
            "urgent": "urgent" in self.want.marks or None,
            "measures": [self._measure()],
        }

    def _worded(self, variants: tuple[str, ...], number: int | None = None) -> str:
        """Return the variant of this course (or of that number) in the words of the household."""
        fragment = variants[(self.variant if number is None else number) % len(variants)]
        return (in_town(fragment) if self.house.place.urban else fragment).format(**self.talk)

    def _measure(self) -> Record:
        keeper = self.house.keeper(self.day)
        promised = min(self.day + self.dice.weigh({0: 7, 2: 2, 6: 1}) * DAY, self.due, self.until)
        return {
            "code": self.want.code,
            "content": self._worded(self.want.does),
            "promised_on": promised.isoformat(),
            "due_on": self.due.isoformat() if self.dice.chance(0.85) else "",
            "by": keeper.helper if keeper else "",
            "resources": self._resources(),
        }

    def _resources(self) -> list[Record]:
        """Return what was drawn upon, for some of the measures that cost something (R-100)."""
        if self.want.code not in _COSTLY_CODES or not self.dice.chance(0.14):
            return []
        source, name = self.dice.pick(words("events")["resources"])
        amount = self.dice.number(1, 16) * 50 if source != "志愿服务" and self.dice.chance(0.5) else None
        return [{"source": source, "name": name, "amount": amount}]

    def run(self, state: str) -> Record:
        """Let the need take its course and return its record; ``state`` settles how it stands today, where given."""
        self._raise()
        if state == "fresh":
            self.record["measures"] = []
            return self.record
        if self.record["urgent"]:
            answered = self.world.clock.after(self.day, self.dice.weigh({0: 6, 1: 3, 2: 1}))
            self.record["responded_on"] = answered.isoformat()
        span = max(4, round((self.due - self.day).days * self.dice.number(30, 112) / 100))
        done = self.day + timedelta(days=span)
        closing = self._closing(done)
        unseen = bool(self.want.hazard) and closing is None
        running = done > self.until or self.dice.chance(STUCK) or unseen
        if state == "closed" or (not state and not running):
            self._close(min(done, self.until), closing)
        else:
            self._go_on(state)
        return self.record

    def _go_on(self, state: str) -> None:
        """Leave the need open, or give it up where the household's help has ended."""
        self._step(self.until)
        if self.house.closed:
            self._give_up(self.house.closed, words("records")["closed_need"][self.house.closed_reason])
        else:
            self._entitle(self.dice.pick(("申请中", "符合未享受")))
        if state == "overdue":
            self.record["measures"][0]["due_on"] = self.due.isoformat()

    def _give_up(self, day: date, why: str) -> None:
        """Close a need that was not met, and its measure, with the reason."""
        measure = self.record["measures"][0]
        last = max(day.isoformat(), measure["promised_on"])
        self.record |= {"closed_on": last, "result": why}
        measure |= {"done_on": last, "result": why}

    def _closing(self, done: date) -> Contact | None:
        """Return the contact at which it is said that a need is met; a hazard has to be seen to be gone."""
        earliest, seen = max(done, self.day + DAY), self.want.hazard
        return next((item for item in useful(self.house) if item.day >= earliest and (item.home or not seen)), None)

    def _close(self, done: date, contact: Contact | None) -> None:
        """Meet the need, now and then find that it cannot be met, and tell of it at ``contact``."""
        want, dice, text, measure = self.want, self.dice, words("records"), self.record["measures"][0]
        self._step(done)
        told = contact is not None and ((contact.day - done).days < TOLD_WITHIN or bool(want.hazard))
        closed = contact.day if contact and told else done
        if dice.chance(FAILED) and not want.hazard and not want.benefit and not self.record["urgent"]:
            self._give_up(closed, dice.pick(text["failed_need"]))
            return
        result = self._worded(want.done)
        measure |= {"done_on": max(done.isoformat(), measure["promised_on"]), "result": result}
        refused = "没有通过" in result or "够不上" in result
        short = dice.pick(text["closed_result"]) if dice.chance(0.5) and not refused else result
        self.record |= {"closed_on": max(closed.isoformat(), measure["done_on"]), "result": short}
        self._entitle("未通过" if refused else "已享受")
        if want.then and dice.chance(0.7):
            then = {key: value.format(**self.talk) for key, value in want.then.items()}
            self.record["measures"].append({**measure, **then, "resources": []})
        if contact and contact.day.isoformat() == self.record["closed_on"]:
            self._say(contact, "办结", dice.pick(text["finished"]).format(said=result))
            if want.hazard and contact.home:
                contact.hazards[want.hazard] = GONE

    def _raise(self) -> None:
        """Tell of the need at the contact of the day, if there is one; a sudden hardship is told by telephone."""
        contact = next((item for item in useful(self.house) if item.day == self.day), None)
        if contact is None:
            return
        patterns = "raised"
        if self.record["urgent"]:
            patterns = "raised_urgent"
            contact.channel, contact.purpose, contact.hazards = "电话", "urgent", {}
        elif self.want.code in _OFFICE_CODES and self.dice.chance(0.35):
            patterns = "raised_office"
        sentence = self.dice.pick(words("records")[patterns])
        day = day_text(self.due, self.due)
        self._say(contact, "提出", sentence.format(said=self._worded(self.want.short), day=day))
        if self.want.hazard and contact.home:
            contact.hazards[self.want.hazard] = FOUND

    def _step(self, until: date) -> None:
        """Report news at one or two contacts between raising and ``until``."""
        between = [item for item in useful(self.house) if self.day < item.day < until]
        steps = self.dice.shuffled(range(len(self.want.steps)))
        for contact in between[:2]:
            if self.want.hazard and contact.home:
                contact.hazards[self.want.hazard] = FOUND
            if steps and self.dice.chance(0.7):
                sentence = self.dice.pick(words("records")["stepped"])
                self._say(contact, "推进", sentence.format(said=self._worded(self.want.steps, steps.pop())))

    def _say(self, contact: Contact, action: str, sentence: str) -> None:
        contact.progress.append({"need": self.record, "action": action})
        contact.news.append(sentence)

    def _entitle(self, state: str) -> None:
        """Let the member's policies agree with what became of the need."""
        benefits = self.person.record.get("benefits")
        if self.want.benefit and benefits is not None:
            benefits[self.want.benefit] = state
