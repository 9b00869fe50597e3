"""The parser of YAML that the machine has: libyaml, or where PyYAML was built without it the slower one in Python."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yaml.composer import Composer
from yaml.error import MarkedYAMLError
from yaml.parser import Parser
from yaml.reader import Reader
from yaml.resolver import BaseResolver
from yaml.scanner import Scanner

if TYPE_CHECKING:
    from yaml.events import Event


# How libyaml says what the parser in Python says: what a person is told is looked up by its words.
_COMPLAINTS = (
    ("while parsing a block mapping expected <block end>", "did not find expected key"),
    ("while parsing a block collection expected <block end>", "did not find expected '-' indicator"),
    ("expected ',' or", "did not find expected ',' or"),
    ("expected the node content", "did not find expected node content"),
    ("expected '<document start>'", "did not find expected <document start>"),
    ("sequence entries are not allowed", "block sequence entries are not allowed in this context"),
)


class PlainParser(Reader, Scanner, Parser, Composer, BaseResolver):
    """The parser and composer in Python."""

    def __init__(self, text: str) -> None:
        Reader.__init__(self, text)
        Scanner.__init__(self)
        Parser.__init__(self)
        Composer.__init__(self)
        BaseResolver.__init__(self)

    def get_event(self) -> Event | None:
        """Return the next event, ``None`` after the last; raise ``YAMLError`` in the words of libyaml."""
        try:
            event: Event | None = Parser.get_event(self)  # type: ignore[no-untyped-call]
        except MarkedYAMLError as error:
            said = f"{error.context or ''} {error.problem or ''}"
            error.problem = next((theirs for ours, theirs in _COMPLAINTS if ours in said), error.problem)
            raise
        return event


try:
    from yaml._yaml import CParser
except ImportError:
    LIBYAML = False
else:
    LIBYAML = True

if TYPE_CHECKING:
    YamlParser = CParser
else:
    YamlParser = CParser if LIBYAML else PlainParser
