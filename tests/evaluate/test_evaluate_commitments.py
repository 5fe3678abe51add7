"""Commitments are scored as the gold's rules say: overlapping cues, roles that share half of both spans."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from reader.evaluate.commitment_scores import confuse_commitments, match_cues, score_commitments
from reader.model import Annotation, Span

DATA = Path(__file__).parent / "data"


def frame(label: str, start: int, end: int, **roles: tuple[int, int]) -> Annotation:
    return Annotation(Span(start, end), label, tuple((name, Span(*span)) for name, span in roles.items()))


def figures(gold: list[Annotation], system: list[Annotation]) -> dict[str, tuple[float, int, int]]:
    scores = score_commitments([(gold, system)])
    return {name: (score.right, score.found, score.wanted) for name, score in scores.items() if score != type(score)()}


def test_a_cue_counts_where_it_overlaps_and_once() -> None:
    gold = [frame("pledge", 0, 5)]
    assert figures(gold, [frame("threat", 4, 9)]) == {"cue": (1, 1, 1), "cue+type": (0, 1, 1)}
    assert figures(gold, [frame("pledge", 5, 9)]) == {"cue": (0, 1, 1), "cue+type": (0, 1, 1)}
    assert figures(gold, [frame("pledge", 0, 2), frame("pledge", 3, 5)])["cue"] == (1, 2, 1)


def test_the_same_type_is_matched_before_the_longer_overlap() -> None:
    gold = [frame("pledge", 0, 10)]
    system = [frame("threat", 0, 10), frame("pledge", 8, 12), frame("pledge", 0, 3)]
    assert [found for _, found in match_cues(gold, system)] == [system[2]]


@pytest.mark.parametrize(
    ("span", "right"),
    [
        pytest.param((10, 20), 1, id="the same"),
        pytest.param((10, 15), 1, id="just half of both together"),
        pytest.param((10, 14), 0, id="less than half"),
        pytest.param((5, 25), 1, id="twice as long"),
        pytest.param((20, 30), 0, id="beside it"),
    ],
)
def test_a_role_counts_where_half_of_both_spans_is_shared(span: tuple[int, int], right: int) -> None:
    gold = [frame("pledge", 0, 5, action=(10, 20))]
    assert figures(gold, [frame("threat", 0, 5, action=span)])["action"] == (right, 1, 1)
    assert figures(gold, [frame("pledge", 6, 9, action=span)])["action"] == (0, 1, 1)


def test_all_roles_are_summed() -> None:
    gold = [frame("pledge", 0, 5, committer=(6, 9), action=(10, 20)), frame("demand", 30, 33, source=(40, 45))]
    system = [frame("pledge", 0, 5, committer=(6, 9), deadline=(21, 25))]
    assert figures(gold, system)["all roles"] == (1, 2, 3)


def test_confusions_name_what_has_no_other_side() -> None:
    gold = [frame("pledge", 0, 5), frame("demand", 10, 15), frame("intent", 20, 25)]
    system = [frame("threat", 0, 5), frame("demand", 10, 15), frame("refusal", 30, 35)]
    counts = confuse_commitments([(gold, system)])
    assert counts == {("pledge", "threat"): 1, ("demand", "demand"): 1, ("intent", ""): 1, ("", "refusal"): 1}


def test_figures_are_those_of_the_reference_scorer(marked: Callable[[str], list[Annotation]]) -> None:
    """reference.json holds what the scorer that came with the rules prints for these two files."""
    wanted = json.loads((DATA / "reference.json").read_text(encoding="utf-8"))
    scores = score_commitments([(marked("gold.jsonl"), marked("system.jsonl"))])
    assert {name: score.as_dict() for name, score in scores.items()} == {
        name: pytest.approx(figure) for name, figure in wanted.items()
    }
