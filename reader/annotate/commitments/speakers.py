"""Decides who reports what a sentence says: before it (قال فلان إن), before a colon, or after it (بحسب فلان)."""

from __future__ import annotations

from reader.annotate.commitments import grammar
from reader.annotate.commitments.extents import has_and, noun_phrase, source_tail_at
from reader.annotate.commitments.lexicon import Lexicon
from reader.annotate.commitments.tokens import COLON, COMMA, HARD, Tokens

_BACK = 45
_CHAIN = 160
"""Words back within which the subject of أضاف is looked for."""


def sentence_start(tokens: Tokens, index: int, most: int = _BACK) -> int:
    """The first word of the sentence a word stands in, at most so many words back."""
    place = index
    while place > 0 and index - place < most and tokens.break_before(place) < HARD:
        place -= 1
    return place


def _speech_kind(lexicon: Lexicon, word: str) -> str:
    kind = lexicon.speech.get(word) or (lexicon.speech.get(word[1:]) if word[:1] in "وف" else None)
    return kind or ""


def speaker_before(tokens: Tokens, lexicon: Lexicon, index: int) -> tuple[int, int] | None:
    """Who says what a word is part of, where the saying comes first: [first word, word after the last)."""
    words = tokens.words
    start = sentence_start(tokens, index)
    place = index - 1
    opened = False
    while place >= start:
        word = words[place]
        if word in grammar.THAT or tokens.break_before(place + 1) == COLON or '"' in tokens.gap(place + 1) or "«" in tokens.gap(place + 1):
            opened = True
        kind = _speech_kind(lexicon, word)
        if kind and opened:
            return _subject_of(tokens, lexicon, place, kind, index)
        place -= 1
    if start > 0 and index - start < _BACK:
        # A quotation goes on from the sentence before while its marks are open.
        return _open_quotation(tokens, lexicon, index, start)
    return None


def _open_quotation(tokens: Tokens, lexicon: Lexicon, index: int, start: int) -> tuple[int, int] | None:
    folded = tokens.folded
    begin = max(0, tokens.starts[start] - 600)
    before = folded[begin : tokens.starts[index]]
    opens = max(before.rfind("«"), before.rfind("“"))
    if opens < 0 or max(before.rfind("»"), before.rfind("”")) > opens:
        return None
    place = start - 1
    while place > 0 and tokens.starts[place] > begin + opens:
        place -= 1
    for back in range(place, max(-1, place - 25), -1):
        kind = _speech_kind(lexicon, tokens.words[back])
        if kind:
            return _subject_of(tokens, lexicon, back, kind, place + 1)
    return None


def _subject_of(tokens: Tokens, lexicon: Lexicon, verb: int, kind: str, before: int) -> tuple[int, int] | None:
    words = tokens.words
    if kind == "ap":
        return main_subject(tokens, lexicon, verb)
    after = verb + 1
    if after < before and words[after] not in grammar.THAT and tokens.break_before(after) < COLON:
        found = _long_phrase(tokens, lexicon, after, before)
        if found > after:
            return after, found
        if words[after] in ("عن",) and after + 1 < before:
            found = noun_phrase(tokens, lexicon, after + 1, before)
            if found > after + 1:
                return after + 1, found
    if not has_and(words[verb]):
        left = _left_speaker(tokens, lexicon, verb)
        if left is not None:
            return left
    return main_subject(tokens, lexicon, verb)


def _long_phrase(tokens: Tokens, lexicon: Lexicon, start: int, before: int) -> int:
    end = noun_phrase(tokens, lexicon, start, before)
    if end == start:
        return start
    # قال فلان، المتحدث باسم فلان، إن: the apposition belongs to the name.
    if end < before and tokens.break_before(end) == COMMA and end - start <= 8:
        more = noun_phrase(tokens, lexicon, end, before)
        if more > end and more <= before and (tokens.words[more : more + 1] and (tokens.words[more] in grammar.THAT or tokens.break_before(more) >= COMMA)):
            return more
    return end


def _left_speaker(tokens: Tokens, lexicon: Lexicon, verb: int) -> tuple[int, int] | None:
    start = verb
    while start > 0 and verb - start < 12 and tokens.break_before(start) < COMMA:
        if tokens.words[start - 1] in grammar.THAT | grammar.PREPOSITIONS:
            return None
        start -= 1
    while start < verb and tokens.words[start] in grammar.AUXILIARIES:
        start += 1
    return (start, verb) if start < verb else None


def main_subject(tokens: Tokens, lexicon: Lexicon, index: int) -> tuple[int, int] | None:
    """The subject of the nearest verb of saying before a word that names one, within the words before."""
    words = tokens.words
    for place in range(index - 1, max(-1, index - _CHAIN), -1):
        kind = _speech_kind(lexicon, words[place])
        if kind[:2] in ("p3", "i3") and place + 1 < index and words[place + 1] not in grammar.THAT:
            if tokens.break_before(place + 1) < COMMA:
                end = _long_phrase(tokens, lexicon, place + 1, index)
                if end > place + 1:
                    return place + 1, end
    return None


def speaker_after(tokens: Tokens, lexicon: Lexicon, end: int) -> tuple[int, int] | None:
    """Who is named as the source right after an action's end."""
    words = tokens.words
    if end >= len(words) or not source_tail_at(tokens, end):
        return None
    place = end + 1
    steps = 0
    while place < len(words) and steps < 5 and tokens.break_before(place) < COMMA:
        word = words[place]
        if word in ("ما", "عن", "لما", "حد", "قول", "قوله", "قولها") or _speech_kind(lexicon, word).startswith(("p", "i")) or (word.startswith("ذكر") and len(word) < 7):
            place += 1
            steps += 1
            continue
        break
    found = noun_phrase(tokens, lexicon, place)
    # مصادر لـ"العربية": the one it spoke to belongs to it.
    if found < len(words) and words[found - 1] in ("مصادر", "مصدر", "مسوول") and words[found] == "ل" and found + 1 < len(words):
        found += 2
    return (place, found) if found > place else None
