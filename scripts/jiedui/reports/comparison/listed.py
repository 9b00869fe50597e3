"""What a list from elsewhere says of one person: of deaths, of moves, of 低保, of certificates."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jiedui.model.identity import CATEGORIES, GRADES, check_digit
from jiedui.struct import Struct

if TYPE_CHECKING:
    from datetime import date

_WHOLE = re.compile(r"[0-9]{17}[0-9X]")
_CERTIFICATE = re.compile(r"([0-9]{17}[0-9X])([1-7])([1-4])(?:B[1-9][0-9]?)?")
_OLD = re.compile(r"[0-9]{15}")
_LENGTH, _BIRTH, _SEX = 18, 6, 16
# Two digits hidden or more, or one of a number that is whole otherwise.
_MASKED = re.compile(r"(?=.*[*]{2})[0-9*]{4,40}X?|(?=.*[*])[0-9*]{17}[0-9X*]")


class ListedNumber(Struct, frozen=True, kw_only=True):
    """An identity number as a list gives it: ``holder`` whole, or a ``mask`` that hides some digits.

    ``category`` and ``grade`` are what the last two digits of a certificate number say.
    """

    holder: str = ""
    mask: str = ""
    category: str = ""
    grade: str = ""

    @classmethod
    def read(cls, text: str) -> ListedNumber | None:
        """Read a number in half width without blanks; ``None`` for what is no number of a person, or wrongly copied.

        One of 15 digits, of before 1999, is that of 18 with the century and the check digit put in (GB 11643-1999).
        """
        if _OLD.fullmatch(text):
            body = f"{text[:6]}19{text[6:]}"
            return cls(holder=body + check_digit(body))
        if _MASKED.fullmatch(text):
            return cls(mask=text)
        certificate = _CERTIFICATE.fullmatch(text)
        holder = certificate[1] if certificate else text
        if not _WHOLE.fullmatch(holder) or check_digit(holder[:17]) != holder[17]:
            return None
        if certificate is None:
            return cls(holder=holder)
        return cls(holder=holder, category=CATEGORIES[int(certificate[2]) - 1], grade=GRADES[int(certificate[3]) - 1])

    def may_be_born(self, birth: str, sex: str) -> bool:
        """Tell whether one of whom the ledger knows no number may have this one: by birth, or its year, and sex."""
        # Of a mask that is longer or shorter than what it hides, only the digits at its beginning are in their place.
        begun = self.mask.partition("*")[0].ljust(_LENGTH, "*")
        digits = self.holder or (self.mask if len(self.mask) == _LENGTH else begun)
        told = birth.replace("-", "")
        same = all(sign in ("*", known) for sign, known in zip(digits[_BIRTH : _BIRTH + len(told)], told, strict=True))
        return same and (digits[_SEX] == "*" or sex == ("男" if int(digits[_SEX]) % 2 else "女"))

    def hides(self, holder: str) -> bool:
        """Tell whether a masked number may be that of a holder: the digits that it shows are his.

        Where it is longer or shorter than what it hides, it is those at both ends.
        """
        if len(self.mask) == len(holder):
            return all(sign in ("*", digit) for sign, digit in zip(self.mask, holder, strict=True))
        head, tail = self.mask[: self.mask.index("*")], self.mask[self.mask.rindex("*") + 1 :]
        # A certificate's ends in category and grade, which the holder's number has not.
        ends = (tail, tail[:-2]) if len(self.mask) > len(holder) else (tail,)
        return holder.startswith(head) and any(holder.endswith(end) for end in ends)


class Listed(Struct, frozen=True, kw_only=True):
    """One row of a list. What the list does not say is empty or ``None``; days are as the list gives them.

    ``place`` says which row, for whoever looks it up; ``certificate`` is what its state is (冻结, 注销, 过期);
    ``aid`` the kind of 社会救助 (低保, 特困, 低保边缘), and ``aid_ended`` that it has ended, on ``aid_until`` if known.
    """

    place: str
    name: str
    number: ListedNumber | None = None
    died: bool = False
    died_on: date | None = None
    moved: bool = False
    moved_on: date | None = None
    certificate: str = ""
    expires: date | None = None
    category: str = ""
    grade: str = ""
    aid: str = ""
    aid_ended: bool = False
    aid_until: date | None = None

    def aid_over(self, as_of: date) -> bool:
        """Tell whether the 社会救助 has ended by a day; where none is known, it has."""
        return self.aid_ended and (self.aid_until is None or self.aid_until <= as_of)

    @property
    def tells(self) -> bool:
        """Whether the row says anything of the person."""
        return bool(
            self.died or self.moved or self.certificate or self.expires or self.category or self.grade or self.aid
        )
