"""One article being read: choosing, stepping, selecting, without a screen."""

from __future__ import annotations

import pytest
from notation import marked, show_selection

from reader.layout import text_layout
from reader.model import Annotation, Article, Decision, Selection, Span
from reader.reading.overlay import Overlay
from reader.reading.session import Session


def session_of(text: str, *labels: str, entities: tuple[str, ...] = ()) -> Session:
    plain, spans = marked(text)
    names = entities or tuple(span.of(plain) for span in spans)
    annotations = [
        Annotation(span, label, attributes=(("entity", name),))
        for span, label, name in zip(spans, labels, names, strict=True)
    ]
    return Session(Article(plain), annotations)


def test_next_and_previous_annotation_go_in_reading_order() -> None:
    session = session_of("زار ⟦موسكو⟧ ثم ⟦حلب⟧ أمس", "place", "place")
    texts = []
    for step in (1, 1, 1, -1, -1):
        found = session.step_annotation(step)
        texts.append(found.span.of(session.text) if found else None)
    assert texts == ["موسكو", "حلب", None, "موسكو", None]


def test_previous_from_between_goes_back_to_the_one_before() -> None:
    session = session_of("زار ⟦موسكو⟧ ثم ⟦حلب⟧ أمس", "place", "place")
    session.move_to(session.text.index("ثم"))
    found = session.step_annotation(-1)
    assert found is not None
    assert found.span.of(session.text) == "موسكو"


def test_the_innermost_annotation_is_the_current_one_until_another_is_chosen() -> None:
    session = session_of("⟦جامعة ⟦حلب⟧⟧ مغلقة", "place", "organization")
    session.move_to(session.text.index("حلب"))
    assert session.current is not None
    assert session.current.label == "place"
    outer = next(annotation for annotation in session.overlay if annotation.label == "organization")
    session.choose(outer)
    assert session.current is outer
    session.move_to(len(session.text) - 1)
    assert session.current is None


def test_mentions_of_one_entity_are_stepped_through_round_the_end() -> None:
    session = session_of(
        "⟦السيال⟧ قال و⟦حلب⟧ و⟦منير السيال⟧",
        "person",
        "place",
        "person",
        entities=("منير السيال", "حلب", "منير السيال"),
    )
    starts = []
    for _ in range(3):
        found = session.step_mention(1)
        assert found is not None
        starts.append(found.span.start)
    assert starts == [session.text.index("منير"), 0, session.text.index("منير")]


def test_selection_grows_from_word_to_clause_to_sentence_to_everything() -> None:
    session = session_of("تم الأمر. ثم عاد الرجل، وسكت.\nسطر آخر.")
    session.move_to(session.text.index("عاد") + 1)
    grown = []
    for _ in range(5):
        session.grow()
        grown.append(show_selection(session.text, session.selection))
    assert grown == [
        "تم الأمر. ثم ⟦عاد⟧ الرجل، وسكت.\nسطر آخر.",
        "تم الأمر. ⟦ثم عاد الرجل⟧، وسكت.\nسطر آخر.",
        "تم الأمر. ⟦ثم عاد الرجل، وسكت.⟧\nسطر آخر.",
        "⟦تم الأمر. ثم عاد الرجل، وسكت.⟧\nسطر آخر.",
        "⟦تم الأمر. ثم عاد الرجل، وسكت.\nسطر آخر.⟧",
    ]


def test_either_end_of_a_selection_can_be_moved() -> None:
    session = session_of("قال وزير الخارجية إنه عاد")
    session.move_to(session.text.index("وزير"))
    session.move_to(session.text.index(" إنه"), extend=True)
    session.swap_ends()
    session.move_to(session.text.index("الخارجية"), extend=True)
    assert show_selection(session.text, session.selection) == "قال وزير ⟦الخارجية⟧ إنه عاد"


def test_moving_by_lines_keeps_the_column() -> None:
    session = Session(Article("كلمة طويلة هنا\nقصير\nكلمة طويلة هنا"))
    session.move_to(12)
    column = session.layout.locate(12)[1]
    session.move_lines(1)
    session.move_lines(1)
    assert session.layout.locate(session.caret) == ((2, 0), column)


def test_what_is_copied_is_the_logical_text() -> None:
    session = session_of("قال ⟦مُحَمَّدٌ⟧ نعم", "person")
    assert session.copied() == "قال"
    session.step_annotation(1)
    assert session.copied() == "مُحَمَّدٌ"
    session.selection = Selection(0, 3)
    assert session.copied() == "قال"


def test_rejected_annotations_lie_over_nothing() -> None:
    overlay = Overlay([Annotation(Span(0, 3), "place", decision=Decision.REJECTED), Annotation(Span(1, 2), "date")])
    assert [annotation.label for annotation in overlay.over(Span(0, 9))] == ["date"]
    assert len(overlay.every) == 2


def test_an_overlay_finds_a_long_annotation_behind_many_short_ones() -> None:
    spans = [Span(0, 1000), *(Span(at, at + 1) for at in range(1, 900, 2))]
    overlay = Overlay(Annotation(span, "place") for span in spans)
    assert [annotation.span for annotation in overlay.over(Span(950, 951))] == [Span(0, 1000)]
    assert [annotation.span for annotation in overlay.at(101)] == [Span(101, 102), Span(0, 1000)]


def test_what_an_analyst_tagged_is_one_entity_in_every_spelling_and_no_other() -> None:
    text, spans = marked("⟦حداد⟧ ⟦حدّاد⟧ ⟦حـــداد⟧ ⟦ﺣﺪﺍﺩ⟧ ⟦حد\u00adاد⟧ ⟦سليم⟧")
    session = Session(Article(text), [Annotation(span, "person") for span in spans])
    session.choose(session.overlay.shown[0])
    met = [found.span for _ in range(6) if (found := session.step_mention(1))]
    assert met == [*spans[1:5], spans[0], spans[1]]


def test_commitments_of_one_type_are_stepped_through() -> None:
    text, spans = marked("⟦تعهد⟧ ⟦وزير⟧ ثم ⟦وعد⟧ ⟦رئيس⟧")
    cues = [Annotation(spans[at], "pledge", roles=(("committer", spans[at + 1]),)) for at in (0, 2)]
    session = Session(Article(text), cues)
    session.choose(session.overlay.shown[0])
    assert session.step_mention(1) == cues[1]


def test_another_mark_of_paragraphs_cuts_lines_anew_and_shapes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    session = Session(Article("سطر أول من الخبر طويل بما يكفي\nسطر ثان منه طويل بما يكفي أيضا"))
    session.change_view(width=20)
    before = session.layout.lines
    for taken in ("split_paragraphs", "shape_paragraph"):
        monkeypatch.delattr(text_layout, taken)
    session.change_view(paragraphs="blank")
    assert session.layout.lines == before
    session.change_view(paragraphs="indent", width=24)
    assert [line.indent for line in session.layout.lines if line.indent] == [3]
