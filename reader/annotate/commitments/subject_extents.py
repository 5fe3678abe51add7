"""Decides where the subject after a verb ends, and who is the agent of a passive."""

from __future__ import annotations

from reader.annotate.commitments import grammar
from reader.annotate.commitments.complements import FILLERS
from reader.annotate.commitments.cue import Cue
from reader.annotate.commitments.deadlines import deadline_at
from reader.annotate.commitments.extents import is_verb
from reader.annotate.commitments.lexicon import Lexicon
from reader.annotate.commitments.slots import Slots
from reader.annotate.commitments.subjects import noun_phrase
from reader.annotate.commitments.text_words import COMMA, TextWords

_TITLES = 18
"""Words that the titles and relative clauses of a subject may take before what it does."""
_NO_TITLES = (grammar.PREPOSITIONS | grammar.ADVERBS | grammar.OPENERS | grammar.WORDS["b_adverbs"]) - {"من"}
_BY = frozenset(("قبل", "طرف", "جانب", "لدن"))
_COURTS = grammar.WORDS["courts"]


def take_agent(tokens: TextWords, lexicon: Lexicon, cue: Cue, slots: Slots) -> None:
    """صدق الحكم من محكمة الاستئناف، سيتم اعتماده من قبل المجلس: who did it stands after من in the passive."""
    if slots.action is None:
        return
    start, end = slots.action
    words = tokens.words
    ruled = cue.type == "acceptance" and words[start] in grammar.TEXTS and start == cue.last + 1
    for place in range(start, min(end, start + 12) - 2):
        if tokens.break_before(place) >= COMMA:
            return
        if words[place] != "من":
            continue
        by = words[place + 1] in _BY and (slots.committer is None or cue.rule.endswith(("done", "light")))
        if by or (ruled and words[place + 1].removeprefix("ال") in _COURTS):
            first = place + 2 if by else place + 1
            slots.committer = (first, max(first + 1, noun_phrase(tokens, lexicon, first, end)))
            slots.action = (start, end if by else place)
            return


def take_whole_subject(tokens: TextWords, lexicon: Lexicon, cue: Cue, slots: Slots) -> None:
    """قرر فلان، قاضي المدينة، احتجاز …: a subject after its verb with its titles, up to what is done."""
    if slots.committer is None or slots.action is None or not cue.last < slots.committer[0] <= cue.last + 3:
        return
    start, end = slots.committer
    stop = slots.action[0]
    if slots.counterparty is not None and end <= slots.counterparty[0] < stop:
        stop = slots.counterparty[0]
    if not end < stop <= end + _TITLES:
        return
    apart = tokens.break_before(end) == COMMA
    if apart != (tokens.break_before(stop) == COMMA) or tokens.words[end] in _NO_TITLES:
        return
    if not apart and not grammar.has_article(tokens.words[end]) and end not in tokens.named:
        return
    for place in range(end, stop):
        word = tokens.words[place]
        if tokens.break_before(place) > COMMA or deadline_at(tokens, place) > place or word in FILLERS:
            return
        if not apart and (word in grammar.PREPOSITIONS or word[0] in "بل" or is_verb(tokens, lexicon, place)):
            return
    slots.committer = (start, stop)
