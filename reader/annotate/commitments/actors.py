"""Decides who is the actor before a cue, and whom a preposition after the cue names."""

from __future__ import annotations

from reader.annotate.commitments import grammar, subjects
from reader.annotate.commitments.complements import mark_at
from reader.annotate.commitments.cue import Cue
from reader.annotate.commitments.deadlines import deadline_at
from reader.annotate.commitments.extents import condition_before
from reader.annotate.commitments.lexicon import Lexicon
from reader.annotate.commitments.slots import Slots
from reader.annotate.commitments.subjects import Stretch, noun_phrase
from reader.annotate.commitments.text_words import COLON, TextWords


def left_actor(tokens: TextWords, lexicon: Lexicon, cue: Cue) -> Stretch | None:
    if grammar.has_and(tokens.words[cue.first]):
        return None
    left = subjects.left_subject(tokens, lexicon, cue.first)
    condition = condition_before(tokens, cue.first) if left is not None and cue.entry.kind == "future" else None
    if left is not None and condition is not None and condition[0] <= left[0] < condition[1]:
        # في حال رفض العرض سيغادر اللاعب: what stands before belongs to the condition.
        return None
    return left


_RELATIVE_KINDS = {"الذي": "3ms", "التي": "3fs", "الذين": "3mp"}


def is_other_subject(tokens: TextWords, cue: Cue) -> bool:
    """المباراة التي سينهي الفريق بعدها: whether a verb disagrees with the relative before it, so that another acts."""
    before = tokens.words[cue.first - 1].removeprefix("و") if cue.first else ""
    wanted = _RELATIVE_KINDS.get(before)
    return wanted is not None and cue.form[1:3] == "3m" and wanted == "3fs"


def mark_counterparty(tokens: TextWords, lexicon: Lexicon, cue: Cue, slots: Slots) -> None:
    markers = cue.entry.other - {"acc"}
    if not markers:
        return
    start = cue.last + 1
    stop = min(cue.complement.start if cue.complement else start + 8, len(tokens), start + 16)
    if cue.entry.only_with and slots.action is not None and slots.action[0] > start:
        stop = slots.action[0]
    for place in range(start, stop):
        if tokens.break_before(place) >= COLON:
            return
        marked = mark_at(tokens, place, markers)
        if marked is None:
            continue
        end = noun_phrase(tokens, lexicon, marked[1], stop, governed=True)
        # مع المدرب لمدة موسمين: how long is no part of whom.
        end = next((at for at in range(marked[1] + 1, end) if deadline_at(tokens, at) > at), end)
        if end > place:
            slots.counterparty = (place, end)
            if slots.committer is not None and slots.committer[0] <= place < slots.committer[1]:
                slots.committer = (slots.committer[0], place)
        return
