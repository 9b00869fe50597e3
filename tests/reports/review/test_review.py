"""The structure of a review: topics in order, the loud ones first."""

from __future__ import annotations

from jiedui.reports.review.review import Review, ReviewLine, ReviewTopic

LINES = (
    ReviewLine(ReviewTopic.FACT, "pingjiang", "a", "某户", ("一", "二")),
    ReviewLine(ReviewTopic.GONE, "yueyanglou", "b", "某次联系"),
    ReviewLine(ReviewTopic.FACT, "yueyanglou", "c", "另一户", ("三",)),
    ReviewLine(ReviewTopic.FACT, "pingjiang", "d", "第三户", ("四",)),
    ReviewLine(ReviewTopic.POLICY, "", "policy/quotas.yml", "户数要求", ("一",)),
)
REVIEW = Review(commit="0" * 40, overview=(), lines=LINES, units={"pingjiang": "平江县"})


def test_topics_stand_in_their_order_and_those_to_be_seen_first_are_loud() -> None:
    assert REVIEW.topics == (ReviewTopic.GONE, ReviewTopic.POLICY, ReviewTopic.FACT)
    assert [line.path for line in REVIEW.loud] == ["b", "policy/quotas.yml"]
    assert ReviewTopic.OUTSIDE.is_loud
    assert not ReviewTopic.EFFECT.is_loud


def test_lines_are_counted_by_federation_under_its_name() -> None:
    assert REVIEW.by_unit(ReviewTopic.FACT) == {"平江县": 2, "别处": 1}
    assert REVIEW.by_unit(ReviewTopic.POLICY) == {}


def test_a_line_says_of_what_it_is_and_what_is_done() -> None:
    assert [line.text for line in LINES[:2]] == ["某户：一；二", "某次联系"]
