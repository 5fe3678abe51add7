"""Applies operations: settles them on the state they find, replays them, and decides what undo and redo take back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from typing import Any, TypeAlias

from reader.journal.operations import KeptAnnotation, Operation, OperationKind, Value, new_id, now
from reader.model import Annotation

Pairs: TypeAlias = tuple[tuple[str, Any], ...]
"""Names with what goes by each."""

_PAIRED = ("roles", "attributes")
_SINGLE = tuple(each.name for each in fields(Annotation) if each.compare and each.name not in _PAIRED)


def settle(operation: Operation, current: Value | None) -> Operation:
    """The operation as it takes effect on the present value, which may have changed since the operation was made.

    A change affects only the fields that it changes, so that two analysts who change one annotation lose nothing; if
    both change the same field, the later change wins. An undo or redo affects only fields that are still as the action
    left them: it never takes back what somebody did afterwards.
    """
    return replace(operation, before=current, after=_outcome(operation, current))


def _outcome(operation: Operation, current: Value | None) -> Value | None:
    before, after = operation.before, operation.after
    is_inverse = bool(operation.undoes)
    if before == current:
        return after
    if not (
        isinstance(before, KeptAnnotation) and isinstance(after, KeptAnnotation) and isinstance(current, KeptAnnotation)
    ):
        return current if is_inverse else after
    merged = _merge(before.annotation, after.annotation, current.annotation, only_unchanged=is_inverse)
    return KeptAnnotation(merged, current.proposed)


def _merge(was: Annotation, wanted: Annotation, found: Annotation, *, only_unchanged: bool) -> Annotation:
    changes: dict[str, Any] = {}
    for name in (*_PAIRED, *_SINGLE):
        before, after, now_there = getattr(was, name), getattr(wanted, name), getattr(found, name)
        if name in _PAIRED:
            changes[name] = _merge_pairs(before, after, now_there, only_unchanged=only_unchanged)
        elif before != after and not (only_unchanged and now_there != before):
            changes[name] = after
    return replace(found, **changes)


def _merge_pairs(was: Pairs, wanted: Pairs, found: Pairs, *, only_unchanged: bool) -> Pairs:
    if found == was:
        return wanted
    old, new, now_there = _by_name(was), _by_name(wanted), _by_name(found)
    for name in {**old, **new}:
        changed = old.get(name) != new.get(name)
        if changed and not (only_unchanged and now_there.get(name) != old.get(name)):
            now_there[name] = new.get(name, [])
    return tuple(pair for pairs in now_there.values() for pair in pairs)


def _by_name(pairs: Pairs) -> dict[str, list[tuple[str, Any]]]:
    named: dict[str, list[tuple[str, Any]]] = {}
    for pair in pairs:
        named.setdefault(pair[0], []).append(pair)
    return named


def replay(operations: Iterable[Operation]) -> dict[tuple[str, str, str, str], Value]:
    """The state after recorded operations: values by article, layer, kind of mark ("" for annotations) and key."""
    state: dict[tuple[str, str, str, str], Value] = {}
    for each in operations:
        place = (each.article, each.layer, each.kind.value if each.is_mark else "", each.key)
        if each.after is None:
            state.pop(place, None)
        else:
            state[place] = each.after
    return state


def play(annotations: Iterable[Annotation], operations: Iterable[Operation]) -> tuple[Annotation, ...]:
    """The annotations of one layer after recorded operations on it; marks are ignored."""
    state = {annotation.key: annotation for annotation in annotations}
    for each in operations:
        if each.is_mark:
            continue
        if isinstance(each.after, KeptAnnotation):
            state[each.key] = each.after.at(each.key)
        else:
            state.pop(each.key, None)
    return tuple(state.values())


_UNDO, _REDO = "undo-", "redo-"
_OURS = (_UNDO, _REDO)
"""How the names of undo and redo batches begin; batches that carry annotations over have no such name."""


def is_taking_back(batch: str) -> bool:
    """Whether a batch is an undo or a redo, by its name."""
    return batch.startswith(_OURS)


def is_undo(batch: str) -> bool:
    """Whether a batch is an undo, by its name."""
    return batch.startswith(_UNDO)


def find_to_take_back(batches: Iterable[tuple[str, str]], *, again: bool) -> str | None:
    """The batch that undo, or redo (`again`), takes back; None where there is none.

    The batches come latest first, each with the batch that it undoes, and are read only as far as needed; one that is
    given several times counts once. After a new action, nothing before it can be redone.
    """
    taken_back: set[str] = set()
    for batch, undoes in batches:
        if undoes:
            taken_back.add(undoes)
        elif again:
            return None
        if batch not in taken_back and batch.startswith(_UNDO) is again and (not undoes or is_taking_back(batch)):
            return batch
    return None


_OPPOSITE: Mapping[OperationKind, OperationKind] = {
    OperationKind.ADD: OperationKind.REMOVE,
    OperationKind.REMOVE: OperationKind.ADD,
}


def invert(operations: Iterable[Operation], *, who: str, again: bool, batch: str = "") -> tuple[Operation, ...]:
    """The operations that undo a batch, or that redo it if it is an undo itself: one batch, in reverse order.

    `batch` gives it the name that it was expected to have.
    """
    batch, when = batch or (_REDO if again else _UNDO) + new_id(), now()
    return tuple(
        replace(
            each,
            id=new_id(),
            who=who,
            when=when,
            kind=_OPPOSITE.get(each.kind, each.kind),
            before=each.after,
            after=each.before,
            batch=batch,
            undoes=each.batch,
            sequence=0,
        )
        for each in reversed(tuple(operations))
    )
