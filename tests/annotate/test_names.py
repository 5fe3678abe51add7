"""Names that the lists know."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.annotate.lists.gazetteer import load_gazetteer
from reader.annotate.merging.overlaps import settle_overlaps
from reader.annotate.names.name_annotator import Names
from reader.arabic.words import fold
from reader.labels import default_labels
from reader.model import Annotation, Article


def _names(text: str) -> list[Annotation]:
    return list(settle_overlaps(Names().annotate(Article(text), ()), default_labels()))


def _found(text: str, label: str) -> list[str]:
    return [each.span.of(text) for each in _names(text) if each.label == label]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("خروج المدنيين من حلب وإدلب", ["حلب", "إدلب"]),
        ("دخول قافلة للفوعة وكفريا", ["لفوعة", "كفريا"]),
        ("بين بلدتي كفريا والفوعة", ["كفريا", "الفوعة"]),
        ("في مُضَايا و الزبــداني", ["مُضَايا", "الزبــداني"]),
        ("الولايات المتحدة الأميركية وروسيا", ["الولايات المتحدة الأميركية", "روسيا"]),
        ("زار ح\u00adلب ودم\u200fشق والقا\u2060هرة", ["ح\u00adلب", "دم\u200fشق", "القا\u2060هرة"]),
        ("الولايات\u200f المت\u061cحدة أمس", ["الولايات\u200f المت\u061cحدة"]),
        ("أخبار #حلب و#سوريا", ["حلب", "سوريا"]),
        ("أخبار #حلب_سوريا من @حلب", []),
        ("فتح الباب", []),
        ("مدينة صناعية جديدة", []),
        ("كان بين بن دون سوف هو", []),
        ("استقبل وفدًا سوريًا ورجلا بريطانياً", []),
    ],
)
def test_places(text: str, places: list[str]) -> None:
    assert _found(text, "place") == places


def test_a_newspaper_is_not_called_after_the_place_of_its_name() -> None:
    (paper,) = _names("قال مصدر لـ«الرياض» إن الاجتماع تأجل")
    (quoted,) = _names("كتبت «الرياض» أن الاجتماع تأجل")
    assert (paper.label, paper.attribute("entity")) == ("organization", "صحيفة الرياض")
    assert paper.attribute("gloss") == "al-Riad (newspaper)"
    # To whom something is told, that is a newspaper however sure the recogniser is of a city.
    assert (paper.score or 0) > 0.9 > (quoted.score or 0)


@pytest.mark.parametrize(
    ("text", "organizations"),
    [
        ("أفاد المرصد السوري لحقوق الإنسان السبت", ["المرصد السوري لحقوق الإنسان"]),
        ('مصادر لـ"العربية".', ["العربية"]),
        ("اللغة العربية", []),
        ("أكد لـ«الرياض» أن", ["الرياض"]),
        ("قائد لجبهة أحرار الشام المعارضة", ["جبهة أحرار الشام"]),
        ("بحسب وكالة رويترز", ["وكالة رويترز"]),
        ("حركة التداول في السوق", []),
        ("عضو في حركة حماس", ["حركة حماس"]),
    ],
)
def test_organizations(text: str, organizations: list[str]) -> None:
    assert _found(text, "organization") == organizations


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("بين الروس والميليشيات الإيرانية", ["الروس", "الميليشيات الإيرانية"]),
        ("طرح الإيرانيون بندا للسوريين", ["الإيرانيون", "لسوريين"]),
        ("الطائفة الشيعية", ["الطائفة الشيعية"]),
        ("الموقف الروسي", []),
        ("أسعار الألبان والأرز، والمحللون الماليون", []),
    ],
)
def test_groups(text: str, groups: list[str]) -> None:
    assert _found(text, "group") == groups


def test_a_listed_name_brings_what_the_list_knows() -> None:
    (damascus,) = _names("دمشق")
    assert damascus.attributes == (
        ("entity", "دمشق"),
        ("gloss", "Damascus"),
        ("code", "SY"),
        ("geonames", "170654"),
    )
    assert damascus.rule == "place list"
    assert damascus.score == 0.9


def test_a_small_town_is_less_sure_than_a_country() -> None:
    assert [each.score for each in _names("في إجدير وفي الكاميرون")] == [0.65, 0.9]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("العائلة المالكة السعودية", []),
        ("العاصمة السعودية الرياض", ["الرياض"]),
        ("زار السعودية أمس", ["السعودية"]),
        ("مصر والسعودية", ["مصر", "السعودية"]),
        ("المملكة العربية السعودية", ["المملكة العربية السعودية"]),
    ],
)
def test_an_adjective_is_not_the_country(text: str, places: list[str]) -> None:
    assert _found(text, "place") == places


def test_every_proposal_says_why_and_how_sure() -> None:
    for each in _names("قال الرئيس بشار الأسد في بلدة كفريا إن الشعب السوري ووزارة الدفاع"):
        assert each.rule
        assert each.score is not None
        assert 0 < each.score <= 1


@pytest.mark.parametrize(
    "text", ["", " ", "حلب", "ًٌٍ", "ـــ", "\ud800\udfff", "\x00", "ﺣﻠﺐ", "و", "الرئيس", "وزارة", "مدينة", "أبو"]
)
def test_texts_of_next_to_nothing(text: str) -> None:
    assert all(fold(each.span.of(text)) == "حلب" for each in _names(text))


def test_presentation_forms_and_a_ligature_keep_their_offsets() -> None:
    text = "ﻓﻲ ﺣﻠﺐ وﻻذقية"
    assert [each.span.of(text) for each in _names(text)] == ["ﺣﻠﺐ", "ﻻذقية"]


_WORDS = st.sampled_from(
    [
        "الرئيس",
        "وزير",
        "الخارجية",
        "الروسي",
        "بشار",
        "الأسد",
        "علي",
        "على",
        "محمد",
        "بن",
        "أبو",
        "عبد",
        "الله",
        "وزارة",
        "الدفاع",
        "مدينة",
        "الباب",
        "حلب",
        "للفوعة",
        "وكفريا",
        "حزب",
        "الله",
        "المعارضة",
        "السورية",
        "قال",
        "السيال",
        "ﻻ",
        "ـ",
        "و",
        "ل",
        "لل",
        "وال",
        ".",
        "،",
        '"',
        "\n",
        "4",
        "آلاف",
        "بلدتي",
        "شمال",
    ]
)


@given(st.lists(_WORDS, max_size=25).map(" ".join) | st.text())
def test_every_span_is_a_stretch_of_the_text_that_holds_what_was_matched(text: str) -> None:
    article = Article(text)
    for each in Names().annotate(article, ()):
        assert 0 <= each.span.start < each.span.end <= len(text)
        found = each.span.of(text)
        assert found == found.strip()
        if each.rule.endswith("list") and (entry := load_gazetteer().find(fold(found))) is not None:
            assert entry.name == each.attribute("entity")
