"""口径试算: the last closed quarter under other readings."""

from __future__ import annotations

import pytest

from jiedui.site.pages import simulation
from jiedui.site.parts import ROOM


@pytest.mark.parametrize("name", ["simulation", "simulation/A-07-2", "simulation/A-19-2", "simulation/A-12-1"])
def test_the_page_says_what_its_outline_holds(as_expected, name):
    as_expected(name)


def test_long_lists_of_who_changes_stand_on_a_page_of_each_federation(rich_site, reader, monkeypatch):
    monkeypatch.setattr(simulation, "ROW", ROOM + 1)
    pages = {page.html_path: page for page in simulation.pages(rich_site)}
    whole = rich_site.render(pages["simulation/A-07-2.html"])
    assert "联系状态有变动的户，一共 1 行，分开列出" in whole
    assert '<a href="../simulation/A-07-2-pingjiang.html#households">平江县 <b>1</b></a>' in whole
    part = rich_site.render(pages["simulation/A-07-2-pingjiang.html"])
    assert [row[0][0] for row in reader(part).tables["households"]] == ["示例金 PJ-4444"]
    assert [row[0][0] for row in reader(part).tables["units"]] == ["平江县"]
    assert '<a href="../simulation/A-07-2.html">只有入户才算</a>' in part
    # Nobody of 市残联 changes; its page says so.
    assert reader(rich_site.render(pages["simulation/A-07-2-city.html"])).tables.get("households", []) == []
