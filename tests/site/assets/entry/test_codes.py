"""Names by chance: of the letters and the length that the program gives codes, and never one that is taken."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from jiedui.records.codes import LETTERS
from jiedui.records.kinds import kind_called

pytestmark = pytest.mark.node


def test_codes_are_those_of_the_program_and_none_is_taken(node_run: Callable[[str, Any], Any]) -> None:
    codes = node_run("entry-codes.mjs", {"prefix": "SLX", "count": 500})
    assert {letter for code in codes for letter in code.removeprefix("SLX-")} == set(LETTERS)
    assert all(re.fullmatch(rf"SLX-[{LETTERS}]{{4}}", code) for code in codes)
    assert len(set(codes)) == 500
    helper = node_run("entry-codes.mjs", {"prefix": "SLX-B", "count": 1})[0]
    assert (named := kind_called(f"{helper}.yml"))
    assert named.name == "helper"
