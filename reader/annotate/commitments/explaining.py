"""Explains why each candidate of an article is proposed or not: what the lexicon, the network and the judge say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from reader.annotate.commitments.candidates import Candidate
from reader.annotate.commitments.judge import Judge
from reader.annotate.tokens import Tokens
from reader.model import Annotation, Span


@dataclass(frozen=True, slots=True)
class KnownWord:
    """What the lexicon of cues knows of a candidate's word."""

    lemma: str
    follows: str
    """What most often comes after it; empty where that is not known."""
    bound: int
    """How often it was a cue in the marked articles."""
    seen: int
    """How often it stands there, as a cue or not."""
    types: Mapping[str, int]
    example: str


@dataclass(frozen=True, slots=True)
class RoleReason:
    """A stretch that may fill a role."""

    role: str
    span: Span
    gain: float
    """How much likelier the network takes it to be than an empty role, in log-odds."""
    is_filled: bool
    """Whether the proposal has it; if not, the words belong to another role or to the cue."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a candidate is proposed as a commitment, or why it is not."""

    span: Span
    quote: str
    label: str
    """The likeliest type."""
    chance: float
    """The chance that an analyst accepts it, 0 to 1."""
    threshold: float
    """The least chance with which a candidate is proposed."""
    bias: float
    """The log-odds of any candidate, before anything is known of it."""
    reasons: tuple[tuple[str, float], ...]
    """What spoke for it (above 0) and against it (below), in log-odds; the weightiest first."""
    network: float
    """The network's chance that it is a cue; 0 where only the lexicon has made it a candidate."""
    types: tuple[tuple[str, float], ...]
    """The chance of each type, if it is a cue, by the network, or by the lexicon where only that names it."""
    word: KnownWord | None
    """What the lexicon knows of it, if it has the word."""
    roles: tuple[RoleReason, ...]

    @property
    def is_proposed(self) -> bool:
        """Whether it is likely enough to be proposed."""
        return self.chance >= self.threshold

    @property
    def is_lexicon_only(self) -> bool:
        """Whether the network did not take it for a possible cue, and only the lexicon names it."""
        return self.network == 0.0

    def moved(self, by: int) -> Explanation:
        """The explanation with all its spans moved by some code points."""
        roles = tuple(replace(each, span=Span(each.span.start + by, each.span.end + by)) for each in self.roles)
        return replace(self, span=Span(self.span.start + by, self.span.end + by), roles=roles)


def explain_candidates(text: str, *, judge: Judge, names: Sequence[Annotation]) -> tuple[Explanation, ...]:
    """The explanation of each candidate of a text, in its order; `names` are the entities found before.

    AnnotateError where the network or a package that it needs is missing.
    """
    from reader.annotate.commitments.candidates import find_candidates
    from reader.annotate.commitments.own_words import users_words
    from reader.annotate.recogniser.article_pass import read_article
    from reader.annotate.tokens import read_tokens

    tokens = read_tokens(text)
    found = find_candidates(tokens, read_article(text), users_words())
    return tuple(explain_candidate(tokens, each, judge=judge, names=names) for each in found)


def explain_candidate(
    tokens: Tokens, candidate: Candidate, *, judge: Judge, names: Sequence[Annotation]
) -> Explanation:
    """The explanation of one candidate."""
    from reader.annotate.recogniser.article_pass import POSSIBLE

    cue = candidate.cue
    is_from_network = candidate.own is None and cue.chance >= POSSIBLE
    verdict = judge.judge(tokens, candidate)
    span = tokens.span(cue.first, cue.last)
    return Explanation(
        span,
        span.of(tokens.text),
        verdict.label,
        verdict.chance,
        judge.threshold,
        judge.bias,
        verdict.reasons,
        cue.chance if is_from_network else 0.0,
        cue.types,
        _describe_word(candidate),
        tuple(_explain_roles(tokens, candidate, judge, names)),
    )


def find_at(explanations: Sequence[Explanation], offset: int) -> Explanation | None:
    """The candidate at an offset: the one whose words cover it, or else the one that ends right before it."""
    covering = (each for each in explanations if offset in each.span)
    return next(covering, None) or next((each for each in explanations if each.span.end == offset), None)


def _describe_word(candidate: Candidate) -> KnownWord | None:
    if candidate.own is not None:
        return KnownWord(candidate.own.lemma, candidate.own.follows, 0, 0, {}, "")
    entry = candidate.entry
    if entry is None:
        return None
    return KnownWord(entry.lemma, entry.follows, entry.bound, entry.seen, dict(entry.types), entry.example)


def _explain_roles(
    tokens: Tokens, candidate: Candidate, judge: Judge, names: Sequence[Annotation]
) -> Iterator[RoleReason]:
    from reader.annotate.commitments.roles import NAMES, fill_roles, find_names

    cue, is_own = candidate.cue, candidate.own is not None
    filled = dict(fill_roles(tokens, cue, find_names(names), judge.least_gains, is_own=is_own))
    found = {each.role: each for each in candidate.cue.roles}
    for name in NAMES:
        if each := found.get(name):
            span = filled.get(name) or tokens.span(each.first, each.last)
            yield RoleReason(name, span, each.gain, name in filled)
