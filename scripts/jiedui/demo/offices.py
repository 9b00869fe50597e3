"""Which offices there are, and how many households each keeps (R-060 … R-067, 五(二))."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from jiedui.demo.dice import Dice
from jiedui.demo.draft import Seat
from jiedui.demo.showcase import SPECIAL_OFFICES
from jiedui.demo.units import CITY, City, Federation, Locality

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from jiedui.demo.clock import Clock

ASSOCIATIONS = ("盲人协会", "聋人协会", "肢残人协会", "智力残疾人及亲友协会", "精神残疾人及亲友协会")
# How many offices are paired in the first batch: of the city's leaders, its other staff, the counties.
_EARLY = {True: 0.7, False: 0.35}
_EARLY_COUNTY = 0.2
_LONG_CAREERS = frozenset(
    (
        "volunteer",
        "paused_deputy",
        "paused_approved",
        "replaced_mid",
        "replaced_quarter_end",
        "raised",
        "left",
        "retired",
    )
)
CITY_SHARE = 0.55
# The city's own staff grows no further than this, however many households there are.
CITY_SLOTS = 110

_HEADQUARTERS = "市残联机关"
_ATTACHED = "市残联直属单位"
_DEPUTY, _CHIEF = "县处级副职", "县处级正职"


def _city_staff(place: str) -> Iterator[Seat]:
    """Yield the city's offices: leaders as in annex 1 (R-110), sections, attached bodies, associations."""

    def head(department: str, post: str, level: str = "", rank: str = "", slots: int = 1, **more: object) -> Seat:
        return Seat(CITY, _HEADQUARTERS, department, post, level, rank, slots=slots, **more)  # type: ignore[arg-type]

    yield head("党组理事会", "理事长", _CHIEF, slots=4, late=1)
    yield head("文教就业科", "科长", "乡科级正职", "一级主任科员", slots=2, career="chair_too")
    yield head("党组理事会", "党组书记", _CHIEF, slots=4, late=1)
    yield head("康复科", "科长", "乡科级正职", "二级主任科员", slots=2, late=1, career="promoted_before")
    yield head("文教就业科", "干部", rank="一级科员")
    yield head("党组理事会", "副理事长", _DEPUTY, "三级调研员", slots=4, late=1)
    yield head("党组理事会", "副理事长", _DEPUTY, slots=4, late=2)
    yield head("维权科", "副科长", "乡科级副职", "三级主任科员", slots=2, career="promoted_now")
    yield head("办公室", "主任", "乡科级正职", "一级主任科员", slots=2, late=1)
    yield head("党组理事会", "一级调研员", rank="一级调研员", slots=4, late=2)
    yield head("党组理事会", "二级调研员", rank="二级调研员", slots=4, late=1, career="replaced_mid")
    yield head("机关党委", "四级调研员", rank="四级调研员", slots=4, late=2)
    yield head("党组理事会", "副理事长", _DEPUTY, slots=3, late=1, tenure="兼职")
    yield head("组织联络科", "副科长", "乡科级副职", slots=2, late=1, tenure="挂职")
    yield head("康复科", "干部", rank="二级科员")
    yield head("办公室", "司机", rank="工勤技能岗")
    yield Seat(CITY, _ATTACHED, "就业服务中心", "主任", rank="管理岗七级", slots=2, late=1)
    yield Seat(CITY, _ATTACHED, "康复服务中心", "康复师", rank="专业技术岗", slots=2)
    yield Seat(CITY, _ATTACHED, "康复服务中心", "干部", rank="管理岗九级")
    for name in ASSOCIATIONS:
        if name != "肢残人协会":
            yield Seat(CITY, "市级专门协会", f"{place}{name}", "主席", tenure="兼职")
    yield Seat(CITY, "市级专门协会", f"{place}盲人协会", "副主席", tenure="兼职")


def _more_city_staff() -> Iterator[Seat]:
    """Yield further sections' staff without end, for large ledgers."""
    departments = ("办公室", "组织联络科", "康复科", "文教就业科", "维权科")
    while True:
        for department in departments:
            yield Seat(CITY, _HEADQUARTERS, department, "副科长", "乡科级副职", "三级主任科员", slots=2)
            yield Seat(CITY, _HEADQUARTERS, department, "干部", rank="一级科员")


def _city(target: int, place: str) -> list[Seat]:
    """Return city offices until they keep their share of ``target`` households."""
    limit = min(CITY_SLOTS, max(1, round(target * CITY_SHARE)))
    chosen: list[Seat] = []
    kept = 0
    staff = list(_city_staff(place))
    more = _more_city_staff()
    while True:
        office = staff.pop(0) if staff else next(more)
        if kept + office.slots > limit:
            return chosen
        chosen.append(office)
        kept += office.slots


def _shares(total: int, places: Mapping[str, list[Locality]]) -> dict[str, int]:
    """Share ``total`` among the counties by their townships."""
    weights = {unit: len(found) + 2 for unit, found in places.items()}
    shares = {unit: total * weight // sum(weights.values()) for unit, weight in weights.items()}
    for unit in sorted(weights, key=lambda unit: shares[unit] / weights[unit])[: total - sum(shares.values())]:
        shares[unit] += 1
    return shares


def _county(federation: Federation, slots: int, places: list[Locality], dice: Dice) -> Iterator[Seat]:
    """Yield offices of a county that together keep ``slots`` households: staff, chairs, township workers."""
    staff = min(20, max(min(1, slots), round(slots * 0.45)))
    chairs = min(5, slots // 6)
    kept = 0
    for number in range(staff):
        department, post, level, rank = _STAFF[number % len(_STAFF)]
        yield Seat(federation.id, "县级残联", department, post, level, rank)
        kept += 1
    for name in dice.some(ASSOCIATIONS, chairs):
        yield Seat(federation.id, "县级专门协会", f"{federation.place}{name}", "主席", tenure="兼职")
        kept += 1
    townships = dice.shuffled(places)
    number = 0
    while kept < slots:
        place = townships[number % len(townships)]
        own = min(slots - kept, 2 if dice.chance(0.15) else 1)
        yield _township_office(federation.id, place, number // len(townships), own, dice)
        number += 1
        kept += own


_STAFF = (
    ("办公室", "理事长", "乡科级正职", ""),
    ("教育就业股", "股长", "", "四级主任科员"),
    ("康复股", "干部", "", "一级科员"),
    ("办公室", "副理事长", "乡科级副职", ""),
    ("组联维权股", "股长", "", "四级主任科员"),
    ("教育就业股", "干部", "", "管理岗九级"),
    ("康复股", "股长", "", "一级科员"),
    ("办公室", "干部", "", "工勤技能岗"),
)


def _township_office(unit: str, place: Locality, round_number: int, slots: int, dice: Dice) -> Seat:
    """Return an office of a township; in large ledgers later rounds are partly village workers (R-066)."""
    if round_number >= 2 and dice.chance(0.4):
        village = "示例社区" if place.urban else "示例村"
        return Seat(
            unit, "村(社区)残协", f"{village}残协", dice.pick(("专职委员", "主席")), township=place, slots=slots
        )
    post = dice.weigh({"残联专职委员": 5, "残联理事长": 2, "残疾人工作专干": 3})
    return Seat(unit, "乡镇(街道)残联", f"{place.name}残联", post, township=place, slots=slots)


def offices(target: int, clock: Clock, city: City, seed: int) -> list[Seat]:
    """Return offices that together keep about ``target`` households, and those that keep none."""
    dice = Dice(seed, "offices")
    places = city.places
    found = _city(target, city.own.place)
    extra = [special(city) for special in SPECIAL_OFFICES] if target >= 60 else []
    rest = target - sum(office.slots for office in (*found, *extra))
    shares = _shares(max(0, rest), places)
    for federation in city.counties:
        found += _county(federation, shares[federation.id], places[federation.id], dice)
    found += extra
    for office in found:
        _settle(office, clock, places, dice)
    return found


def _settle(office: Seat, clock: Clock, places: Mapping[str, list[Locality]], dice: Dice) -> None:
    """Give an office its first day of pairing, a township where it needs one, and perhaps a change of holder."""
    if office.since == date.max:
        office.since = first_day(clock, dice, early=dice.chance(_early(office)))
    if office.body in ("乡镇(街道)残联", "村(社区)残协") and office.township is None:
        office.township = dice.pick(places[office.unit])
        office.department = office.department or f"{office.township.name}残联"
    if office.career == "steady" and office.unit != CITY and dice.chance(0.16):
        office.career = "replaced"


def _early(office: Seat) -> float:
    """Return how likely an office is paired in the first batch; a career that takes years needs it."""
    if office.career in _LONG_CAREERS:
        return 1
    return _EARLY[office.slots >= 4] if office.unit == CITY else _EARLY_COUNTY


def first_day(clock: Clock, dice: Dice, *, early: bool) -> date:
    """Return a first day of pairing: in the first batch of September and October 2023, or some time after it."""
    batch_end = clock.start + timedelta(days=42)
    if early or clock.ago(60) <= batch_end:
        return clock.clip(dice.workday(clock.start + timedelta(days=9), batch_end))
    return dice.workday(batch_end + timedelta(days=60), clock.ago(40))
