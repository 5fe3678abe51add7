"""Whatever the text, proposals lie inside it and nothing breaks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.annotate.commitments import Commitments
from reader.annotate.commitments.text_words import read_tokens
from reader.model import Article

WORDS = (  # noqa: SIM905
    "تعهدت|وتعهد|الحكومة|الوزير|بعدم|بإعادة|أن|إن|لن|سوف|سيتم|ستقوم|تم|التوصل|إلى|اتفاق|يقضي|بإخراج|مقابل|قبل|إذا|خلال|ساعات|ال|بد|فسوف|وطالب|مطالبا|يسمح|لافتا|ستقدمه|كما|فيما|الضوء|الأخضر|طالبت|باريس|طهران|قال|وأضاف|"
    'بحسب|مصادر|،|.|:|«|»|"|(|)|\n|\n\n|الذي|التي|ل|ب|و|لا|لم|من|المقرر|يجب|على|عليه|طالب|رفض|وافقت|هدد|اشترط|الوعد|حصل|3|٪|\u200f|ـ'
).split("|")


@given(st.text())
def test_any_text_can_be_read(text: str) -> None:
    for annotation in Commitments().annotate(Article(text), []):
        assert 0 <= annotation.span.start < annotation.span.end <= len(text)


@given(st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join))
def test_proposals_lie_inside_the_text_and_are_not_empty(text: str) -> None:
    starts = []
    for annotation in Commitments().annotate(Article(text), []):
        for span in (annotation.span, *(span for _, span in annotation.roles)):
            assert 0 <= span.start < span.end <= len(text)
            assert span.of(text).strip() == span.of(text)
        starts.append(annotation.span.start)
    assert starts == sorted(starts)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "تعهد",
        "لن",
        "سوف",
        "من",
        "ًٌٍَُِّْ",
        "ـــ",
        "\ud800 تعهد \udfff بـ",
        "تعهد\0ت بعدم",
        "ﷺ تعهد بعدم",
        "\n\n\n",
        "1.5.3",
        "«»",
    ],
)
def test_odd_texts_are_read(text: str) -> None:
    for annotation in Commitments().annotate(Article(text), []):
        assert annotation.span.of(text)


def test_a_text_without_a_full_stop_is_read_in_bounded_stretches() -> None:
    text = "تعهدت الحكومة ببناء المدارس وقال الوزير إن " * 400
    proposals = list(Commitments().annotate(Article(text), []))
    assert len(proposals) == 400
    assert all(len(annotation.extent) < 1500 for annotation in proposals)


@given(st.lists(st.sampled_from(WORDS), max_size=30).map(" ".join))
def test_words_are_cut_where_letters_begin_and_end(text: str) -> None:
    tokens = read_tokens(text)
    assert all(tokens.spelling(index) and tokens.words[index] for index in range(len(tokens)))
    assert all(end <= start for end, start in zip(tokens.ends, tokens.starts[1:], strict=False))
