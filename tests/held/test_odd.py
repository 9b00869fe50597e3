"""True sentences for odd days and ledgers: nothing said of nothing, no — in running text, no number below nought."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest

from jiedui.records.schema import SchemaLibrary

# Before the programme, on its first day, in it, on its last day, after it.
DAYS = ("2023-08-31", "2023-09-01", "2024-06-30", "2026-11-20", "2028-12-31", "2029-03-01")
KINDS = ("unit", "divisions")

# What is no running text: cells, drawings, examples of code, tiles of a map and what tabs part in a sheet.
NO_SENTENCE = re.compile(
    r'<t[dh][ >].*?</t[dh]>|<svg.*?</svg>|<style.*?</style>|<code.*?</code>|<li class="k0".*?</li>', re.DOTALL
)
# A dash that parts two years, that is doubled, that is spoken of itself, or whose meaning is told, is none.
DASH = re.compile(r"(?<![—月“])—(?![—\d”])(?! 没有)")
FAULTS = {
    "a dash in running text": DASH,
    "None or NaN": re.compile(r"\b(None|nan|NaN|inf)\b"),
    "nothing of a whole": re.compile(r"(还有|其中|另有|还差|还剩) ?0 ?[户人项名条处天件则]"),
    "below nought": re.compile(r"(?<![\w.-])-\d+(\.\d+)? ?[户人项名条处天件次]"),
    "empty parentheses": re.compile(r"（[\s，、；]*）"),
    "two marks": re.compile(r"[，、；：][。，；、]|。。"),
}


# Pages that tell of the system and not of a ledger, and the table of spellings, in which nan is one.
MANUAL = ("steward/", "reference/", "guide.", "policy.", "readings.", "assets/find/index.")


def words(text: str) -> str:
    return html.unescape(re.sub(r"<[^>]+>", "", text))


def faults(name: str, lines: list[str]) -> Iterator[str]:
    if name.startswith(MANUAL):
        return
    text = "\n".join(line for line in lines if "\t" not in line)
    whole, sentences = words(text).split("\n"), words(NO_SENTENCE.sub("", text)).split("\n")
    for fault, pattern in FAULTS.items():
        for line in whole if fault == "None or NaN" else sentences:
            if found := pattern.search(line):
                yield f"{name}: {fault}: {line[max(0, found.start() - 20) : found.end() + 20]}"


def member(**more: Any) -> dict[str, Any]:
    certificate = {"number": "49060219580312101741", "category": "肢体", "grade": "一级"}
    person = {"id": "m-2F8D", "name": "示例甲", "sex": "男", "birth": "1958-03-12", "relation": "本人"}
    return {**person, "disability": {"certificates": [certificate]}, **more}


def home(identifier: str, *helpers: str, **more: Any) -> dict[str, Any]:
    pairings = [{"helper": helper, "role": "主责", "from": "2023-09-15"} for helper in helpers]
    place = {"county": "平江县", "township": "安定镇", "village": "示例村", "hardship": [{"status": "低保户"}]}
    told = {"id": identifier, "registered_on": "2023-09-10", **place, "members": [member()], **more}
    return told | ({"pairings": pairings} if pairings else {})


def helper(identifier: str, *roles: dict[str, str]) -> dict[str, Any]:
    spells = [{"tenure": "专职", "from": "2023-09-01", **role} for role in roles]
    return {"id": identifier, "name": "示例乙", "sex": "男", "mobile": "15400000001", "roles": spells}


def policy_alone(copy_of: Callable[..., Any]) -> Any:
    """A ledger of which no federation is there yet."""
    return copy_of("none")


def nobody(copy_of: Callable[..., Any]) -> Any:
    """Two federations without households and without staff."""
    copy = copy_of("city", "pingjiang")
    copy.records = {
        path: item
        for path, item in copy.records.items()
        if item.place.kind in KINDS or item.place.kind.startswith("policy")
    }
    return copy


def odd(copy_of: Callable[..., Any]) -> Any:
    """A household without helper, one that nobody ever contacted, of a helper with two posts who wrote nothing down,
    a helper without household, and a federation without anybody.
    """
    copy = nobody(copy_of)
    chief = {"body": "市残联机关", "department": "办公室", "post": "科长", "post_level": "乡科级正职"}
    chair = {"body": "市级专门协会", "department": "盲人协会", "post": "主席", "tenure": "兼职", "from": "2024-01-01"}
    clerk = {"body": "县级残联", "department": "办公室", "post": "干事"}
    copy.put("helper", "city", "YY-B-2222", helper("YY-B-2222", chief, chair))
    copy.put("helper", "pingjiang", "PJ-B-2222", helper("PJ-B-2222", clerk))
    copy.put("household", "pingjiang", "PJ-2222", home("PJ-2222"), "PJ-2222")
    copy.put("household", "pingjiang", "PJ-3333", home("PJ-3333", "YY-B-2222"), "PJ-3333")
    return copy


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("make", [policy_alone, nobody, odd])
def test_every_sentence_of_an_odd_ledger_is_one(
    *, copy_of: Callable[..., Any], told: Any, library: SchemaLibrary, make: Callable[..., Any], day: str
) -> None:
    copy = make(copy_of)
    assert copy.faults(library) == []
    found = [fault for item in told(copy.ledger(), date.fromisoformat(day)).items() for fault in faults(*item)]
    assert found == []


@pytest.mark.soak
@pytest.mark.parametrize("day", DAYS)
def test_every_sentence_of_the_shipped_ledger_is_one(copy_of: Callable[..., Any], told: Any, day: str) -> None:
    found = [fault for item in told(copy_of().ledger(), date.fromisoformat(day)).items() for fault in faults(*item)]
    assert found == []
