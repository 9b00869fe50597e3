"""The ledger around a subject, as a rule of that subject sees it: nobody walks over households, helpers or contacts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from jiedui.model.lookup import HasHelpers

if TYPE_CHECKING:
    from collections.abc import Container, Mapping
    from datetime import date

    from jiedui.model.divisions import Divisions
    from jiedui.model.household import Household
    from jiedui.model.lookup import Lookup
    from jiedui.model.policy import Policy
    from jiedui.model.unit import Unit
    from jiedui.records.flat import FlatRecord
    from jiedui.records.values import Pointer


class Around(HasHelpers, Protocol):
    """The part of a :class:`~jiedui.model.ledger.Ledger` that a local rule may ask."""

    @property
    def policy(self) -> Policy:
        """The notice and its readings."""

    @property
    def divisions(self) -> Divisions:
        """The counties and townships."""

    @property
    def units(self) -> Mapping[str, Unit]:
        """The federations."""

    @property
    def households(self) -> Lookup[Household]:
        """The households."""

    def divisions_on(self, when: date) -> Divisions:
        """Return the townships as one knew them on a day."""

    def township_names(self, unit: str) -> set[str]:
        """Return every name of the townships that a federation manages on any day that is recorded."""

    def unit_name(self, unit: str) -> str:
        """Return what staff call a federation, in short."""


class NearFiles(Protocol):
    """The files, as far as a local rule may ask for what is written in them."""

    def written(self, household: Household) -> Mapping[str, Any]:
        """Return the record of the household that is judged, without the entries that were withdrawn."""

    def flat(self, path: str) -> FlatRecord:
        """Return what the record of the household that is judged says, without its order, withdrawn entries or not."""

    def withdrew(self, household: Household, need: str) -> bool:
        """Tell whether a need that is not among a household's has but been withdrawn."""

    def place(self, path: str, pointer: Pointer) -> Pointer:
        """Return where a place of what stands is in the file itself."""

    def absent(self, identifier: str, known: Container[str], kind: str) -> str:
        """Say in words that an id stands for no ``kind`` of record; nothing if it does, or may do."""

    def nearest(self, identifier: str, known: Lookup[object], kind: str) -> str:
        """Return the one of the ``known`` ids that a mistyped one looks like; else nothing."""


class Sight(Protocol):
    """What a local rule sees beside its subject, on the day of the check."""

    @property
    def ledger(self) -> Around:
        """The ledger around the subject."""

    @property
    def files(self) -> NearFiles:
        """The records as they are written."""

    @property
    def as_of(self) -> date:
        """The day of the check."""
