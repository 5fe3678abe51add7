"""Decides where a word that may be a verb is the noun with the same spelling: رفض، حكم، طالب، وحظر."""

from __future__ import annotations

from reader.annotate.commitments import grammar
from reader.annotate.commitments.complements import Complement, is_masdar_at
from reader.annotate.commitments.lexicon import Lexicon
from reader.annotate.commitments.text_words import COMMA, HARD, TextWords

_SUBJECTS = frozenset(("انه", "بانه", "لكنه", "وانه", "لانه"))
_NOUN_AFTER = grammar.WORDS["noun_after"]
_BEFORE_VERBS = grammar.WORDS["before_verbs"]
_BEFORE_PAST = frozenset(("بعد", "منذ", "سبق", "الي", "وسبق", "وبعد", "غير", "الا"))
"""After these أن may bring a past: بعد أن رفض."""
_AFTER_VERBS = frozenset(("قبل", "خلال", "خلالها", "خلاله", "جهته", "جديد"))
"""After these, من does not make a noun of what stands before it: طالب من جهته."""


def is_noun(
    tokens: TextWords, lexicon: Lexicon, index: int, form: str, complement: Complement | None, *, risky: bool
) -> bool:
    """Whether a word is no verb here; `risky` is said of spellings that are verbs only where a clause begins."""
    if risky and not _begins_clause(tokens, lexicon, index, form) and not _follows_at_once(tokens, index, complement):
        return True
    if not form.startswith("p3ms"):
        return False
    word, after = tokens.words[index], tokens.words[index + 1 : index + 3]
    if after and after[0].isdigit() and grammar.is_masdar(word[1:] if grammar.has_and(word) else word):
        # بموافقة 168 نائبا ورفض 22: a count.
        return True
    if word[0] in "وف":
        return _is_listed(tokens, lexicon, index)
    if (
        form == "p3ms"
        and after[:1] == ["من"]
        and not _follows_person(tokens, index)
        and not (len(after) > 1 and after[1] in _AFTER_VERBS)
    ):
        return True
    return _is_governed(tokens, index)


def _begins_clause(tokens: TextWords, lexicon: Lexicon, index: int, form: str) -> bool:
    words = tokens.words
    if tokens.break_before(index) >= COMMA or (words[index][0] in "وف" and words[index] not in lexicon.risky):
        return True
    previous = words[index - 1]
    told = form == "i3fs" and (previous.endswith("ه") or index - 1 in tokens.named)
    told = told or (form == "p3ms" and (_follows_person(tokens, index) or previous in grammar.RELATIVES))
    return told or previous in _BEFORE_VERBS


def _follows_person(tokens: TextWords, index: int) -> bool:
    """تشافيز طلب، أنه طلب: whether a person's name or a pronoun stands right before, which govern no noun."""
    name = tokens.named.get(index - 1)
    if name is not None:
        return name[1:] == (index, "person")
    return index > 0 and tokens.words[index - 1] in _SUBJECTS and tokens.break_before(index) < COMMA


def _follows_at_once(tokens: TextWords, index: int, complement: Complement | None) -> bool:
    """طالب بالإسراع: whether an act with ب, على … stands right after, and no number before (1500 طالب بتفوق)."""
    if complement is None or complement.start != index + 1 or tokens.words[index - 1 : index][0].isdigit():
        return False
    if complement.kind == "masdar":
        return tokens.words[complement.content] == "عدم"
    if complement.kind not in ("ب", "على", "إلى", "عن"):
        return False
    return is_masdar_at(tokens, complement.content, int(complement.kind == "ب"))


def _is_governed(tokens: TextWords, index: int) -> bool:
    """بعد رفض، إن رفض: whether a preposition or إن stands before, which take the verbal noun; but not بعد أن رفض."""
    words = tokens.words
    if index == 0 or tokens.break_before(index) >= COMMA:
        return False
    previous = words[index - 1]
    if previous in ("ان", "بان", "وان", "فان", "لان"):
        return grammar.is_masdar(words[index]) and (index < 2 or words[index - 2] not in _BEFORE_PAST)
    return previous in grammar.PREPOSITIONS or previous in _NOUN_AFTER


def _is_listed(tokens: TextWords, lexicon: Lexicon, index: int) -> bool:
    """Whether و joins a verbal noun that is spelled like the past to others before it: تجميد الحسابات وحظر التعامل."""
    word = tokens.words[index]
    if word[0] != "و" or not grammar.is_masdar(word[1:]):
        return False
    for place in range(index - 1, max(-1, index - 14), -1):
        other = tokens.words[place]
        if tokens.break_before(place + 1) >= HARD or other in lexicon.finite or other[1:] in lexicon.finite:
            return False
        listed = other[0] == "و" and grammar.has_and(other)
        if (listed or (other[0] == "ل" and not grammar.has_own(other, "ل"))) and is_masdar_at(tokens, place, 1):
            return True
    return False
