"""What is made of a subject is made once, as long as few others were asked about since."""

from __future__ import annotations

from jiedui.rules import once as module
from jiedui.rules.once import once


def test_what_is_made_of_a_subject_is_given_again_and_of_an_equal_one_made() -> None:
    made: list[list[int]] = []

    @once
    def doubled(subject: list[int]) -> list[int]:
        """Return each number twice."""
        made.append(subject)
        return subject * 2

    one, other = [1], [1]
    assert doubled(one) is doubled(one)
    assert doubled(other) is not doubled(one)
    assert len(made) == 2
    assert doubled.__doc__ == "Return each number twice."


def test_of_many_subjects_the_last_ones_are_known_and_no_other_has_the_place_of_one_that_is() -> None:
    made: list[int] = []

    @once
    def first(subject: list[int]) -> int:
        made.append(subject[0])
        return subject[0]

    for number in range(3 * module._MOST):
        assert first([number]) == number  # which is held by nobody else
    assert len(made) == 3 * module._MOST
    share = [[number] for number in range(module._MOST - 1)]
    for _ in range(3):
        assert list(map(first, share)) == [number for (number,) in share]
    assert len(made) <= 3 * module._MOST + 2 * len(share)
