"""A quota and a county's raise as they are recorded."""

from __future__ import annotations

from datetime import date

from jiedui.model.quota import Quota, Raise
from jiedui.model.time import Span

BEGIN = date(2023, 8, 31)
LEAST = {
    "id": "county",
    "title": "县级残联",
    "clause": "五(二)1",
    "from": "2023-09-01",
    "bodies": ["县级残联"],
    "need": 1,
}


def test_a_quota_for_whoever_is_in_a_body_says_no_more_than_that() -> None:
    assert Quota.of(LEAST, BEGIN) == Quota(
        id="county", title="县级残联", requirement="", clause="五(二)1", span=Span(date(2023, 9, 1)),
        bodies=frozenset({"县级残联"}), rank_class="", post="", need=1, optional=0, wording="",
    )  # fmt: skip


def test_a_quota_without_a_first_day_holds_from_the_beginning_of_the_programme() -> None:
    undated = {key: value for key, value in LEAST.items() if key != "from"}
    assert Quota.of(undated, BEGIN).span == Span(BEGIN)


def test_a_quota_by_class_and_post_has_an_end() -> None:
    more = {
        "requirement": "R-060",
        "to": "2024-12-31",
        "class": "处级",
        "post": "理事长",
        "optional": 2,
        "wording": "视情",
    }
    assert Quota.of({**LEAST, **more}, BEGIN) == Quota(
        id="county", title="县级残联", requirement="R-060", clause="五(二)1",
        span=Span(date(2023, 9, 1), date(2024, 12, 31)), bodies=frozenset({"县级残联"}), rank_class="处级",
        post="理事长", need=1, optional=2, wording="视情",
    )  # fmt: skip


def test_a_raise_counts_from_its_day() -> None:
    found = Raise.of({"unit": "pingjiang", "need": 2, "from": "2024-07-01", "clause": "五(二)1"})
    assert found == Raise("pingjiang", 2, Span(date(2024, 7, 1)))
    ended = Raise.of({"unit": "pingjiang", "need": 2, "from": "2024-07-01", "to": "2025-06-30", "clause": "五(二)1"})
    assert ended.span == Span(date(2024, 7, 1), date(2025, 6, 30))


def test_a_raise_may_name_bodies_and_a_class() -> None:
    least = {"unit": "pingjiang", "need": 2, "from": "2024-07-01", "clause": "五(二)1"}
    found = Raise.of({**least, "bodies": ["县级残联"], "class": "科级"})
    assert found == Raise("pingjiang", 2, Span(date(2024, 7, 1)), frozenset({"县级残联"}), "科级")


def test_a_raise_lifts_whom_it_names_and_all_of_its_county_where_it_names_none() -> None:
    def lifted(named: Raise) -> list[str]:
        offices = [
            (unit, body, rank_class)
            for unit in ("pingjiang", "miluo")
            for body in ("县级残联", "乡镇(街道)残联")
            for rank_class in ("科级", "处级")
        ]
        return [" ".join(office) for office in offices if named.lifts(*office)]

    span, county = Span(date(2024, 7, 1)), frozenset({"县级残联"})
    of_county, of_township = "pingjiang 县级残联", "pingjiang 乡镇(街道)残联"
    assert lifted(Raise("pingjiang", 2, span)) == [
        f"{of_county} 科级", f"{of_county} 处级", f"{of_township} 科级", f"{of_township} 处级",
    ]  # fmt: skip
    assert lifted(Raise("pingjiang", 2, span, county)) == [f"{of_county} 科级", f"{of_county} 处级"]
    assert lifted(Raise("pingjiang", 2, span, rank_class="处级")) == [f"{of_county} 处级", f"{of_township} 处级"]
    assert lifted(Raise("pingjiang", 2, span, county, "科级")) == [f"{of_county} 科级"]
