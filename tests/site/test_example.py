"""Examples speak of places of the ledger, and of made-up ones where it has none.

The pages of the shipped ledger, which has functional areas, are held to it in ``pages/test_turns.py``.
"""

from __future__ import annotations

from jiedui.model.divisions import NO_DIVISIONS
from jiedui.model.ledger import Ledger
from jiedui.site.example import Example
from jiedui.struct import replace

AREAS = "shilikaifaqu shiliguanliqu"
SAID = f"SLS SLX-7K3Q shilixian 示例县残联 示例县 SLQ shiliqu 示例区 新示例镇 示例乡 示例市 0000-0 {AREAS}"


def test_an_example_names_places_of_the_ledger(ledger: Ledger) -> None:
    told = Example.of(ledger).told(SAID)
    assert told == (
        "YY YYL-7K3Q yueyanglou 岳阳楼区残联 岳阳楼区 PJ pingjiang 平江县 新安定镇 三市镇 岳阳市 0730-0 " + AREAS
    )


def test_one_federation_alone_is_named_and_the_other_is_made_up(ledger: Ledger) -> None:
    one = replace(ledger, units={"pingjiang": ledger.units["pingjiang"]})
    assert Example.of(one).told("SLS-B-7K3Q SLX shilixian SLQ shiliqu") == "SLS-B-7K3Q PJ pingjiang SLQ shiliqu"


def test_without_divisions_the_city_alone_is_named(ledger: Ledger) -> None:
    told = Example.of(replace(ledger, divisions=NO_DIVISIONS)).told(SAID)
    assert told == SAID.replace("SLS", "YY").replace("示例市", "岳阳市").replace("0000-0", "0730-0")
