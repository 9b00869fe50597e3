"""使用手册: what it names exists, and it can be read in the time that it promises."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from jiedui.cli_print import print_
from jiedui.prints import KINDS


@pytest.fixture(scope="module")
def text(pages, source: Callable[..., str]) -> str:
    return source(pages, "guide")


def test_it_names_every_kind_of_print_and_no_other(text: str) -> None:
    assert sorted(re.findall(r"<code>jiedui print (\w+)</code>", text)) == sorted(KINDS)
    options = {option for parameter in print_.params for option in parameter.opts}
    assert set(re.findall(r"<code>(--\w+)", text)) <= options
    assert {"--unit", "--helper", "--household"} <= options


@pytest.mark.parametrize("part", ["helper", "reviewer"])
def test_ten_minutes_are_enough(text: str, part: str) -> None:
    found = re.search(rf"^## [^\n]*\{{ #{part} \}}(.*?)^## ", text, re.M | re.S)
    assert found
    # Staff read some three hundred characters a minute with care.
    assert 150 < len(re.findall(r"[\u4e00-\u9fff]", found[1])) < 3000
