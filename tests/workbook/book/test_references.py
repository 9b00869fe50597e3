"""Whom and what the cells of a workbook mean."""

from __future__ import annotations

import pytest

from jiedui.records.kinds import path_of
from jiedui.records.reader import Record
from jiedui.records.tree import Place
from jiedui.workbook.book.cells import CellFault
from jiedui.workbook.book.references import LedgerIndex, Whom, code_in


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("SLX-7K3Q", "SLX-7K3Q"),
        ("SLX-B-7K3Q 示例丙", "SLX-B-7K3Q"),
        ("m-2F8D　示例甲", "m-2F8D"),
        ("n-7K3Q", "n-7K3Q"),
        ("新1", ""),
        ("SLX-7K3QQ", ""),
        ("示例丙 SLX-B-7K3Q", ""),
    ],
)
def test_a_code_may_have_a_name_behind_it(text: str, code: str) -> None:
    assert code_in(text) == code


@pytest.fixture
def whom() -> Whom:
    found = Whom("帮扶责任人")
    for code, name in (("SLX-B-7K3Q", "示例丙"), ("SLX-B-8K3Q", "示例丁"), ("SLX-B-9K3Q", "示例丁")):
        found.add(code, name)
    return found


def test_one_is_meant_by_code_or_by_a_name_of_his_own(whom: Whom) -> None:
    assert whom.find("SLX-B-9K3Q 示例丁") == "SLX-B-9K3Q"
    assert whom.find(" 示例丙 ") == "SLX-B-7K3Q"


def test_a_name_is_known_by_whatever_dot_is_typed() -> None:
    found = Whom("帮扶责任人")
    found.add("SLX-B-7K3Q", "示例·子")
    assert found.find("示例•子") == found.find("SLX-B-7K3Q 示例．子") == "SLX-B-7K3Q"


def test_a_name_of_two_is_nobody_s(whom: Whom) -> None:
    assert whom.find("示例丁") == CellFault("写的姓名有 2 个人，不知道是哪一个。", "写编号：SLX-B-8K3Q、SLX-B-9K3Q。")


def test_what_is_mistyped_is_suggested(whom: Whom) -> None:
    found = whom.find("SLX-B-73KQ")
    assert isinstance(found, CellFault)
    assert found.suggestion == "SLX-B-7K3Q"
    found = whom.find("13800000000")
    assert isinstance(found, CellFault)
    assert "13800000000" not in found.message


def test_a_federation_has_several_names() -> None:
    unit = {"name": "示例县残疾人联合会", "short": "示例县", "prefix": "SLX"}
    place = Place(path_of("unit", "shilixian"), "unit", "shilixian", "shilixian", "")
    ledger = LedgerIndex.of([Record(place, unit)])
    assert {ledger.unit(word) for word in ("shilixian", "示例县", "示例县残疾人联合会")} == {"shilixian"}
    assert ledger.unit("样例县") == CellFault("写的残联，台账里没有。", "可以写：示例县。", "示例县")
    assert ledger.unit_of("SLX-7K3Q") == "shilixian"
    assert ledger.unit_of("YY-7K3Q") == ""
