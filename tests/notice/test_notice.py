"""The notice as shipped serves any city, and is that of the one that issued it where its own words are filled in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from string import Template
from typing import Any

import pytest

from jiedui.demo.source import ISSUED, ISSUER
from jiedui.notice import BLANK, Local, policy, shipped
from jiedui.records.kinds import POLICY
from jiedui.records.schema import SchemaLibrary
from jiedui.records.writer import write
from jiedui.struct import asdict

# The notice of one city; what a rule of a province is based on is told of that province.
ITS_OWN = re.compile(r"岳阳|岳市|周拥军|戴述广|十二届四次|第八次|第七次|副中心|0730|湖南要")


def texts(node: Any) -> Iterator[str]:
    if isinstance(node, str):
        yield node
    elif isinstance(node, dict):
        for value in node.values():
            yield from texts(value)
    elif isinstance(node, list):
        for value in node:
            yield from texts(value)


def test_no_file_names_a_city_and_every_blank_is_filled() -> None:
    raw = {name: (shipped() / f"{name}.yml").read_text("utf-8") for name in POLICY}
    assert [name for name, text in raw.items() if ITS_OWN.search(text)] == []
    blanks = {name for text in raw.values() for name in Template(text).get_identifiers()}
    assert blanks == {"city", *asdict(Local())}
    for city, local in (("云岭市", Local()), (ISSUER, ISSUED)):
        assert [text for text in texts(policy(city, local)) if "$" in text] == []


def test_the_files_are_canonical(library: SchemaLibrary) -> None:
    """Filled with words that change nothing, each is as the canonical writer writes it."""
    same = {name: f"${{{name}}}" for name in asdict(Local())} | {"landline": "0000-0"}
    for kind, data in policy("${city}", Local(**same)).items():
        raw = (shipped() / f"{kind.removeprefix('policy-')}.yml").read_text("utf-8")
        assert write(data, library[kind]).replace("0000-0", "${landline}") == raw, kind


def test_another_city_has_a_notice_of_its_own() -> None:
    found = policy("云岭市")
    assert list(found) == [f"policy-{name}" for name in POLICY]
    ledger, clauses = found["policy-ledger"], found["policy-clauses"]
    assert (ledger["name"], ledger["city"], ledger["fictional"]) == ("云岭市残联结对帮扶台账", "云岭市", False)
    [document] = clauses["documents"]
    assert (document["issuer"], document["number"]) == ("云岭市残疾人联合会", "〔发文字号待填〕")
    assert [text for text in texts(found) if ITS_OWN.search(text)] == []
    # What the office has to fill in: its number and who leads, where these are cited.
    waiting = [row["id"] for row in clauses["clauses"] if BLANK.search(row.get("text", ""))]
    assert waiting == ["发文", "附件1"]


def test_nothing_is_shared_between_two_ledgers() -> None:
    first = policy("云岭市")
    first["policy-clauses"]["clauses"].clear()
    assert policy("云岭市")["policy-clauses"]["clauses"]


@pytest.mark.parametrize("city", ["", " ", "云岭\n市", "x" * 500])
def test_a_city_that_no_record_could_hold_is_refused(city: str) -> None:
    with pytest.raises(ValueError) as refused:  # noqa: PT011  (its words are the city)
        policy(city)
    assert refused.value.args == (city,)
