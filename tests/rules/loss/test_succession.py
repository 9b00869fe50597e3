"""What became of each record of before: continued under its id or another, replaced, or gone."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from jiedui.records.reader import Record, read_ledger
from jiedui.records.schema import SchemaLibrary
from jiedui.records.tree import Place
from jiedui.rules.change import LedgerChange, change_since
from jiedui.rules.context import Files
from jiedui.rules.former import Former
from jiedui.rules.loss.succession import succession

Fate = dict[str, Any]
Git = Callable[..., str]
Became = Callable[[], Fate]

HOUSEHOLD = "yueyanglou/households/YYL-4D5E"
CALL, MEETING_AT_HOME = f"{HOUSEHOLD}/visits/2025-09-03.yml", f"{HOUSEHOLD}/visits/2025-09-03-2.yml"
EVENTS = "city/events"
NOTHING: Fate = {"continued": {}, "replaced": [], "gone": []}


@pytest.fixture
def became(ledger: Path, library: SchemaLibrary, committed: str) -> Became:  # noqa: ARG001
    """Compare the ledger with its last commit; paths of before, and of now where they differ."""

    def compare() -> Fate:
        records = read_ledger(ledger, library)
        faulty = frozenset(finding.path for finding in records.findings)
        found = succession(change_since(ledger, "HEAD", library), Files(records.valid, faulty=faulty))
        return {
            "continued": {old.path: new.path for old, new in found.continued},
            "replaced": [old.path for old, _ in found.replaced],
            "gone": [record.path for record in found.gone],
        }

    return compare


def move(root: Path, old: str, new: str) -> None:
    (root / new).parent.mkdir(parents=True, exist_ok=True)
    (root / old).rename(root / new)


def rewrite(root: Path, path: str, **changes: str) -> None:
    """Give top-level keys of one line other values."""
    lines = (root / path).read_text("utf-8").splitlines()
    for key, value in changes.items():
        (number,) = (number for number, line in enumerate(lines) if line.startswith(f"{key}:"))
        lines[number] = f"{key}: {value}"
    (root / path).write_text("\n".join(lines) + "\n", "utf-8")


def test_nothing_became_of_what_did_not_change(became: Became) -> None:
    assert became() == NOTHING


def test_a_record_that_says_something_else_of_the_same_is_continued(ledger: Path, became: Became) -> None:
    rewrite(ledger, CALL, by="YYL-B-4D5E")  # entered on the same day
    rewrite(ledger, f"{EVENTS}/2023-12-18-meeting.yml", title="别的议题")  # of the same kind
    rewrite(ledger, "yueyanglou/helpers/YYL-B-6F7G.yml", name="示例壬")  # with the same mobile
    rewrite(ledger, "yueyanglou/unit.yml", short="楼区", name="示例名称")  # with the same prefix
    found = became()
    assert (found["replaced"], found["gone"]) == ([], [])
    assert len(found["continued"]) == 4


def test_a_record_is_replaced_where_every_mark_is_another(ledger: Path, became: Became) -> None:
    rewrite(ledger, CALL, by="YYL-B-4D5E", entered_on='"2025-09-05"')
    rewrite(ledger, f"{EVENTS}/2024-04-15-story.yml", title="别的标题", content="别的内容。")
    rewrite(ledger, f"{EVENTS}/2024-03-11-branch.yml", branch="第九党支部", partner="别的党支部")
    rewrite(ledger, f"{EVENTS}/2024-01-08-reminder.yml", unit="pingjiang", content="别的内容。")
    rewrite(ledger, "yueyanglou/unit.yml", prefix="XYZ", short="别处", name="别处残联")
    assert became() == {
        "continued": {},
        "replaced": [
            f"{EVENTS}/2024-01-08-reminder.yml",
            f"{EVENTS}/2024-03-11-branch.yml",
            f"{EVENTS}/2024-04-15-story.yml",
            CALL,
            "yueyanglou/unit.yml",
        ],
        "gone": [],
    }


def test_two_visits_of_a_day_that_are_numbered_the_other_way_round_are_both_continued(
    ledger: Path, became: Became, git: Git
) -> None:
    rewrite(ledger, CALL, by="YYL-B-4D5E", entered_on='"2025-09-09"')
    git("commit", "--quiet", "--all", "--message=二")
    move(ledger, CALL, "x")
    move(ledger, MEETING_AT_HOME, CALL)
    move(ledger, "x", MEETING_AT_HOME)
    assert became() == NOTHING | {"continued": {CALL: MEETING_AT_HOME, MEETING_AT_HOME: CALL}}


def test_a_household_in_the_folder_of_another_federation_is_continued_with_its_visits(
    ledger: Path, became: Became
) -> None:
    move(ledger, "pingjiang/households/PJ-2H3J", "yueyanglou/households/PJ-2H3J")
    record = "households/PJ-2H3J/household.yml"
    visit = "households/PJ-2H3J/visits/2023-10-12.yml"
    assert became() == NOTHING | {
        "continued": {f"pingjiang/{record}": f"yueyanglou/{record}", f"pingjiang/{visit}": f"yueyanglou/{visit}"}
    }


def test_a_household_under_another_id_is_continued_with_its_visits(ledger: Path, became: Became) -> None:
    new = "yueyanglou/households/YYL-9Z9Z"
    move(ledger, HOUSEHOLD, new)
    rewrite(ledger, f"{new}/household.yml", id="YYL-9Z9Z", village="别的村")
    assert became() == NOTHING | {
        "continued": {
            f"{HOUSEHOLD}/household.yml": f"{new}/household.yml",
            MEETING_AT_HOME: f"{new}/visits/2025-09-03-2.yml",
            CALL: f"{new}/visits/2025-09-03.yml",
        }
    }


def test_two_that_exchanged_their_ids_are_both_replaced(ledger: Path, became: Became) -> None:
    """Every pairing of one helper is the other's now. The visits of a household lie in its folder, and go with it."""
    helpers = [f"yueyanglou/helpers/YYL-B-{code}.yml" for code in ("4D5E", "6F7G")]
    homes = [f"yueyanglou/households/YYL-{code}" for code in ("4D5E", "6F7G")]
    for one, other in (helpers, homes):
        move(ledger, one, "aside")
        move(ledger, other, one)
        move(ledger, "aside", other)
    for path in (*helpers, *(f"{home}/household.yml" for home in homes)):
        rewrite(ledger, path, id=Path(path.removesuffix("/household.yml")).stem)
    found = became()
    assert sorted(found["replaced"]) == sorted([*helpers, *(f"{home}/household.yml" for home in homes)])
    assert found["gone"] == []
    assert found["continued"][CALL] == CALL.replace("YYL-4D5E", "YYL-6F7G")


def test_a_household_under_another_id_with_one_person_less_is_gone(ledger: Path, became: Became) -> None:
    new = "yueyanglou/households/YYL-9Z9Z"
    move(ledger, "yueyanglou/households/YYL-6F7G", new)
    text = (ledger / new / "household.yml").read_text("utf-8")
    at = text.index("  - id: m-4FCY")
    (ledger / new / "household.yml").write_text(text[:at].replace("YYL-6F7G", "YYL-9Z9Z"), "utf-8")
    assert became() == NOTHING | {"gone": ["yueyanglou/households/YYL-6F7G/household.yml"]}


def test_a_visit_under_another_day_or_number_is_continued(ledger: Path, became: Became) -> None:
    new, again = f"{HOUSEHOLD}/visits/2025-09-02.yml", f"{HOUSEHOLD}/visits/2025-09-03-3.yml"
    move(ledger, CALL, new)
    rewrite(ledger, new, date='"2025-09-02"')
    move(ledger, MEETING_AT_HOME, again)
    assert became() == NOTHING | {"continued": {CALL: new, MEETING_AT_HOME: again}}


def test_a_visit_of_another_household_goes_on_none(ledger: Path, became: Became) -> None:
    move(ledger, CALL, "yueyanglou/households/YYL-2A3C/visits/2025-09-03.yml")
    assert became() == NOTHING | {"gone": [CALL]}


def test_a_new_visit_without_words_goes_on_none_that_differs_in_more_than_its_day(ledger: Path, became: Became) -> None:
    """Several visits are entered in one evening by one helper: one that is deleted is not taken for the next."""
    new = f"{HOUSEHOLD}/visits/2025-09-02.yml"
    move(ledger, CALL, new)
    rewrite(ledger, new, date='"2025-09-02"', channel="短信")
    assert became() == NOTHING | {"gone": [CALL]}


def test_one_new_record_goes_on_but_one_of_two_that_were_the_same(ledger: Path, became: Became) -> None:
    (ledger / EVENTS / "2023-12-18-meeting.yml").unlink()
    move(ledger, f"{EVENTS}/2024-03-11-branch.yml", "pingjiang/events/2024-03-11-branch.yml")
    assert became() == NOTHING | {
        "continued": {f"{EVENTS}/2024-03-11-branch.yml": "pingjiang/events/2024-03-11-branch.yml"},
        "gone": [f"{EVENTS}/2023-12-18-meeting.yml"],
    }


def test_a_record_of_the_same_that_was_there_already_goes_on_nothing_else(ledger: Path, became: Became) -> None:
    copy = f"{EVENTS}/2023-12-18-meeting-2.yml"
    shutil.copy(ledger / EVENTS / "2023-12-18-meeting.yml", ledger / copy)
    assert became() == NOTHING


@pytest.fixture
def told_visit(ledger: Path, committed: str, git: Git) -> str:  # noqa: ARG001
    """A visit with words, committed; its path."""
    with (ledger / MEETING_AT_HOME).open("a", encoding="utf-8") as stream:
        stream.write("content: 轮椅的刹车松了，约好下周来修。\n")
    git("commit", "--quiet", "--all", "--message=二")
    return MEETING_AT_HOME


def test_a_visit_whose_day_of_entry_was_corrected_with_its_day_is_continued(
    ledger: Path, became: Became, told_visit: str
) -> None:
    new = f"{HOUSEHOLD}/visits/2025-09-02.yml"
    move(ledger, told_visit, new)
    rewrite(ledger, new, date='"2025-09-02"', entered_on='"2025-09-05"')
    assert became() == NOTHING | {"continued": {told_visit: new}}


@pytest.mark.parametrize("other", [{"by": "YYL-B-4D5E"}, {"channel": "短信"}, {"content": "别的话。"}])
def test_a_visit_whose_days_and_something_else_differ_is_another(
    ledger: Path, became: Became, told_visit: str, other: dict[str, str]
) -> None:
    new = f"{HOUSEHOLD}/visits/2025-09-02.yml"
    move(ledger, told_visit, new)
    rewrite(ledger, new, date='"2025-09-02"', entered_on='"2025-09-05"', **other)
    assert became() == NOTHING | {"gone": [told_visit]}


def test_a_visit_without_words_whose_days_both_differ_is_another(ledger: Path, became: Became) -> None:
    new = f"{HOUSEHOLD}/visits/2025-09-02.yml"
    move(ledger, CALL, new)
    rewrite(ledger, new, date='"2025-09-02"', entered_on='"2025-09-05"')
    assert became() == NOTHING | {"gone": [CALL]}


@pytest.mark.parametrize(
    ("changes", "same"),
    [
        ({"channel": "短信", "counterpart": "监护人"}, True),  # words of then, and two corrections
        ({"content": "轮椅的刹车松了，约好下周来换。", "entered_on": '"2025-09-05"'}, True),  # a word of them
        ({"content": "别的话。"}, True),  # of what else is there each is the same
        ({"channel": "短信", "counterpart": "监护人", "entered_on": '"2025-09-05"'}, False),
        ({"content": "孩子上学的事说好了。", "entered_on": '"2025-09-05"'}, False),
        ({"content": "孩子上学的事说好了。", "channel": "短信"}, False),
        ({"channel": "短信", "counterpart": "监护人", "content": "别的话。", "entered_on": '"2025-09-05"'}, False),
    ],
)
def test_a_visit_that_another_by_the_same_helper_was_written_over_is_replaced(
    ledger: Path, became: Became, told_visit: str, changes: dict[str, str], *, same: bool
) -> None:
    rewrite(ledger, told_visit, **changes)
    fate: Fate = {"continued": {told_visit: told_visit}} if same else {"replaced": [told_visit]}
    assert became() == NOTHING | fate


def test_a_visit_that_has_lost_its_words_is_replaced(ledger: Path, became: Became, told_visit: str) -> None:
    lines = (ledger / told_visit).read_text("utf-8").splitlines(keepends=True)
    (ledger / told_visit).write_text("".join(lines[:-1]), "utf-8")
    assert became() == NOTHING | {"replaced": [told_visit]}


@pytest.mark.parametrize(("content", "same"), [("轮椅的刹车松了，约好下周来修。", True), ("轮椅的刹车松了。", False)])
def test_the_words_of_a_visit_that_is_withdrawn_stay(
    ledger: Path, became: Became, told_visit: str, content: str, *, same: bool
) -> None:
    rewrite(ledger, told_visit, content=content)
    with (ledger / told_visit).open("a", encoding="utf-8") as stream:
        stream.write('withdrawn:\n  date: "2026-11-20"\n  reason: 记错了户\n')
    fate: Fate = {"continued": {told_visit: told_visit}} if same else {"replaced": [told_visit]}
    assert became() == NOTHING | fate


HELPER = "yueyanglou/helpers/YYL-B-6F7G.yml"


@pytest.mark.parametrize("changes", [{"name": "示例壬"}, {"sex": "女", "mobile": "15400009999"}])
def test_a_helper_whose_name_or_whose_sex_and_telephone_were_corrected_is_continued(
    ledger: Path, became: Became, changes: dict[str, str]
) -> None:
    rewrite(ledger, HELPER, **changes)
    assert became() == NOTHING | {"continued": {HELPER: HELPER}}


def test_a_helper_by_another_name_and_of_another_sex_is_another_with_the_telephone_of_the_post(
    ledger: Path, became: Became
) -> None:
    rewrite(ledger, HELPER, name="示例壬", sex="女")
    assert became() == NOTHING | {"replaced": [HELPER]}


def exchange(root: Path, one: str, other: str) -> None:
    """Exchange what two files say, but their ids."""
    ids = [(root / path).read_text("utf-8").splitlines()[0] for path in (one, other)]
    move(root, one, "x")
    move(root, other, one)
    move(root, "x", other)
    for path, identifier in zip((one, other), ids, strict=True):
        rewrite(root, path, id=identifier.removeprefix("id: "))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("yueyanglou/helpers/YYL-B-4D5E.yml", HELPER),
        ("yueyanglou/helpers/YYL-B-4D5E.yml", "pingjiang/helpers/PJ-B-4K5M.yml"),
        (f"{HOUSEHOLD}/household.yml", "yueyanglou/households/YYL-6F7G/household.yml"),
    ],
)
def test_two_that_exchanged_what_they_say_are_both_replaced(ledger: Path, became: Became, one: str, other: str) -> None:
    exchange(ledger, one, other)
    assert became() == NOTHING | {"replaced": sorted([one, other])}


def test_a_helper_who_is_there_under_another_id_is_replaced_by_whoever_has_got_his(
    ledger: Path, became: Became
) -> None:
    new = "yueyanglou/helpers/YYL-B-9Z9Z.yml"
    shutil.copy(ledger / HELPER, ledger / new)
    rewrite(ledger, new, id="YYL-B-9Z9Z")
    rewrite(ledger, HELPER, name="示例壬", mobile="15400009999")
    assert became() == NOTHING | {"replaced": [HELPER]}


@pytest.mark.parametrize(
    ("day", "changes", "same"),
    [
        ("2023-12-19", {"host": "别的人", "attendees": "10"}, True),
        ("2025-06-02", {}, True),
        ("2025-06-02", {"attendees": "10"}, False),
    ],
)
def test_a_meeting_goes_on_under_its_right_day_and_not_in_the_next_of_the_same_title(
    ledger: Path, became: Became, day: str, changes: dict[str, str], *, same: bool
) -> None:
    old, new = f"{EVENTS}/2023-12-18-meeting.yml", f"{EVENTS}/{day}-meeting.yml"
    move(ledger, old, new)
    rewrite(ledger, new, date=f'"{day}"', **changes)
    fate: Fate = {"continued": {old: new}} if same else {"gone": [old]}
    assert became() == NOTHING | fate


def test_a_faulty_record_that_is_mended_is_continued(ledger: Path, became: Became, git: Git) -> None:
    household, helper = f"{HOUSEHOLD}/household.yml", "yueyanglou/helpers/YYL-B-6F7G.yml"
    sound = {path: (ledger / path).read_bytes() for path in (CALL, MEETING_AT_HOME, household, helper)}
    rewrite(ledger, CALL, by="示例己", entered_on="2025年9月")
    (ledger / MEETING_AT_HOME).write_text("a: [\n", "utf-8")
    (ledger / household).write_text("id: YYL-4D5E\n", "utf-8")
    rewrite(ledger, helper, name="[示例]", mobile="123")
    git("commit", "--quiet", "--all", "--message=坏")
    for path, data in sound.items():
        (ledger / path).write_bytes(data)
    assert became() == NOTHING | {"continued": {path: path for path in sound}}


def test_a_faulty_record_that_something_else_was_written_over_is_replaced(
    ledger: Path, became: Became, git: Git
) -> None:
    helper = "yueyanglou/helpers/YYL-B-6F7G.yml"
    sound = (ledger / helper).read_bytes()
    rewrite(ledger, helper, sex="不详")
    git("commit", "--quiet", "--all", "--message=坏")
    (ledger / helper).write_bytes(sound)
    rewrite(ledger, helper, name="示例壬", mobile="15400009999")
    assert became() == NOTHING | {"replaced": [helper]}


@pytest.mark.parametrize("text", ["channel: 上门\n", "a: [\n", ""])
def test_a_faulty_record_that_was_deleted_is_gone(ledger: Path, became: Became, git: Git, text: str) -> None:
    (ledger / CALL).write_text(text, "utf-8")
    git("commit", "--quiet", "--all", "--message=坏")
    (ledger / CALL).unlink()
    assert became() == NOTHING | {"gone": [CALL]}


def test_a_faulty_visit_that_was_mended_under_its_right_day_is_continued(
    ledger: Path, became: Became, git: Git
) -> None:
    faulty = f"{HOUSEHOLD}/visits/2025-09-31.yml"
    move(ledger, CALL, faulty)
    rewrite(ledger, faulty, date='"2025-09-31"', channel="上门")
    git("add", "--all")
    git("commit", "--quiet", "--message=坏")
    right = f"{HOUSEHOLD}/visits/2025-09-30.yml"
    move(ledger, faulty, right)
    rewrite(ledger, right, date='"2025-09-30"', channel="电话")
    assert became() == NOTHING | {"continued": {faulty: right}}


def test_a_faulty_visit_is_gone_where_another_came_that_has_but_part_of_it(
    ledger: Path, became: Became, git: Git
) -> None:
    rewrite(ledger, CALL, channel="上门")
    git("commit", "--quiet", "--all", "--message=坏")
    other = f"{HOUSEHOLD}/visits/2025-09-30.yml"
    move(ledger, CALL, other)
    rewrite(ledger, other, date='"2025-09-30"', channel="电话", counterpart="本人")
    assert became() == NOTHING | {"gone": [CALL]}


def test_an_illegible_visit_goes_on_in_no_other(ledger: Path, became: Became, git: Git) -> None:
    sound = (ledger / CALL).read_bytes()
    (ledger / CALL).write_text("a: [\n", "utf-8")
    git("commit", "--quiet", "--all", "--message=坏")
    (ledger / CALL).unlink()
    (ledger / HOUSEHOLD / "visits" / "2025-09-02.yml").write_bytes(sound)
    assert became() == NOTHING | {"gone": [CALL]}


@pytest.mark.parametrize("text", ["", "id：坏\n"])
def test_of_a_record_that_cannot_be_read_now_nobody_knows(ledger: Path, became: Became, text: str) -> None:
    (ledger / HOUSEHOLD / "household.yml").write_text(text, "utf-8")
    assert became() == NOTHING


def test_of_a_household_that_cannot_be_read_where_it_went_nobody_knows(ledger: Path, became: Became) -> None:
    new = "pingjiang/households/YYL-4D5E"
    move(ledger, HOUSEHOLD, new)
    (ledger / new / "household.yml").write_text("id：坏\n", "utf-8")
    visits = {path: path.replace("yueyanglou", "pingjiang") for path in (MEETING_AT_HOME, CALL)}
    assert became() == NOTHING | {"continued": visits}


def test_of_what_lay_in_a_folder_that_cannot_be_read_nobody_knows(ledger: Path, became: Became) -> None:
    shutil.move(ledger / HOUSEHOLD / "visits", ledger.parent / "visits")
    (ledger / HOUSEHOLD / "visits").symlink_to(ledger.parent / "visits")
    assert became() == NOTHING


def test_the_policy_is_not_followed(ledger: Path, became: Became) -> None:
    (ledger / "policy" / "quotas.yml").unlink()
    (ledger / "divisions.yml").unlink()
    assert became() == NOTHING


class _Counted(frozenset[str]):
    """Paths that tell how often others were taken from them."""

    taken = 0

    def __sub__(self, other: Any) -> frozenset[str]:
        type(self).taken += 1
        return super().__sub__(other)


def test_which_records_are_new_is_reckoned_once_however_many_changed() -> None:
    """Reckoned for each of 20,000 visits that a migration wrote anew, it took half a minute."""
    places = [Place(f"city/helpers/A-B-{number}.yml", "helper", "city", f"A-B-{number}") for number in range(3)]
    data = {"name": "示例甲", "mobile": "1"}
    change = LedgerChange(
        commit="c" * 40,
        paths=_Counted(place.path for place in places),
        added=frozenset(),
        before=tuple(Former(place, data) for place in places),
    )
    found = succession(change, Files([Record(place, data) for place in places]))
    assert (len(found.continued), found.replaced, found.gone) == (3, [], [])
    assert _Counted.taken == 1


def test_the_policy_and_the_divisions_are_continued_and_never_told_as_gone(ledger: Path, became: Became) -> None:
    rewrite(ledger, "divisions.yml", source="另一版")
    (ledger / "policy/quotas.yml").unlink()  # without it nothing is judged, which is told by itself
    assert became() == {**NOTHING, "continued": {"divisions.yml": "divisions.yml"}}
