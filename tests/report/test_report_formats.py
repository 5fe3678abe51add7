"""Reports as Markdown and as documents of Word, read back."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.enum.text import WD_UNDERLINE
from docx.oxml.ns import qn
from library.ledger_library import ARTICLES, HOSPITAL, PLEDGED
from lxml.html import document_fromstring
from markdown_it import MarkdownIt
from report.reported_library import HOSTILE, hostile_articles, write_library, write_report

from reader.model import Article


@pytest.fixture
def markdown(news: Path, tmp_path: Path) -> str:
    write_report(news, "-o", tmp_path / "report.md")
    return (tmp_path / "report.md").read_text(encoding="utf-8")


def word(folder: Path, tmp_path: Path, *arguments: str, language: Any = "en") -> Any:
    write_report(folder, *arguments, "-o", tmp_path / "report.docx", language=language)
    return Document(str(tmp_path / "report.docx"))


def test_markdown_has_the_summary_the_ledger_and_the_articles(markdown: str) -> None:
    assert re.findall("^#+ .*", markdown, re.MULTILINE)[:5] == [
        "# Report: news",
        "## Summary",
        "### By type",
        "### By outcome",
        "## Ledger of commitments",
    ]
    assert "- Articles: 4\n" in markdown
    assert "- kept: 1\n" in markdown
    rows = [line for line in markdown.splitlines() if line.startswith("|")]
    assert len(rows) == 4
    assert len({row.count(" | ") for row in rows}) == 1
    assert "| kept: كما في الخبر |" in markdown


def test_markdown_marks_the_cue_and_lists_the_roles(markdown: str) -> None:
    assert "**وعد** وزير الصحة ببناء مستشفى في درعا خلال شهرين." in markdown
    assert "Committer: وزير الصحة" in markdown


def test_nothing_in_markdown_is_read_as_markup(tmp_path: Path) -> None:
    write_report(write_library(tmp_path / "hostile", hostile_articles()), "-o", tmp_path / "report.md")
    text = (tmp_path / "report.md").read_text(encoding="utf-8")
    assert not set("<\u202e") & set(text)
    assert "{{" not in text
    drawn = document_fromstring(MarkdownIt("commonmark").enable("table").render(text))
    assert {each.tag for each in drawn.iter()} <= {
        "html",
        "body",
        "h1",
        "h2",
        "h3",
        "ul",
        "li",
        "p",
        "strong",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
    }
    assert "<script>window.hurt=1</script>" in drawn.text_content()


@pytest.mark.parametrize(
    "line", ["1. قال", "- قال", "# قال", "> قال", "+ قال", "قال\n===", "`قال` [هنا](x) *نعم* _لا_ |"]
)
def test_a_line_that_looks_like_markdown_stays_a_line(line: str, tmp_path: Path) -> None:
    write_report(write_library(tmp_path / "one", [(Article(line, "خبر", "a.txt"), [])]), "-o", tmp_path / "one.md")
    text = (tmp_path / "one.md").read_text(encoding="utf-8").split("rows.jsonl\n")[1]
    drawn = document_fromstring(f"<div>{MarkdownIt('commonmark').enable('table').render(text)}</div>")
    assert {each.tag for each in drawn.iter()} == {"html", "body", "div", "p"}
    assert drawn.text_content().split() == line.split()


def test_word_has_the_summary_the_ledger_and_the_articles(news: Path, tmp_path: Path) -> None:
    document = word(news, tmp_path)
    headings = [each.text for each in document.paragraphs if each.style.name.startswith(("Title", "Heading"))]
    assert headings[:5] == ["Report: news", "Summary", "By type", "By outcome", "Ledger of commitments"]
    assert headings[6:] == [each.title for each in reversed(ARTICLES)]
    (table,) = document.tables
    assert [cell.text for cell in table.rows[0].cells][:3] == ["Type", "Committer", "Action"]
    assert {row.cells[1].text for row in table.rows[1:]} == {"روسيا", "وزير الصحة"}
    assert PLEDGED.text in [each.text for each in document.paragraphs]


def test_arabic_paragraphs_and_runs_are_right_to_left(news: Path, tmp_path: Path) -> None:
    document = word(news, tmp_path)
    paragraph = next(each for each in document.paragraphs if each.text == HOSPITAL.text)
    assert paragraph._p.pPr.find(qn("w:bidi")) is not None
    assert all(run.font.rtl for run in paragraph.runs if re.search("[؀-ۿ]", run.text))
    english = next(each for each in document.paragraphs if each.text == "Articles: 4")
    assert english._p.pPr.find(qn("w:bidi")) is None


def test_in_arabic_the_table_begins_on_the_right(news: Path, tmp_path: Path) -> None:
    (table,) = word(news, tmp_path, language="ar").tables
    assert table._tbl.tblPr.find(qn("w:bidiVisual")) is not None
    (table,) = word(news, tmp_path).tables
    assert table._tbl.tblPr.find(qn("w:bidiVisual")) is None


def test_what_is_marked_looks_marked_in_word(news: Path, tmp_path: Path) -> None:
    document = word(news, tmp_path)
    paragraph = next(each for each in document.paragraphs if each.text == PLEDGED.text)
    looks = {run.text.strip(): run for run in paragraph.runs}
    assert looks["تعهدت"].bold
    assert looks["تعهدت"]._r.rPr.find(qn("w:shd")) is not None
    assert looks["روسيا"].font.color.rgb is not None
    assert looks["بسحب قواتها من حلب"].font.underline == WD_UNDERLINE.DOTTED


def test_a_document_of_hostile_texts_can_be_read(tmp_path: Path) -> None:
    document = word(write_library(tmp_path / "hostile", hostile_articles()), tmp_path)
    text = "\n".join(each.text for each in document.paragraphs)
    assert "<script>window.hurt=1</script>" in text
    assert not set("\u202e\x00\x1b\ud800") & set(text)
    assert set("\u202e\x00\x1b\ud800") & set(HOSTILE)


def test_the_ending_can_be_another_than_that_of_the_format(news: Path, tmp_path: Path) -> None:
    write_report(news, "--format", "md", "-o", tmp_path / "report.txt")
    assert (tmp_path / "report.txt").read_text(encoding="utf-8").startswith("# Report")
