"""使用手册: ten minutes for a helper, ten for a reviewer, how to correct an error."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jiedui.model.audience import AudienceKind
from jiedui.records.reader import parse
from jiedui.records.writer import write
from jiedui.rules import reporters
from jiedui.site.family import ALL_BUT_PUBLIC
from jiedui.site.machine.pictures import shots
from jiedui.site.page import Page, Prominence
from jiedui.site.pages import guide_records as records
from jiedui.site.pages.contact import LEGEND

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jiedui.site.site import Site

SERVES: tuple[str, ...] = ("R-032",)
SHOWN_TO = ALL_BUT_PUBLIC

# Those who do not work on the whole ledger have a manual of their own.
_OF_OTHERS = {AudienceKind.HELPER: "guide_own.md.j2", AudienceKind.OFFICE: "guide_office.md.j2"}


def view(site: Site) -> Mapping[str, Any]:
    """Return the examples of the manual as the writer writes them, and what the check says of a faulty one."""
    record, told = site.library["visit"], site.example.told

    def written(data: dict[str, Any], kind: str = "household") -> str:
        return told(write(data, site.library[kind]))

    path, faulty = told(records.PATH), written(records.FAULTY, "visit")
    findings = parse(faulty, path, record).findings
    return {
        "path": path,
        "example": written(records.VISIT, "visit"),
        "short": written(records.SHORT, "visit"),
        "withdrawn": written(records.WITHDRAWN, "visit"),
        "faulty": faulty,
        "said": "\n".join(reporters.lines(findings, "records")),
        "begun": {
            "folder": told("shiliqu"),
            "unit": written(records.NEW_UNIT, "unit"),
            "helper_id": told(records.NEW_HELPER["id"]),
            "helper": written(records.NEW_HELPER, "helper"),
            "household_id": told(records.NEW_HOUSEHOLD["id"]),
            "household": written(records.NEW_HOUSEHOLD),
        },
        "handed_over": written(records.HANDED_OVER),
        "closed": written(records.CLOSED),
        "move": told(records.MOVE),
        "unit": told("shiliqu"),
        "keyed": written(records.KEYED),
        "judged": written(records.JUDGED),
        "events": {
            "born": written(records.BORN),
            "died": written(records.DIED),
            "goes_on": written(records.GOES_ON),
            "left_home": written(records.LEFT_HOME),
            "split": written(records.SPLIT),
            "returned": written(records.RETURNED),
            "raised": written(records.RAISED),
            "settled": written(records.SETTLED),
            "referred": written(records.REFERRED),
            "renewed": written(records.RENEWED),
            "on_leave": written(records.ON_LEAVE, "helper"),
            "retired": written(records.RETIRED, "helper"),
            "arrived": written(records.ARRIVED, "helper"),
            "volunteers": written(records.VOLUNTEERS, "helper"),
            "moved_away": written(records.MOVED_AWAY),
            "moved_here": written(records.MOVED_HERE),
            "not_reached": written(records.NOT_REACHED, "visit"),
            "asked": written(records.ASKED, "event-recheck"),
            "from_village": written(records.FROM_VILLAGE, "event-village"),
        },
        "required": [field for field in record.fields() if field.required and len(field.path) == 1],
        "legend": LEGEND,
        "shots": {shot.name: shot for shot in shots(site)} if site.pictures else {},
    }


def pages(site: Site) -> list[Page]:
    """Return the manual."""
    template = _OF_OTHERS.get(site.audience.kind, "guide.md.j2")
    return [Page("guide.md", "使用手册", template, lambda: view(site), prominence=Prominence.EXPLAINS, group=True)]
