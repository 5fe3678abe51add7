"""Names and dates that other annotators found tell the rules where a noun phrase or a term ends."""

from __future__ import annotations

import pytest

from reader.annotate.commitments import Commitments
from reader.annotate.commitments.found_before import mark_found
from reader.annotate.commitments.text_words import read_tokens
from reader.model import Annotation, Article, Span


def find(text: str, found: str, label: str) -> Annotation:
    start = text.index(found)
    return Annotation(Span(start, start + len(found)), label, source="names")


def read_roles(text: str, *names: tuple[str, str]) -> dict[str, str]:
    (proposal,) = Commitments().annotate(Article(text), [find(text, *name) for name in names])
    return {role: span.of(text) for role, span in proposal.roles}


def test_two_names_side_by_side_are_two_parties() -> None:
    roles = read_roles("ودعت باريس طهران إلى اغتنام الفرصة.", ("باريس", "place"), ("طهران", "place"))
    assert roles == {"committer": "باريس", "action": "إلى اغتنام الفرصة", "counterparty": "طهران"}


def test_a_person_after_a_country_is_its_officer() -> None:
    roles = read_roles("تعهد رئيس اليمن عبد ربه منصور بدعم الهدنة.", ("اليمن", "place"), ("عبد ربه منصور", "person"))
    assert roles["committer"] == "رئيس اليمن عبد ربه منصور"


def test_a_verbal_noun_after_a_name_is_the_object() -> None:
    roles = read_roles("ورفض مكتب الرئيس فرانسوا أولوند التعليق.", ("فرانسوا أولوند", "person"))
    assert roles == {"committer": "مكتب الرئيس فرانسوا أولوند", "action": "التعليق"}


def test_a_name_hides_what_would_look_like_a_verb() -> None:
    roles = read_roles("وافق الوزير يحيى الراعي على الخطة.", ("يحيى الراعي", "person"))
    assert roles["committer"] == "الوزير يحيى الراعي"


def test_a_term_runs_as_far_as_the_date_that_was_found() -> None:
    text = "تعهدت الشركة بتسليم المبنى في غضون ثماني وأربعين ساعة."
    assert read_roles(text, ("غضون ثماني وأربعين ساعة", "date"))["deadline"] == "في غضون ثماني وأربعين ساعة"


def test_what_lies_in_the_past_is_no_term_and_opens_none() -> None:
    text = "تعهدت الشركة بنشر ترتيب الفرق خلال السنوات ال 4 الماضية كاملا."
    roles = read_roles(text, ("السنوات ال 4 الماضية", "date"))
    assert roles == {"committer": "الشركة", "action": "بنشر ترتيب الفرق خلال السنوات ال 4 الماضية كاملا"}


def test_the_other_side_of_an_agreement_may_stand_in_what_is_signed() -> None:
    text = "وقع الصندوق اتفاقية تعاون مع مجموعة النور."
    assert read_roles(text, ("مجموعة النور", "organization"))["counterparty"] == "مع مجموعة النور"


@pytest.mark.parametrize("span", [Span(0, 0), Span(3, 4), Span(0, 500), Span(93, 94)])
def test_annotations_that_fit_no_word_are_passed_over(span: Span) -> None:
    tokens = mark_found(read_tokens("كلم " + "كلمة " * 18), [Annotation(span, "person"), Annotation(span, "date")])
    assert not tokens.named


def test_what_is_neither_name_nor_date_is_passed_over() -> None:
    tokens = mark_found(read_tokens("ثلاثة رجال"), [Annotation(Span(0, 5), "quantity")])
    assert not tokens.named
    assert not tokens.dates
