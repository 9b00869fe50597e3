"""The contacts on a household's page: which are shown, and what each did about which need."""

from __future__ import annotations

import html

from jiedui.site.pages.household_contacts import contact_row, need_steps, timeline, visit_anchor
from jiedui.struct import replace


def test_the_timeline_of_a_household_by_quarter(site, pages, source):
    chapters = timeline(site, site.ledger.households["PJ-3333"])
    assert [(str(chapter.found.quarter), chapter.found.state.value, len(chapter.contacts)) for chapter in chapters] == [
        ("2026Q4", "进行中", 1), ("2026Q3", "已完成", 1), ("2026Q2", "已完成", 1), ("2026Q1", "已完成", 1),
    ]  # fmt: skip
    assert chapters[0].contacts[0].counts == "代联系，不算"
    assert chapters[1].contacts[0].occasion == "双休日"
    assert 'id="q-2026Q4"' in source(pages, "households/PJ-3333")


def test_each_need_names_the_contacts_that_did_something_about_it(rich_site):
    # Of the two contacts of PJ-4444, that of 20 January raised the need and that of 5 May closed it.
    found = need_steps(rich_site, rich_site.ledger.households["PJ-4444"])
    said = {need: [(str(visit.date), action) for visit, action in steps] for need, steps in found.items()}
    assert said == {"n-7K3Q": [("2026-01-20", "提出"), ("2026-05-05", "办结")], "n-8M4R": [], "n-9N5S": []}


def test_a_contact_kept_in_anothers_folder_bears_that_number_too(rich_site):
    visit = rich_site.ledger.visits["PJ-4444"][0]
    assert visit_anchor("PJ-4444", visit) == "v-2026-01-20"
    assert visit_anchor("PJ-2222", visit) == "v-PJ-4444-2026-01-20"


def test_only_who_was_never_paired_with_the_household_is_linked_by_his_contact(site):
    home = site.ledger.households["PJ-3333"]
    (chapter, *_) = timeline(site, home)
    (item, *_) = chapter.contacts
    paired, other = home.pairings[0].helper, "YYL-B-2222"
    assert other not in {pairing.helper for pairing in home.pairings}
    links = site.links("../")
    for helper, shown in (
        (paired, links.helper_name(paired)),
        (other, links.helper(other)),
        ("PJ-B-9999", "PJ-B-9999"),
    ):
        told = replace(item, visit=replace(item.visit, by=helper))
        assert f"<td>{html.unescape(shown)}</td>" in html.unescape(contact_row(links, home, told, site.as_of))
    assert "<a " not in links.helper_name(paired)


def test_a_contact_of_this_quarter_or_the_last_one_can_be_changed_and_one_of_before_cannot(site):
    # The day is 23 November: what was before July is in two bulletins.
    home = site.ledger.households["PJ-3333"]
    contacts = [item for chapter in timeline(site, home) for item in chapter.contacts]
    rows = {str(item.visit.date): contact_row(site.links("../"), home, item, site.as_of) for item in contacts}
    assert {day: f"entry.html#visit/PJ-3333/{day}" in row for day, row in rows.items()} == {
        "2026-11-01": True, "2026-08-01": True, "2026-05-05": False, "2026-02-02": False,
    }  # fmt: skip
