"""The migrations in their order, and the way of a record through those that it has not seen yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.migrations import (
    m0002_flags,
    m0003_codes,
    m0004_townships,
    m0005_hardship,
    m0006_certificates,
    m0007_documents,
    m0008_relapse,
    m0009_hukou,
)

if TYPE_CHECKING:
    from jiedui.migrations.migration import Data, Migration
    from jiedui.records.tree import Place

MIGRATIONS = (
    m0002_flags.MIGRATION,
    m0003_codes.MIGRATION,
    m0004_townships.MIGRATION,
    m0005_hardship.MIGRATION,
    m0006_certificates.MIGRATION,
    m0007_documents.MIGRATION,
    m0008_relapse.MIGRATION,
    m0009_hukou.MIGRATION,
)
FIRST = 1
CURRENT = MIGRATIONS[-1].number
LEDGER = "policy-ledger"


def since(number: int) -> tuple[Migration, ...]:
    """Return the migrations that lead from format ``number`` to this one, in their order."""
    return tuple(migration for migration in MIGRATIONS if migration.number > number)


def upgrade(place: Place, data: Data, from_format: int) -> Data:
    """Return a record of an older format as one of this format; ``data`` stays as it was.

    ``data`` is as the strict loader gives it: mappings, lists and texts, not judged by any schema.
    """
    for migration in since(from_format):
        if place.kind in migration.steps:
            data = migration.steps[place.kind](place, data)
    if place.kind == LEDGER and from_format < CURRENT:
        data = {**data, "format": str(CURRENT)}
    return data


def comments(kind: str) -> frozenset[str]:
    """Return the comments, each with its mark, that the writer of an older format made and this one does not."""
    return frozenset(f"# {title}" for migration in MIGRATIONS for title in migration.comments.get(kind, ()))
