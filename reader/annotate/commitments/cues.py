"""Decides which words of a text are cues: looks them up in the dictionary, then checks what each entry needs nearby."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reader.annotate.commitments import grammar
from reader.annotate.commitments.cue import Cue
from reader.annotate.commitments.futures import FUTURE, WILL_NOT, judge_future
from reader.annotate.commitments.lexicon import CueEntry, Lexicon
from reader.annotate.commitments.noun_cues import judge_noun
from reader.annotate.commitments.phrase_cues import fits, judge_phrase
from reader.annotate.commitments.surroundings import reach, stands_with
from reader.annotate.commitments.text_words import COMMA, HARD, TextWords
from reader.annotate.commitments.verb_cues import judge_verb

_MOST_LOOKED_UP = 60_000
_ENDINGS = ("", "ها", "ه", "هم", "نا", "كم", "هما", "ون", "ان", "وا", "ونها", "ونه", "ونهم", "ني", "ين")


def find_cues(tokens: TextWords, lexicon: Lexicon) -> Iterator[Cue]:
    """Every cue of a text, in order."""
    kinds = lexicon.looked_up
    if len(kinds) > _MOST_LOOKED_UP:
        kinds.clear()
    after = -1
    provided = -1
    last: Cue | None = None
    for index, word in enumerate(tokens.words):
        known = kinds.get(word)
        if known is None:
            known = kinds[word] = look_up(word, lexicon)
        if not known or index <= after or index == provided:
            continue
        for entry, form in known:
            cue = _judge(tokens, lexicon, index, entry, form)
            if cue is not None and not _is_inside(tokens, cue, last):
                yield cue
                last = cue
                after = cue.last
                provided = max(provided, cue.provides)
                break


def _is_inside(tokens: TextWords, cue: Cue, last: Cue | None) -> bool:
    """Whether a cue only belongs to the action of the one before, as its head or as what is told of it."""
    if last is None or last.complement is None:
        return False
    start, content = last.complement.start, last.complement.content
    if last.entry.kind == "phrase" and cue.head == content:
        # من المقرر أن يوقع: one plan.
        return True
    if last.type == "threat" and cue.entry.kind == "future" and content <= cue.head <= content + 4:
        # حذر من أنه سيوقف: one threat.
        return True
    if cue.entry.kind == last.entry.kind == "phrase" and cue.first == last.last + 1:
        # ينبغي عليها أن: one duty.
        return True
    if last.complement.kind == "أن" and cue.entry.kind == "future" and start <= cue.head <= content + 4:
        # وعد بأن بلاده لن تسعى: what is promised.
        return all(tokens.break_before(place) < COMMA for place in range(content + 1, cue.head))
    if last.entry.lemma in ("نص", "قضى") and cue.entry.kind == "future" and content <= cue.head <= content + 3:
        # ينص على أنه لن يطبق: what the text provides.
        return True
    if cue.form == "p3ms" and cue.head in (start, content) and grammar.is_masdar(tokens.words[cue.head]):
        # قررت بولندا رفض استقبال …: what is decided.
        return True
    if cue.entry.kind != "noun":
        return False
    if last.entry.kind == "verb" and last.type == cue.type == "agreement" and cue.head <= last.head + 10:
        # وقع اتفاقية لـ: what is signed.
        return all(tokens.break_before(place) < HARD for place in range(last.head + 1, cue.head + 1))
    if last.entry.lemma == "نفى" and start <= cue.head <= start + 2:
        return True
    if (
        start <= cue.head <= content + 2
        and cue.type in ("intent", "acceptance")
        and tokens.break_before(cue.head) < COMMA
    ):
        # يجب إصدار قرار بـ: what the demand is for.
        return True
    return cue.head in (start, content) or (cue.complement is not None and cue.complement.start == start)


def look_up(word: str, lexicon: Lexicon) -> tuple[tuple[CueEntry, str], ...]:
    """The entries a folded word may stand for, with the kind of its form; none for nearly every word."""
    found: list[tuple[CueEntry, str]] = []
    attempts = (word, word[1:]) if word[0] in "وف" and len(word) > 2 else (word,)
    for bare in attempts:
        joined = bare is not word
        found.extend(pair for pair in lexicon.verbs.get(bare, ()) if len(bare) > 2 or pair[1] != "ap")
        found.extend((entry, kind + "?") for entry, kind in lexicon.risky.get(bare, ()))
        for nominal in _without_preposition(bare):
            # فنية is no ف with نية.
            found.extend((entry, "") for entry in lexicon.nouns.get(nominal, ()) if not (joined and word[0] == "ف"))
        found.extend((entry, "phrase") for entry in lexicon.phrases.get(bare, ()))
        if bare in ("سوف", "لن"):
            found.append((WILL_NOT if bare == "لن" else FUTURE, "particle"))
    if (
        all(form == "phrase" for _, form in found)
        and "س" in word[:2]
        and grammar.is_future(word)
        and _is_known_verb(word, lexicon)
    ):
        found.append((FUTURE, "future"))
    return tuple(found)


def _is_known_verb(word: str, lexicon: Lexicon) -> bool:
    """Whether there is such a verb: سيلتقي but not the name سيلفي."""
    stem = word[3:] if word[0] in "وف" else word[2:]
    return any(stem.endswith(ending) and stem.removesuffix(ending) in lexicon.stems for ending in _ENDINGS)


def _without_preposition(word: str) -> Iterator[str]:
    yield word
    if word.startswith("لل") and len(word) > 4:
        yield "ال" + word[2:]
    if (word[0] in "بل" and len(word) > 3 and not grammar.has_own(word, word[0])) or (word[0] == "ك" and len(word) > 4):
        yield word[1:]


def _judge(tokens: TextWords, lexicon: Lexicon, index: int, entry: CueEntry, form: str) -> Cue | None:
    words = tokens.words
    if form in ("particle", "future"):
        return judge_future(tokens, lexicon, index, form)
    if form == "phrase" and not fits(words, index, entry):
        return None
    following = words[index + 1] if index + 1 < len(tokens) else ""
    if following in entry.not_before or (index and words[index - 1] in entry.not_after):
        return None
    if entry.not_with and stands_with(tokens, index, entry.not_with):
        return None
    if entry.only_with and reach(tokens, index, entry) == index:
        return None
    near = _words_before(tokens, index) if entry.only_after or entry.not_near else []
    if entry.only_after and not any(word in entry.only_after or word[1:] in entry.only_after for word in near):
        return None
    if any(word in entry.not_near or word[1:] in entry.not_near for word in near):
        return None
    if form == "phrase":
        return judge_phrase(tokens, lexicon, index, entry)
    if entry.kind == "verb":
        return judge_verb(tokens, lexicon, index, entry, form)
    return judge_noun(tokens, lexicon, index, entry)


def _words_before(tokens: TextWords, index: int) -> list[str]:
    """Up to four words of the same sentence before a word."""
    low = index
    while low > max(0, index - 4) and tokens.break_before(low) < HARD:
        low -= 1
    return tokens.words[low:index]


_MANY = 6
_NEAR = 44
"""Words; more cues than _MANY within them are no language, and reading the clauses of each would take seconds."""


def is_crowded(cues: Sequence[Cue], index: int) -> bool:
    """Whether so many cues stand around one that they have no clauses of their own."""
    low, high = max(0, index - _MANY), min(len(cues), index + _MANY + 1)
    around = range(low, high - _MANY)
    return any(cues[first + _MANY].first - cues[first].first < _NEAR for first in around)
