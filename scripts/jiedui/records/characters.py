"""Characters that no text of the ledger may hold: what cannot be seen, what was lost, and heaps of marks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from jiedui.pattern import pattern
from jiedui.records.finding import declare

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiedui.records.finding import Rule

INVISIBLE = declare(
    "yaml-invisible", "有看不见的字符", "文件", "零宽空格、控制符等看不见，却会让两个一样的名字对不上。"
)
LOST = declare("yaml-lost-character", "有字丢了", "文件", "转换编码或者粘贴图片时丢了的字，只剩下一个记号，内容要补。")
STACKED = declare("yaml-stacked-marks", "一个字上叠了许多符号", "文件", "叠起来的符号会盖住上下几行，别人没法读。")

# What cannot be seen in an editor, as the inside of a character class: controls (line feed and tab aside), odd spaces,
# soft hyphens, zero-width and direction marks, fillers, the empty braille cell, selectors of a variant other than those
# that a phone puts behind a picture, noncharacters, lone surrogates and tag characters.
UNSEEN = (
    r"\x00-\x08\x0b-\x1f\x7f-\xa0\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2000-\u200f\u2028-\u202f"
    r"\u205f-\u206f\u2800\u3164\ud800-\udfff\ufdd0-\ufdef\ufe00-\ufe0d\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff"
    r"\U000e0000-\U000e0fff"
) + "".join(rf"\U{plane:04x}fffe\U{plane:04x}ffff" for plane in range(1, 17))

# What stands where a character was: of another encoding, or of a picture that was pasted.
_LOST = r"\ufffc\ufffd"

# Marks that are drawn on the character before them.
_MARKS = (
    r"\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff"
    r"\u302a-\u302f\u3099\u309a\ufe20-\ufe2f"
)
_MOST_MARKS = 3  # a Vietnamese letter has two

# As the inside of a class, what a text is looked at for that holds it. Of the upper planes more than needed: a test
# against one range costs every character of every file a little, against seventeen it would cost a lot.
SUSPECT = UNSEEN.partition(r"\U")[0] + r"\U0001fffe-\U0010ffff" + _LOST + _MARKS

# What every parser reads as it stands, if it is no word or number to it: signs, and single blanks between them.
_SIGNS = (
    r"[A-Za-z0-9_/.()+%~^\-\u00b7\u2013\u2014\u2026“”‘’\u3001\u3002\u3005-\u3011\u3014\u3015"
    r"\u3400-\u4dbf\u4e00-\u9fff\uff01\uff08\uff09\uff0c\uff1a\uff1b\uff1f\U00020000-\U0002fffd]"
)
PLAIN = rf"[A-Za-z0-9\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0002fffd“‘（《〔]{_SIGNS}*(?: {_SIGNS}+)*"

_SUSPECT = pattern(f"[{SUSPECT}]")
# To compile this takes longer than most runs need it: `re` does so when it is asked first.
_REFUSED = rf"(?P<unseen>[{UNSEEN}])|(?P<lost>[{_LOST}])|(?P<stacked>[{_MARKS}]{{{_MOST_MARKS + 1},}})"


class RefusedCharacter(NamedTuple):
    """What a text may not hold, at ``start``; ``called`` says in words what it is."""

    start: int
    rule: Rule
    called: str
    remedy: str


def refused(text: str) -> Iterator[RefusedCharacter]:
    """Yield of a text the first of each kind that it may not hold."""
    if not _SUSPECT.search(text):  # as in nearly all: looked for in a tenth of the time of what it is
        return
    found: set[str | None] = set()
    for match in re.finditer(_REFUSED, text):
        if match.lastgroup in found:
            continue
        found.add(match.lastgroup)
        code = f"U+{ord(match[0][0]):04X}"
        if match.lastgroup == "unseen":
            remedy = "删掉这个字符；找不到它，就删掉这一行重新打一遍。"
            yield RefusedCharacter(match.start(), INVISIBLE, f"看不见的字符（{code}）", remedy)
        elif match.lastgroup == "lost":
            remedy = "对照原来的材料，把丢了的字补上。"
            yield RefusedCharacter(match.start(), LOST, f"丢了的字留下的记号（{code}）", remedy)
        else:
            remedy = "删掉叠在字上的符号；找不到它，就删掉这一行重新打一遍。"
            yield RefusedCharacter(match.start(), STACKED, f"叠起来的 {len(match[0])} 个符号（{code} 等）", remedy)
