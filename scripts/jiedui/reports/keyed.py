"""The version of a household's re-key sheet: a day, and letters that change with any fact behind its cells (R-082).

It is reckoned from the facts and not from the sentences that are made of them, so that no other wording and no birthday
changes it. Reckoned anew later, for the same day, it tells that something was mended, added or taken away without a day
of its own, or with one that had passed already.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from jiedui.duties.office import main_office
from jiedui.model.audience import AudienceKind
from jiedui.reports.version import version
from jiedui.reports.workplace import workplace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from jiedui.model.household import Household
    from jiedui.model.ledger import Ledger
    from jiedui.model.member import Member
    from jiedui.model.need import Need

_LETTERS = 4
_JSON = json.JSONEncoder(ensure_ascii=False, default=str)


def sheet_version(ledger: Ledger, household: Household, when: date) -> str:
    """Return the version of the sheet of a household as of a day, such as 2026-03-02-7K3Q.

    Whoever sees nobody by name has none: what stands behind a veil is other facts, and their version another.
    """
    if ledger.audience.kind is AudienceKind.OFFICE:
        return ""
    known = household.until(when)
    # By the name of that day: a township that is renamed or merged later is a change with a day of its own.
    known = ledger.placed(known, when) if known else None
    facts = (*_home(ledger, known, when), *_helper(ledger, known, when), *_help(ledger, known, when)) if known else ()
    # In which order the record lists its needs, say, is no fact.
    return version(when, sorted(map(_JSON.encode, facts)), _LETTERS)


def _home(ledger: Ledger, known: Household, when: date) -> Iterator[object]:
    yield known.relapse.monitoring
    yield known.county, known.township, known.village, known.address, known.phone, known.difficulties
    on_form = [benefit.key for benefit in ledger.policy.benefits if benefit.on_form]
    for member in known.present_on(when):
        yield _member(member), [member.benefits.get(key, "") for key in on_form]


def _member(member: Member) -> tuple[object, ...]:
    card = member.disability.certificate if member.disability else None
    said = (member.id, member.name, member.sex, member.birth, member.relation, member.education, member.employment)
    return (*said, *((card.category, card.grade, card.number) if card else ()))


def _helper(ledger: Ledger, known: Household, when: date) -> Iterator[object]:
    pairing = known.primary_on(when)
    helper = ledger.helpers.get(pairing.helper) if pairing else None
    if helper:
        known_helper = helper.until(when)
        role = main_office(known_helper, ledger.policy, when)
        place = workplace(ledger, known_helper, role)
        yield helper.id, helper.name, helper.sex, helper.mobile, place.name, place.department, role.post, role.rank


def _help(ledger: Ledger, known: Household, when: date) -> Iterator[object]:
    yield known.plan, known.annual.get(when.year, ""), known.closed_on
    for pairing in known.pairings:
        yield pairing.helper, pairing.role, pairing.span.start, pairing.span.end
    for visit in ledger.contacts(known.id):
        if visit.date.year == when.year and visit.date <= when:
            said = sorted(visit.topics), sorted(visit.preached), sorted(visit.hazards)
            yield visit.date, visit.by, visit.channel, visit.reached, *said
    for need in known.needs:
        yield _need(need)
    for outing in known.outings:
        yield outing.person, outing.on, outing.kind


def _need(need: Need) -> tuple[object, ...]:
    measures = sorted(
        (item.promised_on, item.code, item.content, str(item.done_on), item.result) for item in need.measures
    )
    return need.id, need.person, need.content, need.urgent, need.raised_on, need.responded_on, need.closed_on, measures
