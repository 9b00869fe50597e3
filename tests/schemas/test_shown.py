"""Every field that is filled in changes a page, a print or a workbook.

Each property of the schemas is given another value in a ledger that is made of the full examples of ``valid/`` and the
policy; what is built of the ledger must then differ somewhere. The few that are to be seen nowhere stand in
:data:`NOT_SHOWN` with the reason, and are held to it.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, partial
from pathlib import Path
from typing import Any

import pytest

from jiedui import check  # noqa: F401  (enters the rules that the pages list)
from jiedui.documents.html_file import render
from jiedui.model.ledger import Ledger
from jiedui.model.time import Quarter
from jiedui.model.withdrawal import standing
from jiedui.prints import KINDS, Choice
from jiedui.prints.kind import IndexedKind
from jiedui.records.finding import RULES
from jiedui.records.reader import Record, Records
from jiedui.records.schema import RecordSchema, SchemaLibrary
from jiedui.records.tree import Place
from jiedui.reports.bulletin.content import bulletin
from jiedui.reports.bulletin.paper import bulletin_paper
from jiedui.reports.figures import Figures
from jiedui.serving import services
from jiedui.site.build import FAMILIES
from jiedui.site.edition import Edition
from jiedui.site.files import calendars, feeds
from jiedui.site.files.search import parts
from jiedui.site.files.search.entries import entries
from jiedui.site.page import Page
from jiedui.site.pages import policy
from jiedui.site.site import Site
from jiedui.struct import replace
from jiedui.workbook.bulletin import bulletin_sheets
from jiedui.workbook.overview import overview_sheets
from jiedui.workbook.register import register_sheet

pytestmark = pytest.mark.no_cover  # the same pages hundreds of times

NOT_SHOWN = {
    "divisions: source": "说明名录的出处，给维护名录的人看",
    "divisions: counties.code": "只为和别的系统交换数据",
    "helper: note": "给编辑这份档案的人看",
    "household: members.disability.certificates.exception": "由检查核对证件号时用",
    "household: members.disability.certificates.exception_reason": "由检查核对证件号时用",
    "household: members.disability.certificates.seen_by": "由检查核对证件号时用",
    "household: outings.note": "给编辑这份档案的人看",
    "household: members.left.note": "给编辑这份档案的人看",
    "bulletin: tree": "核对通报时按它找当时的记录",
    "bulletin: software": "只有以前的通报写，现在写算法版本",
    "bulletin: compared": "下一期写更正时，按它知道比过哪几期",
    "bulletin: practices.date": "好经验已经按日期排好，公文里不写日期",
    "event-story: helper": "好经验隐去身份，不点名",
    "event-recheck: date": "由检查核对：季度没有结束不能抽查",
    "event-recheck: tree": "核对名单时按它找当时的记录",
    "event-strike: date": "由检查核对：季度没有结束不能核减",
}

# While the first pairing ran, while the household is still helped, and after it was closed.
DAYS = (date(2024, 3, 20), date(2026, 6, 20), date(2026, 12, 31))
COMMIT = "0123456789"
# What changed shows most often where the change before it did.
LIKELY = 4
# That of the full bulletin, and the next one, whose bulletin corrects it.
QUARTERS = (Quarter(2024, 3), Quarter(2024, 4))
KINDS_OF_RECORD = (
    "divisions", "unit", "helper", "household", "visit", "event-award", "event-branch", "event-meeting",
    "event-recheck", "event-reminder", "event-story", "event-strike", "event-village", "bulletin",
)  # fmt: skip

# Pages on the schemas, the rules and the program, which take long and tell of no record.
OF_NO_RECORD = ("requirements.md.j2", "fields.md.j2", "rules.md.j2", "guide.md.j2")

Pointer = tuple[str | int, ...]
Texts = dict[str, Callable[[], str]]
Groups = dict[str, Callable[[], Texts]]


@dataclass(frozen=True)
class Spot:
    """One property of a kind of record: its path, where an example holds it, its schema and its value there."""

    kind: str
    path: str
    number: int
    pointer: Pointer
    schema: Any
    value: Any

    @property
    def name(self) -> str:
        return f"{self.kind}: {self.path}"


def spots(record: RecordSchema, number: int, data: Any) -> Iterator[Spot]:
    """Yield every property that holds a value in an example, wherever it does."""
    for path, pointer, schema, value in _leaves(record, record.root, data, (), ()):
        yield Spot(record.kind, ".".join(path), number, pointer, schema, value)


def _leaves(
    record: RecordSchema, schema: Any, value: Any, path: tuple[str, ...], pointer: Pointer
) -> Iterator[tuple[tuple[str, ...], Pointer, Any, Any]]:
    schema = record.resolve(schema)
    if schema["type"] == "object":
        for key, part in value.items():
            yield from _leaves(record, schema["properties"][key], part, (*path, key), (*pointer, key))
    elif schema["type"] == "array" and record.resolve(schema["items"])["type"] == "object":
        for number, item in enumerate(value):
            yield from _leaves(record, schema["items"], item, path, (*pointer, number))
    else:
        yield path, pointer, schema, value


def others(schema: Any, value: Any) -> Iterator[Any]:
    """Yield other values, the likeliest to be seen first."""
    if isinstance(value, list):
        yield value[1:]
    elif isinstance(value, bool):
        yield not value
    elif isinstance(value, int):
        yield value - 1 if value == schema.get("maximum") else value + 1
    elif words := [word for word in schema.get("enum", ()) if word != value]:
        yield from words
    else:
        yield from _other_texts(value)


def _other_texts(value: str) -> Iterator[str]:
    last = value[-1]
    if value.startswith("m-"):
        yield OTHER_MEMBER
        return
    if value.startswith("{"):
        # The settings of a reading, which are read as JSON.
        settings = {name: next(others({}, now)) for name, now in json.loads(value).items()}
        yield json.dumps(settings, ensure_ascii=False)
        return
    try:
        when = date.fromisoformat(value)
    except ValueError:
        if last.isdigit():
            yield value[:-1] + str((int(last) + 1) % 10)
        elif last == "%":
            yield f"{value[:-2]}{(int(value[-2]) + 1) % 10}%"
        elif last.isascii() and last.isalpha():
            yield value[:-1] + ("w" if last.islower() else "W" if last != "W" else "X")
        else:
            yield value + "改"
    else:
        yield (when + timedelta(days=1)).isoformat()
        yield when.replace(year=when.year + 1).isoformat()
        yield when.replace(year=when.year - 10).isoformat()


class Example:
    """The records of one ledger: of each kind the full example, made coherent, and what that speaks of."""

    def __init__(self, examples: dict[str, dict[Path, Any]]) -> None:
        self.records: dict[str, list[Record]] = {}
        self._full = {kind: _named(files, "full") for kind, files in examples.items()}
        self._minimal = {kind: _named(files, "minimal") for kind, files in examples.items()}
        for kind, files in examples.items():
            if kind.startswith("policy-"):
                data = next(data for file, data in files.items() if file.parent.name == "policy")
                self._add(kind, kind.removeprefix("policy-"), _all_enabled(data))
        self._add("divisions", "divisions", self._full["divisions"])
        self._units()
        self._people()
        self._events()
        self._bulletins()

    def _add(self, kind: str, stem: str, data: Any, unit: str = "", household: str = "") -> None:
        kept = {key: value for key, value in standing(data).items() if key != "withdrawn"}
        place = Place(f"{kind}/{stem}.yml", kind, stem, unit, household)
        self.records.setdefault(kind, []).append(Record(place, kept))

    def _units(self) -> None:
        self._add("unit", "city", self._full["unit"], "city")
        for unit, prefix, name in (("pingjiang", "PJ", "平江县"), ("yueyanglou", "YYL", "岳阳楼区")):
            more = {"id": unit, "prefix": prefix, "name": f"{name}残疾人联合会", "short": name, "level": "县级残联"}
            self._add("unit", unit, {**self._minimal["unit"], **more}, unit)

    def _people(self) -> None:
        helper, household = self._full["helper"], self._household()
        self._add("helper", helper["id"], helper, "pingjiang")
        self._add("household", household["id"], household, "pingjiang")
        day = {"date": "2024-03-05", "entered_on": "2024-03-06"}
        visit = {**self._full["visit"], "by": helper["id"], **day}
        self._add("visit", visit["date"], visit, "pingjiang", household["id"])
        for other in ("PJ-B-9TWX", self._full["visit"]["by"]):
            unit = "pingjiang" if other.startswith("PJ") else "yueyanglou"
            self._add("helper", other, {**self._minimal["helper"], "id": other}, unit)
        for other in visit["also"]:
            self._add("household", other, {**self._minimal["household"], "id": other}, "yueyanglou")

    def _household(self) -> dict[str, Any]:
        """Return the full example with a helper in charge today, and with people for whom each fact decides a rule."""
        household = copy.deepcopy(self._full["household"])
        first, *rest = household["members"]
        first["facts"] = next(member.pop("facts") for member in rest if "facts" in member)
        without = {key: value for key, value in first.items() if key != "benefits"}
        known = {key: value for key, value in first["disability"].items() if key != "no_need_on"}
        card = {key: value for key, value in known["certificates"][-1].items() if key != "components"}
        # Aged and without support; of working age and with a motor wheelchair; a child.
        people = (
            ("1955-04-18", "no_supporter"),
            ("1993-04-18", "motor_wheelchair"),
            ("2014-04-18", "orphan_allowance"),
        )
        for number, (birth, fact) in enumerate(people, 6):
            limb, facts = {**known, "certificates": [{**card, "category": "肢体"}]}, {**first["facts"], fact: "是"}
            person = {
                "id": OTHER_MEMBER[:-1] + str(number),
                "name": f"示例{number}",
                "birth": birth,
                "disability": limb,
                "facts": facts,
            }
            household["members"].append(copy.deepcopy({**without, **person}))
        entered = {"module_on": "2026-06-10", "module_by": "县残联业务员", "module_version": "2026-06-09-7K3Q"}
        household["pairings"].append({"helper": "PJ-B-9TWX", "role": "主责", "from": "2024-07-01", **entered})
        return household

    def _events(self) -> None:
        for kind, data in self._full.items():
            stem = f"{data.get('date')}-{kind.removeprefix('event-')}"
            if kind in ("event-award", "event-reminder"):
                # One is given to a federation or to a helper, not to both.
                for number, left_out in enumerate(("helper", "unit"), 1):
                    self._add(kind, f"{stem}-{number}", {key: data[key] for key in data if key != left_out}, "city")
            elif kind == "event-strike":
                self._add(kind, stem, {**data, **STRUCK}, "city")
            elif kind == "event-recheck":
                self._add(kind, stem, {**data, "quarter": str(QUARTERS[0])}, "city")
            elif kind.startswith("event-"):
                self._add(kind, stem, data, "city")

    def _bulletins(self) -> None:
        """Add the full bulletin, under the readings of the policy, and an earlier one, which it corrects."""
        full = self._full["bulletin"]
        now = {**full, "readings": bulletin(self.ledger(), QUARTERS[0], COMMIT).data()["readings"]}
        earlier = {key: value for key, value in now.items() if key != "corrections"}
        self._add("bulletin", full["id"], now, "city")
        self._add("bulletin", BEFORE, {**earlier, "id": BEFORE}, "city")

    def spots(self, kind: str, library: SchemaLibrary) -> dict[str, list[Spot]]:
        """Return the places of each property of a kind, in those of its examples that hold it."""
        found: dict[str, list[Spot]] = {}
        for number, record in enumerate(self.records[kind]):
            for spot in spots(library[kind], number, record.data):
                found.setdefault(spot.path, []).append(spot)
        return found

    def ledger(self, *changes: tuple[Spot, Any]) -> Ledger:
        """Return the ledger with other values at some places; an id changes wherever it is spoken of."""
        records = {kind: list(items) for kind, items in self.records.items()}
        for spot, value in changes:
            record = records[spot.kind][spot.number]
            records[spot.kind][spot.number] = Record(record.place, _with(record.data, spot.pointer, value))
            if spot.pointer[-1] == "id":
                for items in records.values():
                    items[:] = [_renamed(item, spot.value, value) for item in items]
        return Ledger.of(Records(Path("records"), [record for items in records.values() for record in items]))


# The quarter that the full bulletin corrects.
BEFORE = "2024Q2"
# One of those who are added to the full household: a need or an outing can be that person's, too.
OTHER_MEMBER = "m-6666"
# What the lists of the third quarter of 2024 hold of the household.
STRUCK = {"list": "沟通联络不及时", "helper": "PJ-B-9TWX", "household": "PJ-4WXY", "quarter": str(QUARTERS[0])}


def _all_enabled(policy: Any) -> Any:
    """Return the data of a policy with every rule that can be switched on at work."""
    rules = [{**rule, "enabled": True} if "enabled" in rule else rule for rule in policy.get("rules", ())]
    return {**policy, "rules": rules} if rules else policy


def _named(files: dict[Path, Any], stem: str) -> Any:
    return next((data for file, data in files.items() if file.stem == stem), {})


def _with(data: Any, pointer: Pointer, value: Any) -> Any:
    changed = copy.deepcopy(data)
    node = changed
    for part in pointer[:-1]:
        node = node[part]
    node[pointer[-1]] = value
    return changed


def _renamed(record: Record, old: str, new: str) -> Record:
    parts = {key: new for key in ("stem", "unit", "household") if getattr(record.place, key) == old}
    return Record(replace(record.place, **parts), _replaced(record.data, old, new))


def _replaced(data: Any, old: str, new: str) -> Any:
    if isinstance(data, dict):
        return {key: _replaced(value, old, new) for key, value in data.items()}
    if isinstance(data, list):
        return [_replaced(value, old, new) for value in data]
    return new if data == old else data


def made(ledger: Ledger, as_of: date, library: SchemaLibrary) -> Groups:
    """Return what makes each text of a ledger, by name, in groups: the pages of a family are listed together.

    They stand without their menu, which is of the titles of all.
    """
    edition = Edition(commit=COMMIT, library=library, rules=tuple(RULES), services=services())
    site = Site(ledger, as_of, edition)

    def rendered(pages: Iterable[Page]) -> Texts:
        return {page.path: partial(site.render, page) for page in pages if page.template not in OF_NO_RECORD}

    groups: Groups = {family.__name__: lambda family=family: rendered(family.pages(site)) for family in FAMILIES}
    groups["policy"] = lambda: rendered(policy.pages(site, [page for each in FAMILIES for page in each.pages(site)]))
    return groups | {name: lambda name=name, make=make: {name: make} for name, make in _texts(site).items()}


def _texts(site: Site) -> Texts:
    """Return what makes each text that is no page, by name."""
    ledger, as_of = site.ledger, site.as_of
    texts: Texts = {}
    figures = Figures(ledger, as_of)
    for name, kind in KINDS.items():
        texts[f"print {name}"] = lambda kind=kind: "".join(
            f"{item.path} {item.html}" for item in kind.documents(figures, Choice())
        )
        if isinstance(kind, IndexedKind):
            texts[f"index {name}"] = partial(kind.index, figures, Choice())
    for unit in ledger.units:
        texts[f"register {unit}"] = lambda unit=unit: repr(register_sheet(ledger, unit, as_of, identities=True))
    texts["overview"] = lambda: repr(overview_sheets(Figures(ledger, as_of)))
    for quarter, record in ledger.bulletins.items():
        texts[f"bulletin {quarter}"] = lambda record=record: repr(bulletin_sheets(record))
        texts[f"paper {quarter}"] = lambda record=record: render(
            bulletin_paper(record, ledger.policy, "2024年10月12日")
        )
    for quarter in QUARTERS:
        texts[f"draft {quarter}"] = lambda quarter=quarter: repr(bulletin(ledger, quarter, COMMIT).data())
    texts["search"] = lambda: repr([*parts.files(entries(site), ())])
    texts["calendars and feeds"] = lambda: repr([file.content for file in (*calendars.files(site), *feeds.files(site))])
    return texts


class Comparison:
    """What is made of the example as it is; finds where a changed ledger differs, looking first where others did."""

    def __init__(self, example: Example, library: SchemaLibrary) -> None:
        self.example, self.library = example, library
        ledger = example.ledger()
        self._as_is = {(day, group): texts() for day in DAYS for group, texts in made(ledger, day, library).items()}
        self._text = cache(lambda day, group, name: self._as_is[day, group][name]())
        self._places = [(day, group, name) for (day, group), texts in self._as_is.items() for name in texts]

    def sees(self, changes: list[tuple[Spot, Any]]) -> bool:
        """Tell whether one of the changes is seen: each is looked for where others were before any is everywhere."""
        return any(self.differs(change, among=LIKELY) for change in changes) or any(map(self.differs, changes))

    def differs(self, *changes: tuple[Spot, Any], among: int | None = None) -> str:
        """Return a name of what differs, or nothing; ``among`` so many of the likeliest places, or all."""
        ledger = self.example.ledger(*changes)
        groups = cache(lambda day: made(ledger, day, self.library))
        texts = cache(lambda day, group: groups(day).get(group, dict)())
        for place in self._places[:among]:
            day, group, name = place
            if name not in texts(day, group) or texts(day, group)[name]() != self._text(*place):
                self._places.remove(place)
                self._places.insert(0, place)
                return name
        return ""


@pytest.fixture(scope="module")
def comparison(examples: dict[str, dict[Path, Any]], library: SchemaLibrary) -> Comparison:
    return Comparison(Example(examples), library)


@pytest.mark.parametrize("kind", KINDS_OF_RECORD)
def test_every_field_is_seen_somewhere(kind: str, comparison: Comparison, library: SchemaLibrary) -> None:
    found = comparison.example.spots(kind, library)
    unseen = [
        path
        for path, places in found.items()
        if f"{kind}: {path}" not in NOT_SHOWN
        and not comparison.sees([(spot, value) for spot in places for value in others(spot.schema, spot.value)])
    ]
    assert unseen == [], (
        f"type it in scripts/jiedui/model/ and show it in scripts/jiedui/site/pages/ or prints/, or say why not in "
        f"NOT_SHOWN of {Path(__file__).name}"
    )
    assert len(found) >= 5


def test_what_is_said_to_be_shown_nowhere_is_shown_nowhere(comparison: Comparison, library: SchemaLibrary) -> None:
    places = {
        spot.name: spot
        for kind in KINDS_OF_RECORD
        for items in comparison.example.spots(kind, library).values()
        for spot in items[:1]
    }
    changes = [(places[name], next(others(places[name].schema, places[name].value))) for name in NOT_SHOWN]
    assert comparison.differs(*changes) == ""
