"""The annotator of commitments as a whole: what it says of a sentence, and that no text is too odd or too long for it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stand_in_network import StandInNetwork

from reader.annotate.commitments import Commitments
from reader.annotate.recogniser import article_pass
from reader.annotate.recogniser.article_pass import read_article
from reader.annotate.tokens import read_tokens
from reader.model import Annotation, Article, Span

SURE = (0.0, 1.0, 0.0, 0.0, 0.0)
WORDS = (  # noqa: SIM905
    "تعهدت|وتعهد|الحكومة|الوزير|بعدم|بإعادة|أن|إن|لن|سوف|سيتم|تم|التوصل|إلى|اتفاق|يقضي|مقابل|قبل|إذا|خلال|ساعات|وطالب|"
    'الضوء|الأخضر|باريس|قال|بحسب|مصادر|،|.|:|«|»|"|(|)|\n|\n\n|الذي|ل|و|لا|لم|من|المقرر|يجب|على|رفض|هدد|3|٪|\u200f|ـ|@x|#عاجل'
).split("|")


def propose(text: str, *names: str) -> list[Annotation]:
    found = [Annotation(Span(text.index(name), text.index(name) + len(name)), "person") for name in names]
    return list(Commitments().annotate(Article(text), found))


def test_a_proposal_says_who_is_bound_to_what_by_when() -> None:
    text = "تعهدت الحكومة بإعادة فتح الميناء خلال أسبوعين."
    (found,) = propose(text)
    assert {role: span.of(text) for role, span in found.roles} == {
        "committer": "الحكومة",
        "action": "بإعادة فتح الميناء",
        "deadline": "خلال أسبوعين",
    }


def test_a_proposal_says_its_annotator_its_rule_and_how_sure_it_is() -> None:
    (found,) = propose("وافقت اللجنة على تمديد المهلة.")
    assert found.label == "acceptance"
    assert found.source == "commitments"
    assert found.rule.startswith("cue: وافق")
    assert found.score is not None
    assert 0.5 < found.score < 1
    assert (found.attribute("polarity"), found.attribute("status")) == ("positive", "made")


def test_vowel_marks_and_tatweel_hide_no_cue() -> None:
    plain, dressed = "رفضت النقابة تعليق الإضراب.", "رَفَضَتِ النقـــابة تعليق الإضراب."
    assert [each.span.of(plain) for each in propose(plain)] == ["رفضت"]
    assert [each.span.of(dressed) for each in propose(dressed)] == ["رَفَضَتِ"]


def check_all_lies_in(text: str, found: list[Annotation]) -> None:
    tokens = read_tokens(text)
    starts, ends = set(tokens.starts), set(tokens.ends)
    for each in found:
        for span in (each.span, *(span for _, span in each.roles)):
            assert 0 <= span.start < span.end <= len(text)
            assert span.start in starts
            assert span.end in ends
        assert not any(span.overlaps(each.span) for _, span in each.roles)
        assert each.score is not None
        assert 0 <= each.score <= 1
    assert [each.span.start for each in found] == sorted(each.span.start for each in found)
    assert all(not one.span.overlaps(other.span) for one, other in zip(found, found[1:], strict=False))


@settings(max_examples=60, deadline=None)
@given(st.text())
def test_any_text_can_be_read(text: str) -> None:
    check_all_lies_in(text, propose(text))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join))
def test_proposals_lie_in_the_text_at_whole_words_and_roles_off_the_cue(text: str) -> None:
    check_all_lies_in(text, propose(text))


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\n\n\n",
        "تعهد",
        "لن",
        "ًٌٍَُِّْ",
        "ـــ",
        "،؛؟!…«»()" * 50,
        "\ud800 تعهد \udfff بـ",
        "تعهد\0ت بعدم",
        "ﷺ تعهد بعدم",
        "\x1b[2Jتعهدت الحكومة [bold]بالدفع[/bold]",
        "<b>تعهدت</b> الحكومة'; DROP TABLE notes; --",
        "تعهد" * 250_000,
        "\u202eتعهدت\u202c الحكومة بالدفع",
    ],
    ids=range(15),
)
def test_odd_texts_are_read(text: str) -> None:
    check_all_lies_in(text, propose(text))


@pytest.fixture
def sees_a_cue_in(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Puts a network in the place of the trained one that takes one word for a pledge."""

    def see(word: str) -> None:
        monkeypatch.setattr(article_pass, "_open_network", lambda: StandInNetwork(**{word: SURE}))
        read_article.cache_clear()

    return see


def test_names_found_before_complete_the_roles(sees_a_cue_in: Callable[[str], None]) -> None:
    sees_a_cue_in("تعهد")
    text = "الأمين العام بان كي مون تعهد بالدعم الكامل."
    (alone,), (named,) = propose(text), propose(text, "بان كي مون")
    committers = [span.of(text) for each in (alone, named) if (span := each.role("committer")) is not None]
    assert committers == ["مون", "بان كي مون"]


def test_a_text_without_full_stops_is_read_in_bounded_stretches(sees_a_cue_in: Callable[[str], None]) -> None:
    sees_a_cue_in("تعهدت")
    text = "وقال الوزير إن الحكومة تعهدت ببناء المدارس هناك " * 2500
    found = propose(text)
    assert len(found) == 2500
    assert all(len(each.extent) < 1000 for each in found)
    check_all_lies_in(text, found)


def count_calls(text: str) -> int:
    """How many calls, of Python's own functions too, the annotator needs for a text."""
    calls = 0

    def count(frame: FrameType, event: str, argument: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    read_article.cache_clear()
    read_tokens.cache_clear()
    before = sys.getprofile()
    sys.setprofile(count)
    try:
        propose(text)
    finally:
        sys.setprofile(before)
    return calls


@pytest.mark.parametrize(
    "sentence",
    [
        "وقال الوزير إن الحكومة تعهدت ببناء المدارس. ",
        "تعهدت ",
        "، تعهدت «",
        "وقال الوزير إن الحكومة تعهدت ببناء المدارس ",
        "عنوان\n\n",
        "كلمة ",
    ],
)
def test_twice_the_text_needs_twice_the_calls(sentence: str, sees_a_cue_in: Callable[[str], None]) -> None:
    sees_a_cue_in("تعهدت")
    count_calls(sentence)
    once, twice = count_calls(sentence * 300), count_calls(sentence * 600)
    assert twice < 2.2 * once
