"""All files of a new ledger: the notice, the places and federations, the machinery, and jiedui itself (design §12)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jiedui import notice
from jiedui.founding import sums
from jiedui.founding.about import FoundedUnit, LedgerAbout
from jiedui.founding.divisions import CITY, CITY_SHORT, whole_name
from jiedui.founding.machinery import machinery
from jiedui.founding.refusal import NotFoundedError
from jiedui.founding.wheel import FOLDER, Wheel
from jiedui.migrations.chain import LEDGER
from jiedui.model.forge import FOLDER as RECORDS
from jiedui.records.kinds import path_of
from jiedui.records.reader import parse
from jiedui.records.writer import write

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jiedui.founding.answers import FounderAnswers
    from jiedui.founding.divisions import FoundedPlaces
    from jiedui.records.schema import SchemaLibrary


def new_ledger(
    answers: FounderAnswers, places: FoundedPlaces | None, wheel: Wheel, library: SchemaLibrary
) -> dict[str, str | bytes]:
    """Return what each file of a new ledger holds, by its path, in the order of the paths (R-001, R-002, R-015).

    Without ``places`` the ledger has no county yet and no list of townships. Raises :class:`NotFoundedError` for what
    no record may hold.
    """
    every = (_city_unit(answers), *(places.units if places else ()))
    about = LedgerAbout(name=answers.name, city=answers.city, units=every, forge=answers.repository, wheel=wheel)
    policy = shipped_policy(answers.city, library)
    named = notice.policy(answers.city)[LEDGER] | {"name": answers.name, "forge": answers.as_setting()}
    ours: dict[str, str | bytes] = {
        **policy,
        **_written(LEDGER, named, library),
        **(_written("divisions", places.divisions, library) if places else {}),
    }
    for unit in every:
        ours |= _written("unit", _record(unit), library, unit.slug)
    shipped = machinery(about)
    said = sums.written({path: sums.of(text.encode("utf-8")) for path, text in (shipped | policy).items()})
    files = {**ours, **shipped, f"{FOLDER}/{wheel.name}": wheel.content, sums.FILE: said}
    return dict(sorted(files.items()))


def _city_unit(answers: FounderAnswers) -> FoundedUnit:
    """Return the city's federation."""
    return FoundedUnit(slug=CITY, name=whole_name(answers.city), short=CITY_SHORT, prefix=answers.prefix)


def shipped_policy(city: str, library: SchemaLibrary) -> dict[str, str]:
    """Return the texts of the policy as it is shipped for a city, by path: all but what is the ledger's own."""
    texts: dict[str, str] = {}
    for kind, data in notice.policy(city).items():
        texts |= _written(kind, data, library) if kind != LEDGER else {}
    return texts


def _written(kind: str, data: Mapping[str, Any], library: SchemaLibrary, unit: str = "") -> dict[str, str]:
    """Return the canonical text of a record at its path; raise :class:`NotFoundedError` for none."""
    path = path_of(kind, unit)
    text = write(dict(data), library[kind])
    if findings := parse(text, path, library[kind]).findings:
        raise NotFoundedError("".join(f"{RECORDS}/{path}：{item.message}{item.remedy}" for item in findings))
    return {f"{RECORDS}/{path}": text}


def _record(unit: FoundedUnit) -> dict[str, str]:
    level = "市残联" if unit.slug == CITY else "县级残联"
    return {"id": unit.slug, "prefix": unit.prefix, "name": unit.name, "short": unit.short, "level": level}
