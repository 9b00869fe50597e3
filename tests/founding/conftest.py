"""A city that does not exist, and its federations."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from jiedui.founding.about import FoundedUnit, LedgerAbout
from jiedui.founding.answers import FounderAnswers
from jiedui.founding.divisions import read_places
from jiedui.founding.folder import write_new
from jiedui.founding.ledger import new_ledger
from jiedui.founding.wheel import Wheel
from jiedui.model.forge import KINDS, Forge
from jiedui.records.schema import SchemaLibrary

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
        wheel=wheel_of(),
    )


@pytest.fixture(params=KINDS)
def about(request: pytest.FixtureRequest) -> LedgerAbout:
    """What is told of a ledger, on each kind of forge in turn."""
    return about_of(request.param)


def answers_of(forge: str = "gitea") -> FounderAnswers:
    """What the founder of a ledger answers."""
    return FounderAnswers(
        city="云岭市",
        name="云岭市残联结对帮扶台账",
        prefix="YL",
        forge=forge,
        url="https://git.example.cn/office/ledger",
        branch="main",
    )


def wheel_of(version: str = "1.2.3") -> Wheel:
    """A wheel of jiedui that holds next to nothing."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        package.writestr(zipfile.ZipInfo("jiedui/__init__.py"), "")
    return Wheel(f"jiedui-{version}-py3-none-any.whl", packed.getvalue())


HEAD = ("县市区", "乡镇", "统计代码")
ROWS = (
    HEAD,
    ("青石县", "安宁镇", "990121001"),
    ("", "桃源乡", "990121002"),
    ("白水区", "东街街道", "990102001"),
    ("临江市", "城关镇", "990181001"),
)
"""Three counties and four townships, as a table has them."""


@pytest.fixture
def founded(tmp_path: Path, library: SchemaLibrary) -> Path:
    """A ledger on Gitea, as it is founded."""
    folder = tmp_path / "台账"
    places = read_places(ROWS, "云岭市", "YL", "云岭.csv")
    write_new(folder, new_ledger(answers_of(), places, wheel_of(), library))
    return folder
