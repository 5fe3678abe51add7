"""Says how likely two rows of the ledger report one commitment: one committer, one act, dates and types that fit."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from reader.library.index.index_words import folded_words
from reader.library.ledger.act_words import act_key, act_keys, overlap, sum_weights
from reader.library.ledger.ledger_row import LedgerRow
from reader.library.ledger.ledger_words import read_ledger_words

ACT_WEIGHT = 0.5
PARTIES_WEIGHT = 0.1
STORY_WEIGHT = 0.4
"""What the likeness of the acts, of the parties and of the stories counts; together 1."""
LEAST_LIKENESS = 0.48
"""From which likeness on two rows are proposed as one commitment."""
INSIDE = 0.9
"""How far the acts of two reports are measured by the shorter one, since reports differ in how much they say."""
UNNAMED = 0.5
"""The likeness of parties where one row names none."""
OTHER_PARTIES = 0.9
"""What is left of the likeness where both rows name parties that have nothing in common."""
OTHER_NUMBERS = 0.7
"""What is left of the likeness where both acts have numbers and share none."""
YEAR = 4
"""The digits of a year, which stands beside many an act."""
OTHER_TURN = 0.45
"""What is left where one of the acts is turned round: إلغاء الإضراب and الإضراب, عدم منح الثقة and منح الثقة."""
FIRST_WORDS = 4
BEGINNING = 80
"""Among how many first words of cue and act, and of how many letters, a turn is looked for."""
OTHER_DAYS = 0.4
"""What is left where the deadlines of both are known and lie apart."""
FADES_IN = 25
FADED = 0.5
"""The days between two articles in which the likeness falls half of the way to what time leaves of it at the least, so
that after months only a report in nearly the same words joins; deadlines that agree outweigh the days."""
NEAR_DAYS = timedelta(days=2)
"""How far apart two deadlines may be and still be one, written differently."""

_FAMILIES = (
    frozenset({"pledge", "intent", "agreement", "acceptance", "condition"}),
    frozenset({"demand", "condition", "agreement"}),
    frozenset({"threat", "intent"}),
    frozenset({"refusal", "condition"}),
)
"""Types under which different articles report one and the same commitment."""
SAME_FAMILY = 0.9
OTHER_FAMILY = 0.45
"""What is left where the types differ, and what where they do not belong together."""


@dataclass(frozen=True, slots=True)
class RowComparison:
    """How alike two rows are, and why; each part is from 0 to 1."""

    act: float
    parties: float
    story: float
    types: float
    dates: float
    numbers: float
    turns: float

    @property
    def likeness(self) -> float:
        """All parts together."""
        alike = ACT_WEIGHT * self.act + PARTIES_WEIGHT * self.parties + STORY_WEIGHT * self.story
        apart = 1.0 if self.parties else OTHER_PARTIES
        return alike * apart * self.types * self.dates * self.numbers * self.turns


@dataclass(frozen=True, slots=True)
class Keys:
    """A set of keys (`act_words.act_keys`) with what they say together."""

    keys: frozenset[str]
    weight: float

    def share(self, other: Keys, weights: Mapping[str, float], *, inside: float = INSIDE) -> float:
        """The share of what two sets say that both say; see `act_words.overlap`."""
        shared = self.keys & other.keys
        return overlap(sum_weights(shared, weights), self.weight, other.weight, inside=inside) if shared else 0.0


@dataclass(frozen=True, slots=True)
class PreparedRow:
    """What of a row is compared."""

    row: LedgerRow
    act: Keys
    story: Keys
    parties: frozenset[str]
    party_keys: Keys
    numbers: frozenset[str]
    turns: frozenset[str]
    """The words at the beginning of the act that turn it round: إلغاء, تأجيل, عدم."""


def identity(name: str) -> str:
    """The name itself: no names have been merged."""
    return name


def likeness(
    one: LedgerRow,
    other: LedgerRow,
    *,
    weights: Mapping[str, float] | None = None,
    same_names: Callable[[str], str] = identity,
) -> float:
    """How likely two rows report the same commitment, from 0 to 1; `compare` says why.

    Without `weights` (`act_words.weigh_keys`), every word counts as a rare one.
    """
    known = weights or {}
    first, second = (prepare_row(row, known, same_names=same_names) for row in (one, other))
    return compare(first, second, known).likeness


def read_keys(row: LedgerRow) -> tuple[frozenset[str], frozenset[str]]:
    """The keys of a row's act, and those of the row with its title."""
    # With a future verb (ستستأنف الشركة رحلاتها) the cue has the act's own word.
    act = act_keys(row.quote) | act_keys(_quote(row, "action"))
    # The parts are cut one by one, since rows share titles and committers, which are then remembered.
    return act, act.union(act_keys(row.title), *(act_keys(filler.quote) for filler in row.roles.values()))


def prepare_row(
    row: LedgerRow,
    weights: Mapping[str, float],
    *,
    keys: tuple[frozenset[str], frozenset[str]] | None = None,
    same_names: Callable[[str], str] = identity,
) -> PreparedRow:
    """What of a row is compared with other rows; `keys` are those of `read_keys`, where they are known already."""
    act, story = keys or read_keys(row)
    fillers = [row.roles[role] for role in ("committer", "source", "counterparty") if role in row.roles]
    parties = fillers[:1] if "committer" in row.roles else fillers
    return PreparedRow(
        row=row,
        act=_weigh(frozenset(key for key in act if not key.isdigit()), weights),
        story=_weigh(story, weights),
        parties=frozenset(same_names(each.name) for each in parties),
        party_keys=_weigh(frozenset().union(*(act_keys(each.quote) for each in parties)), weights),
        numbers=_find_numbers(row),
        turns=_find_turns(row),
    )


def compare(one: PreparedRow, other: PreparedRow, weights: Mapping[str, float]) -> RowComparison:
    """How alike two rows are; `weights` says how much each key says (`act_words.weigh_keys`)."""
    return RowComparison(
        act=one.act.share(other.act, weights),
        parties=_compare_parties(one, other, weights),
        story=one.story.share(other.story, weights),
        types=_compare_types(one.row, other.row),
        dates=_compare_dates(one.row, other.row),
        numbers=OTHER_NUMBERS if one.numbers and other.numbers and not one.numbers & other.numbers else 1.0,
        turns=1.0 if one.turns == other.turns else OTHER_TURN,
    )


def _quote(row: LedgerRow, role: str) -> str:
    return row.roles[role].quote if role in row.roles else ""


def _find_numbers(row: LedgerRow) -> frozenset[str]:
    words = f"{_quote(row, 'action')} {_quote(row, 'deadline')}"
    if not any(map(str.isdigit, words)):
        return frozenset()
    return frozenset(word for word in folded_words(words) if word.isdigit() and len(word) != YEAR)


def _find_turns(row: LedgerRow) -> frozenset[str]:
    words = folded_words(f"{row.quote} {_quote(row, 'action')[:BEGINNING]}")[:FIRST_WORDS]
    known = read_ledger_words()
    turns = (word for word in words if known.find_bearing(word) == "withdrawn" or known.is_negation(word))
    return frozenset(act_key(word) for word in turns)


def _weigh(keys: frozenset[str], weights: Mapping[str, float]) -> Keys:
    return Keys(keys, sum_weights(keys, weights))


def _compare_parties(one: PreparedRow, other: PreparedRow, weights: Mapping[str, float]) -> float:
    if not one.parties or not other.parties:
        return UNNAMED
    if one.parties & other.parties:
        return 1.0
    return one.party_keys.share(other.party_keys, weights, inside=1.0)


def _compare_types(one: LedgerRow, other: LedgerRow) -> float:
    if one.attributes.get("polarity") != other.attributes.get("polarity"):
        return OTHER_FAMILY
    if one.type == other.type:
        return 1.0
    return SAME_FAMILY if any({one.type, other.type} <= family for family in _FAMILIES) else OTHER_FAMILY


def _compare_dates(one: LedgerRow, other: LedgerRow) -> float:
    if one.due_first and one.due_last and other.due_first and other.due_last:
        gap = max(one.due_first, other.due_first) - min(one.due_last, other.due_last)
        return 1.0 if gap <= NEAR_DAYS else OTHER_DAYS
    if one.day is None or other.day is None:
        return 1.0
    return FADED + (1 - FADED) / (1 + abs((one.day - other.day).days) / FADES_IN)
