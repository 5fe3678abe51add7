"""The annotator of entities: what the network and the rules find is judged, and the likeliest that fit are proposed."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest
from fake_pass import LABELS, FakePass
from hypothesis import given
from hypothesis import strategies as st

from reader.annotate.entities.entity_annotator import Entities
from reader.annotate.names.labelled_names import cut_sentences
from reader.annotate.recogniser import article_pass
from reader.annotate.recogniser.article_pass import ArticlePass
from reader.annotate.tokens import read_tokens
from reader.errors import AnnotateError
from reader.model import Annotation, Article, Span


def test_a_proposal_has_its_chance_its_rules_and_what_a_list_knows() -> None:
    listed = Annotation(Span(3, 6), "place", attributes=(("code", "SY"),), source="names", score=0.9, rule="place list")
    (city,) = Entities(FakePass({"حلب": "B-place"})).annotate(Article("في حلب"), [listed])
    assert (city.source, city.rule, city.attribute("code")) == ("entities", "recogniser: place; place list", "SY")
    assert city.score is not None
    assert 0.7 < city.score < 1


def test_a_rule_is_not_enough_where_the_network_is_sure_of_the_opposite() -> None:
    listed = Annotation(Span(3, 6), "place", source="names", score=0.9, rule="place list")
    assert list(Entities(FakePass({}, chance=0.999)).annotate(Article("في حلب"), [listed])) == []


def test_a_label_that_the_network_does_not_know_is_left_to_others() -> None:
    other = Annotation(Span(3, 6), "vessel", source="names")
    assert list(Entities(FakePass({})).annotate(Article("في حلب"), [other])) == []


def test_a_name_that_has_lost_its_alef_is_called_by_the_whole() -> None:
    (person,) = Entities(FakePass({"للسيال": "B-person"}, chance=0.99)).annotate(Article("للسيال"), ())
    assert person.attribute("entity") == "السيال"


@pytest.mark.parametrize("text", ["", " ", "…", "\n\n", "ًٌٍ", "ـــ", "\x00", "\ud800", "." * 10_000])
def test_a_text_without_words_needs_no_model(text: str) -> None:
    assert list(Entities().annotate(Article(text), ())) == []


def test_a_missing_package_is_named_with_its_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "reader.annotate.recogniser.article_pass.find_spec", lambda name: None if name == "onnxruntime" else name
    )
    article_pass._open_network.cache_clear()
    article_pass.read_article.cache_clear()
    with pytest.raises(AnnotateError, match="uv pip install onnxruntime"):
        list(Entities().annotate(Article("في حلب"), ()))


def test_making_the_annotator_loads_nothing_heavy() -> None:
    code = "import sys; from reader.annotate.entities.entity_annotator import Entities; Entities(); print(*sorted({'numpy', 'onnxruntime'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


def _read_at_random(seed: int, text: str) -> ArticlePass:
    runs = cut_sentences(read_tokens(text))
    random = np.random.default_rng(seed)
    return ArticlePass(runs, LABELS, [random.dirichlet([0.05] * len(LABELS), len(run)) for run in runs], ())


_PIECES = st.sampled_from(
    ["حلب", "وحلب", "للفوعة", "ﷸ", "ﻻ", "ﷲ", "وﻻ", "بن", "و", "ب", "لل", "الأسد", "وال", ".", "\n", "“", "ـ", "\u200f"]
    + ["3.5", "NATO", "ﷺ", "%", "$", "أمس", "5 دنانير"]
)  # fmt: skip


@given(
    text=st.lists(_PIECES, max_size=20).map(" ".join) | st.lists(_PIECES, max_size=8).map("".join) | st.text(),
    seed=st.integers(0, 2**32 - 1),
)
def test_every_span_is_a_stretch_of_the_text_and_none_touches_another(text: str, seed: int) -> None:
    found = sorted(
        Entities(lambda text: _read_at_random(seed, text)).annotate(Article(text), ()), key=lambda each: each.span
    )
    for each in found:
        assert 0 <= each.span.start < each.span.end <= len(text)
        assert each.span.of(text) == each.span.of(text).strip()
        assert each.score is not None
        assert 0 < each.score <= 1
        assert each.rule
    for one, other in zip(found, found[1:], strict=False):
        assert one.span.end <= other.span.start
