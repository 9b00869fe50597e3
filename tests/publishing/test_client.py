"""The token of the environment; how a client asks is held where it asks, of issues and of merge requests."""

from __future__ import annotations

import pytest

from jiedui.publishing.client import token_in
from jiedui.publishing.trouble import ForgeTroubleError


@pytest.mark.parametrize(("said", "token"), [("", ""), (" \n", ""), ("tok\n", "tok")])
def test_a_token_is_taken_without_what_a_copy_brings_along(said: str, token: str) -> None:
    assert token_in({"JIEDUI_TOKEN": said}) == token
    assert token_in({}) == ""


@pytest.mark.parametrize("said", ["a b", "令牌", "a\nX-Other: 1"])
def test_what_is_no_token_is_refused(said: str) -> None:
    with pytest.raises(ForgeTroubleError, match="不是令牌"):
        token_in({"JIEDUI_TOKEN": said})
