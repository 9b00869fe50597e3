"""Citizen identity and disability certificate numbers: what they state about a person (R-112, GB 11643-1999).

A number is never a key and never shown: it is read to cross-check the form, and printed on the form alone.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from operator import mul
from typing import NamedTuple

from jiedui.records.sealing.sealed_text import SealedText, is_hidden
from jiedui.records.sensitivity import IDENTITY_DIGITS

CATEGORIES = ("视力", "听力", "言语", "肢体", "智力", "精神", "多重")
GRADES = ("一级", "二级", "三级", "四级")

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK = "10X98765432"
_OF_ZEROS = ord("0") * sum(_WEIGHTS)


def check_digit(body: str) -> str:
    """Return the check digit (ISO 7064 MOD 11-2) of the first 17 digits of an identity number, each of 0 to 9."""
    return _CHECK[(sum(map(mul, body.encode(), _WEIGHTS)) - _OF_ZEROS) % 11]


class CertificateNumber(NamedTuple):
    """What a certificate number states. ``birth`` is ``None`` where its digits are in no calendar."""

    checksum_ok: bool
    area: str
    birth: date | None
    sex: str
    category: str
    grade: str

    @classmethod
    def stated(cls, number: str) -> CertificateNumber | None:
        """Read a number; ``None`` where it is sealed and nobody here has the key."""
        return None if is_hidden(number) else cls.read(number)

    @classmethod
    @lru_cache(maxsize=1024)  # the rules on some households ask one after the other
    def read(cls, number: str) -> CertificateNumber:
        """Read a number of the schema's shape: 18 identity digits, category, grade, perhaps B1, B2 …"""
        return cls(
            checksum_ok=check_digit(number[:17]) == number[17],
            area=number[:6],
            birth=_birth(number[6:14]),
            sex="男" if int(number[16]) % 2 else "女",
            category=CATEGORIES[int(number[18]) - 1],
            grade=GRADES[int(number[19]) - 1],
        )


def holder(number: str) -> str:
    """Return what a person is known by: the identity part, which stays the same when a certificate is re-issued.

    Of a number that is sealed it is the mark of that part, with its key or without.
    """
    return number.token.shown[1] if isinstance(number, SealedText) else number[:IDENTITY_DIGITS]


def old_form(number: str) -> str:
    """Return the identity part as papers had it until 2013: fifteen digits, without century and check digit."""
    return f"{number[:6]}{number[8:17]}"


def _birth(digits: str) -> date | None:
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None
