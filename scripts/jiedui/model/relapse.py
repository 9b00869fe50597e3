"""返贫致贫风险: what was found of the risk of falling back into poverty, and the steps of monitoring (R-035, R-111)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from jiedui.model.time import day
from jiedui.struct import Struct, replace

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

REPORTED = "已申报"
MONITORED = "已纳入"
REFUSED = "未通过"
GONE = "已消除"


class MonitoringStep(NamedTuple):
    """What became of the monitoring of a risk, such as 已申报, and on which day; ``None`` where nobody knows."""

    status: str
    on: date | None


class RiskFinding(Struct, frozen=True):
    """What was found out about the risk of a household on one day, ``None`` where nobody knows which.

    ``risk`` is ``False`` where somebody looked and found none. ``steps`` are those of its monitoring, the first first.
    """

    risk: bool
    kind: str
    found_on: date | None
    steps: tuple[MonitoringStep, ...]

    def until(self, when: date) -> RiskFinding:
        """Return the finding with the steps that were known on a day: a risk stands until the day that ends it."""
        return replace(self, steps=tuple(step for step in self.steps if step.on is None or step.on <= when))

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> RiskFinding:
        """Type one entry of the section ``relapse`` of a household."""
        return cls(
            risk=data["risk"] == "有",
            kind=data.get("kind", ""),
            found_on=day(data.get("found_on")),
            steps=tuple(MonitoringStep(item["status"], day(item.get("date"))) for item in data.get("monitoring", ())),
        )


_NOTHING = RiskFinding(risk=False, kind="", found_on=None, steps=())


class Relapse(Struct, frozen=True):
    """The risk of a household, one finding after the other; the last is in force. Nobody looked where there is none."""

    findings: tuple[RiskFinding, ...] = ()

    @property
    def recorded(self) -> bool:
        """Whether somebody has looked, and found a risk or none."""
        return bool(self.findings)

    @property
    def risk(self) -> bool:
        """Whether the household is at risk: one was found and is not 已消除."""
        return self._last.risk and self.monitoring != GONE

    @property
    def monitored(self) -> bool:
        """Whether the household is under national monitoring (R-111)."""
        return self.monitoring == MONITORED

    @property
    def kind(self) -> str:
        """What the risk found last is."""
        return self._last.kind

    @property
    def found_on(self) -> date | None:
        """The day of the last finding; ``None`` where nobody knows."""
        return self._last.found_on

    @property
    def steps(self) -> tuple[MonitoringStep, ...]:
        """The steps of monitoring of the risk found last."""
        return self._last.steps

    @property
    def monitoring(self) -> str:
        """How far the monitoring of the risk found last has come; nothing where nobody said."""
        return self.steps[-1].status if self.steps else ""

    @property
    def past(self) -> tuple[RiskFinding, ...]:
        """The risks that were found once and stand no more."""
        over = self.findings[:-1] if self.risk else self.findings
        return tuple(finding for finding in over if finding.risk)

    @property
    def _last(self) -> RiskFinding:
        return self.findings[-1] if self.findings else _NOTHING

    def until(self, when: date) -> Relapse:
        """Return what was known on a day: nothing that was found later, and no later step."""
        if not self.findings:
            return self
        known = (item for item in self.findings if item.found_on is None or item.found_on <= when)
        return Relapse(tuple(item.until(when) for item in known))
