"""A spell of responsibility as it is recorded."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

import pytest

from jiedui.model import time
from jiedui.model.pairing import ModuleEntry, Pairing
from jiedui.model.time import Span


def test_a_spell_that_runs_says_little() -> None:
    found = Pairing.of({"helper": "PJ-B-2222", "role": "主责", "from": "2024-01-01"})
    assert (found.helper, found.is_primary, found.span) == ("PJ-B-2222", True, Span(date(2024, 1, 1)))
    dates = (
        found.decided_on, found.consulted_on, found.form_on, found.card_on, found.onsite_on, found.module_on,
    )  # fmt: skip
    assert dates == (None,) * 6
    words = (
        found.end_reason, found.decided_by, found.document, found.handover, found.card_version, found.module_by,
        found.module_ref, found.module_version, found.exception_reason,
    )  # fmt: skip
    assert words == ("",) * 9
    assert (found.module_updates, found.module_entries) == ((), ())


def test_a_spell_that_ended_says_when_and_why() -> None:
    found = Pairing.of({
        "helper": "PJ-B-2222", "role": "协助", "from": "2024-01-01", "to": "2024-06-30", "end_reason": "退休离岗",
        "decided_by": "平江县残联", "decided_on": "2024-06-20", "consulted_on": "2024-06-18", "document": "3号文",
        "handover": "当面交接。", "form_on": "2024-01-02", "card_on": "2024-01-03", "card_version": "2024-01-01-AB",
        "onsite_on": "2024-01-04", "module_on": "2024-01-05", "module_by": "示例乙", "module_ref": "X-1",
        "module_version": "2024-01-04-7K3Q", "exception_reason": "亲属。",
        "module_updates": [
            {"date": "2024-03-01", "by": "示例丙", "version": "2024-02-28-9PMX"}, {"date": "2024-04-01"},
        ],
    })  # fmt: skip
    assert found == Pairing(
        helper="PJ-B-2222", role="协助", span=Span(date(2024, 1, 1), date(2024, 6, 30)), end_reason="退休离岗",
        decided_by="平江县残联", decided_on=date(2024, 6, 20), consulted_on=date(2024, 6, 18), document="3号文",
        handover="当面交接。", form_on=date(2024, 1, 2), card_on=date(2024, 1, 3), card_version="2024-01-01-AB",
        onsite_on=date(2024, 1, 4), module_on=date(2024, 1, 5), module_by="示例乙", module_ref="X-1",
        module_version="2024-01-04-7K3Q", exception_reason="亲属。",
        module_updates=(
            ModuleEntry(date(2024, 3, 1), "示例丙", "2024-02-28-9PMX"), ModuleEntry(date(2024, 4, 1), "", ""),
        ),
    )  # fmt: skip
    assert not found.is_primary


def test_a_spell_is_known_as_far_as_it_had_come() -> None:
    found = Pairing.of({
        "helper": "PJ-B-2222", "role": "主责", "from": "2024-01-01", "to": "2024-06-30", "end_reason": "退休离岗",
        "handover": "当面交接。", "form_on": "2024-01-02", "card_on": "2024-01-03", "onsite_on": "2024-01-04",
        "module_on": "2024-01-05",
    })  # fmt: skip
    first = found.until(date(2024, 1, 1))
    assert (first.span, first.end_reason, first.handover) == (Span(date(2024, 1, 1)), "", "")
    assert (first.form_on, first.card_on, first.onsite_on, first.module_on) == (None,) * 4
    before = found.until(date(2024, 6, 29))
    assert (before.span.end, before.end_reason, before.handover) == (None, "", "")
    assert (before.form_on, before.module_on) == (date(2024, 1, 2), date(2024, 1, 5))
    assert found.until(date(2024, 6, 30)) == found


def test_what_was_decided_and_noted_later_is_not_known_before() -> None:
    """Decided on 20 June after a talk on the 18th; the card was left on 3 January, the module filled on the 5th."""
    found = Pairing.of({
        "helper": "PJ-B-2222", "role": "主责", "from": "2024-01-01", "to": "2024-06-30", "end_reason": "脱困",
        "decided_by": "平江县残联", "decided_on": "2024-06-20", "consulted_on": "2024-06-18", "document": "3号文",
        "card_on": "2024-01-03", "card_version": "2024-01-01-AB", "module_on": "2024-01-05", "module_by": "示例乙",
        "module_ref": "X-1", "module_version": "2024-01-04-7K3Q", "module_updates": [{"date": "2024-03-01"}],
    })  # fmt: skip

    def decided(day: date) -> tuple[str, date | None, str]:
        known = found.until(day)
        return known.decided_by, known.decided_on, known.document

    assert decided(date(2024, 6, 19)) == ("", None, "")
    assert decided(date(2024, 6, 20)) == ("平江县残联", date(2024, 6, 20), "3号文")
    assert found.until(date(2024, 6, 17)).consulted_on is None
    assert found.until(date(2024, 6, 18)).consulted_on == date(2024, 6, 18)
    assert found.until(date(2024, 1, 2)).card_version == ""
    assert found.until(date(2024, 1, 3)).card_version == "2024-01-01-AB"
    before, after = found.until(date(2024, 1, 4)), found.until(date(2024, 1, 5))
    assert (before.module_by, before.module_ref, before.module_version) == ("", "", "")
    assert (after.module_by, after.module_ref, after.module_version) == ("示例乙", "X-1", "2024-01-04-7K3Q")
    assert found.until(date(2024, 2, 29)).module_updates == ()
    assert found.until(date(2024, 3, 1)).module_updates == found.module_updates


def test_what_was_noted_without_a_day_is_known_at_all_times() -> None:
    found = Pairing.of({
        "helper": "PJ-B-2222", "role": "主责", "from": "2024-01-01", "decided_by": "平江县残联", "document": "3号文",
        "card_version": "2024-01-01-AB", "module_by": "示例乙", "module_ref": "X-1",
    })  # fmt: skip
    assert found.until(date(2024, 1, 1)) == found


def spell(start: str, end: str = "", **more: Any) -> Pairing:
    ending = {"to": end, "end_reason": "岗位调整"} if end else {}
    return Pairing.of({"helper": "PJ-B-2222", "role": "主责", "from": start, **ending, **more})


def joined(spells: Iterable[Pairing]) -> tuple[Pairing, ...]:
    return time.joined(sorted(spells, key=lambda item: item.span.start), Pairing.with_follower)


def test_a_helper_who_goes_on_without_a_day_between_has_one_spell() -> None:
    """Three spells on end, to 31 March, to 30 June and open, are one from 1 January; what was done once stays done."""
    first = spell("2024-01-01", "2024-03-31", form_on="2024-01-02", module_on="2024-01-05", module_by="示例乙",
                  module_ref="X-1", card_on="2024-01-03", card_version="A", exception_reason="亲属。")  # fmt: skip
    second = spell("2024-04-01", "2024-06-30", form_on="2024-04-09", card_on="2024-04-08", card_version="B",
                   module_on="2024-04-07", module_by="示例丙", onsite_on="2024-04-06", decided_by="县残联")  # fmt: skip
    third = spell("2024-07-01")
    assert joined([third, first, second]) == (
        spell("2024-01-01", form_on="2024-01-02", module_on="2024-01-05", module_by="示例乙", module_ref="X-1",
              card_on="2024-01-03", card_version="B", onsite_on="2024-04-06", exception_reason="亲属。",
              module_updates=[{"date": "2024-04-07", "by": "示例丙"}]),
    )  # fmt: skip
    ended = joined([first, second])
    assert [(item.span, item.end_reason, item.decided_by) for item in ended] == [
        (Span(date(2024, 1, 1), date(2024, 6, 30)), "岗位调整", "县残联")
    ]
    late = joined([spell("2024-01-01", "2024-03-31"), second])
    assert [(item.form_on, item.module_on, item.module_by) for item in late] == [
        (date(2024, 4, 9), date(2024, 4, 7), "示例丙")
    ]


@pytest.mark.parametrize(
    "follower",
    [
        {"start": "2024-04-02"},
        {"start": "2024-03-31"},
        {"start": "2024-04-01", "helper": "PJ-B-3333"},
        {"start": "2024-04-01", "role": "协助"},
    ],
)
def test_spells_of_others_or_with_a_day_between_stay_apart(follower: dict[str, str]) -> None:
    found = (spell("2024-01-01", "2024-03-31"), spell(**follower))
    assert joined(reversed(found)) == found


def test_a_spell_goes_on_beside_that_of_an_assistant() -> None:
    helping = spell("2024-02-01", role="协助", helper="PJ-B-3333")
    found = joined([spell("2024-01-01", "2024-03-31"), helping, spell("2024-04-01")])
    assert found == (spell("2024-01-01"), helping)


def test_entries_into_the_module_are_told_in_order_of_time_the_first_among_them() -> None:
    updates = [{"date": "2024-05-01"}, {"date": "2024-03-01"}, {"date": "2024-05-01", "by": "示例丙"}]
    bare = {"helper": "PJ-B-2222", "role": "主责", "from": "2024-01-01", "module_updates": updates}
    assert Pairing.of(bare).module_entries == ()  # told by check: nothing was entered yet
    found = Pairing.of({**bare, "module_on": "2024-03-01", "module_by": "示例乙"})
    march, may = date(2024, 3, 1), date(2024, 5, 1)
    assert found.module_entries == (
        ModuleEntry(march, "示例乙", ""), ModuleEntry(march, "", ""), ModuleEntry(may, "", ""),
        ModuleEntry(may, "示例丙", ""),
    )  # fmt: skip
    assert found.until(date(2024, 4, 30)).module_entries == found.module_entries[:2]


def test_entries_of_both_parts_of_a_spell_are_kept() -> None:
    """Entered on 5 January, 1 March, and in the second part on 7 and 9 April: one first entry and three more."""
    first = {"helper": "PJ-B-2222", "role": "主责", "from": "2024-01-01", "to": "2024-03-31", "end_reason": "岗位调整"}
    entered = {
        "module_on": "2024-01-05",
        "module_version": "2024-01-04-7K3Q",
        "module_updates": [{"date": "2024-03-01"}],
    }
    second = {
        "helper": "PJ-B-2222", "role": "主责", "from": "2024-04-01", "module_on": "2024-04-07",
        "module_updates": [{"date": "2024-04-09"}],
    }  # fmt: skip

    def days(*spells: dict[str, Any]) -> list[tuple[int, int]]:
        (found,) = joined(Pairing.of(item) for item in spells)
        return [(entry.on.month, entry.on.day) for entry in found.module_entries]

    assert days({**first, **entered}, second) == [(1, 5), (3, 1), (4, 7), (4, 9)]
    assert days(first, second) == [(4, 7), (4, 9)]
    (found,) = joined([Pairing.of({**first, **entered}), Pairing.of(second)])
    assert (found.module_on, found.module_version) == (date(2024, 1, 5), "2024-01-04-7K3Q")


def test_what_was_keyed_in_is_of_the_day_of_the_sheet() -> None:
    on = date(2024, 3, 1)
    assert ModuleEntry(on, "", "2024-02-28-9PMX").day == date(2024, 2, 28)
    assert ModuleEntry(on, "", "").day == on
    # mistyped, and told by check: later than the entry, and no day at all
    assert ModuleEntry(on, "", "2024-03-02-9PMX").day == on
    assert ModuleEntry(on, "", "2024-02-30-9PMX").day == on
