"""The table of an article, line by line."""

from __future__ import annotations

from reader.batch.article_table import tabulate_article
from reader.model import Annotation, Article, Span

TEXT = "تعهدت روسيا\nبحماية المدنيين. \x1b[31m\u202eزيد"


def test_entities_come_first_and_commitments_with_their_roles() -> None:
    pledge = Annotation(
        Span(0, 5),
        "pledge",
        (("committer", Span(6, 11)), ("action", Span(6, 27))),
        (("polarity", "positive"),),
        score=0.8,
        rule="lexicon: تعهد بـ",
    )
    place = Annotation(Span(6, 11), "place", attributes=(("entity", "الاتحاد الروسي"),), score=0.925)
    assert tabulate_article("a.txt", Article(TEXT, "تعهدت روسيا"), [pledge, place]).split("\n") == [
        "a.txt · 1 entity, 1 commitment · تعهدت روسيا",
        "offsets  label        score  text",
        "6–11     place         0.93  روسيا = الاتحاد الروسي",
        "0–5      pledge        0.80  تعهدت",
        "6–11       committer         روسيا",
        "6–27       action            روسيا بحماية المدنيين",
        "           polarity          positive",
        "           rule              lexicon: تعهد بـ",
        "",
    ]


def test_what_could_steer_a_terminal_is_written_out() -> None:
    table = tabulate_article("x\x1b.txt", Article(TEXT), [Annotation(Span(29, len(TEXT)), "person")])
    assert "\\x1b[31m\\u202eزيد" in table
    assert "\x1b" not in table
    assert "\u202e" not in table
