"""Every kind of print as it comes out of the printer: margins on each sheet, a foot, no heading left alone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page
from tests.paper import PrintedPage, orphans, printed

from jiedui.model.ledger import Ledger
from jiedui.model.visit import Visit
from jiedui.prints import KINDS, Choice, write_prints
from jiedui.struct import replace

pytestmark = pytest.mark.browser

TODAY = date(2026, 10, 1)
# The foot stands in the lowest 14 mm of a sheet. What is cut off around cards may come as near as printers reach.
FOOT, MARGIN, CUT_OFF = 14, 8, 5


def sheets(page: Page, ledger: Ledger, kind: str, out: Path) -> dict[str, list[PrintedPage]]:
    """The sheets of each file of a kind; headings that stand alone fail at once."""
    found = {}
    for file in write_prints(kind, ledger, TODAY, Choice(), out)[1:]:
        found[file.name] = printed(page, file, margin=FOOT)
        assert orphans(found[file.name], page.locator("h2, h3").all_text_contents()) == [], file.name
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_every_sheet_has_its_margins_and_says_that_it_is_internal(
    page: Page, new_desk: Callable[[], Any], tmp_path: Path, kind: str
) -> None:
    files = sheets(page, crowded(new_desk()), kind, tmp_path)
    least = CUT_OFF if kind == "cards" else MARGIN
    faults = [
        (name, number, round(sheet.nearest, 1))
        for name, found in files.items()
        for number, sheet in enumerate(found, 1)
        if sheet.nearest < least
    ]
    assert faults == []
    for found in files.values():
        for sheet in found:
            assert "内部资料" in (sheet.text if kind == "cards" else sheet.foot)


@pytest.mark.parametrize("kind", ["cards", "forms"])
def test_the_list_of_the_files_is_numbered_on_paper(
    page: Page, new_small: Callable[[], Ledger], tmp_path: Path, kind: str
) -> None:
    index, *_ = write_prints(kind, new_small(), TODAY, Choice(), tmp_path)
    found = printed(page, index, margin=FOOT)
    assert [sheet.foot for sheet in found] == [
        f"内部资料第{number}页，共{len(found)}页" for number in range(1, len(found) + 1)
    ]
    assert min(sheet.nearest for sheet in found) >= MARGIN
    assert orphans(found, page.locator("h1, h2").all_text_contents()) == []


@pytest.mark.parametrize("kind", ["outline", "handbook"])
def test_the_sheets_of_one_household_or_helper_are_counted_from_one(
    page: Page, new_desk: Callable[[], Any], tmp_path: Path, kind: str
) -> None:
    (found,) = sheets(page, crowded(new_desk()), kind, tmp_path).values()
    feet = [sheet.foot for sheet in found]
    name = "示例㴩𠮷" if kind == "handbook" else "示例子家"
    own = [foot for foot in feet if name in foot]
    assert len(own) >= 2
    # The file holds one booklet, and the sheets of two households.
    total = f"，共{len(own)}页" if kind == "handbook" else ""
    assert [foot[foot.index("第") :] for foot in own] == [f"第{number}页{total}" for number in range(1, len(own) + 1)]


def test_an_outline_for_two_people_with_much_to_do_is_one_sheet(
    page: Page, new_desk: Callable[[], Any], tmp_path: Path
) -> None:
    desk = new_desk()
    desk.unit("pingjiang", "平江县")
    desk.helper("PJ-B-2222", "示例甲")
    measures = [{"code": "帮就业", "content": "约上村干部一起清理杂物，腾出通道。", "promised_on": "2026-01-05"}] * 3
    needs = [{"id": "n1", "content": "屋里堆满纸壳，过道也堵了。", "raised_on": "2026-01-02", "measures": measures}]
    desk.household("PJ-2222", "PJ-B-2222", [("示例子", "肢体"), ("示例丑", "智力")], needs=needs, phone="15400000077")
    (found,) = sheets(page, desk.ledger, "outline", tmp_path).values()
    assert len(found) == 1


def test_a_chapter_of_a_booklet_is_set_small_enough_for_its_page(
    page: Page, new_desk: Callable[[], Any], tmp_path: Path
) -> None:
    desk = new_desk()
    desk.unit("pingjiang", "平江县")
    desk.helper("PJ-B-2222", "示例㴩𠮷")
    text = "约上村干部一起清理杂物，腾出通道，说好下次把证件的复印件一并带来。" * 2
    measures = [{"code": "帮就业", "content": text, "promised_on": "2026-01-05"}] * 2
    needs = [{"id": f"n{number}", "content": text, "raised_on": "2026-01-02", "measures": measures} for number in "12"]
    desk.household("PJ-2222", "PJ-B-2222", [("示例子", "肢体")] * 4, needs=needs, plan=text, difficulties=text)
    record = {"by": "PJ-B-2222", "channel": "入户", "reached": True, "counterpart": "本人", "content": text}
    days = ("2026-08-01", "2026-09-01")
    desk.ledger.visits["PJ-2222"] = [
        Visit.of({**record, "date": day, "entered_on": day}, "PJ-2222", day) for day in days
    ]
    (found,) = sheets(page, desk.ledger, "handbook", tmp_path).values()
    assert len(found) == 2
    assert page.locator(".filled").evaluate("chapter => getComputedStyle(chapter).fontSize") == "12px"  # 9 pt


def test_the_fullest_brief_has_room_on_its_half(page: Page, new_desk: Callable[[], Any], tmp_path: Path) -> None:
    desk = new_desk()
    desk.unit("pingjiang", "平江县")
    desk.helper("PJ-B-2222", "示例㴩𠮷")
    text, benefits = "字" * 400, dict.fromkeys(("pension", "housing", "education_aid", "medical_rehab"), "待核")
    measures = [{"code": "帮就业", "content": text, "promised_on": "2026-01-05"}] * 4
    needs = [
        {"id": f"n{number}", "content": text, "raised_on": "2026-01-02", "measures": measures} for number in "1234"
    ]
    people = [("示例" + "W" * 28 + str(number), "肢体") for number in range(4)]
    risk = [{"risk": "有", "kind": text, "found_on": "2026-01-02"}]
    home = desk.household(
        "PJ-2222", "PJ-B-2222", people, needs=needs, address="示例路" * 60, phone="15400000077", relapse=risk
    )
    members = tuple(replace(member, benefits=benefits) for member in home.members)
    desk.ledger.households["PJ-2222"] = replace(home, members=members)
    record = {"by": "PJ-B-2222", "channel": "入户", "reached": False, "counterpart": "本人", "content": text}
    days = ("2026-07-01", "2026-08-01", "2026-09-01")
    visits = [Visit.of({**record, "date": day, "entered_on": day}, "PJ-2222", day) for day in days]
    desk.ledger.visits["PJ-2222"] = visits
    (found,) = sheets(page, desk.ledger, "brief", tmp_path).values()
    assert len(found) == 1
    assert found[0].text.count("另有") == 3  # needs, promises and people: four each, three told; contacts are three
    page.emulate_media(media="print")
    (room,) = page.eval_on_selector_all(".half", "all => all.map(e => e.clientHeight - e.scrollHeight)")
    assert room >= 0


def test_a_referral_with_the_longest_texts_is_one_sheet_with_its_answer(
    page: Page, new_desk: Callable[[], Any], tmp_path: Path
) -> None:
    desk = new_desk()
    desk.unit("pingjiang", "平江县", name="平江县残疾人联合会")
    desk.helper("PJ-B-2222", "示例㴩𠮷")
    text = "W" * 90 + "字" * 210
    sent = {"receiver": "其他", "office": "示例县" + "残疾人就业服务中心" * 2, "sent_on": "2026-09-01", "asked": text}
    measure = {"code": "帮政策", "content": text, "promised_on": "2026-01-05", "by": "PJ-B-2222", "referrals": [sent]}
    need = {"id": "n1", "content": text, "raised_on": "2026-01-02", "measures": [measure]}
    people = [("示例" + "㴩" * 10, "多重"), *((f"示例寅{number}", "肢体") for number in range(7))]
    desk.household("PJ-2222", "PJ-B-2222", people, needs=[need], address="示例路" * 15, phone="15400000077")
    (found,) = sheets(page, desk.ledger, "referral", tmp_path).values()
    assert len(found) == 1
    assert "答复日期" in found[0].text
    (pixels,) = page.eval_on_selector_all(".sheet", "all => all.map(e => parseFloat(getComputedStyle(e).fontSize))")
    assert pixels == 12  # 9 pt


@pytest.mark.parametrize("name", ["household.html", "household-large.html"])
def test_the_slip_to_tear_off_is_whole_on_one_sheet_however_long_the_texts(
    page: Page, new_desk: Callable[[], Any], tmp_path: Path, name: str
) -> None:
    found = sheets(page, crowded(new_desk()), "household", tmp_path)[name]
    slips = [sheet.text for sheet in found if "沿线剪下" in sheet.text]
    assert len(slips) == 2  # of two households
    assert [slip for slip in slips if "求助条：我家有困难" not in slip or "签名" not in slip] == []


def crowded(desk: Any) -> Ledger:
    """A household of nine with long names and texts, and one of which little is known; rare characters."""
    desk.unit("pingjiang", "平江县", name="平江县残疾人联合会", supervision_phone="0730-0000012")
    desk.helper("PJ-B-2222", "示例㴩𠮷", {"department": "教育就业和康复文体综合服务股", "post": "股长" * 6})
    text = "".join(f"第{number}句话说的是这个家庭的一件难事。" for number in range(1, 40))
    measures = [{"code": "帮就业", "content": text[:150], "promised_on": "2026-01-05"} for _ in range(8)]
    needs = [{"id": f"n{number}", "content": text[:200], "raised_on": "2026-01-02", "measures": measures}
             for number in range(3)]  # fmt: skip
    people = [("示例子", "肢体"), ("示例" + "㴩" * 20, "多重"), *((f"示例寅{number}", "") for number in range(7))]
    desk.household(
        "PJ-2222", "PJ-B-2222", people, needs=needs, plan=text, difficulties=text, address="示例路" * 30,
        annual=[{"year": 2026, "text": text}],
    )  # fmt: skip
    desk.household("PJ-3333", "PJ-B-2222", [("示例丑", "智力")], phone="15400000077")
    ledger: Ledger = desk.ledger
    return ledger
