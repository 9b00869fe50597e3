"""What a module must have to be a family of pages."""

from __future__ import annotations

from collections import Counter

from jiedui.reports.requirements import clauses_of
from jiedui.site.build import FAMILIES, pages_of


def test_a_family_serves_requirements_of_the_notice_each_named_once(site):
    known = set(clauses_of(site.ledger.policy))
    for family in FAMILIES:
        assert set(family.SERVES) <= known, family
        assert list(family.SERVES) == sorted(set(family.SERVES)), family


def test_every_page_lies_in_a_place_of_its_own_and_cites_clauses_of_the_notice(site):
    pages = pages_of(site)
    assert [path for path, count in Counter(page.path for page in pages).items() if count > 1] == []
    known = set(site.ledger.policy.clauses)
    assert [page.path for page in pages if not set(page.clauses) <= known] == []


def test_what_multiplies_with_the_records_stands_in_no_menu(site):
    folders = {page.path.partition("/")[0] for page in pages_of(site) if page.path.count("/") and not page.is_markdown}
    assert folders == {
        "bulletins", "changes", "contact", "due", "helpers", "households", "needs",
        "provincial", "quality", "registers", "simulation", "townships", "workplaces",
    }  # fmt: skip
