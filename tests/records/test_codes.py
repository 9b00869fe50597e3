"""New codes: of letters that are not misread, and of nobody else."""

from __future__ import annotations

import re

from jiedui.records.codes import LETTERS, new_code
from jiedui.records.kinds import FOLDERS, folder_in


def test_a_code_has_the_prefix_and_four_letters_chosen_one_by_one() -> None:
    letters = iter("7K3Q")
    asked: list[str] = []

    def choose(some: str) -> str:
        asked.append(some)
        return next(letters)

    assert new_code("YYL", (), choose) == "YYL-7K3Q"
    assert asked == [LETTERS] * 4


def test_a_code_that_is_taken_is_not_given_again() -> None:
    letters = iter("22222223")
    assert new_code("PJ", {"PJ-2222"}, lambda _: next(letters)) == "PJ-2223"


def test_every_letter_is_one_of_a_household_code() -> None:
    assert len(LETTERS) == len(set(LETTERS)) == 30
    (folder,) = (item for item in FOLDERS if item.path == "{unit}/households")
    assert all(folder_in(folder, f"PJ-{letter * 4}") for letter in LETTERS)


def test_by_itself_a_code_is_random() -> None:
    codes = {new_code("PJ", ()) for _ in range(20)}
    assert len(codes) > 15
    assert all(re.fullmatch(f"PJ-[{LETTERS}]{{4}}", code) for code in codes)
