"""Words and tags become articles with entities, in every scheme that is about."""

from __future__ import annotations

import pytest

from reader.errors import ReaderError
from reader.evaluate.conll_articles import gather_articles
from reader.evaluate.marked import cover_words, read_marked
from reader.exchange.conll import find_tagged, read_sentences
from reader.exchange.label_names import find_label
from reader.model import Annotation, Span


def spans(text: str) -> list[tuple[int, int, str | None]]:
    (sentence,) = read_sentences(text)
    return [
        (each.first, each.end, find_label(each.name)) for each in find_tagged([each.tag for each in sentence.words])
    ]


def lengths(text: str, *, sentences: int) -> list[int]:
    return [sum(map(len, article)) for article in gather_articles(text, "x", sentences=sentences)]


@pytest.mark.parametrize(
    ("tags", "found"),
    [
        ("O B-PERS I-PERS O", [(1, 3, "person")]),
        ("B-LOC B-LOC I-ORG", [(0, 1, "place"), (1, 2, "place"), (2, 3, "organization")]),
        ("I-PER I-PER O I-PER", [(0, 2, "person"), (3, 4, "person")]),
        ("B-PER E-PER S-GPE", [(0, 2, "person"), (2, 3, "place")]),
        ("B-PER L-PER U-NORP", [(0, 2, "person"), (2, 3, "group")]),
        ("PERS PERS O LOC", [(0, 2, "person"), (3, 4, "place")]),
        ("B-CARDINAL B-EVENT O", [(0, 1, "quantity"), (1, 2, None)]),
        ("O State-or-Province O", [(1, 2, None)]),
    ],
)
def test_tags_become_spans(tags: str, found: list[tuple[int, int, str]]) -> None:
    assert spans("\n".join(f"كلمة {tag}" for tag in tags.split())) == found


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("FAC", "place"),
        ("gpe", "place"),
        ("TIME", "date"),
        ("DURATION", "date"),
        ("Cardinal", "quantity"),
        ("MONEY", "quantity"),
        ("PERCENT", "quantity"),
        ("MIS", "misc"),
        ("pledge", "pledge"),
        ("EVENT", None),
        ("SET", None),
        ("", None),
    ],
)
def test_every_format_knows_the_same_names(name: str, label: str | None) -> None:
    assert find_label(name) == label


def test_sentences_are_gathered_into_articles() -> None:
    sentence = "زار O\nموسكو B-LOC\n\n"
    assert lengths(sentence * 5, sentences=2) == [4, 4, 2]
    parted = f"-DOCSTART- -X- O\n\n{sentence * 3}-DOCSTART- O\n\n{sentence}"
    assert lengths(parted, sentences=2) == [6, 2]


def test_columns_marks_and_line_ends_do_not_matter() -> None:
    assert spans("\ufeff\u200eموسكو\tNNP\tB-LOC\r\n\r\n") == [(0, 1, "place")]


@pytest.mark.parametrize(("text", "named"), [("موسكو B-LOC\nوحدها\n", "line 2"), ("\n\n", "x.txt")])
def test_what_is_no_conll_is_refused(text: str, named: str) -> None:
    with pytest.raises(ReaderError, match=named):
        list(gather_articles(text, "x.txt", sentences=10))


def test_offsets_lead_to_the_words(tmp_path: object) -> None:
    path = f"{tmp_path}/gold.txt"
    with open(path, "w", encoding="utf-8") as file:
        file.write("زار O\nفلاديمير B-PERS\nبوتين I-PERS\n\nوموسكو B-LOC\n. O\nمهرجان B-EVENT\n")
    (article,) = read_marked(path, complain=lambda _: None)
    assert article.article is not None
    text = article.article.text
    assert text == "زار فلاديمير بوتين\nوموسكو . مهرجان"
    assert [each.span.of(text) for each in article.entities or ()] == ["فلاديمير بوتين", "وموسكو"]
    assert [span.of(text) for span in article.ignored] == ["مهرجان"]


def test_a_proposal_grows_to_the_words_it_touches() -> None:
    words = (Span(0, 3), Span(4, 10), Span(11, 12))
    grown = cover_words([Annotation(Span(5, 10), "place"), Annotation(Span(2, 5), "person")], words)
    assert [each.span for each in grown] == [Span(4, 10), Span(0, 10)]
    assert cover_words([Annotation(Span(5, 6), "place")], ()) == (Annotation(Span(5, 6), "place"),)
