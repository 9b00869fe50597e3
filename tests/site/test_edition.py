"""What a build shows beside the ledger."""

from __future__ import annotations

from jiedui.records.tree import Place
from jiedui.rules.left_out import FaultyUnit, LeftOut
from jiedui.site.edition import Edition
from jiedui.struct import replace

OTHER = LeftOut((FaultyUnit("yunxi", "云溪区", ()),), (Place("pingjiang/x", "household", "PJ-9999", "pingjiang"),))


def test_the_version_says_what_is_not_in_the_data(edition: Edition) -> None:
    assert edition.version == edition.commit
    assert replace(edition, left_out=OTHER).version == f"{edition.commit}，不含云溪区"


def test_that_of_a_county_is_made_without_what_concerns_it_alone(edition: Edition) -> None:
    made = replace(edition, left_out=OTHER)
    assert made.of("pingjiang").version == made.version
    assert made.of("huarong").version == edition.version
