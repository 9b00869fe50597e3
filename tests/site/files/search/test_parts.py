"""The scripts that 查户 loads, and what is in none of them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from jiedui.site.files.search import parts, terms
from jiedui.site.files.search.entries import Entries, entries
from jiedui.site.files.sections import Section
from jiedui.site.site import Site


def read(text: str) -> Any:
    """The data of a part."""
    head, _, data = text.partition("=globalThis.JIEDUI_FIND||{})")[2].partition("=")
    assert head.startswith('["')
    return json.loads(data.rstrip(";\n"))


@pytest.fixture
def data(site: Site) -> dict[str, Any]:
    sections = [Section("policy.html", "政策", "政策", "应享\u2028未享", 1)]
    return {file.path: read(str(file.content)) for file in parts.files(entries(site), sections)}


def test_the_index_tells_where_everybody_is(data: dict[str, Any]) -> None:
    index = data["assets/find/index.js"]
    assert index["households"] == 4
    assert index["places"] == [
        ["岳阳楼区", "岳阳楼区岳阳楼街道", 0, 1],
        ["岳阳楼区", "岳阳楼区郭镇乡", 1, 2],
        ["平江县", "平江县三市镇", 2, 3],
        ["平江县", "平江县安定镇", 3, 4],
        ["岳阳楼区", "", 4, 6],
        ["市残联", "", 6, 7],
        ["平江县", "", 7, 9],
    ]
    assert index["prefixes"] == ["pj", "pjb", "yyb", "yyl", "yylb"]
    assert index["states"] == ["没有结对", "已终止", "已离岗", "欠户", "达标"]
    assert index["pinyin"]["zi"] == "子"
    assert "應应" in index["traditional"]
    assert "龍龙" not in index["traditional"]  # no dragon occurs
    assert (index["buckets"], index["common"]) == (1, [])


def test_rows_lie_in_parts_in_the_order_of_their_numbers(
    data: dict[str, Any], site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert [row[0] for row in data["assets/find/r-0.js"]][:5] == [
        "YYL-2222",
        "YYL-3333",
        "PJ-3333",
        "PJ-2222",
        "YYL-B-2222",
    ]
    monkeypatch.setattr(parts, "ROWS", 4)
    found = {file.path: read(str(file.content)) for file in parts.files(entries(site), [])}
    lengths = [len(found[f"assets/find/r-{number}.js"]) for number in range(3)]
    assert lengths == [4, 4, 1]
    assert "assets/find/r-3.js" not in found
    assert found["assets/find/index.js"]["rows"] == 4


def test_the_sections_of_pages_are_a_part_of_their_own(data: dict[str, Any]) -> None:
    assert data["assets/pages.js"] == [["policy.html", "政策", "政策", "应享\u2028未享", 1]]
    assert list(data) == ["assets/find/index.js", "assets/find/t-0.js", "assets/find/r-0.js", "assets/pages.js"]


def test_what_staff_say_for_a_word_does_not_hold_it() -> None:
    assert [(word, other) for word, others in parts.ALSO.items() for other in others if word in other] == []


def test_no_number_of_a_person_can_be_searched_but_those_of_offices_can(pages: Path, site: Site) -> None:
    found = "".join(
        line
        for file in [pages / "assets" / "pages.js", *sorted((pages / "assets" / "find").iterdir())]
        for line in file.read_text("utf-8").splitlines()
        if not line.startswith('["steward/')  # its examples are numbers of nobody
    )
    homes, helpers = site.ledger.households.values(), site.ledger.helpers.values()
    members = [member for home in homes for member in home.members if member.disability]
    numbers = {card.number for member in members for card in member.disability.certificates if member.disability}
    numbers |= {home.phone for home in homes} | {helper.mobile for helper in helpers}
    numbers |= {helper.office_phone for helper in helpers}
    numbers.discard("")
    assert len(numbers) == 7
    assert [number for number in sorted(numbers) if number in found] == []
    unit = site.ledger.units["yueyanglou"]
    assert (unit.phone, unit.supervision_phone) == ("0730-0000001", "0730-0000002")
    assert all(number in found for number in (unit.phone, unit.supervision_phone))


def test_whom_an_audience_may_not_see_is_in_no_part(site: Site) -> None:
    """A ledger that was narrowed to one federation before the site sees it."""
    whole = entries(site)
    narrowed = type(whole)(whole.households[:2], whole.helpers[:2], whole.townships[:2])
    text = "".join(str(file.content) for file in parts.files(narrowed, []))
    assert "yyl2222" in text
    assert [name for name in ("pj2222", "PJ-2222", "示例寅", "安定镇", "示例丁") if name in text] == []


@pytest.mark.node
def test_an_id_is_found_though_its_code_begins_as_many_names_do(
    crowd: Callable[[int], Entries],
    node_run: Callable[[str, Any], Any],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(terms, "COMMON", 10)
    found = crowd(300)
    for file in parts.files(found, []):
        (tmp_path / file.path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file.path).write_text(str(file.content), "utf-8")
    common = set(terms.buckets(found).common)
    ids = [entry.id for entry in found.numbered if terms.code_pair(entry.id) in common]
    assert len(ids) >= 3
    queries = [*ids, *(identifier[3:] for identifier in ids)]
    answers = node_run("find.mjs", {"root": str(tmp_path), "queries": queries})
    firsts = [next(iter(answer["groups"].values()))["first"][0] for answer in answers]
    assert [first.partition("/")[2] for first in firsts] == [f"{identifier}.html" for identifier in ids * 2]
