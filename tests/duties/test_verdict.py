"""Three values: yes, no and not known, worked out by hand."""

from __future__ import annotations

from jiedui.duties.verdict import NO, YES, Verdict, all_of, any_of, decided

MAYBE = Verdict(None, ("甲",))


def test_truth_tables() -> None:
    values = (YES, NO, MAYBE)
    both = [[all_of((left, right)).value for right in values] for left in values]
    either = [[any_of((left, right)).value for right in values] for left in values]
    assert both == [[True, False, None], [False, False, False], [None, False, None]]
    assert either == [[True, True, True], [True, False, None], [True, None, None]]
    assert (all_of(()).value, any_of(()).value) == (True, False)
    assert all_of((MAYBE, YES, Verdict(None, ("乙", "甲")))).missing == ("甲", "乙")
    assert any_of((MAYBE, NO, Verdict(None, ("乙", "甲")))).missing == ("甲", "乙")


def test_what_is_decided_lacks_nothing() -> None:
    assert (decided(holds=True), decided(holds=False)) == (YES, NO)
    assert (~YES, ~NO, ~MAYBE) == (NO, YES, MAYBE)
    assert all_of((MAYBE, NO)) == NO
    assert any_of((MAYBE, YES)) == YES
    assert any_of((NO, MAYBE, NO)) == any_of((MAYBE, MAYBE)) == MAYBE
    assert any_of(()) == any_of((NO, NO)) == NO
