"""Where the needs of the running year are from, which wait for an answer, and what was handed to another body.

Before that year nobody wrote it down. All is drawn from streams of its own, so that nothing else comes out otherwise.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from jiedui.demo.phrases import words
from jiedui.model.time import DAY

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jiedui.demo.dice import Dice
    from jiedui.demo.draft import House, Record
    from jiedui.demo.world import World

VISIT, SELF = "走访", "本人申报"
_ORIGINS = {VISIT: 70, SELF: 17, "村级上报": 8, "数据比对": 5}
# Who sees to what; the others are the federation's own work.
_RECEIVERS = {
    "守返贫": "农业农村", "帮就业": "人社", "帮就学": "教育", "帮政策": "民政", "送康复": "卫健", "送无障碍": "住建",
}  # fmt: skip
# Of 帮政策 a word of the measure says whose the policy is.
_BY_WORD = {"参保": "医保", "门诊": "医保", "报销": "医保", "社保": "人社", "养老": "人社", "房": "住建"}
_HANDED, _HANDED_OPEN, _ANSWERED = 0.1, 0.7, 0.3
# What is not done was handed over within the last days.
_LATELY = 45 * DAY
# How long a need may have been raised and still wait for its first measure, and how likely it then does.
_FRESH, _WAITS = 35 * DAY, 0.3


def hand_on(house: House, world: World, records: Iterable[Record]) -> None:
    """Fill in origin, looking and referrals of the needs of the running year."""
    dice, today = world.dice("handing", house.number), world.clock.today
    for record in records:
        raised = date.fromisoformat(record["raised_on"])
        if raised.year != today.year:
            continue
        record["origin"] = dice.weigh(_ORIGINS)
        if not record["urgent"]:
            _wait(record, raised, dice, today)
        if record["origin"] == SELF:
            _look(record, raised, dice, today)
        for measure in record["measures"]:
            _refer(measure, dice, today)


def _wait(record: Record, raised: date, dice: Dice, today: date) -> None:
    """Take the promise back from a fresh need on which nothing has been done: it waits for an answer."""
    fresh = raised > today - _FRESH and not record.get("closed_on")
    plain = all(item["code"] in _RECEIVERS and not item.get("done_on") for item in record["measures"])
    if fresh and plain and dice.chance(_WAITS):
        record["measures"] = []
        record["origin"] = SELF


def _look(record: Record, raised: date, dice: Dice, today: date) -> None:
    looked = raised + dice.weigh({0: 3, 1: 4, 2: 2, 5: 1}) * DAY
    last = date.fromisoformat(record["closed_on"]) if record.get("closed_on") else today
    if looked <= last and (record["measures"] or dice.chance(0.6)):
        record["looked_on"] = looked.isoformat()


def _refer(measure: Record, dice: Dice, today: date) -> None:
    done, promised = measure.get("done_on"), date.fromisoformat(measure["promised_on"])
    receiver = _RECEIVERS.get(measure["code"])
    if receiver is None or not dice.chance(_HANDED if done else _HANDED_OPEN):
        return
    last = date.fromisoformat(done) if done else today
    sent = (
        min(promised + timedelta(days=dice.number(0, 4)), last)
        if done
        else dice.day(max(promised, today - _LATELY), today)
    )
    text = words("records")
    referral = {
        "receiver": next((body for word, body in _BY_WORD.items() if word in measure["content"]), receiver)
        if measure["code"] == "帮政策"
        else receiver,
        "sent_on": sent.isoformat(),
        "asked": dice.pick(text["referred"]).format(does=measure["content"]),
    }
    if done or dice.chance(_ANSWERED):
        answered = dice.day(sent, min(last, sent + timedelta(days=25)))
        referral |= {"answered_on": answered.isoformat(), "answer": dice.pick(text["answered" if done else "accepted"])}
    measure["referrals"] = [referral]
