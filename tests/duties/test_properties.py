"""Properties of every history: more contacts never hurt, a cut in a spell is invisible, order is nothing."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.examples import examples

from jiedui.duties.contact import Book, books
from jiedui.duties.deadline import household_due
from jiedui.duties.quota import quota_line
from jiedui.duties.shortfall import shortfalls
from jiedui.model.ledger import Ledger
from jiedui.model.time import Quarter, Span, days_covered, episodes
from jiedui.records.reader import Records, read_ledger
from jiedui.records.schema import SchemaLibrary
from jiedui.struct import replace

START, END = date(2023, 9, 1), date(2026, 11, 23)
RANK = {"已完成": 3, "补录": 2, "进行中": 1, "逾期": 0, "豁免": 1, "不计": 0, "未到": 0}
HELPERS = ("A", "B", "V")
HOUSEHOLD = "YYL-2222"

days = st.dates(START, END)
lengths = st.one_of(st.none(), st.integers(0, 500))
reasons = st.sampled_from(["去世", "脱困", "岗位调整"])
spells = st.lists(st.tuples(days, lengths, st.sampled_from("AB"), reasons), min_size=1, max_size=4)
contacts = st.lists(
    st.tuples(
        days,
        st.sampled_from(HELPERS),
        st.sampled_from(["入户", "电话", "群发"]),
        st.booleans(),
        st.integers(0, 40),
    ),
    max_size=12,
)


def build(new_world, spell_list, contact_list):
    world = new_world()
    world.helper("A")
    world.helper("B", pauses=[{"from": "2024-05-01", "to": "2024-11-30", "reason": "病假", "approved_by": "示例残联"}])
    world.helper("V", {"body": "村(社区)残协", "department": "示例村残协", "post": "专职委员"})
    pairings = []
    reached = START - timedelta(days=1)
    for start, length, helper, reason in sorted(spell_list, key=lambda spell: spell[0]):
        start = max(start, reached + timedelta(days=1))
        end = None if length is None else start + timedelta(days=length)
        pairings.append(world.pairing(helper, start.isoformat(), end.isoformat() if end else "", reason))
        if end is None:
            break
        reached = end
    world.household(HOUSEHOLD, *pairings)
    for when, helper, channel, answered, delay in contact_list:
        entered = (when + timedelta(days=delay)).isoformat()
        world.visit(HOUSEHOLD, helper, when.isoformat(), channel=channel, reached=answered, entered_on=entered)
    return world


def states(world):
    book = Book(world.ledger, world.ledger.households[HOUSEHOLD], END)
    return [found.state.value for found in book.history]


@given(spells, contacts, contacts)
@settings(max_examples=examples(200))
def test_more_contacts_never_worsen_a_quarter(new_world, spell_list, contact_list, more):
    before = states(build(new_world, spell_list, contact_list))
    after = states(build(new_world, spell_list, contact_list + more))
    for old, new in zip(before, after, strict=True):
        assert RANK[new] >= RANK[old], (old, new)


@given(spells, contacts, st.integers(0, 3), st.integers(1, 400))
@settings(max_examples=examples(200))
def test_cutting_a_spell_in_two_changes_no_quarter_of_the_household(new_world, spell_list, contact_list, which, offset):
    world = build(new_world, spell_list, contact_list)
    before = states(world)
    household = world.ledger.households[HOUSEHOLD]
    pairing = household.pairings[which % len(household.pairings)]
    cut = pairing.span.start + timedelta(days=offset)
    if pairing.span.covers(cut):
        halves = (
            replace(pairing, span=Span(pairing.span.start, cut - timedelta(days=1)), end_reason="岗位调整"),
            replace(pairing, span=Span(cut, pairing.span.end)),
        )
        others = tuple(item for item in household.pairings if item is not pairing)
        world.ledger.households[HOUSEHOLD] = replace(household, pairings=(*others, *halves))
    assert states(world) == before


@given(spells, contacts)
@settings(max_examples=examples(200))
def test_whoever_met_the_own_quarter_met_the_household_s(new_world, spell_list, contact_list):
    world = build(new_world, spell_list, contact_list)
    book = Book(world.ledger, world.ledger.households[HOUSEHOLD], END)
    for found in book.history:
        own = [book.personal(helper, found.quarter) for helper in HELPERS]
        assert {visit for item in own for visit in item.counted} <= set(found.counted)
        assert found.state.met or not any(item.state.met for item in own)


@given(spells, contacts, st.randoms(use_true_random=False))
@settings(max_examples=examples(100))
def test_the_order_of_records_is_nothing(new_world, spell_list, contact_list, random):
    world = build(new_world, spell_list, contact_list)
    shuffled = build(new_world, spell_list, random.sample(contact_list, len(contact_list)))
    household = shuffled.ledger.households[HOUSEHOLD]
    pairings = list(household.pairings)
    random.shuffle(pairings)
    shuffled.ledger.households[HOUSEHOLD] = replace(household, pairings=tuple(pairings))
    assert states(shuffled) == states(world)


@given(spells, days)
@settings(max_examples=examples(100))
def test_a_gap_is_what_is_owed_less_what_is_held_and_never_negative(new_world, spell_list, when):
    world = build(new_world, spell_list, [])
    for helper in world.ledger.helpers.values():
        line = quota_line(world.ledger, helper, when)
        assert 0 <= line.gap <= line.owed <= max(line.need, line.owed)
        assert line.gap == 0 or line.have + line.gap <= line.owed
        assert line.have == len(line.households)


@given(st.lists(st.tuples(days, st.integers(0, 300)), max_size=6))
def test_days_covered_are_counted_once(raw):
    spans = [Span(start, start + timedelta(days=length)) for start, length in raw]
    every_day = {start + timedelta(days=offset) for start, length in raw for offset in range(length + 1)}
    assert days_covered(spans, START, END) == len({day for day in every_day if START <= day <= END})
    joined = episodes(spans)
    assert sum((span.end - span.start).days + 1 for span in joined) == len(every_day)
    assert all(later.start - earlier.end > timedelta(days=1) for earlier, later in pairwise(joined))


def test_the_order_of_files_is_nothing(repo_root, shipped_root):
    records = read_ledger(shipped_root, SchemaLibrary(repo_root / "schemas"))
    backwards = Records(records.root, valid=list(reversed(records.valid)))
    ledger, turned = Ledger.of(records), Ledger.of(backwards)
    for one, other in zip(books(ledger, END).values(), books(turned, END).values(), strict=True):
        assert one.history == other.history
        assert household_due(ledger, one) == household_due(turned, other)
    for helper in ledger.helpers.values():
        assert quota_line(ledger, helper, END) == quota_line(turned, helper, END)
    assert shortfalls(ledger, Quarter(2026, 3)) == shortfalls(turned, Quarter(2026, 3))
