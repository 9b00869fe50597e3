"""Stories and awards: what may be shown."""

from __future__ import annotations

from datetime import date
from typing import Any

from jiedui.reports.ledgers.showcase import showcase

DAY = date(2026, 11, 23)
CITY, YYL, PJ = "city", "yueyanglou", "pingjiang"


def test_only_stories_with_consent_and_without_identity_are_shown(world: Any) -> None:
    for number, (consent, anonymised) in enumerate([(True, True), (True, False), (False, True)], 1):
        data = {"kind": "好办法", "title": f"办法{number}", "content": "提前约定。"}
        world.event("story", YYL, f"2026-0{number}-10", **data, consent=consent, anonymised=anonymised)
    world.event("award", CITY, "2026-04-01", unit=YYL, form="通报表扬", reason="走访及时。")
    world.event("award", CITY, "2026-12-01", unit=PJ, form="通报表扬", reason="走访及时。")
    found = showcase(world.ledger(), DAY)
    assert [item.title for item in found.shown] == ["办法1"]
    assert [item.title for item in found.withheld] == ["办法3", "办法2"]
    assert [item.to_unit for item in found.awards] == [YYL]
