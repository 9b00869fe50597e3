"""Papers of :mod:`jiedui.reports.paper` as files: DOCX in the layout of GB/T 9704, HTML that prints the same way."""
