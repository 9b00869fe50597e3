"""The list of counties and townships: each once, under the code of its county."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

LIST = "divisions.yml"
Said = Callable[[dict[str, Any]], list[str]]

# Right, though it looks odd: a rule that cries here would teach people to look away.
SOUND: dict[str, dict[str, Any]] = {
    "two counties with a township of one name": {
        "file": LIST,
        "append": {"counties.0.townships": {"code": "430602201", "name": "安定镇"}},
    },
}


def test_nothing_is_found(said: Said, sound: dict[str, Any]) -> None:
    assert said(sound) == []


def test_a_code_of_another_county_is_told_as_repeated_and_as_foreign(said: Said) -> None:
    change = {"file": LIST, "append": {"counties.0.townships": {"code": "430626100", "name": "梅溪乡"}}}
    assert sorted(said(change)) == [
        "township-code: 梅溪乡的代码不是以岳阳楼区的 430602 开头。",
        "township-repeated: 汉昌街道的代码与别的乡镇相同。",
    ]
