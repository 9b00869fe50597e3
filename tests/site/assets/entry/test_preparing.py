"""What the basket comes to in the main branch as it is now: files, conflicts, or why nothing may be sent."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from tests.records.sealing.conftest import MemoryRing

from jiedui.records import writer
from jiedui.records.mask import MASK
from jiedui.records.schema import SchemaLibrary, default_folder
from jiedui.records.sealable import places, sealable
from jiedui.records.sealer import sealed
from jiedui.records.sensitivity import SensitiveClass

from .test_basket import HOME as KNOWN
from .test_basket import PATH, PLACE, VISIT

pytestmark = pytest.mark.node

HOME: dict[str, Any] = {**KNOWN, "members": [{**KNOWN["members"][0], "employment": "灵活就业"}]}  # type: ignore[index]
VISITS = "pingjiang/households/PJ-7K3Q/visits"
NEW = {"kind": "visit", "unit": "pingjiang", "household": "PJ-7K3Q", "stem": "2026-11-20", "data": VISIT}
PHONE = {"at": ["phone"], "old": "15400000001", "new": "15400000002"}
CHANGED = PLACE | {"path": PATH, "blob": "b1", "base": HOME, "changes": [PHONE]}
RISK = {"risk": "有", "kind": "因病", "found_on": "2026-07-10", "monitoring": [{"status": "未申报"}]}
Prepare = Callable[..., dict[str, Any]]


@pytest.fixture
def prepare(node_run: Callable[[str, Any], Any], library: SchemaLibrary) -> Prepare:
    """What items come to where records lie in main: ``prepare(item, …, there={path: data or text})``."""

    def prepared(*items: dict[str, Any], there: dict[str, Any] | None = None, sealed: Any = ()) -> dict[str, Any]:
        files = {
            path: {"text": data if isinstance(data, str) else text(path, data), "blob": "b9"}
            for path, data in (there or {}).items()
        }
        asked = {"documents": library.documents, "items": items, "there": files, "sealed": [*sealed]}
        return dict(node_run("entry-preparing.mjs", asked))

    def text(path: str, data: dict[str, Any]) -> str:
        return writer.write(data, library["visit" if "/visits/" in path else "household"])

    return prepared


def test_a_change_goes_onto_what_others_have_made_of_the_record(prepare: Prepare, library: SchemaLibrary) -> None:
    theirs = HOME | {"village": "别的村"}
    found = prepare(CHANGED, there={PATH: theirs})
    wanted = writer.write(theirs | {"phone": "15400000002"}, library["household"])
    assert found["files"] == [{"path": PATH, "text": wanted, "blob": "b9"}]
    assert found["conflicts"] == []


def test_what_is_there_already_makes_no_file_and_what_two_have_changed_is_told_with_its_item(prepare: Prepare) -> None:
    done = prepare(CHANGED, NEW, there={PATH: HOME | {"phone": "15400000002"}, f"{VISITS}/2026-11-20.yml": VISIT})
    assert (done["files"], done["conflicts"], len(done["items"])) == ([], [], 2)
    [conflict] = prepare(CHANGED, there={PATH: HOME | {"phone": "15400000003"}})["conflicts"]
    assert (conflict["change"], conflict["theirs"], conflict["item"]) == (PHONE, "15400000003", CHANGED)


def test_another_contact_of_the_day_takes_the_next_name_that_is_free(prepare: Prepare) -> None:
    other = VISIT | {"channel": "微信"}
    there = {f"{VISITS}/2026-11-20.yml": other, f"{VISITS}/2026-11-20-2.yml": other | {"reached": False}}
    found = prepare(NEW, there=there)
    assert [file["path"] for file in found["files"]] == [f"{VISITS}/2026-11-20-3.yml"]
    assert [item["stem"] for item in found["now"]] == ["2026-11-20-3"]
    again = prepare(NEW, there={f"{VISITS}/2026-11-20.yml": other, f"{VISITS}/2026-11-20-2.yml": VISIT})
    assert (again["files"], again["now"][0]["stem"]) == ([], "2026-11-20-2")


@pytest.mark.parametrize(
    ("item", "there", "message"),
    [
        (CHANGED, {}, "已经不在台账里"),
        (CHANGED, {PATH: "id: PJ-7K3Q\n"}, "写法不标准"),
        (
            CHANGED | {"changes": [{"at": ["phone"], "old": "15400000001", "new": "电话"}]},
            {PATH: HOME},
            "不合台账的写法",
        ),
        (CHANGED | {"changes": [{"at": ["note"], "new": MASK}]}, {PATH: HOME}, "没有读全"),
        (NEW | {"data": VISIT | {"content": MASK}}, {}, "出生日期不对"),
        (PLACE | {"data": HOME}, {PATH: HOME | {"village": "别的村"}}, "已经有了，内容不同"),
    ],
)
def test_what_may_not_be_sent_is_told(
    prepare: Prepare, item: dict[str, Any], there: dict[str, Any], message: str
) -> None:
    found = prepare(item, there=there)
    assert found["trouble"] == "conflict"
    assert message in found["message"]
    assert MASK not in found["message"]


@pytest.fixture(scope="module")
def closed() -> dict[str, Any]:
    """The household with all sealed that can be, as tokens: a need, too, of which the form knows what it says."""
    library = SchemaLibrary(default_folder())
    library.ring = MemoryRing()
    certificate = {"number": "49010119680409001X44", "category": "肢体", "grade": "四级"}
    member = HOME["members"][0] | {"disability": {"certificates": [certificate]}}
    needs = [{"id": "n-4R6T", "content": "看不清药盒上的字。", "raised_on": "2026-07-10"}]
    relapse = [RISK]
    home = HOME | {"members": [member], "needs": needs, "relapse": relapse}
    return sealed(home, library["household"], frozenset(SensitiveClass))


def test_what_is_sealed_stays_sealed_where_something_else_is_changed(prepare: Prepare, closed: dict[str, Any]) -> None:
    result = {"at": ["members", {"id": "m-2F8D"}, "employment"], "old": "灵活就业", "new": "个体就业"}
    day = {"at": ["relapse", {"like": RISK}, "found_on"], "old": "2026-07-10", "new": "2026-07-11"}
    item = CHANGED | {"changes": [result, day]}
    found = prepare(item, there={PATH: closed}, sealed=["phone", "members/name"])
    member = closed["members"][0] | {"employment": "个体就业"}
    relapse = [closed["relapse"][0] | {"found_on": "2026-07-11"}]
    library = SchemaLibrary(default_folder())
    wanted = writer.write(closed | {"members": [member], "relapse": relapse}, library["household"])
    assert found["files"] == [{"path": PATH, "text": wanted, "blob": "b9"}]
    assert wanted.count("密封1.") == 7


@pytest.mark.parametrize(
    "said",
    [
        {"changes": [PHONE]},
        {"changes": [{"at": ["members", {"id": "m-2F8D"}, "name"], "old": "示例甲", "new": "示例乙"}]},
        {"changes": [{"at": ["members", {"new": True}], "new": HOME["members"][0]}]},
        {"data": HOME},
    ],
)
def test_what_a_ledger_seals_is_not_sent_in_the_clear(
    prepare: Prepare, said: dict[str, Any], closed: dict[str, Any], library: SchemaLibrary
) -> None:
    where = [*places(sealable(library["household"]), {SensitiveClass.IDENTITY, SensitiveClass.CONTACT})]
    found = prepare(NEW, PLACE | {"path": PATH, "blob": "b1", "base": HOME} | said, there={PATH: closed}, sealed=where)
    assert (found["trouble"], "要加密的内容" in found["message"], "files" in found) == ("conflict", True, False)


def test_a_value_that_is_sealed_can_be_taken_away(prepare: Prepare, closed: dict[str, Any]) -> None:
    gone = {"at": ["phone"], "old": "15400000001"}
    found = prepare(CHANGED | {"changes": [gone]}, there={PATH: closed}, sealed=["phone"])
    assert (found["conflicts"], "phone:" in found["files"][0]["text"]) == ([], False)
