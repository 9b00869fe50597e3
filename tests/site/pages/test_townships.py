"""乡镇页: one page for each township."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize("name", ["townships/430626101", "townships/430602001"])
def test_the_page_says_what_its_outline_holds(as_expected, name):
    as_expected(name)


def test_a_township_without_households_says_so(pages, read, source):
    assert read("townships/430602001").tables["households"][0][0][0].startswith("示例子")
    assert "现在没有登记帮扶责任人" in source(pages, "townships/430602001")
    assert "现在没有登记帮扶责任人" in source(pages, "townships/430626102")
    assert [row[0][0] for row in read("townships/430626101").tables["helpers"]] == ["示例丁"]
