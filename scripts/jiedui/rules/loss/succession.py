"""What became of each record that was there before: it is continued, under its id or another, replaced, or gone."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from jiedui.records.lists.marks import Data, Marks, is_other_text, is_slip
from jiedui.records.lists.policy_lists import POLICY_LISTS
from jiedui.records.values import without
from jiedui.struct import Struct, field

if TYPE_CHECKING:
    from jiedui.records.reader import Record
    from jiedui.records.tree import Place
    from jiedui.rules.change import LedgerChange
    from jiedui.rules.context import Files
    from jiedui.rules.former import Former

# By what a record is told from others of its kind, beside its id or its day. A household is told by its people.
_MARKS = {
    "helper": Marks(("name", "mobile")),
    "unit": Marks(("prefix", "name", "short")),
    "visit": Marks(("by", "content", "entered_on")),
    "event-meeting": Marks(("kind", "title")),
    "event-reminder": Marks(("unit", "helper", "content")),
    "event-story": Marks(("title", "content")),
    "event-award": Marks(("unit", "helper", "form", "reason")),
    "event-branch": Marks(("branch", "partner")),
    "event-village": Marks(("household", "content")),
    "event-strike": Marks(("list", "helper", "household", "reason")),
    "event-recheck": Marks(("quarter", "tree")),
}
_PERSON = Marks(("id", "name", "birth"), enough=2)
# What of a helper, or of a visit, is not all corrected at once; who called may be the same by chance.
_HELPER = Marks(("name", "sex"))
_VISIT = Marks(("by", "channel", "counterpart", "content", "entered_on"))
_CORRECTED = 2
# What goes by its own id wherever it lies; all else goes by its name below its household or its federation.
_BY_ID = ("household", "helper", "unit")
_KINDS = frozenset((*_BY_ID, *_MARKS, "bulletin", *POLICY_LISTS))


class Continued(NamedTuple):
    """A record of before, and the one of now that goes by its id, or that says the same under another."""

    before: Former
    now: Record


class _Key(NamedTuple):
    kind: str
    owner: str
    stem: str


class Succession(Struct):
    """The records of before in three lots: ``continued``, ``replaced`` by something else under their id, ``gone``."""

    continued: list[Continued] = field(default_factory=list)
    replaced: list[Continued] = field(default_factory=list)
    gone: list[Former] = field(default_factory=list)


def succession(change: LedgerChange, files: Files) -> Succession:
    """Return what became of the records in the files that a change touched.

    A record whose file cannot be read now is in no lot, since nobody knows what it says; nor is a file of the policy
    that is gone, without which nothing is judged.
    """
    known = [record for record in change.before if record.place.kind in _KINDS and not files.hides(record)]
    known.sort(key=lambda record: record.place.kind != "household")  # a visit is looked for under the new id of its own
    search = _Search(change, files)
    found = Succession()
    for record in known:
        now = search.under_its_id(record)
        if now and not _apart(record, now):
            found.continued.append(Continued(record, now))
        elif (other := search.elsewhere(record)) and not (now and record.place.kind in _BY_ID):
            found.continued.append(Continued(record, other))
        elif now:  # even where it says the same under another id: what refers to this one speaks of something else
            found.replaced.append(Continued(record, now))
        elif record.place.kind not in POLICY_LISTS:
            found.gone.append(record)
    return found


class _Search:
    """Finds the records of now, and remembers which households have got another id."""

    def __init__(self, change: LedgerChange, files: Files) -> None:
        self._renamed: dict[str, str] = {}
        self._now = {self._key(record.place): record for record in files.valid if record.path not in change.forgotten}
        self._changed: defaultdict[str, list[Record]] = defaultdict(list)
        # What was there before under the same id goes on itself, and nothing else.
        pairs = ((record, self.under_its_id(record)) for record in change.before)
        stayed = {now.path for record, now in pairs if now and not _apart(record, now)}
        fresh = change.paths - stayed - change.forgotten
        for record in files.valid:
            if record.path in fresh:
                self._changed[record.place.kind].append(record)

    def _key(self, place: Place) -> _Key:
        if place.kind == "visit":
            return _Key(place.kind, self._renamed.get(place.household, place.household), place.stem)
        return _Key(place.kind, "" if place.kind in _BY_ID else place.unit, place.stem)

    def under_its_id(self, record: Former) -> Record | None:
        """Return the record of now that goes by the id of one of before."""
        return self._now.get(self._key(record.place))

    def elsewhere(self, record: Former) -> Record | None:
        """Return the record of now that says the same under another id, a visit in its household; each but once."""
        owner = self._key(record.place).owner
        of_kind = self._changed[record.place.kind]
        for other in of_kind:
            same_household = record.place.kind != "visit" or other.place.household == owner
            if same_household and _alike(record, other):
                of_kind.remove(other)
                if record.place.kind == "household":
                    self._renamed[record.place.stem] = other.place.stem
                return other
        return None


def _apart(before: Former, now: Record) -> bool:
    """Tell whether two records under one id are about two things: a household, if nobody of before is in it.

    Of one that was faulty, what may be the same is: whoever mends it must not be told to have lost it.
    """
    if before.place.kind == "household":
        people, members = before.data.get("members", ()), now.data["members"]
        known = bool(people) or not before.faulty
        return known and all(_differ(_PERSON, old, new, before) for old in people for new in members)
    marks = _MARKS.get(before.place.kind)
    if marks is None or before.faulty:
        return marks is not None and _differ(marks, before.data, now.data, before)
    return marks.apart(before.data, now.data) or _another(before.place.kind, before.data, now.data)


def _another(kind: str, one: Data, other: Data) -> bool:
    """Tell whether so much differs that what is alike is so by chance: the telephone of a post, who called."""
    if kind == "helper":
        return _HELPER.changed(one, other) == len(_HELPER.keys)
    return kind == "visit" and (is_muted(one, other) or _corrections(one, other) > _CORRECTED)


def is_muted(one: Data, other: Data) -> bool:
    """Tell whether the words of a visit are gone, or were written anew while it was withdrawn."""
    withdrawn = "withdrawn" in other and "withdrawn" not in one
    return "content" in one and ("content" not in other or (withdrawn and one["content"] != other["content"]))


def _corrections(one: Data, other: Data) -> int:
    """Return how much of a visit was corrected; words of which hardly any is left count twice."""
    return _VISIT.changed(one, other) + is_other_text(one.get("content", ""), other.get("content", ""))


def _differ(marks: Marks, one: Data, other: Data, before: Former) -> bool:
    return marks.apart(one, other) and not (before.faulty and marks.may_be(one, other))


def _alike(before: Former, now: Record) -> bool:
    """Tell whether two records under two ids are about the same thing: a household, if all of its people are in it."""
    if before.place.kind == "household":
        return _people(before.data) == _people(now.data)
    marks = _MARKS.get(before.place.kind)
    if before.place.kind == "visit":
        return _same_visit(before, now) or ("content" in before.data and _MARKS["visit"].alike(before.data, now.data))
    if marks is None or not marks.alike(before.data, now.data):
        return False
    # The next meeting is called as the last one.
    return is_slip(before.data.get("date", ""), now.data.get("date", "")) or _same_but(before, now, "date")


def _same_visit(before: Former, now: Record) -> bool:
    """Tell whether of two visits to a household nothing differs but the day, which was corrected.

    So may be the day of entry of one that is told by its words. Of several without words, entered in one evening, each
    but the day is the same.
    """
    return _same_but(before, now, *(("date", "entered_on") if "content" in before.data else ("date",)))


def _same_but(before: Former, now: Record, *days: str) -> bool:
    """Tell whether nothing but some days differs; of one that was faulty, what was right has to be the same."""
    old, new = without(before.data, *days), without(now.data, *days)
    if before.faulty:
        return bool(old) and all(new.get(key) == value for key, value in old.items())
    return old == new


def _people(household: Data) -> set[tuple[str | None, ...]]:
    return {tuple(member.get(key) for key in _PERSON.keys) for member in household.get("members", ())}
