"""Long lists by part: a page that would grow too long leads to a page of each part, and no row is lost."""

from __future__ import annotations

import re

import pytest
from tests.ended import ended

from jiedui.site.build import FAMILIES
from jiedui.site.files.wholes import WholeLists, leads
from jiedui.site.parts import HOUSEHOLDS, ROOM, CutList, Lists, Part, Parts, federations, part_path, townships
from jiedui.site.site import Site
from jiedui.struct import replace

MORE = 150


@pytest.fixture(scope="module")
def crowded(ledger, edition, site) -> Site:
    """The small ledger with 150 more households like each of the two of 平江县, all in the charge of its own staff.

    And with 65 more helpers like one in 安定镇 and like one of 岳阳楼区.
    """
    homes, visits, helpers = dict(ledger.households), dict(ledger.visits), dict(ledger.helpers)
    for like in ("PJ-B-2222", "YYL-B-3333"):
        for number in range(65):
            helper = f"{like[:-4]}9{number:03}"
            helpers[helper] = replace(helpers[like], id=helper)
    for like in ("PJ-2222", "PJ-3333"):
        for number in range(MORE):
            home = f"PJ-{like[-1]}{number:03}"
            pairings = tuple(replace(spell, helper="PJ-B-2222") for spell in homes[like].pairings)
            homes[home] = replace(homes[like], id=home, village=f"示例{number // 10}村", pairings=pairings)
            visits[home] = [replace(visit, household=home) for visit in visits[like]]
    return Site(replace(ledger, households=homes, visits=visits, helpers=helpers), site.as_of, edition)


@pytest.fixture(scope="module")
def rendered(crowded):
    """The pages of a family of the crowded ledger, by path as built: ``rendered("needs")``."""
    found = {}

    def family(name):
        if name not in found:
            module = next(item for item in FAMILIES if item.__name__.endswith(f".{name}"))
            found[name] = {page.html_path: crowded.render(page) for page in module.pages(crowded)}
        return found[name]

    return family


BY_TOWNSHIP = ("contact", "due", "needs", "provincial", "workplaces", "annual", "quality")
BY_PART = (*BY_TOWNSHIP, "units", "intake", "outings", "quota")


@pytest.mark.parametrize("name", BY_PART)
def test_no_page_grows_beyond_what_a_telephone_opens(rendered, name):
    """300 KB and 5,000 elements, of which a fifth is left to what else a page may come to show."""
    sizes = {path: (len(text.encode()), len(re.findall(r"<[a-z]", text))) for path, text in rendered(name).items()}
    assert {path: size for path, size in sizes.items() if size[0] > 240_000 or size[1] > 4_000} == {}


LEAD = re.compile(
    r'<a (?:id="[^"]+" )?href="(?:\.\./)?(?P<path>[^"#]+)#(?P<key>[^"]+)">[^<]+ <b>(?P<rows>\d+)</b></a></li>'
)
CUT = re.compile(r'<div class="jd-parts".*?一共 (?P<rows>\d+) 行.*?</div>', re.DOTALL)


def rows_at(reader, text, key):
    """How many rows a list has on a page; of the sheets to key from, how many households."""
    if key == "sheets":
        return len(re.findall(r'<h3 id="k-', text))
    for cut in CUT.finditer(text):
        if f'id="t-{key}"' in cut[0]:
            return int(cut["rows"])
    return len([row for row in reader(text).tables[key] if row and row[0][0] != "已联系／应联系"])


@pytest.mark.parametrize("name", BY_PART)
def test_each_number_of_a_part_leads_to_exactly_its_rows_and_none_is_lost(rendered, reader, name):
    pages = rendered(name)
    found = [(text, cut) for text in pages.values() for cut in CUT.finditer(text)]
    assert found
    for text, cut in found:
        leads = list(LEAD.finditer(ended(cut[0])))
        for lead in leads:
            assert rows_at(reader, pages[lead["path"]], lead["key"]) == int(lead["rows"]), lead[0]
        own = re.search(r'id="t-([^"]+)"', cut[0])[1]
        rest = len(reader(text).tables.get(f"{own}-here", ()))
        assert sum(int(lead["rows"]) for lead in leads) + rest == int(cut["rows"]), cut[0]


@pytest.mark.parametrize("name", BY_TOWNSHIP)
def test_a_part_leads_up_and_to_every_other_part(rendered, name):
    pages = rendered(name)
    parts = [path for path in pages if path.startswith(f"{name}/pingjiang-")]
    # 151 households of 安定镇 and 151 of 三市镇, at most 25 to a part.
    assert len([path for path in parts if "-4306" in path]) == 14
    text = pages[parts[0]]
    assert f'<a href="../{name}/pingjiang.html">平江县' in text
    links = set(re.findall(r'href="\.\./([^"#]+)"', text))
    assert {path for path in parts[1:] if "-4306" in path} <= links


@pytest.mark.parametrize("name", BY_TOWNSHIP)
def test_a_small_federation_keeps_everything_on_one_page(rendered, name):
    assert [path for path in rendered(name) if path.startswith(f"{name}/yueyanglou")] == [f"{name}/yueyanglou.html"]


def test_a_list_by_federation_keeps_its_place_on_the_page_of_the_city(rendered, reader):
    pages = rendered("quota")
    text = pages["quota.html"]
    # 平江县 had one in office, 岳阳楼区 two and 市残联 one.
    leads = [(lead["path"], lead["key"], lead["rows"]) for lead in LEAD.finditer(text)]
    assert leads == [
        ("quota/city.html", "q-city", "1"), ("quota/yueyanglou.html", "q-yueyanglou", "67"),
        ("quota/pingjiang.html", "q-pingjiang", "66"),
    ]  # fmt: skip
    assert '<a id="q-pingjiang" href="quota/pingjiang.html#q-pingjiang">' in text
    assert reader(text).tables["totals"][2][0] == ("平江县", "quota/pingjiang.html")
    rows = reader(pages["quota/pingjiang.html"]).tables["q-pingjiang"]
    assert len(rows) == 66
    assert rows[0][0][1].startswith("../helpers/")


def test_the_year_of_a_large_city_leads_to_the_sheet_of_each_federation_and_department(rendered, reader):
    pages = rendered("annual")
    links = re.findall(r'<li><a id="([^"]+)" href="([^"]+)">', pages["annual.html"])
    assert links == [
        ("u-city", "annual/city.html"), ("d-city-1", "annual/city-1.html"),
        ("u-yueyanglou", "annual/yueyanglou.html"), ("u-pingjiang", "annual/pingjiang.html"),
    ]  # fmt: skip
    text = pages["annual/pingjiang.html"]
    assert 'id="summary"' in text
    assert "s-pingjiang-1" in reader(text).tables
    part = pages["annual/pingjiang-430626101-1.html"]
    assert 'id="summary"' not in part
    rows = reader(part).tables["s-pingjiang-a1-1"]
    # All of 安定镇 are like PJ-2222.
    assert all(row[1][0].split()[-1].startswith("PJ-2") for row in rows)


def test_the_page_of_a_large_federation_begins_with_staff_households_and_townships_that_lead_on(rendered, reader):
    pages = rendered("units")
    text = pages["units/pingjiang.html"]
    assert re.findall(r"^## .* \{ #(\w+) \}", text, re.MULTILINE)[:3] == ["summary", "townships", "todo"]
    rows = reader(text).tables["townships"]
    # Each township has 151 households, all in the charge of one of its 66 helpers but one of 安定镇, whom 市残联 helps.
    assert [[cell for cell, _ in row[1:4]] for row in rows] == [["151", "151", "66"], ["151", "151", "0"]]
    assert rows[1][4][1] == "../units/pingjiang-430626102-1.html"
    part = reader(pages["units/pingjiang-430626102-1.html"]).tables
    assert len(part["paired"]) == 21
    assert "helpers" not in part
    assert len(reader(pages["units/pingjiang-430626101-1.html"]).tables["helpers"]) == 66


def test_of_what_is_due_on_a_day_six_households_are_named_and_the_list_has_all(rendered):
    text = rendered("units")["units/pingjiang.html"]
    row = next(line for line in text.splitlines() if "等 302 户" in line)
    assert len(re.findall(r'href="\.\./households/', row)) == 6
    assert '<a href="../due/pingjiang.html#later">等 302 户</a>' in row


def test_a_federation_where_all_is_done_has_no_page_of_what_lacks(rendered):
    assert list(rendered("outings"))[:2] == ["outings.html", "outings/pingjiang.html"]
    assert "岳阳楼区" in rendered("outings")["outings.html"].partition('id="t-u-yueyanglou"')[2]


def test_a_quarter_of_the_city_s_matrix_leads_to_the_townships_and_these_to_their_households(rendered, reader):
    pages = rendered("contact")
    rows = reader(pages["contact/pingjiang.html"]).tables["matrix"]
    assert [row[0][0] for row in rows[:2]] == ["安定镇（1／7）", "安定镇（2／7）"]
    # 2026Q3 is the 13th; every household of 平江县 was due in it.
    due = [int(row[13][0].partition("/")[2]) for row in rows[:-1] if row[13][1]]
    assert sum(due) == int(rows[-1][13][0].partition("／")[2]) == 302
    assert rows[0][13][1] == "../contact/pingjiang-430626101-1.html#q-2026Q3"
    assert 'id="q-2026Q3"' in pages["contact/pingjiang-430626101-1.html"]


def lists_of(parts, whole="needs/pingjiang.html", part=None, **sizes):
    listings = {key: CutList(range(rows), elements, str) for key, (rows, elements) in sizes.items()}
    return Lists(listings, whole, parts, part)


@pytest.fixture(scope="module")
def two(site) -> Parts:
    return Parts("残联", (Part(unit, unit, group) for unit, group in list(site.figures.units.items())[1:]))


def test_a_list_that_is_cut_is_offered_as_one_file_with_all_of_its_rows(rendered):
    wholes = WholeLists()
    pages = rendered("needs")
    for path, text in pages.items():
        wholes.take(path, leads(text))
    files = {file.path: file.content.splitlines() for file in wholes.files(pages.__getitem__, lambda _: "")}
    # One promise (帮就学) of each of the 151 households like PJ-2222; the first line holds the titles of the columns.
    (found,) = (lines for path, lines in files.items() if path.startswith("needs/pingjiang-code-"))
    assert len(found) == 152
    assert found[0].startswith("\ufeff户,")


def test_lists_that_fit_are_all_left_and_of_those_that_do_not_the_longest_is_cut(two):
    assert lists_of(two, a=(ROOM // 10, 10), b=(0, 10)).cut == frozenset()
    assert lists_of(two, a=(ROOM // 10, 10), b=(1, 1)).cut == {"a"}
    # Each takes more than half of the room: without the longer one, the other fits.
    assert lists_of(two, a=(ROOM // 20, 11), b=(ROOM // 20, 12)).cut == {"b"}
    assert lists_of(two, a=(ROOM, 2), b=(ROOM, 2)).cut == {"a", "b"}


def test_nothing_is_cut_on_the_page_of_a_part_or_where_there_is_one_part_alone(two):
    (first, _) = two
    assert lists_of(two, part=first, a=(ROOM, 10)).cut == frozenset()
    assert lists_of(Parts("残联", [first]), a=(ROOM, 10)).cut == frozenset()


def test_what_belongs_to_no_part_stays_on_the_page_of_the_whole(two):
    rows = ["YYL-2222", "PJ-2222", "", "PJ-3333"]
    lists = Lists({"a": CutList(rows, ROOM, two.of_household)}, "due/all.html", two)
    assert lists.rows("a") == [""]
    assert lists.count("a") == 4
    assert [(lead.name, lead.path, lead.rows) for lead in lists.leads("a")] == [
        ("yueyanglou", "due/all-yueyanglou.html", 1), ("pingjiang", "due/all-pingjiang.html", 2),
    ]  # fmt: skip
    assert lists.where("PJ-2222", "a") == "due/all-pingjiang.html"
    assert lists.where("XX-2222", "a") == "due/all.html"


def test_a_row_of_a_list_that_is_whole_is_where_the_list_is(two):
    (first, _) = two
    assert lists_of(two, a=(1, 1)).where("PJ-2222", "a") == "needs/pingjiang.html"
    assert lists_of(two, part=first, a=(1, 1)).where("YYL-2222", "a") == "needs/pingjiang-yueyanglou.html"


def test_the_page_of_a_part_lies_beside_the_whole_or_in_a_folder_of_its_name():
    assert part_path("needs/pingjiang.html", "430626101") == "needs/pingjiang-430626101.html"
    assert part_path("quota.md", "pingjiang") == "quota/pingjiang.html"


def test_the_parts_of_the_city_are_its_federations_and_those_of_a_federation_its_townships(site):
    assert [(part.key, part.name) for part in federations(site.figures)] == [
        ("city", "市残联"), ("yueyanglou", "岳阳楼区"), ("pingjiang", "平江县"),
    ]  # fmt: skip
    found = townships(site.figures, "pingjiang")
    assert (federations(site.figures).by, found.by) == ("残联", "乡镇")
    assert [(part.key, part.name, [item.id for item in part.group.households]) for part in found] == [
        ("430626101", "安定镇", ["PJ-2222"]), ("430626102", "三市镇", ["PJ-3333"]), ("other", "机关和其他", []),
    ]  # fmt: skip
    # PJ-B-3333 left the service; on the day he holds no post in a township.
    assert [(found.of_helper(item)) for item in ("PJ-B-2222", "PJ-B-3333", "YY-B-2222")] == ["430626101", "other", ""]
    assert (found.of_household("PJ-3333"), found.of_household("YYL-2222")) == ("430626102", "")
    assert len(found) == 3


def test_where_a_part_hangs_on_others_it_is_told_who_belongs_to_which(site):
    """A township is cut by how many live there, whereas each belongs to the federation that his record names."""
    groups = site.figures.units
    some = [[Part("1", "一", groups[unit])] for unit in ("pingjiang", "yueyanglou")]
    assert len({Parts("乡镇", found, hangs_on_others=True).mark for found in (some[0], some[0], some[1])}) == 2
    assert len({Parts("残联", found).mark for found in some}) == 1
    assert site.parts("pingjiang").mark != site.parts("yueyanglou").mark
    assert site.federations.mark == Parts("残联", []).mark


def test_a_large_township_makes_parts_of_about_one_size_and_keeps_villages_together(crowded):
    found = [part for part in crowded.parts("pingjiang") if part.key.startswith("430626101")]
    assert [(part.key, part.name, len(part.group.households)) for part in found] == [
        ("430626101-1", "安定镇（1／7）", 21), ("430626101-2", "安定镇（2／7）", 22),
        ("430626101-3", "安定镇（3／7）", 21), ("430626101-4", "安定镇（4／7）", 22),
        ("430626101-5", "安定镇（5／7）", 21), ("430626101-6", "安定镇（6／7）", 22),
        ("430626101-7", "安定镇（7／7）", 22),
    ]  # fmt: skip
    assert len({home.village for home in found[0].group.households}) == 3
    assert [len(part.group.helpers) for part in found] == [66, 0, 0, 0, 0, 0, 0]


def test_a_township_with_as_many_households_as_a_part_holds_is_one_part(ledger, edition, site):
    like = ledger.households["PJ-2222"]
    for number, parts in ((HOUSEHOLDS, 1), (HOUSEHOLDS + 1, 2)):
        homes = {f"PJ-{item:04}": replace(like, id=f"PJ-{item:04}") for item in range(number)}
        made = Site(replace(ledger, households=homes), site.as_of, edition)
        found = [part for part in made.parts("pingjiang") if part.key.startswith("430626101")]
        assert len(found) == parts
