"""The data of 查户: people and public sections, as two scripts that a page opened from a folder may load."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from jiedui.duties.office import main_office

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jiedui.model.divisions import Township
    from jiedui.model.helper import Helper
    from jiedui.model.household import Household
    from jiedui.site.files.sections import Section
    from jiedui.site.site import Site

# What a reader may search for, and what the list of hits shows; the order is known to find.js.
KINDS = ("户", "责任人", "乡镇")


def household_row(site: Site, household: Household) -> list[str]:
    """Return id, name, other members, federation, place, helper in charge."""
    pairing = household.primary_on(site.as_of)
    helper = site.ledger.helpers.get(pairing.helper) if pairing else None
    others = [member.name for member in household.members if member is not household.head]
    place = f"{household.county}{household.township}{household.village}"
    closed = household.closed_on is not None and household.closed_on < site.as_of
    return [
        household.id, household.head.name, "、".join(others), site.ledger.unit_name(household.unit), place,
        helper.name if helper else "已终止" if closed else "没有结对",
    ]  # fmt: skip


def helper_row(site: Site, helper: Helper) -> list[str]:
    """Return id, name, post, federation, department, state of the quota."""
    role = main_office(helper, site.ledger.policy, site.as_of)
    return [
        helper.id, helper.name, role.post, site.ledger.unit_name(helper.unit), f"{role.township}{role.department}",
        site.figures.quota_lines[helper.id].state.value,
    ]  # fmt: skip


def township_row(site: Site, township: Township) -> list[str]:
    """Return code, name, nothing, federation, county, how many households."""
    homes = site.townships.households(township)
    return [
        township.code,
        township.name,
        "",
        site.ledger.unit_name(township.unit),
        township.county,
        f"{len(homes)} 户",
    ]


def people(site: Site) -> str:
    """Return the data file of people: it alone decides what can be searched. No phone, no document's number."""
    ledger = site.ledger
    rows = [
        [household_row(site, household) for _, household in sorted(ledger.households.items())],
        [helper_row(site, helper) for _, helper in sorted(ledger.helpers.items())],
        [township_row(site, township) for township in ledger.divisions.townships],
    ]
    return _script("JIEDUI_ROWS", rows)


def sections(found: Iterable[Section]) -> str:
    """Return the data file of the public pages: where, page title, heading, text, prominence. It names no household."""
    return _script("JIEDUI_PAGES", list(found))


def _script(name: str, rows: object) -> str:
    """Return a script, which unlike JSON a page opened from a folder may load."""
    text = json.dumps(rows, ensure_ascii=False, separators=(",", ":")).replace("],[", "],\n[")
    return f"window.{name}={text};\n".replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
