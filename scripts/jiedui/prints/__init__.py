"""Stand-alone printable sheets: cards, forms, booklets. HTML and print CSS, no theme, nothing from outside."""

from jiedui.prints.choice import Choice
from jiedui.prints.kinds import CARRIED, KINDS, write_kind, write_prints
from jiedui.prints.writer import ForeignFileError, write_pdfs

__all__ = ["CARRIED", "KINDS", "Choice", "ForeignFileError", "write_kind", "write_pdfs", "write_prints"]
