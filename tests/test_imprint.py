"""What a built site says of itself: nothing before it is whole."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from jiedui.imprint import MARK, SiteImprint, begin, finish, imprint_of


def test_a_site_is_known_from_its_end_on(tmp_path: Path) -> None:
    assert imprint_of(tmp_path) is None
    begin(tmp_path)
    assert imprint_of(tmp_path) is None
    finish(tmp_path, SiteImprint("2026-11-23", "0123456789（有改动）"))
    found = imprint_of(tmp_path)
    assert found == SiteImprint("2026-11-23", "0123456789（有改动）")
    assert found.day == date(2026, 11, 23)
    begin(tmp_path)
    assert imprint_of(tmp_path) is None


@pytest.mark.parametrize(
    "text",
    [
        "{", "[]", "null", "{}", '{"as_of": "2026-11-23"}', '{"as_of": "2026-13-01", "commit": "0"}',
        '{"as_of": "2026-11-23", "commit": ""}', '{"as_of": 1, "commit": "0"}',
    ],
)  # fmt: skip
def test_what_somebody_else_wrote_is_none(tmp_path: Path, text: str) -> None:
    (tmp_path / MARK).write_text(text, "utf-8")
    assert imprint_of(tmp_path) is None
