"""Decides who is bound, to what, towards whom, on what condition and by when, from the clause around a cue."""

from __future__ import annotations

from dataclasses import dataclass

from reader.annotate.commitments import extents, grammar, speakers
from reader.annotate.commitments.complements import is_masdar_at, mark_at
from reader.annotate.commitments.cues import Cue
from reader.annotate.commitments.lexicon import Lexicon
from reader.annotate.commitments.tokens import COLON, COMMA, HARD, Tokens
from reader.model import Span

Stretch = tuple[int, int]
"""[first word, word after the last)."""

NAMES = ("committer", "action", "counterparty", "condition", "deadline", "source")


@dataclass
class _Slots:
    committer: Stretch | None = None
    action: Stretch | None = None
    counterparty: Stretch | None = None
    condition: Stretch | None = None
    deadline: Stretch | None = None
    source: Stretch | None = None


def fill_roles(tokens: Tokens, lexicon: Lexicon, cue: Cue) -> tuple[tuple[str, Span], ...]:
    """The roles of a cue as spans, in the order of the labels."""
    slots = _Slots()
    _fill_action(tokens, lexicon, cue, slots)
    _fill_people(tokens, lexicon, cue, slots)
    _fill_source(tokens, lexicon, cue, slots)
    filled = []
    for name in NAMES:
        stretch = getattr(slots, name)
        if stretch is not None and stretch[0] < stretch[1]:
            filled.append((name, tokens.span(stretch[0], stretch[1] - 1)))
    return tuple(filled)


def _fill_action(tokens: Tokens, lexicon: Lexicon, cue: Cue, slots: _Slots) -> None:
    if cue.entry.kind == "future":
        _fill_future_action(tokens, lexicon, cue, slots)
        return
    if cue.complement is None:
        return
    start = cue.complement.start
    if "through" in cue.entry.flags:
        # تم التوصل إلى اتفاق … يقضي بـ: what it provides.
        for place in range(cue.last + 1, min(len(tokens), cue.last + 40)):
            if tokens.break_before(place) >= HARD:
                return
            if tokens.words[place] in ("يقضي", "ينص", "تقضي", "تنص") and place + 1 < len(tokens):
                start = place + 1
                break
            if place <= cue.last + 6 and mark_at(tokens, place, frozenset(("ب", "على", "أن", "ل"))) and is_masdar_at(tokens, place, 1):
                start = place
                break
        else:
            return
    _take_clause(tokens, lexicon, start, slots)


def _take_clause(tokens: Tokens, lexicon: Lexicon, start: int, slots: _Slots) -> None:
    end, condition, _ = extents.clause_end(tokens, lexicon, start)
    if condition > start:
        taken = extents.condition_at(tokens, condition)
        stop, more, _ = extents.clause_end(tokens, lexicon, condition + taken - 1)
        slots.condition = (condition, stop if more < 0 else more)
    for place in range(start + 1, end):
        after = extents.deadline_at(tokens, place)
        if after > place:
            slots.deadline = (place, min(after, end))
            if after >= end:
                end = place
            break
    slots.action = (start, end)


def _fill_future_action(tokens: Tokens, lexicon: Lexicon, cue: Cue, slots: _Slots) -> None:
    words = tokens.words
    start = cue.last + 1
    if start >= len(tokens) or tokens.break_before(start) >= COLON:
        return
    head = words[cue.head].lstrip("وف")
    bare = head[1:] if head.startswith("س") else head
    light = any(bare[1:] == stem for stem in lexicon.light)
    if light:
        if words[start].startswith("ب") and is_masdar_at(tokens, start, 1) or is_masdar_at(tokens, start):
            _take_clause(tokens, lexicon, start, slots)
            return
    subject_end = extents.noun_phrase(tokens, lexicon, start)
    first_is_subject = subject_end > start and not is_masdar_at(tokens, start) and cue.form.startswith(("i3",)) and _left_subject(tokens, lexicon, cue) is None
    if first_is_subject and subject_end < len(tokens) and tokens.break_before(subject_end) < HARD:
        slots.committer = (start, subject_end)
        if words[subject_end] not in grammar.CLAUSE_OPENERS:
            _take_clause(tokens, lexicon, subject_end, slots)
            return
    _take_clause(tokens, lexicon, start, slots)


def _fill_people(tokens: Tokens, lexicon: Lexicon, cue: Cue, slots: _Slots) -> None:
    if slots.committer is not None:
        return
    entry = cue.entry
    if cue.form.startswith(("i1", "p1")):
        slots.committer = speakers.speaker_before(tokens, lexicon, cue.first)
        _fill_counterparty(tokens, lexicon, cue, cue.last + 1, slots)
        return
    if entry.kind == "verb":
        _fill_verb_people(tokens, lexicon, cue, slots)
    elif entry.kind == "noun":
        _fill_noun_people(tokens, lexicon, cue, slots)
    elif entry.kind == "future":
        slots.committer = _left_subject(tokens, lexicon, cue)
        if slots.committer and is_masdar_at(tokens, slots.committer[0]):
            if slots.action is None or slots.action[1] - slots.action[0] == 0 or slots.condition is not None:
                slots.action = slots.committer
            slots.committer = None


def _fill_verb_people(tokens: Tokens, lexicon: Lexicon, cue: Cue, slots: _Slots) -> None:
    start = cue.last + 1
    stop = cue.complement.start if cue.complement else min(len(tokens), start + 8)
    subject_end = start
    if start < stop and tokens.break_before(start) < COMMA and not _marks_other(tokens, cue, start):
        subject_end = extents.noun_phrase(tokens, lexicon, start, stop)
    left = None if extents.has_and(tokens.words[cue.head]) else _left_subject(tokens, lexicon, cue)
    if subject_end > start:
        if "acc" in cue.entry.other and not cue.form.endswith("+"):
            split = _split_two(tokens, start, subject_end) if left is None else start
            slots.counterparty = (split, subject_end) if split < subject_end else None
            slots.committer = (start, split) if split > start else left
        else:
            slots.committer = (start, subject_end)
    if slots.committer is None:
        slots.committer = left or _elided(tokens, lexicon, cue)
    if slots.counterparty is None:
        _fill_counterparty(tokens, lexicon, cue, start, slots)


def _marks_other(tokens: Tokens, cue: Cue, index: int) -> bool:
    return mark_at(tokens, index, cue.entry.other - {"acc"}) is not None


def _split_two(tokens: Tokens, start: int, end: int) -> int:
    """Where a subject ends and an object begins in a run of nouns: after an article that another bare noun follows."""
    words = tokens.words
    defined = False
    for place in range(start, end):
        word = words[place]
        if place > start and extents.has_and(word):
            continue
        if word.startswith("ال"):
            if defined and place > start and not words[place - 1].startswith("ال"):
                return place
            if defined and not _agrees(words[place - 1], word):
                return place
            defined = True
        elif defined:
            return place
    return end if end - start <= 3 or not defined else end


def _agrees(noun: str, adjective: str) -> bool:
    if adjective.endswith(("يه", "يين", "يون", "ي")) or adjective in ("العام", "العامه", "الاعلي", "الاول", "الاولي"):
        return True
    return noun.endswith("ه") == adjective.endswith("ه") and len(adjective) > 5 and adjective.startswith("الم")


def _fill_counterparty(tokens: Tokens, lexicon: Lexicon, cue: Cue, start: int, slots: _Slots) -> None:
    markers = cue.entry.other - {"acc"}
    if not markers:
        return
    stop = cue.complement.start if cue.complement else start + 8
    for place in range(start, min(stop, len(tokens), start + 15)):
        if tokens.break_before(place) >= COLON:
            return
        marked = mark_at(tokens, place, markers)
        if marked is None:
            continue
        content = marked[1]
        end = extents.noun_phrase(tokens, lexicon, content, stop)
        if end > place:
            slots.counterparty = (place, end)
            if slots.committer and slots.committer[0] <= place < slots.committer[1]:
                slots.committer = (slots.committer[0], place)
        return


def _fill_noun_people(tokens: Tokens, lexicon: Lexicon, cue: Cue, slots: _Slots) -> None:
    start = cue.last + 1
    stop = cue.complement.start if cue.complement else min(len(tokens), start + 8)
    if start < stop and tokens.break_before(start) < COMMA:
        place = start + 1 if tokens.words[start] in ("من", "بين") else start
        end = extents.noun_phrase(tokens, lexicon, place, stop)
        if end > place:
            if "acc" in cue.entry.other:
                slots.counterparty = (place, end)
            else:
                slots.committer = (place, end)
    if slots.committer is None:
        slots.committer = _elided(tokens, lexicon, cue)
    if slots.counterparty is None:
        _fill_counterparty(tokens, lexicon, cue, start, slots)


def _left_subject(tokens: Tokens, lexicon: Lexicon, cue: Cue) -> Stretch | None:
    """The noun phrase right before a verb, in its clause; past a relative pronoun, its antecedent."""
    words = tokens.words
    stop = cue.first
    if stop == 0 or tokens.break_before(stop) >= COLON:
        return None
    while stop > 0 and words[stop - 1] in ("قد", "لقد", "كان", "كانت", "سوف", "كانوا", "فقد") and tokens.break_before(stop) < COMMA:
        stop -= 1
    if stop > 0 and words[stop - 1] in grammar.RELATIVES:
        stop -= 1
    if stop > 0 and words[stop - 1] in grammar.PRONOUN_THAT | {"لكنه", "لكنها", "وانه", "وانها", "وهو", "وهي", "وانهم", "فانه", "فانها"}:
        return speakers.speaker_before(tokens, lexicon, cue.first)
    start = stop
    while start > 0 and stop - start < 16:
        if start < stop and tokens.break_before(start) >= COMMA:
            break
        before = words[start - 1]
        if before in grammar.THAT or before in ("وان", "فان", "لكن", "ولكن", "بينما", "فيما", "حيث", "اذ", "ان", "كما", "او"):
            break
        if extents.is_verb(tokens, lexicon, start - 1):
            break
        start -= 1
    if tokens.break_before(stop) >= COMMA and start == stop:
        return None
    while start < stop and (words[start] in grammar.AUXILIARIES or words[start] in grammar.DAYS or words[start] in ("هذا", "ايضا", "كما")):
        start += 1
    if start >= stop or words[start] in grammar.PREPOSITIONS:
        return None
    if words[start][:1] in "بل" and mark_at(tokens, start, frozenset("بل")):
        return None
    return (start, stop)


def _elided(tokens: Tokens, lexicon: Lexicon, cue: Cue) -> Stretch | None:
    """The subject of the nearest verb before that agrees with the cue's form."""
    words = tokens.words
    wanted = cue.form[1:4].rstrip("+") if cue.form[:1] in "pi" else ""
    seen_break = 0
    for place in range(cue.first - 1, max(-1, cue.first - 70), -1):
        word = words[place]
        bare = word[1:] if extents.has_and(word) else word
        kinds = [kind for _, kind in lexicon.verbs.get(bare, ())] or [lexicon.speech.get(bare, "")]
        kind = kinds[0].rstrip("+")
        if kind[:1] not in ("p", "i") or (bare == word and kind == "p3ms" and bare not in lexicon.speech):
            if word not in lexicon.finite:
                continue
            kind = "p3fs" if word.endswith("ت") else "i3fs" if word[:1] == "ت" else "p3ms"
        if wanted and kind[1:] not in (wanted, wanted.replace("mp", "ms")):
            continue
        if place + 1 < cue.first and tokens.break_before(place + 1) < COMMA:
            end = extents.noun_phrase(tokens, lexicon, place + 1, cue.first)
            if end > place + 1 and not is_masdar_at(tokens, place + 1):
                return (place + 1, end)
    return None


def _fill_source(tokens: Tokens, lexicon: Lexicon, cue: Cue, slots: _Slots) -> None:
    end = max((s[1] for s in (slots.action, slots.condition, slots.deadline) if s), default=cue.last + 1)
    source = speakers.speaker_after(tokens, lexicon, end) or speakers.speaker_before(tokens, lexicon, cue.first)
    if source is not None and slots.committer is not None and source[0] < slots.committer[1] and slots.committer[0] < source[1]:
        return
    slots.source = source
