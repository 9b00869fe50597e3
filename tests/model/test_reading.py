"""A reading as it is recorded, and the others that can be tried."""

from __future__ import annotations

from jiedui.model.reading import Reading, Variant, VariantQuota

LEAST = {"id": "A-99", "clause": "五(二)1", "question": "算几户？", "reading": "算一户。"}


def test_a_reading_may_be_words_alone() -> None:
    assert Reading.of(LEAST) == Reading(
        id="A-99", clause="五(二)1", question="算几户？", text="算一户。", alternatives=(), settings={}
    )


def test_other_readings_change_settings_or_quotas() -> None:
    rows = [{"quota": "county", "class": "处级", "need": 4}]
    found = Reading.of({
        **LEAST, "alternatives": ["算两户。"], "settings": {"plan_days": 30},
        "variants": [{"title": "六十天", "settings": {"plan_days": 60}}, {"title": "处级四户", "quotas": rows}],
    })  # fmt: skip
    assert (found.alternatives, found.settings) == (("算两户。",), {"plan_days": 30})
    assert found.variants == (
        Variant("六十天", {"plan_days": 60}, ()), Variant("处级四户", {}, (VariantQuota("county", "处级", 4),)),
    )  # fmt: skip
