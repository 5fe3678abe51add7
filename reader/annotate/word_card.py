"""Decides what a word's card shows: its lemma, root, part of speech, gloss, transliteration and clitics."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from reader.annotate.lists.word_lists import Fact, cut_suffix, find_fact, find_inflected
from reader.annotate.names.romanising import romanise
from reader.annotate.tokens import without_proclitics
from reader.arabic.words import fold
from reader.wording import say, sayable

_TITLES = {
    "lemma": ("Lemma", "المدخل"),
    "root": ("Root", "الجذر"),
    "part_of_speech": ("Part of speech", "نوع الكلمة"),
    "gloss": ("Meaning", "المعنى"),
    "commitment": ("Commitment", "الالتزام"),
    "proclitics": ("Before it", "السوابق"),
    "enclitics": ("After it", "اللواحق"),
    "transliteration": ("Transliteration", "بالحروف اللاتينية"),
    "folded": ("Compared as", "صورة المقارنة"),
    "others": ("Or else", "أو"),
    "source": ("From", "المصدر"),
}
_PARTS_OF_SPEECH = {
    "abbrev": sayable("abbreviation"),
    "adj": sayable("adjective"),
    "adj_comp": sayable("comparative adjective"),
    "adj_num": sayable("ordinal number"),
    "adv": sayable("adverb"),
    "adv_interrog": sayable("interrogative adverb"),
    "adv_rel": sayable("relative adverb"),
    "conj": sayable("conjunction"),
    "conj_sub": sayable("subordinating conjunction"),
    "digit": sayable("number"),
    "foreign": sayable("foreign word"),
    "interj": sayable("interjection"),
    "noun": sayable("noun"),
    "noun_num": sayable("number"),
    "noun_prop": sayable("proper noun"),
    "noun_quant": sayable("quantifier"),
    "part": sayable("particle"),
    "part_det": sayable("demonstrative particle"),
    "part_focus": sayable("focus particle"),
    "part_fut": sayable("particle of the future"),
    "part_interrog": sayable("interrogative particle"),
    "part_neg": sayable("negation"),
    "part_restrict": sayable("restrictive particle"),
    "part_verb": sayable("verbal particle"),
    "part_voc": sayable("vocative particle"),
    "prep": sayable("preposition"),
    "pron": sayable("pronoun"),
    "pron_dem": sayable("demonstrative"),
    "pron_exclam": sayable("exclamative pronoun"),
    "pron_interrog": sayable("interrogative pronoun"),
    "pron_rel": sayable("relative pronoun"),
    "punc": sayable("punctuation"),
    "verb": sayable("verb"),
    "verb_pseudo": sayable("pseudo-verb"),
}
"""The names of the parts of speech in plain English, by CAMeL Tools' tags."""

_NOTHING = frozenset({"", "na", "0", "NTWS", "NOAN", "NO_ANALYSIS", "backoff", "PUNC", "DIGIT", "FOREIGN"})
"""The values that CAMeL Tools gives where it knows nothing."""

_IN_WORDS = ("part_of_speech", "commitment", "source")
_WORDS = re.compile(r"[A-Za-z][A-Za-z -]*[A-Za-z]|I")
"""The pieces of which a description is made: "verb", "past", "name", "person"."""

_ARABIC = re.compile("[\u0620-\u064a\u0671-\u06d3]")

_PRESENT = "verb, present"
"""The beginning of the description of a verb form of the present."""

_WILL = "س"
"""The letter that makes a verb in the present one in the future."""

_GUESS = ", " + sayable("a guess")
_MOST_OTHERS = 3
"""The most other readings that a card names."""


@dataclass(frozen=True, slots=True)
class Analysis:
    """One reading of a word by a morphological analyser."""

    lemma: str
    """The lemma with its vowels."""
    root: str
    """The root's letters joined by hyphens; empty where unknown."""
    part_of_speech: str
    gloss: str
    parts: tuple[str, ...]
    """The word's parts with their vowels: "و+", "تعهدت"; "+" marks the side on which another part follows."""
    is_guess: bool = False
    """Whether the analyser does not know the word and guesses that it is a name."""


@dataclass(frozen=True, slots=True)
class WordCard:
    """What is known about a word; a field that is not known is empty."""

    word: str
    """The word as it stands in the text."""
    folded: str
    """The word as a search compares it."""
    stem: str
    """The folded word without proclitics."""
    transliteration: str
    proclitics: tuple[str, ...] = ()
    """The proclitics as they are written, in order: "و", "ب"."""
    enclitics: tuple[str, ...] = ()
    lemma: str = ""
    root: str = ""
    part_of_speech: str = ""
    gloss: str = ""
    commitment: str = ""
    """The type of commitment (labels.toml) that the word expresses according to the lexicon."""
    others: tuple[str, ...] = ()
    """Further readings in a few words each."""
    source: str = ""
    """The list or analyser that the card is from."""

    def rows(self, *, arabic: bool = False) -> tuple[tuple[str, str], ...]:
        """The fields that are known, as titles (in English or Arabic) and values, the most important first."""
        rows = ((titles[arabic], _show(getattr(self, name), name)) for name, titles in _TITLES.items())
        return tuple((title, value) for title, value in rows if value)


def look_up(word: str, *, morphology: Callable[[str], Sequence[Analysis]] | None = None) -> WordCard:
    """The card of a word, from the lists that come with the reader and from an analyser, if there is one.

    Without an analyser, the first call takes about 150 ms to read the lists; later calls take no noticeable time.
    """
    word = word.strip()
    folded = fold(word)
    if not folded:
        return WordCard(word, folded, "", "")
    card = _from_lists(word, folded)
    readings = tuple(morphology(word)) if morphology is not None else ()
    if not readings or (readings[0].is_guess and card.source):
        return card
    return _with_readings(card, readings)


def make_reading(analysis: Mapping[str, Any]) -> Analysis | None:
    """The reading that CAMeL Tools describes by its features, or None where they have no lemma."""
    features = {name: str(value) for name, value in analysis.items() if value is not None and value not in _NOTHING}
    lemma = features.get("lex", "")
    if not lemma:
        return None
    gloss = features.get("stemgloss") or features.get("gloss", "")
    root = features.get("root", "").replace(".", "-")
    return Analysis(
        lemma,
        # CAMeL Tools writes a weak or doubtful letter as #.
        root.replace("#", "…"),
        _describe(features),
        "; ".join(part.replace("_", " ").strip() for part in gloss.split(";")) if gloss != lemma else "",
        tuple(part for part in features.get("d3tok", "").split("_") if part and part not in _NOTHING),
        analysis.get("source") == "backoff",
    )


def _describe(features: Mapping[str, str]) -> str:
    tag = features.get("pos", "")
    words = [_PARTS_OF_SPEECH.get(tag, tag.replace("_", " "))]
    if tag == "verb":
        words.append(
            {"p": sayable("past"), "i": sayable("present"), "c": sayable("imperative")}.get(features.get("asp", ""), "")
        )
        words.append({"p": sayable("passive")}.get(features.get("vox", ""), ""))
    if tag in ("verb", "noun", "adj"):
        words.append({"d": sayable("dual"), "p": sayable("plural")}.get(features.get("num", ""), ""))
    return ", ".join(filter(None, words))


def _from_lists(word: str, folded: str) -> WordCard:
    """The card for the first reading that a list knows, preferring fewer letters taken as proclitics."""
    readings = [each for each in without_proclitics(folded) if not each[0] or len(each[1]) > 1]
    known = [found for skipped, stem in readings for found in [_find(folded[:skipped], stem)] if found is not None]
    if not known:
        # In a word that no list knows, ال shows where the proclitics end: والاقتصادية.
        skipped, stem = next((each for each in readings if each[0] and _has_article(each[1])), readings[0])
        return WordCard(word, folded, stem, _romanise(stem, None), tuple(folded[:skipped]))
    # وفي is likelier "and in" than "he kept": a reading as a particle comes before any other.
    before, stem, suffix, fact = min(known, key=lambda each: (not each[3].is_particle, len(each[0])))
    others = tuple(f"{other} {fact.part_of_speech}" for _, other, _, fact in known if other != stem)
    return WordCard(
        word,
        folded,
        stem,
        _romanise(stem + suffix, fact),
        tuple(before),
        (suffix,) if suffix else (),
        lemma=fact.lemma,
        root=fact.root,
        part_of_speech=fact.part_of_speech,
        gloss=fact.gloss,
        commitment=fact.commitment,
        others=others[:_MOST_OTHERS],
        source=fact.source,
    )


def _has_article(stem: str) -> bool:
    return stem.startswith("ال") and len(stem) > 4


def _find(before: str, stem: str) -> tuple[str, str, str, Fact] | None:
    """The proclitics, stem and suffix of a reading, and what the lists know about it; None where they know nothing."""
    is_noun = before[-1:] in tuple("بلك")
    fact = find_fact(stem, is_noun=is_noun)
    if fact is not None:
        return before, stem, "", fact
    if not is_noun and stem[0] == _WILL and len(stem) > 3:
        found = _find(before + _WILL, stem[1:])
        if found is not None and found[3].part_of_speech.startswith(_PRESENT):
            return found
    shorter, suffix = cut_suffix(stem)
    if not suffix:
        return None
    # حمايتهم is حماية with a pronoun: ة becomes ت before it.
    fact = find_inflected(shorter, is_noun=is_noun) or (
        find_inflected(shorter[:-1] + "ه", is_noun=True) if shorter.endswith("ت") else None
    )
    return None if fact is None else (before, shorter, suffix, fact)


def _romanise(stem: str, fact: Fact | None) -> str:
    if not _ARABIC.search(stem):
        return ""
    latin = romanise(stem)
    return latin if fact is None or fact.is_name else latin.lower()


def _with_readings(card: WordCard, readings: Sequence[Analysis]) -> WordCard:
    best = readings[0]
    before = tuple(part.rstrip("+") for part in best.parts if part.endswith("+") and fold(part) != "ال+")
    stem = "".join(part for part in best.parts if not part.endswith("+") and not part.startswith("+"))
    agrees = fold(best.lemma) == fold(card.lemma)
    others = (f"{each.lemma} {each.part_of_speech}" + f": {each.gloss}" * bool(each.gloss) for each in readings[1:])
    return replace(
        card,
        stem=fold(stem) or card.stem,
        proclitics=before,
        enclitics=tuple(part.lstrip("+") for part in best.parts if part.startswith("+")),
        lemma=best.lemma,
        root=best.root or (card.root if agrees else ""),
        part_of_speech=best.part_of_speech,
        gloss=best.gloss or (card.gloss if agrees else ""),
        commitment=card.commitment if agrees else "",
        others=tuple(dict.fromkeys(others))[:_MOST_OTHERS],
        source="CAMeL Tools" + _GUESS * best.is_guess,
    )


def _show(value: str | tuple[str, ...], name: str) -> str:
    shown = value if isinstance(value, str) else " | ".join(value)
    return _WORDS.sub(lambda words: say(words[0]), shown).replace(", ", say(", ")) if name in _IN_WORDS else shown
