"""Decides what a cue's action is introduced by, and where it begins."""

from __future__ import annotations

from dataclasses import dataclass

from reader.annotate.commitments import grammar
from reader.annotate.commitments.lexicon import Entry, Lexicon
from reader.annotate.commitments.tokens import COLON, COMMA, Tokens

_REACH = 22
"""Words after a cue within which its action must begin."""
_PREPOSITIONS = {"على": "علي", "إلى": "الي", "عن": "عن", "من": "من", "في": "في"}
_NEED = frozenset(["ضروره", "وجوب", "اهميه", "حتميه", "الزاميه", "الحاجه", "حاجه"])
_PLANS = frozenset(["نيه", "نيته", "نيتها", "نيتهم", "وجود", "توجه", "التوجه", "عزم", "عزمه", "عزمها", "اعتزام", "اعتزامه", "اعتزامها", "عزمهم", "خطط", "خطه", "الانسحاب", "رغبته", "رغبتها", "نيتنا", "اي"])
_OFFERS = frozenset(["قرار", "القرار", "قرارات", "مبادره", "المبادره", "دعوه", "الدعوه", "اقتراح", "الاقتراح", "مقترح", "المقترح", "عرض", "العرض", "خطه", "الخطه"])


@dataclass(frozen=True, slots=True)
class Complement:
    """Where an action begins and how it is introduced."""

    start: int
    """The first word of the action, its preposition included."""
    kind: str
    """The marker: ب, على, أن, masdar, acc …"""
    content: int
    """The first word after the marker."""


def _first_letter(tokens: Tokens, index: int, skip: int) -> str:
    text = tokens.span(index, index).of(tokens.original)
    text = text[skip:]
    if text.startswith("ال"):
        text = text[2:]
    return text[:1]


def is_masdar_at(tokens: Tokens, index: int, skip: int = 0) -> bool:
    """Whether a word of the text, without its first `skip` letters, looks like a verbal noun."""
    if index >= len(tokens):
        return False
    word = tokens.words[index][skip:]
    if skip and word.startswith("ل") and tokens.words[index].startswith("لل"):
        word = "ال" + word[1:]
    return grammar.is_masdar(word, _first_letter(tokens, index, skip))


def _has_own_letter(word: str, letter: str) -> bool:
    own = grammar.OWN_B if letter == "ب" else grammar.OWN_L
    return word in own or len(word) < 4


def mark_at(tokens: Tokens, index: int, markers: frozenset[str]) -> tuple[str, int] | None:
    """The marker that begins at a word, with the first word after it."""
    words = tokens.words
    word = words[index]
    if "أن" in markers and word in grammar.THAT:
        if word == "الا" and tokens.span(index, index).of(tokens.original)[:1] == "إ":
            return None
        if word.startswith("ب") and "ب" not in markers and word[1:] in grammar.THAT and "أن" not in markers:
            return None
        return "أن", index if word in grammar.PRONOUN_THAT else index + 1
    for marker, spelled in _PREPOSITIONS.items():
        if marker in markers and word == spelled:
            return marker, index + 1
    for letter in "بل":
        if letter in markers and word.startswith(letter) and not _has_own_letter(word, letter):
            return letter, index
    return None


def _fits_kind(tokens: Tokens, lexicon: Lexicon, entry: Entry, kind: str, content: int) -> bool:
    wanted = entry.only_kinds
    if not wanted:
        return True
    if kind in wanted:
        return True
    words = tokens.words
    word = words[content] if content < len(words) else ""
    skip = 1 if kind in ("ب", "ل") else 0
    if f"{kind}+masdar" in wanted and (is_masdar_at(tokens, content, skip) or word[skip:] in grammar.THAT):
        return True
    if f"{kind}+def" in wanted and word[skip:].startswith("ال"):
        return True
    if f"{kind}+need" in wanted and word in _NEED and word != "اهميه" and word != "الحاجه":
        return True
    if f"{kind}+plan" in wanted and word[skip:] in _OFFERS:
        return True
    if "plan" in wanted and word[skip:] in _PLANS:
        return True
    if f"{kind}+threat" in wanted:
        near = words[content : content + 5]
        return "مغبه" in near[:1] or any(grammar.is_future(item) for item in near if word in grammar.THAT)
    return "masdar" in wanted and kind in ("acc", "masdar") and is_masdar_at(tokens, content)


def find_complement(tokens: Tokens, lexicon: Lexicon, start: int, entry: Entry, *, verb: bool) -> Complement | None:
    """The action's beginning after a cue: the best marker within the clause, verbal nouns before other nouns."""
    best: Complement | None = None
    words = tokens.words
    end = min(len(words), start + (_REACH if verb else 8))
    bare = bool(entry.action & {"acc", "masdar"})
    index = start
    while index < end:
        gap = tokens.break_before(index)
        if gap >= COLON and index > start - 1:
            break
        if gap == COMMA and best is not None:
            break
        word = words[index]
        if index > start and (word in lexicon.finite or grammar.is_verb_shaped(word)) and word not in grammar.THAT:
            if best is not None or gap >= COMMA or word[:1] in "وف":
                break
        marked = mark_at(tokens, index, entry.action)
        if marked is not None:
            kind, content = marked
            if _fits_kind(tokens, lexicon, entry, kind, content):
                found = Complement(index, kind, content)
                skip = 1 if kind in ("ب", "ل") else 0
                strong = kind == "أن" or is_masdar_at(tokens, content, skip) or kind not in ("ب", "ل")
                if strong:
                    if best is None or kind in ("ب", "ل") or kind == "أن":
                        return found
                    return best
                if best is None:
                    best = found
        elif bare and best is None and _is_bare_object(tokens, lexicon, index, start, entry, verb):
            found = Complement(index, "masdar" if is_masdar_at(tokens, index) else "acc", index)
            if _fits_kind(tokens, lexicon, entry, found.kind, index):
                return found
        index += 1
    return best


def _is_bare_object(tokens: Tokens, lexicon: Lexicon, index: int, start: int, entry: Entry, verb: bool) -> bool:
    word = tokens.words[index]
    if word in grammar.PREPOSITIONS or word in grammar.THAT or word in grammar.RELATIVES:
        return False
    if word[:1] in "بل" and not _has_own_letter(word, word[0]) and not word.startswith("الا"):
        return False
    if is_masdar_at(tokens, index):
        # Where the subject comes first, a definite verbal noun in its idafa (وزارة الدفاع) is no object.
        return index == start or not word.startswith("ال") or verb
    if "acc" in entry.action and index == start:
        return not (word in lexicon.finite or grammar.is_verb_shaped(word))
    # عددا، قانونا: the accusative of an indefinite noun shows.
    return "acc" in entry.action and word.endswith("ا") and len(word) > 3 and not word.startswith("ال") and verb
