"""A ledger of two federations, for those of the one: made-up people, of whom each value is met here alone."""

from __future__ import annotations

from functools import cache
from typing import Any

from jiedui.model.identity import check_digit
from jiedui.records.reader import Record
from jiedui.records.schema import default_folder, library_of
from jiedui.records.tree import Place
from jiedui.trust.leak import LeakKind
from jiedui.trust.sought import Sought, Traces

BODY = "49062119610203401"
IDENTITY = BODY + check_digit(BODY)
CARD = "6222000000000012348"
LIBRARY = library_of(default_folder())
PLANTED = {
    LeakKind.NAME: "示例戊未酉",
    LeakKind.PHONE: "15400007391",
    LeakKind.NUMBER: f"{IDENTITY}41",
    LeakKind.ADDRESS: "示例石村示例湾9组",
    LeakKind.BIRTH: "1961-02-03",
    LeakKind.TEXT: "示例的话，说的是别家的难处，不给这里看。",
    LeakKind.CODE: "HR-5X7N",
}
"""What the other federation's household says, by kind."""


def household(identifier: str, unit: str, **said: str) -> Record:
    """Return a household; ``said`` are its values by what :data:`PLANTED` has them as."""
    member: dict[str, Any] = {"id": "m-2222", "name": said["name"], "sex": "男", "birth": said["birth"]}
    member["disability"] = {"certificates": [{"number": said["number"], "category": "肢体", "grade": "一级"}]}
    village, _, address = said["address"].partition("村")
    data = {
        "id": identifier, "registered_on": "2024-01-01", "village": f"{village}村", "address": address,
        "phone": said["phone"], "difficulties": said["text"], "members": [member],
    }  # fmt: skip
    path = f"{unit}/households/{identifier}/household.yml"
    return Record(Place(path, "household", identifier, unit, identifier), data)


OTHERS = household(PLANTED[LeakKind.CODE], "huarong", **{kind.name.lower(): value for kind, value in PLANTED.items()})
OWN = household(
    "PJ-5X7N", "pingjiang", name="示例未", phone="15400008888", number="49062119700405401441", birth="1970-04-05",
    address="示例河村3组", text="自己的话，说的是自家的难处，这里可以看。",
)  # fmt: skip


@cache
def sought() -> Sought:
    """Return what those of the one federation must not find."""
    return Sought.of(Traces.of([OTHERS, OWN], LIBRARY), [OWN], LIBRARY)
