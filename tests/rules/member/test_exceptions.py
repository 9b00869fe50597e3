"""Exceptions of certificates that say what they excuse, and who else saw the certificate."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

OWN = "yueyanglou/households/YYL-2A3C/household.yml"
CARD = "members.0.disability.certificates.0"
# 490602195803121017 has the check digit 7; the certificate was printed with a 0.
PRINTED = {
    f"{CARD}.number": "49060219580312101041",
    f"{CARD}.exception": "原证如此",
    f"{CARD}.exception_reason": "原证第 18 位就是 0，县残联查过底册",
}

SOUND: dict[str, dict[str, Any]] = {
    "wrong check digit, seen by another helper": {"file": OWN, "set": {**PRINTED, f"{CARD}.seen_by": "YYL-B-6F7G"}},
    "wrong check digit, seen by somebody of an office": {
        "file": OWN,
        "set": {**PRINTED, f"{CARD}.seen_by": "示例乙 区残联"},
    },
    "wrong check digit, seen by one whose name is longer than that of the helper in charge": {
        "file": OWN,
        "set": {**PRINTED, f"{CARD}.seen_by": "示例甲乙，区残联"},
    },
    "wrong check digit while the register is corrected": {
        "file": OWN,
        "set": {**PRINTED, f"{CARD}.exception": "户籍更正中", f"{CARD}.seen_by": "示例乙，区残联"},
    },
    "another category printed, seen by another": {
        "file": OWN,
        "set": {
            f"{CARD}.category": "言语", f"{CARD}.exception": "原证如此", f"{CARD}.exception_reason": "原证印错",
            f"{CARD}.seen_by": "示例乙，区残联",
        },
    },
}  # fmt: skip


def test_nothing_is_found(said: Callable[[dict[str, Any]], list[str]], sound: dict[str, Any]) -> None:
    assert said(sound) == []


@pytest.mark.parametrize("seen_by", ["示例丑", "示例 丑", "示例丑、妻子", "示例丑 妻子", "示例丑(妻子)"])
def test_the_family_is_no_witness_however_it_is_written(
    said: Callable[[dict[str, Any]], list[str]], seen_by: str
) -> None:
    change = {"file": OWN, "set": {**PRINTED, "members.1.name": "示例丑", f"{CARD}.seen_by": seen_by}}
    assert said(change) == ["certificate-witness: m-6GCR 的残疾人证，看过原证的第二个人，写的是家里人。"]


def test_two_people_of_one_number_stay_an_error_though_it_is_excused(
    said: Callable[[dict[str, Any]], list[str]],
) -> None:
    excused = {**PRINTED, f"{CARD}.seen_by": "示例乙，区残联"}
    change = {
        "file": OWN,
        "set": excused,
        "more": [{"file": "yueyanglou/households/YYL-6F7G/household.yml", "set": excused}],
    }
    assert any(finding.startswith("duplicate-certificate: ") for finding in said(change))
