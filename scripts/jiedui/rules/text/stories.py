"""Stories that are shown: nobody can be told from them by a code or an address (R-104, 六(五))."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jiedui.model.event import Story
from jiedui.records.kinds import path_of
from jiedui.rules.registry import ledger_rule

if TYPE_CHECKING:
    from jiedui.rules.context import Findings, LedgerContext

_CODE = re.compile(
    r"(?<![0-9A-Za-z])(?:[A-Z]{2,4}-(?:B-)?|[mn]-)[2-9A-HJKMNP-TV-Z]{4}(?![0-9A-Za-z])"
)  # fmt: skip
_DOOR = re.compile(r"[0-9一二三四五六七八九十]+(?:组|栋|单元|巷|弄)[0-9一二三四五六七八九十]+(?:号|室|户)")
# A shorter address, as 3组, may be part of any sentence.
_SHORTEST = 4


@ledger_rule(
    "story-identity",
    "隐去身份的典型里有编号或住址",
    why="写了“已隐去身份”的典型会展示出来，照着编号和住址就能找到人。",
    clause="六(五)",
    requirement="R-104",
)
def story_leads_to_nobody(context: LedgerContext) -> Findings:
    addresses = {household.address for household in context.ledger.households.values()}
    addresses = {address for address in addresses if len(address) >= _SHORTEST}
    for story in context.ledger.events_of(Story):
        for key, text in (("title", story.title), ("content", story.content)):
            words = ["编号"] if _CODE.search(text) else []
            if _DOOR.search(text) or any(address in text for address in addresses):
                words.append("住址")
            if story.anonymised and words:
                yield context.file(path_of("event-story", story.unit, story.stem)).fault(
                    (key,),
                    f"这里有{'和'.join(words)}。",
                    remedy="换成看不出是谁、住在哪里的说法，例如“村里的一位老人”。",
                )
