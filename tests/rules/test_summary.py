"""What is known of one folder: made of it alone, kept as plain values, and of persons nothing but marks."""

from __future__ import annotations

import marshal
import shutil
from datetime import date
from pathlib import Path

import pytest

from jiedui.migrations.reading import read
from jiedui.model.time import Span, Stretch
from jiedui.records.memo import Memo
from jiedui.records.reader import Records, read_ledger
from jiedui.records.schema import SchemaLibrary
from jiedui.review.working import WorkingFolder
from jiedui.rules.engine import Engine
from jiedui.rules.marks import MarkedWords, mark
from jiedui.rules.summaries import Summaries
from jiedui.rules.summary import FOREVER, HelperSummary, HouseholdSummary, Later, SummedSpell, later, plain

HERE = Path(__file__).resolve().parent
AS_OF = date(2026, 11, 23)


@pytest.fixture(scope="module")
def root(policy_root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small ledger with the policy as shipped."""
    folder = tmp_path_factory.mktemp("summary") / "records"
    shutil.copytree(HERE / "base", folder)
    shutil.copytree(policy_root / "policy", folder / "policy")
    return folder


@pytest.fixture(scope="module")
def records(root: Path, library: SchemaLibrary) -> Records:
    return read_ledger(root, library)


@pytest.fixture(scope="module")
def summaries(root: Path, library: SchemaLibrary) -> Summaries:
    return Engine(WorkingFolder(root), library, AS_OF, read, Memo(None)).summaries


def test_a_household_is_known_by_what_rules_compare(summaries: Summaries) -> None:
    home = summaries.households["YYL-2A3C"]
    assert home.path == "yueyanglou/households/YYL-2A3C/household.yml"
    assert (home.registered_on, home.closed_on, home.moved_from) == ("2023-09-08", "", "")
    assert home.needs == ("n-VSAB", "n-T2VX")
    assert home.pairings == (
        SummedSpell("YY-B-2A3C", "2023-09-20", FOREVER),
        SummedSpell("PJ-B-6N7P", "2024-03-01", FOREVER),
    )
    assert home.phone == mark("15400001001")
    assert home.address == MarkedWords(5, mark("3组12号"))
    first, second = home.people
    assert (first.id, first.since, first.left) == ("m-6GCR", "2023-09-08", "")
    assert first.identities == ((mark("490602195803121017"), 0),)
    assert first.alike == mark("示例子", "1958-03-12", "岳阳楼区", "郭镇乡")
    assert second.alike == b""  # of whom the year alone is known
    assert home.consent == ("", "")


def test_the_contacts_of_whom_one_elsewhere_names_are_known_by_their_keys(summaries: Summaries) -> None:
    named = {key: len(home.contacts) // 4 for key, home in summaries.households.items() if home.contacts}
    assert summaries.households["YYL-2A3C"].named == {"YYL-4D5E", "YYL-8Q9R"}
    assert named == {"YYL-4D5E": 1}  # the other was withdrawn


def test_a_helper_is_known_by_name_mobile_and_offices(summaries: Summaries) -> None:
    helper = summaries.helpers["YYL-B-4D5E"]
    assert helper.path == "yueyanglou/helpers/YYL-B-4D5E.yml"
    assert (helper.person, helper.mobile, helper.phone) == (mark("示例乙"), *(mark("15400000002"),) * 2)
    assert helper.roles == (SummedSpell("", "2015-03-02", "2025-08-31"),)
    assert [helper.active_on(day) for day in ("2015-03-01", "2015-03-02", "2025-08-31", "2025-09-01")] == [
        False,
        True,
        True,
        False,
    ]


def test_what_is_kept_is_the_same_when_it_is_read_again(summaries: Summaries) -> None:
    for folder in summaries.folders:
        assert HouseholdSummary.restored(marshal.loads(marshal.dumps(plain(folder))), folder.contacts) == folder
    for helper in summaries.staff:
        assert HelperSummary.restored(marshal.loads(marshal.dumps(plain(helper)))) == helper
    assert len(summaries.folders) == 6


def test_nobody_is_known_from_what_is_kept(summaries: Summaries, records: Records) -> None:
    stored = marshal.dumps(plain((*summaries.folders, *summaries.staff)))
    told = {
        text
        for record in records.valid
        if record.place.kind in ("household", "helper")
        for text in (
            *(record.data.get(key, "") for key in ("name", "mobile", "phone", "address", "village")),
            *(member["name"] for member in record.data.get("members", ())),
            *(
                certificate["number"][:18]
                for member in record.data.get("members", ())
                for certificate in member.get("disability", {}).get("certificates", ())
            ),
        )
        if text
    }
    assert len(told) > 20
    assert not [text for text in told if text.encode() in stored]


def test_spells_are_as_the_spans_that_they_are_made_of() -> None:
    spans = [
        Span(date(2026, 1, 1), date(2026, 3, 31)),
        Span(date(2026, 3, 31)),
        Span(date(2026, 4, 1), date(2026, 4, 1)),
        Span(date(2026, 5, 2), date(2026, 5, 1)),
        Span(date(2025, 1, 1)),
    ]
    days = [date(2026, month, day) for month in (1, 3, 4, 5) for day in (1, 2, 30)]
    for span in spans:
        spell = SummedSpell.of(span)
        assert [spell.covers(day.isoformat()) for day in days] == [span.covers(day) for day in days]
        assert [spell.overlaps(SummedSpell.of(other)) for other in spans] == [span.overlaps(other) for other in spans]
        for first in days:
            for last in (day for day in days if day >= first):
                assert spell.meets(first.isoformat(), last.isoformat()) is (span.clip(first, last) is not None)


def test_later_is_what_lies_after_the_programme_and_not_after_the_day_of_the_check() -> None:
    after = Stretch(date(2026, 6, 30), date(2026, 11, 23))
    days = [date(2026, 6, 30), date(2026, 7, 1), date(2026, 11, 23), date(2026, 11, 24), date(2026, 8, 1)]
    assert list(later("件", days, after)) == [Later("件", 3, "2026-07-01", "2026-11-23")]
    assert list(later("件", days[:1], after)) == []
