"""One household for whoever helps it: counted by hand on a household with one of everything."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from jiedui.model.forge import Forge
from jiedui.records import reader
from jiedui.records.schema import SchemaLibrary
from jiedui.reports import case
from jiedui.reports.figures import Figures
from jiedui.struct import replace

AS_OF = date(2026, 11, 23)
HOME, FIRST, DEPUTY, SECOND = "YYL-2222", "YYL-B-2222", "YYL-B-3333", "YYL-B-4444"
PAUSE = {"from": "2026-11-01", "to": "2027-01-31", "reason": "产假", "deputy": DEPUTY}


@pytest.fixture
def figures(world: Any) -> Callable[..., Figures]:
    """The household of a helper whom another assists, with a promise that is late and one without a last day."""

    def made(as_of: date = AS_OF, forge: Forge | None = None, *, paused: bool = False, **more: Any) -> Figures:
        world.helper(FIRST, office_phone="0730-0000001", **({"pauses": [PAUSE]} if paused else {}))
        world.helper(DEPUTY)
        world.helper(SECOND)
        promises = (
            world.measure("2026-02-01", "2026-10-31", content="换轮椅。"),
            world.measure("2026-02-01", content="装扶手。"),
            world.measure("2026-02-01", done="2026-03-01"),
        )
        needs = [world.need(1, "2026-01-10", *promises)]
        world.household(
            HOME, world.pairing(FIRST), world.pairing(SECOND, role="协助"),
            **{"phone": "15400000009", "needs": needs} | more,
        )  # fmt: skip
        world.visit(HOME, FIRST, "2023-09-20")
        ledger = world.ledger()
        return Figures(replace(ledger, policy=replace(ledger.policy, forge=forge)), as_of)

    return made


def called(figures: Figures) -> list[tuple[str, str, tuple[str, ...]]]:
    found = case.contacts(figures, figures.ledger.households[HOME])
    return [(item.part, item.helper.id if item.helper else "", item.numbers) for item in found]


def test_the_household_is_called_first_then_who_is_in_charge_then_who_assists(figures: Callable[..., Figures]) -> None:
    assert called(figures()) == [
        ("家里", "", ("15400000009",)),
        ("主责", FIRST, ("15400000001", "0730-0000001")),
        ("协助", SECOND, ("15400000001",)),
    ]


def test_in_a_pause_the_deputy_is_named_beside_who_is_in_charge(figures: Callable[..., Figures]) -> None:
    assert [part for part, _, _ in called(figures(paused=True))] == ["家里", "主责", "代管", "协助"]
    assert called(figures(paused=True))[2] == ("代管", DEPUTY, ("15400000001",))


def test_without_a_telephone_and_without_anybody_in_charge_the_household_stands_alone(
    figures: Callable[..., Figures],
) -> None:
    assert called(figures(phone="", pairings=[])) == [("家里", "", ())]


def test_what_is_due_stands_by_how_pressing_it_is_with_its_days_and_the_words_of_a_promise(
    figures: Callable[..., Figures],
) -> None:
    """On 23 November: no contact in 2026Q3 (missed) nor in Q4 (38 days), a promise of 31 October is 23 days over.

    The one without a last day stands at the end.
    """
    there = figures()
    found = case.tasks(there, there.ledger.households[HOME])
    assert [(task.severity.value, task.when, task.due.detail, task.promised) for task in found] == [
        ("严重逾期", "已错过", "2026年第三季度", ""),
        ("逾期", "超期 23 天", "送康复", "换轮椅。"),
        ("未到期", "还剩 38 天", "2026年第四季度", ""),
        ("未到期", "还剩 38 天", "2026年，1人", ""),
        ("未到期", "", "送康复", "装扶手。"),
    ]


def test_a_promise_without_a_last_day_is_told_until_its_need_is_closed_and_while_the_programme_runs(
    figures: Callable[..., Figures],
) -> None:
    def told(there: Figures) -> list[str]:
        found = case.tasks(there, there.ledger.households[HOME])
        return [task.promised for task in found if task.promised and task.due.on is None]

    assert told(figures()) == ["装扶手。"]
    assert told(figures(date(2029, 1, 1))) == []
    need = figures().ledger.households[HOME].needs[0]
    assert need.measures[1].due_on is None
    closed = {"id": need.id, "content": "需要轮椅。", "raised_on": "2026-01-10", "result": "已解决。"}
    measure = {"code": "送康复", "content": "装扶手。", "promised_on": "2026-02-01"}
    on_the_day = {**closed, "closed_on": "2026-11-23", "measures": [measure]}
    assert told(figures(needs=[on_the_day])) == []
    assert told(figures(date(2026, 11, 22), needs=[on_the_day])) == ["装扶手。"]


def test_the_next_contact_names_the_day_and_who_acts_and_is_accepted_when_its_blanks_are_filled(
    figures: Callable[..., Figures], library: SchemaLibrary
) -> None:
    there = figures(paused=True)
    visit = case.next_visit(there, there.ledger.households[HOME], library)
    assert visit is not None
    assert (visit.path, visit.link, visit.stem) == (
        "records/yueyanglou/households/YYL-2222/visits/2026-11-23.yml", "", "2026-11-23",
    )  # fmt: skip
    assert f"by: {DEPUTY}" in visit.text
    filled = (
        visit.text.replace("（入户、电话、短信、微信、书信、其他、群发）", "电话")
        .replace("（true 或者 false）", "true")
        .replace("（本人、监护人、成年家庭成员、其他人）", "本人")
        .replace("（联系情况）", "身体还好。")
    )
    judged = reader.parse(filled, "2026-11-23.yml", library["visit"])
    assert judged.findings == ()
    assert judged.data is not None
    assert judged.data["date"] == judged.data["entered_on"] == "2026-11-23"


def test_the_second_contact_of_a_day_has_a_name_of_its_own(
    figures: Callable[..., Figures], world: Any, library: SchemaLibrary
) -> None:
    world.visit(HOME, FIRST, "2026-11-23")
    there = figures()
    visit = case.next_visit(there, there.ledger.households[HOME], library)
    assert visit is not None
    assert visit.stem == "2026-11-23-2"


def test_where_nobody_is_in_charge_the_visitor_is_a_blank(
    figures: Callable[..., Figures], library: SchemaLibrary
) -> None:
    there = figures(pairings=[])
    visit = case.next_visit(there, there.ledger.households[HOME], library)
    assert visit is not None
    assert "by: （联系人）" in visit.text


def test_nothing_is_recorded_of_a_closed_household_nor_after_the_programme(
    figures: Callable[..., Figures], library: SchemaLibrary
) -> None:
    over = figures(date(2029, 1, 1))
    assert case.next_visit(over, over.ledger.households[HOME], library) is None
    closed = figures(pairings=[], closed={"date": "2026-11-22", "reason": "去世"})
    assert case.next_visit(closed, closed.ledger.households[HOME], library) is None


def test_a_forge_opens_both_files(figures: Callable[..., Figures], library: SchemaLibrary) -> None:
    there = figures(forge=Forge("GitHub", "https://git.example.cn/a/b", "main", "."))
    home = there.ledger.households[HOME]
    own, visit = case.own_file(there, home), case.next_visit(there, home, library)
    assert own == case.RecordFile(
        "yueyanglou/households/YYL-2222/household.yml",
        "https://git.example.cn/a/b/edit/main/yueyanglou/households/YYL-2222/household.yml",
    )
    assert visit is not None
    assert visit.path == "yueyanglou/households/YYL-2222/visits/2026-11-23.yml"
    assert visit.link == (
        "https://git.example.cn/a/b/new/main/yueyanglou/households/YYL-2222/visits?filename=2026-11-23.yml"
    )
    plain = figures()
    assert case.own_file(plain, plain.ledger.households[HOME]) == case.RecordFile(
        "records/yueyanglou/households/YYL-2222/household.yml", ""
    )
