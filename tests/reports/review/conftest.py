"""A change in memory: a small ledger before it and after it, and what is said of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from jiedui.records.reader import Records
from jiedui.records.schema import SchemaLibrary
from jiedui.reports.review.review import Review, ReviewTopic
from jiedui.reports.review.sides import BothSides
from jiedui.reports.review.summary import reviewed
from jiedui.rules.change import LedgerChange
from jiedui.rules.former import Former

AS_OF = date(2026, 11, 23)
COMMIT = "0123456789abcdef0123456789abcdef01234567"
Change = Callable[..., tuple[Records, LedgerChange]]


@pytest.fixture
def changed(tmp_path: Path) -> Change:
    """Return what was read after a change, and the change, from the two worlds; ``beside`` are paths of other files."""

    def between(before: Any, after: Any, /, *beside: str, **more: Any) -> tuple[Records, LedgerChange]:
        old, new = before.records, after.records
        differing = {path for path in old.keys() | new.keys() if path not in old or old[path] != new.get(path)}
        for path in differing & new.keys():
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).touch()
        change = LedgerChange(
            commit=COMMIT,
            **{
                "tree": "0" * 40,
                "paths": frozenset(differing | {*beside}),
                "added": frozenset((differing - old.keys()) | {*beside}),
                "before": tuple(Former(old[path].place, old[path].data) for path in sorted(differing & old.keys())),
                **more,
            },
        )
        return Records(tmp_path, [new[path] for path in sorted(new)]), change

    return between


@pytest.fixture
def sides(changed: Change, library: SchemaLibrary) -> Callable[..., BothSides]:
    """Return both sides of a change of two worlds."""

    def of(before: Any, after: Any, /, *beside: str, **more: Any) -> BothSides:
        return BothSides(*changed(before, after, *beside, **more), library, AS_OF)

    return of


@pytest.fixture
def review(changed: Change, library: SchemaLibrary) -> Callable[..., Review]:
    """Return the review of a change of two worlds."""

    def of(before: Any, after: Any, /, *beside: str, **more: Any) -> Review:
        return reviewed(*changed(before, after, *beside, **more), library, AS_OF)

    return of


@pytest.fixture
def said(review: Callable[..., Review]) -> Callable[..., list[str]]:
    """Return the lines of such a review about one topic."""

    def of(topic: ReviewTopic, before: Any, after: Any, /, *beside: str, **more: Any) -> list[str]:
        return [line.text for line in review(before, after, *beside, **more).of(topic)]

    return of


@pytest.fixture
def worlds(new_world: Callable[[], Any]) -> tuple[Any, Any]:
    """Twice the same ledger: YYL-2222 with 示例乙, paired with 示例甲, contacted in 2026Q2 and Q3; before and after."""

    def world() -> Any:
        made = new_world()
        helper = made.helper("YYL-B-2222")
        made.household("YYL-2222", made.pairing(helper), phone="15400000011")
        made.visit("YYL-2222", helper, "2026-05-10")
        made.visit("YYL-2222", helper, "2026-08-10", content="问了吃药的事，屋顶漏雨。", hazards={"fire": "有"})
        return made

    return world(), world()


HOME = "yueyanglou/households/YYL-2222/household.yml"
VISITS = "yueyanglou/households/YYL-2222/visits"
