"""A fictional ledger of any size: real places, no real person, and every case that the pages must show.

The same arguments give the same bytes on every machine. What is settled beforehand stands in
:mod:`jiedui.demo.showcase`; all else is drawn by chance, in streams of choices that do not disturb one another.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from jiedui.demo import (
    careers,
    contacts,
    events,
    hazards,
    houses,
    leaders,
    moments,
    moves,
    offices,
    outings,
    pairings,
    situations,
    survey,
    units,
)
from jiedui.demo.clock import Clock
from jiedui.demo.identities import Identities
from jiedui.demo.needs import Needs
from jiedui.demo.recipe import LISTED, PLAIN
from jiedui.demo.slots import Counts, deal, slots
from jiedui.demo.texts import Diary
from jiedui.demo.world import World
from jiedui.imprint import is_empty
from jiedui.migrations import chain
from jiedui.records.kinds import path_of
from jiedui.records.staging import Staging
from jiedui.records.tree import Place
from jiedui.records.writer import write

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from jiedui.demo.draft import House, Record
    from jiedui.demo.source import Source
    from jiedui.records.schema import SchemaLibrary

Progress = Callable[[int, int], None]

# Households and visits are made in this format: members and needs numbered, one hardship, one certificate a person.
DRAFTED_IN = 2


class CannotBuildError(Exception):
    """The ledger cannot be generated as asked."""


class OutputNotEmptyError(CannotBuildError):
    """The output folder holds something already, or is no folder."""


class DayTooEarlyError(CannotBuildError):
    """The as-of date lies before the programme: there is nothing that could have been recorded."""


def build(
    out: Path,
    library: SchemaLibrary,
    *,
    source: Source,
    households: int = 120,
    visits: int | None = None,
    roster: int = 0,
    as_of: date,
    seed: int = 20260101,
    progress: Progress | None = None,
) -> None:
    """Write a fictional ledger of ``households`` households into the folder ``out``.

    Further ones are registered, and nothing more, until the roster has ``roster`` of them. Policy and divisions are
    those of ``source``. ``visits`` is the number of contacts to aim at
    (``None``: what the quarters and the helpers bring about); nothing happens after ``as_of``. ``progress`` is told
    (households written, all of them). Raises :class:`OutputNotEmptyError` and :class:`DayTooEarlyError`.
    """
    if out.exists() and (not out.is_dir() or not is_empty(out)):
        raise OutputNotEmptyError(str(out))
    if as_of < source.policy.programme.start:
        raise DayTooEarlyError(as_of.isoformat())
    world = populate(source, households, visits, as_of, seed)
    survey.register(world, roster)
    with Staging(out) as staging:
        _write_shared(staging, library, source, world)
        for number, house in enumerate(world.houses):
            if progress and number % 50 == 0:
                progress(number, len(world.houses))
            _write_house(staging, library, house, world)
    if progress:
        progress(len(world.houses), len(world.houses))


def populate(source: Source, households: int, visits: int | None, as_of: date, seed: int) -> World:
    """Return the world with everybody and every contact in it, before anything is put into words."""
    clock = Clock.of(source.policy, as_of)
    identities = Identities(seed, source.policy.identity)
    world = World(seed, clock, source.policy, identities, careers.Roster(clock, identities, source.city), source.city)
    counts = Counts.of(households)
    world.offices = offices.offices(counts.slots, clock, source.city, seed)
    dice = world.dice("careers")
    for office in world.offices:
        careers.fill(office, world.roster, dice)
    careers.deputise(world.offices, world.roster)
    found = slots(world.offices, clock, world.dice("slots"))
    unpaired = deal(found, counts, clock, world.dice("deal"))
    for slot in found:
        houses.settle(slot, world)
    for recipe in unpaired:
        houses.register(recipe, world)
    while len(world.houses) < households:
        houses.register(PLAIN, world)
    moves.link(world)
    for house in world.houses:
        contacts.plan(house, world)
    moments.add(world)
    if visits is not None:
        contacts.balance(world, visits)
    return world


def _write_shared(staging: Staging, library: SchemaLibrary, source: Source, world: World) -> None:
    """Write policy, divisions, federations, helpers and events."""
    for kind, data in source.files.items():
        _put(staging, library, kind, data)
    for unit, federation in world.city.federations.items():
        record = units.record(world.city, unit, world.clock, world.identities, world.seed)
        record["responsible"] = leaders.responsible(unit, world)
        record["leading_group"] = leaders.leading_group(world) if federation.is_city else []
        _put(staging, library, "unit", record, unit=unit, stem=unit)
    for identifier, record in world.roster.records.items():
        _put(staging, library, "helper", record, unit=world.roster.units[identifier], stem=identifier)
    for unit, kind, stem, record in events.events(world):
        _put(staging, library, kind, record, unit=unit, stem=stem)


def _write_house(staging: Staging, library: SchemaLibrary, house: House, world: World) -> None:
    """Put one household and its contacts into words, and write them."""
    if house.recipe is not LISTED:
        Needs(house, world).write()
        hazards.look(house, world)
        situations.write(house, world)
        outings.write(house, world)
        house.record["pairings"] = pairings.records(house)
        houses.finish(house, world)
    _put(staging, library, "household", _finished("household", house, house.record), unit=house.unit, stem=house.id)
    for stem, record in Diary(house, world).records().items():
        _put(
            staging, library, "visit", _finished("visit", house, record), unit=house.unit, stem=stem, household=house.id
        )


def _finished(kind: str, house: House, record: Record) -> Record:
    """Return a drafted record as one of this format, by the way that every older record goes."""
    return chain.upgrade(Place("", kind, house.id, house.unit, house.id), record, DRAFTED_IN)


def _put(staging: Staging, library: SchemaLibrary, kind: str, data: Record, **place: str) -> None:
    staging.write_text(staging.root / path_of(kind, **place), write(data, library[kind]))
