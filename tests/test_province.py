"""The play of a province: its cities are made, checked, delivered and added up."""

from __future__ import annotations

import pytest
from tests import province


@pytest.mark.soak
def test_a_province_of_two_cities(capfd: pytest.CaptureFixture[str]) -> None:
    assert province.main(2, 12, 40) == 2
    steps = [line.split("  ")[0].strip() for line in capfd.readouterr().out.splitlines()]
    assert [step for step in steps if "files" not in step] == [
        "make", "freeze", "check 1", "export 1", "check 2", "export 2", "roll-up",
    ]  # fmt: skip
