"""Mentions of one entity carry one name, and names no list knows are romanised."""

from __future__ import annotations

import unicodedata

import pytest

from reader.annotate.names.aliases import name_entities
from reader.annotate.names.romanising import romanise
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


def test_of_two_with_one_surname_the_one_named_last_is_meant() -> None:
    text = "محمد حسين الدرعاوي ثم الدرعاوي وحسين الدرعاوي ثم معيض الدرعاوي ثم الدرعاوي"
    names = ("محمد حسين الدرعاوي", "معيض الدرعاوي")
    mentions = [_mention(text, name) for name in names] + [_mention(text, "حسين الدرعاوي", nth=1)]
    single = [_mention(text, "الدرعاوي", nth=nth) for nth in (1, 4)]
    *_, half, first, second = _entities(text, *mentions, *single)
    assert (half, first, second) == (names[0], names[0], names[1])


def test_a_surname_is_that_of_whom_everybody_knows_whoever_else_was_named() -> None:
    text = "قال بشار الأسد. ووصل قصي الأسد. وأضاف الأسد"
    mentions = [_mention(text, "بشار الأسد"), _mention(text, "قصي الأسد"), _mention(text, "الأسد", nth=2)]
    assert _entities(text, *mentions) == ["بشار الأسد", "قصي الأسد", "بشار الأسد"]


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


@pytest.mark.parametrize(
    ("name", "label", "known"),
    [
        ("دمشق", "place", {"entity": "دمشق", "gloss": "Damascus", "code": "SY"}),
        ("حلب الشرقية", "place", {"entity": "حلب الشرقية", "gloss": "Eastern Aleppo", "code": "SY"}),
        ("الإمارات العربية المتحدة", "place", {"entity": "الإمارات", "gloss": "United Arab Emirates", "code": "AE"}),
        ("مدينة دمشق", "place", {"entity": "مدينة دمشق", "gloss": "Damascus", "code": "SY"}),
        ("دمشق القديمة", "place", {"gloss": "Damascus al-Qadima", "code": "SY"}),
        ("شارع فلسطين", "place", {"entity": "شارع فلسطين", "gloss": "Street of Palestine", "code": ""}),
        ("دمشق", "organization", {"entity": "دمشق", "gloss": "Damascus", "code": ""}),
        ("ميناء صفاقس", "place", {"entity": "ميناء صفاقس", "gloss": "Port of Sfax"}),
        ("خليج عمروس", "place", {"entity": "خليج عمروس", "gloss": "Gulf of Amrus"}),
        ("جامعة دمشق", "organization", {"entity": "جامعة دمشق", "gloss": "University of Damascus", "code": ""}),
        ("وزارة الخارجية الروسية", "organization", {"gloss": "Russian Ministry of Foreign Affairs"}),
        ("وزارة المالية", "organization", {"gloss": "Ministry of Finance"}),
        ("الجامعة الإسلامية", "organization", {"gloss": "al-Jamia al-Islamiya"}),
        ("دمشق", "person", {"entity": "دمشق", "gloss": "Damshq", "code": ""}),
    ],
)
def test_what_lists_know_of_a_name_is_told_whoever_found_it(name: str, label: str, known: dict[str, str]) -> None:
    (found,) = name_entities(name, [_mention(name, name, label)])
    assert {key: found.attribute(key) for key in known} == known


def test_a_name_that_lost_its_alef_is_known_by_the_whole() -> None:
    text = "إجلاء للفوعة"
    (fuah,) = name_entities(text, [_mention(text, "لفوعة", "place", entity="الفوعة")])
    assert (fuah.attribute("gloss"), fuah.attribute("code")) == ("Al-Fuah", "SY")


def test_a_town_keeps_its_number_in_geonames() -> None:
    (town,) = name_entities("إجدابيا", [_mention("إجدابيا", "إجدابيا", "place")])
    assert town.attribute("geonames") == "89113"


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
        ("حسن نصر الله", "Hassan Nasrallah"),
        ("مارتن شولتز", "Martin Schulz"),
        ("جون ماكين", "John McCain"),
        ("نادي Barça", "Nadi Barça"),
        ("", ""),
    ],
)
def test_names_in_latin_letters(name: str, latin: str) -> None:
    assert romanise(name) == latin


def test_a_name_is_spelt_composed_whatever_the_text_has() -> None:
    text = unicodedata.normalize("NFD", "قالت هيئة الأمم المتحدة، وهيئة الأمم")
    mention = unicodedata.normalize("NFD", "هيئة الأمم")
    given = _mention(text, mention, "organization", nth=1, entity=mention)
    assert _entities(text, _mention(text, mention, "organization"), given) == ["هيئة الأمم"] * 2
