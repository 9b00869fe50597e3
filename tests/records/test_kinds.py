"""The table of kinds: every name that is one, every name that is not, and the path of each record."""

from __future__ import annotations

from pathlib import Path

import pytest

from jiedui.records import kinds
from jiedui.records.kinds import EVENTS, FOLDERS, KINDS, POLICY, ROOT, Folder, path_of

FOLDER = {folder.path: folder for folder in (ROOT, *FOLDERS)}
VISITS, EVENT = "{unit}/households/{household}/visits", "{unit}/events"


def kind(folder: str, name: str) -> str:
    found = kinds.kind_in(FOLDER[folder], name)
    return found.name if found else ""


def test_every_schema_has_its_kind_and_every_kind_its_schema(repo_root: Path) -> None:
    schemas = {file.name.removesuffix(".schema.json") for file in (repo_root / "schemas").glob("*.json")}
    assert {each.name for each in KINDS} == schemas - {"common"}
    assert len({each.name for each in KINDS}) == len(KINDS) == 1 + len(POLICY) + 4 + len(EVENTS) + 1


def test_every_folder_of_a_kind_is_in_the_table_with_all_above_it() -> None:
    assert {each.folder for each in KINDS} <= set(FOLDER)
    assert {each.folder for each in FOLDERS} <= set(FOLDER)


@pytest.mark.parametrize(
    ("folder", "name", "found"),
    [
        ("", "divisions.yml", "divisions"), ("", "divisions.yaml", ""), ("", "unit.yml", ""),
        ("policy", "quotas.yml", "policy-quotas"), ("policy", "quota.yml", ""), ("policy", "quotas", ""),
        ("{unit}", "unit.yml", "unit"), ("{unit}", "divisions.yml", ""), ("{unit}", "PJ-B-7K3Q.yml", ""),
        ("{unit}/helpers", "YYL-B-7K3Q.yml", "helper"), ("{unit}/helpers", "YYL-B-7K3Q", ""),
        ("{unit}/helpers", "PJ-B-2222.yml", "helper"), ("{unit}/helpers", "YYLX-B-ZZZZ.yml", "helper"),
        ("{unit}/helpers", "P-B-7K3Q.yml", ""), ("{unit}/helpers", "YYLXX-B-7K3Q.yml", ""),
        ("{unit}/helpers", "YYL-7K3Q.yml", ""), ("{unit}/helpers", "YYL-B-7K3QQ.yml", ""),
        ("{unit}/helpers", "YYL-B-7K3.yml", ""), ("{unit}/helpers", "YYL-B-7K3Q.yml.yml", ""),
        ("{unit}/helpers", "YYL-B-7K3O.yml", ""), ("{unit}/helpers", "YYL-B-7K31.yml", ""),
        ("{unit}/helpers", "YYL-B-7K3L.yml", ""), ("{unit}/helpers", "YYL-B-7K3U.yml", ""),
        ("{unit}/households/{household}", "household.yml", "household"),
        ("{unit}/households/{household}", "unit.yml", ""),
        (VISITS, "2026-03-05.yml", "visit"), (VISITS, "2026-03-05-2.yml", "visit"),
        (VISITS, "2026-03-05-9.yml", "visit"), (VISITS, "2026-03-05-10.yml", "visit"),
        (VISITS, "2026-03-05-99.yml", "visit"), (VISITS, "2026-03-05-1.yml", ""), (VISITS, "2026-03-05-0.yml", ""),
        (VISITS, "2026-03-05-02.yml", ""), (VISITS, "2026-03-05-100.yml", ""), (VISITS, "2026-3-5.yml", ""),
        (VISITS, "2026-03-05-meeting.yml", ""), (VISITS, "2026-03-05\n.yml", ""), (VISITS, "12026-03-05.yml", ""),
        (EVENT, "2026-03-05-meeting.yml", "event-meeting"), (EVENT, "2026-03-05-strike-2.yml", "event-strike"),
        (EVENT, "2026-03-05-meeting-1.yml", ""), (EVENT, "2026-03-05.yml", ""), (EVENT, "2026-03-05-party.yml", ""),
        ("{unit}/bulletins", "2026Q1.yml", "bulletin"), ("{unit}/bulletins", "2099Q4.yml", "bulletin"),
        ("{unit}/bulletins", "2026Q0.yml", ""), ("{unit}/bulletins", "2026Q5.yml", ""),
        ("{unit}/bulletins", "1999Q4.yml", ""), ("{unit}/bulletins", "2026q3.yml", ""),
    ],
)  # fmt: skip
def test_the_kind_of_a_file_in_a_folder(folder: str, name: str, found: str) -> None:
    assert kind(folder, name) == found


@pytest.mark.parametrize(
    ("folder", "name", "found"),
    [
        ("", "policy", "policy"), ("", "pj", "{unit}"), ("", "p", None), ("", "yueyanglou", "{unit}"),
        ("", "a" * 20, "{unit}"), ("", "a" * 21, None), ("", "pj2", None), ("", "PJ", None), ("", "helpers", "{unit}"),
        ("{unit}", "helpers", "{unit}/helpers"), ("{unit}", "events", "{unit}/events"), ("{unit}", "policy", None),
        ("{unit}/helpers", "helpers", None),
        ("{unit}/households", "PJ-7K3Q", "{unit}/households/{household}"),
        ("{unit}/households", "PJ-B-7K3Q", None), ("{unit}/households", "PJ-7K3Q1", None),
        ("{unit}/households", "PJ-7K30", None), ("{unit}/households", "households", None),
        ("{unit}/households/{household}", "visits", VISITS),
    ],
)  # fmt: skip
def test_the_kind_of_a_folder_in_a_folder(folder: str, name: str, found: str | None) -> None:
    inner = kinds.folder_in(FOLDER[folder], name)
    assert (inner.path if inner else None) == found


@pytest.mark.parametrize(
    ("folder", "name", "is_folder", "message"),
    [
        ("{unit}/helpers", "甲.yml", False, "文件名不是责任人编号。"),
        ("{unit}/helpers", "甲.yml", True, "文件名不是责任人编号。"),
        ("{unit}/helpers", "甲.txt", False, None),
        ("{unit}/helpers", "甲", True, None),
        ("{unit}/households", "甲", True, "文件夹名不是户编号。"),
        ("{unit}/households", "甲.yml", True, "文件夹名不是户编号。"),
        ("{unit}/households", "甲.yml", False, None),
        (VISITS, "甲.yml", False, "文件名不是日期。"),
        (EVENT, "甲.yml", False, "文件名不是日期加类别。"),
        ("{unit}/bulletins", "甲.yml", False, "文件名不是季度。"),
        # Here nothing differs, or another name is not told from a file that does not belong at all.
        ("", "甲", True, None),
        ("policy", "甲.yml", False, None),
        ("{unit}", "甲.yml", False, None),
    ],
)
def test_what_another_name_is_told(folder: str, name: str, is_folder: object, message: str | None) -> None:
    naming = kinds.expected(FOLDER[folder], name, is_folder=is_folder is True)
    assert (naming.message if naming else None) == message


def namings() -> list[kinds.Naming]:
    return [each.naming for each in (*KINDS, *FOLDERS) if each.naming]


def test_examples_are_named_as_they_should() -> None:
    assert len(namings()) == 13
    for naming in namings():
        assert naming.pattern.match(naming.example)


def test_remedies_show_an_example() -> None:
    told = [naming for naming in namings() if naming.message]
    assert len(told) == 12
    for naming in told:
        shown = "2026-03-05-meeting" if "类别" in naming.message else naming.example
        assert f"例如 {shown}" in naming.remedy
    events = [naming.remedy for naming in told if "类别" in naming.message]
    assert events == [
        "文件名写成日期-类别.yml，例如 2026-03-05-meeting.yml；"
        "类别有 meeting、reminder、story、award、branch、village、strike、recheck。"
    ] * len(EVENTS)


def test_what_belongs_in_the_policy_is_told_by_name() -> None:
    assert FOLDER["policy"].belongs == (
        "policy 里只放 ledger、clauses、quotas、ranks、readings、measures、benefits、hazards、channels、phases、"
        "occasions、entitlements、weights、service，后缀 .yml。"
    )


@pytest.mark.parametrize(
    ("arguments", "path"),
    [
        (("divisions",), "divisions.yml"),
        (("policy-quotas",), "policy/quotas.yml"),
        (("unit", "pj"), "pj/unit.yml"),
        (("unit", "pj", "pj"), "pj/unit.yml"),
        (("helper", "pj", "PJ-B-7K3Q"), "pj/helpers/PJ-B-7K3Q.yml"),
        (("household", "pj", "PJ-7K3Q"), "pj/households/PJ-7K3Q/household.yml"),
        (("household", "pj", "PJ-7K3Q", "PJ-7K3Q"), "pj/households/PJ-7K3Q/household.yml"),
        (("visit", "pj", "2026-03-05-2", "PJ-7K3Q"), "pj/households/PJ-7K3Q/visits/2026-03-05-2.yml"),
        (("event-award", "pj", "2026-03-05-award"), "pj/events/2026-03-05-award.yml"),
        (("bulletin", "city", "2026Q3"), "city/bulletins/2026Q3.yml"),
    ],
)
def test_the_path_of_a_record(arguments: tuple[str, ...], path: str) -> None:
    assert path_of(*arguments) == path


@pytest.mark.parametrize("kind", ["", "common", "policy", "policy-quota", "event", "event-party"])
def test_there_is_no_path_for_no_kind(kind: str) -> None:
    with pytest.raises(KeyError):
        path_of(kind)


def test_a_folder_says_what_its_name_stands_for() -> None:
    assert FOLDER["{unit}"].names("pj") == {"unit": "pj"}
    assert FOLDER["{unit}/households/{household}"].names("PJ-7K3Q") == {"household": "PJ-7K3Q"}
    assert FOLDER["{unit}/helpers"].names("helpers") == {}
    assert isinstance(FOLDER["policy"], Folder)


def test_what_belongs_in_a_folder_is_told_in_words() -> None:
    assert {path: folder.belongs for path, folder in FOLDER.items() if path != "policy"} == {
        "": "最上层只放 policy、divisions.yml 和各残联的文件夹（小写拼音）。",
        "{unit}": "残联文件夹里只放 unit.yml、helpers、households、events 和 bulletins。",
        "{unit}/helpers": "helpers 里只放责任人文件，后缀 .yml。",
        "{unit}/households": "households 里一户一个文件夹，文件夹名是户编号。",
        "{unit}/households/{household}": "户文件夹里只放 household.yml 和 visits。",
        "{unit}/households/{household}/visits": "visits 里只放走访记录，后缀 .yml。",
        "{unit}/events": "events 里只放会议、督办等记录，后缀 .yml。",
        "{unit}/bulletins": "bulletins 里只放季通报，后缀 .yml。",
    }


def test_how_another_name_is_mended() -> None:
    told = {naming.message: naming.remedy for naming in namings() if naming.message and "类别" not in naming.message}
    assert told == {
        "文件夹名不是户编号。": "文件夹名写成户编号，例如 SLX-7K3Q。编号里不用 0、1、I、L、O、U。",
        "文件名不是责任人编号。": "文件名写成编号加 .yml，例如 SLX-B-7K3Q.yml。编号里不用 0、1、I、L、O、U。",
        "文件名不是日期。": "文件名写成日期加 .yml，例如 2026-03-05.yml；同一天第二次写 2026-03-05-2.yml。",
        "文件名不是季度。": "文件名写成季度加 .yml，例如 2026Q3.yml。",
    }


def test_the_id_that_a_path_gives() -> None:
    by_name = {each.name: each for each in KINDS}
    pj = {"unit": "pj"}
    home = {"unit": "pj", "household": "PJ-7K3Q"}
    assert by_name["divisions"].stem("divisions.yml", {}) == "divisions"
    assert by_name["policy-quotas"].stem("quotas.yml", {}) == "quotas"
    assert by_name["unit"].stem("unit.yml", pj) == "pj"
    assert by_name["helper"].stem("PJ-B-7K3Q.yml", pj) == "PJ-B-7K3Q"
    assert by_name["household"].stem("household.yml", home) == "PJ-7K3Q"
    assert by_name["visit"].stem("2026-03-05-2.yml", home) == "2026-03-05-2"


@pytest.mark.parametrize(
    ("name", "kind", "there"),
    [
        ("household.yml", "household", "pj/households/PJ-7K3Q/household.yml"),
        ("2026-03-05-2.yml", "visit", "pj/households/PJ-7K3Q/visits/2026-03-05-2.yml"),
        ("2026-03-05-story.yml", "event-story", "pj/events/2026-03-05-story.yml"),
        ("quotas.yml", "policy-quotas", "policy/quotas.yml"),
    ],
)
def test_a_name_tells_where_a_record_belongs(name: str, kind: str, there: str) -> None:
    found = kinds.kind_called(name)
    assert found is not None
    assert found.name == kind
    assert kinds.home(found, name.removesuffix(".yml"), "pj", "PJ-7K3Q") == there


@pytest.mark.parametrize("name", ["quota.yml", "2026-3-5.yml", "2026-03-05.yaml", "Household.yml", "PJ-7K3Q.yml"])
def test_another_name_is_no_records(name: str) -> None:
    assert kinds.kind_called(name) is None


def test_what_is_not_known_of_a_place_is_named() -> None:
    visit = next(each for each in KINDS if each.name == "visit")
    assert kinds.home(visit, "2026-03-05") == "〈残联代号〉/households/〈户编号〉/visits/2026-03-05.yml"
    assert kinds.home(visit, "2026-03-05", "pj") == "pj/households/〈户编号〉/visits/2026-03-05.yml"


def test_what_all_federations_have_in_common_is_told_by_its_path() -> None:
    assert [
        path for path in map(path_of, ("policy-quotas", "policy-ledger", "divisions")) if not kinds.is_policy(path)
    ] == []
    assert [path for path in ("pj/unit.yml", "policy", "", "../policy/quotas.yml") if kinds.is_policy(path)] == []


def test_the_federation_that_a_path_leads_into_is_told_whatever_lies_there() -> None:
    assert [kinds.unit_in(path) for path in ("pj/unit.yml", "pj/x/y.txt", "pj/")] == ["pj", "pj", "pj"]
    assert [kinds.unit_in(path) for path in ("", "pj", "policy/x.yml", "divisions.yml", "../pj/unit.yml")] == [""] * 5


def test_the_records_of_one_day_have_names_of_their_own_and_each_is_a_name() -> None:
    names = list(kinds.names_of("2026-03-05"))
    assert names[:3] == ["2026-03-05", "2026-03-05-2", "2026-03-05-3"]
    assert (len(names), names[-1]) == (kinds.MOST_OF_A_DAY, "2026-03-05-99")
    assert {kind.name for name in names if (kind := kinds.kind_called(f"{name}.yml"))} == {"visit"}
    assert kinds.kind_called("2026-03-05-100.yml") is None
