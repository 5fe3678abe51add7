"""Describes operations of the ledger in words: outcomes, evidence, entries and aliases."""

from __future__ import annotations

from collections.abc import Callable

from reader.journal.ledger_marks import Bearing, read_evidence
from reader.journal.operations import Operation, OperationKind
from reader.journal.quotations import cut
from reader.wording import say

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
            what = say("set the outcome of {quote} to {outcome}", quote=words, outcome=say(str(step.after or "open")))
        case OperationKind.OUTCOME_NOTE if step.after is None:
            what = say("removed the note on the outcome of {quote}", quote=words)
        case OperationKind.OUTCOME_NOTE:
            what = say("noted on the outcome of {quote}: «{note}»", quote=words, note=cut(said))
        case _ if step.after is None:
            what = say("took {quote} out of the ledger entry «{entry}»", quote=words, entry=cut(said))
        case _:
            what = say("put {quote} into the ledger entry «{entry}»", quote=words, entry=cut(said))
    return what, offset


def _evidence(step: Operation, said: str, quote: Callable[[str], tuple[str, int | None]]) -> tuple[str, int | None]:
    key, evidence = read_evidence(step.key, said)
    words, offset = quote(key)
    place = evidence.article[:_ID_SHOWN]
    if step.after is None:
        return say("removed the evidence on {quote} in article {id}", quote=words, id=place), offset
    if evidence.bearing is Bearing.RELATED:
        return say("added evidence related to {quote} in article {id}", quote=words, id=place), offset
    shown = say(evidence.bearing.value)
    return say(
        "added evidence that {quote} was {outcome} in article {id}", quote=words, outcome=shown, id=place
    ), offset


def _alias(step: Operation) -> str:
    name = f"«{cut(step.key)}»"
    if step.after is None:
        return say("removed the alias of {name}", name=name)
    if step.after == step.key:
        return say("set {name} on its own again", name=name)
    return say("made {name} an alias of «{other}»", name=name, other=cut(str(step.after)))
