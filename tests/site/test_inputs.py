"""The key of a page: the same key, the same page, whatever is edited; another, where the page may be another."""

from __future__ import annotations

from datetime import date
from random import Random

import pytest
from tests.site.edits import Edits, event_new

from jiedui.model.audience import Audience, AudienceKind
from jiedui.model.following import everybody, follow
from jiedui.model.ledger import Ledger
from jiedui.model.narrowing import narrowed
from jiedui.model.patching import patched
from jiedui.preview.site import touched_pages
from jiedui.records.contents import contents_of
from jiedui.records.reader import Record
from jiedui.records.tree import Place
from jiedui.site.build import build_pages, pages_of, pages_of_people
from jiedui.site.inputs import Inputs
from jiedui.site.page import Page
from jiedui.site.pages import contact
from jiedui.site.site import Site
from jiedui.struct import replace

AS_OF = date(2026, 11, 23)


@pytest.fixture
def keyed(edition):
    """Returns a site of records whose menu is known, its pages, and what gives them keys."""

    def make(records, as_of=AS_OF, ledger=None, **more):
        contents = contents_of(records)
        site = Site(ledger or Ledger.of(records), as_of, replace(edition, contents=contents, **more))
        pages = pages_of(site)
        return site, pages, Inputs(site, contents)

    return make


def keys(found):
    _, pages, inputs = found
    return {page.path: inputs.key(page) for page in pages}


def changed(before, after):
    assert before.keys() == after.keys()
    return {path for path, key in after.items() if before[path] != key}


def edited(records, path, **values):
    valid = [replace(item, data={**item.data, **values}) if item.path == path else item for item in records.valid]
    assert valid != records.valid
    return replace(records, valid=valid)


def test_a_page_is_of_its_own_people_and_all_else_of_everybody(keyed, small_records):
    before = keyed(small_records)
    others = {page.path for page in before[1] if not page.of and not page.group}
    own = {"households/PJ-2222.html", "helpers/YY-B-2222.html"}
    own |= {page.path for page in before[1] if page.group and {"PJ-2222", "YY-B-2222"} & {*page.of}}
    home = edited(small_records, "pingjiang/households/PJ-2222/household.yml", note="改过")
    assert changed(keys(before), keys(keyed(home))) == others | own | {"townships/430626101.html"}


def test_a_helper_is_told_of_on_the_pages_of_those_he_called(keyed, small_records):
    """YYL-B-3333 called PJ-3333 once and is paired with nobody."""
    before = keyed(small_records)
    found = changed(
        keys(before), keys(keyed(edited(small_records, "yueyanglou/helpers/YYL-B-3333.yml", name="示例改")))
    )
    of_people = {page.path for page in before[1] if page.of and not page.group}
    assert found & of_people == {
        "households/PJ-3333.html", "helpers/YYL-B-3333.html", "helpers/PJ-B-2222.html",
        "helpers/PJ-B-3333.html", "townships/430626101.html", "townships/430626102.html",
    }  # fmt: skip


def test_a_helper_without_households_draws_on_the_deputies_that_his_page_names(keyed, small_records):
    first = next(item for item in small_records.valid if item.place.stem == "YYL-B-3333")
    pause = {"from": "2026-10-01", "to": "2026-12-31", "reason": "长期病假", "deputy": "PJ-B-2222"}
    place = Place.of("helper", "yueyanglou", "YYL-B-9999")
    alone = Record(place, {**first.data, "id": "YYL-B-9999", "pauses": [pause]})
    records = replace(small_records, valid=[*small_records.valid, alone])
    after = keys(keyed(edited(records, "pingjiang/helpers/PJ-B-2222.yml", name="示例改")))
    assert "helpers/YYL-B-9999.html" in changed(keys(keyed(records)), after)


def test_a_list_by_workplace_draws_on_who_shares_a_township_with_its_households(keyed, small_records):
    """It tells how many rows each part has, and who else lives there decides where a township is cut."""
    home = next(item for item in small_records.valid if item.path == "pingjiang/households/PJ-2222/household.yml")
    said = {key: value for key, value in home.data.items() if key not in ("pairings", "needs")}
    alone = Record(Place.of("household", "pingjiang", "PJ-9999"), {**said, "id": "PJ-9999"})
    before = keys(keyed(small_records))
    after = keys(keyed(replace(small_records, valid=[*small_records.valid, alone])))
    assert before["workplaces/pingjiang.html"] != after["workplaces/pingjiang.html"]
    assert before["workplaces/yueyanglou.html"] == after["workplaces/yueyanglou.html"]


def test_a_page_of_events_draws_on_whomever_they_name(keyed, small_records):
    """A report of a village association may name somebody of another federation, who has to do with nobody there."""
    said = {
        "date": "2026-06-25",
        "helper": "YYL-B-2222",
        "household": "YYL-3333",
        "topics": ["基本情况"],
        "content": "好",
    }
    report = Record(Place.of("event-village", "pingjiang", "2026-06-25-village"), said)
    told = replace(small_records, valid=[*small_records.valid, report])
    for path, field in (("helpers/YYL-B-2222.yml", "name"), ("households/YYL-3333/household.yml", "village")):
        named = changed(keys(keyed(told)), keys(keyed(edited(told, f"yueyanglou/{path}", **{field: "示例改"}))))
        assert {"registers/pingjiang.html", "registers/yueyanglou.html"} <= named
        assert "quality/pingjiang.html" not in named


def test_what_all_have_in_common_changes_every_page(keyed, small_records, monkeypatch):
    before = keys(keyed(small_records))
    assert changed(before, keys(keyed(edited(small_records, "city/unit.yml", phone="0730-0000009")))) == set(before)
    assert changed(before, keys(keyed(small_records, date(2026, 11, 24)))) == set(before)
    assert changed(before, keys(keyed(small_records, commit="abcdef"))) == {"about.md"}
    monkeypatch.setattr("jiedui.site.inputs.program_mark", lambda: "another")
    assert changed(before, keys(keyed(small_records))) == set(before)


def test_a_narrowed_ledger_is_drawn_on_whole(keyed, small_records, library):
    county = Audience(AudienceKind.COUNTY, "pingjiang")

    def of(records):
        return keys(keyed(records, ledger=narrowed(records, Ledger.of(records), county, library, AS_OF)))

    before = of(small_records)
    assert any(path.startswith("households/") for path in before)
    other = edited(small_records, "yueyanglou/households/YYL-3333/household.yml", note="改过")
    assert changed(before, of(other)) == set(before)


def test_without_contents_there_are_no_keys(site):
    assert Inputs(site, {}).key(Page("households/YYL-2222.html", "", "", of=("YYL-2222",))) == ""


@pytest.mark.usefixtures("all_cut")
def test_pages_of_people_alone_say_nothing_of_what_is_recorded_of_nobody(keyed, small_records):
    """With many events of every kind and without any, and without bulletins: they have the same keys and texts."""
    made, edits = Edits(small_records, 1), Random(1)
    for _ in range(40):
        found = [record for record in event_new(made, edits)[1] if not made.records.at(record.path)]
        made.records = replace(made.records, valid=[*made.records.valid, *found])
    beside = ("event-", "bulletin")
    bare = [record for record in made.records.valid if not record.place.kind.startswith(beside)]
    sites = [keyed(made.records), keyed(replace(made.records, valid=bare))]
    pages = [page for page in sites[0][1] if page.of]
    assert sum(page.people_alone for page in pages) > 30
    said = [{page.path: (inputs.key(page), site.render(page)) for page in pages} for site, _, inputs in sites]
    others = {path for path in said[0] if said[0][path] != said[1][path]}
    assert [page.path for page in pages if page.people_alone and page.path in others] == []
    assert {"due/pingjiang.html", "registers/pingjiang.html", "units/pingjiang.md"} <= others
    assert len({record.place.kind for record in made.records.valid if record.place.kind.startswith("event-")}) == 8


@pytest.mark.usefixtures("all_cut")
def test_pages_of_the_doings_of_one_federation_say_nothing_of_those_of_others(keyed, small_records):
    """With many events of all federations, and with those of one alone."""
    made, edits = Edits(small_records, 1), Random(1)
    for _ in range(80):
        found = [record for record in event_new(made, edits)[1] if not made.records.at(record.path)]
        made.records = replace(made.records, valid=[*made.records.valid, *found])
    events = [record for record in made.records.valid if record.place.kind.startswith("event-")]
    own = [record for record in made.records.valid if record not in events or record.place.unit == "pingjiang"]
    sites = [keyed(made.records), keyed(replace(made.records, valid=own))]
    pages = [page for page in sites[0][1] if page.doings]
    said = [{page.path: (inputs.key(page), site.render(page)) for page in pages} for site, _, inputs in sites]
    others = {path for path in said[0] if said[0][path] != said[1][path]}
    assert {page.doings for page in pages if page.path not in others} == {"pingjiang"}
    assert [page.path for page in pages if page.doings == "pingjiang" and page.path in others] == []
    assert {"due/pingjiang.html", "units/pingjiang.md", "annual/pingjiang.html"} <= {page.path for page in pages}
    assert {"due/yueyanglou.html", "units/yueyanglou.md"} <= others
    assert len({record.place.kind for record in events if record not in own}) == 8


def _same_keys_same_pages(keyed, records, seed, edits):
    """Make so many edits; after each, pages with the key that they had before say what they said before."""
    made, before, kept = Edits(records, seed), {}, 0
    for _ in range(edits):
        what = made.make()
        site, pages, inputs = keyed(made.records)
        now = {page.path: (inputs.key(page), site.render(page)) for page in pages if page.of or page.group}
        same = [path for path, (key, _) in now.items() if before.get(path, ("",))[0] == key]
        assert [path for path in same if now[path] != before[path]] == [], what
        kept += len(same)
        before = now
    assert kept


@pytest.fixture
def all_cut(monkeypatch):
    """Every list is cut that can be: each page of a part is there."""
    monkeypatch.setattr(
        "jiedui.site.parts._cut", lambda listings, parts, _: frozenset(listings) if parts > 1 else frozenset()
    )


@pytest.mark.usefixtures("all_cut")
def test_the_same_key_is_the_same_page_after_any_edit(keyed, small_records):
    _same_keys_same_pages(keyed, small_records, 1, 4)


@pytest.mark.soak
@pytest.mark.usefixtures("all_cut")
@pytest.mark.parametrize("seed", range(4))
def test_the_same_key_is_the_same_page_after_fifty_edits(keyed, small_records, seed):
    _same_keys_same_pages(keyed, small_records, seed, 50)


def test_what_is_the_same_is_neither_made_nor_written(small_records, edition, tmp_path, monkeypatch):
    made = []
    render = Site.render
    monkeypatch.setattr(Site, "render", lambda self, page: made.append(page.path) or render(self, page))

    def build(records, out):
        made.clear()
        told = replace(edition, contents=contents_of(records), root=small_records.root)
        return build_pages(Ledger.of(records), AS_OF, tmp_path / out, told)

    first = build(small_records, "docs")
    assert len(made) == first.pages
    home = edited(small_records, "pingjiang/households/PJ-2222/household.yml", note="改过")
    after = build(home, "docs")
    people = {path for path in made if path.startswith(("households/", "helpers/", "townships/"))}
    assert people == {"households/PJ-2222.html", "helpers/YY-B-2222.html", "townships/430626101.html"}
    whole = build(home, "anew")
    assert after.pages == whole.pages

    def files(folder):
        found = (path for path in folder.rglob("*") if path.is_file() and path.name != ".jiedui-keys")
        return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}

    assert files(tmp_path / "docs") == files(tmp_path / "anew")


FIGURES = ("histories", "quota_lines", "intakes", "outings", "hazards", "due", "due_in_charge", "suspects")


def _linked(ledger, before, after):
    """Return the ledger after an edit with the objects of before where the records are the same, as one kept in memory.

    Of what all have in common it is made anew.
    """
    was, now = ({item.path: item for item in records.valid} for records in (before, after))
    changes = [(was.get(path), now.get(path)) for path in was.keys() | now.keys() if was.get(path) != now.get(path)]
    return patched(ledger, changes) or Ledger.of(after)


def test_pages_of_federations_that_an_edit_leaves_alone_are_not_asked_for(keyed, edition, small_records, monkeypatch):
    ledger = Ledger.of(small_records)
    follow(ledger, None)
    before, pages, _ = keyed(small_records, ledger=ledger)
    first = [replace(page, view=dict) for page in pages]
    asked = []
    unit_view = contact.unit_view
    monkeypatch.setattr(
        contact, "unit_view", lambda site, unit, part=None: asked.append(unit) or unit_view(site, unit, part)
    )
    home = edited(small_records, "pingjiang/households/PJ-2222/household.yml", note="改过")
    then, ledger = ledger, _linked(ledger, small_records, home)
    follow(ledger, then)
    after = Site(ledger, AS_OF, edition, before)
    again = pages_of(after)
    assert [replace(page, view=dict) for page in again] == first
    assert set(asked) == {"pingjiang", "city"}  # whose helper has the household
    asked.clear()
    shown = next(page for page in again if page.path == "contact/yueyanglou.html")
    assert after.render(shown) == before.render(next(page for page in pages if page.path == shown.path))
    assert set(asked) == {"yueyanglou"}


def _kept_is_what_is_reckoned(keyed, edition, records, seed, edits):
    """Make so many edits; after each, what is kept is what would be reckoned, and only touched pages are others."""
    made, kept = Edits(records, seed), 0
    before, _, _ = keyed(made.records)
    follow(before.whole_ledger, None)
    whose = {page.path: page.of for page in pages_of_people(before)}
    texts = {page.path: before.render(page) for page in pages_of_people(before)}
    for _ in range(edits):
        earlier, what = made.records, made.make()
        anew, _, _ = keyed(made.records)
        ledger = _linked(before.whole_ledger, earlier, made.records)
        follow(ledger, before.whole_ledger)
        after = Site(ledger, AS_OF, edition, before)
        assert [name for name in FIGURES if getattr(after.figures, name) != getattr(anew.figures, name)] == [], what
        now = {page.path: anew.render(page) for page in pages_of_people(anew)}
        people = pages_of_people(after)
        first = {page.path: after.render(page) for page in touched_pages(after, people, whose)}
        whose = {page.path: page.of for page in people}
        if after.touched != everybody(ledger):  # of whom all are touched none are made first: the menu may be another
            kept += 1
            assert [path for path, text in first.items() if now[path] != text] == [], what
            assert {path for path in now if now[path] != texts.get(path)} <= first.keys(), what
        pages_of(after)  # of which the next one has the menu
        before, texts = after, now
    assert kept


def test_what_is_kept_after_an_edit_is_what_would_be_reckoned(keyed, edition, small_records):
    _kept_is_what_is_reckoned(keyed, edition, small_records, 3, 4)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(10, 14))
def test_what_is_kept_after_fifty_edits_is_what_would_be_reckoned(keyed, edition, small_records, seed):
    _kept_is_what_is_reckoned(keyed, edition, small_records, seed, 50)


def test_every_page_of_somebody_is_among_those_of_people(site):
    assert {page.path for page in pages_of(site) if page.of and not page.group} <= {
        page.path for page in pages_of_people(site)
    }
