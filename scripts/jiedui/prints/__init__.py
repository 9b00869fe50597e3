"""Stand-alone printable sheets: the contact cards of 附件3. HTML and print CSS, no theme, nothing from outside."""

from jiedui.prints.writer import ForeignFileError, write_cards

__all__ = ["ForeignFileError", "write_cards"]
