"""A ledger is one of the things that know helpers by their ids."""

from __future__ import annotations

from jiedui.model.helper import Helper
from jiedui.model.lookup import HasHelpers, Lookup


class _Few:
    """Knows no helper."""

    @property
    def helpers(self) -> Lookup[Helper]:
        nobody: dict[str, Helper] = {}
        return nobody


def test_whatever_can_be_asked_for_helpers_will_do() -> None:
    few: HasHelpers = _Few()
    assert few.helpers.get("SHI-B-2A3C") is None
    assert "SHI-B-2A3C" not in few.helpers
