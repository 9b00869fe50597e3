"""A frozen bulletin, and a household with everything in it, to put into sheets."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from jiedui.model.helper import Helper
from jiedui.model.household import Household
from jiedui.model.ledger import Ledger
from jiedui.model.unit import Unit
from jiedui.model.visit import Visit
from jiedui.records.reader import parse, read_ledger
from jiedui.records.schema import SchemaLibrary


@pytest.fixture(scope="session")
def record(repo_root: Path, library: SchemaLibrary) -> dict[str, Any]:
    """A frozen bulletin with something in every part."""
    file = repo_root / "tests" / "documents" / "bulletin.yml"
    judged = parse(file.read_text("utf-8"), file.name, library["bulletin"])
    assert judged.data is not None, judged.findings
    return judged.data


@pytest.fixture(scope="session")
def policy_ledger(policy_root: Path, library: SchemaLibrary, tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    folder = tmp_path_factory.mktemp("policy-only")
    shutil.copytree(policy_root / "policy", folder / "policy")
    return Ledger.of(read_ledger(folder, library))


def person(number: int, name: str, relation: str, certificate: str = "", **more: Any) -> dict[str, Any]:
    data = {
        "id": ("m-2F8D", "m-3G9H", "m-4K5M")[number - 1],
        "name": name,
        "sex": "男",
        "birth": "1958-03-12",
        "relation": relation,
        **more,
    }
    if certificate:
        data["disability"] = {"certificates": [{"number": certificate, "category": "肢体", "grade": "一级"}]}
    return data


@pytest.fixture
def register_ledger(policy_ledger: Ledger) -> Ledger:
    """One county with two households in the roster, one of them with two disabled persons, and one closed."""
    ledger = Ledger(policy=policy_ledger.policy)
    county = {
        "id": "pingjiang",
        "prefix": "PJ",
        "name": "平江县残疾人联合会",
        "short": "平江县残联",
        "level": "县级残联",
    }
    ledger.units["pingjiang"] = Unit.of(county)
    office = {"body": "县级残联", "department": "教就股", "post": "股长", "rank": "四级主任科员", "from": "2020-01-01"}
    helper = {"id": "PJ-B-2222", "name": "示例甲", "sex": "女", "mobile": "15400000001", "roles": [office]}
    ledger.helpers["PJ-B-2222"] = Helper.of(helper, "pingjiang")
    benefits = {"dibao": "已享受", "pension": "符合未享受"}
    first = person(1, "示例乙", "本人", "49060219580312101741", benefits=benefits)
    mother = person(2, "示例丙", "母亲", birth="1930", education="小学", employment="退休")
    brother = person(3, "=SUM(A1)", "兄弟姐妹", "49060219580312101742")
    base = {
        "registered_on": "2023-09-01",
        "county": "平江县",
        "township": "安定镇",
        "village": "示例村",
        "hardship": [{"status": "低保户"}],
    }
    pairing = {"helper": "PJ-B-2222", "role": "主责", "from": "2023-09-15"}
    records: list[dict[str, Any]] = [
        {**base, "id": "PJ-3333", "members": [first, mother, brother], "pairings": [pairing], "phone": "0730-0123456",
         "address": "3组12号", "plan": "每季度上门。", "difficulties": "常年卧床，\n无人照料。",
         "relapse": [{"risk": "有", "monitoring": [{"status": "已纳入"}]}]},
        {**base, "id": "PJ-2222", "members": [person(1, "示例丁", "本人", "49060219580312101741")]},
        {**base, "id": "PJ-4444", "members": [first], "closed": {"date": "2026-01-01", "reason": "脱困"}},
    ]  # fmt: skip
    for data in records:
        ledger.households[data["id"]] = Household.of(data, "pingjiang")
    visit = {"date": "2026-02-01", "by": "PJ-B-2222", "channel": "入户", "reached": True, "counterpart": "本人"}
    ledger.visits["PJ-3333"] = [Visit.of({**visit, "entered_on": "2026-02-01"}, "PJ-3333", "2026-02-01")]
    return ledger


@pytest.fixture
def saved(tmp_path: Path) -> Callable[..., Any]:
    """Write sheets and open the file again: ``saved(sheets)``."""
    from openpyxl import load_workbook

    from jiedui.workbook.xlsx_file import build

    def save(sheets: list[Any]) -> Any:
        (tmp_path / "x.xlsx").write_bytes(build(sheets))
        return load_workbook(tmp_path / "x.xlsx")

    return save
