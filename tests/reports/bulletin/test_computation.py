"""A golden bulletin for each number of the computation: whoever changes a figure has to raise the number."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from jiedui.model.time import Quarter
from jiedui.reports.bulletin.computation import CHANGES, COMPUTATION, FIRST, changes_since
from jiedui.reports.bulletin.content import bulletin

GOLDEN = Path(__file__).parent / "golden"
HR = "huarong"
Q2, Q3 = Quarter(2026, 2), Quarter(2026, 3)
COMMIT, TREE = "0" * 40, "1" * 40


@pytest.fixture
def rich_world(quarter_world: Any) -> Any:
    """A quarter with something of everything that a bulletin tells: a list, a strike, a story, corrections.

    Huarong was dissolved the quarter before, its one household closed; the promise that it kept counts in the city's.
    """
    world = quarter_world
    _dissolved(world)
    world.bulletin(bulletin(world.ledger(), Q2, COMMIT).data())
    del world.records["yueyanglou/households/YYL-2222/visits/2026-05-10.yml"]
    fourth, fifth = world.helper("YYL-B-4444"), world.helper("PJ-B-5555", "pingjiang")
    stale = world.measure("2026-01-05", "2026-02-28")
    world.household("YYL-4444", world.pairing(fourth), needs=[world.need(1, "2026-01-02", stale)])
    left = [{"status": "低保户", "to": "2026-09-25"}]
    world.household("PJ-5555", world.pairing(fifth, "2026-09-20"), unit="pingjiang", hardship=left)
    story = {"kind": "好经验", "title": "夜访", "content": "利用晚上联系外出务工家庭。"}
    world.event("story", "yueyanglou", "2026-07-01", **story, consent=True, anonymised=True)
    strike = {"quarter": "2026Q3", "list": "沟通联络不及时", "household": "YYL-4444", "reason": "全家外出务工。"}
    world.event("strike", "yueyanglou", "2026-10-05", **strike)
    return world


def _dissolved(world: Any) -> None:
    world.unit(HR, prefix="HR", name="华容县残联全称", short="华容县残联", level="县级残联", to="2026-06-30")
    office = {"body": "县级残联", "department": "办公室", "post": "干事", "from": "2020-01-01", "to": "2026-06-30"}
    staff = {"name": "示例丙", "sex": "男", "mobile": "15400000002", "roles": [{**office, "end_reason": "退休"}]}
    world.put("helper", HR, "HR-B-6666", {"id": "HR-B-6666", **staff})
    kept = world.measure("2026-02-01", "2026-06-30", "2026-05-01")
    needs = [world.need(1, "2026-01-10", kept, closed="2026-05-01")]
    pairing = world.pairing("HR-B-6666", "2026-01-01", "2026-06-06")
    closed = {"date": "2026-06-06", "reason": "迁出市外"}
    world.household("HR-6666", pairing, unit=HR, needs=needs, closed=closed)
    world.visit("HR-6666", "HR-B-6666", "2026-02-10", HR)
    world.visit("HR-6666", "HR-B-6666", "2026-05-01", HR)


def test_the_same_records_give_what_the_number_of_the_computation_stands_for(rich_world: Any, tmp_path: Path) -> None:
    data = bulletin(rich_world.ledger(), Q3, COMMIT, tree=TREE).data()
    assert data.keys() >= {"shortfalls", "struck", "practices", "corrections", "contact"}
    del data["readings"]  # the words of the policy may change; what they make of the figures may not
    text = json.dumps(data, ensure_ascii=False, indent=2) + "\n"
    golden = GOLDEN / f"computation-{COMPUTATION}.json"
    new = tmp_path / f"computation-{COMPUTATION + golden.exists()}.json"
    new.write_text(text, encoding="utf-8")
    assert golden.exists(), f"No golden bulletin of computation {COMPUTATION}: look through {new}, copy it to {golden}."
    assert text == golden.read_text("utf-8"), (
        "The same records give another bulletin. If that is meant, raise COMPUTATION in "
        f"reports/bulletin/computation.py to {COMPUTATION + 1}, keep {golden.name}, look through {new} and add it to "
        f"{GOLDEN}: frozen bulletins are then told apart from edited ones."
    )


def test_the_golden_bulletin_has_a_line_of_a_dissolved_federation() -> None:
    """Huarong kept one promise of one, Yueyanglou one of two, and Pingjiang none of its one: in all two of four."""
    data = json.loads((GOLDEN / f"computation-{COMPUTATION}.json").read_text("utf-8"))
    rows = {row["name"]: (row["promises_kept"], row["promises_ripe"]) for row in data["units"]}
    assert rows == {
        "市残联": (0, 0), "岳阳楼区残联": (1, 2), "华容县残联（已撤销）": (1, 1), "平江县残联": (0, 1),
    }  # fmt: skip
    assert (data["total"]["promises_kept"], data["total"]["promises_ripe"]) == (2, 4)


def test_every_number_up_to_this_has_its_golden_bulletin() -> None:
    names = {f"computation-{number}.json" for number in range(1, COMPUTATION + 1)}
    assert {path.name for path in GOLDEN.iterdir()} == names


def test_every_computation_after_the_first_says_what_it_reckons_otherwise() -> None:
    assert list(CHANGES) == list(range(FIRST + 1, COMPUTATION + 1))
    assert changes_since(COMPUTATION) == ()
    assert changes_since(1)[:2] == ("统计日以后才有的情况不再算进去", "结对的户按结对那天的困难情况算")
    assert changes_since(1)[-2:] == ("百分数四舍五入", *changes_since(2))
    assert len(changes_since(2)) == 1
