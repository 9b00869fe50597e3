"""The notice as data: clauses, quotas, readings and the lists that the duties read (``records/policy/``).

No number of the notice and no reading of an unclear clause stands in the code; a wrong policy file is a finding.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from jiedui.model import entitlement, settings
from jiedui.model.catalogue import (
    Benefit,
    Clause,
    HazardKind,
    IntakeTask,
    MeasureCode,
    MilestoneTask,
    Notice,
    Occasion,
    Phase,
    RecurringTask,
)
from jiedui.model.forge import Forge
from jiedui.model.quota import Quota, Raise
from jiedui.model.reading import Reading, Variant
from jiedui.model.retention import RetentionRule
from jiedui.model.service import ServiceLevels
from jiedui.model.settings import Setting, Settings
from jiedui.model.time import Quarter, Span, quarters
from jiedui.records.sealer import sealed_classes
from jiedui.struct import Struct, field, replace

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jiedui.model.entitlement import EntitlementRule, RuleOption, SchoolAge, WorkingAge
    from jiedui.records.sensitivity import SensitiveClass

Files = Mapping[str, Mapping[str, Any]]

# The phases by whose days something is reckoned: 入户走访 for the first visit, 帮扶实施 as the first year.
VISITING, IMPLEMENTING = "visit", "implement"

# The files without which there is no policy; weights.yml and service.yml may be left out.
FILES = (
    "ledger", "clauses", "quotas", "ranks", "readings", "measures", "benefits", "hazards", "channels", "phases",
    "occasions", "entitlements",
)  # fmt: skip


class PolicyMissingError(Exception):
    """The policy is not complete, so nothing can be reckoned; the error holds all that is missing.

    ``files`` are names of files of ``policy/`` (or ``divisions``), ``settings``, ``options`` and ``phases`` what
    readings.yml, the rules of entitlements.yml and the phases of phases.yml lack. ``dayless`` tells that the programme
    ends before it begins.
    """

    def __init__(
        self,
        files: tuple[str, ...] = (),
        settings: tuple[Setting, ...] = (),
        options: tuple[RuleOption, ...] = (),
        phases: tuple[str, ...] = (),
        *,
        dayless: bool = False,
    ) -> None:
        lacking = (*(item.name for item in settings), *(f"{item.rule}.{item.name}" for item in options), *phases)
        super().__init__(*files, *lacking)
        self.files = files
        self.settings = settings
        self.options = options
        self.phases = phases
        self.dayless = dayless


class Identity(Struct, frozen=True):
    """What marks a fictional person. ``latin_name_prefix`` is empty where none has a name in Latin letters."""

    name_prefix: str
    id_area_prefix: str
    mobile_prefix: str
    landline_prefix: str
    latin_name_prefix: str = ""

    @property
    def name_prefixes(self) -> tuple[str, ...]:
        """What the name of a fictional person begins with: Chinese characters or Latin letters."""
        latin = (f"{self.latin_name_prefix} ",) if self.latin_name_prefix else ()
        return self.name_prefix, *latin


# Below how many no count is published, where the ledger does not say.
SMALL_CELLS = 5

# How a change is taken that mixes what different people have to look at; 错误 is the third way.
WARNED, UNCHECKED = "警告", "不查"


class Guard(Struct, frozen=True):
    """How a change is taken that mixes records with policy or program, and one of several federations."""

    mixed: str = WARNED
    federations: str = WARNED


class Policy(Struct, frozen=True, kw_only=True):
    """All of ``records/policy/`` in one object."""

    name: str
    city: str
    fictional: bool
    identity: Identity
    programme: Span
    documents: tuple[Notice, ...]
    clauses: Mapping[str, Clause]
    classes: tuple[str, ...]
    quotas: tuple[Quota, ...]
    raises: tuple[Raise, ...]
    rank_classes: Mapping[str, str]
    readings: tuple[Reading, ...]
    settings: Settings
    phases: tuple[Phase, ...]
    milestones: tuple[MilestoneTask, ...]
    intake: tuple[IntakeTask, ...]
    cadence: tuple[RecurringTask, ...]
    measures: tuple[MeasureCode, ...]
    outing_kinds: tuple[str, ...]
    benefits: tuple[Benefit, ...]
    hazards: tuple[HazardKind, ...]
    channels: tuple[str, ...]
    topics: tuple[str, ...]
    preach_topics: tuple[str, ...]
    companions_limit: int | None
    occasions: tuple[Occasion, ...]
    school_age: SchoolAge
    working_age: WorkingAge
    entitlements: tuple[EntitlementRule, ...]
    # Weights of the annual appraisal by kind of sheet (unit, person) and indicator; none as shipped.
    weights: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    forge: Forge | None = None
    guard: Guard = field(default_factory=Guard)
    service: ServiceLevels = field(default_factory=ServiceLevels)
    # How long what is needed no more is kept; nothing is over where the ledger does not say.
    retention: tuple[RetentionRule, ...] = ()
    # What the public may learn no count below.
    small_cells: int = SMALL_CELLS
    # What of a household is kept sealed; nothing as shipped.
    sealing: frozenset[SensitiveClass] = frozenset()

    @property
    def notice(self) -> Notice:
        """The first document, which began the programme; the others change it."""
        return self.documents[0]

    def document_of(self, clause: str) -> Notice:
        """Return the document of a clause; what names none that is listed is taken for one of the notice's."""
        named = clause.rpartition(":")[0]
        return next((document for document in self.documents if document.id == named), self.notice)

    def cited(self, clause: str) -> str:
        """Return how a clause is told to people: its number, after that of a document which is not the first."""
        document = self.document_of(clause)
        return clause if document is self.notice else f"{document.number} {clause.rpartition(':')[2]}"

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

    def retention_on(self, when: date) -> RetentionRule | None:
        """Return how long is kept on a day what is needed no more, or ``None`` where that was not decided."""
        return next((rule for rule in self.retention if rule.span.covers(when)), None)

    def phase(self, name: str) -> Phase:
        """Return the phase of an id: :data:`VISITING` and :data:`IMPLEMENTING` are always there."""
        return next(phase for phase in self.phases if phase.id == name)

    def hazard_name(self, key: str) -> str:
        """Return what people call a hazard that a home visit looks for (四(二)2); one not listed goes by its key."""
        return next((hazard.name for hazard in self.hazards if hazard.key == key), key)

    def benefits_on(self, when: date) -> tuple[Benefit, ...]:
        """Return the policies that a member may receive on a day, in the order of the file (四(三)3)."""
        return tuple(benefit for benefit in self.benefits if benefit.span.covers(when))

    def has_benefit(self, key: str, when: date) -> bool:
        """Tell whether a policy may be received on a day; one that is not listed is not dated."""
        dated = [benefit for benefit in self.benefits if benefit.key == key]
        return all(benefit.span.covers(when) for benefit in dated)

    def benefit_name(self, key: str) -> str:
        """Return what people call a policy that a member may receive (四(三)3); one not listed goes by its key."""
        return next((benefit.name for benefit in self.benefits if benefit.key == key), key)

    def class_of(self, post_level: str, rank: str) -> str:
        """Return the higher class of post and rank (A-02); the lowest class where neither is in the table.

        A class that the table names and ``classes`` does not is none: the rule ``class-unknown`` tells of it.
        """
        found = {self.rank_classes.get(name) for name in (post_level, rank)}
        return next((item for item in reversed(self.classes) if item in found), self.classes[0])

    def knows_class(self, post_level: str, rank: str) -> bool:
        """Tell whether post or rank is in the table, so that :meth:`class_of` need not fall back on the lowest."""
        return post_level in self.rank_classes or rank in self.rank_classes

    def under(self, variant: Variant) -> Policy:
        """Return this policy with another reading in place of the chosen one."""
        rows = tuple(
            replace(quota, id=f"{quota.id}_{number}", rank_class=rank_class, need=need)
            for number, (identifier, rank_class, need) in enumerate(variant.quotas, 1)
            for quota in self.quotas
            if quota.id == identifier
        )
        chosen = Settings.of({**_chosen(self.readings), **variant.settings})
        return replace(self, quotas=(*rows, *self.quotas), settings=chosen)

    def agrees(self, other: Policy, settings: Iterable[str]) -> bool:
        """Tell whether another reading of the notice has the same values of some ``settings``."""
        return all(getattr(self.settings, name) == getattr(other.settings, name) for name in settings)

    @classmethod
    def of(cls, files: Files) -> Policy:
        """Build the policy from the data of its files, by name; raise :class:`PolicyMissingError` for any gap."""
        _require_complete(files)
        ledger, channels, phases, ranks = (files[name] for name in ("ledger", "channels", "phases", "ranks"))
        readings = tuple(Reading.of(item) for item in files["readings"]["readings"])
        programme = Span(date.fromisoformat(ledger["programme_from"]), date.fromisoformat(ledger["programme_to"]))
        return cls(
            name=ledger["name"],
            city=ledger["city"],
            fictional=ledger["fictional"],
            identity=Identity(**ledger["fictional_identity"]),
            programme=programme,
            documents=tuple(map(Notice.of, files["clauses"]["documents"])),
            clauses={item["id"]: Clause.of(item) for item in files["clauses"]["clauses"]},
            classes=tuple(item["name"] for item in files["quotas"]["classes"]),
            quotas=tuple(Quota.of(item, programme.start) for item in files["quotas"]["quotas"]),
            raises=tuple(map(Raise.of, files["quotas"].get("raises", ()))),
            rank_classes={item["name"]: item["class"] for item in (*ranks["ranks"], *ranks["post_levels"])},
            readings=readings,
            settings=Settings.of(_chosen(readings)),
            phases=tuple(map(Phase.of, phases["phases"])),
            milestones=tuple(map(MilestoneTask.of, phases["milestones"])),
            intake=tuple(map(IntakeTask.of, phases["intake"])),
            cadence=tuple(map(RecurringTask.of, phases["cadence"])),
            measures=tuple(map(MeasureCode.of, files["measures"]["measures"])),
            outing_kinds=tuple(item["phrase"] for item in files["measures"]["outing_kinds"]),
            benefits=tuple(map(Benefit.of, files["benefits"]["benefits"])),
            hazards=tuple(map(HazardKind.of, files["hazards"]["hazards"])),
            channels=tuple(item["name"] for item in channels["channels"]),
            topics=tuple(item["name"] for item in channels["topics"]),
            preach_topics=tuple(item["name"] for item in channels["preach_topics"]),
            companions_limit=channels.get("companions_limit"),
            occasions=tuple(map(Occasion.of, files["occasions"]["days"])),
            school_age=entitlement.school_age(files["entitlements"]["school_age"]),
            working_age=entitlement.working_age(files["entitlements"]["working_age"]),
            entitlements=entitlement.rules(files["entitlements"]),
            weights={
                kind: {item["indicator"]: item["weight"] for item in files.get("weights", {}).get(kind, ())}
                for kind in ("unit", "person")
            },
            forge=Forge.of(ledger["forge"]) if "forge" in ledger else None,
            guard=Guard(**ledger.get("guard", {})),
            service=ServiceLevels.of(files.get("service", {})),
            retention=tuple(map(RetentionRule.of, ledger.get("retention", ()))),
            small_cells=ledger.get("small_cells", SMALL_CELLS),
            sealing=sealed_classes(ledger),
        )


def _require_complete(files: Files) -> None:
    absent = tuple(name for name in FILES if name not in files)
    chosen = settings.values_of(files["readings"]["readings"]) if "readings" in files else None
    unset = settings.missing(chosen) if chosen is not None else ()
    options = entitlement.missing(files["entitlements"]) if "entitlements" in files else ()
    phases = _missing_phases(files["phases"]) if "phases" in files else ()
    dayless = "ledger" in files and files["ledger"]["programme_to"] < files["ledger"]["programme_from"]
    if absent or unset or options or phases or dayless:
        raise PolicyMissingError(absent, unset, options, phases, dayless=dayless)


def _missing_phases(data: Mapping[str, Any]) -> tuple[str, ...]:
    known = {item["id"] for item in data["phases"]}
    return tuple(name for name in (VISITING, IMPLEMENTING) if name not in known)


def _chosen(readings: tuple[Reading, ...]) -> dict[str, Any]:
    return {key: value for reading in readings for key, value in reading.settings.items()}
