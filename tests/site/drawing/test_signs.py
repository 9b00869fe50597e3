"""How states and values are shown: every state that is reckoned has its sign."""

from __future__ import annotations

from enum import StrEnum

import pytest

from jiedui.duties.cadence import CadenceState
from jiedui.duties.change import ChangeKind
from jiedui.duties.contact import ContactState
from jiedui.duties.entitlement import GapState
from jiedui.duties.outing import OutingState
from jiedui.duties.promise import PromiseState
from jiedui.duties.quota import QuotaState
from jiedui.records.schema import SchemaLibrary
from jiedui.reports.needs import NeedState
from jiedui.reports.organisation.reminder import ReminderState
from jiedui.reports.provincial import ModuleState
from jiedui.reports.severity import DutySeverity
from jiedui.site.drawing.signs import SIGNS, mood, state

STATES = (
    CadenceState, ChangeKind, ContactState, ModuleState, NeedState, OutingState, PromiseState, QuotaState,
    ReminderState, DutySeverity,
)  # fmt: skip


@pytest.mark.parametrize("states", STATES, ids=lambda states: states.__name__)
def test_every_state_that_is_reckoned_has_a_sign(states: type[StrEnum]) -> None:
    assert [item.value for item in states if item.value not in SIGNS] == []


@pytest.mark.parametrize(
    "path", [("members", "benefits", "dibao"), ("relapse", "monitoring", "status")], ids=lambda path: path[-1]
)
def test_every_state_that_is_recorded_has_a_sign(library: SchemaLibrary, path: tuple[str, ...]) -> None:
    (field,) = (field for field in library["household"].fields() if field.path == path)
    assert [word for word in field.schema["enum"] if word not in SIGNS] == []


def test_every_state_of_what_may_be_lacking_that_is_listed_has_a_sign() -> None:
    assert [item.value for item in GapState if item.listed and item.value not in SIGNS] == []


def test_a_state_is_a_sign_a_word_and_a_colour() -> None:
    assert state("已终止") == '<span class="jd-s none">终 已终止</span>'
    assert state("补录", "迟了<三天>") == '<span class="jd-s late" title="迟了&#60;三天&#62;">补 补录</span>'


def test_the_colour_of_a_state_is_to_be_had_alone() -> None:
    assert [mood(kind) for kind in DutySeverity] == ["bad", "bad", "wait", "none"]
