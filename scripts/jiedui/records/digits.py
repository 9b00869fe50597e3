"""Digits as people write them: of any script, Chinese, circled, or letters that look like them; parted by anything.

A text is folded sign by sign, so that what is found in the folded text stands at the same place in the text itself.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import chain

from jiedui.pattern import pattern

_CHINESE = ("〇零○", "一壹弌幺", "二贰貳弍", "三叁參弎", "四肆", "五伍", "六陆陸", "七柒", "八捌", "九玖")
_OF_CHINESE = {sign: str(value) for value, signs in enumerate(_CHINESE) for sign in signs}
_LOOKS = {**dict.fromkeys("ОоΟο", "O"), **dict.fromkeys("ІіΙι", "I"), **dict.fromkeys("×ХхΧχ", "X")}
_WORD = pattern(r"(?<![A-Za-z])[OoIl]+(?![A-WYZa-wyz])")
_DIGIT_OF_LETTER = str.maketrans("OoIl", "0011")
_FILLERS = frozenset("\u115f\u1160\u3164\uffa0")  # letters by their category

UNSEEN = "\u200b"
"""What a folded text has for every sign that is not seen."""

GAP = r"[\W_]"
"""In a folded text, what is neither a letter nor a digit: it may part the digits of a number."""

# Where in Unicode else such signs are, narrow or wide, raised, circled or of mathematics; and some that are none.
_BLOCKS = (
    r"\u00b2-\u00ba\u02e1\u1369-\u1371\u19da\u1d2c-\u1d6a\u1fbe\u2070-\u209c\u2100-\u217f\u2460-\u24ff\u2776-\u2793"
    r"\u2f00-\u2fdf\u3192-\u3195\u3280-\u3289\uf900-\ufaffＩＯｌｏ￮\U00010a40-\U00010a43\U00010e60-\U00010e68"
    r"\U00011052-\U0001105a\U0001d400-\U0001d7ff\U0001f100-\U0001f22a"
)
_LIKE = rf"[\dOoIl{''.join(chain(_CHINESE, _LOOKS))}{_BLOCKS}]"
_BETWEEN = rf"(?:(?!{_LIKE})[\W_{''.join(sorted(_FILLERS))}])"
_MANY = pattern(rf"{_LIKE}(?:{_BETWEEN}*{_LIKE}){{9}}")


class _Plain(dict[int, str]):
    """What each sign of a text stands for, reckoned once: a decimal of any script is its digit, others are narrow."""

    def __missing__(self, code: int) -> str:
        self[code] = self.folded(chr(code))
        return self[code]

    def folded(self, sign: str) -> str:
        """Return the one sign that stands for a sign."""
        if sign in "\n\t":
            return sign
        if sign in _FILLERS or unicodedata.category(sign) in ("Cc", "Cf", "Mn", "Me"):
            return UNSEEN
        decimal = unicodedata.decimal(sign, None)
        if decimal is not None:
            return str(decimal)
        if unicodedata.digit(sign, None) is not None:
            return " "  # the number of an item
        narrow = unicodedata.normalize("NFKC", sign)
        return narrow if len(narrow) == 1 else sign


class _Loose(_Plain):
    """The same, and whatever else may be meant as a digit is one, too."""

    def folded(self, sign: str) -> str:
        digit = unicodedata.digit(sign, None)
        if digit is not None:
            return str(digit)
        narrow = unicodedata.normalize("NFKC", sign)
        return _OF_CHINESE.get(narrow) or _LOOKS.get(narrow) or super().folded(sign)


_PLAIN, _LOOSE = _Plain(), _Loose()


def many(text: str) -> bool:
    """Tell, at little cost, whether a text may have ten digits with nothing but signs between them."""
    return _MANY.search(text) is not None


def plain(text: str) -> str:
    """Return a text of the same length whose decimals are 0 to 9; all that cannot be seen is :data:`UNSEEN`."""
    return text.translate(_PLAIN)


def loose(text: str) -> str:
    """Return the same with Chinese and circled digits, and with letters that look like digits and make no word."""
    return _WORD.sub(lambda match: match[0].translate(_DIGIT_OF_LETTER), text.translate(_LOOSE))


def digits_of(number: str) -> str:
    """Return the digits of a number, and an X, without what stands between them."""
    return re.sub(r"[^0-9X]", "", number.upper())
