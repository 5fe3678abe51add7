"""Decides who is bound to what in a relative clause: ما اتفق عليه الطرفان، تعديلات تعهدت بها الحكومة."""

from __future__ import annotations

from reader.annotate.commitments import grammar, subjects
from reader.annotate.commitments.antecedents import left_out_subject
from reader.annotate.commitments.complements import is_masdar_at
from reader.annotate.commitments.cue import Cue
from reader.annotate.commitments.deadlines import deadline_at
from reader.annotate.commitments.extents import clause_end, is_verb
from reader.annotate.commitments.lexicon import Lexicon
from reader.annotate.commitments.objects import split_two
from reader.annotate.commitments.slots import Slots
from reader.annotate.commitments.subjects import Stretch, noun_phrase
from reader.annotate.commitments.text_words import COMMA, TextWords

_HAPPENINGS = grammar.WORDS["happenings"]
_PARTS = frozenset(("جوله", "دوره", "مرحله", "جلسه", "سلسله", "جزء"))
_RESUMING = grammar.WORDS["resuming"]


def fill_relative(tokens: TextWords, lexicon: Lexicon, cue: Cue, slots: Slots) -> bool:
    """Fill actor and act where the act stands before a relative clause; False where it does not."""
    return (
        _fill_resumed(tokens, lexicon, cue, slots)
        or _fill_object(tokens, lexicon, cue, slots)
        or _fill_event(tokens, lexicon, cue, slots)
    )


def _fill_object(tokens: TextWords, lexicon: Lexicon, cue: Cue, slots: Slots) -> bool:
    """الاتفاق الذي أبرمته إيران، خطة سيقدمها الوزير: what a pronoun on the verb stands for."""
    words = tokens.words
    # Entries of relative clauses list their forms with the pronoun.
    has_object = cue.form.endswith("+") or cue.entry.kind == "future" or cue.entry.lemma.endswith("(موصول)")
    if not words[cue.head].endswith(("ه", "ها")) or not has_object:
        return False
    if "acc" in cue.entry.other or cue.type in ("demand", "threat") or tokens.break_before(cue.first) >= COMMA:
        return False
    if not cue.first or words[cue.first - 1] not in grammar.RELATIVES:
        return False
    left = subjects.left_subject(tokens, lexicon, cue.first)
    if left is None:
        return False
    # انتقد الرئيس الاتفاق الذي …: of subject and object, the nearer.
    nearer = split_two(tokens, *left)
    slots.action = (nearer, left[1]) if nearer < left[1] else left
    start = cue.last + 1
    end = noun_phrase(tokens, lexicon, start) if start < len(tokens) and tokens.break_before(start) < COMMA else start
    if end > start:
        slots.committer = (start, end)
        slots.end = max(slots.end, end)
        _fill_marked(tokens, lexicon, end, frozenset(("مع",)), slots)
    else:
        slots.committer = left_out_subject(tokens, lexicon, left[0], cue.form)
    return True


def _fill_marked(tokens: TextWords, lexicon: Lexicon, start: int, markers: frozenset[str], slots: Slots) -> None:
    """الاتفاق الذي أبرمته إيران مع الدول الكبرى، طالب بها المدعي من القاضي: the other side, right after who acts."""
    if start + 1 >= len(tokens) or tokens.break_before(start) >= COMMA:
        return
    if tokens.words[start] not in markers and tokens.words[start][0] not in markers & {"ب", "ل"}:
        return
    first = start + (tokens.words[start] in markers)
    end = noun_phrase(tokens, lexicon, first, governed=first == start)
    if end > first and not is_masdar_at(tokens, first, int(first == start)):
        slots.counterparty = (start, end)
        slots.end = max(slots.end, end)


def _fill_event(tokens: TextWords, lexicon: Lexicon, cue: Cue, slots: Slots) -> bool:
    """الانتخابات التي ستجرى غدا، الجولة التي كانت مقررة: what will take place stands before, and nobody does it."""
    words = tokens.words
    scheduled = cue.entry.lemma == "المقررة"
    happens = cue.entry.kind == "future" and words[cue.head].lstrip("وف")[1:] in _HAPPENINGS
    if not cue.first or tokens.break_before(cue.first) >= COMMA or not (scheduled or happens):
        return False
    following = words[cue.last + 1] if cue.last + 1 < len(words) else ""
    if following == "بين" or (scheduled and following[:1] == "ل") or is_masdar_at(tokens, cue.last + 1):
        # المقررة بين الطرفين، المقررة لإنهاء الدراسات، سيقع تأسيسه
        return False
    relative = any(word in grammar.RELATIVES for word in words[max(0, cue.first - 2) : cue.first])
    if relative:
        left = subjects.left_subject(tokens, lexicon, cue.first)
    elif scheduled and words[cue.first].startswith("ال"):
        left = _noun_before(tokens, lexicon, cue.first)
    else:
        return False
    if left is None:
        return False
    slots.action = _with_part(tokens, left)
    slots.end = clause_end(tokens, lexicon, cue.last)
    for place in range(cue.last + 1, slots.end):
        after = deadline_at(tokens, place)
        if after > place:
            slots.deadline = (place, min(after, slots.end))
            break
    return True


def _with_part(tokens: TextWords, found: Stretch) -> Stretch:
    """الجولة الثانية من المفاوضات: an event with the part of it that is meant."""
    start = found[0]
    if start > 1 and tokens.words[start - 1] == "من" and tokens.break_before(start) < COMMA:
        for place in range(start - 2, max(-1, start - 5), -1):
            if tokens.words[place].removeprefix("ال") in _PARTS:
                return place, found[1]
    return found


def _noun_before(tokens: TextWords, lexicon: Lexicon, stop: int) -> Stretch | None:
    """The noun phrase that an adjective belongs to, up to the verb or preposition that governs it."""
    start = stop
    while start > 0 and stop - start < 8 and (start == stop or tokens.break_before(start) < COMMA):
        before = tokens.words[start - 1]
        if before in grammar.PREPOSITIONS or before in grammar.THAT or is_verb(tokens, lexicon, start - 1):
            break
        start -= 1
    return (start, stop) if start < stop else None


def _fill_resumed(tokens: TextWords, lexicon: Lexicon, cue: Cue, slots: Slots) -> bool:
    """Fill actor and act where a pronoun after a verb (به، عليه) is the act before it; False where none does."""
    after = cue.last + 1
    done = cue.rule.endswith("done")
    if (cue.entry.kind != "verb" and not done) or after >= len(tokens) or tokens.break_before(after) >= COMMA:
        return False
    words = tokens.words
    if words[after] not in _RESUMING or grammar.has_and(words[cue.first]):
        return False
    before = words[cue.first - 1] if cue.first and tokens.break_before(cue.first) < COMMA else ""
    whole = ("ما", "مما", "وما", "بما", "كما")
    left = None if before in whole or not before else subjects.left_subject(tokens, lexicon, cue.first)
    if left is None and before not in whole and before not in grammar.RELATIVES:
        return False
    if left is not None and before not in grammar.RELATIVES and words[left[0]].startswith("ال"):
        # الحكومة تعهدت به: the noun before it is the one who acts.
        return False
    slots.action = left
    start = after + 1
    if start < len(tokens) and tokens.break_before(start) < COMMA and not is_masdar_at(tokens, start):
        end = noun_phrase(tokens, lexicon, start)
        if end > start:
            slots.committer = (start, end)
            slots.end = max(slots.end, end)
            asked = frozenset(("من",)) if cue.type == "demand" else cue.entry.other - {"acc"}
            _fill_marked(tokens, lexicon, end, asked, slots)
    if slots.committer is None and not done:
        slots.committer = left_out_subject(tokens, lexicon, left[0] if left else cue.first, cue.form)
    return True
