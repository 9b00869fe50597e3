"""Papers of :mod:`jiedui.reports.paper` as files: DOCX in the layout of GB/T 9704, HTML that prints the same way."""

from jiedui.documents.docx_file import write_docx
from jiedui.documents.html_file import write_html

__all__ = ["write_docx", "write_html"]
