"""Decides which noun phrases before a word its verb may mean, and what evidence there is for each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from reader.annotate.commitments import grammar
from reader.annotate.commitments.complements import is_masdar_at
from reader.annotate.commitments.extents import OPENING_VERBS, is_present_in_t, is_telling, is_verb
from reader.annotate.commitments.lexicon import Lexicon
from reader.annotate.commitments.objects import is_object, split_two
from reader.annotate.commitments.speaker_extents import whole_speaker
from reader.annotate.commitments.subjects import Stretch, with_apposition
from reader.annotate.commitments.text_words import COLON, COMMA, HARD, TextWords

_OPEN = grammar.THAT | grammar.OPENERS | {"ان", "لكن", "بينما", "فيما", "حيث"}
_BEFORE_VERBS = grammar.WORDS["before_verbs"]

_SENTENCES = 3
"""Sentence ends back beyond which nobody is meant."""
_CONDITIONALS = frozenset(("اذا", "واذا", "لو", "ولو", "عندما", "حين", "حينما", "بعدما"))
_ACTS_AFTER = {"الذي": "3ms", "التي": "3fs", "الذين": "3mp"}


@dataclass(frozen=True, slots=True)
class PhraseCandidate:
    """A noun phrase that may be meant, with the names of what speaks for or against it."""

    stretch: Stretch
    kind: str
    """Kind of the verb it is the subject of (p3fs …), "" where that is not known."""
    signs: frozenset[str]


def find_candidates(tokens: TextWords, lexicon: Lexicon, index: int, most: int) -> Iterator[PhraseCandidate]:
    """The candidates among so many words before a word, nearest first."""
    breaks = 0
    held: PhraseCandidate | None = None
    for place in range(index - 1, max(-1, index - most), -1):
        breaks += tokens.break_before(place + 1) >= HARD
        if breaks > _SENTENCES:
            break
        if place not in tokens.known:
            tokens.known[place] = _candidate_at(tokens, lexicon, place, len(tokens))
        found: PhraseCandidate | None = tokens.known[place]
        if found is not None and found.stretch[1] > index:
            found = _candidate_at(tokens, lexicon, place, index)
        if found is None:
            continue
        near = "near" if index - place <= 12 else "middle" if index - place <= 35 else "far"
        sentence = "same" if not breaks else "previous" if breaks == 1 else "earlier"
        candidate = PhraseCandidate(found.stretch, found.kind, found.signs | {near, sentence})
        if held is not None and ("inside" not in held.signs or held.stretch[0] >= found.stretch[1]):
            yield held
        # A name inside a longer noun phrase is none of its own.
        held = candidate
    if held is not None:
        yield held


def _candidate_at(tokens: TextWords, lexicon: Lexicon, place: int, index: int) -> PhraseCandidate | None:
    words = tokens.words
    word = words[place]
    if word in grammar.PREPOSITIONS or word in grammar.ADVERBS or word in grammar.RELATIVES or word in _OPEN:
        return None
    name = tokens.named.get(place)
    if name is not None and name[0] != place:
        return None
    if name is None and (grammar.has_and(word) or (word[0] in "بل" and not grammar.has_own(word, word[0]))):
        return None
    before = words[place - 1] if place and tokens.break_before(place) < COMMA else ""
    gap = tokens.break_before(place)
    if before in _CONDITIONALS:
        # إذا أراد المدير: a verb
        return None
    kind, signs = "", set()
    if before:
        kind = verb_kind(tokens, lexicon, place - 1)
        if kind:
            signs.add("subject")
            if _tells(lexicon, before):
                signs.add("speaks")
            if _takes_object(lexicon, before) and is_object(tokens, kind, place):
                # وطالب الدول: whom it is asked of.
                signs.add("object")
            relative = words[place - 2].removeprefix("و") if place > 1 else ""
            if relative in grammar.RELATIVES:
                signs.add("relative")
                if _ACTS_AFTER.get(relative) == kind[1:].rstrip("+?"):
                    # القانون الذي يهدد الأسرى: the law is what threatens them.
                    signs.add("object")
        elif _ends_hearer(tokens, lexicon, place):
            # وأكد لـ"الاقتصادية" مصدر
            signs.update(("subject", "speaks"))
        elif before in _OPEN:
            signs.add("that")
        elif name is None or name[2] not in ("person", "organization"):
            return _guessed(tokens, lexicon, place, index)
        elif before in grammar.PREPOSITIONS:
            signs.add("governed")
        else:
            signs.add("inside")
    elif gap >= COLON:
        signs.add("first")
    elif gap == COMMA:
        signs.add("comma")
    if is_verb(tokens, lexicon, place) or is_telling(lexicon, word):
        return None
    end = split_two(tokens, place, with_apposition(tokens, lexicon, place, index))
    if end <= place:
        return None
    if "speaks" in signs and end < index and before.removeprefix("و") in lexicon.speech:
        whole = whole_speaker(tokens, lexicon, end, index)
        end = next((at for at in range(end, whole) if words[at] in grammar.RELATIVES), whole)
    if signs & {"that", "first", "comma"} and end < index and tokens.break_before(end) < COMMA:
        kind = verb_kind(tokens, lexicon, end)
        if kind:
            signs.add("subject")
            if _tells(lexicon, words[end]):
                signs.add("speaks")
    nature = _nature(tokens, place, end)
    if "that" in signs and nature & {"definite", "indefinite", "thing"}:
        signs.add("told")
    return PhraseCandidate((place, end), kind, frozenset(signs | nature))


def _ends_hearer(tokens: TextWords, lexicon: Lexicon, place: int) -> bool:
    """Whether a quoted name with ل before it, and before that a verb of saying, ends before a word."""
    if not any(mark in tokens.gap(place) for mark in '"»”'):
        return False
    for at in range(place - 2, max(0, place - 6), -1):
        if tokens.words[at] == "ل":
            return bool(verb_kind(tokens, lexicon, at - 1)) and _tells(lexicon, tokens.words[at - 1])
    return False


def _takes_object(lexicon: Lexicon, word: str) -> bool:
    bare = word[1:] if grammar.has_and(word) else word
    entries = lexicon.verbs.get(bare) or lexicon.risky.get(bare) or ()
    return any("acc" in entry.other for entry, _ in entries)


def _guessed(tokens: TextWords, lexicon: Lexicon, place: int, index: int) -> PhraseCandidate | None:
    """وشرح الصرخي رأيه: the noun after a word that nothing is known of but that it opens a sentence."""
    words = tokens.words
    verb = place - 1
    opens = tokens.break_before(verb) >= COMMA or grammar.has_and(words[verb])
    opens = opens or (verb > 0 and words[verb - 1] in _CONDITIONALS)
    if not opens or words[verb] in grammar.ACTORS or is_masdar_at(tokens, verb) or verb in tokens.named:
        return None
    bare = words[verb].removeprefix("و")
    if bare.startswith(("ال", "لل")) or bare.endswith("ه") or bare in grammar.PREPOSITIONS or len(bare) < 3:
        return None
    end = split_two(tokens, place, with_apposition(tokens, lexicon, place, index))
    if end <= place:
        return None
    return PhraseCandidate((place, end), "", frozenset({"guessed"} | _nature(tokens, place, end)))


def _nature(tokens: TextWords, start: int, end: int) -> set[str]:
    """What a noun phrase is: a name of some kind, an office or body, a definite noun, an act or thing."""
    head = tokens.words[start]
    name = tokens.named.get(start)
    if name is not None:
        return {name[2]}
    if head.endswith("ات") and head not in grammar.ACTORS:
        return {"thing"}
    if head in grammar.ACTORS or (head in grammar.QUANTIFIERS and _has_actor(tokens, start + 1, end)):
        return {"actor"}
    if is_masdar_at(tokens, start) or head in grammar.THINGS or head in grammar.TEXTS or head in grammar.TIME:
        return {"thing"}
    if head.startswith("ال") or any(
        place in tokens.named or tokens.words[place].startswith(("ال", "لل")) for place in range(start, end)
    ):
        return {"definite"}
    return {"indefinite"}


def _has_actor(tokens: TextWords, start: int, end: int) -> bool:
    # عدد من أعضاء المجلس
    return any(tokens.words[place] in grammar.ACTORS or place in tokens.named for place in range(start, end))


def _tells(lexicon: Lexicon, word: str) -> bool:
    bare = word[1:] if grammar.has_and(word) else word
    return word in lexicon.speech or bare in lexicon.speech or bare in lexicon.verbs or bare in lexicon.risky


def verb_kind(tokens: TextWords, lexicon: Lexicon, place: int) -> str:
    """The kind of the finite verb in the third person at a word; "" where none stands there."""
    word = tokens.words[place]
    bare = word[1:] if grammar.has_and(word) else word
    kind = (
        lexicon.finite.get(word) or lexicon.finite.get(bare) or lexicon.speech.get(word) or lexicon.speech.get(bare, "")
    )
    begins = bare != word or tokens.break_before(place) >= COMMA or tokens.words[place - 1] in _BEFORE_VERBS
    if not kind and begins:
        # وطالب فلان: a verb only where a clause begins.
        entries = lexicon.risky.get(bare) or lexicon.verbs.get(bare)
        kind = entries[0][1] if entries else "p3ms" if bare in OPENING_VERBS else ""
    if not kind and place not in tokens.named:
        if grammar.is_verb_shaped(bare) and bare[0] == "ي":
            kind = "i3ms"
        elif grammar.is_past_in_t(bare):
            kind = "p3fs"
        elif grammar.is_past_shaped(bare):
            kind = "p3ms"
        elif bare[0] == "ت" and bare == word and is_present_in_t(tokens, lexicon, place):
            kind = "i3fs"
    return kind if kind[:2] in ("p3", "i3") else ""
