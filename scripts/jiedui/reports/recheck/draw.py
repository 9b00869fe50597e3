"""Drawing a quarter's sample from the history of the ledger, and drawing it again to compare (B-10)."""

from __future__ import annotations

from datetime import datetime, time
from typing import TYPE_CHECKING, Any

from jiedui.model.time import DAY, ZONE, Quarter
from jiedui.reports.former_ledger import NewerThenError, UnreadableThenError, ledger_at
from jiedui.reports.quarterly import QuarterOutsideError
from jiedui.reports.recheck.sample import sample
from jiedui.review import git, trees
from jiedui.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from jiedui.records.schema import SchemaLibrary


class Drawn(Struct, frozen=True):
    """A sample: the tree of the records at the quarter's end, and the ids of the households that it gives."""

    tree: str
    households: tuple[str, ...]


def tree_at_end(root: Path, quarter: Quarter) -> str:
    """Return the full name of the tree of the records in the main line's last commit of a quarter, by Beijing time.

    Raises :class:`~jiedui.review.git.GitUnavailableError` where Git knows of none.
    """
    midnight = datetime.combine(quarter.end + DAY, time(), ZONE)
    return trees.tree(root, git.commit_before(root, midnight))


def draw(root: Path, library: SchemaLibrary, quarter: Quarter, percent: int) -> Drawn:
    """Draw the sample of a quarter that is over.

    Raises as :func:`tree_at_end`, :func:`~jiedui.reports.former_ledger.ledger_at` and
    :func:`~jiedui.reports.recheck.sample.sample` do.
    """
    tree = tree_at_end(root, quarter)
    return Drawn(tree, tuple(sample(ledger_at(root, tree, library), quarter, tree, percent)))


class Redrawn(Struct, frozen=True):
    """What became of drawing a sample again: what differs (nothing where it is the same), or why it could not be."""

    differs: str = ""
    hindrance: str = ""

    @property
    def text(self) -> str:
        """What to tell staff."""
        return self.differs or self.hindrance or "和按当时台账抽的一样。"


def redraw(root: Path, library: SchemaLibrary, data: Mapping[str, Any]) -> Redrawn:
    """Draw the sample of a record again, and compare."""
    try:
        again = draw(root, library, Quarter.parse(data["quarter"]), data["percent"])
    except git.GitUnavailableError as error:
        return Redrawn(hindrance=f"查不到季度结束时的台账，没有核对。{error.remedy}")
    except (UnreadableThenError, NewerThenError):
        return Redrawn(hindrance="季度结束时的台账，现在的软件读不懂，没有核对。")
    except QuarterOutsideError:
        return Redrawn(differs="这个季度不在方案期内。")
    if data["tree"] != again.tree:
        return Redrawn(differs="tree（台账目录）不是季度结束时的。")
    listed = {item["household"] for item in data["households"]}
    if missing := sorted(set(again.households) - listed):
        return Redrawn(differs=f"少了抽到的户 {'、'.join(missing)}。")
    if more := sorted(listed - set(again.households)):
        return Redrawn(differs=f"多了没有抽到的户 {'、'.join(more)}。")
    return Redrawn()
