"""政策 and 口径: the notice clause by clause with what serves each clause, and the readings."""

from __future__ import annotations

import html
import re
from datetime import date

import pytest

from jiedui.model.catalogue import Clause
from jiedui.site.build import pages_of
from jiedui.site.pages import policy
from jiedui.site.site import Site
from jiedui.struct import replace


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


def test_a_clause_is_a_heading_of_its_depth(pages, source):
    """As it is written for the engine: an escaped sign would make no heading, and no place to lead to."""
    found = re.findall(r"^(#+) [^\n]* \{ #(c-[^ ]+) \}$", source(pages, "policy"), re.MULTILINE)
    depths = {anchor: len(signs) for signs, anchor in found}
    assert [depths[anchor] for anchor in ("c-5", "c-5-4", "c-5-4-3", "c-a2")] == [2, 3, 4, 2]
    assert len(depths) == 46


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
    assert [part.document.id for part in policy.documents(site, [])] == ["2023"]
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


def test_of_a_document_without_its_number_the_page_tells_that_its_words_are_the_shipped_ones(ledger, edition):
    said = "还没有和本单位印发的文件核对"
    for number, told in (("岳市残发〔2023〕20号", False), ("〔发文字号待填〕", True)):
        notice = replace(ledger.policy.notice, number=number)
        known = replace(ledger, policy=replace(ledger.policy, documents=(notice,)))
        site = Site(known, date(2026, 11, 23), edition)
        (page,) = [page for page in pages_of(site) if page.path == "policy.md"]
        assert (said in html.unescape(site.render(page))) is told


def test_a_second_document_stands_below_the_first_in_its_own_words(ledger, edition):
    second = replace(
        ledger.policy.notice,
        id="2026",
        title="补充通知",
        number="岳市残发〔2026〕9号",
        issued_on=date(2026, 5, 8),
        addressees=("各县市区残联",),
    )
    added = (Clause("2026:一", "一、户数", "", ()), Clause("2026:一(一)", "", "科级干部至少联系帮扶3户。", ()))
    changed = replace(
        ledger.policy,
        documents=(*ledger.policy.documents, second),
        clauses={**ledger.policy.clauses, **{item.id: item for item in added}},
    )
    other = Site(replace(ledger, policy=changed), date(2026, 11, 22), edition)
    written = other.render(policy.pages(other, [])[-1])
    assert len(re.findall(r"^### [^\n]* \{ #c2026-1 \}$", written, re.MULTILINE)) == 1
    text = plain(written)
    assert "# 各份文件全文" in text
    first, later = (text.index(f"{{ #d{document.id} }}") for document in changed.documents)
    assert first < text.index("{ #c-5-4-3 }") < later < text.index("### 一、户数 { #c2026-1 }")
    assert "文号岳市残发〔2026〕9号\n发文单位岳阳市残疾人联合会\n成文日期2026-05-08\n发至各县市区残联" in text[later:]
    assert text.index("科级干部至少联系帮扶3户。") > later
    assert text.count("成文日期") == 1
