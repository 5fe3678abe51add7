"""What a user adds to the cues and takes away from them, and the sentence that he reads when he cannot."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from reader.annotate import find_annotator
from reader.annotate.commitments import Commitments
from reader.annotate.commitments.candidates import find_candidates
from reader.annotate.commitments.own_words import OWN_CHANCE, OwnWords, read_own_words
from reader.annotate.commitments.roles import fill_roles
from reader.annotate.pipeline import annotate
from reader.annotate.recogniser.article_pass import ArticlePass, PossibleCue, RoleStretch
from reader.annotate.tokens import read_tokens
from reader.errors import ConfigError
from reader.model import Annotation, Article

PAGE = Path(__file__).parents[2] / "docs" / "annotate.md"
OWN = """
remove = ["هدد"]

[[cue]]
words = ["زف", "زفت", "يزف"]
type = "pledge"
lemma = "زف"
follows = "بـ"

[[cue]]
words = ["أخذ على عاتقه"]
type = "pledge"
"""


def read(tmp_path: Path, text: str) -> OwnWords:
    path = tmp_path / "cues.toml"
    path.write_text(text, encoding="utf-8")
    return read_own_words(path)


def passed(text: str, *cues: PossibleCue) -> ArticlePass:
    """What a network would say that sees no cues but these."""
    return ArticlePass([list(range(len(read_tokens(text))))], (), [], cues)


def propose(tmp_path: Path, text: str, own: str) -> list[Annotation]:
    path = tmp_path / "cues.toml"
    path.write_text(own, encoding="utf-8")
    return list(Commitments(own=path).annotate(Article(text), []))


def test_a_word_of_ones_own_is_a_candidate_where_the_network_sees_nothing(tmp_path: Path) -> None:
    text = "وزفت الإدارة ببناء ملعب"
    (found,) = find_candidates(read_tokens(text), passed(text), read(tmp_path, OWN))
    assert found.own is not None
    assert (found.cue.first, found.cue.last, found.own.type, found.own.lemma) == (0, 0, "pledge", "زف")


def test_the_roles_are_those_that_the_network_gives_to_a_cue_at_the_same_place(tmp_path: Path) -> None:
    text = "زفت الإدارة ببناء ملعب"
    stretch = RoleStretch("committer", 1, 1, 2.0)
    seen = PossibleCue(0, 0, 0.1, (("demand", 0.9), ("pledge", 0.1)), (stretch,))
    (found,) = find_candidates(read_tokens(text), passed(text, seen), read(tmp_path, OWN))
    assert found.cue.roles == (stretch,)
    assert found.cue.types == (("pledge", 1.0),)


def test_several_words_are_one_cue(tmp_path: Path) -> None:
    text = "وأخذ على عاتقه إعادة البناء"
    found, *_ = find_candidates(read_tokens(text), passed(text), read(tmp_path, OWN))
    assert (found.cue.first, found.cue.last) == (0, 2)
    assert found.own is not None
    assert found.own.lemma == "أخذ على عاتقه"


def test_several_words_are_no_cue_across_the_end_of_a_sentence(tmp_path: Path) -> None:
    tokens = read_tokens("أخذ على عاتقه")
    cut = ArticlePass([[0, 1], [2]], (), [], ())
    assert list(find_candidates(tokens, cut, read(tmp_path, OWN))) == []


def test_a_lemma_that_was_taken_away_is_no_candidate_even_where_the_network_sees_it(tmp_path: Path) -> None:
    text = "هدد العمال بإغلاق المصنع"
    seen = passed(text, PossibleCue(0, 0, 0.99, (("threat", 1.0),), ()))
    assert [each.cue.chance for each in find_candidates(read_tokens(text), seen)] == [0.99]
    assert list(find_candidates(read_tokens(text), seen, read(tmp_path, OWN))) == []


def test_a_word_of_ones_own_is_proposed_with_its_type_whatever_the_network_says(tmp_path: Path) -> None:
    text = "زفت الإدارة ببناء ملعب، وغادر المدير المدينة."
    (found,) = [each for each in propose(tmp_path, text, OWN) if each.span.of(text) == "زفت"]
    assert (found.label, found.score, found.rule) == ("pledge", OWN_CHANCE, "your own cue: زف بـ")
    assert "action" in dict(found.roles)


@pytest.mark.parametrize(
    ("text", "action"),
    [
        ("زفت الإدارة ببناء ملعب، وغادر المدير المدينة.", "الإدارة ببناء ملعب"),
        ("زفت ببناء ملعب\nوغادر المدير", "ببناء ملعب"),
        ("زفت ببناء ملعب", "ببناء ملعب"),
        ("زفت.", None),
    ],
)
def test_the_action_is_the_rest_of_the_clause_where_the_network_has_none(text: str, action: str | None) -> None:
    cue = PossibleCue(0, 0, OWN_CHANCE, (("pledge", 1.0),), ())
    roles = dict(fill_roles(read_tokens(text), cue, [], is_own=True))
    assert (roles["action"].of(text) if roles else None) == action
    assert fill_roles(read_tokens(text), cue, []) == ()


def test_the_shipped_words_stay(tmp_path: Path) -> None:
    text = "تعهدت الحكومة بإصلاح الطريق"
    assert [
        each.entry is not None for each in find_candidates(read_tokens(text), passed(text), read(tmp_path, OWN))
    ] == [True]


def test_without_a_file_nothing_is_added(tmp_path: Path) -> None:
    assert read_own_words(tmp_path / "cues.toml") == OwnWords()


def test_the_file_in_the_configuration_folder_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "arabic-reader"
    folder.mkdir()
    (folder / "cues.toml").write_text(OWN, encoding="utf-8")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    text = "زفت الإدارة ببناء ملعب."
    assert "your own cue: زف بـ" in {each.rule for each in Commitments().annotate(Article(text), [])}


def test_the_example_of_the_page_works(tmp_path: Path) -> None:
    (block,) = re.findall(r"<!-- cues.toml -->\n\n```toml\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    text = "أعلن الوزير أن بلاده تأخذ على عاتقها بناء الميناء. وبشر المدير الموظفين بزيادة الأجور."
    found = {each.span.of(text): each.label for each in propose(tmp_path, text, block)}
    assert found["تأخذ على عاتقها"] == "pledge"
    assert found["وبشر"] == "pledge"


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ('[[cue]]\ntype = "pledge"', "[[cue]] number 1 lacks 'words'; add it."),
        ('[[cue]]\nwords = ["زف"]', "[[cue]] number 1 lacks 'type'; add it."),
        ('[[cue]]\nwords = ["زف"]\ntype = "wish"', "there is no type 'wish'; use one of pledge, intent"),
        ('[[cue]]\nwords = "زف"\ntype = "pledge"', "words must be a list of words in quotation marks"),
        ('[[cue]]\nwords = []\ntype = "pledge"', "words is empty"),
        ('[[cue]]\nwords = ["؟"]\ntype = "pledge"', "'؟' in words is no word or run of words"),
        ('[[cue]]\nwords = ["زف، وعد"]\ntype = "pledge"', "'زف، وعد' in words is no word or run of words"),
        ('[[cue]]\nwords = ["زف"]\ntype = "pledge"\ncolour = "red"', "has the unknown key 'colour'; use words, type"),
        ('[[cue]]\nwords = ["زف"]\ntype = "pledge"\nlemma = 3', "lemma must be a text in quotation marks"),
        ('[[verb]]\nlemma = "زف"', "has the unknown key 'verb'; use [[cue]] and remove."),
        ("cue = 3", "cue must be a list of tables"),
        ("cue = [3]", "cue must be a list of tables"),
        ('remove = "هدد"', "remove must be a list of words"),
        ('remove = ["سمكة"]', "remove names 'سمكة', which is no lemma of the lexicon"),
        ("[[cue", "your cue words cannot be read"),
    ],
)
def test_what_cannot_be_used_is_named_with_its_place_and_a_way_out(tmp_path: Path, lines: str, words: str) -> None:
    with pytest.raises(ConfigError) as raised:
        read(tmp_path, lines)
    assert str(raised.value).startswith(str(tmp_path / "cues.toml"))
    assert words in str(raised.value)


def test_a_file_that_cannot_be_used_costs_the_commitments_and_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "arabic-reader"
    folder.mkdir()
    (folder / "cues.toml").write_text("cue = 3", encoding="utf-8")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    find_annotator.cache_clear()
    try:
        outcome = annotate(Article("وصل الوزير يوم الأحد."), names=("patterns", "commitments"))
    finally:
        find_annotator.cache_clear()
    assert [each.label for each in outcome.annotations] == ["date"]
    (failure,) = outcome.failures
    assert failure.message.startswith(str(folder / "cues.toml"))
