"""The file of what the public gets: every count of every table, in a form that Excel opens."""

from __future__ import annotations

import csv
import io

from jiedui.model.time import Quarter
from jiedui.reports.public.counts import Count, CountBook
from jiedui.reports.public.published import NO_COUNTS, QUARTERLY
from jiedui.site.files.public import text
from jiedui.struct import replace


def test_a_line_for_each_count() -> None:
    """One quarter, twice: by federation, of which there is none, and in the course of the city."""
    values = {Count(figure, "", "2023Q4"): 10 + number for number, figure in enumerate(QUARTERLY)}
    hidden = Count("helpers", "", "2023Q4")
    counts = replace(
        NO_COUNTS, book=CountBook(values, ()), shown=frozenset(values) - {hidden}, quarters=(Quarter(2023, 4),)
    )
    written = text(counts)
    assert written.startswith("﻿表,行,栏,数\r\n")
    rows = list(csv.DictReader(io.StringIO(written.removeprefix("﻿"))))
    assert len(rows) == 2 * 9
    assert rows[0] == {"表": "全市各季度", "行": "2023年第四季度", "栏": "结对：名册", "数": "10"}
    assert rows[3]["数"] == "不公开"
    assert rows[9]["表"] == "2023年第四季度各残联"
