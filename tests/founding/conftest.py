"""A city that does not exist, and its federations."""

from __future__ import annotations

import pytest

from jiedui.founding.about import FoundedUnit, LedgerAbout
from jiedui.model.forge import Forge

CITY = FoundedUnit(slug="city", name="云岭市残疾人联合会", short="市残联", prefix="YLS")
COUNTIES = (
    FoundedUnit(slug="qingshi", name="青石县残疾人联合会", short="青石县", prefix="QS"),
    FoundedUnit(slug="baishui", name="白水区残疾人联合会", short="白水区", prefix="BS"),
)


def about_of(kind: str) -> LedgerAbout:
    """What is told of a ledger on a kind of forge."""
    return LedgerAbout(
        name="云岭市残联结对帮扶台账",
        city="云岭市",
        units=(CITY, *COUNTIES),
        forge=Forge(kind, "https://git.example.cn/office/ledger", "main"),
        version="1.2.3",
        wheel="jiedui-1.2.3-py3-none-any.whl",
        digest="0" * 64,
    )


@pytest.fixture(params=["GitHub", "Gitea", "GitLab"])
def about(request: pytest.FixtureRequest) -> LedgerAbout:
    """What is told of a ledger, on each kind of forge in turn."""
    return about_of(request.param)
