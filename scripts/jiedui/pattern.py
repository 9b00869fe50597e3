"""A regular expression that is compiled when it is first asked for: most runs ask for few of all that there are.

A check of one edited file imports some hundred, which took a twelfth of it to compile.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, AnyStr

if TYPE_CHECKING:

    def pattern(text: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
        """Return the expression that a text is; an error in it is raised when the expression is first asked."""

else:

    class pattern:  # noqa: N801  (what is made of it is known as a `re.Pattern`)
        """The expression that a text is; an error in it is raised when the expression is first asked."""

        def __init__(self, text: str | bytes, flags: int = 0) -> None:
            self._said = text, flags

        def __getattr__(self, name: str) -> Any:  # noqa: ANN401  (whatever it has)
            """Return what the expression has under a name, which is found at once from then on."""
            found = getattr(re.compile(*self._said), name)
            setattr(self, name, found)
            return found
