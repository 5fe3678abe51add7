"""Ranks the passages of other articles that may show whether a commitment was kept, broken or withdrawn."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import exp

from reader.library.ledger.act_words import act_keys, sum_weights, weigh_keys
from reader.library.ledger.bearing_words import find_bearing
from reader.library.ledger.ledger_row import LedgerRow
from reader.library.ledger.row_likeness import Keys, read_keys
from reader.model import Span

ACT_WEIGHT = 0.2
STORY_WEIGHT = 0.6
NAMES_WEIGHT = 0.1
BEARING_WEIGHT = 0.1
"""What counts: how much of the act and of the whole story the passage has, the shared entities, and the words of
fulfilment or breach, these by how much of the act stands beside them; together 1."""
LENGTH = 0.4
"""How far a long passage must have more of them than a short one to be as high."""
USUAL_KEYS = 15
FEWEST_KEYS = 4
"""How many keys a passage has as a rule, and how many a short one counts as having."""
LEAST_ACT = 0.2
"""From how much of the act on beside them words of fulfilment or breach are read."""
ENOUGH_NAMES = 2
"""From how many shared entities on more of them say no more."""
EARLIER = 0.3
"""What is left of the score of a passage that is older than the first report."""
FADES_IN = 60
"""The days after the last report, or after the deadline, in which the score falls to about a third of itself."""
FADED = 0.5
"""The least that time leaves of the score of a later passage."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of an article that may be evidence, such as a sentence."""

    article: str
    """The article's id."""
    span: Span
    text: str
    day: date | None
    """The article's day."""
    names: frozenset[str]
    """The alias groups of the entities in it, as `RoleFiller.name` gives them."""


@dataclass(frozen=True, slots=True)
class RankedPassage:
    """A passage with its score, and what it consists of."""

    passage: Passage
    score: float
    bearing: str
    """What its words suggest of the commitment: "kept", "broken" or "withdrawn"; empty where they suggest nothing."""
    reasons: tuple[tuple[str, float], ...]
    """The parts of the score, each from 0 to 1: "act", "story", "names", "bearing" and "time"."""


def rank_evidence(
    row: LedgerRow, passages: Iterable[Passage], *, reports: Sequence[LedgerRow] = ()
) -> list[RankedPassage]:
    """The passages that share something with a commitment, those first that most likely bear on it.

    `reports` are the other rows of its entry; passages of the articles of all of them are left out. How much a word
    says is counted over the passages, so it is best to give all sentences of an article that shares a name or a rare
    word with the entry, from a month before it on.
    """
    all_reports = (row, *reports)
    own = {each.article for each in all_reports}
    others = [passage for passage in passages if passage.article not in own]
    keys = [act_keys(passage.text) for passage in others]
    weights = weigh_keys(keys)
    ranking = _Ranking(all_reports, weights)
    ranked = (ranking.rank(passage, found) for passage, found in zip(others, keys, strict=True))
    return sorted((each for each in ranked if each is not None), key=_order)


def _order(ranked: RankedPassage) -> tuple[float, str, Span]:
    return -ranked.score, ranked.passage.article, ranked.passage.span


class _Ranking:
    """What the reports of a commitment say, to compare passages with."""

    def __init__(self, reports: Sequence[LedgerRow], weights: Mapping[str, float]) -> None:
        self._weights = weights
        self._acts, self._stories = zip(
            *([Keys(keys, sum_weights(keys, weights)) for keys in read_keys(row)] for row in reports), strict=True
        )
        self._keys = frozenset().union(*(story.keys for story in self._stories))
        self._names = frozenset(filler.name for row in reports for filler in row.roles.values())
        days = [row.day for row in reports if row.day is not None]
        self._first = min(days, default=None)
        self._last = max([*days, *(row.due_last for row in reports if row.due_last is not None)], default=None)

    def rank(self, passage: Passage, keys: frozenset[str]) -> RankedPassage | None:
        if self._keys.isdisjoint(keys):
            return None
        short = 1 / (1 - LENGTH + LENGTH * max(len(keys), FEWEST_KEYS) / USUAL_KEYS)
        act = max(self._cover(own, keys) for own in self._acts)
        story = max(self._cover(own, keys) for own in self._stories)
        names = min(1.0, len(self._names & passage.names) / ENOUGH_NAMES)
        bearing = find_bearing(passage.text, self._acts[0].keys) if act >= LEAST_ACT else ""
        said = act if bearing else 0.0
        time = self._time(passage.day)
        content = (ACT_WEIGHT * act + STORY_WEIGHT * story) * short
        score = (content + NAMES_WEIGHT * names + BEARING_WEIGHT * said) * time
        reasons = (("act", act), ("story", story), ("names", names), ("bearing", said), ("time", time))
        return RankedPassage(passage, score, bearing, reasons)

    def _cover(self, own: Keys, keys: frozenset[str]) -> float:
        return sum_weights(own.keys & keys, self._weights) / own.weight if own.weight else 0.0

    def _time(self, day: date | None) -> float:
        if day is None or self._first is None or self._last is None:
            return FADED
        if day < self._first:
            return EARLIER
        late = max(0, (day - self._last).days)
        return FADED + (1 - FADED) * exp(-late / FADES_IN)
