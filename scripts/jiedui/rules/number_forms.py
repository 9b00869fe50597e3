"""How numbers of persons look in a text: of an identity, a certificate, a bank card or a telephone.

A mask hides whatever might be a number (:func:`jiedui.records.finding.redact`). A finding asks for work, and a false
alarm is worse than a number missed. Where a division, a birth and a check digit are right, it is a person's number,
however its digits are written, whatever parts them and whatever it is called: only groups of digits as they stand are
put together, so that rows of days, sums and rooms make none. What has no check digit must have a usual form, and not be
called the number of something else. A telephone is told in any form where the ledger knows it; a landline only then:
most are offices'.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jiedui.model.identity import check_digit
from jiedui.records.day_forms import DAY, WRITTEN_DAY, YEAR
from jiedui.records.digits import GAP, UNSEEN, digits_of, loose, plain
from jiedui.records.values import exists

if TYPE_CHECKING:
    from collections.abc import Container, Iterable

# Provinces, prefectures and counties, those of former times among them; 49 is the province of made-up people.
_DIVISION = (
    "(?:(?:1[12]|31|50)0[0-3]"
    "|(?:1[3-5]|2[1-3]|3[2-7]|4[1-69]|5[1-4]|6[1-5])(?:[0-2][0-9]|3[0-5]|4[0-3]|5[1-3]|90)|(?:71|8[1-3])00)"
    "(?:[0-37-9][0-9]|4[0-3])"
)
_IN_DIVISION = re.compile(_DIVISION)
_IDENTITY = re.compile(rf"(?<![0-9])(?=([1-8](?:{GAP}*[0-9]){{16}}{GAP}*[0-9Xx])(?:{GAP}*[1-7]{GAP}*[1-4])?(?![0-9]))")
_LAST_BIRTH = 2022  # of a number with a wrong check digit: a later day is that of a case, behind the code of a county
_OLD_IDENTITY = re.compile(  # until 2013, some are still on old papers: of the twentieth century, without check digit
    rf"(?<![0-9A-Za-z]){_DIVISION}(?P<gap>[ \-]?)(?P<birth>[0-9]{{6}})(?P=gap)[0-9]{{3}}(?![0-9A-Za-z]|(?P=gap)[0-9])"
)
# How the codes of the cities of the country begin that begin like a card of another kind than UnionPay's.
_CITY = (
    "4(?:1(?:0[1-9]|1[0-8]|90)|2(?:0[1-9]|1[0-3]|28|90)|3(?:0[1-9]|1[0-3]|31)|4(?:0[1-9]|1[0-9]|20|5[1-3])"
    "|5(?:0[1-9]|1[0-4])|6(?:0[1-4]|90))"
    "|5(?:1(?:0[1-9]|1[0-9]|20|3[2-4])|2(?:0[1-6]|2[2-7])|3(?:0[1-9]|2[3-9]|3[1-4])|4(?:0[1-6]|2[1-5]))"
)
# UnionPay, and what banks gave out before it; of others those of sixteen digits that begin like no county.
_CARDS = tuple(
    re.compile(
        rf"(?<![0-9])(?={first}(?P<gap>{gap})[0-9]{{4}}(?:(?P=gap)[0-9]{{4}}){{2}}{rest}(?![0-9A-Za-z]|(?P=gap)[0-9]))"
    )
    for first, gap, rest in (
        ("(?P<number>(?:62[0-9]{2}|9558|4367)", rf"(?:(?![,、;。:]){GAP})*", "(?:(?P=gap)[0-9]{1,3})?)"),
        (rf"(?P<number>(?!{_CITY})(?:4[0-9]{{3}}|5[1-5][0-9]{{2}})", r"[ \-.·]?", ")"),
    )
)
# What a number is called that is none of a person's, or what it is a part of: a document's number, an address, a file.
_NAMED_OTHERWISE = re.compile(
    r"(?:(?:学|户|表|病历|住院|门诊|编|票|单|流水|合同|档案|低保证|批|受理|注册|卡|工)号码?"
    r"|编码|代码|条码|流水|订单|单据)[为是]?[: ]?\Z|://[!-~]*\Z"
)
_OF_DOCUMENT, _OF_FILE = re.compile(r"(?:[〔\[(][0-9]{4}[〕\])]|第)\Z"), re.compile(r"\.[A-Za-z]")
_WRITTEN_DAY, _DAY = re.compile(WRITTEN_DAY), re.compile(DAY)
_PLACE, _ORDER = re.compile(rf"[0-9]{{6}}{GAP}+"), re.compile(rf"{GAP}+[0-9]{{3}}[0-9Xx]")
_COUNTRY = r"(?:(?:(?:\+|00)?86[ \-]?)|0)?"
_NO_SUM = rf"(?!{GAP}?元(?![旦宵]))"
_MOBILE = re.compile(  # not within a code, a serial number, a sum or a row of figures
    r"(?:(?<![0-9A-Za-z¥])(?<![0-9][\-.·_])|(?<=[Tt][Ee][Ll]))"
    rf"{_COUNTRY}1[3-9][0-9]{{9}}(?![0-9A-Za-z]|[\-.·_][0-9]){_NO_SUM}"
)
_PART = rf"(?:(?![,、;。:+]){GAP}){{1,8}}"  # not what stands between the items of a list
_USUAL = re.compile(r"[0-9]{3}[^/~_][0-9]{4}[^/~_][0-9]{4}\Z")
_CALLED = re.compile(r"(?:电话|手机|号码|号|联系|微信|打|拨|[Tt][Ee][Ll])[是为: ]{0,3}\Z")
_PARTED = tuple(
    re.compile(
        rf"(?<![0-9A-Za-z¥]){_COUNTRY}1[3-9][0-9]{{{first - 2}}}(?P<gap>{_PART})[0-9]{{{second}}}{rest}"
        rf"(?![0-9A-Za-z]|(?P=gap)[0-9]){_NO_SUM}"
    )
    for first, second, rest in ((3, 4, "(?P=gap)[0-9]{4}"), (4, 4, "(?P=gap)[0-9]{3}"), (3, 8, ""), (7, 4, ""))
)
_ONE_BY_ONE = re.compile(rf"(?<![0-9A-Za-z])[0-9](?P<gap>{_PART})[0-9](?:(?P=gap)[0-9Xx]){{9,20}}(?![0-9A-Za-z])")
_GROUPS = re.compile(r"[0-9]+")
_YEAR = re.compile(rf"{YEAR}\Z")
_TELEPHONES = tuple(  # of ten to twelve digits, with the code of the area
    re.compile(rf"(?<![0-9])(?=([01](?:{GAP}*[0-9]){{{more}}})(?![0-9]))") for more in (9, 10, 11)
)


def has_identity(text: str) -> bool:
    """Tell whether a text holds the number of an identity, a certificate or a bank card."""
    return any(map(_holds_identity, _readings(text)))


def has_telephone(text: str, known: Container[str] = ()) -> bool:
    """Tell whether a text holds a mobile number in a usual form, or in any form one that is ``known``: digits alone."""
    return any(_holds_mobile(_DAY.sub("日", read)) or _holds_known(read, known) for read in _readings(text))


def _readings(text: str) -> Iterable[str]:
    """Return what a text may say: by its decimals alone, and by all else that may be meant as a digit."""
    seen = (fold(text).replace(UNSEEN, "") for fold in (plain, loose))
    return dict.fromkeys(_ONE_BY_ONE.sub(lambda match: digits_of(match[0]), read) for read in seen)


def _holds_identity(text: str) -> bool:
    return (
        any(_is_identity(match) for match in _IDENTITY.finditer(text))
        or any(_is_birth(f"19{match['birth']}") for match in _OLD_IDENTITY.finditer(text) if not _is_named(match, 0))
        or any(_is_card(match) for form in _CARDS for match in form.finditer(text))
    )


def _is_identity(match: re.Match[str]) -> bool:
    """Tell whether division, birth and check digit are right. In one piece, and not named, it may have a slip."""
    number = digits_of(match[1])
    year = number[6:10]
    if not (_IN_DIVISION.match(number) and _YEAR.match(year) and _is_birth(number[6:14])):
        return False
    if check_digit(number[:17]) == number[17]:
        return not _cuts_day(match)
    in_one_piece = match[1].isalnum() and not re.match("[A-Za-z]", match.string[match.end(1) :])
    return in_one_piece and int(year) <= _LAST_BIRTH and not _is_named(match, 1)


def _cuts_day(match: re.Match[str]) -> bool:
    """Tell whether a day is written in what looks like a number, or at its ends, and is not the birth in it.

    The birth it is between two groups: 490602-1965-03-12-0016 is a number, 49、0602、1965-03-12、00、16 are figures.
    """
    start, end = match.span(1)
    text = match.string
    days = _WRITTEN_DAY.finditer(text, max(0, start - len("2026-03-05")), end + len("2026-03-05"))
    return any(
        day.end() > start
        and day.start() < end
        and not (_PLACE.fullmatch(text, start, day.start()) and _ORDER.fullmatch(text, day.end(), end))
        for day in days
    )


def _is_named(match: re.Match[str], group: int) -> bool:
    """Tell whether what was found is called the number of something else, or is a part of it."""
    start, end = match.span(group)
    before, after = match.string[:start], match.string[end:]
    return (
        _NAMED_OTHERWISE.search(before) is not None
        or (after.startswith("号") and _OF_DOCUMENT.search(before) is not None)
        or (before.endswith(("/", "_")) and _OF_FILE.match(after) is not None)
    )


def _is_birth(digits: str) -> bool:
    return exists(f"{digits[:4]}-{digits[4:6]}-{digits[6:]}")


def _is_card(match: re.Match[str]) -> bool:
    """Tell whether the last digit is right by Luhn's formula (ISO/IEC 7812-1), and groups are no row of figures."""
    groups = _GROUPS.findall(match["number"])
    if len(groups) > 1 and (_goes_on(match) or _are_round(groups) or len({group[:2] for group in groups}) == 1):
        return False
    digits = "".join(groups)
    doubled = (sum(divmod(2 * int(digit), 10)) for digit in digits[-2::-2])
    return (sum(map(int, digits[::-2])) + sum(doubled)) % 10 == 0


def _holds_mobile(text: str) -> bool:
    if any(not _is_named(match, 0) for match in _MOBILE.finditer(text)):
        return True
    parted = (match for form in _PARTED for match in form.finditer(text))
    return any(not (_is_row(match) or _is_named(match, 0)) and _is_usual(match) for match in parted)


def _is_usual(match: re.Match[str]) -> bool:
    """Tell whether a mobile's number has its three usual groups, or is called a telephone's."""
    return bool(_USUAL.search(match[0]) or _CALLED.search(match.string, 0, match.start()))


def _is_row(match: re.Match[str]) -> bool:
    """Tell whether groups of digits are of a longer row, round sums, years or a day."""
    groups = _GROUPS.findall(match[0])
    years = [_YEAR.match(group) is not None for group in groups if len(group) == len("2026")]
    return (
        _goes_on(match)
        or _are_round(groups)
        or (bool(years) and all(years))
        or any(len(group) == len("20260305") and _is_birth(group) for group in groups)
    )


def _are_round(groups: Iterable[str]) -> bool:
    return all(group.endswith("0") for group in groups)


def _goes_on(match: re.Match[str]) -> bool:
    """Tell whether before a number stand digits that are parted from it as its groups are."""
    before = match.string[: match.start()]
    return bool(match["gap"]) and before.endswith(match["gap"]) and before.removesuffix(match["gap"])[-1:].isdigit()


def _holds_known(text: str, known: Container[str]) -> bool:
    return any(digits_of(match[1]) in known for form in _TELEPHONES for match in form.finditer(text))
