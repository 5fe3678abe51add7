"""Writes a report as a document of Word, right to left where its text is: for pasting, and for printing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import IO, Any

from reader.labels import LabelSet
from reader.layout.direction import has_backward_letter
from reader.report.article_on_page import view_article
from reader.report.label_numbers import LabelNumbers
from reader.report.page_colours import PageColours, page_colours
from reader.report.plain_words import PlainWords
from reader.report.report_contents import ReportContents, ReportedArticle
from reader.report.report_page import ReportHead
from reader.report.text_pieces import MarkKind, TextMark, TextPiece
from reader.report.visible_text import one_line, visible
from reader.wording import number, written_digits
from reader.wording.spoken_language import language_in_force


def write_docx(contents: ReportContents, head: ReportHead, labels: LabelSet, file: IO[bytes]) -> None:
    """Write a report: the summary, the ledger, and the articles with what is marked in them."""
    _Document(contents, head, labels).write(file)


class _Document:
    def __init__(self, contents: ReportContents, head: ReportHead, labels: LabelSet) -> None:
        from docx import Document

        self._contents = contents
        self._labels = labels
        self._plain = PlainWords(LabelNumbers(labels, contents), contents, head)
        self._colours: PageColours = page_colours()
        self._is_mirrored = language_in_force() == "ar"
        self._document: Any = Document()

    def write(self, file: IO[bytes]) -> None:
        plain, contents, w = self._plain, self._contents, self._plain.words
        self._set_paper()
        self._heading(plain.title, 0)
        self._heading(w["summary"], 1)
        for name, value in plain.about:
            self._paragraph(f"{name}: {value}", "List Bullet")
        self._count(w["by_type"], [plain.numbers.label_name(each.entry.head.type) for each in contents.entries])
        self._count(w["by_outcome"], [plain.outcome(each.entry) for each in contents.entries])
        self._heading(w["ledger"], 1)
        if contents.entries:
            self._table(plain.headings, [plain.cells(each) for each in contents.entries])
        else:
            self._paragraph(w["no_commitments"])
        self._heading(w["articles"], 1)
        for each in contents.articles:
            self._article(each)
        self._document.save(file)

    def _set_paper(self) -> None:
        from docx.shared import Mm

        section = self._document.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.left_margin = section.right_margin = Mm(18)
        properties = self._document.core_properties
        properties.title, properties.author = self._plain.title[:255], ""
        head = section.header.paragraphs[0]
        self._run(head, self._plain.title)
        self._direct(head, self._plain.title)

    def _heading(self, text: str, level: int) -> None:
        paragraph = self._document.add_heading(level=level)
        self._run(paragraph, text)
        self._direct(paragraph, text)

    def _paragraph(self, text: str, style: str | None = None) -> None:
        paragraph = self._document.add_paragraph(style=style)
        self._run(paragraph, text)
        self._direct(paragraph, text)

    def _count(self, title: str, names: Iterable[str]) -> None:
        counts = Counter(names)
        if counts:
            self._heading(title, 2)
            for name, count in counts.most_common():
                self._paragraph(f"{name}: {number(count)}", "List Bullet")

    def _table(self, headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        from docx.oxml import OxmlElement

        table = self._document.add_table(rows=0, cols=len(headings), style="Table Grid")
        if self._is_mirrored:
            table._tbl.tblPr.insert_element_before(
                OxmlElement("w:bidiVisual"),
                *("w:tblStyleRowBandSize", "w:tblStyleColBandSize", "w:tblW", "w:jc", "w:tblCellSpacing", "w:tblInd"),
                *("w:tblBorders", "w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook"),
            )
        for at, cells in enumerate((headings, *rows)):
            row = table.add_row()
            if at == 0:
                row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
            # `row.cells` looks through the whole table each time.
            for cell, text in zip(row._tr.tc_lst, cells, strict=True):
                self._fill(cell, text, is_bold=at == 0)

    def _fill(self, cell: Any, text: str, *, is_bold: bool) -> None:
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn
        from docx.shared import Pt
        from docx.text.paragraph import Paragraph

        paragraph = Paragraph(cell.p_lst[0], self._document)
        run = self._run(paragraph, text)
        run.font.size = Pt(9)
        # Word has a second size and weight for the letters of Arabic.
        size = OxmlElement("w:szCs")
        size.set(qn("w:val"), "18")
        run._r.rPr.find(qn("w:sz")).addnext(size)
        run.font.bold = run.font.cs_bold = is_bold
        self._direct(paragraph, text)

    def _article(self, reported: ReportedArticle) -> None:
        view = view_article(reported)
        self._heading(view.title, 2)
        day = written_digits(reported.day.isoformat()) if reported.day else ""
        if origin := " · ".join(filter(None, (day, one_line(reported.outlet), view.address or view.source))):
            self._paragraph(origin)
        for each in view.paragraphs:
            paragraph = self._document.add_paragraph()
            self._pieces(paragraph, each.pieces, ())
            _set_direction(paragraph, (each.direction or view.direction) == "rtl")
        for commitment in reported.commitments:
            self._paragraph(self._plain.describe(commitment), "List Bullet")

    def _pieces(self, paragraph: Any, pieces: Iterable[TextPiece], around: tuple[TextMark, ...]) -> None:
        for piece in pieces:
            if piece.mark is None:
                self._mark(self._run(paragraph, piece.text), around)
            else:
                self._pieces(paragraph, piece.inside, (*around, piece.mark))

    def _mark(self, run: Any, marks: tuple[TextMark, ...]) -> None:
        """Show what a run is: a cue on its colour, an entity in its colour, a role underlined."""
        from docx.enum.text import WD_UNDERLINE
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn
        from docx.shared import RGBColor

        for mark in marks:
            if mark.kind is MarkKind.ROLE:
                run.font.underline = WD_UNDERLINE.DOTTED
                continue
            ink = self._colours.light.label(self._labels.named(mark.name).colour)
            if mark.kind is MarkKind.ENTITY:
                run.font.color.rgb = RGBColor(*ink.colour[:3])
                continue
            run.font.bold = run.font.cs_bold = True
            shade = OxmlElement("w:shd")
            for name, value in (("val", "clear"), ("color", "auto"), ("fill", ink.background.hex.removeprefix("#"))):
                shade.set(qn(f"w:{name}"), value)
            run._r.get_or_add_rPr().append(shade)

    def _run(self, paragraph: Any, text: str) -> Any:
        """A run of text; where it is Arabic, Word has to be told, or it does not join its letters and marks rightly."""
        run = paragraph.add_run(visible(text))
        if has_backward_letter(text):
            run.font.rtl = True
        return run

    def _direct(self, paragraph: Any, text: str) -> None:
        _set_direction(paragraph, self._is_mirrored or _begins_backward(text))


def _begins_backward(text: str) -> bool:
    first = next((letter for letter in text if letter.isalpha()), "")
    return has_backward_letter(first)


def _set_direction(paragraph: Any, is_backward: bool) -> None:
    from docx.oxml import OxmlElement

    if is_backward:
        properties = paragraph._p.get_or_add_pPr()
        properties.insert_element_before(
            OxmlElement("w:bidi"),
            *("w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind", "w:contextualSpacing", "w:mirrorIndents"),
            *("w:suppressOverlap", "w:jc", "w:textDirection", "w:textAlignment", "w:textboxTightWrap"),
            *("w:outlineLvl", "w:divId", "w:cnfStyle", "w:rPr", "w:sectPr", "w:pPrChange"),
        )
