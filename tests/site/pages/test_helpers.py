"""我的帮扶: one page for each helper."""

from __future__ import annotations

import html
import re

import pytest

from jiedui.site.build import pages_of
from jiedui.site.site import Site
from jiedui.struct import replace


@pytest.mark.parametrize(
    "name", ["helpers/PJ-B-4444", "helpers/PJ-B-2222", "helpers/PJ-B-3333", "helpers/PJ-B-5555", "helpers/PJ-B-6666"]
)
def test_the_page_says_what_its_outline_holds(as_expected, name):
    as_expected(name)


def plain(text):
    return html.unescape(re.sub(r"<[^>]*>", "", text))


def test_a_helper_s_page_derives_the_quota(pages, source):
    text = plain(source(pages, "helpers/YY-B-2222"))
    assert "应 4 户 · 实 1 户 · 差 3 户 · ✗ 欠户" in text
    assert "市残联处级干部（按处级）：至少 4 户。" in text
    assert "从 2023-09-01 起欠户。" in text
    assert "2026-12-01" in text  # what was promised, and by when
    left = plain(source(pages, "helpers/PJ-B-3333"))
    assert "离 已离岗" in left
    assert "退休离岗" in left


def test_the_successor_s_page_tells_his_own_contact_and_the_federation_s_list_does_not(handed_over):
    def row(path):
        page = next(page for page in pages_of(handed_over) if page.path == path)
        found = [plain(line) for line in handed_over.render(page).splitlines() if "联系帮扶户" in line]
        return [line for line in found if "2026年第四季度" in line]

    (mine,) = row("helpers/YYL-B-3333.html")
    assert "联系帮扶户（2026年第四季度，本户本季已有人联系，本人还没有联系）" in mine
    assert row("helpers/YYL-B-2222.html") == []
    assert row("due/yueyanglou.html") == []


def test_the_successor_s_page_tells_what_his_predecessor_promised_and_by_whom(handed_over, reader):
    def promised(helper):
        page = next(page for page in pages_of(handed_over) if page.path == f"helpers/{helper}.html")
        return reader(handed_over.render(page)).tables["promises"]

    (row,) = promised("YYL-B-3333")
    assert [text for text, _ in row] == ["没有定期限", "示例子 YYL-2222", "帮就业", "问工厂", "2026-10-01 示例乙答应"]
    assert promised("YYL-B-2222") == []


def test_a_single_pause_is_not_to_be_sorted(rich, site, rich_edition):
    helper = rich.helpers["PJ-B-4444"]
    one = replace(rich, helpers=rich.helpers | {helper.id: replace(helper, pauses=helper.pauses[:1])})
    text = {}
    for name, ledger in (("one", one), ("two", rich)):
        shown = Site(ledger, site.as_of, rich_edition)
        page = next(page for page in pages_of(shown) if page.path == f"helpers/{helper.id}.html")
        text[name] = shown.render(page).partition('id="t-pauses"')[2].partition("<caption>")[0]
    assert ("data-sort" in text["one"], "data-sort" in text["two"]) == (False, True)
    assert 'class="jd-table jd-rows"' in text["one"]


def test_beside_a_household_stands_what_the_helper_has_to_do_there_as_in_the_list_above(rich_site, reader):
    """示例丁 acts for 示例戌 in his pause: what is due in PJ-4444 is counted with the one, and not with the other."""

    def counted(helper):
        page = next(page for page in pages_of(rich_site) if page.path == f"helpers/{helper}.html")
        tables = reader(rich_site.render(page)).tables
        listed = [row for key, rows in tables.items() if key.startswith("due-") for row in rows]
        homes = {row[0][0].split()[-1]: row[3][0] for row in tables["households"]}
        return homes, {home: str(sum(row[1][0].endswith(home) for row in listed)) for home in homes}

    for helper, homes in (("PJ-B-2222", {"PJ-3333": "2"}), ("PJ-B-4444", {"PJ-4444": "0", "PJ-8888": "0"})):
        assert counted(helper) == (homes, homes)
    assert len(rich_site.figures.due["PJ-4444"]) == 4
