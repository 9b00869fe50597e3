"""The policy as one object: what it is made of, and that all its gaps are told at once."""

from __future__ import annotations

import copy
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from jiedui.model.entitlement import RuleOption
from jiedui.model.policy import FILES, IMPLEMENTING, VISITING, Policy, PolicyMissingError
from jiedui.model.quota import Raise
from jiedui.model.reading import Variant, VariantQuota
from jiedui.model.service import ServiceKind
from jiedui.model.time import Quarter, Span
from jiedui.records.reader import read_record
from jiedui.records.schema import SchemaLibrary
from jiedui.records.tree import Place


@pytest.fixture(scope="module")
def shipped(repo_root: Path, policy_root: Path) -> dict[str, Any]:
    library, found = SchemaLibrary(repo_root / "schemas"), {}
    for name in (*FILES, "weights", "service"):
        found[name] = read_record(policy_root, Place(f"policy/{name}.yml", f"policy-{name}", name), library).data
    return found


@pytest.fixture
def files(shipped: dict[str, Any]) -> dict[str, Any]:
    return copy.deepcopy(shipped)


def test_the_shipped_policy_is_complete(files: dict[str, Any]) -> None:
    policy = Policy.of(files)
    assert (policy.programme.start, policy.end) == (date(2023, 9, 1), date(2028, 12, 31))
    assert (policy.quarters[0], policy.quarters[-1], len(policy.quarters)) == (Quarter(2023, 3), Quarter(2028, 4), 22)
    assert [task.key for task in policy.milestones] == ["survey", "plan", "ledger", "kickoff"]
    assert [task.key for task in policy.intake] == ["visit", "form", "card", "onsite", "module"]
    assert [code.key for code in policy.measures] == [
        "领", "守返贫", "守安全", "帮就业", "帮就学", "帮政策", "送康复", "送无障碍", "送文体", "送暖心",
    ]  # fmt: skip
    assert [kind.key for kind in policy.hazards] == ["fire", "electric", "drowning", "gas"]
    assert [benefit.key for benefit in policy.benefits if not benefit.on_form] == [
        "education_aid", "medical_rehab", "housing", "employment",
    ]  # fmt: skip
    assert [task.every for task in policy.cadence].count("季度") == 3
    assert policy.occasions[0].name == "中秋节"
    assert [document.number for document in policy.documents] == ["岳市残发〔2023〕20号"]
    assert policy.expiry_days == 180


def test_a_clause_is_told_by_its_document_where_that_is_not_the_first(files: dict[str, Any]) -> None:
    second = {"id": "2026", "title": "补充", "number": "岳市残发〔2026〕9号", "issuer": "市残联", "addressees": ["县"]}
    files["clauses"]["documents"].append(second)
    files["clauses"]["clauses"].append({"id": "2026:一(二)", "text": "至少联系帮扶3户"})
    policy = Policy.of(files)
    assert policy.notice is policy.documents[0]
    assert policy.document_of("2026:一(二)") is policy.documents[1]
    assert policy.document_of("五(二)1") is policy.document_of("2025:一") is policy.notice
    assert policy.cited("2026:一(二)") == "岳市残发〔2026〕9号 一(二)"
    assert (policy.cited("五(二)1"), policy.cited("2025:一")) == ("五(二)1", "2025:一")


def test_weights_may_be_left_out(files: dict[str, Any]) -> None:
    del files["weights"]
    assert Policy.of(files).weights == {"unit": {}, "person": {}}


def test_without_limits_of_office_none_is_set(files: dict[str, Any]) -> None:
    assert len(Policy.of(files).service.levels) == len(ServiceKind)
    del files["service"]
    assert Policy.of(files).service.levels == ()


def test_every_gap_is_told_at_once(files: dict[str, Any]) -> None:
    del files["quotas"], files["hazards"]
    del files["readings"]["readings"][9]["settings"]["initial_visit_days"]
    del files["readings"]["readings"][30]["settings"]
    del files["entitlements"]["rules"][0]["config"]
    del files["phases"]["phases"][1:3]
    with pytest.raises(PolicyMissingError) as caught:
        Policy.of(files)
    assert caught.value.files == ("quotas", "hazards")
    assert [item.name for item in caught.value.settings] == [
        "initial_visit_days", "hazard_days", "digest_days", "alarm_days",
    ]  # fmt: skip
    assert caught.value.options == (RuleOption(0, "living_subsidy", "extend_to_dibao_edge"),)
    assert caught.value.phases == ("visit", "implement")
    assert str(caught.value).startswith("('quotas', 'hazards', 'initial_visit_days'")


@pytest.mark.parametrize("name", FILES)
def test_each_file_is_needed(files: dict[str, Any], name: str) -> None:
    del files[name]
    with pytest.raises(PolicyMissingError) as caught:
        Policy.of(files)
    assert (caught.value.files, caught.value.settings, caught.value.options) == ((name,), (), ())


def test_a_fault_of_the_program_is_not_called_a_missing_policy(files: dict[str, Any]) -> None:
    del files["ledger"]["fictional_identity"]["name_prefix"]
    with pytest.raises(TypeError):
        Policy.of(files)
    del files["ledger"]["city"]
    with pytest.raises(KeyError, match="city"):
        Policy.of(files)


def test_entries_of_the_lists_are_found_by_their_keys(files: dict[str, Any]) -> None:
    policy = Policy.of(files)
    assert [policy.phase(name).name for name in (VISITING, IMPLEMENTING)] == ["入户走访阶段", "帮扶实施阶段"]
    names = [policy.hazard_name(key) for key in ("fire", "electric", "drowning", "gas", "flood")]
    assert names == ["火灾", "触电", "溺水", "煤气中毒", "flood"]
    assert [policy.benefit_name(key) for key in ("living_subsidy", "none")] == ["困难残疾人生活补贴", "none"]


def test_the_higher_of_post_and_rank_decides_and_what_is_unknown_is_the_lowest(files: dict[str, Any]) -> None:
    policy = Policy.of(files)
    assert policy.class_of("乡科级正职", "四级调研员") == "处级"
    assert policy.class_of("县处级正职", "一级科员") == "处级"
    assert policy.class_of("乡科级副职", "") == "科级"
    assert policy.class_of("", "没有听说过") == policy.class_of("", "") == "其他干部职工"
    asked = [("乡科级正职", "四级调研员"), ("乡科级副职", ""), ("", "一级科员"), ("", "没有听说过"), ("", "")]
    assert [policy.knows_class(*words) for words in asked] == [True, True, True, False, False]


def test_a_class_that_the_ledger_does_not_have_is_none(files: dict[str, Any]) -> None:
    files["quotas"] = {**files["quotas"], "classes": files["quotas"]["classes"][:2]}
    policy = Policy.of(files)
    assert policy.classes == ("其他干部职工", "科级")
    assert policy.class_of("县处级正职", "") == "其他干部职工"
    assert policy.class_of("县处级正职", "一级主任科员") == "科级"


def test_another_reading_changes_settings_and_puts_its_quotas_first(files: dict[str, Any]) -> None:
    policy = Policy.of(files)
    rows = (VariantQuota("county_township", "处级", 4), VariantQuota("county_township", "科级", 2))
    other = policy.under(Variant("试", {"partial_min_days": 1}, rows))
    assert [(quota.id, quota.rank_class, quota.need) for quota in other.quotas[:3]] == [
        ("county_township_1", "处级", 4), ("county_township_2", "科级", 2), ("city_division", "处级", 4),
    ]  # fmt: skip
    assert len(other.quotas) == len(policy.quotas) + 2
    assert (other.settings.partial_min_days, other.settings.initial_visit_days) == (1, 30)
    assert policy.settings.partial_min_days == 45


def test_a_raise_counts_from_its_day(files: dict[str, Any]) -> None:
    files["quotas"]["raises"] = [{"unit": "pingjiang", "need": 2, "from": "2024-07-01", "clause": "五(二)1"}]
    assert Policy.of(files).raises == (Raise("pingjiang", 2, Span(date(2024, 7, 1))),)


def test_how_long_is_kept_is_what_holds_on_the_day_and_undecided_where_nothing_does(files: dict[str, Any]) -> None:
    assert [(rule.years, rule.basis) for rule in Policy.of(files).retention] == [(3, "本台账自定")]
    first = files["ledger"]["retention"][0]
    files["ledger"]["retention"] = [{**first, "to": "2026-12-31"}, {**first, "years": 5, "from": "2027-01-01"}]

    def years(when: date) -> int | None:
        rule = Policy.of(files).retention_on(when)
        return rule.years if rule else None

    days = (date(2023, 8, 31), date(2023, 9, 1), date(2026, 12, 31), date(2027, 1, 1))
    assert [years(when) for when in days] == [None, 3, 3, 5]
    del files["ledger"]["retention"]
    assert years(date(2026, 12, 31)) is None


def test_a_programme_that_ends_before_it_begins_is_a_gap(files: dict[str, Any]) -> None:
    files["ledger"]["programme_to"] = "2023-09-01"
    assert Policy.of(files).quarters == (Quarter(2023, 3),)
    files["ledger"]["programme_to"] = "2023-08-31"
    with pytest.raises(PolicyMissingError) as caught:
        Policy.of(files)
    assert (caught.value.dayless, caught.value.files) == (True, ())


def test_no_count_below_five_is_public_unless_the_ledger_says_otherwise(files: dict[str, Any]) -> None:
    assert Policy.of(files).small_cells == 5
    files["ledger"]["small_cells"] = 10
    assert Policy.of(files).small_cells == 10
