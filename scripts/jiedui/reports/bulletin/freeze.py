"""Freezing a quarter's bulletin in a file (R-096; A-14).

A frozen bulletin is never written a second time. What today's records say otherwise goes into the next one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.records import writer
from jiedui.records.alone import alone
from jiedui.records.kinds import path_of
from jiedui.records.staging import Staging
from jiedui.reports.bulletin import KIND
from jiedui.reports.bulletin.content import bulletin
from jiedui.reports.bulletin.history import reckoned
from jiedui.reports.former_ledger import UnreadableThenError, ledger_at
from jiedui.reports.quarterly import require_over
from jiedui.review import git, trees

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from jiedui.model.ledger import Ledger
    from jiedui.model.time import Quarter
    from jiedui.records.schema import SchemaLibrary

TITLE = "冻结通报"
SERVES: tuple[str, ...] = ("R-096",)


class FrozenAlreadyError(Exception):
    """The bulletin of the quarter is there: it is never overwritten."""


class UnsavedError(Exception):
    """Files of the ledger differ from its commit, so that no commit could be named."""


class OffMainLineError(Exception):
    """The ledger's commit is not on the main line, whose name is the text (``""`` where none can be told).

    A bulletin that names such a commit could not be reckoned again once the branch is squashed and deleted.
    """


def store(root: Path, library: SchemaLibrary, quarter: Quarter, today: date) -> Path:
    """Freeze the bulletin of a quarter from the ledger's commit, and return the file that was written.

    Raises :class:`~jiedui.records.alone.BusyError` where another process writes to the ledger,
    :class:`FrozenAlreadyError`, :class:`UnsavedError`, :class:`OffMainLineError`,
    :class:`~jiedui.reports.former_ledger.UnreadableThenError`,
    :class:`~jiedui.review.git.GitUnavailableError` outside Git, and as
    :func:`~jiedui.reports.quarterly.require_over` does.
    """
    with alone(root):
        return _store(root, library, quarter, today)


def _store(root: Path, library: SchemaLibrary, quarter: Quarter, today: date) -> Path:
    if any(root.glob(path_of(KIND, "*", str(quarter)))):
        raise FrozenAlreadyError(str(quarter))
    commit = git.revision(root)
    if not git.is_clean(root):
        raise UnsavedError
    main = git.main_line(root)
    if not (main and git.is_ancestor(root, commit, main)):
        raise OffMainLineError(main.removeprefix("refs/heads/").removeprefix("refs/remotes/"))
    tree = trees.tree(root, commit)
    ledger = ledger_at(root, tree, library)
    target = root / path_of(KIND, city_of(ledger), str(quarter))
    require_over(quarter, ledger.policy.quarters, today)
    record = bulletin(ledger, quarter, commit, tree=tree, attribution=reckoned(root, library)).data()
    with Staging(root) as staging:
        staging.write_all({target: writer.write(record, library[KIND])}, {target})
    return target


def city_of(ledger: Ledger) -> str:
    """Return the folder of the city's federation; raise :class:`UnreadableThenError` in a ledger without one."""
    for unit in ledger.units.values():
        if unit.is_city:
            return unit.id
    raise UnreadableThenError("unit.yml")
