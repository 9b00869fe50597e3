"""What a figure is, in one paragraph."""

from __future__ import annotations

from jiedui.reports.definition import Definition, Whose


def test_a_share_names_both_numbers_whose_it_is_its_day_and_its_readings() -> None:
    rate = Definition(
        numerator="本季已联系户数", denominator="本季应联系户数", whose=Whose.RESIDENCE, day="统计日", clause="五(四)3",
        readings=("A-06", "A-07"),
    )  # fmt: skip
    assert rate.sentence == (
        "本季已联系户数 ÷ 本季应联系户数。算给谁：户的属地。哪一天：统计日。依据 五(四)3，读法 A-06、A-07。"
    )


def test_a_count_names_what_is_counted_and_that_no_reading_was_needed() -> None:
    count = Definition(numerator="没有办结的需求", whose=Whose.STAFF, day="统计日", clause="四")
    assert count.sentence == "没有办结的需求。算给谁：责任人的单位。哪一天：统计日。依据 四，没有另定的读法。"
    assert count.on("季度最后一天").sentence.count("哪一天：季度最后一天") == 1
