"""Defines a cue, the words that bind somebody, as the rules pass it to each other."""

from __future__ import annotations

from dataclasses import dataclass

from reader.annotate.commitments.complements import Complement
from reader.annotate.commitments.lexicon import CueEntry


@dataclass(frozen=True, slots=True)
class Cue:
    """A place where somebody is bound, before its roles are known."""

    entry: CueEntry
    form: str
    """Kind of verb form (p3fs …, + where it carries an object pronoun), "" for nouns and phrases."""
    first: int
    last: int
    head: int
    """The word that was looked up; first and last take in particles and light verbs."""
    type: str
    polarity: str = "positive"
    status: str = "made"
    complement: Complement | None = None
    rule: str = ""
    """The rule class whose share of right proposals is the score."""
    provides: int = -1
    """For an agreement that is reached: the word of يقضي or ينص that says what it provides."""
