"""What the file says about the household as a whole: its situation, the plan, the risk of falling back into poverty."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from jiedui.demo.phrases import words
from jiedui.demo.wording import Picker, condition, speaking_of
from jiedui.model.identity import CATEGORIES

if TYPE_CHECKING:
    from jiedui.demo.dice import Dice
    from jiedui.demo.draft import House, Person, Record
    from jiedui.demo.world import World

_RISK = 0.03
_MONITORING = {"未申报": 1, "已申报": 1, "已纳入": 4, "未通过": 0.7, "已消除": 2}


def write(house: House, world: World) -> None:
    """Fill in difficulties, plan and risk. Paired households have a plan (R-014)."""
    dice = world.dice("situation", house.number)
    picker = Picker(dice, house, speaking_of(house.head, house, house.registered, dice))
    house.record["difficulties"] = _difficulties(house, picker)
    if house.spells:
        house.record["plan"] = _plan(house, picker)
        house.record["relapse"] = _relapse(house, world, dice)
    elif dice.chance(0.5):
        house.record["relapse"] = {"risk": "无"}


def _difficulties(house: House, picker: Picker) -> str:
    text, dice = words("situations"), picker.dice
    found = [picker.one(_causes(house.head, house))]
    for other in house.disabled[1:]:
        cause = picker.one(_causes(other, house))
        found.append(f"{_relation(other.relation)}也有残疾：{cause}")
    found.append(picker.one(text["care"][house.family]))
    if dice.chance(0.8):
        found.append(picker.one(text["economy"][house.record["hardship"]]))
    kids = any(person.age < 18 for person in house.people)
    if dice.chance(0.55):
        found.append(picker.one(text["extra_kids" if kids and dice.chance(0.5) else "extra"]))
    return "".join(found)


def _causes(person: Person, house: House) -> list[str]:
    """Return what may be told about how a person became disabled, in keeping with age and categories."""
    text = words("situations")
    kind = condition(person, house, house.registered)
    if kind in ("幼儿", "学童"):
        children = text["causes_child"]
        return list(children.get(person.category) or children["听力" if person.category == "言语" else "智力"])
    if kind == "多重":
        return list(text["causes"]["多重"]["".join(sorted(person.parts, key=CATEGORIES.index))])
    return list(text["causes"][kind])


def _relation(relation: str) -> str:
    return {"子": "儿子", "女": "女儿", "弟": "弟弟", "兄": "哥哥"}.get(relation, relation)


def _plan(house: House, picker: Picker) -> str:
    """Return two to four numbered lines."""
    text = words("situations")
    lines = [
        picker.one(text["plan_base"]),
        picker.one(text["plan_condition"][condition(house.head, house, house.registered)]),
    ]
    if picker.dice.chance(0.75):
        lines.append(picker.one(text["plan_family"]))
    if picker.dice.chance(0.3):
        lines.append(picker.one(text["plan_family"]))
    return "\n".join(f"{number}. {line}" for number, line in enumerate(dict.fromkeys(lines), 1))


def _relapse(house: House, world: World, dice: Dice) -> Record | None:
    """Return the state of the risk: settled, or in keeping with the needs, or by chance (R-035)."""
    status = house.recipe.relapse
    risky = [need for need in house.record["needs"] if any(item["code"] == "守返贫" for item in need["measures"])]
    if not status and risky:
        open_now = not risky[-1].get("closed_on")
        status = "已申报" if open_now else dice.weigh({"已消除": 3, "已纳入": 2})
    if not status and dice.chance(_RISK):
        status = dice.weigh(_MONITORING)
    if not status:
        return {"risk": "无"} if dice.chance(0.85) else None
    first = house.spells[0].start
    last = house.closed or world.clock.today
    found = (
        date.fromisoformat(risky[-1]["raised_on"]) if risky else dice.day(first, max(first, last - timedelta(days=60)))
    )
    changed = min(found + timedelta(days=dice.number(15, 55)), last)
    record = {
        "risk": "无" if status == "已消除" else "有",
        "kind": dice.pick(words("records")["risks"]),
        "found_on": found.isoformat(),
    }
    return record | {"monitoring": status, "monitored_on": "" if status == "未申报" else changed.isoformat()}
