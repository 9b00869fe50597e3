"""The words of staff, read from the word lists beside this module (``words/*.yml``).

Braces stand for words that depend on the household: {p} 本人、老人 or 孩子, {ta} 他 or 她, {k} the carer.
"""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

import yaml

from jiedui.struct import Struct

if TYPE_CHECKING:
    from collections.abc import Mapping

GROUPS = {
    "人人": ("肢体", "卧床", "视力", "听力", "智力", "精神", "多重", "幼儿", "学童"),
    "大人": ("肢体", "卧床", "视力", "听力", "智力", "精神", "多重"),
    "行动不便": ("肢体", "卧床", "多重"),
}
NEEDS = ("needs_lead_guard", "needs_help", "needs_rehab_access", "needs_culture_warmth", "needs_urgent")


class Want(Struct, frozen=True):
    """A kind of need. Tuples of text hold variants: the second measure belongs to the second content, and so on.

    ``who``: the conditions that it occurs with, ``kinds`` narrows them to categories of disability and ``months`` to a
    season; ``content``: as the need reads; ``short``: what was said on the visit; ``does``: the measure; ``steps``:
    news while it runs; ``done``: the result; ``due``: days promised, low and high. ``benefit`` is the policy that it
    opens, ``hazard`` the hazard that it removes, ``then`` a second measure.
    ``marks``: whole (the household's, not one person's), kin (needs a carer at home), lone (needs a person alone),
    urgent, farm (rural), workers (needs some labour capacity), rare.
    """

    key: str
    code: str
    who: frozenset[str]
    kinds: frozenset[str]
    months: frozenset[int]
    content: tuple[str, ...]
    short: tuple[str, ...]
    does: tuple[str, ...]
    steps: tuple[str, ...]
    done: tuple[str, ...]
    due: tuple[int, int]
    benefit: str
    hazard: str
    marks: frozenset[str]
    then: Mapping[str, str]


@cache
def words(name: str) -> Any:  # noqa: ANN401  (each list has a shape of its own)
    """Return the content of one word list."""
    text = resources.files("jiedui.demo").joinpath("words", f"{name}.yml").read_text("utf-8")
    return yaml.load(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader))


@cache
def wants() -> dict[str, Want]:
    """Return all kinds of needs by name."""
    return {key: _want(key, item) for name in NEEDS for key, item in words(name).items()}


def _want(key: str, item: Mapping[str, Any]) -> Want:
    who = frozenset(condition for name in item["who"] for condition in GROUPS.get(name, (name,)))
    return Want(
        key=key,
        code=item["code"],
        who=who,
        kinds=frozenset(item.get("kinds", ())),
        months=frozenset(item.get("months", ())),
        content=tuple(item["content"]),
        short=tuple(item["short"]),
        does=tuple(item["does"]),
        steps=tuple(item["steps"]),
        done=tuple(item["done"]),
        due=tuple(item["due"]),
        benefit=item.get("benefit", ""),
        hazard=item.get("hazard", ""),
        marks=frozenset(item.get("marks", ())),
        then=item.get("then", {}),
    )
