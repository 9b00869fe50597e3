"""Compiled templates: what is written is escaped once, by our own function, and calls get what the template gives."""

from __future__ import annotations

import html

import pytest
from jinja2 import DictLoader, Environment, StrictUndefined, UndefinedError
from markupsafe import Markup

from jiedui.site.drawing.compiling import PlainCode
from jiedui.site.drawing.markup import escape


def environment(**templates: str) -> Environment:
    made = Environment(
        loader=DictLoader(templates), autoescape=True, finalize=escape, undefined=StrictUndefined, trim_blocks=True
    )
    made.code_generator_class = PlainCode
    return made


def rendered(source: str, **values: object) -> str:
    return environment(page=source).get_template("page").render(values)


def test_what_is_written_is_escaped_once() -> None:
    assert rendered("{{ a }}|{{ b }}", a="<*>&", b=Markup("<b>&#42;</b>")) == ("&#60;&#42;&#62;&#38;|<b>&#42;</b>")


def test_a_function_gets_what_the_template_gives_and_nothing_else() -> None:
    def given(*args: object, **named: object) -> str:
        return f"{args}{named}"

    source = "{{ f() }} {{ f(1, *more, a=2, class=3, **named) }}{% for x in [7] %} {{ f(x, loop.index) }}{% endfor %}"
    found = html.unescape(rendered(source, f=given, more=(8, 9), named={"b": 4}))
    assert found == "(){} (1, 8, 9){'a': 2, 'class': 3, 'b': 4} (7, 1){}"


def test_macros_call_each_other_and_their_callers_and_pages_their_frame() -> None:
    made = environment(
        frame="<{% block body %}frame{% endblock %}>",
        parts="{% macro twice(text, mark='!') %}{{ caller(text) }}{{ caller(text ~ mark) }}{% endmacro %}",
        page=(
            "{% extends 'frame' %}{% import 'parts' as parts with context %}{% block body %}{{ super() }}:"
            "{% call(said) parts.twice('&') %}({{ said }}){% endcall %}{% endblock %}"
        ),
    )
    assert made.get_template("page").render() == "<frame:(&#38;)(&#38;&#33;)>"


@pytest.mark.parametrize("source", ["{{ gone }}", "{{ gone() }}", "{{ here.gone() }}"])
def test_what_is_not_there_is_no_empty_text(source: str) -> None:
    with pytest.raises(UndefinedError, match="gone"):
        rendered(source, here=object())
