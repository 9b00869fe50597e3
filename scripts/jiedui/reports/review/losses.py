"""What was recorded before a change and is gone after it: records, and those that something else took the place of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiedui.records.finding import redact, shown
from jiedui.reports.review.review import ReviewLine, ReviewTopic
from jiedui.rules.loss.vanished import lots, said_replaced

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiedui.records.reader import Record
    from jiedui.reports.review.sides import BothSides


def loss_lines(sides: BothSides) -> Iterator[ReviewLine]:
    """Yield a line for each lot of records that went together, and for each that is another now."""
    found = sides.succession
    for lot in lots(found, sides.files):
        first = lot.first
        alone = lot.place == first.path
        subject = sides.home(first.place.household) if first.place.household and not alone else sides.subject(first)
        gone = "整份不见了" if alone else lot.said.rstrip("。")
        yield ReviewLine(ReviewTopic.GONE, first.place.unit, lot.path, subject, (gone,))
    for before, now in found.replaced:
        said = (said_replaced(before, now).rstrip("。"), *_former_name(before))
        yield ReviewLine(ReviewTopic.GONE, now.place.unit, now.path, sides.subject(before), said)
    told = {record.path for record in (*found.gone, *(pair.before for pair in (*found.replaced, *sides.continued)))}
    for record in sides.change.before:
        if record.path not in told and not sides.files.hides(record):
            yield ReviewLine(ReviewTopic.GONE, record.place.unit, record.path, redact(record.path), ("文件不见了",))


def _former_name(record: Record) -> Iterator[str]:
    """Yield whose a record was that is somebody else's now."""
    named = [record.data, *(item for item in record.data.get("members", ()) if isinstance(item, dict))]
    if name := next((item["name"] for item in named if "name" in item), ""):
        yield f"原来是{redact(shown(str(name)))}"
