"""A need as it is recorded, with its measures and what was put into them."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from jiedui.model.need import RECEIVERS, Measure, Need, Referral, Resource


def test_a_need_just_raised_is_open_and_not_urgent() -> None:
    assert Need.of({"id": "n-7K3Q", "content": "要轮椅。", "raised_on": "2026-01-05"}) == Need(
        id="n-7K3Q", person="", content="要轮椅。", raised_on=date(2026, 1, 5), urgent=False, responded_on=None,
        measures=(), closed_on=None, result="",
    )  # fmt: skip


def test_a_need_that_was_met_tells_its_measures_and_its_end() -> None:
    measure = {
        "code": "送康复", "content": "配轮椅。", "promised_on": "2026-01-06", "due_on": "2026-03-31", "by": "PJ-B-2222",
        "resources": [{"source": "慈善捐赠", "name": "示例基金", "amount": 800}, {"source": "其他"}],
        "done_on": "2026-02-01", "result": "已送到。",
    }  # fmt: skip
    found = Need.of({
        "id": "n-7K3Q", "person": "m-2F8D", "content": "要轮椅。", "raised_on": "2026-01-05", "urgent": True,
        "responded_on": "2026-01-06", "measures": [measure], "closed_on": "2026-02-02", "result": "办好。",
    })  # fmt: skip
    assert found == Need(
        id="n-7K3Q", person="m-2F8D", content="要轮椅。", raised_on=date(2026, 1, 5), urgent=True,
        responded_on=date(2026, 1, 6), closed_on=date(2026, 2, 2), result="办好。",
        measures=(
            Measure(
                code="送康复", content="配轮椅。", promised_on=date(2026, 1, 6), due_on=date(2026, 3, 31),
                by="PJ-B-2222", resources=(Resource("慈善捐赠", "示例基金", 800), Resource("其他", "", None)),
                done_on=date(2026, 2, 1), result="已送到。",
            ),
        ),
    )  # fmt: skip


def test_a_measure_that_was_only_promised_has_no_end() -> None:
    found = Measure.of({"code": "领", "content": "领办。", "promised_on": "2026-01-06"})
    assert (found.due_on, found.by, found.resources, found.done_on, found.result) == (None, "", (), None, "")


def test_a_need_is_known_as_far_as_it_had_come() -> None:
    measure = {
        "code": "送康复",
        "content": "配。",
        "promised_on": "2026-01-06",
        "done_on": "2026-02-01",
        "result": "好。",
    }
    found = Need.of({
        "id": "n-7K3Q", "content": "要轮椅。", "raised_on": "2026-01-05", "responded_on": "2026-01-06",
        "measures": [measure], "closed_on": "2026-02-02", "result": "办好。",
    })  # fmt: skip
    raised, promised, done, closed = (
        found.until(date.fromisoformat(day)) for day in ("2026-01-05", "2026-01-06", "2026-02-01", "2026-02-02")
    )
    assert (raised.responded_on, raised.measures, raised.closed_on, raised.result) == (None, (), None, "")
    assert promised.responded_on == date(2026, 1, 6)
    assert [(item.done_on, item.result) for item in promised.measures] == [(None, "")]
    assert (done.measures, done.closed_on, done.result) == (found.measures, None, "")
    assert closed == found


def test_a_referral_in_full_and_as_it_was_known() -> None:
    data = {
        "receiver": "民政", "office": "县民政局", "sent_on": "2026-01-07", "asked": "请纳入低保。",
        "answered_on": "2026-01-20", "answer": "已纳入。",
    }  # fmt: skip
    found = Referral.of(data)
    assert found == Referral(
        receiver="民政", office="县民政局", sent_on=date(2026, 1, 7), asked="请纳入低保。",
        answered_on=date(2026, 1, 20), answer="已纳入。",
    )  # fmt: skip
    assert found.whom == "民政（县民政局）"
    assert Referral.of({**data, "office": ""}).whom == "民政"
    measure = Measure.of({"code": "领", "content": "领办。", "promised_on": "2026-01-06", "referrals": [data]})
    assert measure.referrals == (found,)
    assert measure.until(date(2026, 1, 6)).referrals == ()
    (sent,) = measure.until(date(2026, 1, 19)).referrals
    assert (sent.sent_on, sent.answered_on, sent.answer) == (date(2026, 1, 7), None, "")
    assert measure.until(date(2026, 1, 20)).referrals == (found,)


def test_where_a_need_is_from_and_when_it_was_looked_at_and_answered() -> None:
    data = {"id": "n-7K3Q", "content": "要轮椅。", "raised_on": "2026-01-05"}
    plain = Need.of(data)
    assert (plain.origin, plain.looked_on, plain.decided_on) == ("", None, None)
    found = Need.of({**data, "origin": "本人申报", "looked_on": "2026-01-06"})
    assert (found.origin, found.looked_on) == ("本人申报", date(2026, 1, 6))
    assert [found.until(date(2026, 1, day)).looked_on for day in (5, 6)] == [None, date(2026, 1, 6)]
    measures = [{"code": "领", "content": "领办。", "promised_on": f"2026-01-{day}"} for day in (12, 10)]
    closed = {"closed_on": "2026-01-09", "result": "不符合。"}
    assert Need.of({**data, "measures": measures}).decided_on == date(2026, 1, 10)
    assert Need.of({**data, **closed}).decided_on == date(2026, 1, 9)
    assert Need.of({**data, **closed, "measures": measures}).decided_on == date(2026, 1, 9)


def test_the_receivers_are_those_of_the_schema(repo_root: Path) -> None:
    node = json.loads((repo_root / "schemas" / "household.schema.json").read_text("utf-8"))
    for key in ("needs", "measures", "referrals"):
        node = node["properties"][key]["items"]
    assert tuple(node["properties"]["receiver"]["enum"]) == RECEIVERS
