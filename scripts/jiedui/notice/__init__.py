"""The notice as shipped, as data: the policy that the ledger of any city begins with.

The files of ``policy/`` say what the notice says in words of no place: ``${city}`` and the fields of :class:`Local`
stand where an office has words of its own. No office but the one that issued the notice has its number, its persons and
its aims, so none is made up for another city: number and persons read 〔…待填〕 wherever they are cited, and general
words stand for what is said of one province. The office puts in what its own document says, in ``policy/clauses.yml``;
the duties are reckoned without it, for they follow the clauses and not the number. A rule of ``entitlements.yml`` that
rests on a document of one province says so in its basis; elsewhere it is switched off or taken out.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from jiedui.records.judge import judge
from jiedui.records.kinds import POLICY, path_of
from jiedui.records.schema import default_folder, library_of
from jiedui.struct import Struct, asdict

if TYPE_CHECKING:
    from collections.abc import Mapping
    from importlib.resources.abc import Traversable

    from jiedui.records.values import Json


BLANK = re.compile("〔[^〔〕]*待填〕")
"""How what an office has to fill in looks, in any text of the policy; the check names it until it is filled in."""


class Local(Struct, frozen=True, kw_only=True):
    """The words of the notice that are one office's own.

    ``number`` is the document's (发文字号), ``aim`` an aim of the province with the words that lead on from it,
    ``plenum`` and ``congresses`` the meetings whose spirit is followed, ``vision`` the city's, ``group`` the leading
    group of annex 1 a line a rank. ``landline`` is the area code that marks the telephones of a fictional ledger; the
    one that stands here is nobody's.
    """

    number: str = "〔发文字号待填〕"
    aim: str = ""
    plenum: str = "省委全会精神"
    congresses: str = "省残联、市残联代表大会精神"
    vision: str = ""
    group: str = (
        "组长：〔姓名待填〕 党组书记\n"
        "副组长：〔姓名待填〕 理事长\n"
        "成员：〔姓名待填〕。\n"
        "领导小组下设办公室，设在市残联文教就业科，〔姓名待填〕同志兼任办公室主任，办公室成立工作专班。"
    )
    landline: str = "0000-0"


_UNTOLD = Local()


def policy(city: str, local: Local = _UNTOLD) -> dict[str, dict[str, Any]]:
    """Return the policy that the ledger of ``city`` (云岭市) begins with, by kind, in the order of the kinds (R-001).

    It is as records are: judged, typed, of this format, and anew for each call. ``fictional`` is false. Raises
    ``ValueError`` for a ``city`` that no record could hold.
    """
    words = {"city": city, **asdict(local)}
    return {f"policy-{stem}": _filled(stem, words) for stem in POLICY}


def shipped() -> Traversable:
    """Return the folder of the files as they are shipped, not filled in."""
    from importlib import resources  # whoever but asks what is left to fill in does not wait for it

    return resources.files(__name__) / "policy"


def _filled(stem: str, words: Mapping[str, str]) -> dict[str, Any]:
    from jiedui.records import loader  # as the reader has it

    schema = library_of(default_folder())[f"policy-{stem}"]
    path = path_of(schema.kind)
    loaded = loader.load((shipped() / f"{stem}.yml").read_text("utf-8"), path, schema.comments, schema)
    assert loaded.data is not None
    judged = judge({key: _with(value, words) for key, value in loaded.data.items()}, schema, path)
    if judged.data is None:
        raise ValueError(words["city"])
    return judged.data


def _with(value: Json, words: Mapping[str, str]) -> Json:
    """Return a value with every blank in its texts filled in."""
    if isinstance(value, str):
        from string import Template  # who begins a ledger asks for it

        return Template(value).substitute(words)
    if isinstance(value, dict):
        return {key: _with(part, words) for key, part in value.items()}
    return [_with(part, words) for part in value] if isinstance(value, list) else value
