"""What the form knows before anybody is chosen."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Any

import pytest

from jiedui.model.divisions import Divisions
from jiedui.model.forge import Forge
from jiedui.model.ledger import Ledger
from jiedui.records.sensitivity import SensitiveClass
from jiedui.site import Edition
from jiedui.site.files.assets import ASSETS, ENTRY
from jiedui.site.files.form import index
from jiedui.site.site import Site
from jiedui.struct import replace

AS_OF = date(2026, 11, 23)
# What a phone loads with the page.
LARGEST = 120_000


@pytest.fixture
def known(site: Site) -> dict[str, Any]:
    return index.index(site)


def test_it_names_the_day_the_version_and_the_places_of_the_ledger(known: dict[str, Any]) -> None:
    assert (known["day"], known["commit"], known["format"], known["forge"]) == ("2026-11-23", "0123456789", 9, None)
    assert known["units"][0] == {
        "id": "city", "name": "岳阳市残疾人联合会", "short": "市残联", "prefix": "YY", "city": True
    }  # fmt: skip
    assert [unit["city"] for unit in known["units"]] == [True, False, False]
    assert len(known["townships"]) == 4
    assert known["townships"][-1] == {
        "name": "三市镇", "county": "平江县", "unit": "pingjiang"
    }  # fmt: skip


def test_it_says_of_the_policy_what_records_are_judged_by(known: dict[str, Any]) -> None:
    policy = known["policy"]
    assert policy["programme"] == {"from": "2023-09-01", "to": "2028-12-31"}
    assert len(policy["measures"]) == 10
    assert policy["measures"][0].keys() == {"key", "name"}
    assert policy["entitlements"][0] == {"key": "living_subsidy", "name": "困难残疾人生活补贴"}
    assert (policy["contact_counts"]["入户"], policy["counterparts"][0]) == ("联系上", "成年家庭成员")
    assert policy["repair_grace_days"] == 60


def test_it_says_what_is_sealed(ledger: Ledger, edition: Edition, known: dict[str, Any]) -> None:
    assert known["sealed"] == []
    policy = replace(ledger.policy, sealing=frozenset((SensitiveClass.CONTACT,)))
    told = index.index(Site(replace(ledger, policy=policy), AS_OF, edition))
    assert told["sealed"] == ["village", "address", "phone"]


def test_it_knows_what_townships_were_called(ledger: Ledger, edition: Edition, known: dict[str, Any]) -> None:
    assert known["former"] == []
    county = {"name": "平江县", "unit": "pingjiang"}
    renamed = {"code": "1", "name": "三阳乡", "former_names": [{"name": "三墩乡", "until": "2025-12-31"}]}
    merged = {"code": "2", "name": "示例乡", "merged": {"into": "三阳乡", "date": "2025-01-01"}}
    divisions = Divisions.of({"counties": [county | {"townships": [renamed, merged]}]})
    told = index.index(Site(replace(ledger, divisions=divisions), AS_OF, edition))
    assert [item["name"] for item in told["townships"]] == ["三阳乡"]
    assert told["former"] == [{"county": "平江县", "name": "示例乡"}, {"county": "平江县", "name": "三墩乡"}]


def test_it_tells_how_the_forge_is_reached(ledger: Ledger, edition: Edition) -> None:
    forge = Forge.of({"kind": "Gitea", "url": "http://git.example/city/ledger/", "branch": "main"})
    elsewhere = replace(ledger, policy=replace(ledger.policy, forge=forge))
    told = index.index(Site(elsewhere, AS_OF, edition))["forge"]
    wanted = {"kind": "Gitea", "url": "http://git.example/city/ledger", "branch": "main", "folder": "records"}
    assert told == told | wanted


def test_schemas_keep_what_is_asked_and_said_and_nothing_for_others(known: dict[str, Any], site: Site) -> None:
    schemas = known["schemas"]
    assert set(schemas) == {"common.schema.json", *(f"{kind}.schema.json" for kind in index.WRITTEN)}
    whole = json.dumps(schemas, ensure_ascii=False)
    assert "x-serves" not in whole
    assert "x-synonyms" in whole
    for name, document in schemas.items():
        assert document["$id"] == name
        assert document["title"] == site.library.documents[name]["title"]


def test_all_that_it_knows_is_asked_for(known: dict[str, Any]) -> None:
    script = "".join((ASSETS / "entry" / f"{name}.js").read_text("utf-8") for name in ENTRY)
    said = {*known, *known["policy"], *known["units"][0], *known["townships"][0]}
    assert {key for key in said if not re.search(rf"\b{key}\b", script)} == set()


def test_it_stays_small_enough_for_a_phone(known: dict[str, Any]) -> None:
    assert len(json.dumps(known, ensure_ascii=False, separators=(",", ":")).encode()) <= LARGEST
