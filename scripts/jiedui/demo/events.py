"""What the organisation does: meetings, reminders, awards, branches, stories, village reports (六(二), 六(五))."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from jiedui.demo.draft import House, Record, Seat
from jiedui.demo.phrases import words
from jiedui.demo.units import CITY
from jiedui.model.time import DAY, Quarter

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiedui.demo.dice import Dice
    from jiedui.demo.world import World

REMINDED = 24
_SEASONS = ("", "一", "二", "三", "四")

# An event: unit, kind (event-…) and record.
Event = tuple[str, str, Record]


def events(world: World) -> Iterator[tuple[str, str, str, Record]]:
    """Yield all events as (unit, kind, stem, record); of several alike on one day the later ones are numbered."""
    used: dict[tuple[str, str], int] = {}
    found = [*_meetings(world), *_reminders(world), *_awards(world), *_branches(world), *_stories(world)]
    found += [*_village_reports(world), *_strikes(world)]
    for unit, kind, record in found:
        if not world.clock.start.isoformat() <= record["date"] <= world.clock.today.isoformat():
            continue
        stem = f"{record['date']}-{kind}"
        number = used[unit, stem] = used.get((unit, stem), 0) + 1
        yield unit, f"event-{kind}", stem if number == 1 else f"{stem}-{number}", record


def _meetings(world: World) -> Iterator[Event]:
    """Yield the dispatch of each quarter (one is missing) and each unit's hearing of every half-year (some are)."""
    text, dice = words("events"), world.dice("meetings")
    for quarter in world.clock.quarters:
        if world.clock.offset(quarter) != 5:
            day = dice.workday(quarter.start + timedelta(days=20), quarter.end - timedelta(days=12))
            yield CITY, "meeting", _meeting("调度", _season(dice.pick(text["dispatch"]), quarter), day, CITY, dice)
        if quarter.number == 4:
            day = dice.workday(quarter.start, quarter.start + timedelta(days=40))
            yield CITY, "meeting", _meeting("领导小组会议", dice.pick(text["group"]), day, CITY, dice)
    for unit in (CITY, *world.places):
        kickoff = dice.workday(world.clock.start + timedelta(days=11), world.clock.start + timedelta(days=27))
        yield unit, "meeting", _meeting("动员部署", text["kickoff"], kickoff, unit, dice)
        for quarter in world.clock.quarters:
            if quarter.number in (2, 4) and (unit == CITY or dice.chance(0.88)):
                half = f"{quarter.year}年{'上' if quarter.number == 2 else '下'}半年"
                day = dice.workday(quarter.start + timedelta(days=15), quarter.end)
                title = dice.pick(text["hearing"]).format(half=half)
                yield unit, "meeting", _meeting("听取汇报", title, day, unit, dice)


def _season(title: str, quarter: Quarter) -> str:
    return title.format(season=_SEASONS[quarter.number])


def _meeting(kind: str, title: str, day: date, unit: str, dice: Dice) -> Record:
    text = words("events")
    decisions = {"调度": "dispatch_decisions", "听取汇报": "hearing_decisions"}.get(kind)
    return {
        "date": day.isoformat(),
        "kind": kind,
        "title": title,
        "host": dice.pick(text["hosts"]["city" if unit == CITY else "county"]),
        "attendees": dice.number(8, 32),
        "minutes": f"《{kind}会议纪要》" if dice.chance(0.5) else "",
        "decisions": dice.pick(text[decisions]) if decisions and dice.chance(0.8) else "",
    }


def _missed(world: World, back: int) -> list[tuple[House, str]]:
    """Return the households that nobody contacted in the quarter so many back, with the helper in charge."""
    quarter = world.clock.back(back)
    if quarter is None or quarter in world.policy.settings.exempt_quarters:
        return []
    found = []
    for house in world.houses:
        spell = house.keeper(quarter.end)
        made = any(item.counts and quarter.start <= item.day <= quarter.end for item in house.contacts)
        if spell and spell.start <= quarter.start and not made:
            found.append((house, spell.helper))
    return found


def _reminders(world: World) -> Iterator[Event]:
    """Yield reminders to the helpers who missed a quarter, and some to units; most are answered (R-097)."""
    text, dice = words("events"), world.dice("reminders")
    count = 0
    for back in range(1, len(world.clock.quarters)):
        quarter = world.clock.back(back)
        for _, helper in _missed(world, back):
            if quarter is None or count >= REMINDED or dice.chance(0.4):
                continue
            count += 1
            reason = dice.weigh({"沟通联络不及时": 6, "帮扶措施不到位": 1, "帮扶成效不明显": 1, "其他": 1})
            day = quarter.end + timedelta(days=dice.number(16, 30))
            content = text["reminder"][reason].format(quarter=quarter.title)
            kind = "督办" if dice.chance(0.25) else "提醒"
            reminder = {"kind": kind, "helper": helper, "reason": reason, "quarter": str(quarter), "content": content}
            yield world.roster.units[helper], "reminder", _answered(reminder, day, world, dice)
    for federation in dice.some(world.city.counties, 3):
        quarter = world.clock.back(dice.number(1, 4))
        if quarter:
            reason = dice.pick(list(text["reminder_unit"]))
            content = text["reminder_unit"][reason].format(quarter=quarter.title)
            reminder = {
                "kind": "督办",
                "unit": federation.id,
                "reason": reason,
                "quarter": str(quarter),
                "content": content,
            }
            yield CITY, "reminder", _answered(reminder, quarter.end + timedelta(days=22), world, dice)


def _answered(reminder: Record, day: date, world: World, dice: Dice) -> Record:
    answered = day + timedelta(days=dice.number(2, 14))
    record = {"date": day.isoformat(), **reminder, "due_on": (day + timedelta(days=15)).isoformat()}
    if answered <= world.clock.today and dice.chance(0.8):
        record |= {"answered_on": answered.isoformat(), "answer": dice.pick(words("events")["answers"])}
    return record


def _awards(world: World) -> Iterator[Event]:
    """Yield an award to a unit, a helper and, once, an organisation at the end of each year (R-105)."""
    text, dice = words("events")["awards"], world.dice("awards")
    social = [office for office in world.offices if office.body == "社会力量" and office.slots]
    staff = [office for office in world.offices if office.body in ("县级残联", "乡镇(街道)残联") and office.slots]
    for year in range(world.clock.start.year, world.clock.today.year + 1):
        day = date(year, 12, 20).isoformat()
        unit = dice.pick(sorted(world.places))
        yield CITY, "award", {"date": day, "unit": unit, "form": text["unit"][0], "reason": text["unit"][1]}
        if staff:
            yield CITY, "award", _award(dice.pick(staff), day, text["helper"])
    if social:
        yield CITY, "award", _award(social[0], date(2025, 5, 18).isoformat(), text["social"])


def _award(office: Seat, day: str, words_of: list[str]) -> Record:
    return {"date": day, "helper": office.holdings[0].helper, "form": words_of[0], "reason": words_of[1]}


def _branches(world: World) -> Iterator[Event]:
    """Yield the branches that work together with one at the base, with what they did (R-071)."""
    text, dice = words("events"), world.dice("branches")
    for number, (branch, partner) in enumerate(text["branches"]):
        start = world.clock.start + timedelta(days=30 + 200 * number)
        if start >= world.clock.today:
            continue
        days = sorted(dice.day(start, world.clock.today) for _ in range(3))
        activities = [
            {"date": day.isoformat(), "content": content}
            for day, content in zip(days, dice.shuffled(text["branch_activities"]), strict=False)
        ]
        yield (
            CITY,
            "branch",
            {"date": start.isoformat(), "branch": branch, "partner": partner, "activities": activities},
        )


def _stories(world: World) -> Iterator[Event]:
    """Yield good practice and examples; only those with consent and without identity are shown (R-104, R-107)."""
    dice = world.dice("stories")
    units = [CITY, *dice.shuffled(sorted(world.places))]
    stories: list[dict[str, Any]] = words("events")["stories"]
    for number, story in enumerate(stories):
        day = world.clock.today - timedelta(days=60 + 95 * number)
        yield units[number % len(units)], "story", {"date": day.isoformat(), **story}


def _village_reports(world: World) -> Iterator[Event]:
    """Yield what village workers report about households of their township or, where there is none, of their unit."""
    text, dice = words("events"), world.dice("village")
    for office in world.offices:
        if office.body != "村(社区)残协" or office.township is None:
            continue
        near = [house for house in world.houses if house.unit == office.unit and house.spells and not house.closed]
        own = [house for house in near if house.place.name == office.township.name]
        for house in dice.some(own or near, dice.number(0, 2)):
            day = dice.workday(house.spells[0].start, world.clock.today)
            if helper := office.holder(day):
                report = {"date": day.isoformat(), "helper": helper, "household": house.id}
                yield office.unit, "village", {**report, **dice.pick(text["village"])}


def _strikes(world: World) -> Iterator[Event]:
    """Yield two households struck from the list of the last closed quarter, with the reason (A-20)."""
    quarter, text = world.clock.back(1), words("events")
    missed = [house for house, _ in _missed(world, 1)]
    for house, reason in zip(missed, text["strike_reasons"], strict=False):
        if quarter:
            record = {"date": (quarter.end + 18 * DAY).isoformat(), "quarter": str(quarter), "list": "沟通联络不及时"}
            yield house.unit, "strike", {**record, "household": house.id, "reason": reason}
