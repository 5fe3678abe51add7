"""What is proposed in text that is not Arabic."""

from __future__ import annotations

import pytest

from reader.annotate.foreign_text import explain_language
from reader.annotate.pipeline import annotate
from reader.annotate.process.frames import pack_outcome, unpack_outcome
from reader.model import Article

ARABIC = "تعهدت روسيا بحماية المدنيين في حلب، وقال سيرغي لافروف إن بلاده لن تنسحب من الاتفاق."
PERSIAN = "لافروف وزیر خارجه روسیه گفت که این کشور به تعهدات خود در سوریه پایبند است و مذاکرات را ادامه می‌دهد."
ENGLISH = (
    "The minister Sergey Lavrov said on 2024-05-12 that Russia has agreed to 45% of the terms of the deal and that it "
    "will not withdraw from the treaty in Damascus before the end of May 2025."
)


def found(text: str) -> set[tuple[str, str]]:
    return {(each.span.of(text), each.label) for each in annotate(Article(text)).annotations}


@pytest.mark.parametrize(("text", "language"), [(PERSIAN, "Persian"), (ENGLISH, "English"), (ARABIC, "")])
def test_the_language_of_a_text_that_is_not_arabic_is_reported(text: str, language: str) -> None:
    outcome = annotate(Article(text))
    assert outcome.language == language
    assert unpack_outcome(pack_outcome(outcome)) == outcome


def test_nothing_is_proposed_but_what_holds_in_any_language() -> None:
    assert found(PERSIAN) == set()
    assert {label for _, label in found(ENGLISH)} <= {"date", "quantity"}
    assert ("2024-05-12", "date") in found(ENGLISH)


def test_an_arabic_article_keeps_its_proposals_around_a_foreign_paragraph() -> None:
    together = f"{ARABIC}\n\n{ENGLISH}\n\n{ARABIC}"
    alone = found(ARABIC)
    assert ("حلب", "place") in alone
    assert {each for each in found(together) if each[0] in ARABIC} >= alone
    assert not {label for quote, label in found(together) if quote not in ARABIC} - {"date", "quantity"}


def test_the_sentence_says_what_the_engine_reads() -> None:
    assert explain_language("") == ""
    assert explain_language("Urdu").startswith("The text seems to be Urdu; the engine reads Arabic only")
    assert "seems not to be Arabic" in explain_language("another language")
