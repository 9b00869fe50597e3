"""政策计算 of a household: who has the page, what it begins with, and that it stays small."""

from __future__ import annotations

from jiedui.site.pages import entitlements


def test_the_page_says_what_its_outline_holds(as_expected):
    as_expected("entitlements/PJ-4444")


def test_each_household_of_the_roster_has_one_and_its_page_leads_there(rich_site, text_of_page):
    homes = rich_site.ledger.households
    paths = {page.path for page in entitlements.pages(rich_site)}
    assert paths == {
        f"entitlements/{home.id}.html"
        for home in homes.values()
        if home.active_on(rich_site.as_of) and home.disabled_on(rich_site.as_of) and home.id != "YYL-3333"
    }
    assert "YYL-3333" in rich_site.listed, "nothing is asked of whom no more is known"
    assert "entitlements/PJ-4444.html" in paths
    assert "../entitlements/PJ-4444.html" in text_of_page("households/PJ-4444")


def test_a_household_that_has_ended_has_none_and_no_link(rich_site, text_of_page):
    ended = [home for home in rich_site.ledger.households.values() if not home.active_on(rich_site.as_of)]
    assert ended
    for home in ended:
        assert not entitlements.has_page(rich_site, home)
        assert "../entitlements/" not in text_of_page(f"households/{home.id}")


def test_it_is_small_enough_for_a_phone(text_of_page):
    assert len(text_of_page("entitlements/PJ-4444").encode()) < 60_000
