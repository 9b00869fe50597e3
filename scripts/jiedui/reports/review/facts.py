"""What of records that go on is changed: old → new in the words of the form, each by what a reviewer asks of it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from jiedui.model.withdrawal import KEY as WITHDRAWN
from jiedui.records.change_wording import ChangeWording
from jiedui.records.changes import diff
from jiedui.records.kinds import is_policy
from jiedui.reports.bulletin import KIND as BULLETIN
from jiedui.reports.review.pairings import END_KEYS, begun, ended
from jiedui.reports.review.review import ReviewLine, ReviewTopic
from jiedui.reports.review.sides import quarter_of
from jiedui.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jiedui.records.changes import RecordChange, Step
    from jiedui.reports.review.sides import BothSides
    from jiedui.rules.loss.succession import Continued

# By what people are told from each other.
_PERSON = ("name", "sex", "birth")
_PEOPLE = ("household", "helper")
# How long something was so, and of a pairing who it was; written anew, both reach back.
_SPELL, _WHO = ("from", "to"), ("helper", "role")
# By what a record, or an entry of it, counts no more from now on.
_OVER = (WITHDRAWN, "closed")


def fact_lines(sides: BothSides) -> Iterator[ReviewLine]:
    """Yield what of each record that goes on is otherwise: a line for each topic, of the policy one for each value."""
    for pair in sides.continued:
        record = _ChangedRecord(sides, pair)
        if is_policy(pair.now.path):
            yield from (record.line(ReviewTopic.POLICY, said) for said in record.said())
            continue
        found: defaultdict[ReviewTopic, list[str]] = defaultdict(list)
        for topic, said in record.told():
            found[topic].append(said)
        yield from (record.line(topic, *said) for topic, said in found.items())


class _ChangedRecord(Struct, frozen=True):
    """A record that goes on, with what of it is changed."""

    sides: BothSides
    pair: Continued

    def line(self, topic: ReviewTopic, *said: str) -> ReviewLine:
        now = self.pair.now
        return ReviewLine(topic, now.place.unit, now.path, self.sides.subject(now), said)

    @property
    def _wording(self) -> ChangeWording:
        before, now = self.pair
        return ChangeWording(self.sides.schema(now), {**before.data, **now.data})

    def said(self) -> Iterator[str]:
        """Yield each change in words."""
        return (said for _, said in self._changes())

    def told(self) -> Iterator[tuple[ReviewTopic, str]]:
        """Yield each change in words, with what it is about."""
        before, now = self.pair
        yield from self._renamed()
        if before.faulty:
            yield ReviewTopic.FACT, "原来读不懂，现在读得懂了"
        changes = [*self._changes()]
        over = _over(change for change, _ in changes)
        for change, said in changes:
            if now.place.kind == "household" and change.at[0] == "pairings":
                yield from self._pairing(change, said, over)
            elif not (now.place.kind == "visit" and change.at == ("date",)):
                yield self._topic(change), said

    def _changes(self) -> Iterator[tuple[RecordChange, str]]:
        """Yield each change with its words; of a record that was faulty, of the plain values that are known of it."""
        before, now = self.pair
        old, new, wording = before.data, now.data, self._wording
        if before.faulty:
            old = {key: value for key, value in old.items() if not isinstance(value, list | dict)}
            new = {key: value for key, value in new.items() if key in old}
        for change in diff(old, new, self.sides.schema(now)):
            if change.at != ("id",):  # which the place tells
                yield change, self.sides.told(wording.change(change))

    def _topic(self, change: RecordChange) -> ReviewTopic:
        kind, key = self.pair.now.place.kind, change.at[-1]
        if kind == BULLETIN:
            return ReviewTopic.BULLETIN
        if change.old is None and any(step in change.at for step in _OVER):
            return ReviewTopic.WITHDRAWN
        if change.new is None:
            return ReviewTopic.GONE
        if any(map(self.sides.is_closed, _reached(change))):
            return ReviewTopic.CLOSED
        is_person = kind in _PEOPLE and key in _PERSON
        if change.old is not None and (is_person or self._wording.is_secret(change)):
            return ReviewTopic.IDENTITY
        if kind == "visit" and key == "reached":
            return ReviewTopic.REACHED
        days = (str(record.data.get("date", "")) for record in self.pair)  # of what is about one day
        return ReviewTopic.CLOSED if any(map(self.sides.is_closed, days)) else ReviewTopic.FACT

    def _renamed(self) -> Iterator[tuple[ReviewTopic, str]]:
        """Yield that a record lies elsewhere or under another name: a visit is on another day then."""
        before, now = (record.place for record in self.pair)
        if before.unit != now.unit and before.kind != "visit" and (before.unit, now.unit) not in self.sides.renamed:
            yield ReviewTopic.FEDERATIONS, f"从{self.sides.unit(before.unit)}换到{self.sides.unit(now.unit)}"
        if before.kind == "visit":
            yield from self._another_day()
        elif before.stem != now.stem:
            yield ReviewTopic.IDENTITY, f"编号 {before.stem} → {now.stem}"

    def _another_day(self) -> Iterator[tuple[ReviewTopic, str]]:
        before, now = self.pair
        old, new = (str(record.data.get("date", record.place.stem)) for record in self.pair)
        if (before.place.stem, old) == (now.place.stem, new):
            return
        quarters = [quarter_of(day) for day in (old, new)]
        moved = f"，从 {quarters[0]} 换到 {quarters[1]}" if quarters[0] != quarters[1] else ""
        is_loud = moved or self.sides.is_closed(old)
        said = f"{before.place.stem} → {now.place.stem}{moved}"
        yield ReviewTopic.RENAMED if is_loud else ReviewTopic.FACT, said

    def _pairing(self, change: RecordChange, said: str, over: list[Step]) -> Iterator[tuple[ReviewTopic, str]]:
        """Yield what of a pairing is changed; of one that ended (``over``) its end in one."""
        way, key = change.at[1:], change.at[-1]
        if len(way) == 1 and change.old is None:
            yield ReviewTopic.BEGUN, begun(self.sides, change.new)
        elif way[0] in over and key in END_KEYS and change.old is None:
            if key == "to":
                yield ReviewTopic.ENDED, ended(self.sides, way[0], change.new, self.pair.now.data)
        else:
            yield self._topic(change), said


def _reached(change: RecordChange) -> Iterator[str]:
    """Yield the days that a change of a spell, or of who was paired, reaches back to."""
    key = change.at[-1]
    if key in _SPELL:
        yield from filter(None, (change.old, change.new))
    elif change.at[0] == "pairings" and key in _WHO and isinstance(step := change.at[1], dict):
        yield step["like"]["from"]


def _over(changes: Iterable[RecordChange]) -> list[Step]:
    """Return the steps to the pairings that ended."""
    return [
        change.at[1]
        for change in changes
        if change.at[0] == "pairings" and change.at[2:] == ("to",) and change.old is None
    ]
