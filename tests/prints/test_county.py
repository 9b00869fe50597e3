"""县页: one page for each federation with the figures of the reports."""

from __future__ import annotations

import re
from datetime import date

from jiedui.model.ledger import Ledger
from jiedui.prints import Choice
from jiedui.prints.county import documents
from jiedui.reports.figures import Figures
from jiedui.struct import replace

TODAY = date(2026, 10, 1)


def html_of(ledger: Ledger, as_of: date = TODAY) -> str:
    (document,) = documents(Figures(ledger, as_of), Choice(units=("pingjiang",)))
    return document.html


def test_the_figures_of_the_federation_stand_beside_their_clauses(small: Ledger) -> None:
    rows = dict(re.findall(r'<th scope="row">([^<]*)</th><td class="value">([^<]*)</td>', html_of(small)))
    # Three households wait in the quarter that has just begun, and none was ever contacted before.
    assert (rows["本季应联系户数"], rows["本季已联系户数"], rows["本季进行中户数"]) == ("3 户", "0 户", "3 户")
    assert rows["最近结束季度逾期户数"] == "3 户"
    assert "五(四)3" in html_of(small)


def test_what_is_to_be_done_is_told(small: Ledger) -> None:
    assert "2026年第三季度有 3 户逾期，没有完成联系。" in html_of(small)


def test_after_the_programme_the_page_tells_what_was_left_on_its_last_day(small: Ledger) -> None:
    last, over = html_of(small, date(2028, 12, 31)), html_of(small, date(2029, 6, 1))
    assert ("<h3>要办的事</h3>" in last, "<h3>结束时没有办好的事</h3>" in last) == (True, False)
    assert ("<h3>要办的事</h3>" in over, "<h3>结束时没有办好的事</h3>" in over) == (False, True)
    assert "2028年12月31日" in over
    assert "2029年" not in over


def test_no_person_is_named_and_hostile_text_stays_text(small: Ledger) -> None:
    small.units["pingjiang"] = replace(small.units["pingjiang"], name="<script>alert(1)</script>")
    html = html_of(small)
    assert "&lt;script&gt;" in html
    assert [word for word in ("<script", "示例子", "不印") if word in html] == []
