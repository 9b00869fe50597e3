"""What several rules make of one subject, each for itself: made once."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

Subject = TypeVar("Subject")
Made = TypeVar("Made")

# Rules are heard one after the other about a share of the subjects, which are fewer.
_MOST = 32


def once(make: Callable[[Subject], Made]) -> Callable[[Subject], Made]:
    """Return a function that gives what was made of a subject, the very same object, to whoever asks for it again.

    It knows the last ones. A subject need not be hashed for it, which takes longer than most things to make.
    """
    known: dict[int, tuple[Subject, Made]] = {}  # the subject is held: no other gets its number

    @wraps(make)
    def made(subject: Subject) -> Made:
        found = known.get(id(subject))
        if found is None:
            if len(known) == _MOST:
                known.clear()
            found = known[id(subject)] = subject, make(subject)
        return found[1]

    return made
