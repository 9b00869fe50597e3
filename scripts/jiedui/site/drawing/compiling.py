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

# So many sets of macros of one template are kept: one for each depth of pages, and more.
_MODULES = 8


# The signatures are Jinja's.
class PlainCode(CodeGenerator):
    """The code of templates whose environment escapes all by its ``finalize``, and whose functions know no context."""

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
    """A template whose macros are made once for all pages that give it the same of what it draws on."""

    def make_module(  # noqa: D102
        self, vars: dict[str, Any] | None = None, shared: bool = False, locals: Mapping[str, Any] | None = None  # noqa: FBT001, FBT002
    ) -> TemplateModule:  # fmt: skip
        given = {**(vars or {}), **(locals or {})}
        values = [given.get(name) for name in self._drawn_on]
        for known, module in self._modules:
            if all(one is other for one, other in zip(known, values, strict=True)):
                return module
        made = super().make_module(vars, shared, locals)
        self._modules[:] = [(values, made), *self._modules[: _MODULES - 1]]
        return made

    @cached_property
    def _modules(self) -> list[tuple[list[object], TemplateModule]]:
        return []

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
