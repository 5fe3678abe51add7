"""The seed article against the commitments that two people marked in it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reader import paths
from reader.annotate.commitments import Commitments
from reader.model import Annotation, Article, Span

GOLD = json.loads((Path(__file__).parent / "data" / "commitments_seed.json").read_text(encoding="utf-8"))["commitments"]


@pytest.fixture(scope="module")
def text() -> str:
    (seed,) = paths.bundled("seeds").glob("000_*.txt")
    return seed.read_bytes().decode("utf-8")


@pytest.fixture(scope="module")
def proposals(text: str) -> list[Annotation]:
    return list(Commitments().annotate(Article(text), []))


def find(proposals: list[Annotation], cue: list[int]) -> Annotation | None:
    return next((proposal for proposal in proposals if proposal.span.overlaps(Span(*cue))), None)


def test_four_cues_in_five_are_found_with_their_type(proposals: list[Annotation]) -> None:
    right = [gold for gold in GOLD if (found := find(proposals, gold["cue"])) and found.label == gold["type"]]
    assert len(right) >= 0.8 * len(GOLD)


def test_hardly_anything_else_is_proposed(proposals: list[Annotation]) -> None:
    wrong = [p for p in proposals if not any(p.span.overlaps(Span(*gold["cue"])) for gold in GOLD)]
    assert len(wrong) <= 3


def test_the_headline_is_a_pledge_of_moscow(text: str, proposals: list[Annotation]) -> None:
    first = proposals[0]
    assert first.span.of(text) == "تتعهد"
    assert first.role("committer") == Span(0, 5)
    assert first.role("action") == Span(*GOLD[0]["action"])


def test_the_exchange_that_was_agreed_is_read_with_its_condition(text: str, proposals: list[Annotation]) -> None:
    gold = next(gold for gold in GOLD if text[slice(*gold["cue"])] == "تم التوصل إلى اتفاق")
    found = find(proposals, gold["cue"])
    assert found is not None
    assert found.span == Span(*gold["cue"])
    assert found.role("action") == Span(*gold["action"])
    assert found.role("condition") is not None
