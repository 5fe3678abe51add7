"""What the program says, in two languages."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from reader.settings.interface_language import settle_language
from reader.wording import (
    choose_language,
    counted,
    language_in_force,
    number,
    say,
    use_digits,
    use_language,
    written_digits,
)


@pytest.fixture(autouse=True)
def _english_again() -> Iterator[None]:
    yield
    use_language("en")


@pytest.mark.parametrize(
    ("environ", "asked", "setting", "language"),
    [
        ({}, "", "auto", "en"),
        ({"LANG": "ar_EG.UTF-8"}, "", "auto", "ar"),
        ({"LANG": "ar_EG.UTF-8", "LC_ALL": "C.UTF-8"}, "", "auto", "en"),
        ({"LANG": "de_DE.UTF-8"}, "", "auto", "en"),
        ({"LANG": "ar_EG.UTF-8"}, "", "en", "en"),
        ({"READER_LANG": "ar"}, "", "en", "ar"),
        ({"READER_LANG": "ar"}, "en", "auto", "en"),
        ({"READER_LANG": "klingon"}, "", "ar", "ar"),
    ],
)
def test_the_language_is_chosen(environ: dict[str, str], asked: str, setting: str, language: str) -> None:
    assert choose_language(environ, asked=asked, setting=setting) == language


def test_the_option_may_stand_anywhere_before_two_dashes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("READER_LANG", "")
    assert settle_language(["search", "--lang", "ar", "x"]) == ["search", "x"]
    assert language_in_force() == "ar"
    assert settle_language(["--lang=en", "x"]) == ["x"]
    assert language_in_force() == "en"
    assert settle_language(["read", "--", "--lang=ar"]) == ["read", "--", "--lang=ar"]
    assert language_in_force() == "en"
    assert settle_language(["--lang", "fr"]) == ["--lang", "fr"]


def test_numbers_have_the_digits_of_the_interface() -> None:
    assert number(1204) == "1,204"
    use_language("ar")
    assert number(1204) == "١٬٢٠٤"
    assert written_digits("2026-11-30") == "٢٠٢٦-١١-٣٠"
    use_digits("western")
    assert number(1204) == "1,204"
    assert written_digits("2026-11-30") == "2026-11-30"


@pytest.mark.parametrize(
    ("count", "said"),
    [(0, "لا مقالات"), (1, "مقال واحد"), (2, "مقالان"), (3, "3 مقالات"), (11, "11 مقالًا"), (100, "100 مقال")],
)
def test_arabic_has_six_plural_forms(count: int, said: str) -> None:
    use_language("ar")
    use_digits("western")
    assert counted(count, "{number} article", "{number} articles") == said


def test_values_are_filled_in_and_are_no_format() -> None:
    assert say("{name}: {what}", name="{what}", what="{name}") == "{what}: {name}"
