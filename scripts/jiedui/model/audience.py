"""Audiences: for whom a site, a print or a workbook is made (个人信息保护法 6, 25, 51; row B-11)."""

from __future__ import annotations

import re
from enum import StrEnum

from jiedui.struct import Struct


class AudienceKind(StrEnum):
    """A kind of audience; the value is the word that commands take."""

    INTERNAL = "internal"
    COUNTY = "county"
    HELPER = "helper"
    OFFICE = "office"
    PUBLIC = "public"


# Those that are somebody's: the word goes on with whose.
_OF_SOMEBODY = {
    AudienceKind.COUNTY: re.compile("[a-z]{2,20}"),
    AudienceKind.HELPER: re.compile("[A-Z]{2,4}-B-[0-9A-Z]{4}"),
}
WORDS = "internal、county:残联代号、helper:责任人编号、office、public"


class Audience(Struct, frozen=True):
    """For whom it is: ``of`` is the federation of a county's audience, the helper of a helper's own."""

    kind: AudienceKind
    of: str = ""

    @classmethod
    def parse(cls, word: str) -> Audience:
        """Return the audience that commands call so (``county:pingjiang``); raise ``ValueError`` for any other word."""
        name, colon, of = word.partition(":")
        kind = AudienceKind(name)
        whose = _OF_SOMEBODY.get(kind)
        if not (whose.fullmatch(of) if whose else not colon):
            raise ValueError(word)
        return cls(kind, of)

    def __str__(self) -> str:
        return f"{self.kind}:{self.of}" if self.of else str(self.kind)

    @property
    def folder(self) -> str:
        """What the folder of its site is called, where each is served apart."""
        return str(self).replace(":", "-")

    @property
    def handling(self) -> str:
        """What its readers may do with what they get, as it stands on every page."""
        return "公开资料" if self.kind is AudienceKind.PUBLIC else "内部资料，不得外传"

    @property
    def is_internal(self) -> bool:
        """Tell whether it is everybody in the federations, who see all of the ledger."""
        return self.kind is AudienceKind.INTERNAL


INTERNAL = Audience(AudienceKind.INTERNAL)
OFFICE = Audience(AudienceKind.OFFICE)
PUBLIC = Audience(AudienceKind.PUBLIC)
