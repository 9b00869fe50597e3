"""A household of two persons, one of them with a certificate, to be compared with what a list says."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from jiedui.model.household import Household

NUMBER = "490602195803121017"

MakeHome = Callable[..., Household]


@pytest.fixture
def make_home() -> MakeHome:
    """Return a household: ``make_home("PJ-3333", left={...}, certificate={...}, closed={...})``."""

    def make(
        code: str = "PJ-3333",
        *,
        name: str = "示例乙",
        number: str = NUMBER,
        certificate: dict[str, Any] | None = None,
        left: dict[str, Any] | None = None,
        **home: Any,
    ) -> Household:
        card = {"number": f"{number}41", "category": "肢体", "grade": "一级", **(certificate or {})}
        first = {"id": "m-2F8D", "name": name, "sex": "男", "birth": "1958-03-12", "relation": "本人"}
        first["disability"] = {"certificates": [card]}
        if left:
            first["left"] = left
        mother = {"id": "m-3G9H", "name": "示例丙", "sex": "女", "birth": "1930", "relation": "母亲"}
        data = {
            "id": code, "registered_on": "2023-09-01", "county": "平江县", "township": "安定镇", "village": "示例村",
            "hardship": [{"status": "低保户"}], "members": [first, mother], **home,
        }  # fmt: skip
        return Household.of(data, "pingjiang")

    return make
