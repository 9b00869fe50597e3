"""政策计算 on a household's page: of whom it tells, that it is closed, and that it stays small."""

from __future__ import annotations

import re

import pytest

from jiedui.site.pages.household_entitlements import entitlements

FOLD = re.compile(
    r'(<details [^>]*\bid="([^"]+)"[^>]*\bdata-as-it-is\b[^>]*>.*?)(?=<details [^>]*\bdata-as-it-is\b|</div>)',
    re.DOTALL,
)


@pytest.fixture
def folds(text_of_page):
    """What is told of each person on the page of a household, by the member's code."""
    return lambda household: {name: text for text, name in FOLD.findall(text_of_page(f"households/{household}"))}


def test_each_disabled_person_of_the_roster_has_one_and_nobody_else(rich_site, folds):
    homes = [home for home in rich_site.ledger.households.values() if home.id not in rich_site.listed]
    found = {home.id: list(folds(home.id)) for home in homes}
    assert found == {
        home.id: [member.id for member in home.disabled_on(rich_site.as_of)] if home.active_on(rich_site.as_of) else []
        for home in homes
    }
    assert len(found["PJ-4444"]) == 2
    assert [] in found.values(), "one has ended"


def test_it_begins_with_what_is_to_be_looked_into_and_is_closed(folds, rich_site):
    shown = entitlements(rich_site, rich_site.ledger.households["PJ-4444"])
    for person, text in zip(shown.people, folds("PJ-4444").values(), strict=True):
        told = re.findall(r"<h3 [^>]*>(.*?) <span", text)
        assert told == [item.rule.name for item in person.of(*shown.told)]
        assert f"{person.member.name}该享受什么政策" in text
        assert not re.search(r"\bopen\b", text.partition(">")[0])


def test_it_is_small_enough_for_a_phone(folds):
    assert sum(len(text.encode()) for text in folds("PJ-4444").values()) < 60_000
