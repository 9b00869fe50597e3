"""The shipped ledger shows every case that the notice and its readings tell apart."""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest

from jiedui.duties import clock, promise
from jiedui.duties.contact import ContactState
from jiedui.duties.deadline import DutyKind
from jiedui.duties.eligible import categories
from jiedui.duties.outing import OutingState
from jiedui.duties.quota import QuotaState
from jiedui.model.ledger import Ledger
from jiedui.model.service import ServiceKind
from jiedui.model.time import Quarter
from jiedui.model.visit import Visit
from jiedui.records.reader import Records, read_ledger
from jiedui.records.schema import SchemaLibrary, default_folder
from jiedui.reports.figures import Figures
from jiedui.reports.referrals import ReferralBook

AS_OF = date(2026, 11, 23)
EXPECTED = Path(__file__).parent / "shipped.txt"


@pytest.fixture(scope="module")
def records(shipped_root: Path) -> Records:
    return read_ledger(shipped_root, SchemaLibrary(default_folder()))


@pytest.fixture(scope="module")
def ledger(records: Records) -> Ledger:
    return Ledger.of(records)


@pytest.fixture(scope="module")
def figures(ledger: Ledger) -> Figures:
    return Figures(ledger, AS_OF)


@pytest.fixture(scope="module")
def visits(ledger: Ledger) -> list[Visit]:
    return [visit for found in ledger.visits.values() for visit in found]


def digests(root: Path) -> str:
    """Return a line for each federation, and one for what they share: how many files it has, and one number for all."""
    found: dict[str, list[Path]] = {}
    for file in sorted(root.rglob("*.yml")):
        found.setdefault(file.relative_to(root).parts[0], []).append(file)
    lines = []
    for name, files in sorted(found.items()):
        digest = hashlib.sha256()
        for file in files:
            digest.update(f"{file.relative_to(root).as_posix()}\0".encode() + file.read_bytes())
        lines.append(f"{name} {len(files)} {digest.hexdigest()[:16]}\n")
    return "".join(lines)


def test_the_generator_gives_what_it_gave(shipped_root: Path) -> None:
    """What it gives otherwise is brought along to records/ with `make renew`, read, and accepted with JIEDUI_ACCEPT=1.

    It is not compared with records/, where anything may be recorded.
    """
    if os.environ.get("JIEDUI_ACCEPT") == "1":
        EXPECTED.write_text(digests(shipped_root), "utf-8")
    assert digests(shipped_root).splitlines() == EXPECTED.read_text("utf-8").splitlines()


def test_it_is_of_the_size_that_readers_can_survey(records: Records, ledger: Ledger) -> None:
    assert records.findings == []
    kinds = Counter(record.place.kind for record in records.valid)
    assert kinds["household"] == 120
    assert 85 <= kinds["helper"] <= 110
    assert 850 <= kinds["visit"] <= 1100
    assert len(ledger.units) == 14
    assert len({household.unit for household in ledger.households.values()}) == 13
    assert len({(item.county, item.township) for item in ledger.households.values()}) >= 95


def test_visits_do_not_read_like_copies(visits: list[Visit]) -> None:
    texts = [visit.content for visit in visits if visit.content]
    assert len(set(texts)) >= 700
    assert len(set(texts)) >= 0.85 * len(texts)
    assert any(not visit.content for visit in visits)


def test_every_contact_state_occurs(figures: Figures) -> None:
    found = Counter(quarter.state for history in figures.histories.values() for quarter in history)
    assert set(found) == set(ContactState)
    closed = found[ContactState.DONE] + found[ContactState.LATE] + found[ContactState.OVERDUE]
    assert 0.03 < found[ContactState.OVERDUE] / closed < 0.09


def test_every_reason_for_a_state_occurs(figures: Figures) -> None:
    reasons = {quarter.reason for history in figures.histories.values() for quarter in history}
    for reason in (
        "没有联系记录", "联系过，没有联系上", "只有代联系，责任人没有联系", "联系方式或联系对象不算",
        "去世，免计", "责任人经批准暂停联系，免计", "方案启动当季，免计联系", "本季没有结对",
    ):  # fmt: skip
        assert reason in reasons
    assert any(reason.endswith("不足 45 天") for reason in reasons)


def test_the_first_short_quarter_counts_with_a_visit_and_not_without(ledger: Ledger, figures: Figures) -> None:
    first = {}
    for household in ledger.households.values():
        if household.pairings:
            start = household.pairings[0].span.start
            quarter = Quarter.of(start)
            if (quarter.end - start).days < 44 and quarter.end < AS_OF:
                first.setdefault(figures.histories[household.id][figures.quarters.index(quarter)].state, household)
    assert {ContactState.DONE, ContactState.NOT_DUE} <= set(first)


def test_every_quota_state_occurs(ledger: Ledger, figures: Figures) -> None:
    lines = figures.quota_lines
    assert {line.state for line in lines.values()} == set(QuotaState) - {QuotaState.AHEAD}
    assert any(line.have > line.need > 0 for line in lines.values())
    assert sum(line.need == 4 for line in lines.values()) >= 8
    # One person who is section head of the city and chair of an association owes two, not three.
    chairs = [
        lines[helper.id]
        for helper in ledger.helpers.values()
        if {"市残联机关", "市级专门协会"} <= {role.body for role in helper.roles_on(AS_OF)}
    ]
    assert [(line.need, line.have) for line in chairs] == [(2, 2)]
    assert any(owed.doubtful for line in lines.values() for owed in line.owed_by)


def test_helpers_come_and_go(ledger: Ledger) -> None:
    helpers = ledger.helpers.values()
    assert {role.end_reason for helper in helpers for role in helper.roles} == {"", "岗位调整", "职务变化", "退休离岗"}
    assert {role.body for helper in helpers for role in helper.roles} == {
        "市残联机关", "市残联直属单位", "市级专门协会", "县级残联", "县级专门协会",
        "乡镇(街道)残联", "村(社区)残协", "社会力量",
    }  # fmt: skip
    pauses = [pause for helper in helpers for pause in helper.pauses]
    assert {(bool(pause.deputy), bool(pause.approved_by)) for pause in pauses} == {(True, False), (False, True)}
    assert {bool(helper.filed_with) for helper in helpers if helper.is_social()} == {True, False}
    assert any(helper.filed_with and not helper.is_social() for helper in helpers)


def test_pairings_end_for_every_reason(records: Records, ledger: Ledger) -> None:
    ended = [item for household in ledger.households.values() for item in household.pairings if item.span.end]
    assert {item.end_reason for item in ended} == {
        "岗位调整", "职务变化", "退休离岗", "去世", "迁出市内", "迁出市外", "脱困", "拒绝", "失联", "其他",
    }  # fmt: skip
    lasts = {item.span.end for item in ended}
    assert any(last == Quarter.of(last).end for last in lasts if last)
    assert any(last != Quarter.of(last).end for last in lasts if last)
    withdrawn = [record.place.kind for record in records.valid if "withdrawn" in record.data]
    assert sorted(withdrawn) == ["household", "visit"]


def test_a_refusal_is_asked_twice(ledger: Ledger) -> None:
    (refused,) = [item for item in ledger.households.values() if item.closed_reason == "拒绝"]
    assert refused.closed_on
    since = refused.closed_on - timedelta(days=30)
    assert sum(visit.channel == "入户" and visit.date >= since for visit in ledger.contacts(refused.id)) >= 2


def test_a_household_lives_on_where_it_moved(ledger: Ledger) -> None:
    (moved,) = [item for item in ledger.households.values() if item.moved_from]
    origin = ledger.households[moved.moved_from]
    assert origin.closed_reason == "迁出市内"
    assert moved.unit != origin.unit
    assert [member.name for member in moved.members] == [member.name for member in origin.members]


def test_pairings_are_shared_resumed_and_reach_over_the_border(ledger: Ledger) -> None:
    spells = [household.pairings for household in ledger.households.values()]
    primaries = [[item.helper for item in found if item.is_primary] for found in spells]
    assert any(len(found) == 3 and found[0] == found[2] != found[1] for found in primaries)
    assert any(not item.is_primary for found in spells for item in found)
    assert any(item.exception_reason for found in spells for item in found)


def test_a_colleague_contacts_for_one_on_leave(ledger: Ledger) -> None:
    deputies = {
        pause.deputy: pause.span for helper in ledger.helpers.values() for pause in helper.pauses if pause.deputy
    }
    ((deputy, span),) = deputies.items()
    made = [
        visit for found in ledger.visits.values() for visit in found if visit.by == deputy and span.covers(visit.date)
    ]
    assert any(deputy not in {item.helper for item in ledger.households[visit.household].pairings} for visit in made)


def test_contacts_of_every_kind_occur(visits: list[Visit]) -> None:
    assert {visit.channel for visit in visits} == {"入户", "电话", "短信", "微信", "书信", "其他", "群发"}
    assert {visit.counterpart for visit in visits} == {"本人", "监护人", "成年家庭成员", "其他人"}
    assert any(len(visit.households) == 3 for visit in visits)
    assert any(visit.date == date(2024, 2, 29) for visit in visits)
    assert any(visit.date == date(2025, 12, 31) and visit.entered_on == date(2026, 1, 10) for visit in visits)
    assert any(visit.stem.endswith("-2") for visit in visits)
    assert {progress.action for visit in visits for progress in visit.progress} == {"提出", "推进", "办结"}


def test_the_first_visits_are_complete_late_or_open(figures: Figures) -> None:
    states = {task.state(AS_OF) for found in figures.intakes.values() for item in found for task in item.tasks}
    assert {"已完成", "迟完成", "逾期"} <= states


def test_households_of_every_kind_occur(ledger: Ledger) -> None:
    households = list(ledger.households.values())
    assert {item.hardship for item in households} == {
        "低保户", "单人户低保", "低保边缘户", "分散特困供养", "集中特困供养", "其他特殊困难",
    }  # fmt: skip
    assert {kind for item in households for kind in categories(item, ledger.policy, AS_OF)} == {
        "事实无人照料", "依老养残", "其他特殊困难", "一户多残", "老残一体", "无生活自理能力",
    }  # fmt: skip
    people = [member for item in households for member in item.disabled]
    assert {member.disability.category for member in people if member.disability} >= {
        "视力", "听力", "肢体", "智力", "精神", "多重",
    }  # fmt: skip
    assert {member.schooling for member in people} == {"", "在校", "送教上门", "未入学"}
    assert any(item.exception_reason for item in households)
    assert any(item.hardship_until for item in households)


def test_certificates_of_every_kind_occur(ledger: Ledger) -> None:
    people = [member.disability for item in ledger.households.values() for member in item.disabled]
    cards = [person.certificate for person in people if person]
    assert {card.number[20:] for card in cards} >= {"", "B1", "B2"}
    assert any(card.exception for card in cards)
    assert any(card.expires and card.expires < AS_OF + timedelta(days=180) for card in cards)
    assert any(len(card.components) == 2 for card in cards)


def test_the_roster_holds_households_without_a_helper(figures: Figures) -> None:
    covered = figures.city.coverage
    assert 5 <= len(covered.unpaired) <= 15
    assert len(covered.paired) >= 90


def test_needs_are_of_every_code_and_state(ledger: Ledger) -> None:
    found = [item for household in ledger.households.values() for item in promise.promises(household, AS_OF)]
    assert {item.measure.code for item in found} == {
        "领", "守返贫", "守安全", "帮就业", "帮就学", "帮政策", "送康复", "送无障碍", "送文体", "送暖心",
    }  # fmt: skip
    assert {item.state for item in found} == set(promise.PromiseState)
    urgent = [item for household in ledger.households.values() for item in promise.urgent(household, AS_OF)]
    assert any(item.days is None for item in urgent)
    assert sum(item.days is not None for item in urgent) >= 5


def test_needs_come_from_everywhere_and_wait_in_time_and_too_long(ledger: Ledger, figures: Figures) -> None:
    needs = [need for household in ledger.households.values() for need in household.needs]
    assert {need.origin for need in needs} == {"", "走访", "本人申报", "村级上报", "数据比对"}
    found = {
        (item.level.kind, item.running, item.late)
        for need in needs
        for item in clock.of_need(ledger.policy.service, need)
    }
    running = {kind for kind, runs, _ in found if runs}
    assert running == {ServiceKind.LOOK, ServiceKind.DECIDE, ServiceKind.URGENT}
    assert (ServiceKind.URGENT, False, True) in found
    waits = {(item.kind, item.on < AS_OF) for due in figures.due.values() for item in due if item.workdays}
    for kind in (DutyKind.LOOK, DutyKind.ANSWER, DutyKind.REFERRAL):
        assert {(kind, True), (kind, False)} <= waits
    assert (DutyKind.RISK, True) in waits


def test_measures_are_handed_to_other_bodies(figures: Figures) -> None:
    total = ReferralBook(figures.city).total
    assert total.answered > 5
    assert 0 < total.over < total.waiting


def test_risks_and_hazards_are_open_and_settled(ledger: Ledger, figures: Figures) -> None:
    assert {item.relapse.monitoring for item in ledger.households.values()} == {
        "", "未申报", "已申报", "已纳入", "未通过", "已消除",
    }  # fmt: skip
    hazards = [hazard for found in figures.hazards.values() for hazard in found]
    assert {hazard.key for hazard in hazards} == {"fire", "electric", "drowning", "gas"}
    assert {hazard.removed_on is None for hazard in hazards} == {True, False}


def test_outings_are_made_missed_and_excused(ledger: Ledger, figures: Figures) -> None:
    assert {item.state for found in figures.outings.values() for item in found} == set(OutingState)
    kinds = {outing.kind for household in ledger.households.values() for outing in household.outings}
    assert kinds == set(ledger.policy.outing_kinds)


def test_the_organisation_has_its_records(records: Records, ledger: Ledger) -> None:
    kinds = {record.place.kind for record in records.valid}
    assert {
        f"event-{kind}" for kind in ("meeting", "reminder", "award", "branch", "story", "village", "strike")
    } <= kinds
    milestones = {unit.id: {item.key for item in unit.milestones} for unit in ledger.units.values()}
    assert "方案" not in milestones["nanhu"]
    assert all(len(keys) == 4 for unit, keys in milestones.items() if unit != "nanhu")
