"""How a template becomes code, and the macros that many pages import.

Jinja escapes once more what ``finalize`` has escaped, asks all that a template calls whether it wants to know the
context, which takes longer than most calls, looks for an attribute by a function of its own, since it may be an item,
and makes the macros that a page imports for that page. Nothing that our templates call wants to know the context, few
show items as attributes, and few macros draw on what is of one page.
"""

from __future__ import annotations

from functools import cached_property
from io import StringIO
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, Template, meta
from jinja2.compiler import CodeGenerator
from jinja2.runtime import Macro
from markupsafe import Markup

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jinja2.compiler import Frame, MacroRef
    from jinja2.environment import TemplateModule
    from jinja2.nodes import Call, Expr, Getattr

    Finalize = CodeGenerator._FinalizeInfo
    Macros = dict[str, list[tuple[list[object], TemplateModule]]]

# The templates that show what is stored or written as records are, of which a dot may mean an item or nothing at all,
# and the pages in Markdown, which are few.
OF_ITEMS = ("bulletin.html.j2", "_bulletin.j2", "_paper.j2", ".md.j2")
# So many sets of macros of one template are kept: one for each depth of pages, and more.
_MODULES = 8
# What draws on it is made for each page.
_PAGE = "page"


# The signatures are Jinja's.
class PlainCode(CodeGenerator):
    """The code of templates whose environment escapes all by its ``finalize``, and whose functions know no context.

    It draws on how Jinja writes code, which an upgrade may change: the tests of this module and
    ``test_no_function_of_a_template_asks_for_its_context`` fail then.
    """

    def _output_child_pre(self, node: Expr, frame: Frame, finalize: Finalize) -> None:  # noqa: ARG002
        self.write(finalize.src or "str(")

    def _output_child_post(self, node: Expr, frame: Frame, finalize: Finalize) -> None:  # noqa: ARG002
        self.write(")")

    def visit_Getattr(self, node: Getattr, frame: Frame) -> None:  # noqa: D102, N802
        if (self.name or "").endswith(OF_ITEMS):
            super().visit_Getattr(node, frame)
        else:
            self.visit(node.node, frame)
            self.write(f".{node.attr}")

    def macro_def(self, macro_ref: MacroRef, frame: Frame) -> None:  # noqa: D102
        self.write("environment.")
        super().macro_def(macro_ref, frame)

    def visit_Call(self, node: Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: D102, FBT001, FBT002, N802
        self.visit(node.node, frame)
        stream, self.stream = self.stream, StringIO()
        self.signature(node, frame, {"caller": "caller"} if forward_caller else None)
        given, self.stream = self.stream.getvalue(), stream
        self.write(f"({given.removeprefix(', ')})")


class PlainMacro(Macro):
    """A macro of escaped text: mostly it is called with all that it takes in order, which is found out soonest."""

    def __init__(self, *given: Any) -> None:  # noqa: ANN401 - as Jinja has it
        super().__init__(*given)
        in_order = not (self.caller or self.catch_kwargs or self.catch_varargs)
        self._takes = len(self.arguments) if in_order else -1

    def __call__(self, *args: Any, **kwargs: Any) -> str:  # noqa: ANN401
        """Return what the macro writes."""
        if kwargs or len(args) != self._takes:
            return super().__call__(*args, **kwargs)
        return str.__new__(Markup, self._func(*args))


class SharedTemplate(Template):
    """A template whose macros are made once for all pages that give it the same of what it draws on.

    They are kept in what a page gives as ``macros``, so that they live as long as what they were made of.
    """

    def make_module(  # noqa: D102
        self, vars: dict[str, Any] | None = None, shared: bool = False, locals: Mapping[str, Any] | None = None  # noqa: FBT001, FBT002
    ) -> TemplateModule:  # fmt: skip
        given = {**(vars or {}), **(locals or {})}
        macros: Macros | None = given.get("macros")
        if macros is None or _PAGE in self._drawn_on:
            return super().make_module(vars, shared, locals)
        values, modules = [given.get(name) for name in self._drawn_on], macros.setdefault(self.name or "", [])
        for known, module in modules:
            if all(one is other for one, other in zip(known, values, strict=True)):
                return module
        made = super().make_module(vars, shared, locals)
        modules[:] = [(values, made), *modules[: _MODULES - 1]]
        return made

    @cached_property
    def _drawn_on(self) -> tuple[str, ...]:
        """The values that this template, and what it imports, asks a page for."""
        return tuple(sorted(_asked(self.environment, self.name or "")))


def _asked(environment: Environment, name: str) -> set[str]:
    assert environment.loader, name
    parsed = environment.parse(environment.loader.get_source(environment, name)[0])
    return meta.find_undeclared_variables(parsed).union(
        *(_asked(environment, other) for other in meta.find_referenced_templates(parsed) if other)
    )


class PlainEnvironment(Environment):
    """The templates of a site."""

    code_generator_class = PlainCode
    template_class = SharedTemplate
    Macro = PlainMacro  # as compiled templates call it
