"""Every module of rules: imported here, each has entered its own in the registry."""

# ruff: noqa: F401  (to be imported is all that is asked of them)

from __future__ import annotations

from jiedui.rules.event import branches, events, meetings, rechecks, reminders, stories, strikes, village_reports
from jiedui.rules.guard import mixtures, wordings
from jiedui.rules.household import (
    areas,
    closing,
    consent,
    eligibility,
    hardships,
    households,
    judgements,
    moves,
    needs,
    outings,
    priorities,
    referrals,
    relapse,
)
from jiedui.rules.ledger import beginning, days, duplicates, fictional, outside, paths, places, references, repeats
from jiedui.rules.loss import entries, merged, vanished
from jiedui.rules.member import certificates, departures, exceptions, likelihood, lives, members, relations
from jiedui.rules.pairing import employment, endings, intake, spells
from jiedui.rules.policy import divisions, documents, gaps, posts, programme, quotas, rows, service
from jiedui.rules.text import names, numbers, phones, sealing
from jiedui.rules.unit import helpers, offices, pauses, units
from jiedui.rules.visit import advances, visitors, visits
