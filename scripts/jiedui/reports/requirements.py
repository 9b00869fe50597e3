"""What serves each requirement of the notice: record fields, rules, indicators, reckonings, prints and pages.

Everything but the fields is found where it stands: a rule and an indicator name their requirement, a module names in
its docstrings and constants those that it serves. Nothing is listed twice.
"""

from __future__ import annotations

import pkgutil
import re
from collections.abc import Iterable, Mapping
from importlib import import_module, resources
from types import ModuleType

import jiedui
from jiedui.model.policy import Policy
from jiedui.records.finding import Rule
from jiedui.reports.indicators import INDICATORS, Indicator

REQUIREMENT = re.compile(r"R-[0-9]{3}")
_RANGE = re.compile(r"R-([0-9]{3})\s*…\s*R-([0-9]{3})")

# The packages whose modules reckon or print something for a requirement, and what staff call each module.
PACKAGES = ("duties", "reports", "workbook", "prints")
TITLES: Mapping[str, str] = {
    "duties.cadence": "会议、调度和通报的节奏", "duties.change": "结对变动", "duties.contact": "每季度联系",
    "duties.coverage": "结对覆盖", "duties.deadline": "期限", "duties.eligible": "帮扶对象条件",
    "duties.entitlement": "疑似应享未享",
    "duties.facts": "享受条件的依据", "duties.intake": "入户五件事", "duties.outing": "每年集体活动",
    "duties.participation": "全员参与和领导带头", "duties.promise": "承诺和兑现", "duties.quota": "结对配额",
    "duties.shortfall": "三种情形名单",
    "duties.upkeep": "需求、风险和隐患", "reports.annual": "年度总结", "reports.assessment": "年度考核表",
    "reports.bulletin.content": "季通报", "reports.bulletin.paper": "季通报公文", "reports.deadlines": "近期要办",
    "reports.figures": "统计",
    "reports.form": "登记表各栏", "reports.bulletin.freeze": "冻结通报", "reports.halfyear": "半年汇报材料",
    "reports.implementation": "年度帮扶工作落实情况", "reports.ledgers": "各类台账",
    "reports.organisation": "组织和制度",
    "reports.needs": "需求和承诺", "reports.period": "一段时间的工作", "reports.progress": "汇报和总结的文字",
    "reports.provincial": "省平台录入对照",
    "reports.quarterly": "一个季度的数字", "reports.standing": "计入和时机", "workbook.bulletin": "季通报表格",
    "workbook.register": "台账表格", "prints.cards": "联系卡内容", "prints.sheets": "联系卡排版",
    "prints.card_files": "联系卡清单", "prints.forms": "登记表打印", "prints.household_sheet": "我家的帮扶",
    "prints.outline": "走访提纲", "prints.handbook": "帮扶手册", "prints.county": "县页打印",
    "reports.milestones": "启动阶段四件事",
}  # fmt: skip
# The registry of indicators is told indicator by indicator, a rule by itself.
_LEFT_OUT = ("reports.indicators", "reports.requirements", "reports.bulletin.rule")

# Words of the notice that no software can serve.
NO_DUTY: Mapping[str, str] = {"R-106": "指导思想和作风要求，不涉及软件职责；原文在政策页。"}

# What is asked for and not there yet, with the reason. A test holds this list to what is really missing.
NOT_YET: Mapping[str, str] = {}

# Where in the records each requirement is written down: ``kind: field``, the field's way from the top of the file.
FIELDS: Mapping[str, tuple[str, ...]] = {
    "R-001": ("policy-clauses: document", "policy-clauses: clauses"),
    "R-002": ("unit: level", "helper: roles.body"),
    "R-003": ("policy-phases: phases",),
    "R-004": ("household: needs", "household: relapse", "visit: hazards"),
    "R-010": ("household: priorities", "helper: roles.post_level"),
    "R-011": ("helper: roles",),
    "R-012": ("visit: channel",),
    "R-013": ("household: needs.measures",),
    "R-014": ("household: plan", "household: members.disability.no_need_on"),
    "R-015": ("unit: id", "divisions: counties.unit"),
    "R-016": ("household: pairings.end_reason", "household: pairings.handover", "household: pairings.decided_by"),
    "R-017": ("household: pairings.consulted_on", "household: closed"),
    "R-018": ("household: pairings.from", "household: pairings.to"),
    "R-020": ("visit: satisfaction",),
    "R-021": ("household: registered_on",),
    "R-022": ("household: needs.closed_on", "household: needs.result"),
    "R-030": ("household: needs.measures.code",),
    "R-031": ("visit: needs",),
    "R-032": ("visit: date", "visit: by", "visit: channel"),
    "R-033": ("visit: channel", "visit: channel_note", "visit: reached"),
    "R-034": ("visit: preached",),
    "R-035": ("household: relapse",),
    "R-036": ("visit: hazards",),
    "R-037": ("household: members.disability.labour",),
    "R-038": ("household: members.schooling", "household: members.birth"),
    "R-039": ("household: members.benefits",),
    "R-040": ("household: needs.measures.code",),
    "R-041": ("household: needs.measures.code", "household: needs.measures.done_on"),
    "R-042": ("household: outings", "household: members.disability.outing_exemption"),
    "R-043": ("household: needs.measures.content",),
    "R-044": ("policy-occasions: days",),
    "R-045": ("household: needs.urgent", "household: needs.responded_on"),
    "R-050": ("household: hardship", "household: exception_reason"),
    "R-051": ("household: members.disability.grade",),
    "R-052": ("household: members.disability.care",),
    "R-053": ("household: members", "household: priorities"),
    "R-054": ("household: members.disability.self_care",),
    "R-055": ("household: priorities.basis",),
    "R-056": ("household: members",),
    "R-060": ("helper: roles.post_level", "helper: roles.rank"),
    "R-061": ("helper: roles.post_level", "helper: roles.rank"),
    "R-062": ("helper: roles.body",),
    "R-063": ("helper: roles.body",),
    "R-064": ("helper: roles.post",),
    "R-065": ("helper: roles.post",),
    "R-066": ("event-village: topics", "event-village: content"),
    "R-067": ("helper: roles.body",),
    "R-068": ("helper: roles.body",),
    "R-069": ("helper: roles",),
    "R-071": ("event-branch: branch", "event-branch: partner"),
    "R-072": ("household: pairings.exception_reason",),
    "R-073": ("helper: filing",),
    "R-080": ("unit: milestones",),
    "R-081": ("household: pairings.form_on", "household: pairings.card_on", "household: pairings.onsite_on"),
    "R-082": ("household: pairings.module_on", "household: pairings.module_by", "household: pairings.module_ref"),
    "R-083": ("household: needs.closed_on",),
    "R-084": ("visit: date", "visit: by"),
    "R-085": ("visit: topics",),
    "R-087": ("policy-phases: phases",),
    "R-090": ("unit: leading_group",),
    "R-091": ("unit: leading_group",),
    "R-092": ("unit: lead_department",),
    "R-093": ("unit: responsible",),
    "R-094": ("event-meeting: kind", "event-meeting: minutes"),
    "R-095": ("event-meeting: kind", "event-meeting: decisions"),
    "R-096": ("bulletin: shortfalls", "event-strike: reason"),
    "R-097": ("event-reminder: reason", "event-reminder: answered_on"),
    "R-098": ("policy-weights: unit",),
    "R-099": ("policy-weights: person",),
    "R-100": ("household: needs.measures.resources",),
    "R-103": ("visit: companions",),
    "R-104": ("event-story: consent", "event-story: anonymised"),
    "R-105": ("event-award: form", "event-award: reason"),
    "R-107": ("event-story: kind", "event-story: content"),
    "R-108": ("unit: lead_department",),
    "R-110": ("unit: leading_group.holder", "unit: leading_group.from"),
    "R-111": ("household: relapse.monitoring",),
    "R-112": ("household: members.disability.certificate", "household: members.birth"),
    "R-113": ("household: members.relation", "household: members.education", "household: members.employment"),
    "R-114": ("household: members.benefits.medical_insurance", "household: members.benefits.pension_aid"),
    "R-115": ("household: difficulties",),
    "R-116": ("helper: mobile", "helper: roles.post", "helper: roles.rank"),
    "R-117": ("household: plan",),
    "R-118": ("household: annual",),
    "R-120": ("helper: office_phone", "helper: mobile"),
    "R-121": ("household: difficulties", "household: phone"),
    "R-123": ("household: pairings.card_on",),
}


def cited(module: ModuleType) -> tuple[str, ...]:
    """Return the requirements that a module's text names, in order of number; ``R-110 … R-119`` names all between."""
    spec = module.__spec__
    assert spec is not None and spec.origin is not None
    text = resources.files(spec.parent or "").joinpath(spec.origin.rpartition("/")[2]).read_text("utf-8")
    found = set(REQUIREMENT.findall(text))
    for first, last in _RANGE.findall(text):
        found |= {f"R-{number:03d}" for number in range(int(first), int(last) + 1)}
    return tuple(sorted(found))


def reckonings() -> dict[str, tuple[str, ...]]:
    """Return the modules that reckon or print something, by dotted name, with the requirements that they name."""
    found = {}
    for package in PACKAGES:
        parent = import_module(f"{jiedui.__name__}.{package}")
        for info in pkgutil.walk_packages(parent.__path__, f"{parent.__name__}."):
            name = info.name.partition(".")[2]
            if name not in _LEFT_OUT and (named := cited(import_module(info.name))):
                found[name] = named
    return found


def clauses_of(policy: Policy) -> dict[str, list[str]]:
    """Return the clauses of each requirement, in the order of the numbers."""
    found: dict[str, list[str]] = {}
    for clause in policy.clauses.values():
        for requirement in clause.requirements:
            found.setdefault(requirement, []).append(clause.id)
    return dict(sorted(found.items()))


def rules_of(requirement: str, rules: Iterable[Rule]) -> tuple[Rule, ...]:
    return tuple(rule for rule in rules if requirement in REQUIREMENT.findall(rule.requirement))


def indicators_of(requirement: str) -> tuple[Indicator, ...]:
    return tuple(indicator for indicator in INDICATORS if requirement in REQUIREMENT.findall(indicator.requirement))
