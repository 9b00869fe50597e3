"""A sample that a change brings is the one that the ledger of then gives; nobody has chosen (B-10)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.model.withdrawal import is_withdrawn
from jiedui.records.finding import declare
from jiedui.records.schema import default_folder, library_of
from jiedui.reports.recheck import KIND, stated
from jiedui.rules.registry import WARNING, ledger_rule

if TYPE_CHECKING:
    from jiedui.rules.context import Findings, LedgerContext

UNVERIFIED = declare(
    "recheck-unverified",
    "抽查名单没有核对",
    "台账",
    "名单要能从季度结束时的台账重新抽出来。没有那时的 Git 历史，或者那时的记录读不懂，就核对不了。",
    clause="六(二)",
    requirement="R-096",
    severity=WARNING,
)


@ledger_rule(
    "recheck-drawn",
    "抽查名单和抽样不一致",
    why="抽到哪些户，由季度结束时的台账定，谁也不能挑、不能换。",
    clause="六(二)",
    requirement="R-096",
)
def as_drawn(context: LedgerContext) -> Findings:
    """Draw again what a change brings; what was there before was drawn again when it came."""
    change, root = context.inspection.change, context.files.root
    records = [] if change is None else [item for item in context.files.of_kind(KIND) if item.path in change.paths]
    if change is None or root is None or not records:
        return
    # What draws is loaded where there is a sample: a check of a single record should not wait for it.
    from jiedui.reports.recheck.draw import redraw

    before = {record.path: stated(record.data) for record in change.before if record.place.kind == KIND}
    library = library_of(default_folder())
    for record in records:
        if is_withdrawn(record.data) or before.get(record.path) == stated(record.data):
            continue
        found = redraw(root, library, record.data)
        if found.differs:
            yield context.file(record.path).fault(
                ("households",), found.differs, remedy="用 jiedui recheck draw 重新抽，名单不要改。"
            )
        elif found.hindrance:
            yield UNVERIFIED.at(record.path, (), message=found.hindrance, remedy="取全历史，再检查一遍。")
