"""A review as headed lists: on one page, the gravest first, and whole where that is asked for."""

from __future__ import annotations

from jiedui.reports.review.review import Review, ReviewLine, ReviewTopic
from jiedui.reports.review.sections import sections
from jiedui.struct import replace


def many(topic: ReviewTopic, unit: str, count: int, *parts: str) -> tuple[ReviewLine, ...]:
    return tuple(ReviewLine(topic, unit, "", f"{topic}{n}", parts or (f"改了 {n}",)) for n in range(count))


REVIEW = Review(
    commit="0123456789abcdef0123456789abcdef01234567",
    overview=("平江县：走访联系新增 14 份。",),
    lines=(
        *many(ReviewTopic.CONTACT, "pingjiang", 5),
        *many(ReviewTopic.CONTACT, "yueyanglou", 27),
        *many(ReviewTopic.GONE, "yueyanglou", 12),
        *many(ReviewTopic.POLICY, "", 1),
        *many(ReviewTopic.FACT, "yueyanglou", 1, *"一二三四五六"),
    ),
    units={"pingjiang": "平江县", "yueyanglou": "岳阳楼区"},
)


def test_a_review_is_one_page() -> None:
    head, loud, contacts, facts = sections(REVIEW)
    assert (head.title, head.lines) == ("这次改动，和 0123456789 比", REVIEW.overview)
    assert (loud.title, loud.is_loud, len(loud.lines)) == ("请先看这 13 处", True, 12)
    assert loud.lines[0] == "删掉的｜删掉的0：改了 0"
    assert loud.lines[-2:] == ("删掉的｜还有 2 条，用 jiedui review --all 全部列出", "政策和名录｜政策和名录0：改了 0")
    assert (contacts.title, contacts.is_loud) == ("新的联系（32 条：平江县 5、岳阳楼区 27）", False)
    assert len(contacts.lines) == 31
    assert contacts.lines[-1] == "还有 2 条，用 jiedui review --all 全部列出"
    assert facts.title == "改了的内容（1 条）"
    assert facts.lines == ("改了的内容0：一；二；三；四；另有 2 处",)


def test_all_of_it_is_shown_where_that_is_asked_for() -> None:
    found = list(sections(REVIEW, whole=True))
    assert [len(section.lines) for section in found] == [1, 13, 32, 1]
    assert found[-1].lines == ("改了的内容0：一；二；三；四；五；六",)


def test_what_says_the_same_of_many_is_one_line() -> None:
    topic, words = ReviewTopic.FACT, "家庭成员“示例{}” › 医疗康复：符合未享受 → 已享受"
    same = [ReviewLine(topic, "pingjiang", "", f"示例{name}", (words.format(name),)) for name in "甲乙丙丁"]
    same[1] = replace(same[1], parts=(words.format("乙"), words.format("己")))
    other = ReviewLine(topic, "pingjiang", "", "示例戊", ("“示例戊” › 医疗康复：不符合 → 已享受",))
    review = Review(commit="0" * 40, overview=(), lines=(*same[:2], other, *same[2:]), units={})
    assert [*sections(review)][1].lines == (
        "示例甲、示例乙、示例丙、示例丁：家庭成员 › 医疗康复：符合未享受 → 已享受", other.text,
    )  # fmt: skip
    assert [*sections(replace(review, lines=(*same[:2], other)))][1].lines == tuple(
        line.text for line in (*same[:2], other)
    )
    assert len([*sections(review, whole=True)][1].lines) == 5
    quoted = [ReviewLine(topic, "", "", f"示例{name}", (f"备注：（没有） → “{name}”",)) for name in "甲乙丙"]
    assert len([*sections(replace(review, lines=tuple(quoted)))][1].lines) == 3


def test_contacts_are_told_one_by_one_and_stray_files_by_their_folder() -> None:
    contacts = [ReviewLine(ReviewTopic.CONTACT, "", f"{n}.yml", f"示例{n}", ("计入",)) for n in range(4)]
    junk = [f"pingjiang/{n}.txt" for n in range(50)]
    files = [
        ReviewLine(ReviewTopic.OUTSIDE, "", path, path, ("新增",))
        for path in (*junk[:25], "../.github/workflows/x.yml", *junk[25:])
    ]
    _, loud, told = sections(Review(commit="0" * 40, overview=(), lines=(*contacts, *files), units={}))
    assert told.lines == tuple(line.text for line in contacts)
    assert loud.lines == (
        f"不是记录的文件｜{'、'.join(junk[:6])}等 50 处：新增",
        "不是记录的文件｜../.github/workflows/x.yml：新增",
    )


def test_of_nothing_it_says_so() -> None:
    [head] = sections(Review(commit="0" * 40, overview=(), lines=(), units={}))
    assert head.lines == ("没有改什么。",)
