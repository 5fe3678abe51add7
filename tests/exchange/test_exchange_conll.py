"""CoNLL's columns, written and read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
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
    ((line, text, annotations),) = read_conll(write_conll(Article(TEXT), said))
    assert (line, text) == (1, "تعهدت روسيا بحماية مدينة حلب.\nوقال المرصد السوري: نعم.\n")
    assert [(each.label, each.span.of(text)) for each in annotations] == [
        ("place", "روسيا"),
        ("place", "مدينة حلب"),
        ("organization", "المرصد السوري"),
    ]


def test_other_programs_columns_and_tags() -> None:
    ((_, text, annotations),) = read_conll(
        "-DOCSTART- O\n\nقال NN O\nمحمد NN I-PER\nعلي NN I-PER\nأحمد NN B-PER\n\nحلب B-LOC\n"
    )
    assert text == "قال محمد علي أحمد\nحلب\n"
    assert [(each.label, each.span.of(text)) for each in annotations] == [
        ("person", "محمد علي"),
        ("person", "أحمد"),
        ("place", "حلب"),
    ]


def told(lines: str) -> list[list[tuple[str, str]]]:
    """Each article's entities: their text and label."""
    return [[(each.span.of(text), each.label) for each in annotations] for _, text, annotations in read_conll(lines)]


@pytest.mark.parametrize(
    "tags", ["B-PER I-PER O B-LOC", "B-PER E-PER O S-LOC", "B-PER L-PER O U-LOC", "I-PER I-PER O I-LOC"]
)
def test_each_scheme_of_tags_is_understood(tags: str) -> None:
    words = ["محمد", "علي", "زار", "حلب"]
    lines = "\n".join(f"{word} {tag}" for word, tag in zip(words, tags.split(), strict=True))
    assert told(lines) == [[("محمد علي", "person"), ("حلب", "place")]]


def test_articles_are_parted_and_know_their_line() -> None:
    lines = "-DOCSTART- -X- O\n\nحلب B-LOC\n\n-DOCSTART- -X- O\n\nمصر B-LOC\n"
    assert [(line, text) for line, text, _ in read_conll(lines)] == [(1, "حلب\n"), (5, "مصر\n")]
    assert told(lines) == [[("حلب", "place")], [("مصر", "place")]]


def test_punctuation_stands_as_in_print() -> None:
    tokens = "قال ( أمس ) : « نعم » ، ثم ذهب ."
    ((_, text, _),) = read_conll("\n".join(f"{token} O" for token in tokens.split()))
    assert text == "قال (أمس): «نعم»، ثم ذهب."


def test_direction_marks_and_unknown_labels() -> None:
    assert told("\u200eحلب\tB-LOC\r\nبرج\tB-Building\r\nعلى\t_\r\n") == [[("حلب", "place"), ("برج", "Building")]]


def test_labels_of_other_corpora_are_ours_here_too() -> None:
    assert told("جسر\tB-FAC\nأمس\tB-TIME\nخمسة\tB-CARDINAL\nدولارات\tB-MONEY\n") == [
        [("جسر", "place"), ("أمس", "date"), ("خمسة", "quantity"), ("دولارات", "quantity")]
    ]


def test_a_bare_name_of_a_label_marks_and_a_part_of_speech_does_not() -> None:
    assert told("محمد\tPERS\nعلي\tPERS\nزار\tVBD\nحلب\tLOC\n") == [[("محمد علي", "person"), ("حلب", "place")]]


@given(
    st.lists(
        st.tuples(
            st.text("ابتث.،()", min_size=1, max_size=4),
            st.sampled_from(["O", "B-PER", "I-PER", "I-LOC", "E-LOC", "U-ORG"]),
        )
    )
)
def test_every_entity_is_whole_tokens_of_the_text(rows: list[tuple[str, str]]) -> None:
    for _, text, found in read_conll("\n".join(f"{token}\t{tag}" for token, tag in rows)):
        assert "".join(text.split()) == "".join(token for token, _ in rows)
        assert sum(tag[0] in "BU" for _, tag in rows) <= len(found)
        assert all(each.span.of(text) == each.span.of(text).strip() != "" for each in found)


def test_the_comments_and_numbers_of_conll_u_are_no_words():
    lines = "# newdoc id = 1\n# text = قال أحمد\n1\tقال\t_\tO\n2\tأحمد\t_\tB-PER\n\n1\tO\n#\tO\n"
    [(_, text, (person,))] = read_conll(lines)
    assert (text, person.span.of(text)) == ("قال أحمد\n1 #\n", "أحمد")
