"""使用手册: what it names exists, and it can be read in the time that it promises."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import click
import pytest

from jiedui import check
from jiedui.cli.move import command as move_command
from jiedui.cli.print import command as print_command
from jiedui.cli.verbs import cli
from jiedui.model.ledger import Ledger
from jiedui.prints import KINDS
from jiedui.records.finding import Severity
from jiedui.records.kinds import path_of
from jiedui.records.reader import read_ledger, read_record
from jiedui.records.schema import SchemaLibrary
from jiedui.records.tree import Place
from jiedui.records.writer import write
from jiedui.site.example import Example
from jiedui.site.pages.guide_records import (
    ARRIVED,
    BORN,
    CLOSED,
    DIED,
    FROM_VILLAGE,
    GOES_ON,
    HANDED_OVER,
    JUDGED,
    KEYED,
    LEFT_HOME,
    MOVED_AWAY,
    MOVED_HERE,
    NEW_HELPER,
    NEW_HOUSEHOLD,
    NEW_UNIT,
    NOT_REACHED,
    ON_LEAVE,
    RAISED,
    REFERRED,
    RENEWED,
    RETIRED,
    RETURNED,
    SETTLED,
    SPLIT,
    VOLUNTEERS,
)

TODAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def text(pages, source: Callable[..., str]) -> str:
    return source(pages, "guide")


def test_it_names_every_kind_of_print_and_no_other(text: str) -> None:
    assert set(re.findall(r"<code>jiedui print (\w+)</code>", text)) == set(KINDS)
    options = {option for parameter in print_command.params for option in parameter.opts}
    assert {"--unit", "--township", "--helper", "--household"} <= options


def test_every_command_and_option_that_it_names_is_there(text: str) -> None:
    context, options = click.Context(cli), {"-h"}
    for words in re.findall(r"<code>jiedui ([^<]+)</code>", html.unescape(text)):
        command: click.Command | None = cli
        for word in words.split():
            if not isinstance(command, click.Group):
                break
            command = command.get_command(context, word)
        assert command, words
        options |= {option for parameter in command.get_params(context) for option in parameter.opts}
        assert {word for word in words.split() if word.startswith("-")} <= options, words
    assert set(re.findall(r"<code>(--[\w-]+)", text)) <= options


@pytest.mark.parametrize("part", ["helper", "reviewer"])
def test_ten_minutes_are_enough(text: str, part: str) -> None:
    found = re.search(rf"^## [^\n]*\{{ #{part} \}}(.*?)^## ", text, re.M | re.S)
    assert found
    # Staff read some three hundred characters a minute with care.
    assert 150 < len(re.findall(r"[\u4e00-\u9fff]", found[1])) < 3000


def test_the_error_that_it_shows_is_what_the_check_says(text: str) -> None:
    said = re.search(r"<code>(records/\S+?: 错误.*?)</code>", html.unescape(text).replace("<br>", "\n"), re.S)
    assert said
    lines = said[1].splitlines()
    assert [re.sub(r"^records/\S+?\.yml:", "", line) for line in lines if line.startswith("records/")] == [
        "1:1: 错误 少了必填项 entered_on（录入日期）。",
        "3:1: 错误 channel（联系方式）填的不在可选范围内。",
    ]
    assert sum("怎么改：" in line for line in lines) == 2


# Without the end of the old pairing the check would see it open beside the new one, or after the closing;
# without the first entry, the module would have been keyed into anew before it was at first.
@pytest.mark.parametrize(("example", "needed"), [(HANDED_OVER, "to"), (CLOSED, "to"), (KEYED, "module_on")])
def test_a_household_as_it_shows_it_passes_the_check(
    small_root: Path, library: SchemaLibrary, example: dict[str, Any], needed: str
) -> None:
    path = path_of("household", unit="yueyanglou", stem="YYL-2222")
    record = read_record(small_root, Place(path, "household", "YYL-2222", "yueyanglou"), library).data

    def errors() -> list[str]:
        found = check.run(small_root, library, TODAY).findings
        return sorted(finding.rule.id for finding in found if finding.severity is Severity.ERROR)

    before = errors()
    helpers = {"SLX-B-7K3Q": "YYL-B-2222", "SLX-B-9D4W": "YYL-B-3333"}
    pairings = [pairing | {"helper": helpers[pairing["helper"]]} for pairing in example["pairings"]]
    household = (record or {}) | example | {"pairings": pairings}
    (small_root / path).write_text(write(household, library["household"]), "utf-8")
    assert set(errors()) <= set(before)
    del pairings[0][needed]
    (small_root / path).write_text(write(household, library["household"]), "utf-8")
    assert len(errors()) > len(before)


def test_a_judgement_as_it_shows_it_passes_the_check_and_its_prompt_is_one_of_the_policy_s(
    small_root: Path, library: SchemaLibrary, site: Any
) -> None:
    """The first member's record has no new error with the example, and one without its basis."""
    path = path_of("household", unit="yueyanglou", stem="YYL-2222")
    record = read_record(small_root, Place(path, "household", "YYL-2222", "yueyanglou"), library).data or {}
    before = {item.rule.id for item in check.run(small_root, library, TODAY).findings}
    judged = JUDGED["members"][0]["judgements"][0]
    assert judged["rule"] in {rule.id for rule in site.ledger.policy.entitlements}

    def errors(judgement: dict[str, Any]) -> list[str]:
        member = record["members"][0] | {"judgements": [judgement]}
        household = record | {"members": [member, *record["members"][1:]]}
        (small_root / path).write_text(write(household, library["household"]), "utf-8")
        found = check.run(small_root, library, TODAY).findings
        return [item.rule.id for item in found if item.severity is Severity.ERROR]

    without = {key: value for key, value in judged.items() if key != "basis"}
    assert "schema-required" in errors(without)
    assert set(errors(judged)) <= before


class Drop:
    """The small ledger, into which an example of the manual is dropped; its codes become those of the ledger."""

    def __init__(self, root: Path, library: SchemaLibrary) -> None:
        self.root, self.library = root, library
        self.example = Example.of(Ledger.of(read_ledger(root, library)))
        self.before = {*self.found()}

    def read(self, kind: str, path: str) -> dict[str, Any]:
        stem = Path(path).parent.name if kind == "household" else Path(path).stem
        data = read_record(self.root, Place(path, kind, stem, "yueyanglou"), self.library).data
        assert data is not None
        return data

    def write(self, kind: str, path: str, data: dict[str, Any]) -> None:
        text = write(data, self.library[kind])
        for code, own in {"SLX-B-7K3Q": "YYL-B-2222", "SLX-B-5H2N": "YYL-B-3333", "SLX-7K3Q": "YYL-2222"}.items():
            text = text.replace(code, own)
        text = self.example.told(text)
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).write_text(text, "utf-8")

    def found(self) -> list[str]:
        """Return what the check finds, errors and warnings, as rule and place."""
        return [f"{item.rule.id} {item.path}" for item in check.run(self.root, self.library, TODAY).findings]

    def new(self) -> list[str]:
        """Return what is found beside what was; the small ledger has one certificate in two households already."""
        found = set(self.found()) - self.before
        return sorted(item for item in found if not item.startswith("duplicate-certificate "))


@pytest.fixture
def drop(small_root: Path, library: SchemaLibrary) -> Drop:
    return Drop(small_root, library)


HOME = "yueyanglou/households/YYL-2222/household.yml"
HELPER = "yueyanglou/helpers/YYL-B-2222.yml"
NEED = {"id": "n-7K3Q", "person": "m-2F8D", "content": "示例", "raised_on": "2026-03-02"}


def test_what_a_ledger_begins_with_as_the_manual_writes_it_passes_the_check(drop: Drop) -> None:
    """A federation's offices, then a helper, then a household that is paired; each asks for the one before."""
    unit, home = "pingjiang/unit.yml", "pingjiang/households/PJ-7K3Q/household.yml"
    drop.write("unit", unit, drop.read("unit", unit) | NEW_UNIT)
    assert sorted(set(drop.before) - set(drop.found())) == [
        f"{what}-missing {unit}" for what in ("lead-department", "responsible", "supervision-phone", "unit-phone")
    ]
    drop.write("household", home, NEW_HOUSEHOLD)
    assert drop.new() == [f"household-helper-unknown {home}"]
    drop.write("helper", "pingjiang/helpers/PJ-B-7K3Q.yml", NEW_HELPER)
    assert drop.new() == []


def test_a_child_as_the_manual_adds_it_passes_the_check(drop: Drop) -> None:
    home = drop.read("household", HOME)
    drop.write("household", HOME, home | {"members": [*home["members"], *BORN["members"]]})
    assert drop.new() == []


def test_a_death_as_the_manual_tells_it_passes_the_check_when_it_is_told_whole(drop: Drop) -> None:
    home = drop.read("household", HOME)
    member = home["members"][0] | DIED["members"][0]
    half = home | {"members": [member, *home["members"][1:]], "needs": [NEED]}
    drop.write("household", HOME, half)
    assert drop.new() == [f"need-of-gone {HOME}", f"not-eligible {HOME}"]
    whole = half | {"needs": [NEED | DIED["needs"][0]]} | GOES_ON
    drop.write("household", HOME, whole)
    assert drop.new() == []


def test_a_household_that_divides_as_the_manual_tells_it_is_two(drop: Drop) -> None:
    home, there = drop.read("household", HOME), "yueyanglou/households/YYL-5T8W/household.yml"
    person, *others = home["members"]
    keep = {key: value for key, value in home.items() if key not in ("pairings", "needs", "outings", "annual")}
    gone = person | LEFT_HOME["members"][0]
    drop.write("household", HOME, home | {"members": [gone, *others]})
    assert drop.new() == [f"not-eligible {HOME}"]
    drop.write("household", there, keep | SPLIT | {"members": [person]})
    assert drop.new() == [f"not-eligible {HOME}"]


def test_a_household_that_is_helped_again_as_the_manual_tells_it_is_no_new_one(drop: Drop) -> None:
    home = drop.read("household", HOME)
    drop.write("household", HOME, home | CLOSED)
    assert drop.new() == []
    drop.write("household", HOME, home | RETURNED)
    assert drop.new() == []


def test_a_helper_of_another_federation_as_the_manual_tells_it_has_a_file_there(drop: Drop) -> None:
    drop.write("helper", HELPER, drop.read("helper", HELPER) | RETIRED)
    drop.write("helper", "pingjiang/helpers/PJ-B-5T8W.yml", ARRIVED)
    assert drop.new() == [f"pairing-unsettled {HOME}"]


def test_a_move_as_the_manual_does_it_by_hand_passes_the_check_when_both_records_are_there(drop: Drop) -> None:
    home = drop.read("household", HOME) | {"needs": [NEED]}
    new = {key: value for key, value in home.items() if key not in ("pairings", "outings")} | MOVED_HERE
    there = "pingjiang/households/PJ-9D4W/household.yml"
    drop.write("household", there, new)
    assert drop.new() == [f"moved-from-unknown {there}"]
    drop.write("household", HOME, home | MOVED_AWAY)
    assert drop.new() == []


def test_a_need_as_the_manual_tells_it_passes_the_check_when_it_is_in_the_record_of_the_household(drop: Drop) -> None:
    home, visit = drop.read("household", HOME), "yueyanglou/households/YYL-2222/visits/2026-11-20.yml"
    told = NOT_REACHED | {"reached": True, "counterpart": "本人", "needs": [{"id": "n-7K3Q", "action": "办结"}]}
    drop.write("visit", visit, told)
    assert drop.new() == [f"visit-need-unknown {visit}"]
    drop.write("household", HOME, home | RAISED)
    assert drop.new() == [f"visit-need-open {visit}"]
    drop.write("household", HOME, home | SETTLED)
    assert drop.new() == []


def test_a_referral_as_the_manual_writes_it_passes_the_check_and_so_does_its_answer(drop: Drop) -> None:
    home = drop.read("household", HOME)
    drop.write("household", HOME, home | REFERRED)
    assert drop.new() == []
    measure = REFERRED["needs"][0]["measures"][0]
    answered = measure["referrals"][0] | {"answered_on": "2026-11-02", "answer": "已列入，12月施工。"}
    need = REFERRED["needs"][0] | {"measures": [measure | {"referrals": [answered]}]}
    drop.write("household", HOME, home | {"needs": [need]})
    assert drop.new() == []


def test_a_renewed_certificate_as_the_manual_adds_it_needs_its_first_day(drop: Drop) -> None:
    home = drop.read("household", HOME)
    old = home["members"][0]["disability"]
    new = RENEWED["members"][0]["disability"]["certificates"][1] | {
        "number": old["certificates"][0]["number"][:-1] + "1"
    }
    for certificate, said in ((new, []), ({**new, "from": ""}, [f"certificate-order {HOME}"])):
        kept = {key: value for key, value in certificate.items() if value}
        member = home["members"][0] | {"disability": old | {"certificates": [*old["certificates"], kept]}}
        drop.write("household", HOME, home | {"members": [member, *home["members"][1:]]})
        assert drop.new() == said


def test_a_leave_as_the_manual_writes_it_passes_the_check(drop: Drop) -> None:
    drop.write(
        "helper", HELPER, drop.read("helper", HELPER) | {"pauses": [ON_LEAVE["pauses"][0] | {"deputy": "YYL-B-3333"}]}
    )
    assert drop.new() == []


def test_a_retirement_as_the_manual_tells_it_is_no_error(drop: Drop) -> None:
    helper = drop.read("helper", HELPER)
    drop.write("helper", HELPER, helper | RETIRED)
    assert drop.new() == [f"pairing-unsettled {HOME}"]
    drop.write("helper", HELPER, helper | VOLUNTEERS)
    assert drop.new() == []


def test_a_call_that_nobody_answered_and_a_village_report_as_the_manual_writes_them_pass_the_check(drop: Drop) -> None:
    drop.write("visit", "yueyanglou/households/YYL-2222/visits/2026-11-20.yml", dict(NOT_REACHED))
    village = {
        "body": "村(社区)残协", "department": "示例社区残协", "township": "岳阳楼街道", "post": "专职委员",
        "from": "2020-01-01",
    }  # fmt: skip
    path = "yueyanglou/helpers/YYL-B-3333.yml"
    drop.write("helper", path, drop.read("helper", path) | {"roles": [village]})
    drop.write("event-village", "yueyanglou/events/2026-11-20-village.yml", FROM_VILLAGE)
    assert drop.new() == []


def test_the_command_that_it_shows_is_one(text: str) -> None:
    words = re.search(r"jiedui (move [A-Z][^<]*)</code>", html.unescape(text))
    assert words
    context = move_command.make_context("move", words[1].split()[1:])
    assert (context.params["household"], context.params["on"]) == ("YYL-7K3Q", "2026-11-01")


@pytest.mark.parametrize(
    ("name", "start", "end"),
    [("guide", "", "")],
)
def test_the_page_says_what_its_outline_holds(as_expected, name, start, end):
    as_expected(name, start, end)
