"""The running quarter beside the same day of the last one, counted by hand."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from jiedui.reports.figures import Figures
from jiedui.reports.pace import Pace, quota_sentence, same_day
from jiedui.reports.sums import Portion, QuotaSum


def pace(world: Any, when: date) -> Pace:
    whole = world.ledger()
    return Pace.of(whole, Figures(whole, when))


@pytest.mark.parametrize(
    ("when", "day"),
    [
        # The first day, the 54th day, and the last of a quarter of as many days.
        (date(2026, 10, 1), date(2026, 7, 1)),
        (date(2026, 11, 23), date(2026, 8, 23)),
        (date(2026, 12, 31), date(2026, 9, 30)),
        # The second quarter has 91 days, the first 90.
        (date(2026, 6, 29), date(2026, 3, 31)),
        (date(2026, 6, 30), date(2026, 3, 31)),
        # The programme began on 1 September 2023: 31 August is before it, and before 2023Q3 there is no quarter.
        (date(2023, 12, 1), None),
        (date(2023, 12, 2), date(2023, 9, 1)),
        (date(2023, 9, 15), None),
        (date(2023, 8, 31), None),
        (date(2028, 12, 31), date(2028, 9, 30)),
        (date(2029, 1, 1), None),
    ],
)
def test_the_same_day_is_after_as_many_days_of_the_quarter(world: Any, when: date, day: date | None) -> None:
    assert same_day(Figures(world.ledger(), when)) == day


def test_the_days_that_have_begun_are_counted(world: Any) -> None:
    """23 November: 31 days of October and 23 of November, of 92."""
    assert pace(world, date(2026, 11, 23)).elapsed == Portion(54, 92)
    assert pace(world, date(2026, 10, 1)).elapsed == Portion(1, 92)
    assert pace(world, date(2026, 12, 31)).elapsed == Portion(92, 92)


def test_the_sentence_says_what_is_over_what_was_contacted_and_how_many_more(quarter_world: Any) -> None:
    """In 2026Q3 one of three was contacted by 23 August; in Q4 none is by 23 November, then one, then two."""
    when = date(2026, 11, 23)
    told = "本季已过 58.7%，已联系 "
    assert pace(quarter_world, when).sentence == f"{told}0%，比上季同日少 1 户。"
    quarter_world.visit("YYL-2222", "YYL-B-2222", "2026-10-10")
    assert pace(quarter_world, when).sentence == f"{told}33.3%，户数和上季同日一样。"
    quarter_world.visit("PJ-3333", "PJ-B-3333", "2026-11-23", "pingjiang")
    assert pace(quarter_world, when).sentence == f"{told}66.7%，比上季同日多 1 户。"


def test_what_was_entered_after_the_same_day_is_counted_by_the_day_of_the_contact(quarter_world: Any) -> None:
    """PJ-3333 was contacted on 30 September, which is the same day of 31 December."""
    assert pace(quarter_world, date(2026, 12, 31)).sentence == "本季已过 100%，已联系 0%，比上季同日少 2 户。"


def test_without_a_quarter_before_or_anybody_to_contact_the_sentence_is_shorter(world: Any, quarter_world: Any) -> None:
    assert pace(quarter_world, date(2023, 9, 1)).sentence.startswith("本季已过 68.5%，")
    assert pace(quarter_world, date(2023, 11, 1)).sentence == "本季已过 34.8%，已联系 0%。"
    for path in [path for path in world.records if "/households/" in path]:
        del world.records[path]
    assert pace(world, date(2026, 11, 23)).sentence == "本季已过 58.7%，没有应联系的户。"


@pytest.mark.parametrize("when", [date(2023, 6, 1), date(2023, 8, 31), date(2029, 1, 1)])
def test_before_and_after_the_programme_nothing_is_said(quarter_world: Any, when: date) -> None:
    found = pace(quarter_world, when)
    assert (found.sentence, found.then("gap"), found.then("coverage")) == ("", "", "")


def test_a_figure_of_the_same_day_is_written_like_that_of_today(quarter_world: Any) -> None:
    """On 23 August: one of three contacted, one helper of the city lacks one household, nobody is unpaired."""
    found = pace(quarter_world, date(2026, 11, 23))
    assert [found.then(key) for key in ("contact_rate", "coverage", "gap")] == ["33.3%", "100.0%", "1 户"]


def test_a_rate_of_nothing_is_left_out(world: Any) -> None:
    assert pace(world, date(2026, 11, 23)).then("coverage") == ""


@pytest.mark.parametrize(
    ("owed", "have", "gap", "said"),
    [
        (94, 101, 2, "总数够了，仍有 2 人欠 2 户：别人多结对的，不能抵。"),
        (94, 94, 1, "总数够了，仍有 2 人欠 1 户：别人多结对的，不能抵。"),
        (94, 93, 1, ""),
        (94, 101, 0, ""),
    ],
)
def test_why_somebody_lacks_where_all_have_enough(owed: int, have: int, gap: int, said: str) -> None:
    short = ("YYL-B-2222", "YYL-B-3333") if gap else ()
    found = QuotaSum(helpers=90, owed=owed, have=Fraction(have), gap=Fraction(gap), short=short, grace=())
    assert quota_sentence(found) == said
