"""Decides where a fixed phrase (من المقرر، يجب، عليه أن) binds somebody."""

from __future__ import annotations

from reader.annotate.commitments import grammar
from reader.annotate.commitments.antecedents import is_thing
from reader.annotate.commitments.complements import Complement, find_complement
from reader.annotate.commitments.cue import Cue
from reader.annotate.commitments.futures import is_forecast
from reader.annotate.commitments.lexicon import CueEntry, Lexicon
from reader.annotate.commitments.phrase_needs import has_needs
from reader.annotate.commitments.subjects import noun_phrase
from reader.annotate.commitments.surroundings import (
    NEGATIONS,
    is_court_beside,
    is_done_by_court,
    is_unreal,
    stands_by_terms,
)
from reader.annotate.commitments.text_words import COMMA, HARD, TextWords

_FORECAST = grammar.WORDS["forecast_masdars"]
_STATES = grammar.WORDS["states"]


def judge_phrase(tokens: TextWords, lexicon: Lexicon, index: int, entry: CueEntry) -> Cue | None:
    words = tokens.words
    last = index + (entry.cue or len(entry.pattern)) - 1
    complement = find_complement(tokens, lexicon, last + 1, entry, verb=False)
    if "clause" in entry.flags and not _is_duty(tokens, lexicon, index, complement):
        return None
    reach = 1 if "adjacent" in entry.flags else 5
    if "adjacent" not in entry.flags and complement is not None and complement.kind == "أن":
        reach = 12
    if complement is not None and complement.start > last + reach:
        complement = None
    if complement is not None and complement.kind == "أن" and words[complement.start] in grammar.PRONOUN_THAT:
        # يفترض أننا نملك: a supposed fact.
        return None
    if complement is None and entry.needs:
        return None
    if not has_needs(tokens, lexicon, index, last, entry, complement):
        return None
    if "adjacent" in entry.flags and complement is not None and complement.kind == "masdar":
        starts = grammar.has_and(words[index]) or tokens.break_before(index) >= COMMA
        if not starts or not words[complement.start].startswith("ال"):
            return None
    if is_unreal(tokens, index, past=words[index] in _PAST) or (
        entry.type == "demand" and _is_vague(tokens, index, complement)
    ):
        return None
    if "forecast" in entry.flags:
        if complement is None or words[complement.content] in _FORECAST:
            return None
        if complement.kind == "أن" and is_forecast(tokens, complement.content, lexicon):
            return None
    previous = words[index - 1] if index else ""
    if entry.type == "demand" and previous in ("لا", "فلا", "ولا") and words[index] not in ("ينبغي", "يجب"):
        # لا يتعين عليه: he need not, but لا يجب أن: he must not.
        return None
    if entry.type == "demand" and previous in ("ليس", "ليست", "ليسوا", "غير", "وغير"):
        return None
    polarity = "negative" if previous in NEGATIONS | {"ليس", "غير"} else "positive"
    first = index - 1 if polarity == "negative" else index
    kind = entry.type
    if "court" in entry.flags and (is_done_by_court(words, index) or is_court_beside(tokens, index)):
        kind = "demand"
    elif kind == "demand" and stands_by_terms(tokens, index):
        kind = "agreement"
    status = "withdrawn" if kind == "intent" and _is_called_off(tokens, index) else entry.status
    return Cue(entry, "", first, last, last, kind, polarity, status, complement, f"{entry.lemma}/phrase")


def _is_called_off(tokens: TextWords, index: int) -> bool:
    """Whether what was to be (كان من المقرر) is put off or cancelled in the same sentence."""
    words = tokens.words
    if not any(word.removeprefix("و") in _WAS for word in words[max(0, index - 2) : index]):
        return False
    for step in (-1, 1):
        for place in range(index + step, index + 32 * step, step):
            if not 0 <= place < len(tokens) or tokens.break_before(max(place, place - step)) >= HARD:
                break
            if words[place].removeprefix("و") in _CALLED_OFF:
                return True
    return False


_PAST = frozenset(("تم", "تمت"))
_WAS = frozenset(("كان", "كانت", "كانا", "كانوا"))
_CALLED_OFF = grammar.WORDS["called_off"]


def _is_duty(tokens: TextWords, lexicon: Lexicon, index: int, complement: Complement | None) -> bool:
    """على إيران أن: whether a clause begins with على and the name of who has a duty."""
    words = tokens.words
    previous = words[index - 1] if index else ""
    begins = tokens.break_before(index) >= COMMA or previous in grammar.THAT or previous in grammar.OPENERS
    begins = begins or words[index] == "وعلي"
    if complement is None or not begins or words[index + 1] in _NO_DUTY or words[complement.start] in _FACTS:
        return False
    if complement.kind == "masdar":
        # إن على الحكومة توفير …
        governed = previous in grammar.THAT or words[index] in ("وعلي", "فعلي") or tokens.break_before(index) >= HARD
        actor = index + 1 in tokens.named or words[index + 1] in grammar.ACTORS
        return governed and actor and index + 2 <= complement.start <= index + 5
    end = noun_phrase(tokens, lexicon, index + 1)
    return end > index + 1 and not is_thing(tokens, index + 1) and complement.start - end <= 4


_WHAT = frozenset(("ما", "مما", "وما", "ومما", "من", "لمن", "ممن", "بما", "كيف"))
_ANYBODY = frozenset(
    ("مسلم", "مسلمه", "مسلمين", "مومن", "مومنين", "مرء", "انسان", "زوج", "زوجه", "عبد", "عاقل", "مراه")
)
_NO_DUTY = grammar.WORDS["no_duty"]
_FACTS = grammar.PRONOUN_THAT | {"بان"}


def _is_laid_on(tokens: TextWords, index: int) -> bool:
    """Whether على and somebody stand right after a verb of duty."""
    place = index + 2
    if place >= len(tokens) or tokens.words[index + 1] != "علي":
        return False
    return place in tokens.named or tokens.words[place] in grammar.ACTORS


def _is_vague(tokens: TextWords, index: int, complement: Complement | None) -> bool:
    """Whether a duty binds nobody to an act: التي يجب، كما ينبغي، يجب أن ندرك، يجب أن يكون."""
    words = tokens.words
    if index and words[index - 1] == "كما" and (complement is None or complement.start > index + 1):
        return True
    if index and words[index - 1] in grammar.RELATIVES and _is_laid_on(tokens, index):
        # التي يجب على الحكومة أن …
        return False
    if index and (words[index - 1] in grammar.RELATIVES or words[index - 1] in _WHAT):
        return True
    if any(word.removeprefix("لل").removeprefix("ال") in _ANYBODY for word in words[index + 1 : index + 3]):
        return True
    if words[index + 1 : index + 2] and words[index + 1] in ("عليك", "عليكم", "علينا", "عليكن", "لنا", "لك"):
        return True
    if complement is None or complement.kind != "أن" or complement.content >= len(words):
        return False
    verb = words[complement.content]
    if verb in ("يكون", "تكون") and words[complement.content + 1 : complement.content + 2] == ["هناك"]:
        return True
    if verb in ("يكون", "تكون") and words[index - 1] not in grammar.THAT:
        # أشار إلى أن الاتفاقية يجب أن تكون مصحوبة بـ: what somebody asks of something.
        return not any(word in grammar.THAT for word in words[max(0, index - 8) : index])
    return (verb[0] == "ن" and len(verb) > 3) or verb in _STATES


def fits(words: list[str], index: int, entry: CueEntry) -> bool:
    """Whether the words after the first of a phrase are its own."""
    for offset, wanted in enumerate(entry.pattern[1:], 1):
        if index + offset >= len(words):
            return False
        word = words[index + offset]
        if word not in wanted and not any(w.endswith("*") and word.startswith(w[:-1]) for w in wanted):
            return False
    return True
