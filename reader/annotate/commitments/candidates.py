"""Finds the words that may be the cue of a commitment: what the network takes for one, and what the lexicon lists."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from reader.annotate.commitments.cue_lexicon import CueWord, find_cue_word
from reader.annotate.commitments.span_ends import trim
from reader.annotate.recogniser.article_pass import POSSIBLE, ArticlePass, PossibleCue
from reader.annotate.tokens import Tokens


@dataclass(frozen=True, slots=True)
class Candidate:
    """Words that may bind somebody, before that is judged."""

    cue: PossibleCue
    entry: CueWord | None
    """What the lexicon knows of its words: of the one that binds most often."""


def find_candidates(tokens: Tokens, read: ArticlePass) -> Iterator[Candidate]:
    """The candidates of an article, in the order of the text."""
    possible = [cue for each in read.cues if (cue := _without_marks(tokens, each)) is not None]
    covered = {number for cue in possible for number in range(cue.first, cue.last + 1)}
    missed = [
        PossibleCue(number, number, POSSIBLE / 2, _types_of(entry), ())
        for run in read.runs
        for number in run
        if number not in covered and (entry := find_cue_word(tokens.folded[number])) is not None
    ]
    for cue in sorted([*possible, *missed], key=lambda cue: cue.first):
        yield Candidate(cue, _find_entry(tokens, cue))


def word_rule(entry: CueWord | None) -> str:
    """The reason for a proposal, in words that an analyst understands."""
    if entry is None:
        return "network: a word that the lexicon of cues does not have"
    return f"cue: {entry.lemma} {entry.follows}".rstrip()


def _without_marks(tokens: Tokens, cue: PossibleCue) -> PossibleCue | None:
    """A cue without marks at its ends; None where it has no word."""
    words = trim(tokens, cue.first, cue.last)
    return None if words is None else replace(cue, first=words[0], last=words[1])


def _find_entry(tokens: Tokens, cue: PossibleCue) -> CueWord | None:
    entries = [find_cue_word(tokens.folded[number]) for number in range(cue.first, cue.last + 1)]
    return max((entry for entry in entries if entry is not None), key=CueWord.log_odds, default=None)


def _types_of(entry: CueWord) -> tuple[tuple[str, float], ...]:
    return tuple(sorted(((label, entry.share(label)) for label in entry.types), key=lambda pair: -pair[1]))
