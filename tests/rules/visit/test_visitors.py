"""Who made a contact: somebody in office, and in charge of the household, or it says why not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

FOLDER = "yueyanglou/households/YYL-4D5E/visits"
VISIT = f"{FOLDER}/2025-09-03.yml"
Said = Callable[[dict[str, Any]], list[str]]


def visited(day: str, by: str, **more: Any) -> dict[str, Any]:
    """Return a change that adds a visit; the one in charge is on leave from 2026-03-01 to 2026-08-31."""
    return {
        "copy": {VISIT: f"{FOLDER}/{day}.yml"},
        "file": f"{FOLDER}/{day}.yml",
        "set": {"date": day, "entered_on": day, "by": by, **more},
    }


# Right, though it looks odd: a rule that cries here would teach people to look away.
SOUND: dict[str, dict[str, Any]] = {
    "deputy on the first day of a leave": visited("2026-03-01", "YY-B-2A3C"),
    "deputy on the last day of a leave": visited("2026-08-31", "YY-B-2A3C"),
    "somebody else who was not answered": visited("2026-09-02", "YY-B-2A3C", reached="false"),
    "somebody else, with whom it does not count": visited("2026-09-02", "YY-B-2A3C", counterpart="其他人"),
    "in the stead of another": visited("2026-09-02", "YY-B-2A3C", content="替同事来看看。"),
    "asked to": visited("2026-09-02", "YY-B-2A3C", content="受人所托，去看了看。"),
    "retired, and says so": visited("2025-09-02", "YYL-B-4D5E", content="虽然已交接，还是打了个电话。"),
    "retired on the last day in charge": visited("2025-08-31", "YYL-B-4D5E"),
}


def test_nothing_is_found(said: Said, sound: dict[str, Any]) -> None:
    assert said(sound) == []


def test_a_deputy_on_the_day_after_a_leave_is_told(said: Said) -> None:
    told = "visit-delegate: YY-B-2A3C 在 2026-09-01 这天不是户 YYL-4D5E 的责任人：代联系，不计入。"
    assert said(visited("2026-09-01", "YY-B-2A3C")) == [told]


def test_who_left_the_day_before_is_told_as_that_alone(said: Said) -> None:
    told = "visit-out-of-office: YYL-B-4D5E 在 2025-09-01 这天没有任职，也不是责任人。"
    assert said(visited("2025-09-01", "YYL-B-4D5E")) == [told]


def test_nobody_is_told_where_contacts_of_others_count(said: Said, ledger: Any) -> None:
    readings = ledger / "policy" / "readings.yml"
    text = readings.read_text("utf-8")
    assert text.count("delegate_counts: false") == 1
    readings.write_text(text.replace("delegate_counts: false", "delegate_counts: true"), "utf-8")
    assert said(visited("2026-09-01", "YY-B-2A3C")) == []


def test_of_two_households_the_one_that_is_not_his_is_told_at_its_place(
    check: Callable[..., Any], patcher: Any
) -> None:
    patcher.apply(visited("2026-09-02", "YYL-B-6F7G", also=["YYL-8Q9R", "YYL-2A3C"]))
    (finding,) = check().findings
    assert (finding.rule.id, finding.pointer) == ("visit-delegate", ("also", 1))


def test_where_nobody_is_in_charge_yet_only_that_is_told(said: Said) -> None:
    told = "visit-before-pairing: 户 YYL-4D5E 从 2023-10-08 起结对，联系早于结对。"
    assert said(visited("2023-10-07", "YY-B-2A3C")) == [told]
