"""Puts the rows of the ledger that report the same commitment into groups, in order of time."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from heapq import nlargest

from reader.library.ledger.act_words import weigh_keys
from reader.library.ledger.ledger_row import LedgerRow
from reader.library.ledger.row_likeness import (
    LEAST_LIKENESS,
    PreparedRow,
    compare,
    identity,
    likeness,
    prepare_row,
    read_keys,
)

__all__ = ["group_rows", "identity", "likeness"]

REPORTED_EVERY = 250
"""How many rows are put into groups between two reports of how far this has come."""
KEYS_OF_ROW = 5
"""By how many of its rarest keys a row is looked up among earlier ones."""
GROUPS_OF_KEY = 16
"""How many groups, the latest ones, are remembered for a key, so that a frequent key costs no more than a rare one."""
GROUPS_TRIED = 4
"""With how many groups a row is compared, those with the weightiest shared keys."""
ROWS_TRIED = 3
"""With how many rows of a group a row is compared: the first, and the latest ones."""
LEAST_WITH_ALL = 0.6 * LEAST_LIKENESS
"""The least likeness with each of the rows tried, so that a chain of likenesses does not join what is not alike."""


def group_rows(
    rows: Sequence[LedgerRow],
    *,
    same_names: Callable[[str], str] = identity,
    report: Callable[[int, int], None] | None = None,
) -> tuple[tuple[LedgerRow, ...], ...]:
    """The rows in groups that are proposed as one entry, each in order of time, the groups in the order of their first.

    Each row, in order of time, joins the earlier group that it is most like, or begins one. It is compared with the few
    groups that share its rarest words, so that the time grows with the number of rows. `same_names` gives the name of
    the group of a folded name after the analyst's merges. `report` is given how many rows are done, and their number.
    """
    in_time = sorted(rows, key=_time)
    keys_of = [read_keys(row) for row in in_time]
    weights = weigh_keys(act | story for act, story in keys_of)
    prepared_rows = (
        prepare_row(row, weights, keys=keys, same_names=same_names) for row, keys in zip(in_time, keys_of, strict=True)
    )
    groups: list[list[PreparedRow]] = []
    by_key: dict[str, deque[int]] = {}
    for done, prepared in enumerate(prepared_rows):
        if report is not None and done % REPORTED_EVERY == 0:
            report(done, len(in_time))
        keys = _rarest(prepared, weights)
        found = _find_group(prepared, keys, by_key, groups, weights)
        if found is None:
            found = len(groups)
            groups.append([])
        groups[found].append(prepared)
        for key in keys:
            known = by_key.setdefault(key, deque(maxlen=GROUPS_OF_KEY))
            if found not in known:
                known.append(found)
    return tuple(tuple(prepared.row for prepared in group) for group in groups)


def _time(row: LedgerRow) -> tuple[date, str, int]:
    return row.day or date.max, row.article, row.cue.start


def _rarest(prepared: PreparedRow, weights: Mapping[str, float]) -> list[str]:
    """The rarest keys of a row, its act's first: a title changes more from report to report."""
    of_act = _first_rarest(prepared.act.keys, KEYS_OF_ROW, weights)
    others = _first_rarest(prepared.story.keys - prepared.act.keys, KEYS_OF_ROW - len(of_act) // 2, weights)
    return of_act + others


def _first_rarest(keys: Iterable[str], number: int, weights: Mapping[str, float]) -> list[str]:
    # Sorted by name too, so that the same rows always give the same groups.
    return nlargest(number, sorted(keys), key=weights.__getitem__)


def _find_group(
    prepared: PreparedRow,
    keys: Sequence[str],
    by_key: Mapping[str, deque[int]],
    groups: Sequence[Sequence[PreparedRow]],
    weights: Mapping[str, float],
) -> int | None:
    shared: dict[int, float] = {}
    for key in keys:
        weight = weights[key]
        for group in by_key.get(key, ()):
            shared[group] = shared.get(group, 0.0) + weight
    best, best_likeness = None, LEAST_LIKENESS
    for group in nlargest(GROUPS_TRIED, shared, key=lambda group: (shared[group], group)):
        members = groups[group]
        tried = (*members[:1], *members[1:][1 - ROWS_TRIED :])
        found = [compare(prepared, member, weights).likeness for member in tried]
        if max(found) >= best_likeness and min(found) >= LEAST_WITH_ALL:
            best, best_likeness = group, max(found)
    return best
