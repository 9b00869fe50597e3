"""Parts of a whole, and the households of a quarter by state."""

from __future__ import annotations

from fractions import Fraction

from jiedui.duties.contact import ContactState
from jiedui.model.time import Quarter
from jiedui.reports.sums import ContactSum, Portion, QuotaSum, total

STATES = {
    "PJ-3": ContactState.DONE, "PJ-1": ContactState.LATE, "PJ-2": ContactState.RUNNING, "PJ-4": ContactState.OVERDUE,
    "PJ-5": ContactState.EXEMPT, "PJ-0": ContactState.DONE,
}  # fmt: skip
SUM = ContactSum.from_states(Quarter(2026, 3), STATES)


def test_a_portion_of_nothing_has_no_rate() -> None:
    assert Portion(0, 0).rate is None
    assert Portion(2, 3).rate == Fraction(2, 3)


def test_a_sum_of_whole_numbers_and_parts_is_exact() -> None:
    parts = (Fraction(2), Fraction(1, 3), Fraction(), Fraction(1, 3), Fraction(1, 2))
    assert total(parts) == Fraction(19, 6)
    assert total(()) == Fraction()
    assert isinstance(total([Fraction(2)]), Fraction)


def test_households_are_told_by_state_in_the_order_of_their_ids() -> None:
    assert SUM.of(ContactState.DONE) == ("PJ-0", "PJ-3")
    assert SUM.of(ContactState.AHEAD) == ()
    assert SUM.met == ("PJ-0", "PJ-1", "PJ-3")
    assert SUM.due == ("PJ-0", "PJ-1", "PJ-2", "PJ-3", "PJ-4")
    assert SUM.due is SUM.due  # of three thousand, and some thousand pages and cells ask


def test_the_rate_is_of_those_due() -> None:
    assert SUM.rate == Fraction(3, 5)
    assert ContactSum.from_states(Quarter(2026, 3), {"PJ-5": ContactState.EXEMPT}).rate is None


def test_what_groups_have_is_added_up_in_the_order_of_their_ids() -> None:
    found = [
        ContactSum.from_states(
            SUM.quarter, {key: state for key, state in sorted(STATES.items()) if (key in few) == kept}
        )
        for few in [("PJ-0", "PJ-2", "PJ-4")]
        for kept in (False, True)
    ]
    assert ContactSum.joined(found) == ContactSum.from_states(SUM.quarter, dict(sorted(STATES.items())))
    parts = [
        QuotaSum(helpers=2, owed=3, have=Fraction(1, 2), gap=Fraction(3, 2), short=("A", "C"), grace=("D",)),
        QuotaSum(helpers=1, owed=1, have=Fraction(1, 2), gap=Fraction(1, 2), short=("B",), grace=()),
    ]
    assert QuotaSum.of(parts) == QuotaSum(
        helpers=3, owed=4, have=Fraction(1), gap=Fraction(2), short=("A", "B", "C"), grace=("D",)
    )
