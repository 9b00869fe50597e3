"""Everything that reckons or prints for a requirement of the notice, collected from what each module declares.

To have a new module named in 要求对照, give it ``TITLE`` and ``SERVES`` and enter it here.
"""

from __future__ import annotations

from jiedui.duties import (
    answer,
    benefit,
    cadence,
    change,
    clock,
    contact,
    coverage,
    deadline,
    eligible,
    entitlement,
    facts,
    intake,
    judgement,
    office,
    outing,
    own_part,
    participation,
    promise,
    quota,
    referral,
    shortfall,
    upkeep,
)
from jiedui.prints import brief, card_files, cards, county, forms, handbook, household_sheet, outline, sheets
from jiedui.prints import consent as consent_sheet
from jiedui.prints import referral as referral_sheet
from jiedui.reports import (
    annual,
    assessment,
    assessment_paper,
    assessment_rows,
    deadlines,
    definition,
    department,
    digest,
    dispatch,
    dispatch_paper,
    form,
    groups,
    halfyear,
    implementation,
    ledgers,
    milestones,
    needs,
    organisation,
    period,
    personal,
    progress,
    provincial,
    quarter_table,
    quarterly,
    reasons,
    referrals,
    share,
    standing,
    upcoming,
)
from jiedui.reports.bulletin import content, correction_paper, freeze, paper
from jiedui.reports.requirements import Service, Services, Serving
from jiedui.workbook import bulletin, register

RECKONINGS: tuple[Serving, ...] = (
    answer, benefit, cadence, change, clock, contact, coverage, deadline, eligible, entitlement, facts, intake,
    judgement, office, outing, own_part, participation, promise, quota, referral, shortfall, upkeep,
    annual, assessment, assessment_paper, assessment_rows, content, correction_paper, paper, deadlines, definition,
    department, digest, dispatch, dispatch_paper, groups, form, freeze, halfyear, implementation, ledgers, milestones,
    needs, organisation, period, personal, progress, provincial, quarter_table, quarterly, reasons, referrals, share,
    standing, upcoming,
    bulletin, register,
)  # fmt: skip

PRINTS: tuple[Serving, ...] = (
    brief,
    card_files,
    cards,
    county,
    forms,
    handbook,
    consent_sheet,
    household_sheet,
    outline,
    referral_sheet,
    sheets,
)


def services() -> Services:
    """Return all that is declared."""
    return Services(tuple(map(Service.of, RECKONINGS)), tuple(map(Service.of, PRINTS)))
