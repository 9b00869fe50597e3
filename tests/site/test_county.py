"""The site of one county: its figures are those of the whole, and of the others nothing is in any of its files."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest

from jiedui.model.audience import INTERNAL, Audience, AudienceKind
from jiedui.model.ledger import Ledger
from jiedui.model.narrowing import narrowed
from jiedui.records.finding import Finding, Severity
from jiedui.records.reader import Record, Records
from jiedui.records.tree import Place
from jiedui.reports.indicators import INDICATORS
from jiedui.reports.quality import doubts
from jiedui.rules.left_out import FaultyUnit, LeftOut
from jiedui.site import build_pages
from jiedui.site.build import FAMILIES, FILES, pages_of
from jiedui.site.site import Site
from jiedui.struct import replace

from .conftest import AS_OF

COUNTY = "pingjiang"
# What stands in the records of the others, and in those of a guest beside his name and telephone.
FOREIGN = ("示例异乡人", "示例异乡户", "15400007777", "示例异村", "异处的话", "YYL-B-2222", "YYL-2222")
GUEST = ("示例客籍科",)


def marked(records: Records) -> Records:
    """Return the records of the small ledger, in which YYL-B-3333 helps PJ-3333 and PJ-B-2222 helps YYL-3333."""

    def changed(record: Record) -> Record:
        data, stem = record.data, record.place.stem
        if stem == "YYL-B-2222":
            data = data | {"name": "示例异乡人", "mobile": "15400007777"}
        elif stem == "YYL-B-3333":
            role = data["roles"][0] | {"department": "示例客籍科"}
            data = data | {"name": "示例客人", "mobile": "15400008888", "roles": [role]}
        elif stem == "YYL-2222":
            data = data | {"village": "示例异村", "note": "异处的话", "phone": "15400007777"}
            data["members"] = [data["members"][0] | {"name": "示例异乡户"}]
        elif stem == "YYL-3333":
            data = data | {"pairings": [{"helper": "PJ-B-2222", "role": "主责", "from": "2026-10-05"}]}
            data["members"] = [data["members"][0] | {"name": "示例客户"}]
        elif stem == "PJ-2222":
            first = data["pairings"][0]
            data = data | {"pairings": [first, {"helper": "YYL-B-3333", "role": "协助", "from": "2026-07-02"}]}
        return replace(record, data=data)

    return replace(records, valid=[changed(record) for record in records.valid])


@pytest.fixture(scope="module")
def records(small_records) -> Records:
    return marked(small_records)


@pytest.fixture(scope="module")
def whole(records, edition) -> Site:
    return Site(Ledger.of(records), AS_OF, edition)


@pytest.fixture(scope="module")
def ledger(records, library) -> Ledger:
    return narrowed(records, Ledger.of(records), Audience(AudienceKind.COUNTY, COUNTY), library, AS_OF)


@pytest.fixture(scope="module")
def county(ledger, edition) -> Site:
    return Site(ledger, AS_OF, edition)


@pytest.fixture(scope="module")
def folder(records, ledger, edition, tmp_path_factory) -> Path:
    out = tmp_path_factory.mktemp("county") / "docs"
    build_pages(ledger, AS_OF, out, replace(edition, root=records.root))
    return out


def read(file: Path) -> str:
    """Return what a file says: its text, and what its entities and escapes stand for."""
    text = html.unescape(file.read_text("utf-8"))
    return re.sub(r"\\u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), text)


def test_it_is_of_the_county_and_knows_who_has_to_do_with_it(ledger):
    assert (ledger.whole, [*ledger.own_units], [*ledger.units]) == ("平江县", [COUNTY], ["city", COUNTY, "yueyanglou"])
    assert (sorted(ledger.own_households), sorted(ledger.own_helpers)) == (
        ["PJ-2222", "PJ-3333"], ["PJ-B-2222", "PJ-B-3333"],
    )  # fmt: skip
    assert sorted(ledger.guests) == ["YY-B-2222", "YYL-3333", "YYL-B-3333"]


def test_every_figure_of_the_county_is_that_of_the_whole(whole, county):
    here, there = county.figures, whole.figures
    assert [*here.units] == [COUNTY]
    assert here.city is here.units[COUNTY]
    for item in INDICATORS:
        assert item.value(here.units[COUNTY]) == item.value(there.units[COUNTY]), item.key
        assert item.value(here.workplaces[COUNTY]) == item.value(there.workplaces[COUNTY]), item.key
    assert [*here.workplaces] == [COUNTY, ""]
    # PJ-B-2222 helps a household elsewhere: it is in what its staff answer for.
    assert [home.id for home in here.workplaces[COUNTY].active] == ["PJ-3333", "YYL-3333"]


def test_its_own_pages_say_what_those_of_the_whole_say(whole, county):
    def words(site: Site, path: str) -> str:
        page = next(page for page in pages_of(site) if page.path == path)
        text = re.sub(
            r"<header.*?</header>|<nav.*?</nav>|<footer.*?</footer>|[a-z]+ing: .*",
            "",
            site.render(page),
            flags=re.DOTALL,
        )
        return "".join(re.sub("<[^>]*>", " ", text).split()).replace("&#183;只含平江县", "").replace("·只含平江县", "")

    for path in ("contact/pingjiang.html", "needs/pingjiang.html", "due/pingjiang.html", "households/PJ-3333.html",
                 "helpers/PJ-B-2222.html", "townships/430626101.html"):  # fmt: skip
        assert words(county, path) == words(whole, path), path


def test_nothing_of_the_others_is_in_any_file(folder):
    for file in folder.rglob("*"):
        if file.is_file():
            text = read(file)
            assert [word for word in (*FOREIGN, *GUEST) if word in text or word in file.name] == [], file


def test_a_guest_is_known_by_name_and_telephone_and_has_no_page(folder):
    guests = ("YY-B-2222", "YYL-3333", "YYL-B-3333")
    assert [name for name in guests for _ in folder.rglob(f"*{name}*")] == []
    assert all(word in read(folder / "households/PJ-2222.html") for word in ("示例客人", "15400008888"))
    assert "示例客户" in read(folder / "helpers/PJ-B-2222.html")
    assert not any(name in read(file) for name in guests for file in folder.rglob("assets/find-data/*"))
    assert sorted(file.name for file in folder.rglob("*.ics")) == ["PJ-B-2222.ics", "unit-pingjiang.ics"]
    assert sorted(file.name for file in folder.rglob("*.atom")) == ["pingjiang.atom"]


def test_the_city_has_no_page_no_line_and_no_word_in_it(county, folder):
    paths = {page.html_path for page in pages_of(county)}
    assert not paths & {
        "overview.html",
        "bulletins.html",
        "simulation.html",
        "units/city.html",
        "units/yueyanglou.html",
    }
    assert {"units/pingjiang.html", "quota.html", "entry.html", "guide.html"} <= paths
    for name in ("index", "quota", "contact", "needs", "due", "organisation", "units/index"):
        text = read(folder / f"{name}.md").partition("---\n\n")[2]
        assert "全市" not in re.sub("关于在全市残联系统", "", text), name
    assert "平江县各季度联系情况" in read(folder / "index.md")
    assert re.search("别的残联的电话.*岳阳楼区.*0730-0000001", read(folder / "units/index.md"), re.DOTALL)


def found_in(edition, path: str, message: str) -> Finding:
    rule = next(rule for rule in edition.rules if rule.severity is Severity.WARNING)
    return Finding(rule=rule, path=path, pointer=(), message=message, remedy="")


def test_it_warns_of_its_own_records_and_names_no_code_of_others(ledger, edition):
    found = [
        found_in(edition, "pingjiang/households/PJ-2222/household.yml", "与户 YYL-2222 的相同，PJ-B-2222 知道。"),
        found_in(edition, "yueyanglou/helpers/YYL-B-2222.yml", "没有电话。"),
        found_in(edition, "policy/ledger.yml", "没有写。"),
    ]
    site = Site(ledger, AS_OF, replace(edition, warnings=found))
    (told,) = doubts(site.warnings, site.ledger)
    assert told.message == "与户 〔别的残联的〕 的相同，PJ-B-2222 知道。"
    whole = doubts(found, replace(ledger, audience=INTERNAL))
    assert [item.message for item in whole] == [item.message for item in found]


def test_it_says_what_it_is_made_without_where_that_is_its_own(ledger, edition):
    own, other = (
        Place(f"{unit}/households/{home}/household.yml", "household", home, unit, home)
        for unit, home in ((COUNTY, "PJ-9999"), ("yunxi", "YX-9999"))
    )
    faulty = FaultyUnit("yueyanglou", "岳阳楼区", (found_in(edition, "yueyanglou/unit.yml", "示例异乡人错了。"),))
    site = Site(ledger, AS_OF, replace(edition, left_out=LeftOut((faulty,), (own, other))))
    page = next(page for page in pages_of(site) if page.path == "left-out.md")
    text = html.unescape(site.render(page))
    for word in ("本站不含岳阳楼区。", "本县提到它的 1 户", "PJ-9999", "错在哪里，问岳阳楼区。"):
        assert word in text
    assert not any(word in text for word in ("示例异乡人", "YX-9999", "处错误"))
    assert not Site(ledger, AS_OF, replace(edition, left_out=LeftOut((faulty,), (other,)))).left_out


def test_what_pages_of_the_city_serve_is_not_called_lacking(ledger, edition):
    site = Site(ledger, AS_OF, edition)
    page = next(page for page in pages_of(site) if page.path == "coverage.md")
    lacking = [line.requirement for line in page.view()["lines"] if line.standing == "尚未提供"]
    assert lacking == []


@pytest.mark.parametrize("family", [*FAMILIES, *FILES])
def test_a_family_says_whom_it_is_for(family):
    assert set(AudienceKind) >= family.SHOWN_TO
    assert family.SHOWN_TO & {AudienceKind.INTERNAL, AudienceKind.PUBLIC}
