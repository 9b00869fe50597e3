"""Versions of what is printed."""

from __future__ import annotations

from datetime import date

from jiedui.reports.version import version

DAY = date(2026, 3, 2)


def test_a_version_is_a_day_and_letters_that_change_with_any_text() -> None:
    """SHA-256 of the two lines begins with af 9e 1d 69 (2946375017): in base 30 its last digits are 15, 0, 0, 17."""
    assert version(DAY, ("示例甲", "15400000001"), 2) == "2026-03-02-2K"
    assert version(DAY, ("示例甲", "15400000001"), 4) == "2026-03-02-H22K"
    others = [("示例甲", "15400000002"), ("示例乙", "15400000001"), ("示例甲15400000001",), ()]
    assert len({version(DAY, texts, 4) for texts in others} | {"2026-03-02-H22K"}) == 5


def test_no_letter_can_be_taken_for_another() -> None:
    found = "".join(version(DAY, (str(number),), 4)[-4:] for number in range(400))
    assert set(found) == set("23456789ABCDEFGHJKMNPQRSTVWXYZ")
