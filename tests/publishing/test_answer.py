"""What the check answers to a merge request: one comment, written anew, and labels, on each forge by its own words."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.publishing.fake_forge import APIS, SIGNS, TOKEN, FakeForge, running

from jiedui.publishing.answer import MARK, answer
from jiedui.publishing.trouble import ForgeTroubleError
from jiedui.review.trigger import MergeRequest

WITH_TOKEN = {"JIEDUI_TOKEN": TOKEN}
LABELS = ["岳阳楼区残联", "平江县残联"]


@pytest.fixture(params=list(SIGNS))
def fake(request: pytest.FixtureRequest) -> Iterator[FakeForge]:
    with running(FakeForge(request.param)) as forge:
        yield forge


def send(fake: FakeForge, text: str, labels: list[str] | None = None, token: str = TOKEN) -> bool:
    api, repository = APIS[fake.kind]
    request = MergeRequest(f"{fake.url}{api}", repository, 3)
    return answer(fake.kind, request, text, labels or [], {"JIEDUI_TOKEN": token})


def test_the_comment_is_begun_once_and_then_renewed_among_those_of_people(fake: FakeForge) -> None:
    for body in ("好的", f"> {MARK}", "再看看"):
        fake.say(body, "示例甲")
    assert send(fake, "有 1 处错误")
    assert send(fake, "没有问题")
    assert [comment["body"] for comment in fake.comments] == ["好的", f"> {MARK}", "再看看", f"{MARK}\n没有问题"]
    written = len([method for method, _ in fake.asked if method != "GET"])
    assert send(fake, "没有问题")
    assert len([method for method, _ in fake.asked if method != "GET"]) == written == 2


def bodies(fake: FakeForge) -> list[str]:
    return [comment["body"] for comment in fake.comments]


def test_what_somebody_else_wrote_with_the_same_mark_is_left_alone(fake: FakeForge) -> None:
    fake.say(f"{MARK}\n没有问题", "示例甲")
    for _ in range(2):
        send(fake, "有 1 处错误")
    assert bodies(fake) == [f"{MARK}\n没有问题", f"{MARK}\n有 1 处错误"]


def test_two_comments_of_runs_that_went_at_once_are_both_renewed(fake: FakeForge) -> None:
    for _ in range(2):
        fake.say(f"{MARK}\n没有问题", fake.myself)
    send(fake, "有 1 处错误")
    assert bodies(fake) == [f"{MARK}\n有 1 处错误"] * 2


def test_a_token_that_may_not_say_whose_it_is_finds_its_comment(fake: FakeForge) -> None:
    fake.myself = ""
    for text in ("没有问题", "有 1 处错误"):
        send(fake, text)
    assert bodies(fake) == [f"{MARK}\n有 1 处错误"]


def test_labels_are_added_and_those_made_that_are_not_there(fake: FakeForge) -> None:
    fake.known = ["别的", "又一个", LABELS[0]]
    send(fake, "一", LABELS)
    assert fake.labels == LABELS
    send(fake, "一", LABELS[:1])
    assert fake.labels == LABELS
    if fake.kind == "Gitea":  # the others make what they do not know
        assert fake.known == ["别的", "又一个", *LABELS]


def test_without_a_token_nothing_is_asked(fake: FakeForge) -> None:
    assert not send(fake, "一", LABELS, token="")
    assert fake.asked == []


@pytest.mark.parametrize(("token", "said"), [("a b", "环境变量 JIEDUI_TOKEN 里有空格"), ("x", "代码平台不认这个令牌")])
def test_a_token_that_does_not_do_is_told(fake: FakeForge, token: str, said: str) -> None:
    with pytest.raises(ForgeTroubleError, match=said):
        send(fake, "一", token=token)
    assert fake.comments == []


def test_comments_that_are_none_are_told(fake: FakeForge) -> None:
    for odd in ([1], [{"id": 1}], [{"body": f"{MARK}\n"}], [{"id": "x", "body": MARK}]):
        fake.comments = odd
        with pytest.raises(ForgeTroubleError, match="代码平台的回答读不懂"):
            send(fake, "一")
