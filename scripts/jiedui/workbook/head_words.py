"""What columns of tables from elsewhere are called: the one table of such words, by what the column holds (B-03).

Whatever reads such a table asks here: a list of another office, and a county's own old workbook.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

NAMES = ("姓名", "名字")
CERTIFICATES = ("残疾人证号", "残疾证号", "残疾人证", "残疾证")
IDENTITIES = ("身份证", "身份号码", "证件号", "证号", "证件号码")
EXPIRIES = ("有效期", "到期日期", "到期时间", "有效期至", "有效期止", "残疾人证有效期", "残疾证有效期")
CATEGORIES = ("残疾类别", "残疾类型", "残疾种类")
GRADES = ("残疾等级", "残疾级别")

OTHERS = ("申报人", "申请人", "户主", "监护人", "联系人", "经办人", "代办人", "亲属", "配偶", "父", "母", "低保证")
"""Of whom a table speaks beside the person that it is about, and a number that is none of a person."""

LONGEST = 16
"""A head is short: a sentence that holds the word is a remark."""


def bare_head(head: str) -> str:
    """Return a head in half width without blanks, marks and what stands in brackets."""
    return re.sub(r"[\s*:：]|[(].*?[)]", "", unicodedata.normalize("NFKC", head))


def held(head: str, words: Iterable[str]) -> Iterator[str]:
    """Yield which of the words a head holds, the longest first, none in what another has taken."""
    for word in sorted(words, key=len, reverse=True):
        if word in head:
            head = head.replace(word, "\n")
            yield word
