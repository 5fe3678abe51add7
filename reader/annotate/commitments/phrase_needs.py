"""Decides whether a fixed phrase has what it needs around it: a date, a text, an exception, the start of a clause."""

from __future__ import annotations

from reader.annotate.commitments import grammar
from reader.annotate.commitments.complements import Complement, is_masdar_at, mark_at
from reader.annotate.commitments.deadlines import deadline_at
from reader.annotate.commitments.extents import clause_end
from reader.annotate.commitments.lexicon import CueEntry, Lexicon
from reader.annotate.commitments.surroundings import brings_exception, names_text, stands_by_terms
from reader.annotate.commitments.text_words import COLON, COMMA, HARD, TextWords

_WAITED_FOR = frozenset(("بعد", "اذا", "بشرط", "بموافقه", "باذن", "بقرار", "حين", "عندما"))
_MOMENTS = frozenset(
    (
        "الموعد",
        "موعدها",
        "موعده",
        "موعدهم",
        "مواعيدها",
        "الوقت",
        "التاريخ",
        "المبلغ",
        "السعر",
        "الثمن",
        "العدد",
        "المقاعد",
    )
)


def has_needs(
    tokens: TextWords, lexicon: Lexicon, index: int, last: int, entry: CueEntry, complement: Complement | None
) -> bool:
    """Whether the words from `index` to `last` have around them what their entry's flags ask for."""
    flags = entry.flags
    if "near" in flags and (complement is None or complement.start != last + 1):
        return False
    if "begins" in flags and not _begins(tokens, index):
        return False
    if "told" in flags and not _is_told(tokens, index, last, complement):
        return False
    if "dated" in flags and not _is_dated(tokens, index, last):
        return False
    if "excepts" in flags and not _has_exception(tokens, lexicon, last):
        return False
    if "brings" in flags and not _brings(tokens, lexicon, last + 1):
        return False
    if "unless" in flags and not _waits(tokens, lexicon, last):
        return False
    if "lawful" in flags and not names_text(tokens, index):
        return False
    return "terms" not in flags or (_has_text_after(tokens, last) and not _has_cue_beside(tokens, lexicon, index))


def _is_told(tokens: TextWords, index: int, last: int, complement: Complement | None) -> bool:
    """Whether a duty is laid on somebody, is an actor's, or is what somebody says; else it is anybody's opinion."""
    words = tokens.words
    if words[last + 1 : last + 2] and words[last + 1] in ("علي", "عليه", "عليها", "عليهم"):
        return True
    if stands_by_terms(tokens, index):
        return True
    gap = tokens.gap(index)
    if tokens.break_before(index) == COLON or any(mark in gap for mark in '"«“'):
        return True
    for place in range(index - 1, max(-1, index - 8), -1):
        if tokens.break_before(place + 1) >= HARD:
            break
        if words[place] in grammar.THAT:
            return True
    if complement is None or complement.kind != "أن":
        return False
    near = range(complement.content + 1, min(complement.content + 4, len(words)))
    return any(
        place in tokens.named or words[place] in grammar.ACTORS or words[place] in grammar.TEXTS for place in near
    )


def _begins(tokens: TextWords, index: int) -> bool:
    return tokens.break_before(index) >= COMMA or (index > 0 and tokens.words[index - 1] in grammar.PRONOUN_THAT)


def _is_dated(tokens: TextWords, index: int, last: int) -> bool:
    """المحادثات المقررة غدا، بين …، لإنهاء …: whether it is said when, between whom or for what an event is."""
    after = last + 1
    if index == 0 or after >= len(tokens) or tokens.break_before(after) >= COMMA or tokens.break_before(index) >= COMMA:
        return False
    before = tokens.words[index - 1]
    if before.removeprefix("و") in ("كان", "كانت", "كانا") and not tokens.words[index].startswith("ال"):
        # المفاوضات التي كانت مقررة في باكستان
        return True
    if before in _MOMENTS or before in grammar.PREPOSITIONS:
        return False
    word = tokens.words[after]
    if word == "بين" or deadline_at(tokens, after) > after or after in tokens.dates:
        return True
    if word == "في" and (after + 1 in tokens.dates or tokens.words[after + 1 : after + 2] in (["غضون"], ["بدايه"])):
        return True
    marked = mark_at(tokens, after, frozenset("ل"))
    if marked is not None:
        return is_masdar_at(tokens, after, 1)
    return word.endswith(("ه", "ها")) and not word.startswith("ال") and is_masdar_at(tokens, after)


def _has_exception(tokens: TextWords, lexicon: Lexicon, last: int) -> bool:
    """لا يتم … إلا بعد …: whether an exception follows in the same clause."""
    if last + 1 >= len(tokens):
        return False
    for place in range(last + 1, min(clause_end(tokens, lexicon, last + 1) + 1, last + 20, len(tokens) - 1)):
        if brings_exception(tokens, place):
            return True
    return False


def _brings(tokens: TextWords, lexicon: Lexicon, index: int) -> bool:
    """اتفاق يخفف العقوبات: whether the next word is a verb, and no cue of its own (يقضي، يتضمن)."""
    word = tokens.words[index]
    if tokens.break_before(index) >= COMMA or word in lexicon.verbs or len(word) < 4 or index in tokens.named:
        return False
    return (
        word[1:] in lexicon.stems and not is_masdar_at(tokens, index) and tokens.words[index - 2 : index - 1] != ["اي"]
    )


def _waits(tokens: TextWords, lexicon: Lexicon, last: int) -> bool:
    """لا يدخل أحد إلا بعد، ما لم: whether the act of a negated verb waits for another."""
    words = tokens.words
    if last + 1 >= len(words):
        return False
    for place in range(last + 1, min(clause_end(tokens, lexicon, last + 1) + 1, last + 16, len(words) - 1)):
        if (words[place] == "الا" and words[place + 1] in _WAITED_FOR) or words[place] == "مالم":
            return True
        if words[place] == "ما" and words[place + 1] == "لم":
            return True
    return False


def _has_text_after(tokens: TextWords, last: int) -> bool:
    if tokens.words[last].endswith(("ه", "ها")):
        return True
    near = tokens.words[last + 1 : last + 4]
    return any(word in grammar.TEXTS for word in near)


def _has_cue_beside(tokens: TextWords, lexicon: Lexicon, index: int) -> bool:
    """Whether another word of the sentence binds already, so that the text only says by what terms."""
    for step in (-1, 1):
        for place in range(index + step, index + 30 * step, step):
            if not 0 <= place < len(tokens) or tokens.break_before(max(place, place - step)) >= HARD:
                break
            word = tokens.words[place]
            if step > 0 and word in grammar.OPENERS:
                break
            bare = word[1:] if word[0] in "وف" else word
            if word in lexicon.verbs or bare in lexicon.verbs or grammar.is_future(word) or bare in _DUTIES:
                return True
    return False


_DUTIES = frozenset(("يجب", "يتعين", "يتوجب", "ينبغي", "يحق"))
