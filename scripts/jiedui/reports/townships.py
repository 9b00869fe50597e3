"""Who lives and who works in a township (二(四))."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jiedui.model.divisions import Township
    from jiedui.model.helper import Helper
    from jiedui.model.household import Household
    from jiedui.reports.figures import Figures


class Townships:
    """The households and helpers of every township as of the day of ``figures``."""

    def __init__(self, figures: Figures) -> None:
        divisions = figures.ledger.divisions
        self._households: dict[str, list[Household]] = {}
        for household in figures.city.active:
            if found := divisions.find(household.county, household.recorded_township):
                self._households.setdefault(found.code, []).append(household)
        self._helpers: dict[str, list[Helper]] = {}
        for helper in figures.city.helpers:
            named = (divisions.find_of_unit(helper.unit, role.township) for role in helper.roles_on(figures.as_of))
            for code in dict.fromkeys(place.code for place in named if place):
                self._helpers.setdefault(code, []).append(helper)

    def households(self, township: Township) -> list[Household]:
        """Return the households in the roster whose address is in a township, in order of their ids."""
        return self._households.get(township.code, [])

    def helpers(self, township: Township) -> list[Helper]:
        """Return the helpers of its federation who hold a post in a township, in order of their ids."""
        return self._helpers.get(township.code, [])
