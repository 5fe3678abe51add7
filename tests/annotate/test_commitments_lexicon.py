"""What a user can add to the lexicon of commitments, and what he is told when he cannot."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.annotate import commitments
from reader.annotate.commitments import Commitments
from reader.annotate.commitments.lexicon import read_lexicon
from reader.errors import ConfigError
from reader.model import Article

OWN = """
[[verb]]
lemma = "زف"
type = "pledge"
action = ["ب"]
forms = ["زف", "زفت", "يزف"]
gloss = "زف بـ: a house word"

[[noun]]
lemma = "ميثاق شرف"
type = "agreement"
forms = ["ميثاق"]
action = ["على"]

[[phrase]]
words = ["على", "عاتقه"]
type = "pledge"
action = ["masdar"]

[[verb]]
lemma = "هدد"
remove = true
"""


def propose(text: str, own: Path | None = None) -> list[tuple[str, str, str]]:
    return [(a.label, a.span.of(text), a.rule) for a in Commitments(own).annotate(Article(text), [])]


@pytest.fixture
def own(tmp_path: Path) -> Path:
    path = tmp_path / "commitments.toml"
    path.write_text(OWN, encoding="utf-8")
    return path


def test_a_verb_of_ones_own_is_a_cue(own: Path) -> None:
    assert propose("زفت الإدارة ببناء ملعب.", own) == [("pledge", "زفت", "زف بـ: a house word")]


def test_a_noun_of_ones_own_is_a_cue(own: Path) -> None:
    assert propose("وضعوا ميثاقا.", own) == []
    assert propose("كتبوا ميثاق على حماية الآثار.", own) == [("agreement", "ميثاق", "ميثاق شرف: agreement")]


def test_a_phrase_of_ones_own_is_a_cue(own: Path) -> None:
    assert [label for label, _, _ in propose("أخذ على عاتقه إعادة بناء المدرسة.", own)] == ["pledge"]


def test_an_entry_can_be_taken_away(own: Path) -> None:
    text = "هدد العمال بإغلاق المصنع."
    assert [label for label, _, _ in propose(text)] == ["threat"]
    assert propose(text, own) == []


def test_the_shipped_entries_stay(own: Path) -> None:
    assert [label for label, _, _ in propose("تعهد العمال بإصلاح المصنع.", own)] == ["pledge"]


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ('[[verb]]\ntype = "pledge"', "lemma"),
        ('[[verb]]\nlemma = "زف"\ntype = "wish"', "wish"),
        ('[[verb]]\nlemma = "زف"\ntype = "pledge"\naction = "ب"', "action"),
        ('[[verb]]\nlemma = "زف"\ntype = "pledge"\naction = ["فوق"]', "فوق"),
        ('[[verb]]\nlemma = "زف"\ntype = "pledge"\ncolour = "red"', "colour"),
        ('[[noun]]\nlemma = "ميثاق"\ntype = "pledge"', "forms"),
        ("verb = 3", "verb"),
        ("verb = [3]", "verb"),
        ("[[verb", "cannot be read"),
    ],
)
def test_what_cannot_be_used_is_named_by_file_and_entry(tmp_path: Path, lines: str, told: str) -> None:
    path = tmp_path / "commitments.toml"
    path.write_text(lines, encoding="utf-8")
    with pytest.raises(ConfigError) as raised:
        Commitments(path)
    assert str(path) in str(raised.value)
    assert told in str(raised.value)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"missing\.toml"):
        Commitments(tmp_path / "missing.toml")


def test_a_verb_needs_forms_where_none_are_shipped(tmp_path: Path) -> None:
    path = tmp_path / "commitments.toml"
    path.write_text('[[verb]]\nlemma = "زف"\ntype = "pledge"\naction = ["ب"]', encoding="utf-8")
    with pytest.raises(ConfigError, match="forms"):
        Commitments(path)


@pytest.mark.parametrize("form", ["وفي", "مصر", "ضمن", "شرطه", "يعد", "تعد", "موقع", "المعارضه", "مقابل"])
def test_no_shipped_verb_is_spelled_like_these(form: str) -> None:
    assert form not in read_lexicon().verbs


def test_the_shipped_lexicon_is_one_a_user_could_write() -> None:
    shipped = Path(commitments.__file__).parents[1] / "lexicon" / "commitments.toml"
    assert propose("تعهد العمال بإصلاح المصنع.", shipped) == propose("تعهد العمال بإصلاح المصنع.")


def test_every_shipped_verb_has_forms() -> None:
    lexicon = read_lexicon()
    spelled = {entry.lemma for entries in (*lexicon.verbs.values(), *lexicon.risky.values()) for entry, _ in entries}
    assert {"تعهد", "وعد", "اعتزم", "اتفق", "وافق", "رفض", "اشترط", "طالب", "هدد", "حكم", "نص"} <= spelled
