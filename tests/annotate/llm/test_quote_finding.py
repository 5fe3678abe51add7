"""Quotes are found letter by letter, in another spelling, and nearly; and the example in the instructions is right."""

from __future__ import annotations

import json

import pytest

from reader.annotate.llm import instructing
from reader.annotate.llm.answers import Answer, QuotedCommitment, QuotedEntity, read_answer
from reader.annotate.llm.quote_finding import QuoteFinder
from reader.annotate.llm.quoted_annotations import anchor
from reader.labels import default_labels

TEXT = "وصل الوفد إلى دمشق، ثم عاد من دمشق ووصل وبدمشق التقى الدمشقيين. قالت «الأنباء» إنّ المسؤولين\nأكّدوا رغبتهم في وقف إطلاق النار بمدينة #حلب."


def found(quote, text=TEXT):
    return [hit.span.of(text) for hit in QuoteFinder(text).find(quote)]


@pytest.mark.parametrize(
    ("quote", "places"),
    [
        ("دمشق", ["دمشق", "دمشق", "دمشق"]),
        ("«دمشق»،", ["دمشق", "دمشق", "دمشق"]),
        ("حلب", ["حلب"]),
        ("المسئولين أكدوا رغبتهم", ["المسؤولين\nأكّدوا رغبتهم"]),
        ("قال", []),
        ("شق", []),
        ("بيروت", []),
        ("", []),
        ("،", []),
        ("ا" * 5000, []),
    ],
)
def test_whole_words_are_found_with_or_without_their_proclitics(quote, places):
    assert found(quote) == places


def test_words_that_are_nearly_those_of_the_text_are_found_less_surely():
    (hit,) = QuoteFinder(TEXT).find("أكدوا رغبتهم بوقف إطلاق النار")
    assert hit.span.of(TEXT) == "أكّدوا رغبتهم في وقف إطلاق النار"
    assert not hit.is_sure


def test_words_that_are_only_somewhat_alike_are_not_found():
    assert found("نفى المسؤولون وقف تصدير الغاز إلى تركيا") == []


def test_a_context_chooses_among_the_places_of_an_entity():
    answer = Answer((QuotedEntity("place", "دمشق", "عاد من دمشق"),), ())
    ((annotation,), lost) = (anchor(answer, TEXT, source="llm", model="m").annotations, 0)
    assert (annotation.span.start, lost) == (TEXT.index("من دمشق") + 3, 0)


def test_a_cue_without_a_context_must_stand_once():
    twice = QuotedCommitment("pledge", "دمشق", "", (), ())
    once = QuotedCommitment("pledge", "التقى", "nowhere", (), ())
    anchored = anchor(Answer((), (twice, once)), TEXT, source="llm", model="m")
    assert [each.span.of(TEXT) for each in anchored.annotations] == ["التقى"]
    assert anchored.lost == 1


def test_a_role_is_taken_from_the_sentence_of_its_cue():
    text = "روسيا قالت. تعهدت روسيا بوقف القصف. روسيا عادت."
    pledge = QuotedCommitment("pledge", "تعهدت", "تعهدت روسيا", (("committer", "روسيا"),), ())
    ((annotation,), _) = (anchor(Answer((), (pledge,)), text, source="llm", model="m").annotations, 0)
    assert annotation.role("committer").start == text.index("تعهدت روسيا") + len("تعهدت ")


def test_a_lead_that_is_printed_twice_is_marked_twice():
    text = "تعهدت روسيا بالهدنة\nتعهدت روسيا بالهدنة"
    pledge = QuotedCommitment("pledge", "تعهدت", "تعهدت روسيا", (), ())
    assert len(anchor(Answer((), (pledge,)), text, source="llm", model="m").annotations) == 2


def test_the_example_in_the_instructions_keeps_the_rules_it_is_an_example_of():
    labels = default_labels()
    article = instructing._read_rules()["example"]["article"].strip()
    answer = read_answer(json.dumps(instructing._example_answer(labels)), labels)
    anchored = anchor(answer, article, source="llm", model="m")
    assert (answer.unusable, anchored.lost) == (0, 0)
    assert {each.score for each in anchored.annotations} == {0.8}
    assert {each.label for each in anchored.annotations} >= {"intent", "demand", "refusal", "person", "date"}


def test_every_default_label_type_role_and_attribute_has_a_rule():
    labels, rules = default_labels(), instructing._read_rules()
    assert list(rules["labels"]) == [each.name for each in labels.entities]
    assert list(rules["types"]) == [each.name for each in labels.commitments]
    assert list(rules["roles"]) == [each.name for each in labels.roles]
    assert list(rules["attributes"]) == ["polarity", "status"]
