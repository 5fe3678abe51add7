"""Mentions of one entity carry one name, and names no list knows are romanised."""

from __future__ import annotations

import pytest

from reader.annotate.aliases import name_entities
from reader.annotate.romanising import romanise
from reader.model import Annotation, Span


def _mention(text: str, mention: str, label: str = "person", *, nth: int = 0, **attributes: str) -> Annotation:
    start = -1
    for _ in range(nth + 1):
        start = text.index(mention, start + 1)
    return Annotation(Span(start, start + len(mention)), label, attributes=tuple(attributes.items()))


def _entities(text: str, *mentions: Annotation) -> list[str]:
    return [each.attribute("entity") for each in name_entities(text, mentions)]


def test_a_person_named_by_a_part_is_called_by_the_whole() -> None:
    text = "السيال: قال منير السيال"
    assert _entities(text, _mention(text, "السيال"), _mention(text, "منير السيال")) == ["منير السيال", "منير السيال"]


def test_spellings_that_differ_in_spaces_are_one() -> None:
    text = "الفاروق أبوبكر أو الفاروق أبو بكر"
    one, other = _entities(text, _mention(text, "الفاروق أبوبكر"), _mention(text, "الفاروق أبو بكر"))
    assert one == other


def test_one_letter_makes_no_other_body_but_another_person_or_a_short_name_stays() -> None:
    text = "الميليشيات الطائفية والميلشيات الطائفية"
    militias = [_mention(text, "الميليشيات الطائفية", "group"), _mention(text, "الميلشيات الطائفية", "group")]
    assert len(set(_entities(text, *militias))) == 1
    text = "حلب حلبا"
    assert _entities(text, _mention(text, "حلب", "place"), _mention(text, "حلبا", "place")) == ["حلب", "حلبا"]


def test_places_side_by_side_stay_their_own() -> None:
    text = "كفريا والفوعة"
    assert _entities(text, _mention(text, "كفريا", "place"), _mention(text, "الفوعة", "place")) == ["كفريا", "الفوعة"]


def test_what_a_list_said_stays_and_is_shared() -> None:
    text = "جفش هي جبهة فتح الشام"
    listed = _mention(text, "جفش", "organization", entity="جبهة فتح الشام", gloss="Jabhat Fateh al-Sham")
    first, second = name_entities(text, [listed, _mention(text, "جبهة فتح الشام", "organization")])
    assert first.attribute("entity") == second.attribute("entity") == "جبهة فتح الشام"
    assert first.attribute("gloss") == "Jabhat Fateh al-Sham"


def test_a_capital_may_speak_for_its_state() -> None:
    text = "ترى موسكو أن حلب"
    moscow, aleppo = name_entities(text, [_mention(text, "موسكو", "place"), _mention(text, "حلب", "place")])
    assert moscow.attribute("metonym") == "روسيا"
    assert aleppo.attribute("metonym") == ""


def test_dates_and_commitments_are_left_alone() -> None:
    text = "تعهدت السبت"
    mentions = (_mention(text, "تعهدت", "pledge"), _mention(text, "السبت", "date"))
    assert name_entities(text, mentions) == mentions


def test_marks_do_not_belong_to_the_name() -> None:
    text = "بَشّـار الأسَد"
    assert _entities(text, _mention(text, text)) == ["بشار الأسد"]


@pytest.mark.parametrize(
    ("name", "latin"),
    [
        ("منير السيال", "Munir al-Sayal"),
        ("الفاروق أبو بكر", "al-Farouk Abu Bakr"),
        ("كفريا", "Kafrya"),
        ("سيرجي", "Sergey"),
        ("قنديل", "Qandil"),
        ("ياسمينة", "Yasmina"),
        ("ﻻفروف", "Lavrov"),
        ("", ""),
    ],
)
def test_names_in_latin_letters(name: str, latin: str) -> None:
    assert romanise(name) == latin
