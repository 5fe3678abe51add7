from pathlib import Path

import pytest

from reader.layout import LinePlace, lay_out, split_paragraphs
from reader.layout.paragraphs import LONGEST

SEED = next(Path(__file__).parents[2].joinpath("seeds").glob("*.txt")).read_text(encoding="utf-8")


def shown(text: str) -> list[str]:
    return [span.of(text) for span in split_paragraphs(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", [""]),
        ("أ", ["أ"]),
        ("أ\n", ["أ"]),
        ("أ\n\n", ["أ", ""]),
        ("\nأ", ["", "أ"]),
        ("أ\r\nب\rت\vث\fج", ["أ", "ب", "ت", "ث", "ج"]),
        ("أ\u2029ب\u2028ت\x85ث", ["أ", "ب", "ت", "ث"]),
        ("  أ  \n", ["  أ  "]),
    ],
)
def test_line_ends_part_paragraphs_and_empty_lines_stay(text: str, expected: list[str]) -> None:
    assert shown(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("قال أ., وقال ب., ثم ج.,", ["قال أ.", "وقال ب.", "ثم ج."], id="the common form"),
        pytest.param('قال "أ.", وقال ب., ثم', ['قال "أ."', "وقال ب.", "ثم"], id="after a closing quote"),
        pytest.param('قال "أ"., وقال ب ., ثم', ['قال "أ".', "وقال ب .", "ثم"], id="a space before the joint"),
        pytest.param("قال (أ)., هل ب؟, ثم", ["قال (أ).", "هل ب؟", "ثم"], id="after a bracket, after a question"),
        pytest.param(
            "قال أ، ثم., وقال ب., في ج, وقال د.,", ["قال أ، ثم.", "وقال ب.", "في ج", "وقال د."], id="a lone Latin comma"
        ),
        pytest.param(
            "قال أ., وقال ب, وج., ثم د.,",
            ["قال أ.", "وقال ب, وج.", "ثم د."],
            id="no Arabic comma, so the Latin one is one",
        ),
        pytest.param("قال أ., وقال ب", ["قال أ., وقال ب"], id="one joint is not clear"),
        pytest.param("قال أ.,", ["قال أ.,"], id="nor is an end alone"),
        pytest.param(
            "Acme Inc., Foo Ltd., and Bar Co., of London",
            ["Acme Inc., Foo Ltd., and Bar Co., of London"],
            id="English is left alone",
        ),
        pytest.param("أ., ب., ت.,\nث., ج", ["أ.", "ب.", "ت.", "ث., ج"], id="each line is judged by itself"),
        pytest.param("أ., ب., ت.,  \nث", ["أ.", "ب.", "ت.", "ث"], id="blanks at the end go with the last joint"),
    ],
)
def test_paragraphs_joined_by_scraping_are_parted_where_the_form_is_clear(text: str, expected: list[str]) -> None:
    assert shown(text) == expected


def test_the_seed_article_has_its_headline_a_blank_line_and_seventeen_paragraphs() -> None:
    paragraphs = shown(SEED)
    assert len(paragraphs) == 19
    assert paragraphs[0].startswith("موسكو تتعهد")
    assert paragraphs[1] == ""
    assert paragraphs[2].endswith('لـ"العربية".')
    assert any(paragraph.endswith("ومضايا والزبداني") for paragraph in paragraphs)
    assert paragraphs[-1].endswith("المعارضة فيها.")
    assert all("., " not in paragraph for paragraph in paragraphs)


def test_hidden_separators_lead_to_the_end_of_the_paragraph_before() -> None:
    text = "أ., ب., ت.,"
    layout = lay_out(text, 10)
    assert [layout.locate(offset) for offset in (2, 3)] == [(LinePlace(0, 0), 7), (LinePlace(0, 0), 7)]
    assert layout.offset_in(LinePlace(0, 0), 7) == 2
    assert layout.locate(len(text)) == (LinePlace(2, 0), 7)


def test_an_endless_line_is_shown_in_parts_that_end_at_sentences() -> None:
    text = "قال المتحدث إن الاتفاق قائم. " * 3000
    spans = split_paragraphs(text)
    assert "".join(span.of(text) for span in spans) == text
    assert all(len(span) <= LONGEST for span in spans)
    assert all(span.of(text).endswith(". ") for span in spans)


@pytest.mark.parametrize("unit", ["ب", "ب ", "بّ", "\u064e", "👨\u200d"])
def test_an_endless_line_without_sentences_is_cut_all_the_same(unit: str) -> None:
    text = unit * 30_000
    spans = split_paragraphs(text)
    assert "".join(span.of(text) for span in spans) == text
    assert all(len(span) <= LONGEST for span in spans)
    if unit == "بّ":
        assert all(span.of(text)[0] == "ب" for span in spans)
