"""The scripts that the form loads, and what is in none of them."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from jiedui.model.ledger import Ledger
from jiedui.records.mask import MASK
from jiedui.records.reader import Records
from jiedui.site import Edition
from jiedui.site.files.form import parts
from jiedui.site.files.form.packing import LIST
from jiedui.site.site import Site
from jiedui.struct import replace

AS_OF = date(2026, 11, 23)
FOLDER = "assets/entry-data/"
PEOPLE = [
    "YYL-2222", "YYL-3333", "PJ-2222", "PJ-3333", "YY-B-2222", "YYL-B-2222", "YYL-B-3333", "PJ-B-2222", "PJ-B-3333",
]  # fmt: skip
# What a phone in a village waits for.
LARGEST = 45_000
TELEPHONE = re.compile(r"(?<![0-9])(?:1[3-9][0-9]{9}|0[0-9]{2,3}-[0-9]{7,8})(?![0-9])")


def held(name: str, text: str) -> dict[str, Any]:
    """What a script holds: itself, or the records in it."""
    data = json.loads(text.partition("]=")[2][:-2])
    if not name.startswith("r-"):
        return {name: data}
    table = data.pop(parts.TABLE)
    return {name: unpacked(packed, table) for name, packed in data.items()}


def unpacked(node: Any, table: list[Any]) -> Any:
    if isinstance(node, int):
        return table[node]
    values = [unpacked(value, table) for value in node[1:]]
    return values if node[0] == LIST else dict(zip(table[node[0]], values, strict=True))


def data_of(site: Site) -> dict[str, Any]:
    """What the scripts of a site hold."""
    found: dict[str, Any] = {}
    for file in parts.files(site):
        found |= held(file.path.removeprefix(FOLDER).removesuffix(".js"), str(file.content))
    return found


def test_each_household_and_helper_of_the_ledger_is_in_a_script(
    ledger: Ledger, edition: Edition, small_records: Records
) -> None:
    found = data_of(Site(ledger, AS_OF, replace(edition, root=small_records.root)))
    assert sorted(found) == sorted(["index", "phones-0", *PEOPLE])
    assert {name: found[name]["id"] for name in PEOPLE} == {name: name for name in PEOPLE}
    assert found["index"]["phones"] == {"salt": "岳阳市残联结对帮扶台账", "buckets": 1}
    assert found["index"]["records"] == 1


def test_of_many_some_lie_in_each_script_where_they_stay_when_another_comes(shipped: Ledger) -> None:
    found = parts.people(shipped)
    assert (len(found), len(shipped.households) + len(shipped.helpers)) == (16, 212)
    assert max(map(len, found)) == 18
    home = shipped.households["PJ-5X7E"]
    more = parts.people(replace(shipped, households=shipped.households | {"PJ-2223": replace(home, id="PJ-2223")}))
    changed = [number for number, some in enumerate(more) if some != found[number]]
    assert [[item.id for item in more[number] if item not in found[number]] for number in changed] == [["PJ-2223"]]


def test_whom_an_audience_may_not_see_is_in_no_script(ledger: Ledger, edition: Edition, small_records: Records) -> None:
    homes = {key: home for key, home in ledger.households.items() if home.unit == "yueyanglou"}
    helpers = {key: helper for key, helper in ledger.helpers.items() if helper.unit == "yueyanglou"}
    narrowed = replace(ledger, households=homes, helpers=helpers)
    found = data_of(Site(narrowed, AS_OF, replace(edition, root=small_records.root)))
    assert sorted(found) == sorted(["index", "phones-0", "YYL-2222", "YYL-3333", "YYL-B-2222", "YYL-B-3333"])
    assert "示例丁" not in json.dumps(found, ensure_ascii=False)


def test_without_the_records_nobody_is_in_a_script(site: Site) -> None:
    assert list(data_of(site)) == ["index", "phones-0"]


def scripts(docs: Path) -> dict[str, str]:
    """What the form knows of a built site: by name, or by the id of whose record it is."""
    files = ((file.stem, file.read_text("utf-8")) for file in (docs / FOLDER).iterdir())
    known = {key: data for name, text in files for key, data in held(name, text).items()}
    return {key: json.dumps(data, ensure_ascii=False, separators=(",", ":")) for key, data in known.items()}


def certificates(ledger: Ledger) -> set[str]:
    return {
        certificate.number[:18]
        for home in ledger.households.values()
        for member in home.disabled
        if member.disability
        for certificate in member.disability.certificates
    }


def births(ledger: Ledger) -> set[str]:
    members = (member for home in ledger.households.values() for member in home.members)
    return {f'"birth":"{member.birth}"' for member in members}


def test_no_script_of_a_whole_site_holds_a_certificate_number_or_a_birth(docs: Path, shipped: Ledger) -> None:
    numbers = certificates(shipped)
    assert len(numbers) > 120
    holding = re.compile("|".join(numbers | births(shipped)))
    assert [name for name, text in scripts(docs).items() if holding.search(text)] == []
    assert sum(MASK in text for text in scripts(docs).values()) == len(shipped.households)


def test_no_script_holds_a_telephone_that_the_page_does_not_show(docs: Path, shipped: Ledger) -> None:
    def shown(folder: str, people: Mapping[str, object]) -> dict[str, str]:
        return {name: html.unescape((docs / folder / f"{name}.html").read_text("utf-8")) for name in people}

    pages = shown("households", shipped.households) | shown("helpers", shipped.helpers)
    found = {name: TELEPHONE.findall(text) for name, text in scripts(docs).items() if name in pages}
    assert found.keys() == pages.keys()
    assert sum(map(len, found.values())) > 200
    assert {name: number for name, numbers in found.items() for number in numbers if number not in pages[name]} == {}


def test_a_script_stays_small_enough_for_a_phone(docs: Path) -> None:
    sizes = {file.name: file.stat().st_size for file in (docs / FOLDER).iterdir() if file.stem != "index"}
    assert len(sizes) == 17
    assert {name: size for name, size in sizes.items() if size > LARGEST} == {}
