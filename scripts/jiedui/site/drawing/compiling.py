"""How a template becomes code, and the macros that many pages import.

Jinja escapes once more what ``finalize`` has escaped, asks all that a template calls whether it wants to know the
context, which takes longer than most calls, and makes the macros that a page imports for that page. Nothing that our
templates call wants to know the context, and few macros draw on what is of one page.
"""

from __future__ import annotations

from functools import cached_property
from io import StringIO
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, Template, meta
from jinja2.compiler import CodeGenerator

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jinja2.compiler import Frame
    from jinja2.environment import TemplateModule
    from jinja2.nodes import Call, Expr

    Finalize = CodeGenerator._FinalizeInfo
    Macros = dict[str, list[tuple[list[object], TemplateModule]]]

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

    def visit_Call(self, node: Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: D102, FBT001, FBT002, N802
        self.visit(node.node, frame)
        stream, self.stream = self.stream, StringIO()
        self.signature(node, frame, {"caller": "caller"} if forward_caller else None)
        given, self.stream = self.stream.getvalue(), stream
        self.write(f"({given.removeprefix(', ')})")


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
