"""Whose keeping is over: each end at its boundary, by hand, and nobody who is still needed."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from jiedui.records.reader import Record
from jiedui.records.sealing.cipher import SealedPlace
from jiedui.records.sealing.sealed_text import SealedText
from jiedui.records.sealing.token import Token
from jiedui.reports.retention import EndedRecord, EndKind, RecordOwner, Retention

YYL, PJ = "yueyanglou", "pingjiang"
HOUSEHOLD, HELPER = RecordOwner.HOUSEHOLD, RecordOwner.HELPER
# Three years, as shipped: what ended on 2023-11-23 is kept to 2026-11-23.
BEFORE, AFTER = date(2026, 11, 23), date(2026, 11, 24)
OVER = "2023-11-23"


def told(world: Any, when: date) -> list[tuple[str, str, str]]:
    return [(item.id, item.how.value, item.on.isoformat()) for item in Retention(world.ledger(), when).records]


def closed(on: str, reason: str = "脱困") -> dict[str, Any]:
    return {"closed": {"date": on, "reason": reason}}


@pytest.fixture
def staffed(world: Any) -> Any:
    """One helper, in office since 2020."""
    world.helper("YYL-B-2222")
    return world


def test_a_closed_household_is_kept_for_three_years_to_the_day(staffed: Any) -> None:
    staffed.household("YYL-2222", staffed.pairing("YYL-B-2222", end=OVER), **closed(OVER))
    assert told(staffed, BEFORE) == []
    assert told(staffed, AFTER) == [("YYL-2222", "终止", OVER)]
    assert Retention(staffed.ledger(), AFTER).records == (
        EndedRecord(unit=YYL, owner=HOUSEHOLD, id="YYL-2222", how=EndKind.CLOSED, on=date(2023, 11, 23)),
    )


def test_a_household_of_the_roster_is_needed_though_nobody_is_paired_with_it(staffed: Any) -> None:
    staffed.household("YYL-2222", staffed.pairing("YYL-B-2222", end=OVER))
    assert told(staffed, date(2028, 12, 31)) == []


def test_an_end_that_is_to_come_on_a_day_is_none_yet(staffed: Any) -> None:
    staffed.household("YYL-2222", staffed.pairing("YYL-B-2222"), **closed("2028-06-30"))
    staffed.ledger()
    assert told(staffed, date(2028, 6, 29)) == []
    assert told(staffed, date(2031, 6, 30)) == []
    assert told(staffed, date(2031, 7, 1)) == [("YYL-2222", "终止", "2028-06-30")]


def test_a_family_that_moved_within_the_city_is_kept_until_its_last_record_was_closed(staffed: Any) -> None:
    staffed.household("YYL-2222", **closed("2023-10-31", "迁出市内"))
    moved = {"unit": PJ, "registered_on": "2023-11-01", "moved_from": "YYL-2222"}
    staffed.household("PJ-2222", **moved)
    assert told(staffed, date(2026, 12, 1)) == []
    staffed.household("PJ-2222", **moved, **closed(OVER))
    assert told(staffed, BEFORE) == []
    assert told(staffed, AFTER) == [("PJ-2222", "终止", OVER), ("YYL-2222", "终止", OVER)]


def test_a_record_that_another_says_to_go_on_with_is_kept_by_itself_where_it_was_closed_otherwise(staffed: Any) -> None:
    staffed.household("YYL-2222", **closed(OVER, "脱困"))
    staffed.household("PJ-2222", unit=PJ, registered_on="2024-11-01", moved_from="YYL-2222")
    assert told(staffed, AFTER) == [("YYL-2222", "终止", OVER)]


def test_records_that_name_each_other_end_the_search(staffed: Any) -> None:
    staffed.household("YYL-2222", moved_from="PJ-2222", **closed(OVER, "迁出市内"))
    staffed.household("PJ-2222", unit=PJ, moved_from="YYL-2222", **closed(OVER, "迁出市内"))
    assert [item[0] for item in told(staffed, AFTER)] == ["PJ-2222", "YYL-2222"]


def test_a_helper_is_kept_for_three_years_after_the_last_office(world: Any) -> None:
    world.helper("YYL-B-2222", YYL, {"to": "2022-05-31"}, {"from": "2022-06-01", "to": OVER})
    world.helper("YYL-B-3333", YYL, {"to": OVER}, {"from": "2026-01-01"})
    assert told(world, BEFORE) == []
    assert told(world, AFTER) == [("YYL-B-2222", "离岗", OVER)]
    assert told(world, date(2022, 6, 1)) == []


def test_of_a_helper_it_is_told_how_many_kept_households_name_him(world: Any) -> None:
    world.helper("YYL-B-2222", YYL, {"to": OVER})
    world.helper("YYL-B-3333")
    spells = world.pairing("YYL-B-2222", end=OVER), world.pairing("YYL-B-3333", "2023-11-24")
    world.household("YYL-2222", *spells)
    world.household("YYL-3333", world.pairing("YYL-B-3333"))
    world.visit("YYL-3333", "YYL-B-2222", "2023-10-10")
    world.household("YYL-4444", world.pairing("YYL-B-2222", end=OVER), **closed(OVER))
    found = Retention(world.ledger(), AFTER)
    assert [item.id for item in found.records] == ["YYL-4444", "YYL-B-2222"]
    assert (found.named_in("YYL-B-2222"), found.named_in("YYL-B-3333"), found.named_in("YYL-B-9999")) == (2, 2, 0)


def test_who_was_erased_is_on_the_list_no_more(staffed: Any) -> None:
    gone = SealedText("已清除", Token.erased(()), SealedPlace("YYL-2222", "village"))
    staffed.household("YYL-2222", staffed.pairing("YYL-B-2222", end=OVER), village=gone, **closed(OVER))
    staffed.household("YYL-3333", village=gone, withdrawn={"date": OVER, "reason": "重复建档"})
    assert told(staffed, AFTER) == []
    assert Retention(staffed.ledger(), AFTER).named_in("YYL-B-2222") == 0


def test_what_was_withdrawn_is_kept_for_as_long(staffed: Any) -> None:
    staffed.household("YYL-2222", withdrawn={"date": OVER, "reason": "重复建档"})
    staffed.helper("PJ-B-2222", PJ, withdrawn={"date": OVER, "reason": "重复建档"})
    assert told(staffed, BEFORE) == []
    assert told(staffed, AFTER) == [("PJ-B-2222", "撤销", OVER), ("YYL-2222", "撤销", OVER)]
    assert [item.owner for item in Retention(staffed.ledger(), AFTER).records] == [HELPER, HOUSEHOLD]


def test_after_the_programme_nobody_is_needed_any_more(staffed: Any) -> None:
    staffed.household("YYL-2222", staffed.pairing("YYL-B-2222"))
    staffed.household("YYL-3333", **closed("2029-02-28"))
    assert told(staffed, date(2031, 12, 31)) == []
    assert told(staffed, date(2032, 1, 1)) == [
        ("YYL-2222", "方案结束", "2028-12-31"), ("YYL-B-2222", "方案结束", "2028-12-31"),
    ]  # fmt: skip
    assert ("YYL-3333", "终止", "2029-02-28") in told(staffed, date(2032, 2, 29))


def test_the_citys_own_federation_comes_first_and_households_before_helpers(world: Any) -> None:
    world.helper("YYS-B-2222", "city", {"to": OVER})
    world.helper("PJ-B-2222", PJ, {"to": "2023-10-01"})
    world.household("PJ-3333", unit=PJ, **closed(OVER))
    world.household("PJ-2222", unit=PJ, **closed("2023-11-01"))
    assert [item[0] for item in told(world, AFTER)] == ["YYS-B-2222", "PJ-2222", "PJ-3333", "PJ-B-2222"]


def test_nothing_is_over_where_nothing_was_decided(staffed: Any) -> None:
    staffed.household("YYL-2222", **closed(OVER))
    assert told(staffed, date(2023, 8, 31)) == []
    record = staffed.records["policy/ledger.yml"]
    without = {key: value for key, value in record.data.items() if key != "retention"}
    staffed.records[record.path] = Record(record.place, without)
    found = Retention(staffed.ledger(), date(2099, 1, 1))
    assert (found.rule, found.records) == (None, ())


def test_whose_consent_was_revoked_is_kept_no_longer_than_until_it_was_closed(staffed: Any) -> None:
    consent = {"date": "2024-01-01", "by": "本人", "form": "书面", "revoked_on": "2026-10-01"}
    staffed.household("YYL-2222", staffed.pairing("YYL-B-2222"), consent=consent)
    assert told(staffed, AFTER) == []
    staffed.household("YYL-2222", staffed.pairing("YYL-B-2222"), consent=consent, **closed("2026-10-09"))
    assert told(staffed, date(2026, 10, 8)) == []
    assert told(staffed, date(2026, 10, 9)) == [("YYL-2222", "撤回同意", "2026-10-09")]
    staffed.household("YYL-2222", staffed.pairing("YYL-B-2222"), consent=consent, **closed("2026-09-15"))
    assert told(staffed, date(2026, 10, 1)) == [("YYL-2222", "撤回同意", "2026-10-01")]


def test_a_household_is_told_until_when_it_is_kept(staffed: Any) -> None:
    staffed.household("YYL-2222", **closed("2026-10-09"))
    staffed.household("YYL-3333")
    ledger = staffed.ledger()
    found = Retention(ledger, AFTER)
    assert found.last_day_of(ledger.households["YYL-2222"]) == date(2029, 10, 9)
    assert found.last_day_of(ledger.households["YYL-3333"]) is None
    assert Retention(ledger, date(2026, 10, 8)).last_day_of(ledger.households["YYL-2222"]) is None
