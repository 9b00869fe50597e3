"""A paper as DOCX in the layout of GB/T 9704-2012, in black: where the head is to be red, the office prints it so."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.shared import Pt

from jiedui.documents import docx_page, layout
from jiedui.documents.docx_style import RunStyle, element, flush, leave_grid, set_font, set_styles
from jiedui.documents.docx_table import add_table
from jiedui.office import timeless
from jiedui.records.files import write_bytes
from jiedui.reports.paper import Annex, Block, Heading, Note, Paper, Paragraph, Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from docx.document import Document
    from docx.text.paragraph import Paragraph as DocxParagraph


def write_docx(paper: Paper, target: Path) -> None:
    """Write a paper to ``target``, making folders as needed."""
    write_bytes(target, docx_bytes(paper))


def docx_bytes(paper: Paper) -> bytes:
    """Return the file of a paper: the same paper always gives the same."""
    package = io.BytesIO()
    build(paper).save(package)
    return timeless(package.getvalue())


def build(paper: Paper) -> Document:
    """Return the document of a paper."""
    document = docx.Document()
    docx_page.set_first(document)
    set_styles(document)
    _properties(document, paper)
    _head(document, paper)
    _title(document, paper.title)
    if paper.addressees:
        flush(document.add_paragraph(paper.addressees))
    _blocks(document, paper.blocks)
    _close(document, paper)
    for number, annex in enumerate(paper.annexes, 1):
        _annex(document, annex, number, alone=len(paper.annexes) == 1)
    return document


def _properties(document: Document, paper: Paper) -> None:
    core = document.core_properties
    core.title, core.author, core.language, core.comments = paper.title, paper.signature, "zh-CN", ""


def _head(document: Document, paper: Paper) -> None:
    """Put the issuing body, the number of the document and the line between them and the title."""
    if not paper.issuer:
        return
    mark = flush(document.add_paragraph())
    mark.alignment = WD_ALIGN_PARAGRAPH.CENTER
    mark.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
    mark.paragraph_format.space_before = Pt(layout.ISSUER_DROP / 25.4 * 72)
    set_font(RunStyle(mark.add_run(paper.issuer)), layout.TITLE_FONT, layout.ISSUER_SIZE)
    document.add_paragraph()
    number = flush(document.add_paragraph(paper.number))
    number.alignment = WD_ALIGN_PARAGRAPH.CENTER
    border = element("w:pBdr", {})
    distance = round(layout.RULE_DROP / 25.4 * 72)
    border.append(element("w:bottom", {"w:val": "single", "w:sz": 8, "w:space": distance, "w:color": "000000"}))
    number._p.get_or_add_pPr().insert_element_before(border, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr")
    document.add_paragraph()


def _title(document: Document, text: str) -> None:
    title = document.add_paragraph(style="Title")
    for number, line in enumerate(layout.title_lines(text)):
        run = title.add_run()
        if number:
            run.add_break()
        run.add_text(line)


def _blocks(document: Document, blocks: Iterable[Block]) -> None:
    for block in blocks:
        if isinstance(block, Heading):
            document.add_paragraph(block.text, style=f"Heading {block.level}")
        elif isinstance(block, Paragraph):
            document.add_paragraph(block.text)
        elif isinstance(block, Note):
            _note(document, block.text)
        else:
            add_table(document, block, docx_page.text_width(document.sections[-1]))


def _note(document: Document, text: str) -> DocxParagraph:
    note = flush(document.add_paragraph())
    note.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
    leave_grid(note._p.get_or_add_pPr())
    set_font(RunStyle(note.add_run(text)), layout.BODY_FONT, layout.NOTE_SIZE)
    return note


def _close(document: Document, paper: Paper) -> None:
    """Name the annexes and sign, on the page on which the text ends: no signature stands alone."""
    if paper.blocks and not isinstance(paper.blocks[-1], Table):
        document.paragraphs[-1].paragraph_format.keep_with_next = True
    lines = [*_annex_list(document, paper.annexes), *_signature(document, paper)]
    for line in lines[:-1]:
        line.paragraph_format.keep_with_next = True


def _annex_list(document: Document, annexes: tuple[Annex, ...]) -> Iterator[DocxParagraph]:
    """Name the annexes one line below the body."""
    if annexes:
        yield document.add_paragraph()
    single = len(annexes) == 1
    for number, annex in enumerate(annexes, 1):
        head = "附件：" if number == 1 else "　　　"
        yield document.add_paragraph(f"{head}{'' if single else f'{number}.'}{annex.title}")


def _signature(document: Document, paper: Paper) -> Iterator[DocxParagraph]:
    if paper.signature or paper.date:
        yield document.add_paragraph()
    texts = (paper.signature, paper.date)
    for text, indent in zip(texts, layout.sign_indents(*texts), strict=True):
        if text:
            line = flush(document.add_paragraph(text))
            line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            line.paragraph_format.right_indent = Pt(layout.BODY_SIZE * indent)
            yield line
    if paper.footnote:
        yield _note(document, f"（{paper.footnote}）")


def _annex(document: Document, annex: Annex, number: int, *, alone: bool) -> None:
    begun = docx_page.begin(document, aside=layout.is_aside(annex))
    head = flush(document.add_paragraph())
    head.paragraph_format.page_break_before = not begun
    head.paragraph_format.keep_with_next = True
    set_font(RunStyle(head.add_run("附件" if alone else f"附件{number}")), layout.HEADING_FONT, layout.BODY_SIZE)
    _title(document, annex.title)
    _blocks(document, annex.blocks)
