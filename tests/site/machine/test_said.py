"""What the tags of a built page say."""

from __future__ import annotations

import pytest

from jiedui.site.machine.said import PageTags, read


def said(**kinds: str) -> PageTags:
    return PageTags(**{kind: set(values.split()) for kind, values in kinds.items()})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('<p id="a">x</p><a name=b>x</a><P ID=\'c\'>x</P><input name="d">', said(ids="a b c")),
        ('<a href=" x.html ">x</a><A HREF=y.html>x</A>', said(leads="x.html y.html")),
        ('<img src="a.png"><form action=b><use xlink:href="#c"/>', said(links="a.png b #c")),
        ('<img srcset="a.png 1x, b.png 2x">', said(links="a.png b.png")),
        ('<div data-views="visit household">', said(views="visit household")),
        ('<p style="color:red">', said(styles="color:red")),
        ('<meta http-equiv=refresh content="0; URL=x.html"><meta name=x content="y">', said(links="x.html")),
        ('<a title="x > y href=n" class=c href="a&amp;b">x</a>', said(leads="a&b")),
        (
            '<a class="c" href=" x.html" title="href=y">x</a><tr class="c" id="a"><link href="s">',
            said(leads="x.html", ids="a", links="s"),
        ),
        ('<p id="a" data-views="visit"><a id="b" href="y">x</a>', said(ids="a b", views="visit", leads="y")),
        ('<!-- <a href="a"> --><b>x</b> <td>href="x"</td>', PageTags()),
    ],
)
def test_each_attribute_that_says_something_is_noted(text: str, expected: PageTags) -> None:
    assert read(text)[1:] == ([], expected)
    assert read(text)[1:] == ([], expected)  # what is known of a tag is what it says


def test_scripts_and_style_sheets_stand_apart_and_their_text_says_nothing() -> None:
    text = '<a href="a">x</a><script src="b">"<a href=\'c\'>"</script><STYLE id=d>p{}</STYLE><a href="e">x</a>'
    assert read(text)[1:] == ([("script", "\"<a href='c'>\""), ("style", "p{}")], said(leads="a e", links="b", ids="d"))


def test_comments_are_taken_out_of_what_is_read_further() -> None:
    text = "<p>a</p><!-- <p>b</p>\n--><p>c</p><!----><script src=d></script>"
    assert read(text) == ("<p>a</p><p>c</p><script src=d></script>", [("script", "")], said(links="d"))
    assert read("<p>a</p>") == ("<p>a</p>", [], PageTags())
