"""Compiled templates: what is written is escaped once, by our own function, and calls get what the template gives."""

from __future__ import annotations

import html

import pytest
from jinja2 import DictLoader, StrictUndefined, UndefinedError
from markupsafe import Markup

from jiedui.site.drawing.compiling import OF_ITEMS, PlainEnvironment
from jiedui.site.drawing.markup import escape


def environment(**templates: str) -> PlainEnvironment:
    return PlainEnvironment(
        loader=DictLoader(templates), autoescape=True, finalize=escape, undefined=StrictUndefined, trim_blocks=True
    )


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
    with pytest.raises((UndefinedError, AttributeError), match="gone"):
        rendered(source, here=object())


def test_a_dot_means_an_attribute_and_an_item_only_where_records_are_shown() -> None:
    source = "{{ (here or there).real }}{{ 'ab'.upper() }}{% for each in [1] %}{{ loop.last }}{% endfor %}"
    item = "{{ data.kind }}{{ data.gone is defined }}"
    for name in OF_ITEMS:
        found = environment(**{name: item}).get_template(name).render(data={"kind": "a"})
        assert found == "aFalse"
    with pytest.raises(AttributeError, match="kind"):
        rendered(item, data={"kind": "a"})
    assert rendered(source, here=0, there=2) == "2ABTrue"


def test_a_macro_takes_its_values_by_name_and_place_or_has_its_own() -> None:
    source = "{% macro told(a, b='&') %}{{ a }}{{ b }}{% endmacro %}"
    assert rendered(source + "{{ told(1) }}|{{ told(1, 2) }}|{{ told(b=3, a='<') }}") == "1&#38;|12|&#60;3"
    with pytest.raises(TypeError, match="told"):
        rendered(source + "{{ told(1, 2, 3) }}")
    assert (
        rendered("{% macro told() %}{{ varargs|length }}{{ kwargs['a'] }}{% endmacro %}{{ told(1, 2, a=3) }}") == "23"
    )


def test_macros_are_made_once_for_pages_that_give_them_the_same() -> None:
    made = environment(
        inner="{% macro root() %}{{ to }}{% endmacro %}",
        parts=(
            "{% import 'inner' as inner with context %}{% set once = told() %}"
            "{% macro line() %}{{ inner.root() }}{{ once }}{% endmacro %}"
        ),
        page="{% import 'parts' as parts with context %}{{ parts.line() }}{{ page }}",
    )
    asked: list[int] = []
    macros: dict[str, object] = {}

    def told() -> int:
        asked.append(1)
        return len(asked)

    def of(to: object, page: str) -> str:
        return made.get_template("page").render(to=to, page=page, told=told, macros=macros)

    up, top = Markup("../"), Markup("./")
    assert [of(up, "a"), of(up, "b"), of(top, "a"), of(up, "c")] == ["../1a", "../1b", "./2a", "../1c"]
    assert [of(Markup(f"{number}/"), "a") for number in range(9)] == [f"{number}/{number + 3}a" for number in range(9)]
    assert of(up, "a") == "../12a"  # a few are kept
    macros = {}
    assert [of(up, "a"), of(up, "b")] == ["../13a", "../13b"]  # by who gives the same, and no longer


def test_macros_that_draw_on_the_page_are_kept_for_none() -> None:
    made = environment(
        parts="{% macro title() %}{{ page }}{% endmacro %}",
        page="{% import 'parts' as parts with context %}{{ parts.title() }}",
    )
    macros: dict[str, object] = {}
    assert [made.get_template("page").render(page=page, macros=macros) for page in "ab"] == ["a", "b"]
    assert not macros
