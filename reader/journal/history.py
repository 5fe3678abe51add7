"""Describes the journal's operations in words, action by action, for the history screen and the command line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from reader.journal.ledger_history import describe_ledger_mark
from reader.journal.operations import LEDGER_KINDS, KeptAnnotation, Operation, OperationKind, Proposed
from reader.journal.quotations import MOST_QUOTED, cut
from reader.labels import LabelSet
from reader.model import Annotation, Decision, Span
from reader.wording import counted, either, say


@dataclass(frozen=True, slots=True)
class Event:
    """One action of one analyst, described in words."""

    article: str
    who: str
    layer: str
    when: str
    """UTC, ISO 8601 with microseconds."""
    what: str
    """The action in words, with the text concerned in «…»."""
    many: int = 1
    """The number of its operations."""
    offset: int | None = None
    """The offset in the article, in code points, at which it was done; None if it has no place in the text."""
    is_undone: bool = False
    """Whether it has been undone since, and not done again."""


def describe_actions(
    operations: Iterable[Operation], text: str, labels: LabelSet, *, language: str = ""
) -> tuple[Event, ...]:
    """The actions behind the operations on one article, the latest first; moves of the caret are left out.

    `language` is "english", "arabic" or "both", and gives the names of labels, roles and attributes; if it is empty,
    the language of the interface does.
    """
    words = _ActionWords(text, labels, language or either("english", "arabic"))
    actions: dict[str, list[Operation]] = {}
    for each in operations:
        actions.setdefault(each.batch, []).append(each)
    taken_back: set[str] = set()
    meant: dict[str, str] = {}
    """For each undo or redo, the original action that it takes back or does again in the end."""
    events: dict[str, Event] = {}
    for batch, steps in actions.items():
        words.learn(steps)
        about = steps[0].undoes if steps[0].kind is not OperationKind.CARRY else ""
        if not about:
            worth_showing = [each for each in steps if each.kind is not OperationKind.POSITION]
            if worth_showing:
                events[batch] = words.describe(worth_showing)
            continue
        action = meant[batch] = meant.get(about, about)
        is_again = action in taken_back
        (taken_back.discard if is_again else taken_back.add)(action)
        if action in actions and action in events:
            done = events[action].what
            what = say("did again: {action}", action=done) if is_again else say("took back: {action}", action=done)
            events[batch] = replace(words.describe(steps), what=what, offset=events[action].offset)
    told_so = (replace(each, is_undone=batch in taken_back) for batch, each in events.items())
    return tuple(told_so)[::-1]


class _ActionWords:
    """Describes operations on one text."""

    def __init__(self, text: str, labels: LabelSet, language: str) -> None:
        self._text = text
        self._labels = labels
        self._language = language
        self._annotations: dict[str, Annotation] = {}
        """The annotations by their keys, as the operations described so far have left them."""

    def learn(self, steps: Iterable[Operation]) -> None:
        """Take in the annotations in operations, which marks refer to by their keys alone."""
        for each in steps:
            for value in (each.before, each.after):
                if isinstance(value, KeptAnnotation):
                    self._annotations[each.key] = value.annotation

    def describe(self, steps: Sequence[Operation]) -> Event:
        """The event for the operations of one action."""
        first = steps[0]
        # A proposal is accepted so that something can be said of it in the ledger: the latter is what was meant.
        meant = [each for each in steps if each.kind in LEDGER_KINDS]
        others = [each for each in steps if each.kind not in LEDGER_KINDS]
        parts = [self._summarise(part) for part in (meant, others) if part]
        what = "; ".join(what for what, _ in parts)
        return Event(first.article, first.who, first.layer, first.when, what, len(steps), parts[0][1])

    def _summarise(self, steps: Sequence[Operation]) -> tuple[str, int | None]:
        """The first operation in words, with its offset; the others are counted."""
        what, offset = self._one(steps[0])
        if len(steps) > 1:
            more, are_alike = len(steps) - 1, len({each.kind for each in steps}) == 1
            if are_alike:
                what = say("{action} and {number} more", action=what, number=more)
            else:
                what = counted(
                    more, "{action} and {number} more changes", "{action} and {number} more changes", action=what
                )
        return what, offset

    def _one(self, step: Operation) -> tuple[str, int | None]:
        if step.is_mark:
            return self._mark(step)
        value = step.after if step.after is not None else step.before
        if not isinstance(value, KeptAnnotation):
            return say("dismissed an annotation of the earlier text"), None
        annotation = value.annotation
        offset = annotation.span.start
        if step.kind is OperationKind.CARRY:
            return say("carried {annotation} over from the earlier text", annotation=self._named(annotation)), offset
        if step.after is None:
            label, quote = self._label(annotation.label), self._quote(annotation.span)
            return say("removed {label} from {quote}", label=label, quote=quote), offset
        before = step.before.annotation if isinstance(step.before, KeptAnnotation) else None
        return self._changed(step.kind, before, annotation, value.proposed), offset

    def _changed(
        self, kind: OperationKind, before: Annotation | None, after: Annotation, proposed: Proposed | None
    ) -> str:
        if kind is OperationKind.NOTE:
            if not after.note:
                return say("removed the note on {annotation}", annotation=self._named(after))
            return say("noted on {annotation}: «{note}»", annotation=self._named(after), note=cut(after.note))
        if after.decision is Decision.REJECTED:
            if before is None and proposed is None:
                return say("left out {annotation}", annotation=self._named(after))
            return say("rejected {annotation}", annotation=self._named(after))
        if before is None and proposed is None:
            return say("tagged {annotation}", annotation=self._named(after))
        if before is None and proposed is not None:
            # The journal does not keep the roles and attributes of a proposal.
            before = replace(after, span=proposed.span, label=proposed.label, decision=Decision.PROPOSED)
        changes = list(self._differences(before or after, after))
        return "; ".join(changes) or say("accepted {annotation}", annotation=self._named(after))

    def _differences(self, before: Annotation, after: Annotation) -> Iterator[str]:
        quote = self._quote(after.span)
        if before.label != after.label:
            was, now = self._label(before.label), self._label(after.label)
            yield say("relabelled {quote} from {before} to {after}", quote=quote, before=was, after=now)
        if before.span != after.span:
            was, label = self._quote(before.span), self._label(after.label)
            yield say("changed {before} to {quote} as {label}", before=was, quote=quote, label=label)
        for role in dict.fromkeys(name for name, _ in (*before.roles, *after.roles)):
            name, filler = self._role(after.label, role), after.role(role)
            if before.role(role) == filler:
                continue
            if filler is None:
                yield say("emptied {role} of {quote}", role=name, quote=quote)
            else:
                yield say("filled {role} of {quote} with {filler}", role=name, quote=quote, filler=self._quote(filler))
        for name in dict.fromkeys(name for name, _ in (*before.attributes, *after.attributes)):
            if before.attribute(name) != after.attribute(name):
                value = after.attribute(name) or say("nothing")
                yield say("set {attribute} of {quote} to {value}", attribute=name, quote=quote, value=value)

    def _mark(self, step: Operation) -> tuple[str, int | None]:
        if step.kind in LEDGER_KINDS:
            return describe_ledger_mark(step, self._quote_annotation)
        value = step.after
        match step.kind:
            case OperationKind.FLAG:
                return say("marked the article as {state}", state=say(str(value or "unread"))), None
            case OperationKind.TAG:
                if value:
                    return say("put the tag «{tag}» on the article", tag=step.key), None
                return say("took off the tag «{tag}»", tag=step.key), None
            case OperationKind.REMARK:
                if value:
                    return say("noted on the article: «{note}»", note=cut(str(value))), None
                return say("removed the article's note"), None
            case OperationKind.BOOKMARK:
                at = int(step.key)
                words = self._quote(Span(at, max(at, min(at + MOST_QUOTED // 2, len(self._text)))))
                if value is None:
                    return say("removed the bookmark at {quote}", quote=words), at
                return say("put a bookmark at {quote}", quote=words), at
            case _:
                return say("moved on"), None

    def _named(self, annotation: Annotation) -> str:
        return say("{quote} as {label}", quote=self._quote(annotation.span), label=self._label(annotation.label))

    def _quote(self, span: Span) -> str:
        return f"«{cut(span.of(self._text))}»"

    def _quote_annotation(self, key: str) -> tuple[str, int | None]:
        found = self._annotations.get(key)
        return (say("a commitment"), None) if found is None else (self._quote(found.span), found.span.start)

    def _label(self, name: str) -> str:
        label = self._labels.named(name)
        return self._name(label.arabic, label.english)

    def _role(self, label: str, name: str) -> str:
        found = next((role for role in self._labels.named(label).roles if role.name == name), None)
        return self._name(found.arabic, found.english) if found else name

    def _name(self, arabic: str, english: str) -> str:
        if self._language == "both" and arabic != english:
            return f"{english} ({arabic})"
        return arabic if self._language == "arabic" else english
