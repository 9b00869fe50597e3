"""How unclear clauses are read here, and the other readings that can be tried out (A-nn)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from jiedui.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Mapping


class VariantQuota(NamedTuple):
    """Under another reading: what helpers of a class owe on the quota of that id."""

    quota: str
    rank_class: str
    need: int


class Variant(Struct, frozen=True):
    """Another reading to try out (口径试算): settings in place of the chosen ones, and needs of a class on a quota."""

    title: str
    settings: Mapping[str, Any]
    quotas: tuple[VariantQuota, ...]

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Variant:
        """Type one entry of ``variants``."""
        return cls(
            data["title"],
            data.get("settings", {}),
            tuple(VariantQuota(row["quota"], row["class"], row["need"]) for row in data.get("quotas", ())),
        )


class Reading(Struct, frozen=True, kw_only=True):
    """How an unclear clause is read here (A-nn), in words."""

    id: str
    clause: str
    question: str
    text: str
    alternatives: tuple[str, ...]
    settings: Mapping[str, Any]
    variants: tuple[Variant, ...] = ()

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Reading:
        """Type one entry of ``readings``."""
        return cls(
            id=data["id"],
            clause=data["clause"],
            question=data["question"],
            text=data["reading"],
            alternatives=tuple(data.get("alternatives", ())),
            settings=data.get("settings", {}),
            variants=tuple(Variant.of(other) for other in data.get("variants", ())),
        )
