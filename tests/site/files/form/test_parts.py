"""The scripts that the form loads, and what is in none of them."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from jiedui.model.ledger import Ledger
from jiedui.records.contents import content_of
from jiedui.records.mask import MASK
from jiedui.records.reader import Records, read_ledger
from jiedui.records.schema import SchemaLibrary
from jiedui.site import Edition
from jiedui.site.files.form import parts
from jiedui.site.files.form.packing import LIST
from jiedui.site.machine.output import LateFile
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


def test_a_script_is_another_where_a_helper_is_whom_its_records_name_withdrawn_entries_included(
    edition: Edition, small_root: Path, library: SchemaLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parts, "TOGETHER", 1)
    home, helpers = small_root / "pingjiang/households/PJ-3333/household.yml", small_root / "pingjiang/helpers"
    gone = "    withdrawn:\n      date: 2024-02-01\n      reason: 记错\n"
    spell = f"pairings:\n  - helper: YY-B-2222\n    role: 协助\n    from: 2024-01-01\n{gone}"
    home.write_text(re.sub("pairings:.*\n", spell, home.read_text("utf-8")), "utf-8")

    def made() -> dict[str, tuple[str, set[str]]]:
        """Of what each script is made, and of whom it is."""
        records = read_ledger(small_root, library)
        contents = {record.path: content_of(record) for record in records.valid}
        site = Site(Ledger.of(records), AS_OF, replace(edition, root=small_root, contents=contents))
        found = enumerate(parts.people(site.ledger))
        some = {f"{FOLDER}r-{number}.js": {item.id for item in one} for number, one in found}
        files = {file.path: file for file in parts.files(site) if isinstance(file, LateFile)}
        return {path: (file.made_of, some[path]) for path, file in files.items()}

    def differing(before: dict[str, tuple[str, set[str]]], now: dict[str, tuple[str, set[str]]]) -> set[str]:
        assert before.keys() == now.keys()
        return set[str]().union(*(some for path, (mark, some) in now.items() if mark != before[path][0]))

    first = made()
    city = small_root / "city/helpers/YY-B-2222.yml"
    city.write_text(re.sub("name: .*", "name: 示例改", city.read_text("utf-8"), count=1), "utf-8")
    second = made()
    assert differing(first, second) == {"YY-B-2222", "PJ-2222", "PJ-3333"}
    new = (helpers / "PJ-B-2222.yml").read_text("utf-8").replace("PJ-B-2222", "PJ-B-4444")
    (helpers / "PJ-B-4444.yml").write_text(new, "utf-8")
    assert differing(second, made()) == {"PJ-B-4444", "PJ-3333"}  # which lie in one script
