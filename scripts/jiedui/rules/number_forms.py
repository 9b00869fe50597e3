"""How numbers of persons look in a text: of an identity, a certificate, a bank card or a telephone.

A mask hides whatever might be a number (:func:`jiedui.records.finding.redact`). A finding asks for work, and a false
alarm is worse than a number missed: seen is only what has the form, and a day and a check digit where that has them. A
landline is told where it is a household's: most are offices'.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from jiedui.model.identity import CertificateNumber
from jiedui.records.values import FIRST_YEAR, LAST_YEAR, exists

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

_SIGNS = {**dict.fromkeys(map(ord, "—–‐−"), "-"), **dict.fromkeys(range(ord("①"), ord("⒛") + 1), " ")}

_GAP = r"[ \-.·_]?"
_IDENTITY = re.compile(
    rf"(?<![0-9])(?=([1-9](?:{_GAP}[0-9]){{16}}{_GAP}[0-9Xx])"
    rf"(?:{_GAP}[1-7]{_GAP}[1-4](?:{_GAP}B[1-9][0-9]?)?)?(?![0-9A-Za-z]))"
)
_LAST_BIRTH = 2022  # of a number with a wrong check digit: a later day is that of a case, behind the code of a county
_OLD_IDENTITY = re.compile(  # until 2013, some are still on old papers: of the twentieth century, without check digit
    r"(?<![0-9A-Za-z])(?:1[1-5]|2[1-3]|3[1-7]|4[1-69]|5[0-4]|6[1-5]|71|8[12])[0-9]{4}([0-9]{6})[0-9]{3}(?![0-9A-Za-z])"
)
# UnionPay, and what banks gave out before it; of others those of sixteen digits that begin like no county of Hunan.
_CARD = re.compile(
    rf"(?<![0-9])(?=((?:62[0-9]{{2}}|9558|4367)(?:{_GAP}[0-9]{{4}}){{3}}(?:{_GAP}[0-9]{{1,3}})?"
    rf"|(?:4(?!3[0-3])[0-9]{{3}}|5[1-5][0-9]{{2}})(?:{_GAP}[0-9]{{4}}){{3}})(?![0-9A-Za-z]))"
)
# What a number is called that is none of a person's, or what it is a part of: an address, a file's name.
_NAMED_OTHERWISE = re.compile(
    r"(?:学|户|表|病历|住院|门诊|编|票|单|流水|合同|档案|低保证|批|受理|注册)号码?[为是]?[: ]?\Z|[/_第]\Z", re.ASCII
)
_DAY = re.compile(r"(?<![0-9])[0-9]{4}-[0-9]{2}-[0-9]{2}(?![0-9])")
_COUNTRY = r"(?:(?:(?:\+|00)?86[ \-]?)|0)?"
_MOBILE = re.compile(  # not within a code, a serial number, a sum or a row of figures
    r"(?:(?<![0-9A-Za-z¥])(?<![0-9][\-.·_])|(?<=[Tt][Ee][Ll]))"
    rf"(?:{_COUNTRY}1[3-9][0-9]{{9}}"
    rf"|(?<![0-9] ){_COUNTRY}1[3-9][0-9](?P<gap>[ \-.·])[0-9]{{4}}(?P=gap)[0-9]{{4}}(?! [0-9]))"
    rf"(?![0-9A-Za-z]|[\-.·_][0-9]|{_GAP}元(?![旦宵]))"
)
_LANDLINE = re.compile(rf"(?<![0-9])(0[0-9]{{2,3}}\)?{_GAP}[0-9]{{7,8}})(?![0-9])")


def has_identity(text: str) -> bool:
    """Tell whether a text holds the number of an identity, a certificate or a bank card."""
    plain = _plain(text)
    return (
        any(_is_identity(match[1]) and not _DAY.search(match[1]) for match in _own(_IDENTITY, plain))
        or any(_is_birth(f"19{match[1]}") for match in _own(_OLD_IDENTITY, plain))
        or any(_is_card(digits_of(match[1])) for match in _CARD.finditer(plain))
    )


def has_telephone(text: str, landlines: Container[str] = ()) -> bool:
    """Tell whether a text holds a mobile number, or one of the ``landlines``, which are digits alone."""
    plain = _plain(text)
    return any(_own(_MOBILE, plain)) or any(digits_of(match[1]) in landlines for match in _LANDLINE.finditer(plain))


def _own(form: re.Pattern[str], plain: str) -> Iterator[re.Match[str]]:
    """Yield what has a form and is not called a number of something else."""
    return (match for match in form.finditer(plain) if not _NAMED_OTHERWISE.search(plain, 0, match.start()))


def _plain(text: str) -> str:
    """Return a text with its digits, blanks, brackets and dashes in half width, and without numbers of items."""
    return unicodedata.normalize("NFKC", text.translate(_SIGNS))


def digits_of(number: str) -> str:
    """Return the digits of a number, and an X, without what stands between them."""
    return re.sub(r"[^0-9X]", "", number.upper())


def _is_identity(number: str) -> bool:
    """Tell whether the birth of an identity number is right, and its check digit, if the number is not in one piece."""
    stated = CertificateNumber.read(f"{digits_of(number)}11")
    if stated.birth is None or not FIRST_YEAR <= stated.birth.year <= LAST_YEAR:
        return False
    return stated.checksum_ok or (number.isalnum() and stated.birth.year <= _LAST_BIRTH)


def _is_birth(digits: str) -> bool:
    return exists(f"{digits[:4]}-{digits[4:6]}-{digits[6:]}")


def _is_card(digits: str) -> bool:
    """Tell whether the last digit is right by Luhn's formula (ISO/IEC 7812-1)."""
    doubled = (sum(divmod(2 * int(digit), 10)) for digit in digits[-2::-2])
    return (sum(map(int, digits[::-2])) + sum(doubled)) % 10 == 0
