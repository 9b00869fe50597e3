"""Policy and divisions are taken over from an existing ledger."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from jiedui.demo.source import read
from jiedui.model.policy import PolicyMissingError
from jiedui.records.schema import SchemaLibrary


@pytest.fixture
def lent(policy_root: Path, shipped_root: Path, tmp_path: Path) -> Path:
    shutil.copytree(policy_root, tmp_path, dirs_exist_ok=True)
    for unit in ("city", "miluo"):
        (tmp_path / unit).mkdir()
        shutil.copy(shipped_root / unit / "unit.yml", tmp_path / unit)
    return tmp_path


def test_whoever_lends_the_policy_nobody_in_the_ledger_is_real(lent: Path, schema_library: SchemaLibrary) -> None:
    ledger = lent / "policy" / "ledger.yml"
    ledger.write_text(ledger.read_text("utf-8").replace("fictional: true", "fictional: false"), "utf-8")
    found = read(lent, schema_library)
    assert found.policy.fictional
    assert found.files["policy-ledger"]["fictional"] is True
    assert found.divisions["counties"]


@pytest.mark.parametrize("name", ["divisions.yml", "policy/quotas.yml", "city/unit.yml", "miluo/unit.yml"])
def test_a_gap_is_named(lent: Path, schema_library: SchemaLibrary, name: str) -> None:
    (lent / name).unlink()
    with pytest.raises(PolicyMissingError) as error:
        read(lent, schema_library)
    assert error.value.files == (Path(name).stem,)


def test_its_federations_are_those_of_the_ledger(lent: Path, schema_library: SchemaLibrary) -> None:
    city = read(lent, schema_library).city
    assert [federation.prefix for federation in city.federations.values()] == ["YY", "ML"]
    assert list(city.places) == ["miluo"]


def test_weights_may_be_left_out(lent: Path, schema_library: SchemaLibrary) -> None:
    (lent / "policy" / "weights.yml").unlink(missing_ok=True)
    assert read(lent, schema_library).policy.weights == {"unit": {}, "person": {}}
