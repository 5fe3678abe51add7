"""Marks that overlap, cross and nest, cut into elements that a page can hold."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.model import Span
from reader.report.cluster_edges import whole_clusters
from reader.report.report_contents import ReportedMention
from reader.report.text_pieces import MarkKind, TextMark, TextPiece, cut

TEXT = "تعهدت روسيا بسحب قواتها"


def mark(start: int, end: int, kind: MarkKind = MarkKind.ROLE, name: str = "") -> TextMark:
    return TextMark(Span(start, end), kind, name or kind.value)


def drawn(pieces: Iterable[TextPiece]) -> str:
    """The pieces with the names of the elements around them."""
    return "".join(
        piece.text if piece.mark is None else f"<{piece.mark.name}>{drawn(piece.inside)}</{piece.mark.name}>"
        for piece in pieces
    )


def pieces_of(text: str, *marks: TextMark) -> str:
    return drawn(cut(text, Span(0, len(text)), marks))


def test_a_text_without_marks_is_one_piece() -> None:
    assert pieces_of("نص") == "نص"
    assert cut("", Span(0, 0), ()) == ()


def test_a_mark_inside_another_is_inside_its_element() -> None:
    assert pieces_of("abcdef", mark(0, 6, name="r"), mark(2, 4, MarkKind.ENTITY, "e")) == "<r>ab<e>cd</e>ef</r>"


def test_a_role_is_around_an_entity_of_the_same_place() -> None:
    assert pieces_of("abc", mark(0, 3, MarkKind.ENTITY, "e"), mark(0, 3, name="r")) == "<r><e>abc</e></r>"


def test_a_crossing_mark_is_cut_and_goes_on_after_the_other() -> None:
    assert pieces_of("abcdef", mark(0, 4, name="r"), mark(2, 6, name="s")) == "<r>ab<s>cd</s></r><s>ef</s>"


def test_an_entity_that_begins_before_a_role_is_cut_where_the_role_begins() -> None:
    assert pieces_of("abcd", mark(2, 4, name="r"), mark(0, 4, MarkKind.ENTITY, "e")) == "<e>ab</e><r><e>cd</e></r>"


def test_only_the_first_piece_of_a_mark_begins_it() -> None:
    found = cut("abcdef", Span(0, 6), [mark(0, 4, name="r"), mark(2, 6, name="s")])
    inner, after = found[0].inside[1].mark, found[1].mark
    assert inner is not None
    assert after is not None
    assert (inner.begins, inner.ends) == (True, False)
    assert (after.begins, after.ends) == (False, True)


def test_a_mark_that_runs_over_two_paragraphs_is_cut_at_each() -> None:
    text = "ab\ncd"
    over = [mark(1, 4, name="r")]
    assert drawn(cut(text, Span(0, 2), over)) == "a<r>b</r>"
    assert drawn(cut(text, Span(3, 5), over)) == "<r>c</r>d"


def test_very_many_marks_inside_one_another_end_somewhere() -> None:
    text = "ا" * 1000
    nested = [mark(at, 1000 - at) for at in range(499)]
    assert text in "".join(pieces_of(text, *nested).replace("<role>", "").replace("</role>", ""))


SPANS = st.tuples(st.integers(0, 30), st.integers(1, 12), st.sampled_from(MarkKind)).map(
    lambda each: mark(each[0], each[0] + each[1], each[2], f"{each[2]}{each[0]}")
)


@given(st.lists(SPANS, max_size=12))
def test_every_character_stands_once_and_under_each_of_its_marks(marks: list[TextMark]) -> None:
    text = "".join(chr(0x4E00 + at) for at in range(40))
    seen: list[tuple[str, frozenset[str]]] = []

    def walk(pieces: Iterable[TextPiece], around: frozenset[str]) -> None:
        for piece in pieces:
            seen.extend((letter, around) for letter in piece.text)
            if piece.mark is not None:
                walk(piece.inside, around | {piece.mark.name})

    walk(cut(text, Span(0, 40), marks), frozenset())
    assert [letter for letter, _ in seen] == list(text)
    for at, (_, around) in enumerate(seen):
        assert around == {each.name for each in marks if at in each.span}


@pytest.mark.parametrize(
    ("text", "span", "whole"),
    [
        ("كتَبَ", Span(0, 2), Span(0, 3)),
        ("كتَبَ", Span(2, 5), Span(1, 5)),
        ("سلام", Span(0, 2), Span(0, 3)),
        ("رأ\u0654ى", Span(2, 4), Span(1, 4)),
        ("👩\u200d👧 جاءت", Span(0, 1), Span(0, 3)),
        ("روسيا ومصر", Span(6, 10), Span(6, 10)),
        ("abc", Span(1, 9), Span(1, 3)),
    ],
    ids=["a mark after", "a mark before", "lam-alef", "a hamza", "an emoji", "words", "past the end"],
)
def test_no_mark_is_cut_from_its_letter(text: str, span: Span, whole: Span) -> None:
    assert whole_clusters(text, span) == whole


def test_a_mention_without_text_is_no_mark() -> None:
    from reader.model import Article
    from reader.report.report_contents import ReportedArticle
    from reader.report.text_pieces import list_marks

    gone = ReportedMention(Span(50, 60), "place", "", "")
    here = ReportedMention(Span(6, 11), "place", "", "")
    assert [each.mention for each in list_marks(ReportedArticle(1, Article(TEXT), None, "", (gone, here), ()))] == [
        here
    ]
