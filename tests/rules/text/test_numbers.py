"""Numbers of persons in a ledger are told wherever they stand, but for the fields that ask for them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from jiedui.model.ledger import Ledger
from jiedui.records.digits import digits_of, loose, plain
from jiedui.records.finding import RULES
from jiedui.records.reader import Record, read_ledger
from jiedui.records.schema import SchemaLibrary
from jiedui.rules.context import Inspection, LedgerContext
from jiedui.rules.digit_texts import digit_texts
from jiedui.rules.number_texts import number_texts
from jiedui.rules.report import Report
from jiedui.rules.reporters import REPORTERS
from jiedui.rules.summaries import Summaries
from jiedui.rules.text.numbers import number_in_text

VISIT = "yueyanglou/households/YYL-2A3C/visits/2024-05-17.yml"


def places(node: Any, pointer: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Yield the pointer of every text of a record."""
    if isinstance(node, str):
        yield pointer
    elif isinstance(node, (dict, list)):
        for key, value in node.items() if isinstance(node, dict) else enumerate(node):
            yield from places(value, (*pointer, key))


def changed(record: Record, pointer: tuple[str | int, ...], text: str) -> Record:
    """Return a record with another text at a pointer."""
    data: Any = deepcopy(record.data)
    node = data
    for part in pointer[:-1]:
        node = node[part]
    node[pointer[-1]] = text
    return Record(record.place, data)


def test_a_number_is_told_in_every_text_that_may_hold_it(ledger: Path, library: SchemaLibrary) -> None:
    records = read_ledger(ledger, library)
    whole = Ledger.of(records)
    looked_at: dict[str, int] = {}
    for record in records.valid:
        kind = record.place.kind
        for pointer in places(record.data):
            other = changed(record, pointer, "证号49060219580312101741")
            if not library[kind].validator.is_valid(other.data):
                continue
            looked_at[kind] = looked_at.get(kind, 0) + 1
            summed = Summaries(numbers=number_texts(digit_texts([other])))
            inspection = Inspection(ledger=whole, as_of=date(2026, 11, 23), known=lambda summed=summed: summed)
            found = list(number_in_text(LedgerContext(RULES["text-number"], "", inspection)))
            assert [(finding.path, finding.pointer) for finding in found] == [(record.path, pointer)]
    assert {"household", "visit", "helper", "unit", "event-story", "policy-clauses", "divisions"} <= looked_at.keys()


IDENTITY, MOBILE = "490602195803121017", "15400001234"
WAYS: dict[str, tuple[str, str]] = {  # what stands for the digits from 0 on, and what stands between them
    "as they are": ("0123456789", ""),
    "in full width": ("０１２３４５６７８９", ""),
    "in Chinese": ("〇一二三四五六七八九", ""),
    "in circles": ("⓪①②③④⑤⑥⑦⑧⑨", ""),
    "of Arabic": ("\u0660\u0661\u0662\u0663\u0664\u0665\u0666\u0667\u0668\u0669", ""),
    "with letters": ("OI23456789", ""),
    "with commas": ("0123456789", "，"),
    "with what is not seen": ("0123456789", "\u200b"),
    "with stops": ("0123456789", "。"),
}


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS.keys())
def test_no_report_echoes_a_number_wherever_and_however_it_was_written(
    ledger: Path, check: Callable[..., Report], way: tuple[str, str]
) -> None:
    identity, mobile = (
        way[1].join(number).translate(str.maketrans("0123456789", way[0])) for number in (IDENTITY, MOBILE)
    )
    file = ledger / VISIT
    text = file.read_text("utf-8").replace("channel: 入户", f"channel: 入户{mobile}  # {identity}")
    file.write_text(f"{text}{identity}: {mobile}\n{mobile}号: [{identity}]\n", "utf-8")
    (ledger / "yueyanglou" / f"{identity}.yml").write_text("甲", "utf-8")
    (ledger / "yueyanglou" / "helpers" / f"{mobile}.yml").write_text("甲", "utf-8")
    report = check()
    assert len(report.findings) >= 4
    for reporter in REPORTERS.values():
        said = "\n".join(reporter(report, "records"))
        for shown in (said, digits_of(plain(said)), digits_of(loose(said))):
            assert IDENTITY not in shown
            assert MOBILE not in shown


# Right, though it looks odd: a rule that cries here would teach people to look away.
SOUND: dict[str, dict[str, Any]] = {
    "telephone of an office, a hotline, a sum and a document": {
        "file": VISIT,
        "set": {"content": "已告知监督电话0730-0000001和12385；护理补贴1200元，见岳残联发〔2023〕15号。"},
    },
    "long text of short numbers": {
        "file": VISIT,
        "set": {"content": "3月5日、3月6日、3月7日各送100元，共300元，12人。"},
    },
}


def test_nothing_is_found(said: Callable[[dict[str, Any]], list[str]], sound: dict[str, Any]) -> None:
    assert said(sound) == []
