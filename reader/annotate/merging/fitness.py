"""Decides whether what an annotator proposed can be an annotation of the text: anybody's code may have made it."""

from __future__ import annotations

from reader.errors import shown
from reader.model import Annotation, Span


def find_fault(proposal: object, length: int) -> str:
    """What is wrong with a proposal for a text of so many code points, as the end of a sentence; "" where nothing is.

    A wrong type is a fault too: what cannot be sorted, merged or written would break far from who made it.
    """
    if not isinstance(proposal, Annotation):
        return f"it proposed {_told(proposal)}, which is no Annotation"
    words = (proposal.label, proposal.source, proposal.rule, proposal.note)
    if not (proposal.label and all(isinstance(word, str) for word in words)):
        return f"its label, source, rule or note is no word: {', '.join(map(_told, words))}"
    score = proposal.score
    if score is not None and not (isinstance(score, float | int) and 0 <= score <= 1):
        return f"it proposed the score {_told(score)}, which is not one of Python's numbers from 0 to 1"
    if not (_is_pairs(proposal.roles, Span) and _is_pairs(proposal.attributes, str)):
        return "its roles or attributes are not pairs of a name and a span, or of a name and a word"
    spans = [span for _, span in proposal.roles] if proposal.roles else []
    for span in (proposal.span, *spans):
        if not _is_within(span, length):
            return f"it proposed {_told(span)}, which is empty or outside the text of {length:,} characters"
    return ""


def _is_within(span: object, length: int) -> bool:
    if not (isinstance(span, Span) and isinstance(span.start, int) and isinstance(span.end, int)):
        return False
    return span.start < span.end <= length


def _is_pairs(pairs: object, kind: type) -> bool:
    if not isinstance(pairs, tuple):
        return False
    # Every proposal of a corpus comes by: a loop takes half as long as all() over a generator.
    for pair in pairs:
        if not (isinstance(pair, tuple) and len(pair) == 2 and isinstance(pair[0], str) and isinstance(pair[1], kind)):  # noqa: SIM110
            return False
    return True


def _told(thing: object) -> str:
    words = f"{thing.start}–{thing.end}" if isinstance(thing, Span) else shown(repr(thing))
    return words if len(words) <= 60 else f"{words[:60]}…"
