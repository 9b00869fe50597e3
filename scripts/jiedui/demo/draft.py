"""What is being generated: offices and who holds them, households and their spells, before they become records."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from jiedui.demo.recipe import PLAIN, Recipe
from jiedui.struct import Struct, field

if TYPE_CHECKING:
    from jiedui.demo.units import Locality
    from jiedui.model.time import Span

Record = dict[str, Any]


class Holding(Struct, frozen=True):
    """One helper in one office. ``reason`` says why it ended. ``successor`` is false where nobody took over yet."""

    helper: str
    span: Span
    reason: str = ""


class Seat(Struct):
    """A post and the number of households that its holder keeps. Households stay with the office when holders change.

    ``career`` says how its holders come and go (:mod:`jiedui.demo.careers`); ``since`` is the day from which its first
    household is paired; ``late`` counts the households that are paired only later, one each half-year.
    """

    unit: str
    body: str
    department: str
    post: str
    level: str = ""
    rank: str = ""
    tenure: str = ""
    township: Locality | None = None
    slots: int = 1
    late: int = 0
    career: str = "steady"
    since: date = date.max
    holdings: list[Holding] = field(default_factory=list)

    def holder(self, day: date) -> str:
        """Return who holds the office on a day, or nothing."""
        return next((holding.helper for holding in self.holdings if holding.span.covers(day)), "")

    @property
    def local(self) -> bool:
        """Whether the holder helps within the own area as a rule (五(三)2)."""
        return self.body in ("县级残联", "县级专门协会", "乡镇(街道)残联", "村(社区)残协")


class Spell(Struct):
    """One pairing in the making. ``record`` is what the file will say, beside helper, role and days."""

    helper: str
    role: str
    start: date
    end: date | None = None
    reason: str = ""
    record: Record = field(default_factory=dict)

    def covers(self, day: date) -> bool:
        """Tell whether the spell runs on a day."""
        return self.start <= day and (self.end is None or day <= self.end)

    @property
    def primary(self) -> bool:
        """Whether the helper is the one in charge (主责)."""
        return self.role == "主责"


class Contact(Struct):
    """One contact in the making. ``news`` are sentences that its text must hold; ``fixed`` ones are never dropped."""

    day: date
    by: str
    channel: str
    reached: bool = True
    counterpart: str = "本人"
    entered: date | None = None
    purpose: str = ""
    fixed: bool = False
    also: list[str] = field(default_factory=list)
    progress: list[Record] = field(default_factory=list)
    hazards: dict[str, str] = field(default_factory=dict)
    news: list[str] = field(default_factory=list)
    withdrawn: str = ""

    @property
    def counts(self) -> bool:
        """Whether it is a contact of the quarter (A-07, A-27)."""
        return self.reached and self.channel != "群发" and self.counterpart != "其他人"

    @property
    def home(self) -> bool:
        """Whether it is a visit at home."""
        return self.channel == "入户"


class Person(Struct):
    """A member of a household. ``category`` is empty for members without a certificate; ``age`` is at registration."""

    relation: str
    sex: str
    age: int
    category: str = ""
    grade: str = ""
    self_care: str = ""
    care: str = ""
    # The categories within 多重.
    parts: tuple[str, ...] = ()
    record: Record = field(default_factory=dict)

    @property
    def disabled(self) -> bool:
        """Whether the person has a certificate."""
        return bool(self.category)


class House(Struct):
    """A household in the making. ``start`` is the first day of pairing, ``closed`` the last in the roster, if any."""

    id: str
    unit: str
    place: Locality
    number: int
    registered: date
    recipe: Recipe = PLAIN
    family: str = ""
    people: list[Person] = field(default_factory=list)
    spells: list[Spell] = field(default_factory=list)
    contacts: list[Contact] = field(default_factory=list)
    record: Record = field(default_factory=dict)
    closed: date | None = None
    closed_reason: str = ""

    @property
    def head(self) -> Person:
        """The person that the household is called after."""
        return self.people[0]

    @property
    def disabled(self) -> list[Person]:
        """The people with a certificate."""
        return [person for person in self.people if person.disabled]

    def keeper(self, day: date) -> Spell | None:
        """Return the 主责 spell of a day."""
        return next((spell for spell in self.spells if spell.primary and spell.covers(day)), None)
