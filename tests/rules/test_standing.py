"""What is known of a ledger by the last look at it holds where nothing else can have changed."""

from __future__ import annotations

import marshal

import pytest

from jiedui.records.listing import FOLDER, LINK, FileListing
from jiedui.records.tree import placed
from jiedui.rules.directory import Directory
from jiedui.rules.kept import Kept
from jiedui.rules.standing import LedgerStanding, Still

HELPER, HOME, OTHER = "shi/helpers/SHI-B-2A3C.yml", "shi/households/SHI-2A3C", "shi/households/SHI-7K3Q"
VISIT = f"{HOME}/visits/2026-03-05.yml"
FILES = {
    "policy/ledger.yml": "p",
    "shi/unit.yml": "u",
    HELPER: "h",
    f"{HOME}/household.yml": "1",
    VISIT: "2",
    f"{OTHER}/household.yml": "3",
    "shi/照片.jpg": "4",
}
KEPT = Kept(answers=b"a", valid=1)


def listing(**changed: str | None) -> FileListing:
    files = {**FILES, **changed}
    return FileListing.of({path.encode(): what.encode() for path, what in files.items() if what})


@pytest.fixture
def standing() -> LedgerStanding:
    """What was said of the files, after it was kept."""
    directory = Directory(listing())
    places = [place.path for place in (*directory.places, *directory.homes)]
    known = LedgerStanding.of(directory, ((path, path.encode()) for path in places), [KEPT] * len(places))
    return LedgerStanding.restored(marshal.loads(marshal.dumps(known.plain())), FileListing.unpacked)


def still(standing: LedgerStanding, **changed: str | None) -> Still | None:
    return standing.still(listing(**changed))


def is_sure(now: Still, path: str, kept: Kept) -> bool:
    """Tell whether a subject of which something is kept need not be asked about."""
    place = placed(path)
    assert place
    assert now.unsure({b"of": place}, {}) == [b"of"]
    return now.unsure({b"of": place}, {b"of": kept}) == []


def test_it_is_the_same_after_it_was_kept(standing: LedgerStanding) -> None:
    known, now = Directory(listing()), still(standing)
    assert now
    assert now.directory.walked == known.walked
    assert known.findings
    assert now.is_all
    assert now.keys == {path: path.encode() for path in standing.keys}
    assert now.directory.setting == known.setting


@pytest.mark.parametrize(
    ("path", "what", "subject", "named"),
    [
        (VISIT, "9", f"{HOME}/household.yml", set()),
        (VISIT, None, f"{HOME}/household.yml", set()),
        (f"{HOME}/visits/2026-03-06.yml", "9", f"{HOME}/household.yml", set()),
        (f"{HOME}/x/y", FOLDER.decode(), f"{HOME}/household.yml", set()),
        (f"{HOME}/household.yml", "9", f"{HOME}/household.yml", {"SHI-2A3C"}),
        (f"{HOME}/household.yml", None, f"{HOME}/household.yml", {"SHI-2A3C"}),
        (f"{HOME}/household.yml", LINK.decode(), f"{HOME}/household.yml", {"SHI-2A3C"}),
        (HELPER, "9", HELPER, {"SHI-B-2A3C"}),
    ],
)
def test_what_belongs_to_one_subject_touches_that_alone(
    standing: LedgerStanding, path: str, what: str | None, subject: str, named: set[str]
) -> None:
    now = still(standing, **{path: what})
    assert now
    assert (now.touched, now.named) == ({subject}, named)
    assert now.directory.walked == Directory(listing(**{path: what})).walked
    assert now.keys.keys() == standing.keys.keys() - {subject}
    for other in standing.keys:
        assert is_sure(now, other, KEPT) is (other != subject)
        assert not is_sure(now, other, KEPT._replace(answers=b"b"))
        assert is_sure(now, other, KEPT._replace(asked=("SHI-2A3C", "SHI-B-2A3C"))) is (other != subject and not named)
    now.directory.lead_astray(["SHI-9999"])
    assert not any(is_sure(now, other, KEPT) for other in standing.keys)


@pytest.mark.parametrize(
    "changed",
    [
        {HELPER: None},
        {HELPER: LINK.decode()},
        {"shi/helpers/SHI-B-7K3Q.yml": "9"},
        {"shi/helpers/x.txt": "9"},
        {f"{OTHER}/household.yml": None},
        {f"{OTHER}/household.yml": None, OTHER: FOLDER.decode()},
        {"shi/households/SHI-9999/household.yml": "9"},
        {"shi/unit.yml": "9"},
        {"policy/ledger.yml": "9"},
        {"shi/照片.jpg": "9"},
        {VISIT: "9", "shi/events/2026-05-01.yml": "9"},
    ],
)
def test_of_a_ledger_with_other_records_nothing_is_taken_for_known(
    standing: LedgerStanding, changed: dict[str, str | None]
) -> None:
    assert still(standing, **changed) is None


def test_of_an_empty_ledger_nothing_is_known() -> None:
    assert LedgerStanding.restored((), FileListing.unpacked).still(listing()) is None
    assert LedgerStanding.restored((), FileListing.unpacked).still(FileListing([])) is not None
