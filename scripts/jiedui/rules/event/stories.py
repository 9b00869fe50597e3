"""Stories that are shown: nobody can be told from them by a name, a code or an address (R-104, 六(五))."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jiedui.model.event import Story
from jiedui.rules.event.voices import each_event
from jiedui.rules.registry import ledger_rule

if TYPE_CHECKING:
    from jiedui.rules.context import Findings, LedgerContext

_CODE = re.compile(
    r"(?<![0-9A-Za-z])(?:[A-Z]{2,4}-(?:B-)?|[mn]-)[2-9A-HJKMNP-TV-Z]{4}(?![0-9A-Za-z])"
)  # fmt: skip
_DOOR = re.compile(r"[0-9一二三四五六七八九十]+(?:组|栋|单元|巷|弄)[0-9一二三四五六七八九十]+(?:号|室|户)")
# A shorter address, as 3组, may be part of any sentence.
_SHORTEST_ADDRESS = 4
# A name of one character is in every text.
_SHORTEST_NAME = 2


@ledger_rule(
    "story-identity",
    "隐去身份的典型里有编号或住址",
    why="写了“已隐去身份”的典型会展示出来，照着编号和住址就能找到人。",
    clause="六(五)",
    requirement="R-104",
)
def story_leads_to_nobody(context: LedgerContext) -> Findings:
    addresses = {household.address for household in context.ledger.households.values()}
    addresses = {address for address in addresses if len(address) >= _SHORTEST_ADDRESS}
    for story, file in each_event(Story, context):
        for key, text in (("title", story.title), ("content", story.content)):
            words = ["编号"] if _CODE.search(text) else []
            if _DOOR.search(text) or any(address in text for address in addresses):
                words.append("住址")
            if story.anonymised and words:
                yield file.fault(
                    (key,),
                    f"这里有{'和'.join(words)}。",
                    remedy="换成看不出是谁、住在哪里的说法，例如“村里的一位老人”。",
                )


@ledger_rule(
    "story-name",
    "隐去身份的典型里有姓名",
    why="写了“已隐去身份”的典型会展示出来，不能看出是谁。",
    clause="六(五)",
    requirement="R-104",
)
def story_names_nobody(context: LedgerContext) -> Findings:
    names = _names(context)
    for story, file in each_event(Story, context):
        for key, text in (("title", story.title), ("content", story.content)):
            if story.anonymised and any(name in text for name in names):
                yield file.fault(
                    (key,),
                    "这里有台账里的姓名。",
                    remedy="换成看不出是谁的说法；只是碰巧相同的普通词语，也换一个词。",
                )


def _names(context: LedgerContext) -> frozenset[str]:
    """Return the names of persons in the ledger. A social force without a sex is an organisation and may be named."""
    ledger = context.ledger
    names = {helper.name for helper in ledger.helpers.values() if helper.sex or not helper.is_social()}
    names |= {member.name for household in ledger.households.values() for member in household.members}
    return frozenset(name for name in names if len(name) >= _SHORTEST_NAME)
