"""Decides what comes between a verb and its subject and object (asides), and where subject and object end."""

from __future__ import annotations

from reader.annotate.commitments import grammar
from reader.annotate.commitments.complements import FILLERS, is_masdar_at
from reader.annotate.commitments.deadlines import deadline_at
from reader.annotate.commitments.lexicon import Lexicon
from reader.annotate.commitments.objects import split_two
from reader.annotate.commitments.subjects import Stretch, noun_phrase
from reader.annotate.commitments.text_words import COMMA, TextWords

_SAME = frozenset(("ذات", "نفس", "هذا", "هذه"))
_WITH_PRONOUN = frozenset(
    word
    for word in (*grammar.PREPOSITIONS, "بموجبه", "بموجبها", "بمقتضاه", "بمقتضاها", "خلاله", "اثناءها", "اثناءه")
    if word.endswith(("ه", "ها"))
)


def past_aside(tokens: TextWords, lexicon: Lexicon, start: int, stop: int) -> int:
    """طالبوا في ذات البيان رئيس الحكومة، طالب من خلالها اللاعبين: past a preposition and what it governs."""
    place = start
    while place < stop and tokens.break_before(place) < COMMA:
        word = tokens.words[place]
        if word in FILLERS or word in grammar.ADVERBS and word not in grammar.PREPOSITIONS or word in _WITH_PRONOUN:
            # وافقت بموجبه طهران، توقع معها اتفاقا
            place += 1
        elif deadline_at(tokens, place) > place:
            place = deadline_at(tokens, place)
        elif word in ("في", "من", "خلال", "عبر") and place + 2 < stop:
            after = noun_phrase(tokens, lexicon, place + 1, stop, governed=True)
            if word == "من" and tokens.words[place + 1] in ("خلال", "جانب", "جهه"):
                after = max(place + 2, noun_phrase(tokens, lexicon, place + 2, min(stop, place + 5)))
                after = min(after, place + 3)
            elif tokens.words[place + 1] in _SAME:
                after = place + 3
            if not place < after < stop:
                return start
            place = after
        else:
            break
    return place if place < stop else start


def whole_object(tokens: TextWords, end: int, stop: int) -> int:
    """المدرسين في المدارس والجامعات بالإبلاغ: the end of an object with where it is, up to what is asked of it."""
    placed = end + 1 < stop <= end + 7 and tokens.words[end] == "في" and tokens.words[end + 1] not in grammar.TIME
    return stop if placed and all(tokens.break_before(place) < COMMA for place in range(end, stop)) else end


def next_object(tokens: TextWords, lexicon: Lexicon, end: int, stop: int) -> Stretch | None:
    """ودعا فلان الفلاني كافة الأطراف إلى: whom a demand is made of, right after the name of who makes it."""
    if end - 1 not in tokens.named or tokens.break_before(end) >= COMMA or is_masdar_at(tokens, end):
        return None
    return (end, stop) if noun_phrase(tokens, lexicon, end, stop) == stop else None


def later_object(tokens: TextWords, lexicon: Lexicon, end: int, stop: int) -> Stretch | None:
    """ودعا حسبو، الدول الغربية إلى: whom a demand is made of, after what interrupts the clause."""
    for place in range(stop - 1, max(end, stop - 16) - 1, -1):
        if tokens.break_before(place) != COMMA:
            continue
        after = noun_phrase(tokens, lexicon, place, stop)
        return (place, after) if after == stop and not is_masdar_at(tokens, place) else None
    return None


def past_apposition(tokens: TextWords, end: int, stop: int) -> int:
    """دعا مفتي المملكة، رئيس هيئة العلماء الشيخ فلان، المعلمين إلى: the end of a subject with its titles."""
    if tokens.break_before(end) == COMMA and (tokens.words[end] in grammar.ACTORS or end in tokens.named):
        return stop if tokens.break_before(stop) == COMMA else end
    return end


def past_relative(tokens: TextWords, start: int, end: int, stop: int) -> int:
    """أقر البرلمان الذي يهيمن عليه المحافظون قانونا: the end of a subject with its relative clause."""
    if end < stop and tokens.words[end] in grammar.RELATIVES and tokens.break_before(end) < COMMA:
        return stop
    return split_two(tokens, start, end) if end == stop else end
