"""How a template becomes code: what it writes is escaped once, and what it calls is called.

Jinja escapes once more what ``finalize`` has escaped, and asks all that a template calls whether it wants to know the
context, which takes longer than most calls. Nothing that our templates call wants to.
"""

from __future__ import annotations

from io import StringIO
from typing import TYPE_CHECKING

from jinja2.compiler import CodeGenerator

if TYPE_CHECKING:
    from jinja2.compiler import Frame
    from jinja2.nodes import Call, Expr

    Finalize = CodeGenerator._FinalizeInfo


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
