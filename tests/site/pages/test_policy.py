"""政策 and 口径: the notice clause by clause with what serves each clause, and the readings."""

from __future__ import annotations

import html
import re

import pytest

from jiedui.site.build import pages_of
from jiedui.site.pages import policy
from jiedui.site.site import Site


@pytest.mark.parametrize(
    ("name", "start", "end"),
    [
        ("policy", "", "{ #c-1 }"),
        ("policy", "{ #c-5-4-3 }", "{ #c-5-4-4 }"),
        ("policy", "id=c-5-2-1", "id=c-5-2-2"),
        ("readings", "", "{ #A-02 }"),
        ("readings", "{ #A-08 }", "{ #A-09 }"),
    ],
)
def test_the_page_says_what_its_outline_holds(as_expected, name, start, end):
    as_expected(name, start, end)


def plain(text):
    return html.unescape(re.sub(r"<[^>]*>", "", text))


def test_every_clause_has_its_anchor_and_every_link_to_one_leads_there(pages, read, ledger, source):
    ids = set(read("policy").ids) | set(re.findall(r"\{ #([^ ]+) \}$", source(pages, "policy"), re.MULTILINE))
    assert {clause.anchor for clause in ledger.policy.clauses.values() if clause.text or clause.heading} <= ids
    for path in (*pages.rglob("*.md"), *pages.rglob("*.html")):
        for anchor in re.findall(r'href="(?:\.\./)?policy\.html#([^"]+)"', path.read_text("utf-8")):
            assert anchor in ids, (path, anchor)


def test_the_policy_page_names_what_serves_a_clause(site: Site):
    served = {item.clause.id: item for item in policy.served(site, pages_of(site))}
    contact = served["五(四)3"]
    assert "季度联系矩阵" in [page.title for page in contact.pages]
    assert "contact_rate" in [indicator.key for indicator in contact.indicators]
    assert "A-06" in [reading.id for reading in contact.readings]
    assert contact.rules
    assert [item.clause.id for item in served.values() if item.level == 4 and not item.clause.heading] == [
        "五(二)1", "五(二)2", "五(二)3", "五(三)1", "五(三)2", "五(三)3",
    ]  # fmt: skip


def test_the_policy_page_holds_the_whole_notice(pages, ledger, source):
    text = plain(source(pages, "policy").replace("<br>", "\n"))
    for clause in ledger.policy.clauses.values():
        assert clause.heading in text
        assert clause.text in text
        assert all(requirement in text for requirement in clause.requirements)
