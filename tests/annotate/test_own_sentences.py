"""The shipped engine on sentences of the project's own, which nobody trained it on, and on the seed article.

`own_sentences.py` beside this file says what counts as right, and `data/own_floors.json` how much must be right. After
the network or the judge was trained again, `python tests/annotate/own_sentences.py` measures and sets the floors anew.
"""

from __future__ import annotations

import pytest
from own_sentences import ROLES, measure, read_commitments, read_entities, read_floors

from reader.labels import default_labels


@pytest.fixture(scope="module")
def reached() -> dict[str, float]:
    return measure()


@pytest.mark.parametrize("name", list(read_floors()))
def test_the_engine_reaches_its_figures(name: str, reached: dict[str, float]) -> None:
    assert reached[name] >= read_floors()[name]


def test_every_figure_has_a_floor(reached: dict[str, float]) -> None:
    assert set(reached) == set(read_floors())


def test_the_sentences_have_every_type_every_role_and_every_label() -> None:
    labels = default_labels()
    commitments = [each for sentence in read_commitments() for each in sentence.commitments or ()]
    assert {each.label for each in commitments} == {label.name for label in labels.commitments}
    assert {role for each in commitments for role, _ in each.roles} == set(ROLES)
    entities = [each for sentence in read_entities() for each in sentence.entities or ()]
    assert {each.label for each in entities} == {label.name for label in labels.entities}


def test_some_sentences_bind_nobody() -> None:
    idle = [sentence for sentence in read_commitments() if not sentence.commitments]
    assert len(idle) > 60


def test_no_sentence_stands_twice_and_no_role_lies_on_its_cue() -> None:
    sentences = read_commitments()
    assert len({each.doc for each in sentences}) == len(sentences)
    for each in (each for sentence in sentences for each in sentence.commitments or ()):
        assert not any(span.overlaps(each.span) for _, span in each.roles)
