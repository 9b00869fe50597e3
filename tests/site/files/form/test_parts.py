"""The scripts that the form loads, and what is in none of them."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from jiedui.model.ledger import Ledger
from jiedui.records.mask import MASK
from jiedui.records.reader import Records
from jiedui.site import Edition
from jiedui.site.files.form import parts
from jiedui.site.site import Site

AS_OF = date(2026, 11, 23)
FOLDER = "assets/entry-data/"
PEOPLE = [
    "YYL-2222", "YYL-3333", "PJ-2222", "PJ-3333", "YY-B-2222", "YYL-B-2222", "YYL-B-3333", "PJ-B-2222", "PJ-B-3333",
]  # fmt: skip
# What a phone in a village waits for.
LARGEST = 24_000
TELEPHONE = re.compile(r"(?<![0-9])(?:1[3-9][0-9]{9}|0[0-9]{2,3}-[0-9]{7,8})(?![0-9])")


def data_of(site: Site) -> dict[str, Any]:
    """What the scripts of a site hold."""
    return {
        file.path.removeprefix(FOLDER).removesuffix(".js"): json.loads(str(file.content).partition("]=")[2][:-2])
        for file in parts.files(site)
    }


def test_each_household_and_helper_of_the_ledger_has_a_script(
    ledger: Ledger, edition: Edition, small_records: Records
) -> None:
    found = data_of(Site(ledger, AS_OF, replace(edition, root=small_records.root)))
    assert sorted(found) == sorted(["index", "phones-0", *PEOPLE])
    assert {name: found[name]["id"] for name in PEOPLE} == {name: name for name in PEOPLE}
    assert found["index"]["phones"] == {"salt": "岳阳市残联结对帮扶台账", "buckets": 1}


def test_whom_an_audience_may_not_see_is_in_no_script(ledger: Ledger, edition: Edition, small_records: Records) -> None:
    homes = {key: home for key, home in ledger.households.items() if home.unit == "yueyanglou"}
    helpers = {key: helper for key, helper in ledger.helpers.items() if helper.unit == "yueyanglou"}
    narrowed = replace(ledger, households=homes, helpers=helpers)
    found = data_of(Site(narrowed, AS_OF, replace(edition, root=small_records.root)))
    assert sorted(found) == sorted(["index", "phones-0", "YYL-2222", "YYL-3333", "YYL-B-2222", "YYL-B-3333"])
    assert "示例丁" not in json.dumps(found, ensure_ascii=False)


def test_without_the_records_nobody_has_a_script(site: Site) -> None:
    assert list(data_of(site)) == ["index", "phones-0"]


def scripts(docs: Path) -> dict[str, str]:
    return {file.stem: file.read_text("utf-8") for file in (docs / FOLDER).iterdir()}


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
    sizes = {name: len(text.encode()) for name, text in scripts(docs).items() if name != "index"}
    assert {name: size for name, size in sizes.items() if size > LARGEST} == {}
