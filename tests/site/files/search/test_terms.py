"""What 查户 finds somebody by, in buckets by pairs of characters."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from jiedui.site.files.search import terms
from jiedui.site.files.search.entries import Entries, HelperEntry, HouseholdEntry, SearchPlace
from jiedui.site.files.search.terms import Term, TermPart, bucket_of, buckets, code_pair, initial_pairs, pairs

HOME = HouseholdEntry(
    id="PJ-7K3Q",
    name="示例甲",
    others=("示例乙", "示例甲"),
    place=SearchPlace("平江县", "平江县安定镇"),
    village="上村",
    group="3组",
    helper="示例丙",
    helper_id="PJ-B-2222",
)
HELPER = HelperEntry(
    id="PJ-B-2222", name="示例丙", post="干事", unit="平江县", township="", department="教就股", state="达标"
)
ENTRIES = Entries((HOME,), (HELPER,), ())


def merged(entries: Entries) -> dict[str, Term]:
    return {term: parts for bucket in buckets(entries).buckets for term, parts in bucket.items()}


def test_each_part_of_an_entry_is_a_term_with_the_numbers_of_those_who_have_it() -> None:
    assert merged(ENTRIES) == {
        "pj7k3q": {TermPart.ID: [0]},
        "示例甲": {TermPart.HEAD: [0], TermPart.MEMBER: [0]},
        "示例乙": {TermPart.MEMBER: [0]},
        "示例丙": {TermPart.HELPER: [0], TermPart.STAFF: [1]},
        "上村": {TermPart.HOME: [0]},
        "3组": {TermPart.HOME: [0]},
        "pjb2222": {TermPart.ID: [1]},
        "干事": {TermPart.OFFICE: [1]},
        "教就股": {TermPart.OFFICE: [1]},
    }


def test_the_pairs_of_a_term_are_its_neighbours() -> None:
    assert pairs("示例甲") == {"示例", "例甲"}
    assert pairs("甲") == set()


def test_the_initials_of_every_sound_pair() -> None:
    assert initial_pairs("单国") == {"dg", "sg", "cg"}
    assert initial_pairs("甲") == set()


def test_an_id_is_found_by_the_beginning_of_its_code() -> None:
    assert code_pair("PJ-B-7K3Q") == "7k"


def test_a_term_lies_in_the_bucket_of_each_of_its_pairs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(terms, "BUCKET", 40)
    found = buckets(ENTRIES).buckets
    count = len(found)
    assert count == 16
    by = pairs("示例甲") | initial_pairs("示例甲")
    where = {number for number, bucket in enumerate(found) if "示例甲" in bucket}
    assert where == {bucket_of(pair, count) for pair in by}
    assert {number for number, bucket in enumerate(found) if "pj7k3q" in bucket} == {bucket_of("7k", count)}


def test_a_bucket_is_reckoned_from_the_characters() -> None:
    assert bucket_of("ab", 1000) == (97 * 31 + 98) % 1000 == 105
    assert bucket_of("示例", 1 << 20) == (0x793A * 31 + 0x4F8B) % (1 << 20)


def test_a_pair_that_very_many_have_makes_no_bucket_large(monkeypatch: pytest.MonkeyPatch) -> None:
    # 示例 is in 示例甲, the head and a member, in 示例乙, a member, and in 示例丙, the helper of the household: five.
    monkeypatch.setattr(terms, "COMMON", 5)
    assert "示例" not in buckets(ENTRIES).common
    monkeypatch.setattr(terms, "COMMON", 4)
    found = buckets(ENTRIES)
    assert "示例" in found.common
    assert "sl" in found.common
    assert "例甲" not in found.common
    assert "示例甲" in merged(ENTRIES)


def test_a_bucket_holds_some_kilobytes_however_many_there_are(crowd: Callable[[int], Entries]) -> None:
    small, large = crowd(500), crowd(2000)
    sizes = [
        [len(json.dumps(bucket, ensure_ascii=False)) for bucket in buckets(entries).buckets]
        for entries in (small, large)
    ]
    assert len(sizes[1]) > len(sizes[0])
    assert all(sum(each) / len(each) < 2 * terms.BUCKET for each in sizes)


def test_nobody_makes_one_empty_bucket() -> None:
    assert buckets(Entries((), (), ())).buckets == ({},)
