"""The ledger: every record of a folder, by id, with the lookups that rules and duties need."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.examples import examples

from jiedui.model.event import Award, Meeting
from jiedui.model.household import Household
from jiedui.model.keeping import Keeping
from jiedui.model.ledger import Ledger
from jiedui.model.withdrawal import WithdrawnRecord
from jiedui.records.reader import Record, Records, read_ledger
from jiedui.records.schema import SchemaLibrary, default_folder
from jiedui.records.tree import Place

SPELL = {"role": "主责", "from": "2024-01-01"}
WITHDRAWN = {"withdrawn": {"date": "2026-01-01", "reason": "记错"}}


@pytest.fixture(scope="module")
def policy(policy_root: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Record]:
    root = tmp_path_factory.mktemp("policy")
    shutil.copytree(policy_root / "policy", root / "policy")
    return read_ledger(root, SchemaLibrary(default_folder())).valid


@pytest.fixture(scope="module")
def base() -> Records:
    """The records of the small ledger that the rules are shown on."""
    return read_ledger(Path(__file__).resolve().parents[1] / "rules" / "base", SchemaLibrary(default_folder()))


def household(identifier: str, *helpers: str, **more: Any) -> Record:
    data = {
        "id": identifier, "registered_on": "2024-01-01", "county": "平江县", "township": "安定镇", "village": "示例村",
        "hardship": [{"status": "低保户"}], "pairings": [{"helper": helper, **SPELL} for helper in helpers],
        "members": [{"id": "m-2222", "name": "示例甲", "sex": "男", "birth": "1980", "relation": "本人"}], **more,
    }  # fmt: skip
    path = f"pingjiang/households/{identifier}/household.yml"
    return Record(Place(path, "household", identifier, "pingjiang", identifier), data)


def visit(home: str, stem: str, **more: Any) -> Record:
    data = {
        "date": stem[:10], "by": "PJ-B-2222", "channel": "电话", "reached": True, "counterpart": "本人",
        "entered_on": stem[:10], **more,
    }  # fmt: skip
    return Record(Place(f"pingjiang/households/{home}/visits/{stem}.yml", "visit", stem, "pingjiang", home), data)


def event(unit: str, stem: str, **data: Any) -> Record:
    place = Place(f"{unit}/events/{stem}.yml", f"event-{stem[11:]}", stem, unit)
    return Record(place, {"date": stem[:10], **data})


def ledger(policy: list[Record], *records: Record) -> Ledger:
    return Ledger.of(Records(Path(), [*policy, *records]))


def test_a_contact_is_found_from_every_household_that_it_names(policy: list[Record]) -> None:
    found = ledger(
        policy, household("PJ-3333"), household("PJ-2222"), visit("PJ-3333", "2026-05-01"),
        visit("PJ-2222", "2026-03-05-2"), visit("PJ-2222", "2026-03-05", also=["PJ-3333"]),
    )  # fmt: skip
    assert [(item.household, item.stem) for item in found.contacts("PJ-3333")] == [
        ("PJ-2222", "2026-03-05"), ("PJ-3333", "2026-05-01")
    ]  # fmt: skip
    assert [item.stem for item in found.visits["PJ-2222"]] == ["2026-03-05", "2026-03-05-2"]
    assert found.contacts("PJ-9999") == []


def test_a_household_is_known_by_its_folder_whatever_it_says_of_itself(policy: list[Record]) -> None:
    home = household("PJ-2222", "PJ-B-2222")
    found = ledger(policy, Record(home.place, {**home.data, "id": "PJ-3333"}), visit("PJ-2222", "2024-03-01"))
    assert [(key, item.id) for key, item in found.households.items()] == [("PJ-2222", "PJ-2222")]
    assert [item.id for item in found.households_of("PJ-B-2222")] == ["PJ-2222"]
    assert [item.stem for item in found.contacts("PJ-2222")] == ["2024-03-01"]
    assert home.data["id"] == "PJ-2222", "what was read stays as it is"


def test_a_helper_and_a_federation_are_known_by_their_places(base: Records, policy: list[Record]) -> None:
    renamed = [
        Record(record.place, {**record.data, "id": "nothing"})
        for record in base.valid
        if record.place.kind in ("helper", "unit")
    ]
    found = ledger(policy, *renamed)
    assert {(key, item.id) for key, item in found.units.items()} == {
        (unit, unit) for unit in ("city", "pingjiang", "yueyanglou")
    }
    assert found.helpers
    assert all(key == item.id != "nothing" for key, item in found.helpers.items())


def test_what_was_withdrawn_counts_for_nothing(policy: list[Record]) -> None:
    gone = household("PJ-2222", **WITHDRAWN)
    found = ledger(policy, gone, household("PJ-3333"), visit("PJ-3333", "2026-05-01", **WITHDRAWN))
    assert list(found.households) == ["PJ-3333"]
    assert found.visits == {}
    assert found.last_day() is None
    # A contact goes with its household; of this nothing is known but the day.
    assert found.withdrawn == (WithdrawnRecord("pingjiang", "household", "PJ-2222", date(2026, 1, 1)),)


def test_a_helpers_households_are_those_of_now_and_before_each_once(policy: list[Record]) -> None:
    found = ledger(
        policy, household("PJ-4444", "PJ-B-2222"), household("PJ-2222", "PJ-B-2222", "PJ-B-3333", "PJ-B-2222"),
        household("PJ-3333"),
    )  # fmt: skip
    assert [home.id for home in found.households_of("PJ-B-2222")] == ["PJ-2222", "PJ-4444"]
    assert [home.id for home in found.households_of("PJ-B-3333")] == ["PJ-2222"]
    assert found.households_of("PJ-B-9999") == []
    assert [home.id for home in found.of_unit("pingjiang")] == ["PJ-4444", "PJ-2222", "PJ-3333"]
    assert found.of_unit("city") == []


def test_events_are_in_order_of_federation_and_time(policy: list[Record]) -> None:
    meeting = {"kind": "调度", "title": "调度"}
    found = ledger(
        policy,
        event("pingjiang", "2026-02-01-meeting", **meeting),
        event("city", "2026-03-01-meeting", **meeting),
        event("city", "2026-01-01-meeting", **meeting),
        event("city", "2026-01-05-award", form="表扬", reason="扎实"),
    )
    assert [(item.unit, item.date) for item in found.events_of(Meeting)] == [
        ("city", date(2026, 1, 1)), ("city", date(2026, 3, 1)), ("pingjiang", date(2026, 2, 1))
    ]  # fmt: skip
    assert [item.stem for item in found.events_of(Meeting, "pingjiang")] == ["2026-02-01-meeting"]
    assert len(found.events_of(Award)) == 1


def test_only_the_citys_bulletins_are_the_bulletins(policy: list[Record]) -> None:
    units = [
        Record(Place(f"{unit}/unit.yml", "unit", unit, unit),
               {"id": unit, "prefix": "X", "name": unit, "short": unit, "level": level})
        for unit, level in (("city", "市残联"), ("pingjiang", "县级残联"))
    ]  # fmt: skip
    bulletins = [
        Record(Place(f"{unit}/bulletins/2026Q1.yml", "bulletin", "2026Q1", unit), {"unit": unit})
        for unit in ("city", "pingjiang")
    ]
    assert ledger(policy, *units, *bulletins).bulletins == {"2026Q1": {"unit": "city"}}


def test_the_last_day_is_that_of_the_latest_contact_or_entry(policy: list[Record]) -> None:
    found = ledger(policy, visit("PJ-2222", "2026-05-01"), visit("PJ-3333", "2026-07-09"))
    assert found.last_day() == date(2026, 7, 9)
    late = visit("PJ-2222", "2026-05-01", entered_on="2026-07-10")
    assert ledger(policy, late, visit("PJ-3333", "2026-07-09")).last_day() == date(2026, 7, 10)
    early = visit("PJ-2222", "2026-07-11", entered_on="2026-07-10")
    assert ledger(policy, early).last_day() == date(2026, 7, 11)


def test_a_federation_is_called_by_its_short_name_or_its_county_and_none_by_its_id(policy: list[Record]) -> None:
    place = Place("pingjiang/unit.yml", "unit", "pingjiang", "pingjiang")
    unit = {"id": "pingjiang", "prefix": "PJ", "name": "平江县残联", "short": "平江县", "level": "县级残联"}
    county = {"name": "华容县", "unit": "huarong", "townships": []}
    divisions = Record(Place("divisions.yml", "divisions", "divisions"), {"counties": [county]})
    found = ledger(policy, Record(place, unit), divisions)
    assert [found.unit_name(name) for name in ("pingjiang", "huarong", "gone")] == ["平江县", "华容县", "gone"]


def test_a_ledger_of_a_day_holds_what_was_known(policy: list[Record]) -> None:
    bulletin = Record(Place("city/bulletins/2026Q1.yml", "bulletin", "2026Q1", "city"), {"id": "2026Q1"})
    city = Record(
        Place("city/unit.yml", "unit", "city", "city"),
        {"id": "city", "prefix": "X", "name": "市", "short": "市", "level": "市残联",
         "milestones": [{"key": "方案", "done_on": "2026-04-01"}]},
    )  # fmt: skip
    found = ledger(
        policy, city, bulletin, household("PJ-2222", "PJ-B-2222"), household("PJ-3333", registered_on="2026-04-01"),
        visit("PJ-2222", "2026-03-31"), visit("PJ-2222", "2026-04-01"),
        event("city", "2026-03-31-award", form="表扬", reason="扎实"),
        event("city", "2026-04-01-award", form="表扬", reason="扎实"),
    )  # fmt: skip
    last, next_day = found.until(date(2026, 3, 31)), found.until(date(2026, 4, 1))
    assert (list(last.households), list(next_day.households)) == (["PJ-2222"], ["PJ-2222", "PJ-3333"])
    assert ([len(known.contacts("PJ-2222")) for known in (last, next_day)]) == [1, 2]
    assert ([len(known.events["city"]) for known in (last, next_day)]) == [1, 2]
    assert ([len(known.units["city"].milestones) for known in (last, next_day)]) == [0, 1]
    assert (list(last.bulletins), list(next_day.bulletins)) == ([], ["2026Q1"])
    assert len(found.contacts("PJ-2222")) == 2
    # One of a day knows of no later one, and is asked for an earlier one as any other.
    assert last.until(date(2026, 4, 1)) is last
    assert next_day.until(date(2026, 3, 31)) == last
    assert last.visits["PJ-2222"] == next_day.visits["PJ-2222"][:1]
    assert next_day.visits["PJ-2222"] is found.visits["PJ-2222"]
    # Whoever knows all contacts knows those of an earlier day.
    whole = found.contacts("PJ-2222")
    assert found.until(date(2026, 4, 1)).contacts("PJ-2222") is whole
    assert found.until(date(2026, 3, 31)).contacts("PJ-2222") == whole[:1] == last.contacts("PJ-2222")
    assert found.until(date(2026, 3, 30)).contacts("PJ-2222") == []


def test_what_comes_after_the_programme_is_not_in_it_but_for_the_bulletin_on_its_last_quarter(
    policy: list[Record],
) -> None:
    place = Place("city/bulletins/2028Q4.yml", "bulletin", "2028Q4", "city")
    city = Record(
        Place("city/unit.yml", "unit", "city", "city"),
        {"id": "city", "prefix": "X", "name": "市", "short": "市", "level": "市残联"},
    )
    found = ledger(
        policy,
        *(visit("PJ-2222", day) for day in ("2028-12-31", "2029-01-01")),
        household("PJ-2222", "PJ-B-2222"), household("PJ-3333", registered_on="2029-01-01"),
        city, Record(place, {"id": "2028Q4"}),
    )  # fmt: skip
    last, later = found.until(date(2028, 12, 31)), found.until(date(2029, 6, 1))
    for known in (last, later):
        assert list(known.households) == ["PJ-2222"]
        assert [str(item.date) for item in known.contacts("PJ-2222")] == ["2028-12-31"]
    assert (list(last.bulletins), list(later.bulletins)) == ([], ["2028Q4"])


@pytest.fixture(scope="module")
def same(shipped_root: Path) -> Callable[[date, date], bool]:
    """Tell whether the shipped ledger of a day is the same, asked from the ledger of a later day."""
    shipped = Ledger.of(read_ledger(shipped_root, SchemaLibrary(default_folder())))
    return lambda earlier, later: shipped.until(later).until(earlier) == shipped.until(earlier)


def test_a_household_of_which_nothing_was_found_later_is_looked_through_once(
    policy: list[Record], monkeypatch: pytest.MonkeyPatch
) -> None:
    helped = {"pairings": [{"helper": "PJ-B-2222", "role": "主责", "from": "2026-05-01"}]}
    whole = ledger(policy, household("PJ-2222"), household("PJ-3333", **helped))
    asked: list[str] = []
    until = Household.until

    def told(home: Household, when: date) -> Household | None:
        asked.append(home.id)
        return until(home, when)

    monkeypatch.setattr(Household, "until", told)
    days = (date(2026, 11, 23), date(2026, 3, 31), date(2023, 12, 31))
    found = [whole.until(day).households for day in days]
    assert asked == ["PJ-2222", "PJ-3333", "PJ-3333", "PJ-3333", "PJ-2222", "PJ-3333"]
    assert found[0]["PJ-2222"] is found[1]["PJ-2222"] is whole.households["PJ-2222"]
    assert [len(home.pairings) for known in found for home in known.values()] == [0, 1, 0, 0]


def test_a_ledger_of_a_day_knows_of_earlier_days_what_the_one_knows_that_it_was_made_of(
    policy: list[Record], monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = {"closed": {"date": "2026-07-01", "reason": "迁出市外"}}
    whole = ledger(policy, household("PJ-2222"), household("PJ-3333", **closed))
    known = whole.until(date(2026, 6, 30))
    asked: list[str] = []
    until = Household.until
    monkeypatch.setattr(Household, "until", lambda home, when: asked.append(home.id) or until(home, when))
    earlier = [known.until(day).households for day in (date(2026, 3, 31), date(2026, 2, 1))]
    assert asked == ["PJ-3333"], "as it was known then, which no more was found of either"
    assert all(found["PJ-2222"] is whole.households["PJ-2222"] for found in earlier)


def test_who_is_engaged_is_known_by_the_record_the_contacts_and_later_days(
    policy: list[Record], monkeypatch: pytest.MonkeyPatch
) -> None:
    helped = {"pairings": [{"helper": "PJ-B-2222", "role": "主责", "from": "2026-05-01"}]}
    homes = household("PJ-2222"), household("PJ-4444", **helped), household("PJ-3333", note="要再问")
    visited = visit("PJ-5555", "2026-03-02")
    whole = ledger(policy, *homes, household("PJ-5555"), visited)
    listed, asked = Household.is_listed, list[str]()
    told = property(lambda home: asked.append(home.id) or listed.__get__(home))
    monkeypatch.setattr(Household, "is_listed", told)
    assert [*whole.engaged] == ["PJ-3333", "PJ-4444", "PJ-5555"]
    before = whole.until(date(2026, 3, 1))
    assert [*before.engaged] == ["PJ-3333", "PJ-4444", "PJ-5555"], "what became known of them later is nobody else's"
    assert before.engaged["PJ-4444"].pairings == ()
    assert before.under(before.policy).engaged is before.engaged
    assert asked == ["PJ-2222", "PJ-3333", "PJ-4444", "PJ-5555"], "asked once, for all days"


@given(days=st.tuples(*[st.dates(date(2023, 8, 1), date(2028, 12, 31))] * 2))
@settings(max_examples=examples(30))
def test_what_is_learned_later_changes_no_earlier_day(
    same: Callable[[date, date], bool], days: tuple[date, date]
) -> None:
    assert same(*sorted(days))


def moving(policy: list[Record], *, needs: bool = True) -> Ledger:
    """A family that moved twice, on 1 March and 1 July 2026; one need was closed before, one goes on, one was new."""

    def need(code: str, raised: str, closed: str = "") -> dict[str, Any]:
        said = {"id": code, "content": "示例", "raised_on": raised}
        return {**said, **({"closed_on": closed, "result": "办好"} if closed else {})}

    old, on, new = (
        need("n-2222", "2026-01-05", "2026-02-27"),
        need("n-3333", "2026-01-05"),
        need("n-4444", "2026-03-08"),
    )
    gone = {"reason": "迁出市内"}
    return ledger(
        policy,
        household("PJ-4444", moved_from="PJ-3333", registered_on="2026-07-01", needs=[on] if needs else []),
        household(
            "PJ-3333", moved_from="PJ-2222", registered_on="2026-03-01", closed={"date": "2026-06-30", **gone},
            needs=[on, new] if needs else [],
        ),
        household("PJ-2222", closed={"date": "2026-02-28", **gone}, needs=[old, on] if needs else []),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("2026-02-28", {"PJ-2222": (["n-2222", "n-3333"], [], "")}),
        ("2026-03-01", {"PJ-2222": (["n-2222"], ["n-3333"], "PJ-3333"), "PJ-3333": (["n-3333"], [], "")}),
        (
            "2026-07-01",
            {
                "PJ-2222": (["n-2222"], ["n-3333"], "PJ-3333"), "PJ-3333": (["n-4444"], ["n-3333"], "PJ-4444"),
                "PJ-4444": (["n-3333"], [], ""),
            },
        ),
    ],
)  # fmt: skip
def test_a_need_that_goes_on_after_a_move_within_the_city_counts_where_it_is_now(
    policy: list[Record], when: str, expected: dict[str, Any]
) -> None:
    whole = moving(policy)
    day = date.fromisoformat(when)
    # Also asked of a ledger that was narrowed to a later day.
    for known in (whole.until(day), whole.until(date(2026, 11, 23)).until(day)):
        found = {
            key: ([need.id for need in home.needs], [need.id for need in home.carried], home.moved_to)
            for key, home in sorted(known.households.items())
        }
        assert found == expected


def test_a_record_that_goes_on_knows_those_before_it(policy: list[Record]) -> None:
    known = moving(policy).until(date(2026, 7, 1)).households
    last = known["PJ-4444"]
    assert last.before is not None
    assert last.before.before is not None
    assert (last.before.id, last.before.before.id, known["PJ-2222"].before) == ("PJ-3333", "PJ-2222", None)
    assert known["PJ-2222"].persons == {"m-2222"}
    assert [need.id for need in known["PJ-2222"].every_need] == ["n-2222", "n-3333"]


@pytest.mark.parametrize("closed", [None, {"date": "2026-02-28", "reason": "脱困"}])
def test_only_a_record_closed_by_a_move_within_the_city_goes_on(policy: list[Record], closed: Any) -> None:
    old = household("PJ-2222", **({"closed": closed} if closed else {}))
    new = household("PJ-3333", moved_from="PJ-2222", registered_on="2026-03-01")
    known = ledger(policy, old, new).until(date(2026, 7, 1)).households
    assert (known["PJ-2222"].moved_to, known["PJ-3333"].before) == ("", None)


def test_townships_are_those_of_a_day_and_known_by_the_names_of_all(policy: list[Record]) -> None:
    renamed = {"code": "430626101", "name": "新镇", "former_names": [{"name": "旧乡", "until": "2026-06-30"}]}
    divisions = Record(
        Place("divisions.yml", "divisions", "divisions"),
        {"counties": [{"name": "平江县", "unit": "pingjiang", "code": "430626", "townships": [renamed]}]},
    )
    found = ledger(policy, divisions)
    days = [date(2023, 1, 1), date(2026, 6, 30), date(2026, 7, 1), date(2030, 1, 1)]
    names = [[township.name for township in found.divisions_on(day).townships] for day in days]
    assert names == [["旧乡"], ["旧乡"], ["新镇"], ["新镇"]]
    assert (found.township_names("pingjiang"), found.township_names("yunxi")) == ({"新镇", "旧乡"}, set())


@pytest.mark.parametrize("times", [1, 2])
def test_what_is_asked_in_passing_is_kept_where_an_edit_may_follow(policy: list[Record], times: int) -> None:
    found, asked = ledger(policy), list[int]()
    found.keeping = Keeping(None, frozenset(), lasts=times == 1)
    for _ in range(2):
        found.of_each("doubled", {"a": 1}, asked.append, in_passing=True)
    assert len(asked) == times
