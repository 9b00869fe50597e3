"""时间轴: phases, the four first tasks by unit, what recurs and when, and the occasions."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from jiedui.model.time import Quarter
from jiedui.reports.milestones import milestones
from jiedui.site.family import READERS
from jiedui.site.page import Page, Prominence
from jiedui.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jiedui.model.catalogue import Phase
    from jiedui.site.site import Site

SERVES: tuple[str, ...] = ("R-003", "R-080", "R-087")
SHOWN_TO = READERS

WIDTH, LEFT, BAR, GAP, TOP = 920, 130, 22, 10, 26


class PhaseBar(Struct, frozen=True):
    """A phase in the drawing: place and length in its units, and whether it runs today."""

    phase: Phase
    x: float
    y: int
    width: float
    runs: bool


class PhaseDrawing(Struct, frozen=True):
    """The five phases over the years, drawn as bars; ``today`` is ``None`` outside the programme."""

    bars: tuple[PhaseBar, ...]
    years: tuple[tuple[int, float], ...]
    today: float | None
    width: int
    height: int
    bar: int


def drawing(site: Site) -> PhaseDrawing:
    """Lay out the phases on one axis of time."""
    policy = site.ledger.policy
    days = (policy.end - policy.programme.start).days + 1

    def x(when: date) -> float:
        return round(LEFT + (WIDTH - LEFT) * (when - policy.programme.start).days / days, 1)

    bars, asked_on = [], site.figures.asked_on
    for number, phase in enumerate(policy.phases):
        end = phase.span.end or policy.end
        bars.append(
            PhaseBar(phase, x(phase.span.start), TOP + number * (BAR + GAP),
                max(3.0, round(x(end) - x(phase.span.start), 1)), phase.span.covers(asked_on))
        )  # fmt: skip
    years = range(policy.programme.start.year, policy.end.year + 1)
    inside = policy.programme.covers(asked_on)
    return PhaseDrawing(
        tuple(bars), tuple((year, max(float(LEFT), x(date(year, 1, 1)))) for year in years),
        x(site.as_of) if inside else None, WIDTH, TOP + len(bars) * (BAR + GAP), BAR,
    )  # fmt: skip


def occasions_by_quarter(site: Site) -> list[tuple[Quarter, list[tuple[date, str]]]]:
    """Return the festivals and observances of each quarter that is running or ahead."""
    return [
        (quarter, [(when, name) for when, name in sorted(site.occasions.items()) if Quarter.of(when) == quarter])
        for quarter in site.figures.quarters
        if quarter >= site.figures.quarter
    ]


def view(site: Site) -> Mapping[str, Any]:
    """Return the phases, the first tasks of each federation, and the occasions ahead."""
    ledger = site.ledger
    return {
        "drawing": drawing(site),
        "phase_state": lambda phase: _phase_state(phase, site.figures.asked_on),
        "unit_milestones": [
            (ledger.units[unit], milestones(ledger.policy, ledger.units[unit], site.as_of))
            for unit in site.figures.units
        ],
        "quarters": occasions_by_quarter(site),
    }


def _phase_state(phase: Phase, as_of: date) -> str:
    if as_of < phase.span.start:
        return "未到"
    return "进行中" if phase.span.covers(as_of) else "已完成"


def pages(site: Site) -> list[Page]:
    """Return the page of the programme's time."""
    clauses = ("五(四)", "五(四)1", "五(四)2", "五(四)3", "五(四)4", "五(四)5", "六(二)", "四(四)4")
    return [
        Page(
            "timeline.md",
            "时间轴",
            "timeline.md.j2",
            lambda: view(site),
            clauses=clauses,
            prominence=Prominence.EXPLAINS,
            group=True,
        )
    ]
