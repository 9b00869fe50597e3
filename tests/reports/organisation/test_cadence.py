"""What recurs, and what was left out."""

from __future__ import annotations

from datetime import date
from typing import Any

from jiedui.duties.cadence import CadenceState
from jiedui.model.time import Span
from jiedui.reports.organisation.cadence import cadence_table
from jiedui.struct import replace

CITY, YYL, PJ = "city", "yueyanglou", "pingjiang"


def test_cadence_table_names_what_is_missing(world: Any) -> None:
    world.event("meeting", PJ, "2023-12-20", kind="听取汇报", title="听取汇报")
    world.event("meeting", PJ, "2026-11-30", kind="听取汇报", title="听取汇报")
    world.event("meeting", CITY, "2024-02-01", kind="调度", title="调度")
    rows = {(row.unit, row.duty): row for row in cadence_table(world.ledger(), date(2024, 10, 5))}
    assert set(rows) == {(CITY, "听取汇报"), (CITY, "调度"), (CITY, "季通报"), (YYL, "听取汇报"), (PJ, "听取汇报")}
    half = rows[PJ, "听取汇报"]
    assert [cell.state.value for cell in half.cells[:4]] == ["已完成", "缺", "进行中", "未到"]
    assert [period.title for period in half.missing] == ["2024年上半年"]
    # 2023Q3, Q4, 2024Q2 and Q3 are over without a dispatch.
    assert [period.title for period in rows[CITY, "调度"].missing] == [
        "2023年第三季度", "2023年第四季度", "2024年第二季度", "2024年第三季度",
    ]  # fmt: skip
    # The bulletin of 2024Q3 is drawn up in 2024Q4.
    assert len(rows[CITY, "季通报"].missing) == 4
    assert rows[CITY, "季通报"].cells[4].state is CadenceState.RUNNING
    assert [len(row.cells) for row in (half, rows[CITY, "调度"], rows[CITY, "季通报"])] == [11, 22, 22]


def test_a_federation_hears_no_report_before_it_is_founded_or_after_it_is_dissolved(world: Any) -> None:
    """There from 2024-02-01 to 2024-12-30: it owes the first half of 2024; it does not see the end of the second."""
    ledger = world.ledger()
    ledger.units[PJ] = replace(ledger.units[PJ], span=Span(date(2024, 2, 1), date(2024, 12, 30)))
    rows = {row.unit: row for row in cadence_table(ledger, date(2025, 8, 1)) if row.duty == "听取汇报"}
    assert [cell.state.value for cell in rows[PJ].cells[:5]] == ["不作要求", "缺", "不作要求", "不作要求", "不作要求"]
    assert [period.title for period in rows[PJ].missing] == ["2024年上半年"]
    assert len(rows[YYL].missing) == 4
