"""What is read of a ledger that is there."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.founding.conftest import wheel_of

from jiedui.founding.founded import read_founded
from jiedui.founding.refusal import NotFoundedError
from jiedui.migrations.chain import CURRENT
from jiedui.records.schema import SchemaLibrary


def test_its_machinery_is_made_from_its_records(founded: Path, library: SchemaLibrary) -> None:
    (founded / "records" / "qingshi" / "households" / "QS-7K3Q").mkdir(parents=True)
    (founded / "records" / "qingshi" / "households" / "QS-7K3Q" / "household.yml").write_text("坏的", "utf-8")
    about = read_founded(founded, library).about(wheel_of())
    assert (about.name, about.city) == ("云岭市残联结对帮扶台账", "云岭市")
    assert [(unit.slug, unit.prefix) for unit in about.units] == [
        ("city", "YL"), ("qingshi", "QS"), ("baishui", "BS"), ("linjiang", "LJ"),
    ]  # fmt: skip
    assert (about.forge.kind, about.forge.owner, about.forge.branch) == ("Gitea", "office", "main")
    assert about.wheel == wheel_of()


def test_an_older_format_is_read_as_well(founded: Path, library: SchemaLibrary) -> None:
    file = founded / "records" / "policy" / "ledger.yml"
    file.write_text(file.read_text("utf-8").replace(f"format: {CURRENT} ", "format: 5 "), "utf-8")
    assert read_founded(founded, library).about(wheel_of()).city == "云岭市"


def test_a_format_of_later_is_refused(founded: Path, library: SchemaLibrary) -> None:
    file = founded / "records" / "policy" / "ledger.yml"
    file.write_text(file.read_text("utf-8").replace(f"format: {CURRENT} ", f"format: {CURRENT + 1} "), "utf-8")
    with pytest.raises(NotFoundedError, match="换新版的软件再更新"):
        read_founded(founded, library)


def test_what_is_no_ledger_or_does_not_say_where_it_is_kept_is_refused(
    founded: Path, tmp_path: Path, library: SchemaLibrary
) -> None:
    with pytest.raises(NotFoundedError, match=r"没有能读的 records/policy/ledger\.yml"):
        read_founded(tmp_path, library)
    city = founded / "records" / "city" / "unit.yml"
    city.rename(founded / "records" / "city" / "away.yml")
    with pytest.raises(NotFoundedError, match="没有能读的市残联"):
        read_founded(founded, library)
    (founded / "records" / "city" / "away.yml").rename(city)
    county = founded / "records" / "qingshi" / "unit.yml"
    county.write_text(f"{county.read_text('utf-8')}坏的\n", "utf-8")
    with pytest.raises(NotFoundedError, match=r"records/qingshi/unit\.yml 读不懂，更新会漏掉这个残联"):
        read_founded(founded, library)
    county.unlink()
    file = founded / "records" / "policy" / "ledger.yml"
    file.write_text(file.read_text("utf-8").partition("forge:")[0], "utf-8")
    with pytest.raises(NotFoundedError, match="没有写 forge（代码平台）"):
        read_founded(founded, library)
