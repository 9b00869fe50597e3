"""What the site knows of the ledger, as the form asks for it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from jiedui.model.ledger import Ledger
from jiedui.records.reader import Records
from jiedui.site import Edition
from jiedui.site.files.form.records import WrittenRecords
from jiedui.site.site import Site
from jiedui.struct import replace

from ...conftest import AS_OF

pytestmark = pytest.mark.node


@pytest.fixture
def ask(node_run: Callable[[str, Any], Any], pages: Path) -> Callable[..., list[Any]]:
    """What the small ledger answers: ``ask(["record", "PJ-3333"], broken=[…])``."""

    def asking(*calls: list[Any], broken: tuple[str, ...] = ()) -> list[Any]:
        payload = {"root": str(pages), "broken": broken, "calls": calls}
        return list(node_run("entry-data.mjs", payload))

    return asking


def test_the_index_is_there_with_the_page(ask: Callable[..., list[Any]]) -> None:
    (index,) = ask(["index"])
    assert (index["day"], index["commit"]) == ("2026-11-23", "0123456789")


def test_a_household_and_a_helper_are_loaded_when_they_are_asked_for(ask: Callable[..., list[Any]]) -> None:
    home, helper, loaded = ask(["record", "PJ-3333"], ["record", "PJ-B-2222"], ["loaded"])
    assert (home["kind"], home["name"], home["data"]["township"]) == ("household", "示例卯", "三市镇")
    assert (helper["kind"], helper["name"]) == ("helper", "示例丁")
    assert loaded == ["entry-data/r-0", "entry-data/r-0"]


def test_a_record_is_what_the_site_knows_of_it(
    ask: Callable[..., list[Any]], ledger: Ledger, edition: Edition, small_records: Records
) -> None:
    people = [*ledger.households.values(), *ledger.helpers.values()]
    known = WrittenRecords(Site(ledger, AS_OF, replace(edition, root=small_records.root)), small_records.root)
    assert ask(*(["record", item.id] for item in people)) == [known.of(item) for item in people]


def test_whom_the_site_does_not_know_is_told_from_whom_it_cannot_read(ask: Callable[..., list[Any]]) -> None:
    calls = [["record", "PJ-4444"], ["unread", "PJ-4444"], ["record", "PJ-3333"], ["unread", "PJ-3333"]]
    assert ask(*calls, broken=("entry-data/r-0",)) == [None, False, None, True]


def test_where_not_even_the_search_can_be_read_nobody_is_called_unknown(ask: Callable[..., list[Any]]) -> None:
    calls = [["record", "PJ-4444"], ["unread", "PJ-4444"], ["taken", "PJ-4444"]]
    assert ask(*calls, broken=("find/t-0",)) == [None, True, "failed"]


@pytest.mark.parametrize("text", ["", "index", "../x", "PJ-1111", "pj-3333", "PJ-3333/..", "PJ-3333\n", "constructor"])
def test_what_is_no_code_is_not_loaded(ask: Callable[..., list[Any]], text: str) -> None:
    assert ask(["record", text], ["unread", text], ["kindOf", text], ["loaded"]) == [None, False, "", []]


def test_a_code_tells_whose_it_is(ask: Callable[..., list[Any]]) -> None:
    assert ask(["kindOf", "PJ-3333"], ["kindOf", "PJ-B-2222"]) == ["household", "helper"]


def test_a_code_is_taken_or_free(ask: Callable[..., list[Any]]) -> None:
    calls = [["taken", code] for code in ("PJ-3333", "PJ-B-2222", "PJ-2223", "YYL-B-2222", "YL-2222", "J-B-2222")]
    assert ask(*calls) == [True, True, False, True, False, False]
