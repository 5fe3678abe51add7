"""What the library, the store and the engine say in Arabic, and what stays English there."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.annotate.rule_words import say_rule
from reader.annotate.word_card import look_up
from reader.errors import QueryError, StoreError
from reader.library.index.library_index import explain
from reader.library.queries.query_parsing import parse_query
from reader.store.checking import check
from reader.wording import use_language
from reader.wording.spoken_language import name_language


@pytest.fixture(autouse=True)
def _arabic() -> Iterator[None]:
    use_language("ar")
    yield
    use_language("en")


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("recogniser: place; place list (GeoNames)", "المتعرف: مكان؛ قائمة الأماكن (GeoNames)"),
        ("cue: تعهد ب", "كلمة التزام: تعهد ب"),
        ("named elsewhere in the article as person", "ورد في موضع آخر من المقال بتصنيف شخص"),
        ("short for سيرغي لافروف", "اختصار سيرغي لافروف"),
        ("a rule of somebody else", "a rule of somebody else"),
        ("short for {name}", "اختصار {name}"),
    ],
)
def test_rules_are_said_in_arabic(rule: str, said: str) -> None:
    assert say_rule(rule) == said


def test_rules_are_said_as_they_are_in_english() -> None:
    use_language("en")
    rule = "recogniser: place; named elsewhere in the article as person"
    assert say_rule(rule) == rule


def test_the_word_card_names_the_grammar_in_arabic() -> None:
    card = look_up("سيطالبون")
    assert card.part_of_speech.startswith("verb, present")
    assert ("نوع الكلمة", "فعل، مضارع (هم)") in card.rows(arabic=True)


def test_the_store_says_what_is_wrong(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="لا مساحة عمل هنا؛ انظر `reader where`"):
        check(tmp_path / "none.db")


def test_the_index_says_what_is_wrong(tmp_path: Path) -> None:
    full = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    assert explain(full, tmp_path / "index.db").endswith("القرص ممتلئ؛ أفسح مكانًا.")


def test_a_query_says_what_is_wrong() -> None:
    with pytest.raises(QueryError) as raised:
        parse_query("state:nowhere")
    assert raised.value.why.startswith("لا حالة بهذا الاسم؛ اختر من ")


def test_processes_of_our_own_speak_the_same_language() -> None:
    assert name_language() == {"READER_LANG": "ar"}
