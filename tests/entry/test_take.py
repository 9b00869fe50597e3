"""What was handed over, put into its places: new, changed, taken before, contradicted, refused."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.entry import basket

from jiedui.entry.handed import items
from jiedui.entry.plan import plan
from jiedui.entry.take import Taking, take
from jiedui.records.mask import BIRTH_MASK, MASK
from jiedui.records.reader import Records
from jiedui.records.schema import SchemaLibrary

TODAY = date(2026, 11, 23)
FOLDER = "yueyanglou/households"
NEW = f"{FOLDER}/YYL-7K3Q"
THERE = f"{FOLDER}/YYL-2A3C/household.yml"

Read = Callable[[], Records]
Take = Callable[..., Taking]


@pytest.fixture
def taking(records: Read, library: SchemaLibrary) -> Take:
    """Take files, each a list of records, onto the ledger as it is now; new codes end in 2222."""

    def made(*files: list[Any], **settings: Any) -> Taking:
        handed = [items(basket.file(*file), f"{number}.json") for number, file in enumerate(files, 1)]
        return take(handed, records(), library, choose=lambda letters: letters[0], **settings)

    return made


@pytest.fixture
def land(taking: Take, records: Read, library: SchemaLibrary, ledger: Path) -> Take:
    """Take files and write what comes of them."""

    def made(*files: list[Any], **settings: Any) -> Taking:
        taken = taking(*files, **settings)
        assert (taken.faults, taken.findings, taken.conflicts) == ([], [], [])
        planned = plan(taken.edits.values(), records(), library, TODAY)
        assert planned.findings == ()
        planned.write(ledger)
        return taken

    return made


def wrong(taken: Taking) -> list[str]:
    assert taken.findings == []
    return [line.removeprefix("1.json ") for line in taken.faults]


FAMILY = [basket.home(reason="同名，不是一家"), basket.visit("2026-11-21"), basket.visit("2026-11-22")]


def test_a_new_household_and_two_visits_become_three_files(land: Take, ledger: Path, taking: Take) -> None:
    taken = land(FAMILY)
    paths = [f"{NEW}/household.yml", f"{NEW}/visits/2026-11-21.yml", f"{NEW}/visits/2026-11-22.yml"]
    assert [*taken.edits] == paths
    assert [edit.new for edit in taken.edits.values()] == [True] * 3
    assert taken.edits[paths[0]].note == "；提示重复，仍要登记，理由：同名，不是一家"
    assert (ledger / paths[1]).read_text("utf-8").startswith('date: "2026-11-21"  # 联系日期\n')
    again = taking(FAMILY)
    assert (again.edits, [path for _, path in again.already]) == ({}, paths)


def test_visits_of_one_day_get_names_that_are_free(land: Take, taking: Take, ledger: Path) -> None:
    first, second = basket.visit("2026-11-21"), basket.visit("2026-11-21", content="又问了一次。")
    land([basket.home(), first])
    (ledger / NEW / "visits" / "2026-11-21-2.yml").write_text("坏了", "utf-8")  # there, if nobody can read it
    taken = taking([second, first, second])
    assert [*taken.edits] == [f"{NEW}/visits/2026-11-21-3.yml"]
    assert [path for _, path in taken.already] == [f"{NEW}/visits/2026-11-21.yml", f"{NEW}/visits/2026-11-21-3.yml"]


def test_a_visit_lies_under_its_day_whatever_its_item_is_called(taking: Take) -> None:
    item = {**basket.visit("2026-11-21", "YYL-2A3C", by="YY-B-2A3C"), "stem": "2026-01-01-7", "unit": "pingjiang"}
    (edit,) = taking([item]).edits.values()
    assert edit.place.path == f"{FOLDER}/YYL-2A3C/visits/2026-11-21.yml"
    assert (edit.place.unit, edit.note) == ("yueyanglou", "；残联按台账写")


def test_events_lie_under_their_day_and_word(taking: Take) -> None:
    data = {"date": "2026-11-21", "kind": "调度", "title": "碰头会"}
    item = {"kind": "event-meeting", "unit": "yueyanglou", "stem": "2026-11-20-meeting", "data": data}
    taken = taking([item, {**item, "data": {**data, "title": "又一次"}}])
    assert [*taken.edits] == [f"yueyanglou/events/2026-11-21-meeting{again}.yml" for again in ("", "-2")]


def test_a_code_that_another_has_is_another_and_all_of_the_file_follows(land: Take, taking: Take) -> None:
    land([basket.home(), basket.helper()])
    other = {
        **basket.HOME,
        "village": "示例庄",
        "members": [{**basket.HOME["members"][0], "name": "示例巳"}],
        "pairings": [{"helper": "YYL-B-7K3Q", "role": "主责", "from": "2026-11-20"}],
    }
    later = basket.change({"at": ["village"], "old": "示例庄", "new": "示例屯"}, household="YYL-7K3Q")
    file = [
        basket.visit("2026-11-21", by="YYL-B-7K3Q", also=["YYL-7K3Q"]), basket.home(data=other),
        basket.helper(data={**basket.HELPER, "name": "示例辰"}), later,
    ]  # fmt: skip
    taken = taking(file)
    assert (taken.faults, taken.findings) == ([], [])
    person, home, visit = taken.edits.values()
    assert (person.place.path, person.data["id"]) == ("yueyanglou/helpers/YYL-B-2222.yml", "YYL-B-2222")
    assert (home.place.path, home.data["id"]) == (f"{FOLDER}/YYL-2222/household.yml", "YYL-2222")
    assert home.data["pairings"][0]["helper"] == "YYL-B-2222"
    assert (home.data["village"], home.new) == ("示例屯", True)
    assert visit.place.path == f"{FOLDER}/YYL-2222/visits/2026-11-21.yml"
    assert (visit.data["by"], visit.data["also"]) == ("YYL-B-2222", ["YYL-2222"])
    assert home.note.startswith("；编号 YYL-7K3Q 已经有了，换成 YYL-2222")


def test_what_got_another_code_is_known_again(land: Take, taking: Take) -> None:
    land([basket.home()])
    certificate = {"number": "49060219700101102641", "category": "肢体", "grade": "一级"}
    person = {**basket.HOME["members"][0], "name": "示例巳", "sex": "女", "birth": "1970-01-01"}
    person["disability"] = {**person["disability"], "certificates": [certificate]}
    file = [basket.home(data={**basket.HOME, "members": [person]}), basket.visit("2026-11-21")]
    paths = [f"{FOLDER}/YYL-2222/household.yml", f"{FOLDER}/YYL-2222/visits/2026-11-21.yml"]
    assert [*land(file).edits] == paths
    again = taking(file)
    assert (again.edits, [path for _, path in again.already]) == ({}, paths)


def test_a_household_that_is_begun_again_with_other_codes_within_is_known_and_so_is_what_names_them(
    land: Take, taking: Take
) -> None:
    (person,) = basket.HOME["members"]
    need = {"id": "n-2F8D", "person": "m-2F8D", "content": "要轮椅。", "raised_on": "2026-11-20"}

    def file(stem: str, member: str, code: str) -> list[Any]:
        home = {**basket.HOME, "id": stem, "members": [{**person, "id": member}]}
        home["needs"] = [{**need, "id": code, "person": member}]
        spoken = [{"id": code, "action": "推进"}]
        return [{**basket.home(data=home), "stem": stem}, basket.visit("2026-11-21", stem, needs=spoken)]

    paths = [*land(file("YYL-7K3Q", "m-2F8D", "n-2F8D")).edits]
    again = taking(file("YYL-8K3Q", "m-3G9E", "n-3G9E"))
    assert (again.edits, [path for _, path in again.already]) == ({}, paths)
    home, _ = file("YYL-8K3Q", "m-3G9E", "n-3G9E")
    home["data"]["village"] = "示例庄"
    assert [*taking([home]).edits] == [f"{FOLDER}/YYL-8K3Q/household.yml"]


@pytest.mark.parametrize("item", [basket.home, basket.helper])
def test_what_was_changed_after_it_was_taken_is_not_begun_again(land: Take, taking: Take, item: Any) -> None:
    (path,) = land([item()]).edits
    note = {"at": ["note"], "new": "备查。"}
    land([{**item(), "data": None, "changes": [note]}])
    said = "1.json 第 1 份：已经收过，后来又改过。台账里的 → 交来的：备注：备查。 → （没有）。"
    asked, mine, theirs = (taking([item(), *FAMILY[1:]], mine=mine) for mine in (None, True, False))
    assert (asked.conflicts, mine.decided, theirs.decided) == ([said], [said], [said])
    assert (mine.edits[path].data, mine.edits[path].new) == (item()["data"], False)
    assert path not in theirs.edits


def test_one_file_may_refer_to_what_another_before_it_begins(taking: Take) -> None:
    taken = taking([basket.home()], [basket.visit("2026-11-21")])
    assert (taken.faults, len(taken.edits)) == ([], 2)
    same = taking(FAMILY, FAMILY)
    assert (len(same.edits), len(same.already)) == (3, 3)


def test_changes_go_onto_the_record_as_it_is_now(land: Take, taking: Take, ledger: Path) -> None:
    plans = {"at": ["plan"], "old": "申请家庭无障碍改造，落实护理补贴。", "new": "每月上门一次。"}
    taken = land([basket.change(basket.PHONE)], [basket.change(plans)])
    assert taken.edits[THERE].note == (
        "；联系电话改了（末位不同，号码不显示）；拟帮扶措施：申请家庭无障碍改造，落实护理补贴。 → 每月上门一次。"
    )
    text = (ledger / THERE).read_text("utf-8")
    assert 'phone: "15400001002"' in text
    assert "plan: 每月上门一次。" in text
    assert [path for _, path in taking([basket.change(basket.PHONE)]).already] == [THERE]


STALE = {"at": ["village"], "old": "示例庄", "new": "示例屯"}
SAID = "1.json 第 1 份：村（社区）：原来：示例庄；别人改的：示例村；我的：示例屯。"


def test_a_field_that_others_have_changed_is_told_with_all_three_sides(taking: Take) -> None:
    taken = taking([basket.change(STALE, basket.PHONE)])
    assert (taken.conflicts, taken.edits) == ([SAID], {})


def test_it_is_decided_for_one_side_when_asked_for(taking: Take) -> None:
    mine, theirs = (taking([basket.change(STALE, basket.PHONE)], mine=mine) for mine in (True, False))
    assert (mine.decided, theirs.decided) == ([SAID], [SAID])
    assert (mine.conflicts, theirs.conflicts) == ([], [])
    assert (mine.edits[THERE].data["village"], mine.edits[THERE].data["phone"]) == ("示例屯", "15400001002")
    assert (theirs.edits[THERE].data["village"], theirs.edits[THERE].data["phone"]) == ("示例村", "15400001002")
    kept = taking([basket.change(STALE)], mine=False)
    assert (kept.edits, kept.already) == ({}, [])


def test_a_place_that_is_gone_cannot_be_decided_for_mine(taking: Take) -> None:
    gone = basket.change({"at": ["members", {"id": "m-9999"}, "education"], "old": "小学", "new": "初中"})
    said = "1.json 第 1 份：家庭成员“m-9999” › 受教育程度：这一处已经不在了，或者分不清是哪一处；我的：初中。"
    assert taking([gone], mine=True).conflicts == [said]
    assert (taking([gone], mine=False).conflicts, taking([gone], mine=False).edits) == ([], {})


def masked() -> list[Any]:
    new = basket.home()
    new["data"]["members"][0]["disability"]["certificates"][0]["number"] = MASK
    certificates = ["members", {"id": "m-5QWC"}, "disability", "certificates", {"new": True}]
    note = {"at": ["note"], "new": f"证号{MASK}"}
    unborn = basket.home()
    unborn["data"]["members"][0]["birth"] = BIRTH_MASK
    return [new, unborn, basket.change({"at": certificates, "new": {"number": MASK}}), basket.change(note)]


@pytest.mark.parametrize("item", masked())
def test_a_mask_is_written_nowhere(taking: Take, item: Any) -> None:
    taken = taking([item])
    assert wrong(taken) == ["第 1 份：残疾人证号或出生日期没有填，还是网站上代替它的一串 1。填上，再存一次。"]
    assert taken.edits == {}


def test_beside_a_masked_number_another_field_is_changed(taking: Take) -> None:
    entry = {"number": MASK, "category": "肢体", "grade": "一级", "expires": "2030-05-20"}
    at = ["members", {"id": "m-6GCR"}, "disability", "certificates", {"like": entry}, "expires"]
    taken = taking([basket.change({"at": at, "old": "2030-05-20", "new": "2036-05-20"})])
    (edit,) = taken.edits.values()
    (kept,) = edit.data["members"][0]["disability"]["certificates"]
    assert kept == {**entry, "number": "49060219580312101741", "expires": "2036-05-20"}


@pytest.mark.parametrize(
    ("file", "said"),
    [
        ([basket.home(unit="linxiang")], ["第 1 份：台账里没有代号为 linxiang 的残联。"]),
        ([basket.home(unit="linxiang"), basket.visit("2026-11-21")], ["第 1 份：台账里没有代号为 linxiang 的残联。"]),
        ([basket.visit("2026-11-21", "YYL-9999")],
         ["第 1 份：台账里没有户 YYL-9999，交来的文件里也没有。"]),
        ([basket.change(basket.PHONE, household="YYL-9999")],
         ["第 1 份：台账里没有户 YYL-9999，交来的文件里也没有。"]),
        ([{**basket.visit("2026-11-21", "YYL-2A3C"), "data": None, "changes": [basket.PHONE]}],
         [f"第 1 份：要改的 {FOLDER}/YYL-2A3C/visits/2026-11-21.yml 不在台账里。"]),
    ],
)  # fmt: skip
def test_what_leads_nowhere_is_refused(taking: Take, file: list[Any], said: list[str]) -> None:
    assert wrong(taking(file)) == said


@pytest.mark.parametrize(
    ("path", "item", "said"),
    [
        (THERE, basket.visit("2026-11-21", "YYL-2A3C"), "户 YYL-2A3C 的档案有错误。"),
        (THERE, basket.change(basket.PHONE), "户 YYL-2A3C 的档案有错误。"),
        ("yueyanglou/unit.yml", basket.home(), "yueyanglou/unit.yml 有错误。"),
    ],
)
def test_what_cannot_be_read_is_not_said_to_be_missing(
    taking: Take, ledger: Path, path: str, item: Any, said: str
) -> None:
    (ledger / path).write_text("<<<<<<< HEAD\n", "utf-8")
    assert wrong(taking([item])) == [f"第 1 份：{said}先用 jiedui check 检查，改好再收。"]


def test_all_that_the_schema_says_is_told_at_once(taking: Take) -> None:
    home = basket.home(data={**basket.HOME, "county": 7, "village": {"x": "y"}, "stray": "x"})
    taken = taking([home, basket.visit("2026-11-21", channel="上门"), basket.visit("2026-02-30")])
    assert [(source, finding.path, finding.rule.id) for source, finding in taken.findings] == [
        ("1.json 第 1 份", f"{NEW}/household.yml", "schema-unknown-field"),
        *[("1.json 第 1 份", f"{NEW}/household.yml", "schema-type")] * 2,
        ("1.json 第 2 份", f"{NEW}/visits/2026-11-21.yml", "schema-choice"),
        *[("1.json 第 3 份", f"{NEW}/visits/2026-02-30.yml", "date-impossible")] * 2,
    ]
    assert taken.faults == []


def test_texts_are_typed_as_in_a_file(taking: Take) -> None:
    (edit,) = taking([basket.visit("2026-11-21", "YYL-2A3C", reached="true", companions="2")]).edits.values()
    assert (edit.data["reached"], edit.data["companions"]) == (True, 2)


def test_nothing_is_written_through_a_link(taking: Take, ledger: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (ledger / FOLDER / "YYL-4D5E" / "visits").rename(tmp_path / "visits")
    (ledger / FOLDER / "YYL-4D5E" / "visits").symlink_to(tmp_path / "elsewhere")
    assert wrong(taking([basket.visit("2026-11-21", "YYL-4D5E")])) == [
        f"第 1 份：{FOLDER}/YYL-4D5E/visits/2026-11-21.yml 这一处是链接，指向别处，不能写。"
    ]
