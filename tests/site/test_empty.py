"""A ledger that has only been begun: every page is there, says in words that there is nothing, and what comes next."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from jiedui.model.divisions import NO_DIVISIONS
from jiedui.model.ledger import Ledger
from jiedui.rules.left_out import FaultyUnit
from jiedui.site import Edition, build_pages
from jiedui.site.drawing import tiles
from jiedui.site.pages import home
from jiedui.site.site import Site
from jiedui.struct import replace

AS_OF = date(2026, 11, 23)
Source = Callable[[Path, str], str]


def begun(ledger: Ledger) -> Ledger:
    """The small ledger with its federations and townships alone."""
    units = {key: replace(unit, milestones=(), responsible=(), leading_group=()) for key, unit in ledger.units.items()}
    return Ledger(policy=ledger.policy, divisions=ledger.divisions, units=units)


@pytest.fixture(scope="module")
def empty(ledger: Ledger, edition: Edition, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("empty") / "docs"
    build_pages(begun(ledger), AS_OF, out, edition)
    return out


def test_nothing_is_drawn_and_no_figure_is_made_of_nothing(empty: Path, source: Source) -> None:
    files = [file for file in empty.rglob("*") if file.suffix in (".md", ".html")]
    assert len(files) > 60
    for file in files:
        text = source(empty, file.relative_to(empty).with_suffix("").as_posix())
        assert "jd-plot" not in text, file
        assert not re.search(r">[^<]*(0／0|\b0/0|NaN|None\b)", text), file


@pytest.mark.parametrize("kept", [("city",), ("pingjiang",), ("city", "pingjiang")])
def test_a_ledger_of_one_federation_or_without_places_has_its_pages(
    ledger: Ledger, edition: Edition, tmp_path: Path, source: Source, kept: tuple[str, ...]
) -> None:
    bare = begun(ledger)
    alone = replace(bare, divisions=NO_DIVISIONS, units={unit: bare.units[unit] for unit in kept})
    build_pages(alone, AS_OF, tmp_path, edition)
    assert sorted(file.stem for file in (tmp_path / "units").glob("*.md")) == sorted((*kept, "index"))
    assert "县市区和乡镇（街道）：写 divisions.yml。" in html.unescape(source(tmp_path, "index"))


def test_charts_say_that_there_is_nothing_to_draw(empty: Path, source: Source) -> None:
    assert '<div class="jd-empty" id="t-trend">全市各季度联系情况：还没有联系任务。</div>' in source(empty, "contact")
    assert '<div class="jd-empty" id="chart-totals">各残联应、实、差：都是 0。</div>' in source(empty, "quota")
    assert '<div class="jd-empty" id="chart-codes">全市十类措施：都是 0。</div>' in source(empty, "needs")


def test_who_has_nobody_has_not_done_all(empty: Path, source: Source) -> None:
    assert "都做齐了</span>" not in source(empty, "intake")
    assert source(empty, "intake").count("－ 没有结对的户") == source(empty, "outings").count("－ 没有结对的户") == 3


def test_the_first_page_says_what_comes_next_and_not_that_all_is_done(empty: Path, pages: Path, source: Source) -> None:
    text = source(empty, "index")
    assert "台账还没有建完，依次补上：</strong><ol><li>帮扶责任人：在网站的“登记”里填，一人一份。</li>" in text
    assert 'href="guide.html#begin">新建档案</a>' in text
    assert "照上面把台账建完。" in text
    assert "没有要办的事" not in text
    assert "台账还没有建完" not in source(pages, "index")


def test_a_federation_that_has_nobody_is_not_told_that_all_is_done(empty: Path, pages: Path, source: Source) -> None:
    text = source(empty, "units/pingjiang")
    assert "现在没有帮扶责任人，也没有户。" in text
    assert "✓ 没有要办的事" not in text
    assert "现在没有帮扶责任人" not in source(pages, "units/pingjiang")


def test_a_county_without_households_is_not_said_to_have_nothing_due(ledger: Ledger, edition: Edition) -> None:
    told = {tile.group.unit: tile.word for tile in home.tiles(Site(begun(ledger), AS_OF, edition))}
    assert told == {"city": "本季没有任务", "yueyanglou": "名册里没有户", "pingjiang": "名册里没有户"}


def test_what_a_build_leaves_out_is_not_called_missing(ledger: Ledger, edition: Edition, site: Site) -> None:
    assert site.beginning == ()
    bare = begun(ledger)
    assert [step.what for step in Site(bare, AS_OF, edition).beginning] == ["帮扶责任人", "摸底的户"]
    without = replace(edition, left_out=replace(edition.left_out, units=(FaultyUnit("city", "市残联", ()),)))
    part = Site(bare, AS_OF, without)
    assert part.beginning == ()
    [first] = home.pages(part)
    assert "✓ 没有要办的事（不含市残联）</span>" in html.unescape(part.render(first))


def test_federations_without_places_stand_side_by_side_on_the_map(ledger: Ledger, edition: Edition) -> None:
    bare = replace(begun(ledger), divisions=NO_DIVISIONS)
    drawn = tiles.maps(Site(bare, AS_OF, edition).figures)[0]
    assert (len(drawn.apart), drawn.columns) == (3, 5)
