"""科室 and 直属单位: in which department of which federation somebody answers for households (R-098, 六(二))."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from jiedui.duties.office import main_office
from jiedui.model.helper import SOCIAL

if TYPE_CHECKING:
    from jiedui.duties.answer import Answer
    from jiedui.model.ledger import Ledger

TITLE = "科室和直属单位"
SERVES: tuple[str, ...] = ("R-098",)

# What the notice calls the departments of the city's own bodies, in the order in which it names them.
KINDS = {"市残联机关": "机关科室", "市残联直属单位": "直属单位", "市级专门协会": "专门协会"}

_ASSOCIATIONS = ("市级专门协会", "县级专门协会", SOCIAL)


class Department(NamedTuple):
    """A department by name, of a kind of body, in a federation by id. All are empty where nobody answers."""

    unit: str
    body: str
    name: str

    @property
    def kind(self) -> str:
        """What staff call such departments: 机关科室, 直属单位, … or the body's own name."""
        return KINDS.get(self.body, self.body)

    def called(self, unit: str) -> str:
        """Return what it is called where its federation, by name, does not stand above it; 专门协会 are their own."""
        return self.name if self.body in _ASSOCIATIONS else f"{unit}{self.name}"

    @property
    def sort_key(self) -> tuple[str, int, str, str]:
        """By federation, then as the notice names the kinds, then by name."""
        order = list(KINDS)
        return self.unit, order.index(self.body) if self.body in order else len(order), self.body, self.name


def place(unit: str, department: str) -> str:
    """Return where somebody works, by the names of federation and department; an association's names its place."""
    return department if department.endswith("协会") else f"{unit}{department}"


NOBODY = Department("", "", "")


def department(ledger: Ledger, answer: Answer | None) -> Department:
    """Return the department by which one answers; :data:`NOBODY` for nobody, or for one who is on no roster."""
    helper = ledger.helpers.get(answer.helper) if answer else None
    if helper is None or answer is None:
        return NOBODY
    role = main_office(helper, ledger.policy, answer.on)
    return Department(helper.unit, role.body, role.department)
