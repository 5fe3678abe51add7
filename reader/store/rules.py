"""What analysts decided about the proposals of each rule."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from reader.store.schema import ANNOTATIONS


@dataclass(frozen=True, slots=True)
class RuleRecord:
    """What analysts decided about the proposals of one rule."""

    rule: str
    accepted: int
    rejected: int
    relabelled: int
    """Accepted, but as something else."""


def count_decisions(connection: Connection) -> tuple[RuleRecord, ...]:
    """What all analysts decided about each rule's proposals, the most often rejected rule first."""
    table = ANNOTATIONS.c
    query = (
        select(table.rule, table.decision, (table.label != table.proposed).label("relabelled"), func.count())
        .where(table.proposed.is_not(None), table.decision != "proposed")
        .group_by(table.rule, table.decision, table.label != table.proposed)
    )
    counts: dict[str, list[int]] = {}
    for rule, decision, relabelled, many in connection.execute(query).all():
        place = 1 if decision == "rejected" else 2 if relabelled else 0
        counts.setdefault(rule, [0, 0, 0])[place] += many
    records = (RuleRecord(rule, *numbers) for rule, numbers in counts.items())
    return tuple(sorted(records, key=lambda each: (-each.rejected, each.rule)))
