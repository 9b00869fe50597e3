"""The settings of the readings (A-nn): one table of what a ledger must decide, and the decided values, typed.

A setting is a row of :data:`SETTINGS` and a field of :class:`Settings`; its Chinese title, description and default
stand in the schema of ``policy/readings.yml``. A ledger that lacks one is told, ``jiedui migrate`` adds the default.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from jiedui.model.time import Quarter
from jiedui.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

T = TypeVar("T")

OTHER = "其他"


class Settings(Struct, frozen=True, kw_only=True):
    """The chosen values of the readings, typed. Days and months are whole numbers."""

    tenure_classes: frozenset[str]
    tenure_flag_classes: frozenset[str]
    full_time_bodies: frozenset[str]
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
    leader_posts: frozenset[str]
    severe_grades: Mapping[str, frozenset[str]]
    adult_age: int
    old_age: int
    outing_first_year: int
    outing_min_days: int
    shared: str
    plan_days: int
    result_months: int
    open_days: int
    repair_grace_days: int
    grace_end_reasons: frozenset[str]
    pause_needs_approval: bool
    rank_grace_days: int
    counterparts: frozenset[str]
    hardship_statuses: frozenset[str]
    hazard_days: int
    digest_days: int
    alarm_days: tuple[int, ...]

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> Settings:
        """Type the settings of all readings, which must be complete: see :func:`missing`."""
        return cls(**{setting.name: setting.read(values[setting.name]) for setting in SETTINGS})

    def is_severe(self, category: str, grade: str) -> bool:
        """Tell whether a disability counts as 重度 (R-051, A-16)."""
        return grade in self.severe_grades.get(category, self.severe_grades[OTHER])


class NeededRow(NamedTuple):
    """A row that a list of rows must have: the one whose ``key`` is ``word``."""

    key: str
    word: str


class Setting(Struct, frozen=True):
    """One setting: the reading (A-nn) that it belongs to, and how its data is typed.

    ``row`` names a row that a list of rows must have.
    """

    name: str
    reading: str
    read: Callable[[Any], Any]
    row: NeededRow | None = None

    def absent(self, values: Mapping[str, Any]) -> bool:
        """Tell whether the setting, or the row that it must have, is not among ``values``."""
        if self.name not in values:
            return True
        return self.row is not None and not any(_is(item, self.row) for item in values[self.name])

    def completed(self, values: Mapping[str, Any], default: Any) -> Any:  # noqa: ANN401  (each setting is data of its own)
        """Return the value to write: what was decided, with the row that it must have, else the schema's default."""
        if self.name not in values or self.row is None:
            return values.get(self.name, default)
        return [*values[self.name], *(item for item in default if _is(item, self.row))]


def missing(values: Mapping[str, Any]) -> tuple[Setting, ...]:
    """Return the settings that ``values``, the settings of all readings, lack, in the order of the table."""
    return tuple(setting for setting in SETTINGS if setting.absent(values))


def values_of(readings: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Return the settings of the readings of a ``policy/readings.yml``, as data by name."""
    return {name: value for reading in readings for name, value in reading.get("settings", {}).items()}


def _is(item: Mapping[str, Any], row: NeededRow) -> bool:
    return bool(item[row.key] == row.word)


def _as_written(value: T) -> T:
    return value


def _quarters(value: list[str]) -> frozenset[Quarter]:
    return frozenset(Quarter.parse(text) for text in value)


def _counts(value: list[dict[str, str]]) -> dict[str, str]:
    return {item["channel"]: item["counts"] for item in value}


def _grades(value: list[dict[str, Any]]) -> dict[str, frozenset[str]]:
    return {item["category"]: frozenset(item["grades"]) for item in value}


def _days(value: list[int]) -> tuple[int, ...]:
    return tuple(value)


# The clause that each reading with settings is about.
CLAUSES = {
    "A-03": "五(二)1", "A-05": "五(二)1", "A-07": "五(四)3", "A-08": "五(四)3", "A-09": "五(四)3", "A-10": "五(四)3",
    "A-11": "五(四)3", "A-12": "五(四)3", "A-13": "五(四)3", "A-14": "六(二)", "A-15": "二(一)", "A-16": "五(一)",
    "A-17": "附件2", "A-18": "四(四)3", "A-19": "五(二)1", "A-20": "六(二)", "A-21": "二(四)", "A-23": "二(四)",
    "A-26": "五(二)1", "A-27": "五(四)3", "A-29": "五(一)", "A-31": "四(二)2",
}  # fmt: skip

SETTINGS = (
    Setting("tenure_classes", "A-03", frozenset),
    Setting("tenure_flag_classes", "A-03", frozenset),
    Setting("full_time_bodies", "A-03", frozenset),
    Setting("multi_role", "A-05", _as_written),
    Setting("contact_counts", "A-07", _counts),
    Setting("delegate_counts", "A-08", _as_written),
    Setting("contact_until", "A-09", date.fromisoformat),
    Setting("partial_min_days", "A-10", _as_written),
    Setting("initial_visit_days", "A-10", _as_written),
    Setting("exempt_end_reasons", "A-11", frozenset),
    Setting("handover", "A-12", _as_written),
    Setting("exempt_quarters", "A-13", _quarters),
    Setting("late_days", "A-14", _as_written),
    Setting("leader_posts", "A-15", frozenset),
    Setting("severe_grades", "A-16", _grades, NeededRow("category", OTHER)),
    Setting("adult_age", "A-17", _as_written),
    Setting("old_age", "A-17", _as_written),
    Setting("outing_first_year", "A-18", _as_written),
    Setting("outing_min_days", "A-18", _as_written),
    Setting("shared", "A-19", _as_written),
    Setting("plan_days", "A-20", _as_written),
    Setting("result_months", "A-20", _as_written),
    Setting("open_days", "A-20", _as_written),
    Setting("repair_grace_days", "A-21", _as_written),
    Setting("grace_end_reasons", "A-21", frozenset),
    Setting("pause_needs_approval", "A-23", _as_written),
    Setting("rank_grace_days", "A-26", _as_written),
    Setting("counterparts", "A-27", frozenset),
    Setting("hardship_statuses", "A-29", frozenset),
    Setting("hazard_days", "A-31", _as_written),
    Setting("digest_days", "A-31", _as_written),
    Setting("alarm_days", "A-31", _days),
)
