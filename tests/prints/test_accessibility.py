"""Prints are pages, too: axe finds no barrier on any kind of them, on an office screen and on a phone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from jiedui.model.ledger import Ledger
from jiedui.model.need import Need
from jiedui.prints import KINDS, Choice, write_prints
from jiedui.struct import replace

pytestmark = [pytest.mark.browser, pytest.mark.node]

# A need of which the office of another body has been asked to see to something: 转介单 is made of those alone.
NEED = {
    "id": "n-7K3Q", "content": "没有收入。", "raised_on": "2026-09-01",
    "measures": [
        {
            "code": "帮政策", "content": "申请低保。", "promised_on": "2026-09-01", "by": "PJ-B-2222",
            "referrals": [{"receiver": "民政", "sent_on": "2026-09-02", "asked": "请纳入低保。"}],
        }
    ],
}  # fmt: skip


@pytest.mark.usefixtures("node_run")
@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_no_barrier_on_a_print(
    kind: str, browser: Any, repo_root: Path, new_small: Callable[[], Ledger], tmp_path: Path
) -> None:
    axe = repo_root / "tests" / "node" / "node_modules" / "axe-core" / "axe.min.js"
    ledger = new_small()
    ledger.households["PJ-9999"] = replace(ledger.households["PJ-9999"], needs=(Need.of(NEED),))
    index, *files = write_prints(kind, ledger, date(2026, 10, 1), Choice(units=("pingjiang",)), tmp_path)
    context = browser.new_context(bypass_csp=True)  # the prints allow no script, the judge's included
    page = context.new_page()
    for file in dict.fromkeys((index, files[0], files[-1])):
        page.goto(file.as_uri())
        page.add_script_tag(path=axe)
        for width in (1280, 390):
            page.set_viewport_size({"width": width, "height": 900})
            found = page.evaluate(
                "axe.run(document, {resultTypes: ['violations'], rules: {'target-size': {enabled: true}}})"
            )
            faults = [(fault["id"], fault["nodes"][0]["html"][:150]) for fault in found["violations"]]
            assert faults == [], (file.name, width)
    context.close()
