"""How long a need, a risk and a referral may wait: days counted by hand on the calendar of 2026.

国庆 2026 is off from Thursday 1 to Wednesday 7 October; Sunday 20 September and Saturday 10 October are worked.
"""

from __future__ import annotations

from datetime import date

import pytest

from jiedui.duties import clock
from jiedui.duties.clock import ServiceClock, words
from jiedui.model.need import Need
from jiedui.model.relapse import Relapse, RiskFinding
from jiedui.model.service import ServiceKind, ServiceLevels
from jiedui.struct import replace


@pytest.fixture
def service(policy):
    return policy.service


def told(found):
    return [(item.level.kind, item.opened.isoformat(), item.last.isoformat(), item.met_on) for item in found]


def need(world, *measures, **more):
    return Need.of(world.need("n1", more.pop("raised", "2026-09-25"), *measures, **more))


def test_a_need_waits_twenty_working_days_for_its_first_measure(world, service):
    """28, 29, 30 September are three, 8 to 10 October three, 12 to 16 five, 19 to 23 five, 26 to 29 four: the 29th."""
    assert told(clock.of_need(service, need(world))) == [(ServiceKind.NEED, "2026-09-25", "2026-10-29", None)]


@pytest.mark.parametrize(
    ("measures", "closed", "met"),
    [
        (["2026-10-09", "2026-10-08"], "", date(2026, 10, 8)),
        ([], "2026-10-12", date(2026, 10, 12)),
        (["2026-10-13"], "2026-10-20", date(2026, 10, 13)),
    ],
)
def test_the_first_measure_or_the_end_is_the_answer(world, service, measures, closed, met):
    found = clock.of_need(service, need(world, *(world.measure(day) for day in measures), closed=closed))
    assert [item.met_on for item in found] == [met]


def test_a_self_report_is_to_be_looked_at_and_decided(world, service):
    waiting = clock.of_need(service, need(world, origin="本人申报"))
    assert told(waiting) == [
        (ServiceKind.LOOK, "2026-09-25", "2026-09-29", None),
        (ServiceKind.DECIDE, "2026-09-25", "2026-10-29", None),
    ]
    looked = clock.of_need(service, need(world, origin="本人申报", looked_on="2026-09-30"))
    assert [item.met_on for item in looked] == [date(2026, 9, 30), None]
    answered = clock.of_need(service, need(world, world.measure("2026-09-28"), origin="本人申报"))
    assert [item.met_on for item in answered] == [date(2026, 9, 28)] * 2, "an answer has looked at it as well"
    late = need(world, world.measure("2026-09-28"), origin="本人申报", looked_on="2026-09-29")
    assert [item.met_on for item in clock.of_need(service, late)] == [date(2026, 9, 28)] * 2


def test_a_sudden_hardship_is_due_the_day_it_is_told_whoever_told(world, service):
    found = clock.of_need(service, need(world, world.measure("2026-09-25"), urgent=True, origin="本人申报"))
    assert told(found) == [(ServiceKind.URGENT, "2026-09-25", "2026-09-25", None)]
    helped = need(world, urgent=True, responded_on="2026-09-27", closed="2026-09-30")
    assert [item.met_on for item in clock.of_need(service, helped)] == [date(2026, 9, 27)]
    ended = need(world, urgent=True, closed="2026-09-30")
    assert [item.met_on for item in clock.of_need(service, ended)] == [date(2026, 9, 30)]


def test_the_limit_of_the_day_of_raising_holds_after_it_was_changed(world, service):
    old, new = date(2026, 9, 30), date(2026, 10, 1)
    level = service.level(ServiceKind.NEED, old)
    until = replace(level, span=replace(level.span, end=old))
    since = replace(level, days=1, span=replace(level.span, start=new))
    changed = replace(service, levels=(until, since))
    lasts = [clock.of_need(changed, need(world, raised=day))[0].last for day in ("2026-09-30", "2026-10-01")]
    assert lasts == [date(2026, 11, 3), date(2026, 10, 8)]


def relapse(found_on, *steps, risk="有"):
    monitoring = [{"status": status, **({"date": on} if on else {})} for status, on in steps]
    day = {"found_on": found_on} if found_on else {}
    return Relapse((RiskFinding.of({"risk": risk, "kind": "大病", "monitoring": monitoring, **day}),))


def test_a_risk_is_to_be_reported_within_ten_working_days(service):
    """28, 29, 30 September, 8, 9, 10 October, 12 to 15 October: ten."""
    assert told(clock.of_risk(service, relapse("2026-09-25"))) == [(ServiceKind.RISK, "2026-09-25", "2026-10-15", None)]
    open_still = relapse("2026-09-25", ("未申报", "2026-09-26"))
    assert [item.met_on for item in clock.of_risk(service, open_still)] == [None]
    reported = relapse("2026-09-25", ("未申报", "2026-09-26"), ("已申报", "2026-10-16"), ("已纳入", "2026-11-01"))
    assert [item.met_on for item in clock.of_risk(service, reported)] == [date(2026, 10, 16)]


def test_no_clock_for_what_is_no_risk_or_has_no_day(service):
    assert clock.of_risk(service, Relapse()) == ()
    assert clock.of_risk(service, relapse("2026-09-25", risk="无")) == ()
    assert clock.of_risk(service, relapse("2026-09-25", ("已消除", "2026-10-01"))) == ()
    assert clock.of_risk(service, relapse("")) == ()
    assert clock.of_risk(service, relapse("2026-09-25", ("已申报", ""))) == ()


def test_a_referral_waits_fifteen_working_days_for_its_answer(world, service):
    """The three of September, 8 to 10 October, 12 to 16, and 19 to 22 October: fifteen."""
    sent = {"receiver": "民政", "sent_on": "2026-09-25", "asked": "请纳入低保。"}

    def clocks(done="", **more):
        measure = need(world, world.measure("2026-09-25", done=done, referrals=[{**sent, **more}])).measures[0]
        return clock.of_referral(service, measure, measure.referrals[0])

    assert told(clocks()) == [(ServiceKind.REFERRAL, "2026-09-25", "2026-10-22", None)]
    assert [item.met_on for item in clocks(answered_on="2026-10-23", answer="已纳入。")] == [date(2026, 10, 23)]
    assert [item.met_on for item in clocks(done="2026-10-09")] == [date(2026, 10, 9)]
    assert [item.met_on for item in clocks("2026-10-09", answered_on="2026-10-08", answer="好。")] == [
        date(2026, 10, 8)
    ]


@pytest.mark.parametrize(
    ("met", "said"),
    [
        (None, "超期 3 个工作日"),
        (date(2026, 9, 30), "按时"),
        (date(2026, 10, 1), "过了期限"),
        (date(2026, 10, 9), "迟了 2 个工作日"),
    ],
)
def test_how_a_clock_ended_in_words(service, met, said):
    level = service.level(ServiceKind.LOOK, date(2026, 9, 28))
    found = ServiceClock(level=level, opened=date(2026, 9, 28), last=date(2026, 9, 30), met_on=met)
    assert words(found, date(2026, 10, 10), service.calendar) == said
    assert found.running is (met is None)
    assert found.late is (met is not None and said != "按时")
    assert (found.over(date(2026, 9, 30)), found.over(date(2026, 10, 1))) == (False, met is None)


def test_without_limits_nothing_has_a_clock(world):
    assert clock.of_need(ServiceLevels(), need(world)) == ()
    assert clock.of_risk(ServiceLevels(), relapse("2026-09-25")) == ()
