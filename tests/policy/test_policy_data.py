"""The notice as data: every policy file keeps its schema, cites real clauses and says what the notice says."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from jiedui.notice import shipped

ROOT = Path(__file__).resolve().parents[2]
SCHEMAS = ROOT / "schemas"
NAMES = ["benefits", "channels", "clauses", "entitlements", "hazards", "ledger", "measures", "occasions", "phases"]
NAMES += ["quotas", "ranks", "readings", "service", "weights"]

# SHA-256 (UTF-8) of the notice 岳市残发〔2023〕20号, annexes included, without whitespace and without the Markdown
# marks # * and -; lines that a page break cut in two are thereby joined. Taken from the source text of the notice.
NOTICE_SHA256 = "19171fdc5aff85886dcdf727af77135e4762e398c4aae22171121762df7110df"

# The requirement numbers in use, as (first, last): the numbering leaves gaps between the parts of the notice.
REQUIREMENT_RANGES = [
    (1, 5), (10, 18), (20, 22), (30, 45), (50, 56), (60, 73), (80, 87), (90, 108), (110, 123),
]  # fmt: skip


def schema_of(name: str) -> dict[str, Any]:
    return json.loads((SCHEMAS / f"policy-{name}.schema.json").read_text(encoding="utf-8"))


def typed(node: Any, schema: dict[str, Any], root: dict[str, Any]) -> Any:
    """Turn text into an integer or a boolean where the schema says so, as the ledger's YAML dialect does."""
    if "$ref" in schema:
        schema = root["$defs"][schema["$ref"].removeprefix("#/$defs/")]
    if isinstance(node, dict):
        return {key: typed(value, schema.get("properties", {}).get(key, {}), root) for key, value in node.items()}
    if isinstance(node, list):
        return [typed(value, schema.get("items", {}), root) for value in node]
    if schema.get("type") == "integer" and re.fullmatch(r"0|[1-9][0-9]*", node):
        return int(node)
    if schema.get("type") == "boolean" and node in ("true", "false"):
        return node == "true"
    return node


def load(root: Path, name: str) -> dict[str, Any]:
    schema = schema_of(name)
    raw = yaml.load((root / "policy" / f"{name}.yml").read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)
    return typed(raw, schema, schema)


@pytest.fixture(scope="module")
def policy(policy_root: Path) -> dict[str, dict[str, Any]]:
    return {name: load(policy_root, name) for name in NAMES}


@pytest.fixture(scope="module")
def clause_texts(policy: dict[str, dict[str, Any]]) -> dict[str, str]:
    return {entry["id"]: entry.get("heading", "") + entry.get("text", "") for entry in policy["clauses"]["clauses"]}


def values_of(node: Any, key: str) -> Iterator[Any]:
    """Every value that stands under `key`, at any depth."""
    if isinstance(node, dict):
        for name, value in node.items():
            if name == key:
                yield value
            yield from values_of(value, key)
    elif isinstance(node, list):
        for value in node:
            yield from values_of(value, key)


def properties_of(schema: Any, path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    if isinstance(schema, dict):
        for key, value in schema.items():
            if key == "properties":
                for name, child in value.items():
                    yield f"{path}/{name}", child
                    yield from properties_of(child, f"{path}/{name}")
            elif key != "$defs":
                yield from properties_of(value, path)


def chinese(text: str) -> bool:
    return bool(re.search("[一-鿿]", text))


def normalised(text: str) -> str:
    return re.sub(r"[\s#*-]+", "", text)


def the_requirements() -> list[str]:
    return [f"R-{number:03d}" for first, last in REQUIREMENT_RANGES for number in range(first, last + 1)]


# Files and schemas


def test_each_policy_file_has_its_schema() -> None:
    assert sorted(file.name for file in shipped().iterdir()) == [f"{name}.yml" for name in NAMES]
    schemas = sorted(path.name for path in SCHEMAS.glob("policy-*.schema.json"))
    assert schemas == [f"policy-{name}.schema.json" for name in NAMES]


@pytest.mark.parametrize("name", NAMES)
def test_file_is_valid(policy_root: Path, name: str) -> None:
    schema = schema_of(name)
    Draft202012Validator.check_schema(schema)
    assert [error.message for error in Draft202012Validator(schema).iter_errors(load(policy_root, name))] == []


@pytest.mark.parametrize("name", NAMES)
def test_schema_speaks_chinese_and_is_closed(name: str) -> None:
    schema = schema_of(name)
    assert schema["$id"] == f"policy-{name}.schema.json"
    assert chinese(schema["title"])
    assert chinese(schema["description"])
    mute = [
        path for path, child in properties_of(schema) if not (chinese(child["title"]) and chinese(child["description"]))
    ]
    assert mute == []
    objects = json.dumps(schema).count('"type": "object"')
    assert list(values_of(schema, "additionalProperties")) == [False] * objects


# The notice


def test_the_notice_is_complete(clause_texts: dict[str, str]) -> None:
    text = normalised("".join(clause_texts.values()))
    assert len(text) == 5215
    assert hashlib.sha256(text.encode("utf-8")).hexdigest() == NOTICE_SHA256


def test_clause_ids_are_unique(policy: dict[str, dict[str, Any]], clause_texts: dict[str, str]) -> None:
    assert len(policy["clauses"]["clauses"]) == len(clause_texts) == 52
    assert all(clause_texts.values())


def test_cited_clauses_exist(policy: dict[str, dict[str, Any]], clause_texts: dict[str, str]) -> None:
    cited = list(values_of(policy, "clause"))
    assert len(cited) > 100
    assert set(cited) <= set(clause_texts)


def test_every_requirement_belongs_to_one_clause(policy: dict[str, dict[str, Any]]) -> None:
    assert len(the_requirements()) == 95
    assigned = [number for entry in policy["clauses"]["clauses"] for number in entry.get("requirements", [])]
    assert sorted(assigned) == the_requirements()


def test_cited_requirements_exist(policy: dict[str, dict[str, Any]]) -> None:
    cited = {number for numbers in values_of(policy, "requirements") for number in numbers}
    cited |= set(values_of(policy["quotas"], "requirement"))
    assert cited == set(the_requirements())


def test_document_head_agrees_with_the_clauses(policy: dict[str, dict[str, Any]], clause_texts: dict[str, str]) -> None:
    [head] = policy["clauses"]["documents"]
    for words in (head["title"], head["number"], head["issuer"], *head["addressees"]):
        assert words in clause_texts["发文"]
    assert all(name in clause_texts["附件"] for name in head["attachments"])


def test_wording_is_the_notices_own(policy: dict[str, dict[str, Any]], clause_texts: dict[str, str]) -> None:
    quoted = [(row["clause"], row["wording"]) for row in policy["quotas"]["quotas"] if "wording" in row]
    quoted += [(row["clause"], row["wording"]) for row in policy["channels"]["preach_topics"]]
    quoted += [(row["clause"], row["name"]) for row in policy["channels"]["topics"]]
    quoted += [(row["clause"], row["name"]) for row in policy["hazards"]["hazards"]]
    quoted += [(row["clause"], row["phrase"]) for row in policy["measures"]["outing_kinds"]]
    quoted += [(row["clause"], row["group"]) for row in policy["benefits"]["benefits"] if "group" in row]
    for row in policy["measures"]["measures"]:
        quoted += [(row["clause"], words) for words in (row["name"], *row["kinds"])]
    for row in policy["phases"]["phases"]:
        quoted += [(row["clause"], words) for words in (row["name"], *row["tasks"])]
    assert [(clause, words) for clause, words in quoted if words not in clause_texts[clause]] == []


# Quotas and ranks


def test_quota_numbers(policy: dict[str, dict[str, Any]]) -> None:
    rows = {row["requirement"]: row for row in policy["quotas"]["quotas"] if "requirement" in row}
    needs = [rows[f"R-{number:03d}"]["need"] for number in range(60, 68)]
    assert needs == [4, 2, 1, 1, 1, 0, 0, 0]
    assert {key: row["optional"] for key, row in rows.items() if "optional" in row} == {"R-065": 1, "R-066": 1}
    assert [row["name"] for row in policy["quotas"]["classes"]] == ["其他干部职工", "科级", "处级"]
    assert {row["from"] for row in policy["quotas"]["quotas"]} == {policy["ledger"]["programme_from"]}


def first_match(rows: list[dict[str, Any]], body: str, klass: str, post: str) -> str:
    wanted = (row for row in rows if body in row["bodies"])
    return next(r["id"] for r in wanted if r.get("class", klass) == klass and r.get("post", post) == post)


@pytest.mark.parametrize(
    ("body", "klass", "post", "expected"),
    [
        ("市残联机关", "处级", "副理事长", "city_division"),
        ("市残联直属单位", "科级", "主任", "city_section"),
        ("市残联机关", "其他干部职工", "干部", "city_staff"),
        ("县级残联", "处级", "理事长", "county_township"),
        ("乡镇(街道)残联", "其他干部职工", "专职委员", "county_township"),
        ("县级专门协会", "其他干部职工", "主席", "association_chair"),
        ("市级专门协会", "科级", "副主席", "association_vice_chair"),
        ("市级专门协会", "其他干部职工", "委员", "association_other"),
        ("村(社区)残协", "其他干部职工", "主席", "village"),
        ("社会力量", "其他干部职工", "志愿者", "social_force"),
    ],
)
def test_first_quota_that_fits(
    policy: dict[str, dict[str, Any]], body: str, klass: str, post: str, expected: str
) -> None:
    assert first_match(policy["quotas"]["quotas"], body, klass, post) == expected


def test_every_body_and_class_meets_a_quota(policy: dict[str, dict[str, Any]]) -> None:
    rows = policy["quotas"]["quotas"]
    classes = [row["name"] for row in policy["quotas"]["classes"]]
    bodies = schema_of("quotas")["properties"]["quotas"]["items"]["properties"]["bodies"]["items"]["enum"]
    found = [first_match(rows, body, klass, "") for body in bodies for klass in classes]
    assert len(found) == 8 * 3
    assert len({row["id"] for row in rows}) == len(rows)


def test_rank_classes(policy: dict[str, dict[str, Any]]) -> None:
    known = {row["name"] for row in policy["quotas"]["classes"]}
    ranks = {row["name"]: row["class"] for row in policy["ranks"]["ranks"]}
    levels = {row["name"]: row["class"] for row in policy["ranks"]["post_levels"]}
    assert len(ranks) == len(policy["ranks"]["ranks"]) == 22
    assert len(levels) == len(policy["ranks"]["post_levels"]) == 7
    assert set(ranks.values()) == set(levels.values()) == known
    # Annex 1 names a 一级, a 二级 and a 四级调研员: all three owe four households.
    assert [ranks[name] for name in ("一级调研员", "二级调研员", "四级调研员")] == ["处级"] * 3
    assert [ranks[name] for name in ("四级主任科员", "管理岗八级", "一级科员", "工勤技能岗")] == [
        "科级", "科级", "其他干部职工", "其他干部职工",
    ]  # fmt: skip
    assert all(levels[row["layer"]] == row["class"] for row in policy["ranks"]["ranks"] if "layer" in row)


# Readings


SETTINGS = {
    "A-02": {"rank_rule": "就高"},
    "A-03": {
        "tenure_classes": ["处级"],
        "tenure_flag_classes": ["科级"],
        "full_time_bodies": ["县级残联", "乡镇(街道)残联"],
    },
    "A-04": {"chair_mode": "至少"},
    "A-05": {"multi_role": "取最高"},
    "A-06": {"period": "日历季度"},
    "A-07": {
        "contact_counts": [
            {"channel": name, "counts": "联系上"} for name in ("入户", "电话", "短信", "微信", "书信", "其他")
        ]
        + [{"channel": "群发", "counts": "不算"}]
    },
    "A-08": {"delegate_counts": False},
    "A-09": {"contact_until": "2028-12-31"},
    "A-10": {"partial_min_days": 45, "initial_visit_days": 30},
    "A-11": {"exempt_end_reasons": ["去世"]},
    "A-12": {"handover": "任一责任人"},
    "A-13": {"exempt_quarters": ["2023Q3"]},
    "A-14": {"late_days": 15},
    "A-15": {"leader_posts": ["党组书记", "党组成员", "理事长"]},
    "A-16": {"severe_grades": [{"category": name, "grades": ["一级", "二级"]} for name in ("智力", "精神", "其他")]},
    "A-17": {"form_per": "人", "adult_age": 18, "old_age": 60},
    "A-18": {"outing_per": "人", "outing_first_year": 2024, "outing_min_days": 183},
    "A-19": {"shared": "只计主责"},
    "A-20": {"plan_days": 60, "result_months": 12, "open_days": 180},
    "A-21": {
        "repair_grace_days": 60,
        "grace_end_reasons": ["去世", "迁出市内", "迁出市外", "脱困", "拒绝", "失联", "重复", "其他"],
    },
    "A-23": {"pause_needs_approval": True},
    "A-25": {"quota_as_of": "期末"},
    "A-26": {"rank_grace_days": 60},
    "A-27": {"counterparts": ["本人", "监护人", "成年家庭成员"]},
    "A-29": {
        "hardship_as_of": "结对日",
        "hardship_statuses": ["低保户", "单人户低保", "低保边缘户", "分散特困供养", "集中特困供养"],
    },
    "A-31": {"hazard_days": 30, "digest_days": 30, "alarm_days": [14, 3]},
}


def test_each_reading_once(policy: dict[str, dict[str, Any]]) -> None:
    assert [row["id"] for row in policy["readings"]["readings"]] == [f"A-{number:02d}" for number in range(1, 32)]


def test_settings_of_the_readings(policy: dict[str, dict[str, Any]]) -> None:
    assert {row["id"]: row["settings"] for row in policy["readings"]["readings"] if "settings" in row} == SETTINGS


def test_each_setting_is_defined_and_used_once(policy: dict[str, dict[str, Any]]) -> None:
    used = [key for row in policy["readings"]["readings"] for key in row.get("settings", {})]
    row_schema = schema_of("readings")["properties"]["readings"]["items"]["properties"]
    assert sorted(used) == sorted(row_schema["settings"]["properties"])


def test_the_text_of_a_reading_states_its_numbers(policy: dict[str, dict[str, Any]]) -> None:
    units = {"outing_first_year": "年", "result_months": "个月", "adult_age": "周岁", "old_age": "周岁"}
    for row in policy["readings"]["readings"]:
        for key, value in row.get("settings", {}).items():
            if isinstance(value, int) and not isinstance(value, bool):
                assert f"{value}{units.get(key, '天')}" in row["reading"], (row["id"], key)
            if key in ("grace_end_reasons", "hardship_statuses", "counterparts"):
                assert all(word in row["reading"] for word in value), (row["id"], key)


def test_channels_agree_with_the_reading(policy: dict[str, dict[str, Any]]) -> None:
    counts = {row["channel"]: row["counts"] for row in SETTINGS["A-07"]["contact_counts"]}
    assert [row["name"] for row in policy["channels"]["channels"]] == list(counts)
    assert [name for name, rule in counts.items() if rule != "联系上"] == ["群发"]


# The other closed lists


def test_measures_benefits_and_hazards(policy: dict[str, dict[str, Any]]) -> None:
    measures = policy["measures"]["measures"]
    groups = [row["group"] for row in measures]
    assert [groups.count(name) for name in ("一领", "二守", "三帮", "四送")] == [1, 2, 3, 4]
    assert len({row["code"] for row in measures}) == 10
    assert len(policy["measures"]["outing_kinds"]) == 5
    benefits = policy["benefits"]["benefits"]
    # Seven policies in the notice; 两项补贴 is one of them and two benefits.
    groups = [row["group"] for row in benefits if "group" in row]
    assert (len(groups), len(set(groups))) == (8, 7)
    assert {row["key"] for row in benefits if row["on_form"]} == {
        "dibao", "living_subsidy", "nursing_subsidy", "pension", "pension_aid", "medical_insurance",
    }  # fmt: skip
    assert [row["name"] for row in policy["hazards"]["hazards"]] == ["火灾", "触电", "溺水", "煤气中毒"]


def test_phases_and_recurring_duties(policy: dict[str, dict[str, Any]]) -> None:
    phases = policy["phases"]
    assert [(row["from"], row["to"]) for row in phases["phases"]] == [
        ("2023-09-01", "2023-09-30"),
        ("2023-09-01", "2023-10-31"),
        ("2023-09-01", "2024-09-30"),
        ("2024-09-01", "2024-10-31"),
        ("2024-09-01", "2028-12-31"),
    ]
    assert phases["phases"][-1]["to"] == policy["ledger"]["programme_to"]
    assert {row["due"] for row in phases["milestones"]} == {"2023-09-30"}
    assert [row["key"] for row in phases["milestones"]] == ["survey", "plan", "ledger", "kickoff"]
    assert [row["key"] for row in phases["intake"]] == ["visit", "form", "card", "onsite", "module"]
    every = [row["every"] for row in phases["cadence"]]
    assert [every.count(name) for name in ("季度", "半年", "年度", "事件")] == [3, 1, 4, 2]
    assert len({row["key"] for row in phases["cadence"]}) == len(every)


def test_occasions(policy: dict[str, dict[str, Any]]) -> None:
    days = policy["occasions"]["days"]
    dates = [date.fromisoformat(row["date"]) for row in days]
    assert len(days) == len({(row["date"], row["name"]) for row in days}) == 86
    assert dates == sorted(dates)
    assert date(2023, 9, 1) <= dates[0]
    assert dates[-1] <= date(2028, 12, 31)
    # The third Sunday of May falls on the 15th to the 21st.
    helping = [day for day, row in zip(dates, days, strict=True) if row["name"] == "全国助残日"]
    assert [day.year for day in helping] == [2024, 2025, 2026, 2027, 2028]
    assert all(day.isoweekday() == 7 and day.month == 5 and 15 <= day.day <= 21 for day in helping)


def test_fictional_identity(policy: dict[str, dict[str, Any]]) -> None:
    assert policy["ledger"]["fictional"] is True
    assert policy["ledger"]["fictional_identity"] == {
        "name_prefix": "示例",
        "latin_name_prefix": "Shili",
        "id_area_prefix": "49",
        "mobile_prefix": "1540000",
        "landline_prefix": "0730-0",
    }


def test_closed_lists_agree_with_the_record_schemas(policy: dict[str, dict[str, Any]]) -> None:
    def record(name: str) -> dict[str, Any]:
        return json.loads((SCHEMAS / f"{name}.schema.json").read_text(encoding="utf-8"))

    common = record("common")["$defs"]
    household = record("household")["properties"]
    visit = record("visit")["properties"]
    role = record("helper")["properties"]["roles"]["items"]["properties"]
    person = household["members"]["items"]["properties"]
    settings = schema_of("readings")["properties"]["readings"]["items"]["properties"]["settings"]["properties"]
    quota = schema_of("quotas")["properties"]["quotas"]["items"]["properties"]

    def names(file: str, part: str, key: str = "name") -> list[str]:
        return [row[key] for row in policy[file][part]]

    assert names("measures", "measures", "code") == common["measure"]["enum"]
    assert names("measures", "outing_kinds", "phrase") == household["outings"]["items"]["properties"]["kind"]["enum"]
    assert names("benefits", "benefits", "key") == list(person["benefits"]["properties"])
    assert names("hazards", "hazards", "key") == list(visit["hazards"]["properties"])
    assert names("channels", "channels") == visit["channel"]["enum"]
    assert names("channels", "topics") == visit["topics"]["items"]["enum"]
    assert names("channels", "preach_topics") == visit["preached"]["items"]["enum"]
    assert names("ranks", "ranks") == role["rank"]["enum"]
    assert names("ranks", "post_levels") == role["post_level"]["enum"]
    assert quota["bodies"]["items"]["enum"] == role["body"]["enum"]
    assert settings["grace_end_reasons"]["items"]["enum"] == household["closed"]["properties"]["reason"]["enum"]
    assert set(settings["counterparts"]["items"]["enum"]) <= set(visit["counterpart"]["enum"])
    statuses = household["hardship"]["items"]["properties"]["status"]["enum"]
    assert set(settings["hardship_statuses"]["items"]["enum"]) <= set(statuses)
    milestones = record("unit")["properties"]["milestones"]["items"]["properties"]
    assert names("phases", "milestones") == milestones["key"]["enum"]
