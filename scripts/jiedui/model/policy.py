"""The notice as data: clauses, quotas, readings and the lists that the duties read (``records/policy/``).

No number of the notice and no reading of an unclear clause stands in the code; a wrong policy file is a finding.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from jiedui.model import entitlement
from jiedui.model.entitlement import EntitlementRule, SchoolAge, WorkingAge
from jiedui.model.time import Quarter, Span, day, quarters


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause of the notice in its own words, and the requirements (R-nnn) that were read from it."""

    id: str
    heading: str
    text: str
    requirements: tuple[str, ...]

    @property
    def anchor(self) -> str:
        """An ASCII name for links: 五(四)3 → c-5-4-3."""
        table = str.maketrans("一二三四五六七八九十", "123456789X")
        plain = self.id.replace("附件", "a").replace("发文", "f0").replace("引言", "y0").translate(table)
        return "c-" + "-".join(part for part in plain.replace("(", " ").replace(")", " ").split())


@dataclass(frozen=True, slots=True)
class Quota:
    """How many households one kind of office owes (R-060 … R-067). ``optional`` is the 视情 number."""

    id: str
    title: str
    requirement: str
    clause: str
    span: Span
    bodies: frozenset[str]
    rank_class: str
    post: str
    need: int
    optional: int
    wording: str


@dataclass(frozen=True, slots=True)
class Raise:
    """A county's own higher quota (A-01)."""

    unit: str
    need: int
    since: date


@dataclass(frozen=True, slots=True)
class Variant:
    """Another reading to try out (口径试算): settings in place of the chosen ones, and needs of a class on one quota.

    ``quotas`` are (id of the quota, class, need).
    """

    title: str
    settings: Mapping[str, Any]
    quotas: tuple[tuple[str, str, int], ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """How an unclear clause is read here (A-nn), in words."""

    id: str
    clause: str
    question: str
    text: str
    alternatives: tuple[str, ...]
    settings: Mapping[str, Any]
    variants: tuple[Variant, ...] = ()


@dataclass(frozen=True, slots=True)
class Phase:
    """One of the five phases of 五(四)."""

    id: str
    name: str
    span: Span
    clause: str
    tasks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Named:
    """An entry of a plain list: a measure code, a benefit, a hazard, a milestone, an occasion …"""

    key: str
    name: str
    clause: str
    group: str = ""
    due: date | None = None
    when: date | None = None
    kinds: tuple[str, ...] = ()
    on_form: bool = False


@dataclass(frozen=True, slots=True)
class Settings:
    """The chosen values of the readings, typed. Days and months are whole numbers."""

    tenure_classes: frozenset[str]
    tenure_flag_classes: frozenset[str]
    multi_role: str
    contact_counts: Mapping[str, str]
    delegate_counts: bool
    contact_until: date
    partial_min_days: int
    initial_visit_days: int
    exempt_end_reasons: frozenset[str]
    handover: str
    exempt_quarters: frozenset[Quarter]
    late_days: int
    severe_grades: Mapping[str, frozenset[str]]
    outing_first_year: int
    outing_min_days: int
    shared: str
    repair_grace_days: int
    grace_end_reasons: frozenset[str]
    pause_needs_approval: bool
    rank_grace_days: int
    counterparts: frozenset[str]
    hardship_statuses: frozenset[str]
    old_age: int
    leader_posts: frozenset[str]
    plan_days: int
    result_months: int
    open_days: int
    hazard_days: int
    digest_days: int
    alarm_days: tuple[int, ...]

    @classmethod
    def of(cls, readings: Mapping[str, Any]) -> Settings:
        """Type the settings of all readings; raise ``KeyError`` naming one that is missing."""
        severe = {item["category"]: frozenset(item["grades"]) for item in readings["severe_grades"]}
        return cls(
            tenure_classes=frozenset(readings["tenure_classes"]),
            tenure_flag_classes=frozenset(readings["tenure_flag_classes"]),
            multi_role=readings["multi_role"],
            contact_counts={item["channel"]: item["counts"] for item in readings["contact_counts"]},
            delegate_counts=readings["delegate_counts"],
            contact_until=date.fromisoformat(readings["contact_until"]),
            partial_min_days=readings["partial_min_days"],
            initial_visit_days=readings["initial_visit_days"],
            exempt_end_reasons=frozenset(readings["exempt_end_reasons"]),
            handover=readings["handover"],
            exempt_quarters=frozenset(Quarter.parse(text) for text in readings["exempt_quarters"]),
            late_days=readings["late_days"],
            severe_grades=severe,
            outing_first_year=readings["outing_first_year"],
            outing_min_days=readings["outing_min_days"],
            shared=readings["shared"],
            repair_grace_days=readings["repair_grace_days"],
            grace_end_reasons=frozenset(readings["grace_end_reasons"]),
            pause_needs_approval=readings["pause_needs_approval"],
            rank_grace_days=readings["rank_grace_days"],
            counterparts=frozenset(readings["counterparts"]),
            hardship_statuses=frozenset(readings["hardship_statuses"]),
            old_age=readings["old_age"],
            leader_posts=frozenset(readings["leader_posts"]),
            plan_days=readings["plan_days"],
            result_months=readings["result_months"],
            open_days=readings["open_days"],
            hazard_days=readings["hazard_days"],
            digest_days=readings["digest_days"],
            alarm_days=tuple(readings["alarm_days"]),
        )

    def is_severe(self, category: str, grade: str) -> bool:
        """Tell whether a disability counts as 重度 (R-051, A-16)."""
        return grade in self.severe_grades.get(category, self.severe_grades["其他"])


@dataclass(frozen=True, slots=True)
class Identity:
    """What marks a fictional person (design §10)."""

    name_prefix: str
    id_area_prefix: str
    mobile_prefix: str
    landline_prefix: str


@dataclass(frozen=True, slots=True)
class Policy:
    """All of ``records/policy/`` in one object."""

    name: str
    city: str
    fictional: bool
    identity: Identity
    programme: Span
    document: Mapping[str, Any]
    clauses: Mapping[str, Clause]
    classes: tuple[str, ...]
    quotas: tuple[Quota, ...]
    raises: tuple[Raise, ...]
    rank_classes: Mapping[str, str]
    readings: tuple[Reading, ...]
    settings: Settings
    phases: tuple[Phase, ...]
    milestones: tuple[Named, ...]
    intake: tuple[Named, ...]
    cadence: tuple[Mapping[str, Any], ...]
    measures: tuple[Named, ...]
    outing_kinds: tuple[str, ...]
    benefits: tuple[Named, ...]
    hazards: tuple[Named, ...]
    channels: tuple[str, ...]
    topics: tuple[str, ...]
    preach_topics: tuple[str, ...]
    companions_limit: int | None
    occasions: tuple[Named, ...]
    school_age: SchoolAge
    working_age: WorkingAge
    entitlements: tuple[EntitlementRule, ...]
    # Weights of the annual appraisal by kind of sheet (unit, person) and indicator; none as shipped.
    weights: Mapping[str, Mapping[str, int]] = field(default_factory=dict)

    @property
    def end(self) -> date:
        """The last day of the programme."""
        assert self.programme.end is not None
        return self.programme.end

    @property
    def quarters(self) -> tuple[Quarter, ...]:
        """The quarters of the programme (R-003): 22 from 2023Q3 to 2028Q4."""
        return quarters(self.programme.start, self.end)

    @property
    def expiry_days(self) -> int | None:
        """How many days before its end a certificate is to be renewed: what the entitlement rules say, if any does."""
        asked = (condition.expires_in for rule in self.entitlements for condition in rule.when)
        return next((days for days in asked if days is not None), None)

    def class_of(self, post_level: str, rank: str) -> str:
        """Return the higher class of post and rank (A-02); the lowest class where neither is in the table."""
        found = [self.rank_classes[name] for name in (post_level, rank) if name in self.rank_classes]
        return max(found, key=self.classes.index, default=self.classes[0])

    def under(self, variant: Variant) -> Policy:
        """Return this policy with another reading in place of the chosen one."""
        rows = tuple(
            replace(quota, id=f"{quota.id}_{number}", rank_class=rank_class, need=need)
            for number, (identifier, rank_class, need) in enumerate(variant.quotas, 1)
            for quota in self.quotas
            if quota.id == identifier
        )
        settings = Settings.of({**_settings(self.readings), **variant.settings})
        return replace(self, quotas=(*rows, *self.quotas), settings=settings)

    @classmethod
    def of(cls, files: Mapping[str, Mapping[str, Any]]) -> Policy:
        """Build the policy from the data of its files, by name; raise ``KeyError`` naming what is missing."""
        ledger, channels, phases = files["ledger"], files["channels"], files["phases"]
        readings = tuple(_reading(item) for item in files["readings"]["readings"])
        settings = _settings(readings)
        ranks = files["ranks"]
        return cls(
            name=ledger["name"],
            city=ledger["city"],
            fictional=ledger["fictional"],
            identity=Identity(**ledger["fictional_identity"]),
            programme=Span(date.fromisoformat(ledger["programme_from"]), date.fromisoformat(ledger["programme_to"])),
            document=files["clauses"]["document"],
            clauses={item["id"]: _clause(item) for item in files["clauses"]["clauses"]},
            classes=tuple(item["name"] for item in files["quotas"]["classes"]),
            quotas=tuple(_quota(item) for item in files["quotas"]["quotas"]),
            raises=tuple(
                Raise(item["unit"], item["need"], date.fromisoformat(item["from"]))
                for item in files["quotas"].get("raises", ())
            ),
            rank_classes={item["name"]: item["class"] for item in (*ranks["ranks"], *ranks["post_levels"])},
            readings=readings,
            settings=Settings.of(settings),
            phases=tuple(
                Phase(
                    item["id"], item["name"], Span(date.fromisoformat(item["from"]), day(item.get("to"))),
                    item["clause"], tuple(item["tasks"]),
                )
                for item in phases["phases"]
            ),
            milestones=_named(phases["milestones"]),
            intake=_named(phases["intake"]),
            cadence=tuple(phases["cadence"]),
            measures=_named(files["measures"]["measures"]),
            outing_kinds=tuple(item["phrase"] for item in files["measures"]["outing_kinds"]),
            benefits=_named(files["benefits"]["benefits"]),
            hazards=_named(files["hazards"]["hazards"]),
            channels=tuple(item["name"] for item in channels["channels"]),
            topics=tuple(item["name"] for item in channels["topics"]),
            preach_topics=tuple(item["name"] for item in channels["preach_topics"]),
            companions_limit=channels.get("companions_limit"),
            occasions=_named(files["occasions"]["days"]),
            school_age=entitlement.school_age(files["entitlements"]["school_age"]),
            working_age=entitlement.working_age(files["entitlements"]["working_age"]),
            entitlements=entitlement.rules(files["entitlements"]),
            weights={
                kind: {item["indicator"]: item["weight"] for item in files.get("weights", {}).get(kind, ())}
                for kind in ("unit", "person")
            },
        )  # fmt: skip


def _settings(readings: Iterable[Reading]) -> dict[str, Any]:
    return {key: value for reading in readings for key, value in reading.settings.items()}


def _clause(item: Mapping[str, Any]) -> Clause:
    return Clause(item["id"], item.get("heading", ""), item.get("text", ""), tuple(item.get("requirements", ())))


def _quota(item: Mapping[str, Any]) -> Quota:
    return Quota(
        id=item["id"],
        title=item["title"],
        requirement=item.get("requirement", ""),
        clause=item["clause"],
        span=Span(date.fromisoformat(item["from"]), day(item.get("to"))),
        bodies=frozenset(item["bodies"]),
        rank_class=item.get("class", ""),
        post=item.get("post", ""),
        need=item["need"],
        optional=item.get("optional", 0),
        wording=item.get("wording", ""),
    )


def _reading(item: Mapping[str, Any]) -> Reading:
    return Reading(
        id=item["id"],
        clause=item["clause"],
        question=item["question"],
        text=item["reading"],
        alternatives=tuple(item.get("alternatives", ())),
        settings=item.get("settings", {}),
        variants=tuple(
            Variant(
                other["title"],
                other.get("settings", {}),
                tuple((row["quota"], row["class"], row["need"]) for row in other.get("quotas", ())),
            )
            for other in item.get("variants", ())
        ),
    )


def _named(items: list[Mapping[str, Any]]) -> tuple[Named, ...]:
    return tuple(
        Named(
            key=item.get("key") or item.get("code") or item["name"],
            name=item["name"],
            clause=item.get("clause", ""),
            group=item.get("group", ""),
            due=day(item.get("due")),
            when=day(item.get("date")),
            kinds=tuple(item.get("kinds", ())),
            on_form=item.get("on_form", False),
        )
        for item in items
    )
