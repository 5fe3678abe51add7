"""CoNLL's columns, written and read."""

from __future__ import annotations

import pytest
from notation import marked

from reader.exchange.conll import read_conll, write_conll
from reader.model import Annotation, Article, Decision, Span

TEXT, (RUSSIA, ALEPPO, SYRIAN) = marked("تعهدت ⟦روسيا⟧ بحماية ⟦مدينة حلب⟧. وقال ⟦المرصد السوري⟧: نعم.")


def rows(*annotations: Annotation, text: str = TEXT) -> list[list[str]]:
    return [line.split("\t") for line in write_conll(Article(text), annotations).split("\n")[:-1]]


def test_a_word_a_line_a_blank_one_after_each_sentence() -> None:
    assert rows(Annotation(RUSSIA, "place"), Annotation(ALEPPO, "place"), Annotation(SYRIAN, "organization")) == [
        ["تعهدت", "O"],
        ["روسيا", "B-place"],
        ["بحماية", "O"],
        ["مدينة", "B-place"],
        ["حلب", "I-place"],
        [".", "O"],
        [""],
        ["وقال", "O"],
        ["المرصد", "B-organization"],
        ["السوري", "I-organization"],
        [":", "O"],
        ["نعم", "O"],
        [".", "O"],
        [""],
    ]


def test_a_token_is_cut_where_an_entity_begins_inside_it() -> None:
    text, (stem,) = marked("في و⟦حلب⟧")
    assert rows(Annotation(stem, "place"), text=text) == [["في", "O"], ["و", "O"], ["حلب", "B-place"], [""]]


@pytest.mark.parametrize(
    ("others", "expected"),
    [
        ([Annotation(Span(ALEPPO.start + 6, ALEPPO.end), "place")], "B-organization I-organization"),
        ([Annotation(ALEPPO, "pledge", decision=Decision.ACCEPTED)], "B-organization I-organization"),
    ],
)
def test_one_token_has_one_tag_that_of_the_outer_entity(others: list[Annotation], expected: str) -> None:
    tags = [row[1] for row in rows(*others, Annotation(ALEPPO, "organization")) if len(row) > 1]
    assert " ".join(tags[3:5]) == expected


def test_rejected_entities_are_left_out() -> None:
    assert {row[-1] for row in rows(Annotation(RUSSIA, "place", decision=Decision.REJECTED))} == {"O", ""}


def test_an_entity_over_a_sentence_end_begins_anew() -> None:
    long = Span(ALEPPO.start, SYRIAN.end)
    tags = [row[1] for row in rows(Annotation(long, "misc")) if len(row) > 1]
    assert tags[3:9] == ["B-misc", "I-misc", "I-misc", "B-misc", "I-misc", "I-misc"]


def test_what_was_written_is_read_again() -> None:
    said = (Annotation(RUSSIA, "place"), Annotation(ALEPPO, "place"), Annotation(SYRIAN, "organization"))
    text, annotations = read_conll(write_conll(Article(TEXT), said))
    assert text == "تعهدت روسيا بحماية مدينة حلب .\nوقال المرصد السوري : نعم .\n"
    assert [(each.label, each.span.of(text)) for each in annotations] == [
        ("place", "روسيا"),
        ("place", "مدينة حلب"),
        ("organization", "المرصد السوري"),
    ]


def test_other_programs_columns_and_tags() -> None:
    text, annotations = read_conll(
        "-DOCSTART- O\n\nقال NN O\nمحمد NN I-PER\nعلي NN I-PER\nأحمد NN B-PER\n\nحلب B-LOC\n"
    )
    assert text == "قال محمد علي أحمد\nحلب\n"
    assert [(each.label, each.span.of(text)) for each in annotations] == [
        ("person", "محمد علي"),
        ("person", "أحمد"),
        ("place", "حلب"),
    ]
