"""Numbers of persons in free text: each has a field of its own, and what stands there is shown to whoever may see it.

A mask hides whatever might be a number (:func:`jiedui.records.finding.redact`). A finding stops a merge, and a false
alarm is worse than a number missed: told is only what has the form, and where there is one the check digit, of an
identity, a certificate, a bank card or a mobile. A landline is told where it is a household's: most are offices'.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any

from jiedui.model.identity import CertificateNumber
from jiedui.records.values import FIRST_YEAR, LAST_YEAR
from jiedui.rules.registry import ledger_rule

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from jiedui.records.values import Pointer
    from jiedui.rules.context import Findings, LedgerContext

OWN_FIELDS = frozenset(("number", "phone", "mobile", "office_phone", "supervision_phone"))
"""The keys under which a number is asked for."""

# Not looked through: the notice and its numbers, and what is frozen, which nobody may change.
_NOT_ABOUT_PERSONS = ("policy-", "divisions", "bulletin")

_SHORTEST = 11  # of a number with its parts; a date and an id are shorter, and most texts of a ledger are these
_MANY_DIGITS = re.compile(r"(?:\d\D{0,2}){10}")
_SIGNS = {**dict.fromkeys(map(ord, "—–‐−"), "-"), **dict.fromkeys(range(ord("①"), ord("⒛") + 1), " ")}

_ELSE = "不是这些号码的，在前面写明是什么号，例如“学号”“户号”“编号”。"

_GAP = r"[ \-.·_]?"
_IDENTITY = re.compile(
    rf"(?<![0-9])(?=([1-9](?:{_GAP}[0-9]){{16}}{_GAP}[0-9Xx])"
    rf"(?:{_GAP}[1-7]{_GAP}[1-4](?:{_GAP}B[1-9][0-9]?)?)?(?![0-9A-Za-z]))"
)
_CARD = re.compile(rf"(?<![0-9])(?=(62[0-9]{{2}}(?:{_GAP}[0-9]{{4}}){{3}}(?:{_GAP}[0-9]{{1,3}})?)(?![0-9A-Za-z]))")
# What a number is called that is none of a person's, or what it is a part of: an address, a file's name.
_NAMED_OTHERWISE = re.compile(
    r"(?:学|户|表|病历|住院|门诊|编|票|单|流水|合同|档案|低保证|批)号码?[为是]?[: ]?\Z|[/_第]\Z", re.ASCII
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
    return any(
        _is_identity(_digits(match[1])) and not _DAY.search(match[1]) for match in _own(_IDENTITY, plain)
    ) or any(_is_card(_digits(match[1])) for match in _CARD.finditer(plain))


def has_telephone(text: str, landlines: Container[str] = ()) -> bool:
    """Tell whether a text holds a mobile number, or one of the ``landlines``, which are digits alone."""
    plain = _plain(text)
    return any(_own(_MOBILE, plain)) or any(_digits(match[1]) in landlines for match in _LANDLINE.finditer(plain))


def _own(form: re.Pattern[str], plain: str) -> Iterator[re.Match[str]]:
    """Yield what has a form and is not called a number of something else."""
    return (match for match in form.finditer(plain) if not _NAMED_OTHERWISE.search(plain, 0, match.start()))


def _plain(text: str) -> str:
    """Return a text with its digits, blanks, brackets and dashes in half width, and without numbers of items."""
    return unicodedata.normalize("NFKC", text.translate(_SIGNS))


def _digits(number: str) -> str:
    return re.sub(r"[^0-9X]", "", number.upper())


def _is_identity(digits: str) -> bool:
    """Tell whether check digit and birth of an identity number are right; a certificate adds category and grade."""
    stated = CertificateNumber.read(f"{digits}11")
    return stated.checksum_ok and stated.birth is not None and FIRST_YEAR <= stated.birth.year <= LAST_YEAR


def _is_card(digits: str) -> bool:
    """Tell whether the last digit is right by Luhn's formula (ISO/IEC 7812-1)."""
    doubled = (sum(divmod(2 * int(digit), 10)) for digit in digits[-2::-2])
    return (sum(map(int, digits[::-2])) + sum(doubled)) % 10 == 0


def _texts(node: dict[str, Any] | list[Any], pointer: Pointer = ()) -> Iterator[tuple[Pointer, str]]:
    """Yield every text of a raw record with enough digits for a number, but for the fields that ask for one."""
    for key, value in node.items() if isinstance(node, dict) else enumerate(node):
        if isinstance(value, str):  # asked first: most are
            if len(value) >= _SHORTEST and key not in OWN_FIELDS and _MANY_DIGITS.search(value):
                yield (*pointer, key), value
        elif isinstance(value, (dict, list)):
            yield from _texts(value, (*pointer, key))


@ledger_rule(
    "text-number",
    "文字里有证件或电话号码",
    why="文字会显示在网页上、印在表上，号码写进去就收不回来；号码只填在自己的栏里。",
    clause="附件2",
    requirement="R-112",
)
def number_in_text(context: LedgerContext) -> Findings:
    landlines = {_digits(household.phone) for household in context.ledger.households.values()}
    for record in context.files.valid:  # a withdrawn record is read, too
        if record.place.kind.startswith(_NOT_ABOUT_PERSONS):
            continue
        file = context.file(record.path)
        for pointer, text in _texts(record.data):
            if has_identity(text):
                yield file.fault(
                    pointer,
                    "文字里有身份证号、残疾人证号或银行卡号。",
                    remedy=f"删掉号码，写姓名或成员编号。残疾人证号填在 number（残疾人证号），别的号不登记。{_ELSE}",
                )
            if has_telephone(text, landlines):
                yield file.fault(
                    pointer,
                    "文字里有手机号或家里的电话。",
                    remedy=f"删掉号码。家里的填户档案的 phone（联系电话），责任人的填 mobile（移动手机）。{_ELSE}",
                )
