"""Stories that are shown: nobody can be told from them by a name, a code or an address (R-104, 六(五))."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from jiedui.model.event import Story
from jiedui.pattern import pattern
from jiedui.rules.event.voices import each_event
from jiedui.rules.marks import SoughtWords
from jiedui.rules.registry import ledger_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiedui.rules.context import Findings, LedgerContext

_CODE = pattern(
    r"(?<![0-9A-Za-z])(?:[A-Z]{2,4}-(?:B-)?|[mn]-)[2-9A-HJKMNP-TV-Z]{4}(?![0-9A-Za-z])"
)  # fmt: skip
_DOOR = pattern(r"[0-9一二三四五六七八九十]+(?:组|栋|单元|巷|弄)[0-9一二三四五六七八九十]+(?:号|室|户)")
# A shorter address, as 3组, may be part of any sentence.
_SHORTEST_ADDRESS = 4
# A name of one character is in every text.
_SHORTEST_NAME = 2


def _told(story: Story) -> Iterator[tuple[str, str]]:
    """Yield the texts of a story that says that nobody is to be known from it, by their keys."""
    if story.anonymised:
        yield from (("title", story.title), ("content", story.content))


@ledger_rule(
    "story-identity",
    "隐去身份的典型里有编号或住址",
    why="写了“已隐去身份”的典型会展示出来，照着编号和住址就能找到人。",
    clause="六(五)",
    requirement="R-104",
)
def story_leads_to_nobody(context: LedgerContext) -> Findings:
    homes = context.summaries.households.values()
    addresses = SoughtWords(home.address for home in homes if home.address.length >= _SHORTEST_ADDRESS)
    for story, file in each_event(Story, context):
        for key, text in _told(story):
            words = ["编号"] if _CODE.search(text) else []
            if _DOOR.search(text) or addresses.is_in(text):
                words.append("住址")
            if words:
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
    summaries = context.summaries
    names = chain(
        (helper.name for helper in summaries.helpers.values()),
        (person.name for household in summaries.households.values() for person in household.people),
    )
    sought = SoughtWords(name for name in names if name.length >= _SHORTEST_NAME)
    for story, file in each_event(Story, context):
        for key, text in _told(story):
            if sought.is_in(text):
                yield file.fault(
                    (key,),
                    "这里有台账里的姓名。",
                    remedy="换成看不出是谁的说法；只是碰巧相同的普通词语，也换一个词。",
                )
