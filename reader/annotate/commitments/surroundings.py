"""Decides what is near a cue: words that it needs or excludes, a hypothesis, the provisions of an agreement."""

from __future__ import annotations

from reader.annotate.commitments import grammar
from reader.annotate.commitments.complements import mark_at
from reader.annotate.commitments.lexicon import CueEntry
from reader.annotate.commitments.text_words import COLON, COMMA, HARD, TextWords

NEGATIONS = grammar.WORDS["negations"]
_POSSIBLE = frozenset(("قبل", "دون", "حال", "بدون", "ممكن", "الممكن", "يستطيع", "شانه", "شانها"))
_UNREAL = grammar.WORDS["unreal"]
_OFTEN = frozenset(("غالبا", "عاده", "كثيرا", "دايما", "نادرا", "احيانا"))
_COURTS = grammar.WORDS["courts"]
_BY_TERMS = grammar.WORDS["by_terms"]
_EXCEPTED = frozenset(("بعد", "اذا", "عند", "عبر", "حين", "في", "عن", "لمن", "بشرط", "ضمن", "وفق", "مقابل"))
_LAWS = grammar.WORDS["laws"]


def is_done_by_court(words: list[str], index: int) -> bool:
    """Whether a court, a judge or a prosecutor stands beside a word, as who acts: قررت النيابة، أذن قاضي التحقيق."""
    for place in range(max(0, index - 7), min(len(words), index + 4)):
        if place != index and words[place].lstrip("و").removeprefix("ل") in _COURTS:
            return place == 0 or words[place - 1] not in ("الي", "امام", "لدي")
    return False


_SENTENCES = frozenset(("حكم", "حكما", "صك", "ملكي", "ملكيا", "سامي", "ساميا"))


def is_court_beside(tokens: TextWords, index: int) -> bool:
    """Whether a court or its sentence stands right beside a word: قضت المحكمة بـ, أحكام تقضي بـ."""
    for place in range(max(0, index - 3), min(len(tokens), index + 3)):
        bare = tokens.words[place].lstrip("وال")
        if bare.startswith(("محكم", "حكام")) or bare in _SENTENCES:
            between = range(min(place, index) + 1, max(place, index) + 1)
            return all(tokens.break_before(at) < HARD for at in between)
    return False


def names_text(tokens: TextWords, index: int) -> bool:
    """Whether the sentence a word stands in names a law, an agreement or the like before it or soon after."""
    for step in (-1, 1):
        for place in range(index + step, index + 22 * step, step):
            if not 0 <= place < len(tokens) or tokens.break_before(max(place, place - step)) >= HARD:
                break
            word = tokens.words[place]
            if word in grammar.TEXTS or word[1:] in grammar.TEXTS or word in _BY_TERMS:
                return True
    return False


def stands_by_terms(tokens: TextWords, index: int) -> bool:
    """Whether a clause says what a text provides: وبموجب الاتفاق يتعين، سيحظى بموجب التعديلات."""
    for place in range(max(0, index - 9), min(len(tokens) - 1, index + 5)):
        word = tokens.words[place]
        if word not in _BY_TERMS:
            continue
        low, high = min(place, index), max(place, index)
        if all(tokens.break_before(between) < HARD for between in range(low + 1, high + 1)):
            texts = grammar.TEXTS if word.lstrip("و").startswith("ب") else _LAWS
            return word.endswith(("ه", "ها")) or any(
                near in texts or near.removeprefix("ل").removeprefix("ال") in _LAWS
                for near in tokens.words[place + 1 : place + 4]
            )
    return False


def brings_exception(tokens: TextWords, index: int) -> bool:
    """Whether إلا at a word lets an act through on a condition: إلا بعد، إلا إذا، إلا بموافقة."""
    words = tokens.words
    if words[index] != "الا" or index + 1 >= len(words) or tokens.spelling(index).startswith("أ"):
        return False
    after = words[index + 1]
    if after in ("من", "في"):
        # إلا في مرحلة متأخرة waits for nothing.
        return words[index + 2 : index + 3] in (["خلال"], ["حال"], ["حاله"], ["حالات"], ["صوره"], ["اطار"])
    return after in _EXCEPTED or (after[0] == "ب" and not grammar.has_own(after, "ب"))


def reach(tokens: TextWords, index: int, entry: CueEntry) -> int:
    """The word of an entry's `only_with` that its cue stands with; the cue itself where there is none."""
    for place in range(index + 1, min(index + 14, len(tokens))):
        if tokens.break_before(place) >= COLON:
            break
        word = tokens.words[place]
        if "through" in entry.flags and place > index + 2 and word in grammar.THAT:
            # تم التوصل إليه … وقال إنه اتفاق: another clause.
            break
        if word in entry.only_with or word[1:] in entry.only_with:
            return place
    return index


def find_provision(tokens: TextWords, last: int) -> int:
    """The word of يقضي, ينص … that says what a reached agreement provides, in the same sentence; -1 where none does."""
    for place in range(last + 1, min(len(tokens), last + 32)):
        if tokens.break_before(place) >= COLON:
            break
        if tokens.words[place] in ("يقضي", "ينص", "تقضي", "تنص", "يتضمن", "يشمل", "تتضمن", "تشمل"):
            return place
    return -1


def stands_with(tokens: TextWords, index: int, markers: frozenset[str]) -> bool:
    for place in range(index + 1, min(index + 8, len(tokens))):
        if tokens.break_before(place) >= COMMA:
            return False
        marked = mark_at(tokens, place, markers)
        if marked is not None:
            return marked[0] == "أن" or place <= index + 4 or markers >= {"على"}
    return False


def is_unreal(tokens: TextWords, index: int, *, past: bool = False) -> bool:
    """Whether a verb stands in a question or hypothesis (إذا، هل، قبل أن): nobody is bound yet.

    `past` tells that the verb is one; before it قد says that the act is done (وقد تعهدت), before others that it may be.
    """
    words = tokens.words
    if words[max(0, index - 1)] == "ما" and index > 1 and words[index - 2].removeprefix("و") in _OFTEN:
        # غالبا ما يطلب: what anybody does
        return True
    for place in range(max(0, index - 3), index):
        if tokens.break_before(place + 1) >= COMMA:
            continue
        if words[place] in _UNREAL and words[place] != "او":
            return True
        if (
            place + 2 == index
            and words[place + 1] == "ان"
            and (words[place].startswith(("يمكن", "تمكن")) or words[place] in _POSSIBLE)
        ):
            return True
        if place + 1 == index and words[place] in ("حال", "حاله", "صوره") and words[place - 1] == "في":
            return True
        if place + 1 == index and words[place] in ("قد", "وقد", "يمكن") and words[index][0] in "يتن" and not past:
            return True
    return False
