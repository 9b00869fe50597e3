"""What a township helper types on a phone: each slip is told once, with a remedy, and with what was meant if known."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.rules.conftest import read_fault
from tests.rules.test_faults import expect, fit_to_read, told

from jiedui.rules.report import Report

SLIPS = {file.stem: read_fault(file) for file in sorted((Path(__file__).parent / "slips").glob("*.yml"))}


@pytest.mark.parametrize("slip", SLIPS.values(), ids=SLIPS.keys())
def test_a_slip_is_told_once(check: Callable[..., Report], patcher: Any, slip: dict[str, Any]) -> None:
    patcher.apply(slip)
    report = check()
    (item,) = slip["expect"]
    assert [told(finding) for finding in report.findings] == [expect(item, slip, {})[0]]
    fit_to_read(report, {})


def test_most_slips_come_with_what_was_meant() -> None:
    """The others say what to do: only who typed it knows the value."""
    answered = [name for name, slip in SLIPS.items() if "suggestion" in slip["expect"][0]]
    assert len(SLIPS) >= 28
    assert len(answered) >= len(SLIPS) * 2 / 3
