"""Finds the words that may be the cue of a commitment: by the network, by the lexicon, and by the user's own words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from reader.annotate.commitments.cue_lexicon import CueWord, find_cue_word
from reader.annotate.commitments.own_words import OWN_CHANCE, FoundCue, OwnCue, OwnWords
from reader.annotate.commitments.span_ends import trim
from reader.annotate.recogniser.article_pass import POSSIBLE, ArticlePass, PossibleCue
from reader.annotate.tokens import Tokens
from reader.wording import sayable


@dataclass(frozen=True, slots=True)
class Candidate:
    """Words that may bind somebody, before that is judged."""

    cue: PossibleCue
    entry: CueWord | None
    """What the lexicon knows of its words: of the one that binds most often."""
    own: OwnCue | None = None
    """The user's own entry, where it is one of his words."""


def find_candidates(tokens: Tokens, read: ArticlePass, own: OwnWords | None = None) -> Iterator[Candidate]:
    """The candidates of an article, in the order of the text; words that the user has taken away are none."""
    own = own or OwnWords()
    mine = list(own.find(tokens, read.runs))
    taken = {number for found in mine for number in range(found.first, found.last + 1)}
    possible = [cue for each in read.cues if (cue := _without_marks(tokens, each)) is not None]
    cues = [cue for cue in possible if taken.isdisjoint(range(cue.first, cue.last + 1))]
    covered = taken | {number for cue in cues for number in range(cue.first, cue.last + 1)}
    missed = [
        PossibleCue(number, number, POSSIBLE / 2, _types_of(entry), ())
        for run in read.runs
        for number in run
        if number not in covered and (entry := find_cue_word(tokens.folded[number])) is not None
    ]
    found = [Candidate(cue, _find_entry(tokens, cue)) for cue in (*cues, *missed)]
    kept = [each for each in found if each.entry is None or each.entry.lemma not in own.removed]
    kept += [_take_own(tokens, each, read.cues) for each in mine]
    yield from sorted(kept, key=lambda candidate: candidate.cue.first)


def word_rule(candidate: Candidate) -> str:
    """The reason for a proposal, in words that an analyst understands."""
    entry, own = candidate.entry, candidate.own
    if own is not None:
        return f"your own cue: {own.lemma} {own.follows}".rstrip()
    if entry is None:
        return sayable("network: a word that the lexicon of cues does not have")
    return f"cue: {entry.lemma} {entry.follows}".rstrip()


def _take_own(tokens: Tokens, found: FoundCue, cues: tuple[PossibleCue, ...]) -> Candidate:
    """A user's own cue, with the roles that the network gives to the likeliest cue at the same place."""
    there = [cue for cue in cues if cue.first <= found.last and found.first <= cue.last]
    roles = max(there, key=lambda cue: cue.chance).roles if there else ()
    cue = PossibleCue(found.first, found.last, OWN_CHANCE, ((found.cue.type, 1.0),), roles)
    return Candidate(cue, _find_entry(tokens, cue), found.cue)


def _without_marks(tokens: Tokens, cue: PossibleCue) -> PossibleCue | None:
    """A cue without marks at its ends; None where it has no word."""
    words = trim(tokens, cue.first, cue.last)
    return None if words is None else replace(cue, first=words[0], last=words[1])


def _find_entry(tokens: Tokens, cue: PossibleCue) -> CueWord | None:
    entries = [find_cue_word(tokens.folded[number]) for number in range(cue.first, cue.last + 1)]
    return max((entry for entry in entries if entry is not None), key=CueWord.log_odds, default=None)


def _types_of(entry: CueWord) -> tuple[tuple[str, float], ...]:
    return tuple(sorted(((label, entry.share(label)) for label in entry.types), key=lambda pair: -pair[1]))
