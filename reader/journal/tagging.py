"""Turns an analyst's actions on annotations - tag, relabel, fill a role, accept, reject … - into operations.

Each function returns the operations of one action; recorded together, they are taken back by one undo. An annotation
without a key is a proposal: a decision stores it, together with the original proposal.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from uuid import NAMESPACE_OID, uuid5

from reader.journal.operations import (
    Authorship,
    KeptAnnotation,
    Operation,
    OperationKind,
    Proposed,
    join,
    new_id,
    operation,
)
from reader.labels import LabelSet
from reader.model import Annotation, Decision, Span

Operations = tuple[Operation, ...]


@dataclass(frozen=True, slots=True)
class Lost:
    """An annotation of an earlier text of the file that has no place in the present text."""

    annotation: Annotation
    """The annotation, with its spans in the earlier text."""
    quote: str
    """The text under its span in the earlier text."""


def add(authorship: Authorship, annotation: Annotation) -> Operations:
    """Store an annotation of the analyst's own, accepted; its new key is the `key` of the operation."""
    accepted = KeptAnnotation(replace(annotation, decision=Decision.ACCEPTED))
    return (operation(authorship, OperationKind.ADD, new_id(), None, accepted),)


def tag(authorship: Authorship, span: Span, label: str) -> Operations:
    """Give a span a label."""
    return add(authorship, Annotation(span, label, source=authorship.who))


def tag_all(targets: Iterable[tuple[Authorship, Span]], label: str) -> Operations:
    """Give many spans, in one article or many, the same label as one action."""
    return join(each for authorship, span in targets for each in tag(authorship, span, label))


def relabel(
    authorship: Authorship, annotation: Annotation, label: str, *, labels: LabelSet | None = None
) -> Operations:
    """Give an annotation another label; roles and attributes that the new label does not have are removed."""
    changed = replace(annotation, label=label)
    if labels is not None and label in labels:
        roles = {role.name for role in labels[label].roles}
        attributes = {attribute.name for attribute in labels[label].attributes}
        before = labels[annotation.label].attributes if annotation.label in labels else ()
        had = {attribute.name for attribute in before}
        changed = replace(
            changed,
            roles=tuple((name, span) for name, span in annotation.roles if name in roles),
            attributes=tuple((k, v) for k, v in annotation.attributes if k in attributes or k not in had),
        )
    return change(authorship, annotation, changed)


def resize(authorship: Authorship, annotation: Annotation, span: Span) -> Operations:
    """Move an annotation to another span; the span of a commitment is its cue."""
    return change(authorship, annotation, replace(annotation, span=span))


def fill_role(authorship: Authorship, annotation: Annotation, role: str, span: Span) -> Operations:
    """Let a span fill a role, in place of the one that did before."""
    return change(authorship, annotation, annotation.with_role(role, span))


def empty_role(authorship: Authorship, annotation: Annotation, role: str) -> Operations:
    """Empty a role."""
    return change(authorship, annotation, annotation.with_role(role, None))


def set_attribute(authorship: Authorship, annotation: Annotation, name: str, value: str) -> Operations:
    """Set an attribute, such as polarity or status."""
    return change(authorship, annotation, annotation.with_attribute(name, value))


def write_note(authorship: Authorship, annotation: Annotation, note: str) -> Operations:
    """Write the note on an annotation; a proposal stays undecided."""
    return _record(authorship, OperationKind.NOTE, annotation, replace(annotation, note=note))


def change(authorship: Authorship, annotation: Annotation, changed: Annotation) -> Operations:
    """Replace an annotation by a changed one; to change a proposal is to accept it."""
    return _record(authorship, OperationKind.CHANGE, annotation, replace(changed, decision=Decision.ACCEPTED))


def accept(authorship: Authorship, annotation: Annotation) -> Operations:
    """Accept an annotation."""
    return _record(authorship, OperationKind.ACCEPT, annotation, replace(annotation, decision=Decision.ACCEPTED))


def reject(authorship: Authorship, annotation: Annotation) -> Operations:
    """Reject an annotation; it is kept, so that the engine's next run does not propose it again."""
    return _record(authorship, OperationKind.REJECT, annotation, replace(annotation, decision=Decision.REJECTED))


def reject_all(authorship: Authorship, annotations: Iterable[Annotation]) -> Operations:
    """Reject many annotations as one action."""
    return join(each for annotation in annotations for each in reject(authorship, annotation))


def reject_all_from_rule(authorship: Authorship, annotations: Iterable[Annotation], rule: str) -> Operations:
    """Reject every undecided proposal of a rule, as one action."""
    return reject_all(authorship, (a for a in annotations if a.rule == rule and a.decision is Decision.PROPOSED))


def delete(authorship: Authorship, annotation: Annotation) -> Operations:
    """Remove an annotation; one that the engine proposed is rejected instead, since it would be proposed again."""
    if not annotation.key or is_from_engine(annotation):
        return reject(authorship, annotation)
    return (operation(authorship, OperationKind.REMOVE, annotation.key, KeptAnnotation(annotation), None),)


def put(authorship: Authorship, lost: Annotation, span: Span) -> Operations:
    """Put an annotation that has no place in a changed text over a span; its roles have to be filled again."""
    moved = KeptAnnotation(replace(lost, span=span, roles=()))
    return (operation(authorship, OperationKind.ADD, lost.key, None, moved),)


def dismiss(authorship: Authorship, lost: Annotation) -> Operations:
    """Dismiss an annotation that has no place in a changed text; it stays in the earlier text."""
    return (operation(authorship, OperationKind.REMOVE, lost.key, None, None),)


def is_from_engine(annotation: Annotation) -> bool:
    """Whether an annotator proposed it: then it has a rule or a score, which an analyst's own annotation has not."""
    return bool(annotation.rule) or annotation.score is not None


def _record(authorship: Authorship, kind: OperationKind, annotation: Annotation, changed: Annotation) -> Operations:
    if annotation.key:
        return (operation(authorship, kind, annotation.key, KeptAnnotation(annotation), KeptAnnotation(changed)),)
    decided = KeptAnnotation(changed, Proposed(annotation.span, annotation.label))
    return (operation(authorship, kind, decision_key(authorship, annotation), None, decided),)


def decision_key(authorship: Authorship, proposal: Annotation) -> str:
    """The key under which a decision on a proposal is stored; within a layer it depends on the proposal alone."""
    named = (
        authorship.article,
        authorship.layer,
        proposal.span.start,
        proposal.span.end,
        proposal.label,
        proposal.source,
    )
    return uuid5(NAMESPACE_OID, "\n".join(map(str, named))).hex
