"""The network reads an article once, and what it says of cues and their roles is counted in tokens of the article."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib.util import find_spec

import pytest
from stand_in_network import StandInNetwork

from reader.annotate.commitments import Commitments
from reader.annotate.entities.entity_annotator import Entities
from reader.annotate.recogniser import article_pass
from reader.annotate.recogniser.article_pass import POSSIBLE, PossibleCue, read_article
from reader.annotate.recogniser.network import Recogniser, WindowOutput
from reader.annotate.tokens import read_tokens
from reader.errors import AnnotateError
from reader.model import Article

TEXT = "موسكو تتعهد بوقف القتال خلال أسبوع.\n\nقال الوزير إنه يرفض العرض."


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch):  # type: ignore[no-untyped-def]
    """Reads a text with a stand-in that gives words the chances of "O", B- and I-pledge, B- and I-refusal."""

    def read(text: str, **chances: Sequence[float]) -> tuple[PossibleCue, ...]:
        monkeypatch.setattr(article_pass, "_open_network", lambda: StandInNetwork(**chances))
        read_article.cache_clear()
        found = read_article(text).cues
        read_article.cache_clear()
        return found

    return read


def words_of(text: str, first: int, last: int) -> str:
    return read_tokens(text).span(first, last).of(text)


def test_a_cue_is_counted_in_tokens_with_its_chance_types_and_roles(read) -> None:  # type: ignore[no-untyped-def]
    (cue,) = read(TEXT, تتعهد=(0.1, 0.6, 0.0, 0.3, 0.0))
    assert words_of(TEXT, cue.first, cue.last) == "تتعهد"
    assert cue.chance == pytest.approx(0.9)
    assert [(label, pytest.approx(share, abs=1e-4)) for label, share in cue.types] == [
        ("pledge", 0.6667),
        ("refusal", 0.3333),
    ]
    roles = {each.role: words_of(TEXT, each.first, each.last) for each in cue.roles}
    assert roles == {"committer": "موسكو", "action": "بوقف القتال"}
    assert all(each.gain > 0 for each in cue.roles)


def test_a_line_end_between_sentences_shifts_no_token(read) -> None:  # type: ignore[no-untyped-def]
    (cue,) = read(TEXT, يرفض=(0.0, 0.0, 0.0, 1.0, 0.0))
    assert words_of(TEXT, cue.first, cue.last) == "يرفض"


def test_neighbours_are_one_cue_also_where_both_may_begin_one(read) -> None:  # type: ignore[no-untyped-def]
    begins = (0.1, 0.9, 0.0, 0.0, 0.0)
    (cue,) = read(TEXT, إنه=begins, يرفض=begins)
    assert words_of(TEXT, cue.first, cue.last) == "إنه يرفض"


def test_a_faint_neighbour_is_no_part_of_a_strong_cue(read) -> None:  # type: ignore[no-untyped-def]
    strong, faint = read(TEXT, إنه=(0.0, 1.0, 0.0, 0.0, 0.0), يرفض=(0.9, 0.0, 0.1, 0.0, 0.0))
    assert words_of(TEXT, strong.first, strong.last) == "إنه"
    assert faint.chance == pytest.approx(0.1)


def test_words_in_two_sentences_are_two_cues(read) -> None:  # type: ignore[no-untyped-def]
    sure = (0.0, 1.0, 0.0, 0.0, 0.0)
    assert len(read("قال أرفض\n\nأرفض العرض", أرفض=sure)) == 2


def test_what_is_hardly_possible_is_not_looked_at(read) -> None:  # type: ignore[no-untyped-def]
    assert read(TEXT, تتعهد=(1 - POSSIBLE / 2, POSSIBLE / 2, 0.0, 0.0, 0.0)) == ()


@pytest.mark.parametrize("text", ["", " \n", "،،،", "ًٌٍ"])
def test_a_text_without_words_needs_no_network(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> Recogniser:
        raise AssertionError

    monkeypatch.setattr(article_pass, "_open_network", refuse)
    read_article.cache_clear()
    assert read_article(text).cues == ()


def test_entities_and_commitments_share_one_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    runs = []
    run = Recogniser.run

    def count(self: Recogniser, sentences: Sequence[Sequence[str]]) -> Iterator[WindowOutput]:
        runs.append(len(sentences))
        return run(self, sentences)

    monkeypatch.setattr(Recogniser, "run", count)
    read_article.cache_clear()
    article = Article(TEXT)
    entities = list(Entities().annotate(article, []))
    commitments = list(Commitments().annotate(article, entities))
    assert "موسكو" in [each.span.of(TEXT) for each in entities]
    assert "تتعهد" in [each.span.of(TEXT) for each in commitments]
    assert runs == [2]


def test_a_missing_package_is_named_with_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(article_pass, "find_spec", lambda name: None if name == "onnxruntime" else find_spec(name))
    article_pass._open_network.cache_clear()
    read_article.cache_clear()
    with pytest.raises(AnnotateError, match="package onnxruntime, which is not installed; run: uv pip install"):
        list(Commitments().annotate(Article(TEXT), []))


def test_a_missing_model_is_named(tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr(article_pass, "_open_network", lambda: Recogniser(tmp_path))
    read_article.cache_clear()
    with pytest.raises(AnnotateError, match=f"cannot read its file {tmp_path}.*install the reader again"):
        list(Commitments().annotate(Article(TEXT), []))


@pytest.mark.parametrize("threads", ["many", "0", "-1", "", "1.5"])
def test_a_number_of_threads_that_is_none_is_named(threads: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(article_pass.THREADS, threads)
    article_pass._open_network.cache_clear()
    with pytest.raises(AnnotateError, match=f"READER_THREADS is '{threads}'.*set it to 1 or more"):
        article_pass._open_network()
