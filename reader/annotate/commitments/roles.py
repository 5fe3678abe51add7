"""Fills the roles of a cue: the network's stretches, each slot written once, in a declared order of steps."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from reader.annotate.commitments.span_ends import cut_at_end, end_clause, take_governed, take_whole_names, trim
from reader.annotate.recogniser.article_pass import PossibleCue
from reader.annotate.tokens import Tokens
from reader.model import Annotation, Span

Stretch = tuple[int, int]
"""Tokens, the first and the last."""
NAMES = ("committer", "action", "counterparty", "condition", "deadline", "source")
_NONE: Mapping[str, float] = MappingProxyType({})
_NAMED = frozenset(("person", "organization", "place", "group"))
_EITHER = (("condition", "deadline"), ("committer", "counterparty"), ("committer", "source"))
"""Roles of which the same words fill only one: who is bound is no source, since a source is another's report."""


class _Slots:
    """The roles of one cue while they are being filled."""

    def __init__(self, tokens: Tokens, cue: PossibleCue, names: Sequence[Span], least: Mapping[str, float]) -> None:
        self.tokens = tokens
        self.cue = cue
        self.names = names
        self.found = {each.role: (each.first, each.last) for each in cue.roles if each.gain >= least.get(each.role, 0)}
        self.filled: dict[str, Stretch] = {}
        self._settle({each.role: each.gain for each in cue.roles})

    def _settle(self, gains: Mapping[str, float]) -> None:
        """Of two stretches on the same words that cannot both be right, leave out the one that gains less."""
        for one, other in _EITHER:
            if one in self.found and other in self.found and _overlap(self.found[one], self.found[other]):
                del self.found[min(one, other, key=lambda role: gains[role])]

    def write(self, role: str, stretch: Stretch | None) -> None:
        """Fill a slot, once."""
        if stretch is not None and role not in self.filled and stretch[0] <= stretch[1]:
            self.filled[role] = stretch


def fill_roles(
    tokens: Tokens, cue: PossibleCue, names: Sequence[Span], least: Mapping[str, float] = _NONE, *, is_own: bool = False
) -> tuple[tuple[str, Span], ...]:
    """The roles of a cue as spans, in the order of the labels.

    `names` are the names found before, in order, and `least` is how much likelier than an empty role a stretch must
    be, in log-odds, by role. After a user's own cue (`is_own`) the rest of the clause is the action where the network
    has none.
    """
    slots = _Slots(tokens, cue, names, least)
    for step in _STEPS:
        step(slots)
    if is_own:
        slots.write("action", trim(tokens, cue.last + 1, end_clause(tokens, cue.last)))
    return tuple((name, tokens.span(*slots.filled[name])) for name in NAMES if name in slots.filled)


def find_names(so_far: Sequence[Annotation]) -> list[Span]:
    """The spans of the names among the annotations, in the order of the text."""
    return sorted(each.span for each in so_far if each.label in _NAMED)


def _fill_circumstances(slots: _Slots) -> None:
    for role in ("condition", "deadline"):
        slots.write(role, _beside_cue(slots, slots.found.get(role)))


def _fill_source(slots: _Slots) -> None:
    slots.write("source", _whole_names_beside_cue(slots, slots.found.get("source")))


def _fill_action(slots: _Slots) -> None:
    """What is to be done, without a condition, deadline or source at its very end."""
    action = _beside_cue(slots, slots.found.get("action"))
    for role in ("deadline", "condition", "source"):
        action = action and cut_at_end(slots.tokens, action, slots.filled.get(role))
    slots.write("action", action)


def _fill_people(slots: _Slots) -> None:
    for role in ("committer", "counterparty"):
        slots.write(role, _whole_names_beside_cue(slots, slots.found.get(role)))


def _whole_names_beside_cue(slots: _Slots, stretch: Stretch | None) -> Stretch | None:
    """A stretch without the words of the cue, and with the rest of every name that it cuts, as far as the cue."""
    found = _beside_cue(slots, stretch)
    if found is None:
        return None
    first, last = take_whole_names(slots.tokens, found, slots.names)
    return (
        (first, min(last, slots.cue.first - 1))
        if found[1] < slots.cue.first
        else (max(first, slots.cue.last + 1), last)
    )


def _beside_cue(slots: _Slots, stretch: Stretch | None) -> Stretch | None:
    """A stretch without the words of the cue, trimmed; of two sides the longer one stays."""
    if stretch is None:
        return None
    first, last = stretch
    cue = slots.cue
    if first <= cue.last and last >= cue.first:
        before, after = (first, cue.first - 1), (cue.last + 1, last)
        first, last = max(before, after, key=lambda side: side[1] - side[0])
    if (trimmed := trim(slots.tokens, first, last)) is None:
        return None
    whole = take_governed(slots.tokens, trimmed)
    return trimmed if whole[1] == cue.first else whole


def _overlap(one: Stretch, other: Stretch) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


_STEPS: tuple[Callable[[_Slots], None], ...] = (_fill_circumstances, _fill_source, _fill_action, _fill_people)
