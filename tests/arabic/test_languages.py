"""Which texts are not Arabic, and which paragraphs of a text that is."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.arabic.languages import OTHER, find_foreign

ARABIC = "تعهدت روسيا بحماية المدنيين في حلب، وقال لافروف إن بلاده لن تنسحب من الاتفاق قبل نهاية العام."
PERSIAN = "وزیر امور خارجه ایران گفت که این کشور به تعهدات خود پایبند است و مذاکرات را ادامه می‌دهد."
URDU = "وزیر اعظم نے کہا ہے کہ پاکستان اپنے وعدے پورے کرے گا اور کشمیر کے مسئلے پر بات چیت جاری رہے گی۔"
ENGLISH = (
    "The minister said on Monday that the government has agreed to the terms of the deal and that it will not "
    "withdraw from the treaty before the end of the year."
)
HEBREW = "שר החוץ אמר כי הממשלה לא תחתום על ההסכם עם רוסיה, וכי היא בוחנת את הצעדים הבאים של המדינה."


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("Persian", PERSIAN),
        # Many type it with the Arabic letters.
        ("Persian", PERSIAN.replace("ی", "ي").replace("ک", "ك")),
        ("Urdu", URDU),
        ("English", ENGLISH),
        ("Hebrew", HEBREW),
        ("Kurdish", "وەزیری دەرەوە گوتی کە ئەم ڕێککەوتنە بۆ هەموو لایەک باشە و لە ساڵی داهاتوو جێبەجێ دەکرێت."),
        (OTHER, "Rząd zapowiedział nowe przepisy dotyczące bezpieczeństwa narodowego oraz współpracy międzynarodowej."),
    ],
)
def test_a_text_in_another_language_is_named(language: str, text: str) -> None:
    foreign = find_foreign(text)
    assert foreign.language == language
    assert foreign.is_whole
    assert [part.of(text) for part in foreign.parts] == [text]


@pytest.mark.parametrize(
    "text",
    [
        ARABIC,
        # Typed with the letters of Persian, as by agencies in Tehran.
        ARABIC.replace("ي", "ی").replace("ك", "ک"),
        "وقال گاطع نجمان الرگابي في بغداد إن چلبي لن يحضر الاجتماع الذي دعا إليه ڤالس في پاريس.",
        "أطلقت Apple هاتف iPhone 15 Pro Max في السعودية عبر Amazon و Noon",
        "",
        "2024 - 12 - 01",
    ],
)
def test_arabic_stays_arabic(text: str) -> None:
    assert not find_foreign(text).language
    assert not find_foreign(text).parts


@pytest.mark.parametrize("other", [ENGLISH, f"{PERSIAN} {PERSIAN}", f"{URDU} {URDU}", f"{HEBREW} {HEBREW}"])
def test_a_paragraph_in_another_language_is_set_apart(other: str) -> None:
    text = "\n\n".join([ARABIC, ARABIC, other, ARABIC, ARABIC])
    foreign = find_foreign(text)
    assert not foreign.language
    assert [part.of(text) for part in foreign.parts] == [other]


def test_a_title_of_a_book_stays_with_its_article() -> None:
    text = f"{ARABIC}\nRobert Douglas, The Story of Alice and the Secret History of Wonderland, 2015."
    assert not find_foreign(text).parts


def test_an_arabic_quotation_in_another_language_is_not_foreign() -> None:
    text = "\n".join([ENGLISH, ENGLISH, ENGLISH, ARABIC])
    foreign = find_foreign(text)
    assert foreign.language == "English"
    assert not foreign.is_whole
    assert text.index(ARABIC) not in {part.start for part in foreign.parts}


def test_the_seed_is_arabic() -> None:
    for path in (Path(__file__).parents[2] / "seeds").glob("*.txt"):
        assert not find_foreign(path.read_text(encoding="utf-8")).parts
