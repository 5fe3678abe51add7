"""CoNLL's columns, written and read."""

from __future__ import annotations

from pathlib import Path

import pytest
from exchanging import ARTICLE, NESTED, PLACE, outgoing, read_back, write_into
from hypothesis import given
from hypothesis import strategies as st
from notation import marked
from other_tools import conll_sentences
from spacy.training.converters import conll_ner_to_docs

from reader.errors import LoadError
from reader.exchange import conll
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


def test_articles_of_one_file_are_known_by_their_ids(tmp_path: Path) -> None:
    other = Article("زار حلب.")
    write_into(tmp_path, conll, outgoing(), outgoing(other, (Annotation(Span(4, 7), "place"),)))
    assert [line for line in (tmp_path / "out").read_text().splitlines() if "DOCSTART" in line] == [
        f"-DOCSTART- ({ARTICLE.id})\tO",
        f"-DOCSTART- ({other.id})\tO",
    ]
    first, second = read_back(tmp_path / "out", conll)
    assert (first.id, second.id) == (ARTICLE.id, other.id)
    assert [each.span.of(first.text) for each in first.annotations] == ["روسيا", "حلب", "مال\u064d", "كثير"]
    assert [(each.label, each.span.of(second.text)) for each in second.annotations] == [("place", "حلب")]


def test_what_it_cannot_hold_is_counted(tmp_path: Path) -> None:
    losses = write_into(tmp_path, conll, outgoing())
    assert dict(+losses.counts) == {
        "attributes": 1,
        "commitments with their roles": 1,
        "rejected annotations": 1,
        "words cut where an annotation begins or ends": 1,
    }
    losses = write_into(tmp_path, conll, outgoing(annotations=(NESTED, Annotation(NESTED.span, "misc", note="أ"))))
    assert losses.describe("CoNLL") == "CoNLL cannot hold everything; left out or changed: 1 overlapping annotations."


def test_doccanos_parser_and_spacys_converter_read_the_same_entities(tmp_path: Path) -> None:
    write_into(tmp_path, conll, outgoing(annotations=(PLACE, NESTED)))
    entities = [
        (label, text[start:end]) for text, spans in conll_sentences(tmp_path / "out") for start, end, label in spans
    ]
    assert entities == [("place", "روسيا"), ("place", "حلب")]
    documents = conll_ner_to_docs((tmp_path / "out").read_text(encoding="utf-8"), no_print=True)
    assert [(each.label_, each.text) for document in documents for each in document.ents] == entities


def test_other_files_are_refused(tmp_path: Path) -> None:
    (tmp_path / "plain.txt").write_text("قال محمد\n", encoding="utf-8")
    with pytest.raises(LoadError, match="the file is not CoNLL's"):
        list(conll.read(tmp_path / "plain.txt", complain=print))
