"""需求与承诺: needs and promises by federation, code and quarter."""

from __future__ import annotations

import pytest

from jiedui.model.service import ServiceLevels
from jiedui.site.build import pages_of
from jiedui.site.site import Site
from jiedui.struct import replace


@pytest.mark.parametrize("name", ["needs", "needs/pingjiang"])
def test_the_page_says_what_its_outline_holds(as_expected, name):
    as_expected(name)


def test_a_ledger_without_service_levels_leads_to_none(rich, site, rich_edition):
    with_levels = Site(rich, site.as_of, rich_edition)
    without = Site(replace(rich, policy=replace(rich.policy, service=ServiceLevels())), site.as_of, rich_edition)
    for name in ("needs/pingjiang", "guide"):
        old, new = (
            one.render(next(page for page in pages_of(one) if page.path.rpartition(".")[0] == name))
            for one in (with_levels, without)
        )
        assert ("readings.html#service" in old, "readings.html#service" in new) == (True, False)
