"""Describes operations of the ledger in words: outcomes, evidence, entries and aliases."""

from __future__ import annotations

from collections.abc import Callable

from reader.journal.ledger_marks import Bearing, read_evidence
from reader.journal.operations import Operation, OperationKind
from reader.journal.quotations import cut

_ID_SHOWN = 12
"""How much of an article's id is shown; `--article` of the commands takes the beginning of an id."""


def describe_ledger_mark(step: Operation, quote: Callable[[str], tuple[str, int | None]]) -> tuple[str, int | None]:
    """An operation of the ledger in words, with the offset of the commitment that it is about.

    `quote` returns the words of an annotation and its offset, by the annotation's key.
    """
    if step.kind is OperationKind.ALIAS:
        return _alias(step), None
    said = str(step.after or step.before)
    if step.kind is OperationKind.EVIDENCE:
        return _evidence(step, said, quote)
    words, offset = quote(step.key)
    match step.kind:
        case OperationKind.OUTCOME:
            what = f"set the outcome of {words} to {step.after or 'open'}"
        case OperationKind.OUTCOME_NOTE if step.after is None:
            what = f"removed the note on the outcome of {words}"
        case OperationKind.OUTCOME_NOTE:
            what = f"noted on the outcome of {words}: «{cut(said)}»"
        case _ if step.after is None:
            what = f"took {words} out of the ledger entry «{cut(said)}»"
        case _:
            what = f"put {words} into the ledger entry «{cut(said)}»"
    return what, offset


def _evidence(step: Operation, said: str, quote: Callable[[str], tuple[str, int | None]]) -> tuple[str, int | None]:
    key, evidence = read_evidence(step.key, said)
    words, offset = quote(key)
    place = f"in article {evidence.article[:_ID_SHOWN]}"
    if step.after is None:
        return f"removed the evidence on {words} {place}", offset
    if evidence.bearing is Bearing.RELATED:
        return f"added evidence related to {words} {place}", offset
    return f"added evidence that {words} was {evidence.bearing.value} {place}", offset


def _alias(step: Operation) -> str:
    name = f"«{cut(step.key)}»"
    if step.after is None:
        return f"removed the alias of {name}"
    if step.after == step.key:
        return f"set {name} on its own again"
    return f"made {name} an alias of «{cut(str(step.after))}»"
