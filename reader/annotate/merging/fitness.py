"""Decides whether an annotator's proposal is a valid annotation of the text, since any plug-in may have made it."""

from __future__ import annotations

from reader.errors import shown
from reader.model import Annotation, Span
from reader.wording import say


def find_fault(proposal: object, length: int) -> str:
    """What is wrong with a proposal for a text of `length` code points, as the end of a sentence; "" if nothing is.

    A wrong type is a fault too: a value that cannot be sorted, merged or written would fail far from its origin.
    """
    if not isinstance(proposal, Annotation):
        return say("it proposed {describe}, which is not an Annotation", describe=_describe(proposal))
    words = (proposal.label, proposal.source, proposal.rule, proposal.note)
    if not (proposal.label and all(isinstance(word, str) for word in words)):
        return say(
            "its label, source, rule or note is not a string: {join}", join=say(", ").join(map(_describe, words))
        )
    score = proposal.score
    if score is not None and not (isinstance(score, float | int) and 0 <= score <= 1):
        return say(
            "it proposed the score {describe}, which is not a Python number from 0 to 1", describe=_describe(score)
        )
    if not (_is_pairs(proposal.roles, Span) and _is_pairs(proposal.attributes, str)):
        return say("its roles or attributes are not pairs of a name and a span, or of a name and a string")
    spans = [span for _, span in proposal.roles] if proposal.roles else []
    for span in (proposal.span, *spans):
        if not _is_within(span, length):
            return say(
                "it proposed {describe}, which is empty or outside the text of {length} characters",
                describe=_describe(span),
                length=length,
            )
    return ""


def _is_within(span: object, length: int) -> bool:
    if not (isinstance(span, Span) and isinstance(span.start, int) and isinstance(span.end, int)):
        return False
    return span.start < span.end <= length


def _is_pairs(pairs: object, kind: type) -> bool:
    if not isinstance(pairs, tuple):
        return False
    # Every proposal of a corpus is checked here, and a loop takes half as long as all() over a generator.
    for pair in pairs:
        if not (isinstance(pair, tuple) and len(pair) == 2 and isinstance(pair[0], str) and isinstance(pair[1], kind)):  # noqa: SIM110
            return False
    return True


def _describe(value: object) -> str:
    words = f"{value.start}–{value.end}" if isinstance(value, Span) else shown(repr(value))
    return words if len(words) <= 60 else f"{words[:60]}…"
