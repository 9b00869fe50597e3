"""年度考核表: a federation's and a person's indicators of a year, and a score where weights are set (R-098, R-099).

The notice asks for an appraisal and gives no weights. They are policy data (``records/policy/weights.yml``), blank as
shipped: then the sheet shows the indicators and no score. Nothing here decides; the sheet is what people judge from.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from jiedui.duties import upkeep
from jiedui.duties.contact import ContactState
from jiedui.duties.outing import OutingState
from jiedui.duties.quota import QuotaState
from jiedui.reports.assessment_rows import Lack, helped, lacks
from jiedui.reports.indicators import BY_KEY as INDICATOR
from jiedui.reports.period import PeriodFigures
from jiedui.reports.quarter_table import BY_KEY as FIGURE
from jiedui.reports.quarterly import kept_promises
from jiedui.reports.sums import Portion
from jiedui.reports.wording import number, permille
from jiedui.struct import Struct, replace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date

    from jiedui.duties.cadence import Period
    from jiedui.model.helper import Helper
    from jiedui.model.household import Household
    from jiedui.model.ledger import Ledger
    from jiedui.reports.department import Department
    from jiedui.reports.figures import Figures
    from jiedui.reports.groups import GroupFigures

TITLE = "年度考核表"
SERVES: tuple[str, ...] = ("R-013", "R-021", "R-022", "R-030", "R-042", "R-060", "R-081", "R-084", "R-098", "R-099")


class Yardstick(Struct, frozen=True, kw_only=True):
    """One indicator of a sheet: a share of a whole, with what each is, and the clause that asks for it.

    ``{day}`` in the words stands for the day of the sheet: 年末, or 到统计日 while the year runs.
    """

    key: str
    title: str
    clause: str
    requirement: str
    part: str
    whole: str


YARDSTICKS: tuple[Yardstick, ...] = (
    Yardstick(
        key="coverage", title=INDICATOR["coverage"].title, clause="三(二)", requirement="R-021",
        part="{day}已结对户数", whole="{day}名册户数",
    ),
    Yardstick(
        key="quota", title="结对户数达标率", clause="五(二)1", requirement="R-060",
        part="达标和在宽限期里的责任人", whole="有户数要求的在岗责任人",
    ),
    Yardstick(
        key="contact", title="季度联系完成率", clause="五(四)3", requirement="R-084",
        part="已联系的户和季度", whole="应联系的户和季度",
    ),
    Yardstick(
        key="in_time", title="联系及时录入率", clause="五(四)3", requirement="R-084",
        part="按时录入的户和季度", whole="已联系的户和季度",
    ),
    Yardstick(
        key="intake", title="入户五件事齐全率", clause="五(四)2", requirement="R-081",
        part="五件事做齐的户", whole="{day}有主责的户",
    ),
    Yardstick(
        key="measure", title="当年有措施率", clause="四", requirement="R-030",
        part="当年承诺或办结过措施的户", whole="{day}有主责的户",
    ),
    Yardstick(
        key="promise", title=f"累计{FIGURE['promise_rate'].title}", clause="二(二)", requirement="R-013",
        part="方案开始以来已办结的措施", whole="方案开始以来到期和已办的措施",
    ),
    Yardstick(
        key="closed", title="需求办结率", clause="三(三)", requirement="R-022",
        part="当年办结的需求", whole="当年办结的和{day}未办结的需求",
    ),
    Yardstick(
        key="outing", title="集体活动参加率", clause="四(四)3", requirement="R-042",
        part="应参加的里参加了集体活动的残疾人", whole="应参加的残疾人",
    ),
)  # fmt: skip
BY_KEY = {item.key: item for item in YARDSTICKS}
# Staff answer for all of it but who is in the roster.
STAFF_YARDSTICKS = tuple(item for item in YARDSTICKS if item.key != "coverage")


WORKPLACE_NOTE = (
    "按责任人的单位，一户一季只算给一个人：季末主责的人，先已终止结对的，是最后主责的人；办结的需求算给办结那天主责的人，"
    "措施算给答应的人，他的结对终止以后，算给接着主责的人。各单位的和没有责任人的相加，就是全市。"
)


class Rated(Struct, frozen=True):
    """One indicator of one sheet. ``rate`` is ``None`` where there is nothing to count."""

    yardstick: Yardstick
    portion: Portion
    weight: int

    @property
    def rate(self) -> Fraction | None:
        """The part of the whole, ``None`` of nothing."""
        return self.portion.rate


class AppraisalSheet(Struct, frozen=True, kw_only=True):
    """The year of a federation, a department or a person, by name, as it stands on the day ``as_of`` of it.

    ``staff`` is what a federation's staff answer for: it stands beside what its own households make, unweighed.
    ``notes`` are the sentences below the tables; ``lacks`` and ``staff_lacks`` are what the two lack, row by row.
    """

    subject: str
    period: Period
    as_of: date
    rows: tuple[Rated, ...]
    staff: tuple[Rated, ...] = ()
    notes: tuple[str, ...] = ()
    lacks: tuple[Lack, ...] = ()
    staff_lacks: tuple[Lack, ...] = ()

    @property
    def runs(self) -> bool:
        """Whether the year goes on after the day of the sheet."""
        return self.as_of < self.period.end

    def label(self, yardstick: Yardstick) -> str:
        """Return an indicator's title with what is divided by what, in words that are true on the day of the sheet."""
        day = "到统计日" if self.runs else "年末"
        return f"{yardstick.title}（{yardstick.part.format(day=day)}÷{yardstick.whole.format(day=day)}）"

    @property
    def score(self) -> Fraction | None:
        """Return the weighted mean of the rates, in points of 100; ``None`` without weights.

        An indicator with nothing to count is left out, so that nobody gains or loses by it.
        """
        counted = [row for row in self.rows if row.weight and row.rate is not None]
        whole = sum(row.weight for row in counted)
        points = sum((row.weight * (row.rate or Fraction()) for row in counted), Fraction())
        return 100 * points / whole if whole else None

    @property
    def formula(self) -> str:
        """Return how the score comes about, with the numbers in it; nothing without a score."""
        if self.score is None:
            return ""
        counted = [row for row in self.rows if row.weight and row.rate is not None]
        terms = " + ".join(f"{row.weight}×{row.portion.part}/{row.portion.whole}" for row in counted)
        whole = sum(row.weight for row in counted)
        return f"得分 = 100 ×（{terms}）÷ {whole} = {_score(self.score)}。没有可算的指标不计入。"


def unit_sheet(ledger: Ledger, unit: str, period: Period, as_of: date) -> AppraisalSheet:
    """Return the sheet of a federation for a year, as the records stand on ``as_of``."""
    return unit_sheet_of(PeriodFigures(ledger, period, as_of), unit)


def unit_sheet_of(figures: PeriodFigures, unit: str) -> AppraisalSheet:
    """Return the sheet of a federation from the figures of a year, which serve all federations.

    It holds the federation's households (户的属地) and, beside them, what its staff answer for, wherever that is.
    """
    sheet = _group_sheet(figures, figures.group(unit), figures.ledger.units[unit].short, YARDSTICKS)
    staff = _group_sheet(figures, figures.day.workplaces[unit], sheet.subject, STAFF_YARDSTICKS)
    rated = tuple(replace(row, weight=0) for row in staff.rows)
    return replace(sheet, staff=rated, notes=(WORKPLACE_NOTE,), staff_lacks=_staff_lacks(staff))


def department_sheet_of(figures: PeriodFigures, department: Department) -> AppraisalSheet:
    """Return the sheet of a department from the figures of a year: what its staff answer for (R-098)."""
    subject = department.called(figures.ledger.unit_name(department.unit))
    sheet = _group_sheet(figures, figures.day.departments(department.unit)[department], subject, STAFF_YARDSTICKS)
    return replace(sheet, notes=(WORKPLACE_NOTE,), lacks=_staff_lacks(sheet))


def appraised_departments(figures: PeriodFigures, unit: str) -> list[Department]:
    """Return the departments of a federation that have a sheet of their own: the city's with staff on the last day."""
    return figures.day.staffed(unit) if figures.ledger.units[unit].is_city else []


def all_sheets(figures: PeriodFigures) -> dict[str, AppraisalSheet]:
    """Return the sheets of all federations and of the city's departments: by ``city``, ``city-康复科`` and so on."""
    found = {}
    for unit in figures.day.units:
        found[unit] = unit_sheet_of(figures, unit)
        found |= {
            f"{unit}-{item.name}": department_sheet_of(figures, item) for item in appraised_departments(figures, unit)
        }
    return found


def _staff_lacks(sheet: AppraisalSheet) -> tuple[Lack, ...]:
    """Return the lacks of a sheet of staff: they do not answer for who is in the roster."""
    return tuple(item for item in sheet.lacks if item.yardstick != "coverage")


def _group_sheet(
    figures: PeriodFigures, group: GroupFigures, subject: str, yardsticks: Iterable[Yardstick]
) -> AppraisalSheet:
    sums = [figures.contact(group, quarter) for quarter in figures.quarters]
    met = [household for item in sums for household in item.met]
    late = [household for item in sums for household in item.of(ContactState.LATE)]
    parts: dict[str, Callable[[], Portion]] = {
        "coverage": lambda: Portion(len(group.coverage.paired), len(group.coverage.roster)),
        "quota": lambda: quota_portion(figures.day, group.helpers),
        "contact": lambda: Portion(len(met), sum(len(item.due) for item in sums)),
        "in_time": lambda: Portion(len(met) - len(late), len(met)),
        **_shared(figures, group),
    }
    sheet = sheet_of(subject, figures, yardsticks, parts, figures.ledger.policy.weights.get("unit", {}))
    return replace(sheet, lacks=lacks(figures, group))


def sheet_of(
    subject: str,
    figures: PeriodFigures,
    yardsticks: Iterable[Yardstick],
    parts: Mapping[str, Callable[[], Portion]],
    weights: Mapping[str, int],
) -> AppraisalSheet:
    """Return a sheet with what ``parts`` reckons for each yardstick, by key, and the weight of each."""
    rows = tuple(Rated(item, parts[item.key](), weights.get(item.key, 0)) for item in yardsticks)
    return AppraisalSheet(subject=subject, period=figures.period, as_of=figures.end, rows=rows)


def _shared(figures: PeriodFigures, group: GroupFigures) -> dict[str, Callable[[], Portion]]:
    return {
        "intake": lambda: _intake(figures.day, group.in_charge),
        "measure": lambda: _measure(figures, group.in_charge),
        "promise": lambda: kept_promises(group.share.promises),
        "closed": lambda: _closed(figures, group),
        "outing": lambda: _outing(group, figures.period.end.year),
    }


def quota_portion(day: Figures, helpers: Iterable[Helper]) -> Portion:
    """Return how many helpers have what they owe or are in a grace, of those who owe anything (R-060)."""
    states = [day.quota_lines[helper.id].state for helper in helpers]
    good = sum(state in (QuotaState.MET, QuotaState.GRACE) for state in states)
    return Portion(good, good + states.count(QuotaState.SHORT))


def _intake(day: Figures, homes: list[Household]) -> Portion:
    done = [item for item in homes if all(found.complete(day.as_of) for found in day.intakes[item.id])]
    return Portion(len(done), len(homes))


def _measure(figures: PeriodFigures, homes: list[Household]) -> Portion:
    return Portion(sum(helped(figures, item) for item in homes), len(homes))


def _closed(figures: PeriodFigures, group: GroupFigures) -> Portion:
    closed = group.closed_since(figures.period.start)
    still = sum(len(upkeep.open_needs(item, figures.end)) for item in group.in_charge)
    return Portion(closed, closed + still)


def _outing(group: GroupFigures, year: int) -> Portion:
    states = [found.state for found in group.outing_rows(year)]
    done = states.count(OutingState.DONE)
    return Portion(done, done + states.count(OutingState.MISSED) + states.count(OutingState.RUNNING))


def _score(value: Fraction) -> str:
    """Return a score as the share of 100 points that it is."""
    return number(Fraction(permille(value / 100), 10))
