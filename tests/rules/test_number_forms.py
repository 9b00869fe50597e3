"""Numbers of persons in free text are told, however they are written; what only looks like one is not."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiedui.records.digits import many
from jiedui.records.finding import redact
from jiedui.rules.number_forms import has_identity, has_telephone

IDENTITIES = {
    "identity": "身份证490602195803121017，已核对",
    "identity at both ends of the text": "490602195803121017",
    "identity with a small x": "号码49060219580312105x。",
    "certificate": "证号49060219580312101741",
    "certificate with X in the middle": "49060219580312105X41",
    "certificate that was replaced": "49060219580312101741B1",
    "certificate in full-width digits": "证号４９０６０２１９５８０３１２１０１７４１",
    "identity in groups of blanks": "490602 19580312 1017",
    "identity in groups of hyphens": "490602-19580312-1017",
    "identity in fours": "4906 0219 5803 1210 17",
    "certificate whose last two stand apart": "490602195803121017 41",
    "identity after a date": "2026-03-05 490602195803121017",
    "identity before a date": "490602195803121017 2026-03-05",
    "identity on the second line": "办理护理补贴\n490602195803121017\n已受理",
    "school number, which is made of an identity": "学籍号G490626201109052073",
    "identity in one piece with a wrong check digit": "身份证490602195803121018",
    "certificate in one piece with a wrong check digit": "证号49060219580312101841B1",
    "identity with a wrong check digit, born in the last year that counts": "490602202212311018",
    "identity that begins like a day": "2101-02-19 5803-12-00 15",
    "identity of a child who is born later than 2029": "490602203003121016",
    "identity of fifteen digits": "旧证490602580312101。",
    "identity of fifteen digits, born on a leap day": "430602560229123",
    "old card of sixteen digits": "4367420000000009",
    "old card of nineteen digits in fours": "9558 8000 0000 0000 000",
    "card of another kind": "4222000000000004",
    "card of a third kind": "5100 0000 0000 0008",
    "bank card of sixteen digits": "卡号6222000000000017",
    "bank card of nineteen digits in fours": "6217 0000 0000 0001 234",
    "bank card in full-width digits": "６２２２　００００　００００　００１７",
    "right number behind a sign": "证/490602195803121017、证_490602195803121017",
    "right number in an ordinal": "残疾证第490602195803121017号",
    "right number that is called that of a pupil": "学号490602195803121017",
    "right number of another province": "11010519491231002X",
    "right number of a city without counties": "441900199001010015",
    "birth that is parted as a day": "490602-1958-03-12-1017",
    "birth in brackets": "490602（19580312）1017",
    "identity of fifteen digits in groups": "490602 580312 101",
    "card whose digits stand one by one": "6 2 2 2 0 0 0 0 0 0 0 0 0 0 1 7",
    "card over four lines": "6222\n0000\n0000\n0017",
    "card of another kind in fours": "4222 0000 0000 0004",
    "right number that is called another": "低保证号490602195803121017",
    "right number that is called that of a case": "受理号490602195803121017",
    "right number before a letter": "490602195803121017J",
}

TELEPHONES = {
    "mobile": "手机15400001234，女儿的",
    "mobile at both ends of the text": "15400001234",
    "mobile in blanks": "打154 0000 1234找他",
    "mobile in hyphens": "154-0000-1234",
    "mobile in dots": "154.0000.1234",
    "mobile in full-width digits": "１５４００００１２３４",
    "mobile in full-width digits and blanks": "１５４　００００　１２３４",
    "mobile in full-width hyphens": "154－0000－1234",
    "mobile in long dashes": "154—0000—1234",
    "mobile with the country": "+8615400001234",
    "mobile with the country and a blank": "+86 154 0000 1234",
    "mobile with the country in digits": "0086-15400001234",
    "mobile after a date": "2026-03-05 15400001234",
    "mobile before a date": "15400001234 2026-03-05",
    "two mobiles and a comma": "15400001234，15400001235",
    "two mobiles and a slash": "15400001234/15400001235",
    "lowest prefix": "13000000000",
    "highest prefix": "19999999999",
    "mobile on the second line": "电话\n15400001234",
    "mobile behind Tel": "Tel15400001234",
    "mobile behind a number of an item": "①15400001234 ②15400001235",
    "mobile with a nought for calls from afar": "015400001234",
    "mobile before a day of the year": "15400001234元旦后再打",
    "mobile before a surname that counts, too": "电话15400001234万医生",
    "mobile that is called one": "手机号15400001234，微信号是15400001235",
    "mobile digit by digit": "1 5 4 0 0 0 0 1 2 3 4",
    "mobile dot by dot": "1.5.4.0.0.0.0.1.2.3.4",
    "mobile on three lines": "154\n0000\n1234",
    "mobile in other dashes": "154\u20110000\u20111234",
    "mobile in fours from the front": "电话：1540 0001 234",
    "mobile in two parts": "手机154 00001234，打1540000 1234",
    "mobile in slashes": "打154/0000/1234",
    "mobile in Chinese": "幺五四〇〇〇〇一二三四",
    "mobile with letters": "l54OOOO1234",
    "mobile in circles": "①⑤④⓪⓪⓪⓪①②③④",
    "mobile behind a slash": "联系/15400001234",
    "mobile behind an underline": "手机_15400001234",
    "mobile after an ordinal": "第15400001234户",
    "mobile after a day, in groups": "2026-03-05 154 0000 1234",
    "mobile that ends like a year": "154 2023 1234",
    "landline of a household": "打0730-0123456",
    "landline of a household without hyphen": "打07300123456",
    "landline of a household in brackets": "（0730）0123456",
}

NEITHER = {
    "number of a pupil": "学号15400001234，帮他交了学费",
    "number of a patient": "病历号：15400001234，住院号 15400001235",
    "number of a meter": "电表户号15400001234，水表号为15400001235",
    "number of a monitored household": "监测系统户编号15400001234",
    "number in an ordinal": "平集用(2013)第15400001234号",
    "number in an address": "https://yy.example.cn/2024/15400001234.html",
    "number in the name of a file": "微信图片_15400001234.jpg",
    "receipt that would be a birth in another age": "票据43060124 0012121005",
    "receipt, day and sum that would be an identity": "201003 2024-05-06 1200元",
    "nothing": "",
    "day": "2026-03-05",
    "days": "2026-03-05 2026-03-06 2026-03-07",
    "day and hour": "2026-03-05 14:30-15:20",
    "day and hour without signs": "20260305143000",
    "span of days": "2023年9月1日—2028年12月31日；20230901-20281231",
    "years": "2023 2024 2025 2026",
    "quarters": "2023Q4-2024Q1-2024Q2",
    "number of a document": "岳残联发〔2023〕15号，湘残联字[2023]第13号，民函〔2024〕138号",
    "hotlines": "12385、12345、12333、110、120、95598、10086",
    "hotlines in blanks": "12385 12345 12333",
    "freephone": "400-810-1234，800-820-1234",
    "landline of an office": "民政局0730-0654321",
    "port of short messages": "10690000123456",
    "sum": "12000000元，1.38亿元，13,800,001,234元",
    "sum of eleven digits": "15400001234元，15400001234 元，¥15400001234",
    "sum with cents": "15400001234.50",
    "fraction": "3.15400001234",
    "sums in a row": "每月150 200 300 150 2000 3000",
    "sums from and to": "1500-2000，1500 2000 300",
    "counts": "13 2026-03-05 2",
    "serial number with letters": "设备编号SN15400001234，合同JD15400001234A",
    "serial number in parts": "2023-154-0000-1234，154-0000-1234-5，135_2024_0001",
    "mobile of ten digits": "1540000123",
    "mobile of twelve digits": "154000012345",
    "no mobile begins with twelve": "12400001234",
    "mixed separators": "154-0000 1234",
    "document whose number is that of a mobile": "湘财社〔2025〕15400001234号、湘财社[2025]第15400001234号",
    "codes that are called so": "政策编码15400001234，流水15400001234，统计代码为15400001234，卡号15400001234",
    "code of a project": "项目代码430602196503120001",
    "code of a project in the name of a file": "表_490602195803121018.xls",
    "right number but for a place that there is none of": "480602195803121016",
    "right number but for a city that there is none of": "116002195803121016",
    "right number but for the birth": "490602210003121011",
    "extensions": "分机6200 6202 6203 6204、6201 6202 6203 6206",
    "rooms": "1502、1503、1504；1305 1501 701",
    "days that would be an identity": "2011-04-20 1905-08-19 1990-01-01",
    "days one below the other": "2009-05-21、2004-11-04、2019-05-08、1995-01-23、1998-11-16",
    "figures around a day": "3604 19 1989-05-15 3010，360419 1989-05-15 30 10",
    "sum and years": "150 2023 2024",
    "sum and a day": "手机费150 20260305",
    "round sums": "打卡1500 2000 300，150 2000 3000，5100 2000 3000 4000",
    "items of a list": "154、0000、1234",
    "figures that go on": "12 154 0000 1234 12，154 0000 1234 5",
    "words with letters that look like digits": "Ill oil lol Oo I l o O oOo lIl",
    "Chinese count": "一、二、三、四、五、六、七、八、九、十、十一",
    "identity in groups with a wrong check digit": "490602 19580312 1018",
    "identity with a wrong check digit, born later than any that counts": "490602202301011018",
    "fifteen digits of a day in no calendar": "490602581312101",
    "fifteen digits of a place that there is none of": "690602580312101",
    "fifteen digits behind a letter": "B430602580312101",
    "fourteen digits": "49060258031210",
    "licence": "注册号430600000012345",
    "sixteen digits that begin like a county": "4306020000000001",
    "sixteen digits that begin like counties of other provinces": "5101040000000003，4101020000000008",
    "identity of a day in no calendar": "490602198002301011",
    "identity of a birth before 1900": "440524188001010014",
    "identity of seventeen digits": "49060219580312101",
    "identity of nineteen digits": "4906021958031210175",
    "category that there is none of": "49060219580312101781",
    "grade that there is none of": "49060219580312101745",
    "field code of nineteen digits": "4306212012010200123",
    "unit of real estate": "430602 001001 GB00001 F00010001",
    "number of a property": "湘（2023）岳阳市不动产权第0012345号",
    "social credit code": "91430600MA4L12345X",
    "payment of twenty-eight digits": "4200002026030512345678901234",
    "bank card with a wrong last digit": "6222000000000019",
    "card of another kind with a wrong last digit": "4222000000000001",
    "card of a fourth kind": "5600000000000003",
    "bank card of fifteen digits": "622200000000000",
    "bank card of twenty digits": "62170000000000012345",
    "place": "113.128912, 29.357034",
    "codes of the ledger": "YYL-7K3Q、YYL-B-7K3Q、n-7K3Q、m-2F8D",
}

LANDLINES = frozenset(("07300123456", ""))


@pytest.mark.parametrize("text", IDENTITIES.values(), ids=IDENTITIES.keys())
def test_number_of_a_document_is_seen(text: str) -> None:
    assert has_identity(text)
    assert not has_telephone(text, LANDLINES)


@pytest.mark.parametrize("text", TELEPHONES.values(), ids=TELEPHONES.keys())
def test_telephone_is_seen(text: str) -> None:
    assert has_telephone(text, LANDLINES)
    assert not has_identity(text)


@pytest.mark.parametrize("text", NEITHER.values(), ids=NEITHER.keys())
def test_what_only_looks_like_a_number_is_left_alone(text: str) -> None:
    assert not has_identity(text)
    assert not has_telephone(text, LANDLINES)


IDENTITY, CERTIFICATE, MOBILE = "490602195803121017", "49060219580312105X41", "15400001234"


def spelt(digits: str) -> Callable[[str], str]:
    """Return a way to write digits: each as the sign at its place in ``digits``."""
    return lambda number: number.translate(str.maketrans("0123456789", digits))


def between(sign: str) -> Callable[[str], str]:
    """Return a way to write digits: with a sign behind each."""
    return lambda number: sign.join(number)


DISGUISES: dict[str, Callable[[str], str]] = {
    **{
        f"U+{ord(sign):04X} between": between(sign)
        for sign in "\n \t.-_/~·\u2011\u2014\u3000\u00ad\u200b\u2060\ufeff\u2800\u3164\ufe0f"
    },
    "two blanks between": between("  "),
    "new lines and room between": between("\n    "),
    "brackets around each": between(")("),
    "Chinese": spelt("〇一二三四五六七八九"),
    "Chinese for cheques": spelt("零壹贰叁肆伍陆柒捌玖"),
    "Chinese of old": spelt("零壹貳參肆伍陸柒捌玖"),
    "Chinese and Arabic": spelt("0一2三4五6七8九"),
    "letters": spelt("OI23456789"),
    "small letters": spelt("ol23456789"),
    "letters of Russian": spelt("ОІ23456789"),
    "full width": spelt("０１２３４５６７８９"),
    "circles": spelt("⓪①②③④⑤⑥⑦⑧⑨"),
    "black circles": spelt("⓿❶❷❸❹❺❻❼❽❾"),
    "raised": spelt("⁰¹²³⁴⁵⁶⁷⁸⁹"),
    "Arabic of Egypt": spelt("\u0660\u0661\u0662\u0663\u0664\u0665\u0666\u0667\u0668\u0669"),
    "Persian": spelt("\u06f0\u06f1\u06f2\u06f3\u06f4\u06f5\u06f6\u06f7\u06f8\u06f9"),
    "Tibetan": spelt("༠༡༢༣༤༥༦༧༨༩"),
    "mathematics": spelt("𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗"),
    "keys of a telephone": between("\ufe0f\u20e3"),
}


@pytest.mark.parametrize("disguise", DISGUISES.values(), ids=DISGUISES.keys())
@pytest.mark.parametrize("frame", ["{}", "证号{}。", "编号：{}，已核", "2026-03-05，{}；3 人"])
def test_a_number_is_seen_in_any_disguise(frame: str, disguise: Callable[[str], str]) -> None:
    for number in (IDENTITY, CERTIFICATE):
        text = frame.format(disguise(number))
        assert many(text)
        assert has_identity(text), text
        assert "（号码不显示）" in redact(text)
    if not frame.startswith("编号"):
        text = frame.format(disguise(MOBILE))
        assert many(text)
        assert has_telephone(text), text
        assert "（号码不显示）" in redact(text)


SIGNS = [*" \n_~·,，、;；:：()（）[]【】|+*。…—\u2011\u200b\u00ad\u3000\u2800\u3164", "  ", ", ", "\n  - "]
SPELLINGS = [
    "0０〇零⓪\u0660OО",
    "1１一壹①\u0661lI",
    *(f"{digit}{'一二三四五六七八九'[digit - 1]}" for digit in range(2, 10)),
]


@given(st.data())
def test_however_an_identity_is_written_it_is_seen_and_not_echoed(data: st.DataObject) -> None:
    digits = [data.draw(st.sampled_from(SPELLINGS[int(digit)])) for digit in IDENTITY]
    signs = [data.draw(st.sampled_from(["", "", *SIGNS])) for _ in digits]
    text = "本人" + "".join(sign + digit for sign, digit in zip(signs, digits, strict=True)) + "已核"
    assert many(text)
    assert has_identity(text)
    assert redact(text) in ("本人（号码不显示）已核", f"本人{redact(signs[0].strip(' '))}（号码不显示）已核")


def row(dice: random.Random) -> str:
    """Return figures as they stand in a report: days, sums, rooms, extensions, parted as in a list."""
    extension = dice.randint(10, 89)
    figure: Callable[[], str] = dice.choice(
        [
            lambda: f"{dice.randint(1990, 2028)}-{dice.randint(1, 12):02}-{dice.randint(1, 28):02}",
            lambda: f"{dice.randint(1990, 2028)}.{dice.randint(1, 12)}.{dice.randint(1, 28)}",
            lambda: f"{dice.randint(1990, 2028)}{dice.randint(1, 12):02}{dice.randint(1, 28):02}",
            lambda: f"{dice.randint(10, 9999)}",
            lambda: f"{50 * dice.randint(1, 200)}",
            lambda: f"{dice.randint(1, 33)}{dice.randint(1, 8):02}",
            lambda: f"{extension}{dice.randint(0, 99):02}",
            lambda: f"{dice.randint(100000, 999999)}",
        ]
    )
    return dice.choice(["、", "，", "；", ", ", "\n", " "]).join(figure() for _ in range(dice.randint(3, 14)))


def test_rows_of_figures_are_no_numbers_of_persons() -> None:
    dice = random.Random(20261126)
    told = [text for text in (row(dice) for _ in range(2000)) if has_identity(text) or has_telephone(text)]
    assert told == []


def test_a_known_telephone_is_told_in_any_form_and_under_any_name() -> None:
    for text in ("154、0000、1234", "编号15400001234", "15-40-00-01-23-4", "1540，0001，234"):
        assert not has_telephone(text)
        assert has_telephone(text, {"15400001234"})
    assert not has_telephone("154000012345", {"15400001234"})
    assert not has_telephone("2026、0000、1234", {"15400001234"})
    assert has_telephone("010、123、4567", {"0101234567"})
    assert has_telephone("0730、12345678", {"073012345678"})


def test_landlines_are_told_only_where_a_household_has_them() -> None:
    assert not has_telephone("打0730-0123456")
    assert has_telephone("打0730-0123456", {"07300123456"})


@pytest.mark.parametrize("text", [*IDENTITIES.values(), *TELEPHONES.values()])
def test_every_number_that_is_told_would_be_hidden_in_a_message_and_passes_the_filter(text: str) -> None:
    assert "（号码不显示）" in redact(text)
    assert many(text)
