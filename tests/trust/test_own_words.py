"""What the program says itself."""

from __future__ import annotations

from jiedui.trust.own_words import own_codes, own_words


def test_it_says_what_templates_schemas_and_sentences_say_and_no_made_up_ledger() -> None:
    text = "\n".join(own_words())
    for said in ("检查台账并生成网站。", "户档案", "Nguyen Thi Hoa", "与示例甲：配偶"):
        assert said in text
    assert "from __future__" not in text  # which says nothing of the sort
    assert "金鹗山街道" not in text


def test_codes_of_examples_are_its_own_whatever_letters_they_get() -> None:
    assert {"7K3Q", "B-7K3Q", "B-5H2N"} <= own_codes()
    assert "5X7N" not in own_codes()
